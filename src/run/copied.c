/* Compares the reports of a study with one another. All are compared anew whenever a report came or went, or another
 * partnership or period became known: which report a passage is said to come from must not hang on the order in
 * which files were added. */
#include "base/progress.h"
#include "document/alike.h"
#include "run/run_internal.h"
#include "store/copied.h"

#include <stdlib.h>
#include <string.h>

static const char method[] = "runs of 4, from 65 percent, of the report's pages";     /* another one compares anew */

struct compared_report {
    int64_t id;
    struct str sha256, partnership, pages, period;  /* period: when it ends, else begins; "" where unknown */
    size_t place;                               /* in the order in which reports are listed */
    size_t words, first, stop;                  /* its passages */
    char hash[FILE_HASH_SIZE];                  /* of its words, figures too */
    size_t original;                            /* the first listed with the same hash; an index */
};

struct comparing {
    struct store *store;
    struct { struct compared_report *at; size_t count, room; } reports;    /* by partnership, period, hash */
    struct { uint32_t *at; size_t count, room; } blocks;                   /* of each passage */
    struct alike_shelf *shelf;
    struct arena arena;
    struct progress progress;
};

static bool note_report(void *payload, const struct report_row *r, struct error *err)
{
    struct comparing *c = payload;
    const struct report_attributes *a = &r->attributes;

    (void)err;
    *VEC_PUSH(&c->reports) = (struct compared_report){
        .id = r->id, .sha256 = arena_str(&c->arena, r->sha256), .partnership = arena_str(&c->arena, a->partnership),
        .pages = arena_str(&c->arena, a->report_pages),
        .period = arena_str(&c->arena, a->period_end.size ? a->period_end : a->period_start),
        .place = c->reports.count,
    };
    return true;
}

static void name_shelf(const struct comparing *c, char hash[FILE_HASH_SIZE])
{
    struct buf all = {0};

    buf_add(&all, str_of(method));
    for (size_t i = 0; i < c->reports.count; i++) {
        const struct compared_report *r = &c->reports.at[i];

        buf_add_format(&all, "\n%.*s\t%.*s\t%.*s\t%.*s", STR_ARGS(r->sha256), STR_ARGS(r->partnership),
                       STR_ARGS(r->period), STR_ARGS(r->pages));
    }
    file_hash_bytes(buf_str(&all), hash);
    buf_free(&all);
}

static int by_partnership(const void *a, const void *b)
{
    const struct compared_report *x = a, *y = b;
    int order = str_compare(x->partnership, y->partnership);

    if (order == 0)
        order = str_compare(x->period, y->period);
    return order ? order : str_compare(x->sha256, y->sha256);
}

static void add_passages(struct comparing *c, uint32_t report, const struct document *doc)
{
    struct compared_report *r = &c->reports.at[report];
    struct alike_words all = {0};

    r->first = document_alike_count(c->shelf);
    for (size_t i = 0; i < doc->block_count; i++) {
        const struct block *b = &doc->blocks[i];

        if (b->outside)
            continue;
        document_alike_words(&all, document_text(doc, b->range), true);
        if ((b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_LIST_ITEM)
            && document_alike_add(c->shelf, report, document_text(doc, b->range))) {
            *VEC_PUSH(&c->blocks) = (uint32_t)i;
            r->words += document_alike_size(c->shelf, c->blocks.count - 1);
        }
    }
    r->stop = document_alike_count(c->shelf);
    file_hash_bytes((struct str){(const char *)all.at, all.count * sizeof *all.at}, r->hash);
    free(all.at);
}

static bool read_reports(struct comparing *c, struct error *err)
{
    for (size_t i = 0; i < c->reports.count; i++) {
        struct document *doc = NULL;

        if (!store_load_document(c->store, c->reports.at[i].id, &doc, err))
            return false;
        add_passages(c, (uint32_t)i, doc);
        document_free(doc);
        progress_step(&c->progress, i, NULL);
    }
    return true;
}

static int by_hash(const void *a, const void *b)
{
    const struct compared_report *x = *(struct compared_report *const *)a, *y = *(struct compared_report *const *)b;
    int order = strcmp(x->hash, y->hash);

    return order ? order : (x->place > y->place) - (x->place < y->place);
}

