#include "run/examples.h"

static bool note_excerpt(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct example_outcome *o = payload;

    (void)err;
    if (e->code == o->code)
        o->any = o->tagged[e->standing] = true;
    return true;
}

static bool note_gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    struct example_outcome *o = payload;

    (void)err;
    o->gave_up = o->gave_up || p->code == o->code;
    return true;
}

static bool as_expected(const struct example_outcome *o)
{
    static const enum standing standings[] = {
        [EXAMPLE_PRESENT] = STANDING_PRESENT, [EXAMPLE_ABSENT] = STANDING_ABSENT,
        [EXAMPLE_PLANNED] = STANDING_PLANNED, [EXAMPLE_PAST] = STANDING_PAST};

    if (o->gave_up)
        return false;
    return o->example->kind == EXAMPLE_NO ? !o->any : o->tagged[standings[o->example->kind]];
}

static bool try_example(struct example_outcome *o, struct match_worker *w, struct error *err)
{
    const struct match_sink sink = {note_excerpt, note_gave_up, o};
    struct document *doc = NULL;
    bool ok;

    if (!document_of_passage(&doc, str_of(o->example->text), err))
        return error_within(err, "line %u", o->example->line);
    match_use_answers(w, &(struct range){0, (uint32_t)doc->text.size}, 1);     /* for its own units */
    ok = match_run(w, doc, &sink, err);
    document_free(doc);
    return ok;
}

bool run_examples(const struct codebook *book, run_each_example *each, match_goes_on *goes_on, void *payload,
                  size_t *tried, struct error *err)
{
    struct match_program *program = NULL;
    struct match_worker *worker = NULL;
    bool ok = match_compile(&program, book, err) && match_worker_new(&worker, program, err);

    *tried = 0;
    for (size_t c = 0; ok && c < book->code_count; c++)
        for (size_t i = 0; ok && i < book->codes[c].example_count; i++, ++*tried) {
            struct example_outcome o = {.code = &book->codes[c], .example = &book->codes[c].examples[i]};

            match_use_watch(worker, goes_on, payload);
            ok = try_example(&o, worker, err) && (as_expected(&o) || each(payload, &o, err));
        }
    match_worker_free(worker);
    match_free(program);
    return ok;
}
