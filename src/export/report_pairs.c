/* Of the findings page: the evidence map of two themes. */
#include "export/report_internal.h"

#include <inttypes.h>
#include <math.h>

enum { WIDEST = 44, MOST_COLUMNS = 12 };         /* pixels of the largest bubble; codes that fit beside one another */

static void put_title(const struct findings *f, struct str theme)
{
    for (size_t c = 0; c < f->codes.count; c++)
        if (str_equal(f->codes.at[c].theme, theme)) {
            export_put_text(f, f->codes.at[c].theme_title);
            return;
        }
}

/* The area of a bubble is as the number in it. */
static void write_cell(const struct findings *f, const struct pairs_code *row, const struct pairs_code *column,
                       const struct pairs_cell *cell, uint64_t most)
{
    double wide = WIDEST * sqrt((double)cell->reports / (double)(most > 0 ? most : 1));

    export_put(f, "<td class=\"n\">");
    if (cell->reports > 0)
        fprintf(f->out, "<a href=\"#quotes\"><svg width=\"%d\" height=\"%d\" viewBox=\"-1 -1 2 2\" "
                "aria-hidden=\"true\"><circle r=\"%.3f\"/></svg>", WIDEST, WIDEST, wide / WIDEST);
    export_put(f, "<b");
    export_put(f, " data-measure=\"pairs\" data-row=\"");
    export_put_text(f, row->codebook);
    export_put(f, "/");
    export_put_text(f, row->code);
    export_put(f, "\" data-column=\"");
    export_put_text(f, column->codebook);
    export_put(f, "/");
    export_put_text(f, column->code);
    fprintf(f->out, "\" data-value=\"%" PRIu64 "\" data-keys=\"", cell->reports);
    export_put_text(f, cell->keys);
    export_put(f, "\" data-label=\"");
    export_put_text(f, row->title);
    export_put(f, ", beside ");
    export_put_text(f, column->title);
    fprintf(f->out, "\">%" PRIu64 "</b>%s</td>", cell->reports, cell->reports > 0 ? "</a>" : "");
}

void export_write_pairs(struct findings *f)
{
    const struct pairs *p = &f->pairs;
    uint64_t most = 0;

    if (p->row_count == 0)
        return;
    for (size_t i = 0; i < p->row_count * p->column_count; i++)
        most = p->cells[i].reports > most ? p->cells[i].reports : most;
    export_put(f, "<h2 id=\"pairs\">What stands beside what</h2>\n<p>In how many reports a passage on <b>");
    put_title(f, p->rows[0].theme);
    export_put(f, "</b> has one on <b>");
    put_title(f, p->columns[0].theme);
    export_put(f, "</b> in the same paragraph, list item or table row. 0 is a gap in what is written.</p>\n<div "
                  "class=\"scroll\"><table class=\"pairs\"><thead><tr><td></td>");
    for (size_t c = 0; c < p->column_count && c < MOST_COLUMNS; c++) {
        export_put(f, "<th class=\"n\" scope=\"col\">");
        export_put_text(f, p->columns[c].title);
        export_put(f, "</th>");
    }
    export_put(f, "</tr></thead><tbody>\n");
    for (size_t r = 0; r < p->row_count; r++) {
        export_put(f, "<tr><th scope=\"row\">");
        export_put_text(f, p->rows[r].title);
        export_put(f, "</th>");
        for (size_t c = 0; c < p->column_count && c < MOST_COLUMNS; c++)
            write_cell(f, &p->rows[r], &p->columns[c], &p->cells[r * p->column_count + c], most);
        export_put(f, "</tr>\n");
    }
    export_put(f, "</tbody></table></div>\n");
}
