#include "analyse/pairs.h"

#include "store/listing.h"

#include <stdlib.h>

enum { NO_PLACE = -1 };

/* An excerpt of a row's or a column's code; both where the themes are the same. */
struct standing_in {
    int64_t report;
    struct str key;
    struct range range;                 /* that another's must share a byte with */
    int row, column;                    /* or NO_PLACE */
};

struct pairing {
    struct pairs *out;
    const struct pairs_options *options;
    struct { struct pairs_code *at; size_t count, room; } rows, columns;
    struct { struct standing_in *at; size_t count, room; } found;
};

static bool is_of(struct str theme, const struct code_row *c)
{
    return theme.size == 0 || str_equal(theme, c->theme);
}

static bool keep_code(void *payload, const struct code_row *c, struct error *err)
{
    struct pairing *p = payload;
    struct arena *a = &p->out->arena;
    const struct pairs_code code = {arena_str(a, c->codebook), arena_str(a, c->theme), arena_str(a, c->code),
                                    arena_str(a, c->title)};

    (void)err;
    if (is_of(p->options->rows, c))
        *VEC_PUSH(&p->rows) = code;
    if (is_of(p->options->columns, c))
        *VEC_PUSH(&p->columns) = code;
    return true;
}

static int find(const struct pairs_code *codes, size_t count, const struct evidence_row *r)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(codes[i].code, r->code) && str_equal(codes[i].codebook, r->codebook))
            return (int)i;
    return NO_PLACE;
}

static bool keep_excerpt(void *payload, const struct evidence_row *r, struct error *err)
{
    struct pairing *p = payload;
    struct standing_in e = {.report = r->report, .range = r->range,
                            .row = find(p->rows.at, p->rows.count, r),
                            .column = find(p->columns.at, p->columns.count, r)};

    (void)err;
    if (e.row == NO_PLACE && e.column == NO_PLACE)
        return true;
    e.key = arena_str(&p->out->arena, r->key);
    *VEC_PUSH(&p->found) = e;
    return true;
}

static int by_report(const void *a, const void *b)
{
    const struct standing_in *x = a, *y = b;
    int order;

    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    if ((order = document_compare_ranges(x->range, y->range)) != 0)
        return order;
    return str_compare(x->key, y->key);
}

/* The blocks that the excerpt is in, whole. */
static struct range widen(const struct document *doc, struct range r)
{
    const struct block *first = &doc->blocks[document_block_at(doc, r.start)];
    const struct block *last = &doc->blocks[document_block_at(doc, r.stop - 1)];

    return (struct range){first->range.start < r.start ? first->range.start : r.start,
                          last->range.stop > r.stop ? last->range.stop : r.stop};
}

static bool widen_report(struct store *s, const struct pairing *p, struct standing_in *from, size_t count,
                         struct error *err)
{
    struct document *doc;

    if (p->options->within == PAIRS_REPORT)
        for (size_t i = 0; i < count; i++)
            from[i].range = (struct range){0, 1};
    if (p->options->within != PAIRS_BLOCK)
        return true;
    if (!store_load_document(s, from->report, &doc, err))
        return false;
    for (size_t i = 0; i < count; i++)
        if (from[i].range.stop <= doc->text.size && doc->block_count > 0)
            from[i].range = widen(doc, from[i].range);
    document_free(doc);
    return true;
}

static bool together(const struct standing_in *a, const struct standing_in *b)
{
    return a->range.start < b->range.stop && b->range.start < a->range.stop;
}

/* A cell's keys while it is filled. */
struct shown {
    struct buf keys, beside;
};

static void add_key(struct buf *keys, struct str key)
{
    buf_add(keys, keys->size > 0 ? STR(" ") : STR(""));
    buf_add(keys, key);
}

/* Adds the pairs of one report. `met`: cells that have one already. */
static void pair_report(struct pairing *p, const struct standing_in *from, size_t count, struct shown *shown, bool *met)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count && from[i].row != NO_PLACE; j++) {
            size_t place = (size_t)from[i].row * p->columns.count + (size_t)from[j].column;
            struct pairs_cell *cell = &p->out->cells[place];
            const struct pairs_code *row = &p->rows.at[from[i].row];

            if (from[j].column == NO_PLACE || !together(&from[i], &from[j])
                || (str_equal(row->code, p->columns.at[from[j].column].code)
                    && str_equal(row->codebook, p->columns.at[from[j].column].codebook)))
                continue;
            cell->pairs++;
            if (met[place])
                continue;
            met[place] = true;
            cell->reports++;
            add_key(&shown[place].keys, from[i].key);
            add_key(&shown[place].beside, from[j].key);
        }
}

static bool pair_all(struct pairing *p, struct store *s, struct error *err)
{
    size_t cells = p->rows.count * p->columns.count;
    struct arena scratch = {0};
    struct shown *shown = arena_alloc(&scratch, cells + 1, sizeof *shown);
    bool ok = true;

    if (p->found.count > 0)
        qsort(p->found.at, p->found.count, sizeof *p->found.at, by_report);
    for (size_t first = 0, last; ok && first < p->found.count; first = last) {
        bool *met = arena_alloc(&scratch, cells + 1, sizeof *met);

        last = first;
        while (last < p->found.count && p->found.at[last].report == p->found.at[first].report)
            last++;
        ok = widen_report(s, p, &p->found.at[first], last - first, err);
        if (ok)
            pair_report(p, &p->found.at[first], last - first, shown, met);
    }
    for (size_t i = 0; i < cells; i++) {
        p->out->cells[i].keys = arena_str(&p->out->arena, buf_str(&shown[i].keys));
        p->out->cells[i].beside = arena_str(&p->out->arena, buf_str(&shown[i].beside));
        buf_free(&shown[i].keys);
        buf_free(&shown[i].beside);
    }
    arena_free(&scratch);
    return ok;
}

bool analyse_pairs(struct pairs *out, struct store *s, const struct pairs_options *options, struct error *err)
{
    const struct evidence_filter filter = {.status = options->status};
    struct pairing p = {.out = out, .options = options};
    bool ok;

    *out = (struct pairs){0};
    ok = store_codes(s, keep_code, &p, err);
    if (ok && (p.rows.count == 0 || p.columns.count == 0))
        ok = error_set(err, ERROR_INPUT, "no complete pass has a theme %.*s: \"excerpta counts\" lists them",
                       STR_ARGS(p.rows.count == 0 ? options->rows : options->columns));
    out->rows = arena_copy_array(&out->arena, p.rows.at, p.rows.count, sizeof *out->rows);
    out->columns = arena_copy_array(&out->arena, p.columns.at, p.columns.count, sizeof *out->columns);
    out->row_count = p.rows.count;
    out->column_count = p.columns.count;
    out->cells = arena_alloc(&out->arena, p.rows.count * p.columns.count + 1, sizeof *out->cells);
    ok = ok && store_evidence(s, &filter, keep_excerpt, &p, err) && pair_all(&p, s, err);
    free(p.rows.at);
    free(p.columns.at);
    free(p.found.at);
    return ok;
}

void analyse_pairs_free(struct pairs *p)
{
    arena_free(&p->arena);
}
