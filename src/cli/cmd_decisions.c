#include "base/file.h"
#include "cli/command.h"
#include "cli/find.h"
#include "cli/table.h"
#include "run/decide.h"
#include "store/reviewer.h"

#include <string.h>

struct decisions_options {
    int format, verdict;
    const char *reviewer, *codebook, *theme, *code, *report, *standing, *rule, *recode, *memo, *batch;
    bool yes, all, star, decided;
};

enum { MAX_TABLE = 64 << 20 };
static const char *const verdicts[] = {"accept", "reject", "recode", "unsure", NULL};

static const struct option decisions_option_table[] = {
    {OPTION_TEXT, "reviewer", offsetof(struct decisions_options, reviewer), "NAME", NULL, "whose decisions"},
    {OPTION_TEXT, "codebook", offsetof(struct decisions_options, codebook), "ID", NULL, "only this codebook's"},
    {OPTION_TEXT, "theme", offsetof(struct decisions_options, theme), "ID", NULL, "batch: only this theme's"},
    {OPTION_TEXT, "code", offsetof(struct decisions_options, code), "ID", NULL, "only this code's"},
    {OPTION_TEXT, "report", offsetof(struct decisions_options, report), "REPORT", NULL, "only this report's"},
    {OPTION_TEXT, "standing", offsetof(struct decisions_options, standing), "WORD", NULL,
     "batch: only excerpts of this standing"},
    {OPTION_TEXT, "rule", offsetof(struct decisions_options, rule), "ID", NULL, "batch: only what this rule found"},
    {OPTION_SWITCH, "decided", offsetof(struct decisions_options, decided), NULL, NULL,
     "batch: also what the reviewer has decided"},
    {OPTION_CHOICE, "verdict", offsetof(struct decisions_options, verdict), "VERDICT", verdicts, "batch: what is said"},
    {OPTION_TEXT, "recode", offsetof(struct decisions_options, recode), "CODES", NULL,
     "batch: with recode, the codes that fit, with blanks between"},
    {OPTION_TEXT, "memo", offsetof(struct decisions_options, memo), "TEXT", NULL, "batch: a note on each"},
    {OPTION_SWITCH, "star", offsetof(struct decisions_options, star), NULL, NULL, "batch: good practice, each"},
    {OPTION_SWITCH, "yes", offsetof(struct decisions_options, yes), NULL, NULL,
     "apply, batch, undo: write it; without, it is only told what would be written"},
    {OPTION_SWITCH, "all", offsetof(struct decisions_options, all), NULL, NULL,
     "list: also what was undone or decided otherwise since"},
    TABLE_FORMAT_OPTION(struct decisions_options, format),
    {0},
};

static void add_row(struct table *t, const struct decision_row *d)
{
    table_number(t, d->decision);
    table_text(t, d->reviewer);
    table_text(t, d->at);
    table_text(t, d->kind);
    table_text(t, d->verdict);
    table_text(t, d->recode);
    table_text(t, d->memo);
    table_number(t, d->star);
    table_text(t, d->codebook);
    table_text(t, d->code);
    table_text(t, d->excerpt);
    table_text(t, d->report);
    table_number(t, d->range.start);
    table_number(t, d->range.stop);
    table_text(t, d->origin);
    table_text(t, d->how);
    table_text(t, d->reason);
    table_text(t, d->standing_seen);
    table_text(t, d->standing);
    table_text(t, d->batch);
    table_text(t, d->words);
}

static bool list_decision(void *payload, const struct decision_row *d, struct error *err)
{
    (void)err;
    add_row(payload, d);
    return true;
}

/* An orphan is of no excerpt, so nothing of it counts; what was undone, or is an undoing, is left out. */
static bool list_orphan(void *payload, const struct decision_row *d, struct error *err)
{
    (void)err;
    if (!str_equal(d->kind, STR("undo")) && d->undone_by == 0)
        add_row(payload, d);
    return true;
}

