#include "extract/pdf_gutters.h"

#include <stdlib.h>

enum {
    MOST_OPEN = 24,
    FEWEST_COLUMN_ROWS = 4, FEWEST_NARROW_ROWS = 10, FEWEST_TABLE_ROWS = 2,
    COLUMN_LETTERS = 18,    /* a line of prose in a narrow column has more, in the mean */
    CELL_LETTERS = 12,      /* of the shorter side of a table … */
    LONG_CELL_LETTERS = 40, /* … and of the longer: beside a box stands prose */
};
/* Points. Blanks of justified lines now and then stand one below the other, but are not as wide as the room between
 * cells, and what follows them begins where it happens to. */
#define NARROWEST_GUTTER 5.0f
#define NARROW_GUTTER 8.0f
#define NARROWEST_CELL_GUTTER 10.0f
#define SAME_START 2.0f
#define WIDEST_INDENT 36.0f

/* Those that the next row may go on with. */
struct open_gutters {
    struct pdf_gutter at[MOST_OPEN];
    size_t count;
};

static int by_height(const void *a, const void *b)
{
    const struct pdf_piece *x = *(struct pdf_piece *const *)a, *y = *(struct pdf_piece *const *)b;
    float xm = x->line.y0 + x->line.y1, ym = y->line.y0 + y->line.y1;

    return xm < ym ? -1 : xm > ym ? 1 : (x->number > y->number) - (x->number < y->number);
}

