#include "cli/command.h"
#include "cli/find.h"
#include "cli/table.h"
#include "store/assignment.h"
#include "store/reviewer.h"

#include <stdlib.h>

struct reviewer_options {
    int format;
    bool adjudicator;
    const char *codebook, *theme, *code;
    struct option_texts reports;
    unsigned doubled, seed;
};

static const struct option reviewer_option_table[] = {
    {OPTION_SWITCH, "adjudicator", offsetof(struct reviewer_options, adjudicator), NULL, NULL,
     "add: one who may settle disagreements, and for that sees what others decided"},
    {OPTION_TEXT, "codebook", offsetof(struct reviewer_options, codebook), "ID", NULL, "assign: only this codebook's"},
    {OPTION_TEXT, "theme", offsetof(struct reviewer_options, theme), "ID", NULL, "assign: only this theme's"},
    {OPTION_TEXT, "code", offsetof(struct reviewer_options, code), "ID", NULL, "assign: only this code's"},
    {OPTION_TEXTS, "report", offsetof(struct reviewer_options, reports), "REPORT", NULL,
     "assign: only this report's; may be given again for another"},
    {OPTION_NUMBER, "double", offsetof(struct reviewer_options, doubled), "PERCENT", NULL,
     "assign: so many of the excerpts go to two reviewers (else none)"},
    {OPTION_NUMBER, "seed", offsetof(struct reviewer_options, seed), "N", NULL,
     "assign: another number shares them out otherwise"},
    TABLE_FORMAT_OPTION(struct reviewer_options, format),
    {0},
};

static bool find(const struct command_input *in, const char *name, struct reviewer_row *row, struct error *err)
{
    bool found;

    return store_find_reviewer(in->study, str_of(name), row, &found, err)
        && (found || error_set(err, ERROR_USAGE, "there is no reviewer %s (see \"excerpta reviewer list\")", name));
}

static bool list_reviewer(void *payload, const struct reviewer_row *r, struct error *err)
{
    struct table *t = payload;

    (void)err;
    table_text(t, r->name);
    table_text(t, r->added);
    table_text(t, r->retired);
    table_text(t, r->adjudicates ? STR("yes") : STR("no"));
    table_number(t, r->decisions);
    return true;
}

