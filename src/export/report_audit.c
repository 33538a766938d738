/* Of the findings: the audit questions, in how many of how many reports each was answered, and how. */
#include "export/report_internal.h"

static void count_answers(struct findings *f, size_t question, const char *state, uint64_t value)
{
    const struct paper_number n = {.opens = PAPER_OPENS_ANSWERS, .code = question, .name = state, .value = value};

    export_number(&f->paper, &n);
}

static void write_count(struct findings *f, size_t question, const char *state, uint64_t value)
{
    export_cell(&f->paper, PAPER_FIGURE, PAPER_PLAIN);
    count_answers(f, question, state, value);
    export_cell_end(&f->paper);
}

/* The share and its interval: a bar on the page, in figures behind it. */
static void write_share(struct findings *f, const struct audit_asked *q)
{
    struct paper *p = &f->paper;
    double share = 100.0 * (double)q->states[AUDIT_STATE_FOUND] / (double)(q->of > 0 ? q->of : 1);

    export_cell(p, PAPER_WORDS, PAPER_PLAIN);
    if (q->of > 0 && export_draws(p))
        fprintf(p->out, "<span class=\"range\" aria-hidden=\"true\"><i style=\"left:%.1f%%;right:%.1f%%\"></i>"
                "<b style=\"left:%.1f%%\"></b></span>", 100 * q->interval.low, 100 - 100 * q->interval.high, share);
    if (q->of > 0)
        export_words(p, "%.0f%% (%.0f to %.0f)", share, 100 * q->interval.low, 100 * q->interval.high);
    export_cell_end(p);
}

static void write_question(struct findings *f, size_t question)
{
    static const enum audit_state told[] = {AUDIT_STATE_NEGATIVE, AUDIT_STATE_NOT_FOUND, AUDIT_STATE_UNCLEAR,
                                            AUDIT_STATE_UNREADABLE, AUDIT_STATE_NOT_REVIEWED};
    const struct audit_asked *q = &f->audit.asked[question];
    struct paper *p = &f->paper;

    export_begin(p, PAPER_ROW);
    export_cell(p, PAPER_NAME, PAPER_PLAIN);
    export_text(p, q->number.size > 0 ? q->number : q->id);
    export_text(p, STR(" "));
    export_text(p, q->text);
    export_cell_end(p);
    export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
    count_answers(f, question, analyse_audit_states[AUDIT_STATE_FOUND], q->states[AUDIT_STATE_FOUND]);
    export_text(p, STR("/"));
    count_answers(f, question, "known", q->of);
    export_cell_end(p);
    write_share(f, q);
    write_count(f, question, "partly", q->partly);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        write_count(f, question, analyse_audit_states[told[i]], q->states[told[i]]
                    + (told[i] == AUDIT_STATE_UNREADABLE ? f->audit.file_count : 0));
    write_count(f, question, "by reviewers", q->reviewed);
    export_end(p, PAPER_ROW);
}

/* A sign for each state, told above the table; on paper with the page of its excerpt. */
static void write_cell(struct findings *f, size_t question, size_t report)
{
    static const char *const signs[AUDIT_STATES] = {"●", "✕", "·", "?", "–", " "};
    const struct audit_cell *c = &f->audit.cells[question * f->audit.report_count + report];
    const struct page_quote *shown = export_find_quote(f, c->key);
    struct str sign = str_of(str_equal(c->answer, STR("partly")) ? "◐" : signs[c->state]);
    struct paper *p = &f->paper;

    export_cell(p, PAPER_WORDS, PAPER_PLAIN);
    if (export_draws(p))        /* the script knows question and report by where the sign stands */
        fputs("<a href=\"#answers\">", p->out);
    if (c->basis == AUDIT_BY_REVIEWERS)
        export_strong(p, sign);
    else
        export_text(p, sign);
    if (export_draws(p))
        fputs("</a>", p->out);
    else if (shown && shown->page > 0)
        export_words(p, " %zu", shown->page);
    export_cell_end(p);
}

/* Of one codebook's questions, [first, last). */
static void write_answers_table(struct findings *f, size_t first, size_t last)
{
    const struct audit_table *t = &f->audit;
    struct paper *p = &f->paper;

    export_begin(p, PAPER_NOTE);
    export_words(p, "Codebook %.*s", STR_ARGS(t->asked[first].codebook));
    export_end(p, PAPER_NOTE);
    export_table(p, "cells", NULL);
    export_begin(p, PAPER_HEAD_ROW);
    export_cell_text(p, PAPER_HEAD, STR("Report"));
    for (size_t q = first; q < last; q++)
        export_cell_text(p, PAPER_HEAD_NUMBER, t->asked[q].number.size > 0 ? t->asked[q].number : t->asked[q].id);
    export_end(p, PAPER_HEAD_ROW);
    for (size_t r = 0; r < t->report_count; r++) {
        export_begin(p, PAPER_ROW);
        export_cell(p, PAPER_NAME, PAPER_PLAIN);
        export_text(p, f->reports.at[r].name);
        export_text(p, STR(" "));
        export_text(p, f->reports.at[r].period);
        export_cell_end(p);
        for (size_t q = first; q < last; q++)
            write_cell(f, q, r);
        export_end(p, PAPER_ROW);
    }
    export_table_end(p);
}

/* The first question behind `first` that is of another codebook. */
static size_t end_of_book(const struct findings *f, size_t first)
{
    size_t q = first;

    while (q < f->audit.asked_count && str_equal(f->audit.asked[q].codebook, f->audit.asked[first].codebook))
        q++;
    return q;
}

static void write_answers(struct findings *f)
{
    struct paper *p = &f->paper;

    export_fold(p, "answers", export_draws(p) ? "Each report's answers, with the excerpt behind each"
                                              : "Each report's answers, with the page of the excerpt behind each");
    export_begin(p, PAPER_NOTE);
    export_text(p, STR("● found, ◐ partly, ✕ found negative, · searched and not found, ? unclear, – unreadable; in "
                       "bold: a reviewer's word."));
    export_text(p, export_draws(p) ? STR(" A sign opens its excerpt.") : STR(""));
    export_end(p, PAPER_NOTE);
    for (size_t q = 0; q < f->audit.asked_count; q = end_of_book(f, q))
        write_answers_table(f, q, end_of_book(f, q));
    export_fold_end(p);
}

void export_write_audit(struct findings *f)
{
    struct paper *p = &f->paper;

    if (!f->has_audit)
        return;
    export_section(p, "audit", "The questions, report by report");
    export_say(p, PAPER_TEXT, "Found: yes or partly. Found negative: the report itself says that it is not so. Not "
                              "found: searched, and nothing that answers it stands there. The share is of reports of "
                              "which something is known, with Wilson's interval of 95 percent.");
    for (size_t first = 0, last; first < f->audit.asked_count; first = last) {
        last = end_of_book(f, first);
        export_begin(p, PAPER_THEME);
        export_words(p, "Codebook %.*s", STR_ARGS(f->audit.asked[first].codebook));
        export_end(p, PAPER_THEME);
        export_table(p, "asked", NULL);
        export_begin(p, PAPER_HEAD_ROW);
        export_heads(p, "Question|Found in#|Share|partly#|negative#|not found#|unclear#|unreadable#|not reviewed#|"
                        "by reviewers#");
        export_end(p, PAPER_HEAD_ROW);
        for (size_t q = first; q < last; q++)
            write_question(f, q);
        export_table_end(p);
    }
    write_answers(f);
}
