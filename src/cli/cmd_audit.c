#include "analyse/audit_table.h"
#include "cli/command.h"
#include "cli/table.h"
#include "cli/tell.h"

#include <math.h>

enum audit_by { BY_QUESTION, BY_REPORT };
static const char *const by_words[] = {"question", "report", NULL};         /* as enum audit_by */
static const char *const status_words[] = {"kept", "all", "accepted", NULL};
static const enum evidence_status status_of[] = {EVIDENCE_KEPT, EVIDENCE_EVERY, EVIDENCE_ACCEPTED};

struct audit_cli_options {
    int format, by, status;
    const char *codebook, *question;
};

static const struct option audit_option_table[] = {
    TABLE_FORMAT_OPTION(struct audit_cli_options, format),
    {OPTION_CHOICE, "by", offsetof(struct audit_cli_options, by), "WHAT", by_words,
     "a row for each question, or for each question and report"},
    {OPTION_CHOICE, "status", offsetof(struct audit_cli_options, status), "STATUS", status_words,
     "excerpts that reviewers did not reject answer, all, or only those that they accepted"},
    {OPTION_TEXT, "codebook", offsetof(struct audit_cli_options, codebook), "ID", NULL,
     "only this codebook's questions"},
    {OPTION_TEXT, "question", offsetof(struct audit_cli_options, question), "ID", NULL,
     "only this question, by its id or number"},
    {0},
};

static void name_question(struct table *out, const struct audit_asked *q)
{
    table_text(out, q->codebook);
    table_text(out, q->number.size > 0 ? q->number : q->id);
}

/* As a person writes it, "11/18"; a spreadsheet would make a date of that, so there the numbers stand alone. */
static void add_question(struct table *out, const struct audit_table *t, const struct audit_asked *q, bool text)
{
    char n_of[48];

    name_question(out, q);
    snprintf(n_of, sizeof n_of, "%llu/%llu", (unsigned long long)q->states[AUDIT_STATE_FOUND],
             (unsigned long long)q->of);
    if (text)
        table_text(out, str_of(n_of));
    else {
        table_number(out, (int64_t)q->states[AUDIT_STATE_FOUND]);
        table_number(out, (int64_t)q->of);
    }
    table_decimal(out, q->of > 0 ? (double)q->states[AUDIT_STATE_FOUND] / (double)q->of : NAN, 3);
    table_decimal(out, q->interval.low, 3);
    table_decimal(out, q->interval.high, 3);
    table_number(out, (int64_t)q->partly);
    table_number(out, (int64_t)q->states[AUDIT_STATE_NEGATIVE]);
    table_number(out, (int64_t)q->states[AUDIT_STATE_NOT_FOUND]);
    table_number(out, (int64_t)q->states[AUDIT_STATE_UNCLEAR]);
    table_number(out, (int64_t)(q->states[AUDIT_STATE_UNREADABLE] + t->file_count));
    table_number(out, (int64_t)q->states[AUDIT_STATE_NOT_REVIEWED]);
    table_number(out, (int64_t)q->reviewed);
    table_text(out, q->text);
}

static void add_cell(struct table *out, const struct audit_report *r, const struct audit_asked *q,
                     const struct audit_cell *c)
{
    name_question(out, q);
    table_text(out, r->path);
    table_text(out, r->partnership);
    table_text(out, r->period);
    table_text(out, str_of(analyse_audit_states[c->state]));
    table_text(out, c->answer);
    table_text(out, str_of(analyse_audit_bases[c->basis]));
    table_text(out, c->code);
    table_text(out, c->key);
    if (c->page > 0)
        table_number(out, (int64_t)c->page);
    else
        table_nothing(out);
    table_text(out, c->words);
}

static void add_file(struct table *out, const struct audit_file *f, const struct audit_asked *q)
{
    struct audit_report r = {.path = f->path, .partnership = STR(""), .period = STR("")};
    struct audit_cell c = {.state = AUDIT_STATE_UNREADABLE, .answer = f->reason, .key = STR(""), .code = STR(""),
                           .words = STR("")};

    add_cell(out, &r, q, &c);
}

static void add_questions(struct table *out, const struct audit_table *t, bool text)
{
    table_columns(out, "codebook question");
    table_columns(out, text ? "reports" : "#found #of");
    table_columns(out, "#share #low #high #partly #negative #not_found #unclear #unreadable #not_reviewed "
                       "#by_reviewers text");
    for (size_t q = 0; q < t->asked_count; q++)
        add_question(out, t, &t->asked[q], text);
}

static void add_reports(struct table *out, const struct audit_table *t)
{
    table_columns(out, "codebook question file partnership period state answer by code excerpt #page words");
    for (size_t r = 0; r < t->report_count; r++)
        for (size_t q = 0; q < t->asked_count; q++)
            add_cell(out, &t->reports[r], &t->asked[q], &t->cells[q * t->report_count + r]);
    for (size_t f = 0; f < t->file_count; f++)
        for (size_t q = 0; q < t->asked_count; q++)
            add_file(out, &t->files[f], &t->asked[q]);
}

static bool audit_run(const struct command_input *in, struct error *err)
{
    const struct audit_cli_options *o = in->options;
    const struct audit_options how = {str_of(o->codebook), str_of(o->question), status_of[o->status],
                                      o->by == BY_REPORT};
    struct audit_table t;
    struct table out = {0};
    bool ok = analyse_audit(&t, in->study, &how, err);

    if (ok && o->by == BY_REPORT)
        add_reports(&out, &t);
    else if (ok)
        add_questions(&out, &t, o->format == TABLE_TEXT);
    if (ok)
        table_print(&out, in->out, (enum table_format)o->format);
    if (ok && t.file_count > 0)
        fprintf(in->notes, "excerpta audit: %zu file%s gave no report and %s in no number but unreadable\n",
                t.file_count, t.file_count == 1 ? "" : "s", t.file_count == 1 ? "is" : "are");
    ok = ok && cli_tell_unsearched(in, "audit", o->codebook, err);
    table_free(&out);
    analyse_audit_free(&t);
    return ok;
}

const struct command command_audit = {
    .name = "audit",
    .arguments = "",
    .summary = "answer the audit questions of the codebooks, report by report",
    .description =
        "A codebook's audit questions are answered for each report by the excerpts of the newest complete pass; a\n"
        "reviewer's answer overrides that proposal, and by says whose it is: rules or reviewers.\n"
        "\n"
        "A question is found in a report (yes or partly), found negative (no: the report itself says so), searched\n"
        "and not found, unclear (reviewers say so, or differ), unreadable, or not reviewed (only reviewers can answer\n"
        "it, and none did; or the report was read after the codebook's newest pass).\n"
        "\n"
        "By question: in how many of how many reports it was found, as 11/18, with Wilson's interval of 95 percent.\n"
        "What is unreadable or not reviewed is in neither number, and told. By report: a row for each question and\n"
        "report with the excerpt that shows it best, its page and words (one that reviewers named or starred, else\n"
        "accepted, else with most words that matched), and a row for each file that gave no report, its reason under\n"
        "answer. As csv and json, reports is two numbers, found and of.\n",
    .examples = "excerpta audit\tn of N for each question\n"
                "excerpta audit --by report --codebook male-carers --format csv\tevery answer with its words\n",
    .options = audit_option_table,
    .options_size = sizeof(struct audit_cli_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = audit_run,
};
