/* Any bytes as a codebook of another program; the first, '0' to '4', says of which. What is taken must be a codebook of
 * ours that compiles, and can be written again. */
#include "codebook/dictionary.h"
#include "codebook/write.h"
#include "match/match.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* The built-in ones would take most of the time. */
static const struct str no_modifiers = {"<modifiers xmlns='urn:excerpta:codebook:1' version='1'/>", 56};

static void write_again(const struct codebook *book)
{
    struct codebook_converted again;
    struct buf qdc = {0}, html = {0};
    struct error err;

    codebook_write_qdc(&qdc, book);
    codebook_write_html(&html, book);
    if (!codebook_convert(&again, buf_str(&qdc), "again.qdc", DICTIONARY_qdc, &err) || again.codes != book->code_count)
        abort();
    codebook_converted_free(&again);
    buf_free(&qdc);
    buf_free(&html);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct codebook_converted made;
    struct codebook *book = NULL;
    struct match_program *program = NULL;
    struct error err;

    if (size == 0
        || !codebook_convert(&made, (struct str){(const char *)data + 1, size - 1}, "some file",
                             (enum dictionary)((data[0] >= '0' ? data[0] - '0' : data[0]) % DICTIONARY_COUNT), &err))
        return 0;
    if (!codebook_parse_with(&book, buf_str(&made.xml), no_modifiers, "made.xml", &err)
        || !match_compile(&program, book, &err)) {
        fprintf(stderr, "%s\n%s\n", err.text, buf_text(&made.xml));
        abort();
    }
    write_again(book);
    match_free(program);
    codebook_free(book);
    codebook_converted_free(&made);
    return 0;
}