static bool list_with(const struct command_input *in, bool orphans, struct error *err)
{
    const struct decisions_options *options = in->options;
    struct decision_filter filter = {
        .reviewer = str_of(options->reviewer), .codebook = str_of(options->codebook), .code = str_of(options->code),
        .report = STR(""), .excerpt = STR(""), .how = orphans ? STR("orphaned") : STR(""), .batch = STR(""),
        .counting = !orphans && !options->all};
    struct cli_report report = {0};
    struct table t = {0};
    bool ok = !options->report || cli_find_report(&report, in->study, options->report, err);

    if (ok && options->report)
        filter.report = report.sha256;
    table_columns(&t, "#decision reviewer at kind verdict recode memo #star codebook code excerpt report #start #stop "
                  "origin how reason standing_seen standing batch words");
    ok = ok && store_decisions(in->study, &filter, orphans ? list_orphan : list_decision, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    cli_report_free(&report);
    return ok;
}

static bool list(const struct command_input *in, struct error *err)
{
    return list_with(in, false, err);
}

static bool orphans(const struct command_input *in, struct error *err)
{
    return list_with(in, true, err);
}

static void say(const struct command_input *in, const struct decide_summary *sum, bool written, const char *rows)
{
    fprintf(in->out, "%zu %s: %zu decided for the first time, %zu otherwise than before, %zu as before", sum->rows,
            rows, sum->first, sum->changed, sum->same);
    if (sum->without > 0)
        fprintf(in->out, ", %zu without a verdict", sum->without);
    fputs("\n", in->out);
    for (int v = 0; v < VERDICT_COUNT; v++)
        if (sum->verdicts[v] > 0)
            fprintf(in->out, "  %s: %zu\n", store_verdict_words[v], sum->verdicts[v]);
    if (!written)
        fputs("nothing was written; with --yes it is\n", in->out);
    else if (*sum->batch)
        fprintf(in->out, "written as batch %s\n", sum->batch);
}

static bool apply(const struct command_input *in, struct error *err)
{
    const struct decisions_options *options = in->options;
    struct decide_options how = {.reviewer = str_of(options->reviewer), .write = options->yes};
    struct decide_summary sum;
    struct buf csv = {0};
    bool ok = file_read(&csv, in->words[1], MAX_TABLE, err)
        && (run_decide_table(in->study, buf_str(&csv), &how, &sum, err) || error_within(err, "%s", in->words[1]));

    if (ok)
        say(in, &sum, options->yes, "rows");
    buf_free(&csv);
    return ok;
}

static bool find_reviewer(const struct command_input *in, int64_t *id, struct error *err)
{
    const struct decisions_options *options = in->options;
    struct reviewer_row row;
    bool found;

    if (!options->reviewer)
        return error_set(err, ERROR_USAGE, "needs --reviewer NAME");
    if (!store_find_reviewer(in->study, str_of(options->reviewer), &row, &found, err))
        return false;
    *id = row.id;
    return found || error_set(err, ERROR_USAGE, "there is no reviewer %s (see \"excerpta reviewer list\")",
                              options->reviewer);
}

static bool batch(const struct command_input *in, struct error *err)
{
    const struct decisions_options *options = in->options;
    struct decide_filter filter = {
        .query = {.which = options->decided ? REVIEW_ALL : REVIEW_UNDECIDED, .codebook = str_of(options->codebook),
                  .theme = str_of(options->theme), .code = str_of(options->code), .report = STR(""), .after = STR("")},
        .standing = str_of(options->standing), .rule = str_of(options->rule), .verdict = (enum verdict)options->verdict,
        .recode = str_of(options->recode), .memo = str_of(options->memo), .star = options->star};
    struct cli_report report = {0};
    struct decide_summary sum;
    bool ok = find_reviewer(in, &filter.query.reviewer, err)
        && (!options->report || cli_find_report(&report, in->study, options->report, err));

    if (ok && options->report)
        filter.query.report = report.sha256;
    ok = ok && run_decide_filter(in->study, &filter, options->yes, &sum, err);
    if (ok)
        say(in, &sum, options->yes, "excerpts");
    cli_report_free(&report);
    return ok;
}

static bool count_decision(void *payload, const struct decision_row *d, struct error *err)
{
    size_t *count = payload;

    (void)err;
    *count += !str_equal(d->kind, STR("undo")) && d->undone_by == 0;
    return true;
}

static bool undo_batch(const struct command_input *in, int64_t reviewer, const char *request, struct error *err)
{
    const struct decisions_options *options = in->options;
    struct decision_filter filter = {
        .reviewer = str_of(options->reviewer), .codebook = STR(""), .code = STR(""), .report = STR(""),
        .excerpt = STR(""), .how = STR(""), .batch = str_of(in->words[1])};
    size_t count = 0;

    if (!(options->yes ? store_undo_batch(in->study, str_of(request), reviewer, filter.batch, &count, err)
          : store_decisions(in->study, &filter, count_decision, &count, err)))
        return false;
    fprintf(in->out, "%zu decisions of batch %s %s\n", count, in->words[1],
            options->yes ? "undone" : "would be undone; with --yes they are");
    return true;
}

static bool undo(const struct command_input *in, struct error *err)
{
    const struct decisions_options *options = in->options;
    struct decision_done done;
    char request[33];
    int64_t reviewer;
    size_t number;

    if (!find_reviewer(in, &reviewer, err) || !store_new_request(request, err))
        return false;
    if (strlen(in->words[1]) == 32 || !str_to_size(str_of(in->words[1]), &number) || number > INT64_MAX)
        return undo_batch(in, reviewer, request, err);
    if (!options->yes) {
        fprintf(in->out, "decision %zu would be undone; with --yes it is\n", number);
        return true;
    }
    if (!store_undo(in->study, str_of(request), reviewer, (int64_t)number, &done, err))
        return false;
    fprintf(in->out, "decision %zu %s\n", number, done.again ? "was undone before" : "undone");
    return true;
}

static bool is_said(const void *options)
{
    return ((const struct decisions_options *)options)->yes;
}

static const struct command_action actions[] = {
    {"list", "no more words", 0, 0, NEEDS_STUDY_TO_READ, NULL, list},
    {"orphans", "no more words", 0, 0, NEEDS_STUDY_TO_READ, NULL, orphans},
    {"apply", "a FILE", 1, 1, NEEDS_STUDY_TO_READ, is_said, apply},
    {"batch", "no more words", 0, 0, NEEDS_STUDY_TO_READ, is_said, batch},
    {"undo", "the number of a decision, or a batch", 1, 1, NEEDS_STUDY_TO_READ, is_said, undo},
    {0},
};

const struct command command_decisions = {
    .name = "decisions",
    .arguments = "list | orphans | apply FILE | batch | undo N|BATCH",
    .summary = "list, take in and undo what reviewers decided",
    .description =
        "list shows the decisions that count: of each reviewer and excerpt the newest that was not undone; with --all\n"
        "every one. After each pass a decision follows where the same code tags the same words, wherever they\n"
        "stand now; orphans lists those whose words are gone, are no longer tagged, or stand where it is not\n"
        "certain which are meant. Nothing is dropped, and an orphan counts again when its words come back.\n"
        "standing_seen is what the words stood for when they were decided on, standing what the rules say now: where\n"
        "they differ, look again.\n"
        "\n"
        "apply takes in a table (CSV) with a column verdict: an export, to which the column was added, or a list of\n"
        "decisions. Rows without a verdict are passed over. Columns recode, memo, star and reviewer may stand\n"
        "beside it; columns codebook, code, start and stop tag a passage by hand. batch says one verdict on all that\n"
        "the options name and the reviewer has not decided. Both only tell what would be written, until --yes is\n"
        "given; then all of it is written or nothing, as a batch that undo takes back.\n",
    .examples = "excerpta decisions apply reviewed.csv --reviewer \"Ann Lee\"\twhat would be taken in\n"
                "excerpta decisions batch --verdict reject --code engaged --standing planned --reviewer \"Ann Lee\" "
                "--yes\tall of a kind\n"
                "excerpta decisions orphans --format csv\twhat is to be looked at again\n",
    .options = decisions_option_table,
    .options_size = sizeof(struct decisions_options),
    .least_words = 1,
    .most_words = 2,
    .actions = actions,
};
