#include "cli/command.h"
#include "cli/table.h"
#include "run/merge.h"

struct merge_cli_options {
    int format;
    bool quiet;
};

static const struct option merge_option_table[] = {
    TABLE_FORMAT_OPTION(struct merge_cli_options, format),
    {OPTION_SWITCH, "quiet", offsetof(struct merge_cli_options, quiet), NULL, NULL, "say nothing that is no conflict"},
    {0},
};

static bool list_conflict(void *payload, const char *in, const struct merge_conflict *c, struct error *err)
{
    struct table *t = payload;

    (void)err;
    table_text(t, str_of(in));
    table_text(t, c->what);
    table_text(t, c->which);
    table_text(t, c->here);
    table_text(t, c->there);
    return true;
}

static bool merge_run(const struct command_input *in, struct error *err)
{
    const struct merge_cli_options *options = in->options;
    struct merge_options run = {.out = in->words[0], .in = (const char *const *)in->words + 1,
                                .in_count = (size_t)in->count - 1, .progress = options->quiet ? NULL : in->notes};
    struct merge_summary sum = {.conflicts = 0};
    struct table t = {0};
    bool ok;

    table_columns(&t, "study what which here there");
    ok = run_merge(&run, list_conflict, &t, &sum, err);
    if (ok && sum.conflicts > 0)
        table_print(&t, in->out, (enum table_format)options->format);
    if (ok && !options->quiet)
        fprintf(in->notes, "excerpta merge: %s: %lld reports, %lld excerpts, %lld decisions, %lld answers more; %zu "
                "conflicts\n", run.out, (long long)sum.added.reports, (long long)sum.added.excerpts,
                (long long)sum.added.decisions, (long long)sum.added.answers, sum.conflicts);
    if (ok && sum.unfinished > 0)
        fprintf(in->notes, "excerpta merge: %zu passes have reports still to code: run \"excerpta code\" with their "
                "codebooks\n", sum.unfinished);
    *in->partly = ok && (sum.conflicts > 0 || sum.unfinished > 0);
    table_free(&t);
    return ok;
}

const struct command command_merge = {
    .name = "merge",
    .arguments = "OUT STUDY...",
    .summary = "join the parts of a shelf, or reviewers' copies of a study, into one",
    .description =
        "Takes each STUDY into OUT, which is made where it is not there; the studies stay as they are. Parts that\n"
        "\"excerpta index --shard\" or \"excerpta code --shard\" made must all be there, each once and complete, and\n"
        "give the study that one machine would have made: a part that is missing, doubled, not complete or of\n"
        "another shelf is named, and nothing is written.\n"
        "\n"
        "Of copies that several reviewers had, decisions, memos and answers are all kept, those that are the same\n"
        "once. What two studies say differently is listed: of a file, text or attribute the word of OUT, then of the\n"
        "STUDY named earlier, is kept; of two decisions of one reviewer both are, and the later counts. Merging the\n"
        "same studies again adds nothing. Decisions follow their words as after a pass. The exit status is 1 where\n"
        "something was listed.\n",
    .examples = "excerpta merge study.db part-*.db\tthe parts of a shelf\n"
                "excerpta merge all.db ann.db ben.db\ttwo reviewers' copies\n",
    .options = merge_option_table,
    .options_size = sizeof(struct merge_cli_options),
    .needs = NEEDS_NOTHING,
    .least_words = 2,
    .most_words = -1,
    .run = merge_run,
};
