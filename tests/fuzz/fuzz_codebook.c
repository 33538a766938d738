/* Any bytes as a codebook; one that is taken is compiled and run over a little text. */
#include "match/match.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool found(void *payload, const struct match_excerpt *e, struct error *err)
{
    (void)err;
    for (size_t i = 0; i < e->span_count; i++)
        if (e->spans[i].start < e->range.start || e->spans[i].stop > e->range.stop
            || e->spans[i].start >= e->spans[i].stop || (i > 0 && e->spans[i].start < e->spans[i - 1].stop))
            abort();
    *(size_t *)payload += 1;
    return true;
}

static bool gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    (void)p;
    (void)err;
    *(size_t *)payload += 1;
    return true;
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const char text[] = "Fathers are not engaged. They will be, the father\xe2\x80\x99s mother says.\n\n"
        "Good practice: dads and step\xe2\x80\x91" "fathers were well involved, but former partners were not.";
    struct codebook *book = NULL;
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    struct document *doc = NULL;
    size_t calls = 0;
    struct match_sink sink = {found, gave_up, &calls};
    struct error err;

    if (codebook_parse(&book, (struct str){(const char *)data, size}, "/dev/null/book.xml", &err)
        && match_compile(&program, book, &err) && match_worker_new(&worker, program, &err)
        && document_of_passage(&doc, STR(text), &err) && !match_run(worker, doc, &sink, &err))
        abort();
    document_free(doc);
    match_worker_free(worker);
    match_free(program);
    codebook_free(book);
    return 0;
}