static bool list(const struct command_input *in, struct error *err)
{
    const struct reviewer_options *options = in->options;
    struct table t = {0};
    bool ok;

    table_columns(&t, "name added retired adjudicates #decisions");
    ok = store_reviewers(in->study, list_reviewer, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    return ok;
}

/* The token alone goes to the output, so that a script can take it. */
static void say_token(const struct command_input *in, const char *name, const char *token)
{
    fprintf(in->notes, "%s's token for the review page, which is told this once:\n", name);
    fprintf(in->out, "%s\n", token);
}

static bool add(const struct command_input *in, struct error *err)
{
    const struct reviewer_options *options = in->options;
    char token[REVIEWER_TOKEN_SIZE];
    int64_t id;

    if (!store_add_reviewer(in->study, str_of(in->words[1]), options->adjudicator, token, &id, err))
        return false;
    say_token(in, in->words[1], token);
    return true;
}

static bool renew_token(const struct command_input *in, struct error *err)
{
    char token[REVIEWER_TOKEN_SIZE];
    struct reviewer_row row;

    if (!find(in, in->words[1], &row, err) || !store_renew_token(in->study, row.id, token, err))
        return false;
    say_token(in, in->words[1], token);
    return true;
}

static bool change(const struct command_input *in, enum reviewer_change what, struct error *err)
{
    struct reviewer_row row;

    return find(in, in->words[1], &row, err) && store_change_reviewer(in->study, row.id, what, err);
}

static bool retire(const struct command_input *in, struct error *err)
{
    return change(in, REVIEWER_RETIRED, err);
}

static bool bring_back(const struct command_input *in, struct error *err)
{
    return change(in, REVIEWER_RETURNED, err);
}

static bool let_adjudicate(const struct command_input *in, struct error *err)
{
    return change(in, REVIEWER_ADJUDICATES, err);
}

static bool let_review(const struct command_input *in, struct error *err)
{
    return change(in, REVIEWER_ADJUDICATES_NOT, err);
}

static bool find_reports(const struct command_input *in, struct buf *out, struct error *err)
{
    const struct reviewer_options *options = in->options;

    for (size_t i = 0; i < options->reports.count; i++) {
        struct cli_report report = {0};

        if (!cli_find_report(&report, in->study, options->reports.at[i], err))
            return false;
        buf_add_format(out, "%s%.*s", out->size ? " " : "", STR_ARGS(report.sha256));
        cli_report_free(&report);
    }
    return true;
}

static bool assign(const struct command_input *in, struct error *err)
{
    const struct reviewer_options *options = in->options;
    struct assignment a = {.codebook = str_of(options->codebook), .theme = str_of(options->theme),
                           .code = str_of(options->code), .doubled = options->doubled, .seed = options->seed};
    struct { int64_t *at; size_t count, room; } ids = {0};
    struct buf reports = {0};
    int64_t id;
    bool ok = options->doubled <= 100
        || error_set(err, ERROR_USAGE, "--double %u: a percentage from 0 to 100 was expected", options->doubled);

    for (int i = 1; ok && i < in->count; i++) {
        struct reviewer_row row;

        ok = find(in, in->words[i], &row, err);
        for (size_t k = 0; ok && k < ids.count; k++)
            if (ids.at[k] == row.id)
                ok = error_set(err, ERROR_USAGE, "%s is named twice", in->words[i]);
        *VEC_PUSH(&ids) = row.id;
    }
    ok = ok && find_reports(in, &reports, err);
    a.reports = buf_str(&reports);
    a.reviewers = ids.at;
    a.reviewer_count = ids.count;
    ok = ok && store_add_assignment(in->study, &a, &id, err);
    if (ok)
        fprintf(in->out, "assignment %lld\n", (long long)id);
    buf_free(&reports);
    free(ids.at);
    return ok;
}

static bool end_assignment(const struct command_input *in, struct error *err)
{
    size_t number;
    bool found;

    if (!str_to_size(str_of(in->words[1]), &number) || number > INT64_MAX)
        return error_set(err, ERROR_USAGE, "%s is no number of an assignment", in->words[1]);
    return store_end_assignment(in->study, (int64_t)number, &found, err)
        && (found || error_set(err, ERROR_USAGE, "there is no assignment %s, or it has ended (see \"excerpta reviewer "
                               "assignments\")", in->words[1]));
}

static void add_rule(struct table *t, const struct assignment *a)
{
    struct buf names = {0};
    size_t reports = a->reports.size ? (a->reports.size + 1) / 65 : 0;

    for (size_t i = 0; i < a->reviewer_count; i++)
        buf_add_format(&names, "%s%.*s%s", i ? "; " : "", STR_ARGS(a->names[i]), a->retired[i] ? " (retired)" : "");
    table_number(t, a->id);
    table_text(t, buf_str(&names));
    table_text(t, a->codebook);
    table_text(t, a->theme);
    table_text(t, a->code);
    if (reports)
        table_number(t, (int64_t)reports);
    else
        table_nothing(t);
    table_number(t, a->doubled);
    table_number(t, a->seed);
    table_text(t, a->at);
    buf_free(&names);
}

static bool list_assignments(const struct command_input *in, struct error *err)
{
    const struct reviewer_options *options = in->options;
    struct assignments rules;
    struct table t = {0};

    if (!store_load_assignments(in->study, &rules, err))
        return false;
    table_columns(&t, "#assignment reviewers codebook theme code #reports #double #seed since");
    for (size_t i = 0; i < rules.count; i++)
        add_rule(&t, &rules.at[i]);
    table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    store_free_assignments(&rules);
    return true;
}

static const struct command_action actions[] = {
    {"list", "no more words", 0, 0, NEEDS_STUDY_TO_READ, NULL, list},
    {"add", "a NAME", 1, 1, NEEDS_STUDY_TO_WRITE, NULL, add},
    {"retire", "a NAME", 1, 1, NEEDS_STUDY_TO_WRITE, NULL, retire},
    {"return", "a NAME", 1, 1, NEEDS_STUDY_TO_WRITE, NULL, bring_back},
    {"token", "a NAME", 1, 1, NEEDS_STUDY_TO_WRITE, NULL, renew_token},
    {"adjudicator", "a NAME", 1, 1, NEEDS_STUDY_TO_WRITE, NULL, let_adjudicate},
    {"no-adjudicator", "a NAME", 1, 1, NEEDS_STUDY_TO_WRITE, NULL, let_review},
    {"assign", "one NAME or more", 1, -1, NEEDS_STUDY_TO_WRITE, NULL, assign},
    {"assignments", "no more words", 0, 0, NEEDS_STUDY_TO_READ, NULL, list_assignments},
    {"unassign", "the number of an assignment", 1, 1, NEEDS_STUDY_TO_WRITE, NULL, end_assignment},
    {0},
};

const struct command command_reviewer = {
    .name = "reviewer",
    .arguments = "list | add|retire|return|token NAME | [no-]adjudicator NAME | assign NAME... | assignments | "
                 "unassign N",
    .summary = "say who reviews, and what",
    .description =
        "add writes the reviewer's token for the review page, of which the study keeps only a hash; token makes\n"
        "another, and the old one holds no more. Who retires decides nothing more, and what they decided stays.\n"
        "An adjudicator may settle what reviewers disagree on; others see nobody's decisions but their own.\n"
        "\n"
        "assign shares out what --codebook, --theme, --code and --report name (without any: everything) among the\n"
        "reviewers, and a part of it to two of them, so that their agreement can be measured. Who gets an excerpt\n"
        "follows from its name, the reviewers' names and the seed, on every machine alike; a reviewer who is\n"
        "added or retires moves no more than must be moved. Without an assignment everything is everyone's.\n",
    .examples = "excerpta reviewer add \"Ann Lee\"\tthe token is written\n"
                "excerpta reviewer assign \"Ann Lee\" \"Ben Roe\" --theme engagement --double 20\t"
                "half each, a fifth of it for both\n",
    .options = reviewer_option_table,
    .options_size = sizeof(struct reviewer_options),
    .least_words = 1,
    .most_words = -1,
    .actions = actions,
};
