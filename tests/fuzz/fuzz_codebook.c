/* Any bytes as a codebook, and as a template; one that is taken is run over a little text, with the filter of literals
 * and without it: both must find the same. */
#include "match/answers.h"
#include "match/explain.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool found(void *payload, const struct match_excerpt *e, struct error *err)
{
    (void)err;
    for (size_t i = 0; i < e->span_count; i++)
        if (e->spans[i].start < e->range.start || e->spans[i].stop > e->range.stop
            || e->spans[i].start >= e->spans[i].stop || (i > 0 && e->spans[i].start < e->spans[i - 1].stop))
            abort();
    *(size_t *)payload = *(size_t *)payload * 31 + e->range.start + 7 * e->range.stop + e->span_count
        + 13 * (size_t)e->standing;
    return true;
}

static bool gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    (void)p;
    (void)err;
    *(size_t *)payload += 1;
    return true;
}

/* What is explained as tagged must be what is tagged, in the same order. */
static bool tried(void *payload, const struct match_trial *t, struct error *err)
{
    (void)err;
    for (size_t i = 0; i < t->part_count; i++)
        for (size_t h = 0; h < t->parts[i].hit_count; h++)
            if (t->parts[i].hits[h].start >= t->parts[i].hits[h].stop)
                abort();
    if (t->verdict == MATCH_TAGS)
        *(size_t *)payload = *(size_t *)payload * 31 + t->range.start + 7 * t->range.stop + 13 * (size_t)t->standing;
    return true;
}

static bool tagged(void *payload, const struct match_excerpt *e, struct error *err)
{
    (void)err;
    *(size_t *)payload = *(size_t *)payload * 31 + e->range.start + 7 * e->range.stop + 13 * (size_t)e->standing;
    return true;
}

static bool passed_over(void *payload, const struct match_problem *p, struct error *err)
{
    (void)payload;
    (void)p;
    (void)err;
    return true;
}

static void explain(const struct codebook *book, const struct document *doc)
{
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    size_t explained = 0, found_so = 0;
    struct match_sink sink = {tagged, passed_over, &found_so};
    struct range whole = {0, (uint32_t)doc->text.size};
    struct error err;

    if (match_compile(&program, book, &err) && match_worker_new(&worker, program, &err)) {
        match_use_answers(worker, &whole, 1);
        if (!match_run(worker, doc, &sink, &err))
            abort();
        match_use_answers(worker, &whole, 1);
        if (!match_explain(worker, doc, &whole, 1, tried, &explained, &err) || explained != found_so)
            abort();
    }
    match_worker_free(worker);
    match_free(program);
}

/* What a codebook finds, as a number. */
static size_t run(const struct codebook *book, const struct document *doc, bool filtered)
{
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    size_t calls = 0;
    struct match_sink sink = {found, gave_up, &calls};
    struct range whole = {0, (uint32_t)doc->text.size};
    struct error err;

    if (match_compile(&program, book, &err)) {
        if (!filtered)
            match_drop_filter(program);
        if (match_worker_new(&worker, program, &err)) {
            match_use_answers(worker, &whole, 1);
            if (!match_run(worker, doc, &sink, &err))
                abort();
        }
    }
    match_worker_free(worker);
    match_free(program);
    return calls;
}

static void look_for(const struct template *t, const struct document *doc)
{
    struct answer *answers;
    struct arena a = {0};

    match_answers(&answers, &a, t, doc);
    for (size_t q = 0; q < t->question_count; q++)
        if (answers[q].range.stop > doc->text.size || answers[q].range.start > answers[q].range.stop)
            abort();
    arena_free(&a);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const char text[] = "Fathers are not engaged. They will be, the father\xe2\x80\x99s mother says.\n\n"
        "Good practice: dads and step\xe2\x80\x91" "fathers were well involved, but former partners were not.";
    struct str bytes = {(const char *)data, size};
    struct codebook *book = NULL;
    struct template *form = NULL;
    struct document *doc = NULL;
    struct error err;

    if (!document_of_passage(&doc, STR(text), &err))
        abort();
    if (codebook_parse(&book, bytes, "/dev/null/book.xml", &err)) {
        if (run(book, doc, true) != run(book, doc, false))
            abort();
        explain(book, doc);
    }
    if (template_parse(&form, bytes, "form.xml", &err))
        look_for(form, doc);
    document_free(doc);
    codebook_free(book);
    template_free(form);
    return 0;
}