/* The same words in files of other bytes. */
static void find_duplicates(struct comparing *c)
{
    struct compared_report **sorted = must_realloc(NULL, (c->reports.count + 1) * sizeof *sorted);

    for (size_t i = 0; i < c->reports.count; i++)
        sorted[i] = &c->reports.at[i];
    qsort(sorted, c->reports.count, sizeof *sorted, by_hash);
    for (size_t i = 0; i < c->reports.count; i++) {
        bool same = i > 0 && strcmp(sorted[i - 1]->hash, sorted[i]->hash) == 0;

        sorted[i]->original = same ? sorted[i - 1]->original : (size_t)(sorted[i] - c->reports.at);
    }
    free(sorted);
}

static bool is_earlier(const struct compared_report *a, const struct compared_report *b)
{
    return a->partnership.size > 0 && str_equal(a->partnership, b->partnership) && a->period.size > 0
        && str_compare(a->period, b->period) < 0;
}

/* Whose passages are asked for. */
struct asking {
    const struct compared_report *reports, *own;
};

/* A twin would hide every other source; of the partnership's other years only the earlier ones are a source. */
static bool is_elsewhere(const void *payload, uint32_t report)
{
    const struct asking *a = payload;
    const struct compared_report *other = &a->reports[report];

    return other != a->own && other->original != a->own->original && !is_earlier(other, a->own)
        && !is_earlier(a->own, other);
}

static bool is_before(const void *payload, uint32_t report)
{
    const struct asking *a = payload;
    const struct compared_report *other = &a->reports[report];

    return other->original != a->own->original && is_earlier(other, a->own);
}

static uint32_t report_of(const struct comparing *c, size_t passage)
{
    size_t low = 0, high = c->reports.count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (c->reports.at[middle].first <= passage)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

static bool write_passage(struct comparing *c, const struct alike_query *q, size_t report, bool earlier,
                          struct error *err)
{
    struct alike_found found;

    if (!document_alike_find(c->shelf, q, &found))
        return true;
    struct store_copied row = {c->reports.at[report].id, c->reports.at[report_of(c, found.source)].id,
                               c->blocks.at[q->passage], c->blocks.at[found.source], earlier, found.percent,
                               found.words};
    return store_add_copied(c->store, &row, err);
}

/* The partnership's reports stand together, by period. */
static size_t first_of_partnership(const struct comparing *c, size_t report)
{
    while (report > 0 && str_equal(c->reports.at[report - 1].partnership, c->reports.at[report].partnership))
        report--;
    return c->reports.at[report].first;
}

static bool write_report(struct comparing *c, size_t report, struct error *err)
{
    const struct compared_report *r = &c->reports.at[report], *original = &c->reports.at[r->original];
    struct asking asking = {c->reports.at, r};
    struct alike_query before = {.last_wins = true, .allowed = is_before, .payload = &asking};
    struct alike_query elsewhere = {.allowed = is_elsewhere, .payload = &asking};

    if (!store_add_compared(c->store, r->id, r->words, original == r ? 0 : original->id, err))
        return false;
    before.first = r->partnership.size > 0 ? first_of_partnership(c, report) : r->first;
    before.stop = r->first;
    elsewhere.stop = c->blocks.count;
    for (size_t i = r->first; i < r->stop; i++) {
        before.passage = elsewhere.passage = i;
        if (!write_passage(c, &before, report, true, err) || !write_passage(c, &elsewhere, report, false, err))
            return false;
    }
    return true;
}

static bool write_all(struct comparing *c, const char *shelf, struct error *err)
{
    bool ok = store_begin(c->store, err);

    if (!ok)
        return false;
    ok = store_begin_comparison(c->store, shelf, err);
    for (size_t i = 0; ok && i < c->reports.count; i++)
        ok = write_report(c, i, err);
    return store_end(c->store, ok, err);
}

bool run_compare(struct store *s, FILE *progress, struct error *err)
{
    struct comparing c = {.store = s};
    char before[FILE_HASH_SIZE], now[FILE_HASH_SIZE] = "";
    bool ok = store_find_comparison(s, before, err) && store_reports(s, note_report, &c, err);

    if (ok)
        name_shelf(&c, now);
    if (ok && strcmp(before, now) != 0) {
        document_alike_new(&c.shelf);
        if (c.reports.count > 0)
            qsort(c.reports.at, c.reports.count, sizeof *c.reports.at, by_partnership);
        progress_start(&c.progress, progress, "reports compared", c.reports.count);
        ok = read_reports(&c, err);
        if (ok) {
            find_duplicates(&c);
            document_alike_ready(c.shelf);
        }
        ok = ok && write_all(&c, now, err);
        progress_end(&c.progress);
    }
    document_alike_free(c.shelf);
    free(c.reports.at);
    free(c.blocks.at);
    arena_free(&c.arena);
    return ok;
}
