/* Of the findings: the words of excerpts and where they stand, read a report at a time. */
#include "export/report_internal.h"

#include "store/report.h"

#include <stdlib.h>

enum { MOST_WORDS = 420,        /* bytes of a quotation */
       MOST_HELD = 60000 };     /* excerpts whose words are read: more never fit on a page */

/* Not more than most bytes, whole words. */
static struct str cut_words(struct str s, size_t most, bool *cut)
{
    size_t stop = most;

    *cut = s.size > most;
    if (!*cut)
        return s;
    while (stop > 0 && s.at[stop] != ' ')
        stop--;
    return stop > 0 ? str_slice(s, 0, stop) : str_cut(s, most);
}

/* A long excerpt is told from the sentence on in which the first words matched. */
static struct range told_part(const struct document *doc, const struct page_quote *q)
{
    struct range r = q->range;

    if (r.stop - r.start <= MOST_WORDS || q->matched.start <= r.start || q->matched.stop > r.stop)
        return r;
    for (size_t i = 0; i < doc->sentence_count && doc->sentences[i].start <= q->matched.start; i++)
        if (doc->sentences[i].start > r.start)
            r.start = doc->sentences[i].start;
    return r;
}

static void fill_quote(struct findings *f, const struct document *doc, struct page_quote *q)
{
    struct range told;

    if (q->range.start >= q->range.stop || q->range.stop > doc->text.size)
        return;
    told = told_part(doc, q);
    q->behind = told.start > q->range.start;
    q->page = document_page_at(doc, told.start) + 1;
    q->first_block = document_block_at(doc, q->range.start);
    q->last_block = document_block_at(doc, q->range.stop - 1);
    q->words = arena_str(&f->arena, cut_words(document_text(doc, told), MOST_WORDS, &q->cut));
}

static void fill_judged(struct findings *f, const struct document *doc, struct page_judged *j)
{
    bool cut;

    if (j->range.stop > doc->text.size)
        return;
    j->page = document_page_at(doc, j->range.start) + 1;
    j->words = arena_str(&f->arena, cut_words(document_text(doc, j->range), MOST_WORDS, &cut));
}

static size_t count_below(const struct findings *f, size_t most)
{
    size_t count = 0;

    for (size_t i = 0; i < f->quotes.count; i++)
        count += f->quotes.at[i].rank < most;
    return count;
}

/* How many of each code and report are held: all, or the most of which all fit; always the best. */
static size_t rank_held(const struct findings *f)
{
    size_t low = 1, high = 1;

    for (size_t i = 0; i < f->quotes.count; i++)
        high = f->quotes.at[i].rank >= high ? f->quotes.at[i].rank + 1 : high;
    if (count_below(f, high) <= MOST_HELD)
        return high;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;

        if (count_below(f, middle) <= MOST_HELD)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static int by_place(const void *a, const void *b)
{
    const struct page_quote *x = *(struct page_quote *const *)a, *y = *(struct page_quote *const *)b;
    int order;

    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    if ((order = document_compare_ranges(x->range, y->range)) != 0)
        return order;
    return x->code != y->code ? (x->code < y->code ? -1 : 1) : x->by_hand - y->by_hand;
}

/* *next: the first of f->order that is not of an earlier report. */
static bool fill_report(struct findings *f, size_t report, size_t most, size_t *next, struct error *err)
{
    struct document *doc;

    if (!store_load_document(f->store, f->reports.at[report].id, &doc, err))
        return false;
    for (; *next < f->quotes.count && f->order[*next]->report == report; ++*next) {
        struct page_quote *q = f->order[*next];

        if (q->pinned || q->rank < most)
            fill_quote(f, doc, q);
    }
    for (size_t i = 0; i < f->judged.count; i++)
        if (f->judged.at[i].report == report)
            fill_judged(f, doc, &f->judged.at[i]);
    document_free(doc);
    return true;
}

bool export_gather_words(struct findings *f, struct error *err)
{
    size_t next = 0;

    f->most = rank_held(f);
    f->order = arena_alloc(&f->arena, f->quotes.count + 1, sizeof *f->order);
    for (size_t i = 0; i < f->quotes.count; i++)
        f->order[i] = &f->quotes.at[i];
    if (f->quotes.count > 0)
        qsort(f->order, f->quotes.count, sizeof *f->order, by_place);
    for (size_t r = 0; r < f->reports.count; r++)
        if (!fill_report(f, r, f->most, &next, err))
            return false;
    return true;
}
