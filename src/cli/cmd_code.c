#include "cli/command.h"

#include "base/pool.h"
#include "match/match.h"
#include "run/run.h"

#include <stdlib.h>

struct code_options {
    struct option_texts codebooks;
    const char *shard;
    unsigned threads;
    bool quiet, unfiltered;
};

static const struct option code_option_table[] = {
    {OPTION_TEXTS, "codebook", offsetof(struct code_options, codebooks), "FILE", NULL,
     "what to look for; may be given again for another"},
    {OPTION_NUMBER, "threads", offsetof(struct code_options, threads), "N", NULL,
     "how many reports are coded at a time (else one a core)"},
    {OPTION_TEXT, "shard", offsetof(struct code_options, shard), "I/N", NULL,
     "code only the reports that are part I of N, in a copy of the study for each part"},
    {OPTION_SWITCH, "without-filter", offsetof(struct code_options, unfiltered), NULL, NULL,
     "try every pattern on every unit: slower, and the excerpts must be the same"},
    {OPTION_SWITCH, "quiet", offsetof(struct code_options, quiet), NULL, NULL, "say nothing that is no problem"},
    {0},
};

static void say_carried(FILE *out, const struct carry_summary *c)
{
    if (c->changed > 0)
        fprintf(out, "excerpta code: of the words that were decided on, %zu were looked for again: %zu are in their "
                "place, %zu moved, %zu with other signs between, %zu in a unit of another size, %zu orphaned%s\n",
                c->looked_at, c->same, c->moved, c->respelt, c->unit, c->orphaned,
                c->orphaned > 0 ? " (see \"excerpta decisions orphans\")" : "");
}

struct coding {
    const struct command_input *in;
    const char *const *paths;
    size_t count;
    struct run_shard shard;
    struct ready {
        struct codebook *book;
        struct match_program *program;
    } *ready;
};

struct compiled {
    struct match_program *program;
    bool ok;                            /* false: err tells why */
    struct error err;
};

static void *compile(void *payload, size_t number, unsigned thread)
{
    const struct coding *c = payload;
    struct compiled *compiled = must_realloc(NULL, sizeof *compiled);

    (void)thread;
    compiled->ok = match_compile(&compiled->program, c->ready[number].book, &compiled->err);
    return compiled;
}

static bool take_compiled(void *payload, size_t number, void *result, struct error *err)
{
    struct coding *c = payload;
    struct compiled *compiled = result;
    bool ok = compiled->ok;

    c->ready[number].program = compiled->program;
    if (!ok)
        *err = compiled->err;
    free(compiled);
    return ok || error_within(err, "%s", c->paths[number]);
}

static void drop_compiled(void *payload, void *result)
{
    struct compiled *compiled = result;

    (void)payload;
    match_free(compiled->program);
    free(compiled);
}

/* All of them before anything is coded: what is wrong with the last is told at once. */
static bool make_ready(struct coding *c, unsigned threads, struct error *err)
{
    const struct pool_job job = {c->count, c->count, threads, c, compile, take_compiled, drop_compiled};

    for (size_t i = 0; i < c->count; i++)
        if (!codebook_read(&c->ready[i].book, c->paths[i], err))
            return false;
    return pool_run(&job, err);
}

static bool code_with(const struct coding *c, size_t number, struct error *err)
{
    const struct command_input *in = c->in;
    const struct code_options *options = in->options;
    const struct codebook *book = c->ready[number].book;
    struct pass_options run = {.program = c->ready[number].program, .threads = options->threads, .shard = c->shard,
                               .unfiltered = options->unfiltered, .progress = options->quiet ? NULL : in->notes};
    struct pass_summary sum = {0};

    if (!run_pass(in->study, book, &run, &sum, err))
        return false;
    if (!options->quiet) {
        fprintf(in->out, "%s %s: %zu excerpts in %zu reports", book->id, book->version, sum.excerpts, sum.reports);
        if (sum.coded == 0)
            fputs("; all were coded before\n", in->out);
        else
            fprintf(in->out, "; %zu coded now, %.1f MB in %.2f s%s\n", sum.coded, (double)sum.bytes / 1e6, sum.seconds,
                    sum.unchanged > 0 ? ", with what codes that did not change had found" : "");
    }
    say_carried(in->notes, &sum.carried);
    if (sum.without_answers)
        fprintf(in->notes, "excerpta code: %s has codes of unit \"answer\", and no template was applied: run "
                "\"excerpta template apply FILE\" first\n", c->paths[number]);
    if (sum.problems > 0) {
        *in->partly = true;
        fprintf(in->notes, "excerpta code: %s: a pattern was given up on in %zu passages (see \"excerpta passes\")\n",
                c->paths[number], sum.problems);
    }
    return true;
}

static bool code_run(const struct command_input *in, struct error *err)
{
    const struct code_options *options = in->options;
    struct coding c = {.in = in, .paths = options->codebooks.at, .count = options->codebooks.count};
    bool ok;

    if (c.count == 0)
        return error_set(err, ERROR_USAGE, "needs --codebook FILE, for example codebooks/male-carers.xml");
    if (options->shard && !run_shard_parse(&c.shard, options->shard, err))
        return false;
    c.ready = must_realloc(NULL, c.count * sizeof *c.ready);
    for (size_t i = 0; i < c.count; i++)
        c.ready[i] = (struct ready){NULL, NULL};
    ok = make_ready(&c, options->threads, err);
    for (size_t i = 0; i < c.count; i++) {
        ok = ok && code_with(&c, i, err);
        match_free(c.ready[i].program);
        codebook_free(c.ready[i].book);
    }
    free(c.ready);
    return ok;
}

const struct command command_code = {
    .name = "code",
    .arguments = "",
    .summary = "tag the passages that a codebook's rules find",
    .description =
        "Runs each codebook over every report of the study and keeps what its rules tag, as a pass that\n"
        "records the codebook, its version and content, and each report it saw. Where one of several codebooks\n"
        "cannot be read or compiled, none is run. What the same codebook has coded before is not coded again, and\n"
        "of a new version only the codes that changed are looked for. A codebook whose content has changed needs a\n"
        "new version number.\n"
        "\n"
        "--shard I/N codes one part of a study's reports, told by the hash of their bytes: each part in a copy of the\n"
        "study (\"excerpta backup\") or in the study that \"excerpta index --shard I/N\" made. \"excerpta merge\"\n"
        "joins them.\n",
    .examples = "excerpta code --codebook codebooks/male-carers.xml\tone codebook\n"
                "excerpta code --codebook codebooks/male-carers.xml --codebook codebooks/good-practice.xml\ttwo\n",
    .options = code_option_table,
    .options_size = sizeof(struct code_options),
    .needs = NEEDS_STUDY_TO_WRITE,
    .run = code_run,
};
