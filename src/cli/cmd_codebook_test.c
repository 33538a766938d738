#include "cli/codebook.h"

/* What the code under test made of an example. */
struct outcome {
    const struct code *code;
    bool tagged[STANDING_COUNT];
    bool any, gave_up;
};

static bool note_excerpt(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct outcome *o = payload;

    (void)err;
    if (e->code == o->code)
        o->any = o->tagged[e->standing] = true;
    return true;
}

static bool note_gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    struct outcome *o = payload;

    (void)err;
    o->gave_up = o->gave_up || p->code == o->code;
    return true;
}

static bool as_expected(const struct outcome *o, enum example_kind kind)
{
    static const enum standing standings[] = {
        [EXAMPLE_PRESENT] = STANDING_PRESENT, [EXAMPLE_ABSENT] = STANDING_ABSENT,
        [EXAMPLE_PLANNED] = STANDING_PLANNED, [EXAMPLE_PAST] = STANDING_PAST};

    if (o->gave_up)
        return false;
    return kind == EXAMPLE_NO ? !o->any : o->tagged[standings[kind]];
}

static void say_outcome(FILE *out, const char *path, const struct outcome *o, const struct example *x)
{
    static const char *const kinds[] = {"no", "present", "absent", "planned", "past"};
    bool first = true;

    fprintf(out, "%s: line %u: code %s: expected %s, got", path, x->line, o->code->id, kinds[x->kind]);
    for (int s = 0; s < STANDING_COUNT; s++) {
        if (o->tagged[s])
            fprintf(out, "%s %s", first ? "" : " and", standing_words[s]);
        first = first && !o->tagged[s];
    }
    fprintf(out, "%s%s: %s\n", o->any ? "" : " no", o->gave_up ? " (a pattern was given up)" : "", x->text);
}

static bool test_code(const struct command_input *in, const char *path, struct match_worker *w, const struct code *code,
                      size_t *failed, struct error *err)
{
    for (size_t i = 0; i < code->example_count; i++) {
        struct outcome o = {.code = code};
        const struct match_sink sink = {note_excerpt, note_gave_up, &o};
        struct document *doc = NULL;

        if (!document_of_passage(&doc, str_of(code->examples[i].text), err))
            return error_within(err, "%s: line %u", path, code->examples[i].line);
        match_use_answers(w, &(struct range){0, (uint32_t)doc->text.size}, 1);     /* for its own units */
        if (!match_run(w, doc, &sink, err)) {
            document_free(doc);
            return false;
        }
        document_free(doc);
        if (!as_expected(&o, code->examples[i].kind)) {
            say_outcome(in->out, path, &o, &code->examples[i]);
            ++*failed;
        }
    }
    return true;
}

static bool test(const struct command_input *in, const char *path, struct error *err)
{
    struct cli_codebook c;
    size_t failed = 0, tried = 0;
    bool ok = cli_codebook_open(&c, path, err);

    for (size_t i = 0; ok && i < c.book->code_count; i++) {
        ok = test_code(in, path, c.worker, &c.book->codes[i], &failed, err);
        tried += c.book->codes[i].example_count;
    }
    if (ok)
        fprintf(in->out, "%s: %zu of %zu examples as expected\n", path, tried - failed, tried);
    if (failed > 0)
        *in->partly = true;
    cli_codebook_close(&c);
    return ok;
}

bool cli_codebook_test(const struct command_input *in, struct error *err)
{
    for (int i = 1; i < in->count; i++)
        if (!test(in, in->words[i], err))
            return false;
    return true;
}
