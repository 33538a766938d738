#include "extract/pdf_gutters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The order of poppler is right where columns stand well apart. Where a gutter is narrow it reads across, and
 * tables it now and then reads by columns. So gutters are looked for: strips that no words cross over several
 * rows, with words on both sides. What stands beside one tells whether it parts columns of prose or cells. */

#define WIDEST_JUSTIFIED 5.0f      /* a blank, in heights of the line */
#define WIDEST_WRAP 1.5f           /* the step to a cell's next line, in font sizes */
#define SAME_EDGE 3.0f             /* points */

/* Rows that gutters of one kind span. */
struct zone {
    size_t first, last;
    enum pdf_parting parts;
};

struct ordering {
    struct pdf_rows rows;
    struct zone zones[PDF_MOST_GUTTERS];
    size_t zone_count;
    bool *wraps;            /* by row: its cells are further lines of those above */
};

static bool meet(const struct pdf_gutter *g, const struct zone *z)
{
    return g->first <= z->last && g->last >= z->first;
}

/* Columns first: where both kinds of gutter span a row, a table stands in a column. */
static void add_zones(struct ordering *o, enum pdf_parting parts)
{
    for (size_t i = 0; i < o->rows.gutter_count; i++) {
        const struct pdf_gutter *g = &o->rows.gutters[i];
        struct zone *into = NULL;
        bool taken = false;

        if (g->parts != parts)
            continue;
        for (size_t z = 0; z < o->zone_count; z++) {
            if (!meet(g, &o->zones[z]))
                continue;
            if (o->zones[z].parts == parts)
                into = &o->zones[z];
            else
                taken = true;
        }
        if (taken)
            continue;
        if (!into)
            *(into = &o->zones[o->zone_count++]) = (struct zone){g->first, g->last, parts};
        into->first = g->first < into->first ? g->first : into->first;
        into->last = g->last > into->last ? g->last : into->last;
    }
}

/* Whether a row beyond the zone's end carries one of its columns on: in the same size of type, as close as
 * lines are, and across no gutter. */
static bool carries_on(const struct ordering *o, const struct zone *z, size_t row, size_t next)
{
    const struct pdf_line *here = &o->rows.by_row[o->rows.starts[row]]->line;
    const struct pdf_line *beyond = &o->rows.by_row[o->rows.starts[next]]->line;
    float step = next > row ? beyond->y0 - here->y0 : here->y0 - beyond->y0;
    size_t last = o->rows.starts[next + 1] - 1;

    if (step > here->size * 1.8f || beyond->size > here->size * 1.05f || beyond->size < here->size * 0.95f
        || beyond->bold != here->bold)
        return false;
    for (size_t i = 0; i < o->rows.gutter_count; i++) {
        const struct pdf_gutter *g = &o->rows.gutters[i];

        if (g->parts == z->parts && g->first <= row && g->last >= row && beyond->x0 < g->x0
            && o->rows.by_row[last]->line.x1 > g->x1)
            return false;
    }
    return true;
}

/* Takes in what stands above the rows that a gutter spans on its right only: the second column may begin with lines
 * that are level with a heading of the first. */
static void reach_up(const struct ordering *o, struct zone *zone, const struct pdf_gutter *g)
{
    float below = INFINITY;

    for (size_t row = zone->first + 1; row-- > 0;) {
        size_t right = pdf_first_behind(&o->rows, row, g->x1), left = pdf_last_before(&o->rows, row, g->x0);
        size_t first = o->rows.starts[row];
        const struct pdf_line *line;

        if ((right == SIZE_MAX ? o->rows.starts[row + 1] : right) != (left == SIZE_MAX ? first : left + 1))
            return;     /* words cross it */
        if (right == SIZE_MAX)
            continue;
        line = &o->rows.by_row[right]->line;
        if (below - line->y1 > line->size * 2.5f && row < zone->first)
            return;
        below = line->y0;
        zone->first = row;
    }
}

static void mark_zones(struct ordering *o)
{
    for (size_t i = 0; i < o->rows.gutter_count; i++)
        for (size_t z = 0; z < o->zone_count; z++)
            if (o->rows.gutters[i].parts == PARTS_COLUMNS && o->rows.gutters[i].first == o->zones[z].first
                && o->zones[z].parts == PARTS_COLUMNS)
                reach_up(o, &o->zones[z], &o->rows.gutters[i]);
    for (size_t z = 0; z < o->zone_count; z++) {
        struct zone *zone = &o->zones[z];

        while (zone->parts == PARTS_COLUMNS && zone->last + 1 < o->rows.row_count
               && carries_on(o, zone, zone->last, zone->last + 1))
            zone->last++;
        while (zone->parts == PARTS_COLUMNS && zone->first > 0 && carries_on(o, zone, zone->first, zone->first - 1))
            zone->first--;
        for (size_t i = o->rows.starts[zone->first]; i < o->rows.starts[zone->last + 1]; i++)
            if (o->rows.by_row[i]->zone == 0)
                o->rows.by_row[i]->zone = z + 1;
    }
}

