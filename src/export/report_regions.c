/* Of the findings: the codes by region, shaded by their share of the region's reports. */
#include "export/report_internal.h"

#include "analyse/vary.h"

/* code: the first of the codebook. */
static void write_heads(struct findings *f, size_t code)
{
    const struct tally *t = &f->region;
    struct paper *p = &f->paper;

    export_begin(p, PAPER_HEAD_ROW);
    export_cell_text(p, PAPER_HEAD, STR("Code"));
    export_cell(p, PAPER_HEAD_NUMBER, PAPER_PLAIN);
    export_text(p, STR("all of "));
    export_count_searched(f, &f->all, code, 0, NULL);
    export_cell_end(p);
    for (size_t g = 0; g < t->group_count; g++) {
        export_cell(p, PAPER_HEAD_NUMBER, PAPER_PLAIN);
        export_text(p, t->groups[g].name);
        export_text(p, STR(" of "));
        export_count_searched(f, t, code, g, "region");
        export_cell_end(p);
    }
    export_end(p, PAPER_HEAD_ROW);
}

static void write_row(struct findings *f, size_t code)
{
    static const char *const marks[VARY_COUNT] = {"", "*", "**"};
    const struct tally *t = &f->region;
    struct paper *p = &f->paper;

    export_begin(p, PAPER_ROW);
    export_cell_text(p, PAPER_NAME, f->codes.at[code].title);
    export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
    export_count_code(f, &f->all, code, 0, NULL);
    export_cell_end(p);
    for (size_t g = 0; g < t->group_count; g++) {
        const struct tally_cell *cell = &t->cells[code * t->group_count + g];

        export_cell(p, PAPER_FIGURE, export_shade_of(cell->reports, cell->of));
        export_count_code(f, t, code, g, "region");
        export_text(p, str_of(marks[analyse_outside(t, code, g)]));
        export_cell_end(p);
    }
    export_end(p, PAPER_ROW);
}

void export_write_regions(struct findings *f)
{
    struct paper *p = &f->paper;

    export_section(p, "regions", "What was found, by region");
    export_begin(p, PAPER_TEXT);
    export_text(p, STR("Reports with one excerpt of the code or more: the darker"));
    export_text(p, export_draws(p) ? STR(" (on a dark page, the brighter)") : STR(""));
    export_text(p, STR(", the greater the share of the region's reports. 0: searched for and not found. * and **: the "
                       "share differs from that of all reports by more than chance explains, beyond limits of 95 and "
                       "99.8 percent; by chance alone at most one cell in twenty has *."));
    export_end(p, PAPER_TEXT);
    for (size_t c = 0; c < f->codes.count; c++) {
        if (export_begins_codebook(f, c)) {
            if (c > 0)
                export_table_end(p);
            export_begin_codebook(f, c);
            export_table(p, "heat", NULL);
            write_heads(f, c);
        }
        if (export_begins_theme(f, c)) {
            export_begin(p, PAPER_ROW);
            export_wide_cell(p, PAPER_NAME, f->region.group_count + 2);
            export_strong(p, f->codes.at[c].theme_title);
            export_cell_end(p);
            export_end(p, PAPER_ROW);
        }
        write_row(f, c);
    }
    export_table_end(p);
}
