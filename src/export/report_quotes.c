/* Of the findings: the best quotations by theme and code, and the reports that they are of. */
#include "export/report_internal.h"

#include <inttypes.h>

enum { SHOWN = 3,               /* of a code; a number opens all */
       SHORT = 60 };            /* bytes: less is hardly a quotation */

/* What a panel reads first: what reviewers marked or accepted, then what is so now, not what is absent or planned, then
 * more than a few words. */
static int worth(const struct page_quote *q)
{
    return (q->starred ? 8 : 0) + (str_equal(q->status, STR("accepted")) ? 4 : 0)
        + (str_equal(q->standing, STR("present")) ? 2 : 0) + (q->words.size >= SHORT ? 1 : 0);
}

static void write_quote(struct findings *f, const struct page_quote *q)
{
    const struct page_report *r = &f->reports.at[q->report];
    struct paper *p = &f->paper;
    struct buf address = {0}, page = {0};

    buf_add_format(&address, "%.*s#page=%zu", STR_ARGS(r->link), q->page);
    buf_add_format(&page, "page %zu", q->page);
    export_begin(p, PAPER_QUOTE);
    export_words(p, "%s%.*s%s", q->behind ? "… " : "", STR_ARGS(q->words), q->cut ? " …" : "");
    export_end(p, PAPER_QUOTE);
    export_begin(p, PAPER_CITED);
    export_text(p, r->name);
    export_words(p, r->period.size > 0 ? ", %.*s, " : "%.*s, ", STR_ARGS(r->period));
    export_link(p, buf_str(&address), buf_str(&page));
    if (!str_equal(q->standing, STR("present")))
        export_words(p, " · %.*s", STR_ARGS(q->standing));
    if (!str_equal(q->status, STR("undecided")))
        export_words(p, " · %.*s", STR_ARGS(q->status));
    export_text(p, q->starred ? STR(" · good practice") : STR(""));
    export_end(p, PAPER_CITED);
    buf_free(&address);
    buf_free(&page);
}

/* Whether the same words are among those chosen: partnerships copy from one another. */
static bool is_repeated(const struct findings *f, const size_t *chosen, size_t count, size_t quote)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(f->quotes.at[chosen[i]].words, f->quotes.at[quote].words))
            return true;
    return false;
}

/* The best of [first, last) that is none of those chosen, by worth, then as they stand; last: there is none. */
static size_t next_best(const struct findings *f, size_t first, size_t last, const size_t *chosen, size_t count)
{
    size_t best = last;

    for (size_t i = first; i < last; i++) {
        const struct page_quote *q = &f->quotes.at[i];

        if (q->kept && q->rank == 0 && q->words.size > 0 && !is_repeated(f, chosen, count, i)
            && (best == last || worth(q) > worth(&f->quotes.at[best])))
            best = i;
    }
    return best;
}

static void write_code(struct findings *f, size_t code, size_t first, size_t last)
{
    const struct page_code *c = &f->codes.at[code];
    struct paper *p = &f->paper;
    size_t chosen[SHOWN], count = 0;
    uint64_t excerpts = 0;
    char id[32];

    for (size_t i = first; i < last; i++)
        excerpts += f->quotes.at[i].kept;
    snprintf(id, sizeof id, "c%zu", code);
    export_begin_at(p, PAPER_CODE, id);
    export_words(p, "%.*s: ", STR_ARGS(c->title));
    export_count_code(f, &f->all, code, 0, NULL);
    export_text(p, STR("/"));
    export_count_searched(f, &f->all, code, 0, NULL);
    export_text(p, STR(" reports, "));
    export_count_excerpts(f, code, "kept", excerpts);
    export_text(p, excerpts == 1 ? STR(" excerpt") : STR(" excerpts"));
    export_end(p, PAPER_CODE);
    export_begin(p, PAPER_NOTE);
    export_text(p, c->definition);
    export_end(p, PAPER_NOTE);
    while (count < SHOWN && (chosen[count] = next_best(f, first, last, chosen, count)) < last)
        write_quote(f, &f->quotes.at[chosen[count++]]);
}

/* How much of what was found is on the page. */
static void write_intro(struct findings *f)
{
    struct paper *p = &f->paper;

    export_begin(p, PAPER_TEXT);
    export_words(p, "Of each code up to %d excerpts, of different reports and in different words: first those that "
                    "reviewers marked or accepted, else those with most words that matched. They are the reports' own "
                    "words. Pages count from the file's first. ", SHOWN);
    if (!export_draws(p))
        export_text(p, STR("All excerpts: \"excerpta export --format docx\"."));
    else if (f->shown == f->excerpts)
        export_words(p, "The numbers open all %" PRIu64 " excerpts.", f->excerpts);
    else
        export_words(p, "The numbers open the %zu best of each code and report, %zu of %" PRIu64 " excerpts, so that "
                     "this page stays one that opens; \"excerpta export --format html\" writes all.", f->most, f->shown,
                     f->excerpts);
    export_end(p, PAPER_TEXT);
}

void export_write_quotes(struct findings *f)
{
    struct paper *p = &f->paper;
    size_t first = 0;

    export_section(p, "quotes", "Quotations");
    write_intro(f);
    for (size_t c = 0; c < f->codes.count; c++) {
        size_t last = first;

        while (last < f->quotes.count && f->quotes.at[last].code == c)
            last++;
        if (export_begins_theme(f, c)) {
            export_begin(p, PAPER_THEME);
            export_text(p, f->codes.at[c].theme_title);
            export_end(p, PAPER_THEME);
        }
        write_code(f, c, first, last);
        first = last;
    }
}

static void write_report(struct findings *f, const struct page_report *r)
{
    struct paper *p = &f->paper;

    export_begin(p, PAPER_ROW);
    export_cell_text(p, PAPER_NAME, r->name);
    export_cell_text(p, PAPER_WORDS, r->period);
    export_cell_text(p, PAPER_WORDS, r->region);
    export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
    export_words(p, "%" PRId64, r->pages);
    export_cell_end(p);
    export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
    export_words(p, "%" PRId64, r->copied);
    export_cell_end(p);
    export_cell(p, PAPER_WORDS, PAPER_PLAIN);
    export_link(p, r->link, r->file);
    export_words(p, " %.12s%s", r->sha256.at, r->doubtful ? ", text to distrust" : "");
    export_cell_end(p);
    export_end(p, PAPER_ROW);
}

void export_write_shelf(struct findings *f)
{
    struct paper *p = &f->paper;

    export_section(p, "reports", "The reports");
    export_say(p, PAPER_NOTE, "Behind a file's name the beginning of its SHA-256. Copied are words of passages that "
                              "stand in another report too.");
    export_table(p, "plain", NULL);
    export_begin(p, PAPER_HEAD_ROW);
    export_heads(p, "Report|Period|Region|Pages#|Copied#|File");
    export_end(p, PAPER_HEAD_ROW);
    for (size_t i = 0; i < f->reports.count; i++)
        write_report(f, &f->reports.at[i]);
    export_table_end(p);
}