/* The column of a zone that a piece stands in, from 0. */
static size_t column_of(const struct ordering *o, const struct zone *z, const struct pdf_piece *p)
{
    float middle = (p->line.x0 + p->line.x1) / 2;
    size_t column = 0;

    for (size_t i = 0; i < o->rows.gutter_count; i++)
        column += o->rows.gutters[i].parts == z->parts && meet(&o->rows.gutters[i], z)
            && middle > (o->rows.gutters[i].x0 + o->rows.gutters[i].x1) / 2;
    return column;
}

static const struct pdf_line *head_of(const struct ordering *o, size_t row)
{
    return &o->rows.by_row[o->rows.starts[row]]->line;
}

/* Cells of words that begin where a cell of the row above begins, or in its middle. */
static bool may_wrap(const struct ordering *o, size_t row)
{
    for (size_t i = o->rows.starts[row]; i < o->rows.starts[row + 1]; i++) {
        const struct pdf_line *line = &o->rows.by_row[i]->line;
        bool below = false;

        if (*line->text.at < 'A' || line->size < head_of(o, row)->size || line->size > head_of(o, row)->size)
            return false;
        for (size_t k = o->rows.starts[row - 1]; k < o->rows.starts[row]; k++) {
            const struct pdf_line *above = &o->rows.by_row[k]->line;

            below = below || (fabsf(above->size - line->size) < 0.1f && above->bold == line->bold
                && (fabsf(above->x0 - line->x0) < SAME_EDGE
                    || fabsf(above->x0 + above->x1 - line->x0 - line->x1) < SAME_EDGE * 2));
        }
        if (!below)
            return false;
    }
    return true;
}

static bool begins_small(const struct ordering *o, size_t row)
{
    for (size_t i = o->rows.starts[row]; i < o->rows.starts[row + 1]; i++)
        if (*o->rows.by_row[i]->line.text.at < 'a' || *o->rows.by_row[i]->line.text.at > 'z')
            return false;
    return true;
}

/* Rows of a table whose words are further lines of the cells above: they stand closer than the table's rows do, or go
 * on in small letters. */
static void mark_wraps(struct ordering *o, const struct zone *z)
{
    float widest = 0;

    for (size_t row = z->first + 1; row <= z->last; row++)
        widest = fmaxf(widest, head_of(o, row)->y0 - head_of(o, row - 1)->y0);
    for (size_t row = z->first + 1; row <= z->last; row++) {
        float step = head_of(o, row)->y0 - head_of(o, row - 1)->y0;

        o->wraps[row] = step < head_of(o, row)->size * WIDEST_WRAP && may_wrap(o, row)
            && (step * 1.2f < widest || begins_small(o, row));
    }
}

/* The pieces in reading order. */
struct reading_order {
    struct pdf_piece **at;
    size_t count;
};

static void take(struct reading_order *r, struct pdf_piece *p)
{
    p->done = true;
    r->at[r->count++] = p;
}

/* Column by column. */
static void take_rows(struct ordering *o, struct reading_order *r, size_t zone, size_t first, size_t last)
{
    const struct zone *z = &o->zones[zone - 1];
    size_t start = o->rows.starts[first], stop = o->rows.starts[last + 1], left = 0;

    for (size_t i = start; i < stop; i++)
        left += o->rows.by_row[i]->zone == zone && !o->rows.by_row[i]->done;
    for (size_t column = 0; left > 0; column++) {
        for (size_t i = start; i < stop; i++) {
            struct pdf_piece *p = o->rows.by_row[i];

            if (p->zone != zone || p->done || column_of(o, z, p) != column)
                continue;
            take(r, p);
            left--;
        }
    }
}

static void take_zone(struct ordering *o, struct reading_order *r, size_t zone)
{
    const struct zone *z = &o->zones[zone - 1];

    for (size_t i = 0; i < o->rows.count && z->parts == PARTS_COLUMNS; i++) {
        if (o->rows.pieces[i].done || o->rows.pieces[i].zone == zone || o->rows.pieces[i].row >= z->first)
            continue;
        take(r, &o->rows.pieces[i]);     /* what stands above and poppler gave later */
    }
    for (size_t first = z->first, last; first <= z->last; first = last + 1) {
        last = z->parts == PARTS_COLUMNS ? z->last : first;
        while (last < z->last && o->wraps[last + 1])
            last++;
        take_rows(o, r, zone, first, last);
    }
}