static int by_row_and_left(const void *a, const void *b)
{
    const struct pdf_piece *x = *(struct pdf_piece *const *)a, *y = *(struct pdf_piece *const *)b;

    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    if (x->line.x0 < y->line.x0 || x->line.x0 > y->line.x0)
        return x->line.x0 < y->line.x0 ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

/* Pieces whose middles stand at about the same height are a row. */
static void find_rows(struct pdf_rows *o)
{
    size_t row = 0;

    qsort(o->by_row, o->count, sizeof *o->by_row, by_height);
    for (size_t i = 0, first = 0; i < o->count; i++) {
        const struct pdf_line *head = &o->by_row[first]->line, *line = &o->by_row[i]->line;

        if (i > 0 && (line->y0 + line->y1) / 2 - (head->y0 + head->y1) / 2 > (head->y1 - head->y0) * 0.5f) {
            first = i;
            row++;
        }
        o->by_row[i]->row = row;
    }
    qsort(o->by_row, o->count, sizeof *o->by_row, by_row_and_left);
    o->row_count = row + 1;
    for (size_t i = 0; i < o->count; i++)
        if (i == 0 || o->by_row[i]->row != o->by_row[i - 1]->row)
            o->starts[o->by_row[i]->row] = i;
    o->starts[o->row_count] = o->count;
}

/* A bullet or number keeps to the words beside it: no gutter parts the two. */
static void find_reaches(struct pdf_rows *o)
{
    for (size_t i = 0; i < o->count; i++) {
        struct pdf_piece *p = o->by_row[i], *next = i + 1 < o->count ? o->by_row[i + 1] : NULL;
        bool is_mark = pdf_bullet_size(p->line.text) == p->line.text.size || pdf_is_enumerator(p->line.text);

        p->reach = p->line.x1;
        if (is_mark && next && next->row == p->row && next->line.x0 > p->reach
            && next->line.x0 < p->line.x0 + WIDEST_INDENT)
            p->reach = next->line.x0;
    }
}

/* Letters of the words that end (or begin) at a gutter: pieces that a mere blank may part count as one. */
static size_t letters_left(const struct pdf_rows *o, size_t row, size_t last)
{
    size_t letters = o->by_row[last]->line.text.size;

    while (last > o->starts[row] && o->by_row[last - 1]->line.goes_on
           && o->by_row[last - 1]->number + 1 == o->by_row[last]->number)
        letters += o->by_row[--last]->line.text.size + 1;
    return letters;
}

static size_t letters_right(const struct pdf_rows *o, size_t row, size_t first)
{
    size_t letters = o->by_row[first]->line.text.size;

    while (first + 1 < o->starts[row + 1] && o->by_row[first]->line.goes_on
           && o->by_row[first]->number + 1 == o->by_row[first + 1]->number)
        letters += o->by_row[++first]->line.text.size + 1;
    return letters;
}

static void count_start(struct pdf_gutter *g, float x)
{
    for (size_t i = 0; i < PDF_MOST_STARTS; i++) {
        if (g->starts[i].rows > 0 && (g->starts[i].x > x + SAME_START || g->starts[i].x < x - SAME_START))
            continue;
        if (g->starts[i].rows++ == 0)
            g->starts[i].x = x;
        return;
    }
}

/* Whether the words to the right begin at one edge or two (an indent, a bullet's words) close to the gutter. */
static bool is_aligned(const struct pdf_gutter *g)
{
    size_t most = 0, second = 0;

    for (size_t i = 0; i < PDF_MOST_STARTS; i++) {
        size_t rows = g->starts[i].x < g->x1 + WIDEST_INDENT ? g->starts[i].rows : 0;

        second = rows > most ? most : rows > second ? rows : second;
        most = rows > most ? rows : most;
    }
    return (most + second) * 3 >= g->rows * 2;
}

static float middle_of(const struct pdf_line *line)
{
    return (line->y0 + line->y1) / 2;
}

/* Whether the row above stands so close that both are lines of different columns, which need not be level. */
static bool overlaps_row_above(const struct pdf_rows *o, size_t row)
{
    const struct pdf_line *line = &o->by_row[o->starts[row]]->line, *above;

    if (row == 0)
        return false;
    above = &o->by_row[o->starts[row - 1]]->line;
    return middle_of(line) - middle_of(above) < (line->y1 - line->y0) * 0.7f;
}

size_t pdf_last_before(const struct pdf_rows *o, size_t row, float x)
{
    size_t found = SIZE_MAX;

    for (size_t i = o->starts[row]; i < o->starts[row + 1] && o->by_row[i]->reach <= x; i++)
        found = i;
    return found;
}

size_t pdf_first_behind(const struct pdf_rows *o, size_t row, float x)
{
    for (size_t i = o->starts[row]; i < o->starts[row + 1]; i++)
        if (o->by_row[i]->line.x0 >= x)
            return i;
    return SIZE_MAX;
}

/* Counts the row for the gutter if words stand on both sides. */
static void weigh(const struct pdf_rows *o, struct pdf_gutter *g, size_t row)
{
    size_t left = pdf_last_before(o, row, g->x0), right = pdf_first_behind(o, row, g->x1);
    size_t left_row = row, right_row = row;

    if ((left == SIZE_MAX || right == SIZE_MAX) && overlaps_row_above(o, row)) {
        if (left == SIZE_MAX)
            left = pdf_last_before(o, left_row = row - 1, g->x0);
        else
            right = pdf_first_behind(o, right_row = row - 1, g->x1);
    }
    if (left == SIZE_MAX || right == SIZE_MAX)
        return;
    g->last = row;
    g->rows++;
    g->left += letters_left(o, left_row, left);
    g->right += letters_right(o, right_row, right);
    count_start(g, o->by_row[right]->line.x0);
}

/* Adds the part [x0, x1) of a gutter that a row leaves free. */
static void add_part(const struct pdf_rows *o, struct open_gutters *open, struct pdf_gutter g, float x0, float x1,
                     size_t row)
{
    if (x1 - x0 < NARROWEST_GUTTER || open->count == MOST_OPEN)
        return;
    g.x0 = x0;
    g.x1 = x1;
    weigh(o, &g, row);
    open->at[open->count++] = g;
}

/* What a row leaves of a gutter: nothing where words cross it; two parts where some stand inside. */
static void narrow(const struct pdf_rows *o, struct open_gutters *open, const struct pdf_gutter *g, size_t row)
{
    float free_from = g->x0;

    for (size_t i = o->starts[row]; i < o->starts[row + 1]; i++) {
        const struct pdf_line *line = &o->by_row[i]->line;

        if (line->x0 >= g->x1)
            break;
        if (o->by_row[i]->reach <= free_from)
            continue;
        add_part(o, open, *g, free_from, line->x0, row);
        free_from = o->by_row[i]->reach;
    }
    add_part(o, open, *g, free_from, g->x1, row);
}

static enum pdf_parting judge(const struct pdf_gutter *g)
{
    size_t less = g->left < g->right ? g->left : g->right, more = g->left + g->right - less;

    float width = g->x1 - g->x0;

    if (g->rows >= (width < NARROW_GUTTER ? FEWEST_NARROW_ROWS : FEWEST_COLUMN_ROWS)
        && less >= g->rows * COLUMN_LETTERS && is_aligned(g))
        return PARTS_COLUMNS;
    if (g->rows >= FEWEST_TABLE_ROWS && width >= NARROWEST_CELL_GUTTER && less < g->rows * CELL_LETTERS
        && more < g->rows * LONG_CELL_LETTERS)
        return PARTS_CELLS;
    return PARTS_NOTHING;
}

/* A part that ends while another of the same gutter goes on was chance. */
static void keep_gutter(struct pdf_rows *o, struct pdf_gutter *g, const struct open_gutters *others)
{
    for (size_t i = 0; i < others->count; i++)
        if (others->at[i].origin == g->origin)
            return;
    if (g->rows < FEWEST_TABLE_ROWS || o->gutter_count == PDF_MOST_GUTTERS)
        return;
    g->parts = judge(g);
    o->gutters[o->gutter_count++] = *g;
}

static void open_gutter(const struct pdf_rows *o, struct open_gutters *open, float x0, float x1, size_t origin,
                        size_t row)
{
    for (size_t k = 0; k < open->count; k++)
        if (open->at[k].x0 < x1 && open->at[k].x1 > x0)
            return;
    add_part(o, open, (struct pdf_gutter){.origin = origin, .first = row}, x0, x1, row);
}

static void open_gutters(const struct pdf_rows *o, struct open_gutters *open, size_t row)
{
    size_t first = o->starts[row], last = o->starts[row + 1] - 1;

    for (size_t i = first; i < last; i++)
        open_gutter(o, open, o->by_row[i]->reach, o->by_row[i + 1]->line.x0, i, row);
    if (!overlaps_row_above(o, row))
        return;
    open_gutter(o, open, o->by_row[first - 1]->reach, o->by_row[first]->line.x0, last, row);
    open_gutter(o, open, o->by_row[last]->reach, o->by_row[o->starts[row - 1]]->line.x0, last, row);
}

static void find_gutters(struct pdf_rows *o)
{
    struct open_gutters open = {.count = 0}, left, none = {.count = 0};

    for (size_t row = 0; row < o->row_count; row++) {
        left.count = 0;
        for (size_t k = 0; k < open.count; k++)
            narrow(o, &left, &open.at[k], row);
        for (size_t k = 0; k < open.count; k++)
            keep_gutter(o, &open.at[k], &left);
        open = left;
        open_gutters(o, &open, row);
    }
    for (size_t k = 0; k < open.count; k++)
        keep_gutter(o, &open.at[k], &none);
}

static bool crosses_columns(const struct pdf_rows *o, const struct pdf_piece *left, const struct pdf_piece *right)
{
    for (size_t i = 0; i < o->gutter_count; i++) {
        const struct pdf_gutter *g = &o->gutters[i];

        if (g->parts == PARTS_COLUMNS && g->first <= left->row && g->last >= left->row && g->x0 >= left->line.x1 - 1
            && g->x1 <= right->line.x0 + 1)
            return true;
    }
    return false;
}

/* What looks like a table's gutter may have the other column's words on its right. */
static void confirm_cells(struct pdf_rows *o)
{
    for (size_t i = 0; i < o->gutter_count; i++) {
        struct pdf_gutter *g = &o->gutters[i];
        size_t rows = 0;

        for (size_t row = g->first; row <= g->last && g->parts == PARTS_CELLS; row++) {
            size_t left = pdf_last_before(o, row, g->x0), right = pdf_first_behind(o, row, g->x1);

            rows += left != SIZE_MAX && right != SIZE_MAX && !crosses_columns(o, o->by_row[left], o->by_row[right]);
        }
        if (rows < FEWEST_TABLE_ROWS && g->parts == PARTS_CELLS)
            g->parts = PARTS_NOTHING;
    }
}

void pdf_rows_find(struct pdf_rows *o, const struct pdf_line *lines, size_t count)
{
    *o = (struct pdf_rows){.count = count};
    o->pieces = must_realloc(NULL, count * sizeof *o->pieces);
    o->by_row = must_realloc(NULL, count * sizeof *o->by_row);
    o->starts = must_realloc(NULL, (count + 1) * sizeof *o->starts);
    for (size_t i = 0; i < count; i++) {
        o->pieces[i] = (struct pdf_piece){.line = lines[i], .number = i};
        o->by_row[i] = &o->pieces[i];
    }
    find_rows(o);
    find_reaches(o);
    find_gutters(o);
    confirm_cells(o);
}

void pdf_rows_free(struct pdf_rows *o)
{
    free(o->pieces);
    free(o->by_row);
    free(o->starts);
}
