#include "cli/codebook.h"
#include "run/examples.h"

struct testing {
    const struct command_input *in;
    const char *path;
    size_t failed;
};

static bool say_outcome(void *payload, const struct example_outcome *o, struct error *err)
{
    struct testing *t = payload;
    FILE *out = t->in->out;
    bool first = true;

    (void)err;
    fprintf(out, "%s: line %u: code %s: expected %s, got", t->path, o->example->line, o->code->id,
            codebook_example_words[o->example->kind]);
    for (int s = 0; s < STANDING_COUNT; s++) {
        if (o->tagged[s])
            fprintf(out, "%s %s", first ? "" : " and", standing_words[s]);
        first = first && !o->tagged[s];
    }
    fprintf(out, "%s%s: %s\n", o->any ? "" : " no", o->gave_up ? " (a pattern was given up)" : "", o->example->text);
    t->failed++;
    return true;
}

static bool test(const struct command_input *in, const char *path, struct error *err)
{
    struct testing t = {in, path, 0};
    struct codebook *book;
    size_t tried;
    bool ok;

    if (!codebook_read(&book, path, err))
        return false;
    ok = run_examples(book, say_outcome, NULL, &t, &tried, err) || error_within(err, "%s", path);
    if (ok)
        fprintf(in->out, "%s: %zu of %zu examples as expected\n", path, tried - t.failed, tried);
    if (t.failed > 0)
        *in->partly = true;
    codebook_free(book);
    return ok;
}

bool cli_codebook_test(const struct command_input *in, struct error *err)
{
    for (int i = 1; i < in->count; i++)
        if (!test(in, in->words[i], err))
            return false;
    return true;
}
