#include "document/sentences.h"

#include "base/ascii.h"
#include "document/stops.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>

struct sentence_vec {
    struct range *at;
    size_t count, room;
};

static void add_sentence(struct sentence_vec *v, struct str text, size_t start, size_t stop)
{
    while (start < stop && ascii_is_blank(text.at[start]))
        start++;
    while (stop > start && ascii_is_blank(text.at[stop - 1]))
        stop--;
    if (stop > start)
        *VEC_PUSH(v) = (struct range){(uint32_t)start, (uint32_t)stop};
}

/* ICU says where the sentences of a block end, and then what it misses and what it mistakes is mended. */
static bool split_block(UBreakIterator *breaker, struct str shown, struct range block, struct sentence_vec *v,
                        struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *text = utext_openUTF8(NULL, shown.at + block.start, block.stop - block.start, &status);
    struct str upto = str_slice(shown, 0, block.stop);
    size_t start = block.start, from = start;

    ubrk_setUText(breaker, text, &status);
    if (U_FAILURE(status)) {
        utext_close(text);
        return error_set(err, ERROR_SYSTEM, "ICU cannot split sentences: %s", u_errorName(status));
    }
    for (int32_t at = ubrk_next(breaker); at != UBRK_DONE; at = ubrk_next(breaker)) {
        size_t stop = block.start + (size_t)at, next;

        while (from < stop && (next = document_sentence_missed(upto, start, from, stop)) < block.stop) {
            add_sentence(v, shown, start, next);
            start = from = next;
        }
        if (start < stop && !document_sentence_goes_on(upto, start, stop)) {
            add_sentence(v, shown, start, stop);
            start = stop;
        }
        from = from < stop ? stop : from;
    }
    add_sentence(v, shown, start, block.stop);
    utext_close(text);
    return true;
}

/* ICU takes a line end for the end of a paragraph, and a no-break space is two bytes: all are shown as
 * blanks, with every other byte where it was. */
static void show_blanks(char *shown, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (ascii_is_blank(shown[i]))
            shown[i] = ' ';
        else if (shown[i] == '\xc2' && i + 1 < size && shown[i + 1] == '\xa0')
            shown[i] = shown[i + 1] = ' ';
    }
}

bool document_split_sentences(struct document *doc, struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaker = ubrk_open(UBRK_SENTENCE, "en_GB", NULL, 0, &status);
    struct sentence_vec v = {0};
    char *shown;
    bool ok = true;

    if (U_FAILURE(status))
        return error_set(err, ERROR_SYSTEM, "ICU has no rules for sentences: %s", u_errorName(status));
    shown = must_realloc(NULL, doc->text.size + 1);
    memcpy(shown, doc->text.at, doc->text.size);
    show_blanks(shown, doc->text.size);
    for (size_t b = 0; ok && b < doc->block_count; b++) {
        if (doc->blocks[b].kind == BLOCK_HEADING)
            add_sentence(&v, doc->text, doc->blocks[b].range.start, doc->blocks[b].range.stop);
        else
            ok = split_block(breaker, (struct str){shown, doc->text.size}, doc->blocks[b].range, &v, err);
    }
    doc->sentences = arena_copy_array(&doc->arena, v.at, v.count, sizeof *v.at);
    doc->sentence_count = v.count;
    free(v.at);
    free(shown);
    ubrk_close(breaker);
    return ok;
}
