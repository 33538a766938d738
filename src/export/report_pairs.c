/* Of the findings: the evidence map of two themes. */
#include "export/report_internal.h"

#include <math.h>

enum { WIDEST = 44, MOST_COLUMNS = 8 };         /* pixels of the largest bubble; codes beside one another in a table */

static struct str title_of(const struct findings *f, struct str theme)
{
    size_t c = 0;

    while (c < f->codes.count && !str_equal(f->codes.at[c].theme, theme))
        c++;
    return c < f->codes.count ? f->codes.at[c].theme_title : theme;
}

static size_t place_of(const struct findings *f, const struct pairs_code *code)
{
    size_t c = 0;

    while (c < f->codes.count && !(str_equal(f->codes.at[c].code, code->code)
                                   && str_equal(f->codes.at[c].codebook, code->codebook)))
        c++;
    return c;
}

/* The area of a bubble is as the number in it. */
static void write_cell(struct findings *f, size_t row, size_t column, uint64_t most)
{
    const struct pairs *p = &f->pairs;
    const struct pairs_cell *cell = &p->cells[row * p->column_count + column];
    const struct paper_number n = {.opens = PAPER_OPENS_PAIRS, .code = place_of(f, &p->rows[row]),
                                   .other = place_of(f, &p->columns[column]), .value = cell->reports};
    double wide = WIDEST * sqrt((double)cell->reports / (double)(most > 0 ? most : 1));

    export_cell(&f->paper, PAPER_FIGURE, PAPER_PLAIN);
    if (export_draws(&f->paper) && cell->reports > 0)
        fprintf(f->paper.out, "<svg width=\"%d\" height=\"%d\" viewBox=\"-1 -1 2 2\" aria-hidden=\"true\"><circle "
                "r=\"%.3f\"/></svg>", WIDEST, WIDEST, wide / WIDEST);
    export_number(&f->paper, &n);
    export_cell_end(&f->paper);
}

/* Columns [first, last). */
static void write_table(struct findings *f, size_t first, size_t last, uint64_t most)
{
    struct paper *p = &f->paper;

    export_table(p, "pairs", NULL);
    export_begin(p, PAPER_HEAD_ROW);
    export_cell_text(p, PAPER_HEAD, title_of(f, f->pairs.rows[0].theme));
    for (size_t c = first; c < last; c++)
        export_cell_text(p, PAPER_HEAD_NUMBER, f->pairs.columns[c].title);
    export_end(p, PAPER_HEAD_ROW);
    for (size_t r = 0; r < f->pairs.row_count; r++) {
        export_begin(p, PAPER_ROW);
        export_cell_text(p, PAPER_NAME, f->pairs.rows[r].title);
        for (size_t c = first; c < last; c++)
            write_cell(f, r, c, most);
        export_end(p, PAPER_ROW);
    }
    export_table_end(p);
}

void export_write_pairs(struct findings *f)
{
    const struct pairs *pairs = &f->pairs;
    struct paper *p = &f->paper;
    uint64_t most = 0;

    if (pairs->row_count == 0)
        return;
    for (size_t i = 0; i < pairs->row_count * pairs->column_count; i++)
        most = pairs->cells[i].reports > most ? pairs->cells[i].reports : most;
    export_section(p, "pairs", "Evidence map: what stands beside what");
    export_begin(p, PAPER_TEXT);
    export_text(p, STR("In how many reports a passage on "));
    export_strong(p, title_of(f, pairs->rows[0].theme));
    export_text(p, STR(" has one on "));
    export_strong(p, title_of(f, pairs->columns[0].theme));
    export_text(p, STR(" in the same paragraph, list item or table row. 0 is a gap in what is written."));
    if (pairs->column_count > MOST_COLUMNS)
        export_words(p, " The %zu columns stand in several tables, %d in each.", pairs->column_count, MOST_COLUMNS);
    export_end(p, PAPER_TEXT);
    for (size_t first = 0; first < pairs->column_count; first += MOST_COLUMNS)
        write_table(f, first, first + MOST_COLUMNS < pairs->column_count ? first + MOST_COLUMNS : pairs->column_count,
                    most);
}