/* Whether a gutter parts a piece from the next: one of columns or of a table, or any where the gap is wide. */
static bool is_parted(const struct ordering *o, const struct pdf_piece *a, const struct pdf_piece *b)
{
    for (size_t i = 0; i < o->rows.gutter_count; i++) {
        const struct pdf_gutter *g = &o->rows.gutters[i];

        if (a->row >= g->first && a->row <= g->last && g->x0 < b->line.x0 && g->x1 > a->line.x1
            && (g->parts != PARTS_NOTHING || a->line.cell))
            return true;
    }
    return false;
}

/* A narrow column may be justified so hard that poppler had parts of a line on several. */
static bool is_beside(const struct ordering *o, const struct zone *z, const struct pdf_piece *a,
                      const struct pdf_piece *b)
{
    return z && z->parts == PARTS_COLUMNS && a->row == b->row && column_of(o, z, a) == column_of(o, z, b)
        && a->line.size == b->line.size && b->line.x0 > a->line.x1
        && b->line.x0 - a->line.x1 < (a->line.y1 - a->line.y0) * WIDEST_JUSTIFIED;
}

/* Whether b is more of a's line, or of its cell. */
static bool is_same_line(const struct ordering *o, const struct pdf_piece *a, const struct pdf_piece *b)
{
    const struct zone *z = a->zone > 0 && a->zone == b->zone ? &o->zones[a->zone - 1] : NULL;

    if (z && z->parts == PARTS_CELLS && b->row == a->row + 1 && o->wraps[b->row])
        return column_of(o, z, a) == column_of(o, z, b);
    return (is_beside(o, z, a, b) || (a->number + 1 == b->number && a->line.goes_on)) && !is_parted(o, a, b);
}

static void join(struct arena *a, struct pdf_line *line, const struct pdf_line *next)
{
    struct buf words = {0};
    bool longer = next->text.size > line->text.size;

    buf_add(&words, line->text);
    buf_add_char(&words, ' ');
    buf_add(&words, next->text);
    line->text = arena_str(a, buf_str(&words));
    buf_free(&words);
    line->x0 = fminf(line->x0, next->x0);
    line->x1 = fmaxf(line->x1, next->x1);
    line->y0 = fminf(line->y0, next->y0);
    line->y1 = fmaxf(line->y1, next->y1);
    line->size = longer ? next->size : line->size;
    line->bold = longer ? next->bold : line->bold;
    line->goes_on = next->goes_on;
    line->cell = next->cell;
    pdf_place_join(line, next);
}

static size_t write_lines(const struct ordering *o, const struct reading_order *r, struct arena *a,
                          struct pdf_line *lines)
{
    size_t count = 0;

    for (size_t i = 0; i < r->count; i++) {
        const struct pdf_piece *p = r->at[i], *before = i > 0 ? r->at[i - 1] : NULL;

        if (before && is_same_line(o, before, p))
            join(a, &lines[count - 1], &p->line);
        else
            lines[count++] = p->line;
    }
    return count;
}

size_t pdf_order_page(struct arena *a, struct pdf_line *lines, size_t count)
{
    struct ordering o = {.zone_count = 0};
    struct reading_order r = {0};

    if (count < 2)
        return count;
    pdf_rows_find(&o.rows, lines, count);
    add_zones(&o, PARTS_COLUMNS);
    add_zones(&o, PARTS_CELLS);
    o.wraps = must_realloc(NULL, (o.rows.row_count + 1) * sizeof *o.wraps);
    memset(o.wraps, 0, (o.rows.row_count + 1) * sizeof *o.wraps);
    mark_zones(&o);
    for (size_t z = 0; z < o.zone_count; z++)
        if (o.zones[z].parts == PARTS_CELLS)
            mark_wraps(&o, &o.zones[z]);
    r.at = must_realloc(NULL, count * sizeof *r.at);
    for (size_t i = 0; i < count; i++) {
        struct pdf_piece *p = &o.rows.pieces[i];

        if (!p->done && p->zone > 0)
            take_zone(&o, &r, p->zone);
        if (!p->done)
            take(&r, p);
    }
    count = write_lines(&o, &r, a, lines);
    free(r.at);
    free(o.wraps);
    pdf_rows_free(&o.rows);
    return count;
}
