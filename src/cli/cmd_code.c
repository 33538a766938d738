#include "cli/command.h"
#include "run/run.h"

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

static bool code_with(const struct command_input *in, const char *path, struct error *err)
{
    const struct code_options *options = in->options;
    struct pass_options run = {.threads = options->threads, .unfiltered = options->unfiltered,
                               .progress = options->quiet ? NULL : in->notes};
    struct pass_summary sum = {0};
    struct codebook *book = NULL;
    bool ok;

    if ((options->shard && !run_shard_parse(&run.shard, options->shard, err)) || !codebook_read(&book, path, err))
        return false;
    ok = run_pass(in->study, book, &run, &sum, err);
    if (ok && !options->quiet) {
        fprintf(in->out, "%s %s: %zu excerpts in %zu reports", book->id, book->version, sum.excerpts, sum.reports);
        if (sum.coded == 0)
            fputs("; all were coded before\n", in->out);
        else
            fprintf(in->out, "; %zu coded now, %.1f MB in %.2f s%s\n", sum.coded, (double)sum.bytes / 1e6, sum.seconds,
                    sum.unchanged > 0 ? ", with what codes that did not change had found" : "");
    }
    if (ok)
        say_carried(in->notes, &sum.carried);
    if (ok && sum.without_answers)
        fprintf(in->notes, "excerpta code: %s has codes of unit \"answer\", and no template was applied: run "
                "\"excerpta template apply FILE\" first\n", path);
    if (ok && sum.problems > 0) {
        *in->partly = true;
        fprintf(in->notes, "excerpta code: %s: a pattern was given up on in %zu passages (see \"excerpta passes\")\n",
                path, sum.problems);
    }
    codebook_free(book);
    return ok;
}

static bool code_run(const struct command_input *in, struct error *err)
{
    const struct code_options *options = in->options;

    if (options->codebooks.count == 0)
        return error_set(err, ERROR_USAGE, "needs --codebook FILE, for example codebooks/male-carers.xml");
    for (size_t i = 0; i < options->codebooks.count; i++)
        if (!code_with(in, options->codebooks.at[i], err))
            return false;
    return true;
}

const struct command command_code = {
    .name = "code",
    .arguments = "",
    .summary = "tag the passages that a codebook's rules find",
    .description =
        "Runs each codebook over every report of the study and keeps what its rules tag, as a pass that\n"
        "records the codebook, its version and content, and each report it saw. What the same codebook has\n"
        "coded before is not coded again, and of a new version only the codes that changed are looked for. A codebook\n"
        "whose content has changed needs a new version number.\n"
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
