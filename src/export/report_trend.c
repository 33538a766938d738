/* Of the findings: the codes from year to year; beside the numbers of each a small chart of them. */
#include "export/report_internal.h"

#include "analyse/vary.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_YEARS = 6 };

/* The years that are told: the last known ones. */
struct years {
    size_t first, last;         /* [first, last) of the tally's groups */
};

static struct years told_years(const struct findings *f)
{
    size_t last = f->year.group_count;

    last -= last > 0 && str_equal(f->year.groups[last - 1].name, STR("unknown"));
    return (struct years){last > MOST_YEARS ? last - MOST_YEARS : 0, last};
}

/* A bar for each year, as high as the share of its reports, over a line that is none. */
static void draw_bars(struct findings *f, size_t code, struct years y)
{
    enum { STEP = 14, BAR = 10, HIGH = 26 };
    const struct tally *t = &f->year;
    FILE *out = f->paper.out;
    int wide = (int)(y.last - y.first) * STEP;

    fprintf(out, "<svg class=\"bars\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">"
            "<path d=\"M0 %d.5H%d\" stroke=\"var(--soft)\"/>", wide, HIGH + 1, wide, HIGH + 1, HIGH, wide);
    for (size_t g = y.first; g < y.last; g++) {
        const struct tally_cell *cell = &t->cells[code * t->group_count + g];
        double share = cell->of > 0 ? (double)cell->reports / (double)cell->of : 0;

        if (share > 0)
            fprintf(out, "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>", (int)(g - y.first) * STEP
                    + (STEP - BAR) / 2, HIGH - share * HIGH, BAR, share * HIGH);
    }
    fputs("</svg>", out);
}

/* code: the first of the codebook. */
static void write_heads(struct findings *f, size_t code, struct years y)
{
    struct paper *p = &f->paper;

    export_begin(p, PAPER_HEAD_ROW);
    export_cell_text(p, PAPER_HEAD, STR("Code"));
    if (export_draws(p))
        export_cell_text(p, PAPER_HEAD, STR("Share"));
    for (size_t g = y.first; g < y.last; g++) {
        export_cell(p, PAPER_HEAD_NUMBER, PAPER_PLAIN);
        export_text(p, f->year.groups[g].name);
        export_text(p, STR(" of "));
        export_count_searched(f, &f->year, code, g, "year");
        export_cell_end(p);
    }
    if (y.last - y.first > 1) {
        export_cell(p, PAPER_HEAD, PAPER_PLAIN);
        export_words(p, "%.*s to %.*s, in points", STR_ARGS(f->year.groups[y.last - 2].name),
                     STR_ARGS(f->year.groups[y.last - 1].name));
        export_cell_end(p);
    }
    export_end(p, PAPER_HEAD_ROW);
}

/* In points, with the sign that print has. */
static void put_points(struct buf *b, double share)
{
    long points = lround(100 * share);

    buf_add_format(b, "%s%ld", points < 0 ? "−" : points > 0 ? "+" : "", labs(points));
}

/* "+26 (−18 to +60)"; strong where the interval is on one side of 0. */
static void write_change(struct findings *f, size_t code, struct years y)
{
    const struct tally *t = &f->year;
    const struct tally_cell *row = t->cells + code * t->group_count;
    const struct tally_cell *before = &row[y.last - 2], *after = &row[y.last - 1];
    struct vary_change c = analyse_change(before->reports, before->of, after->reports, after->of, 0.95);
    struct paper *p = &f->paper;
    struct buf words = {0};

    if (!isnan(c.change)) {
        put_points(&words, c.change);
        buf_add(&words, STR(" ("));
        put_points(&words, c.interval.low);
        buf_add(&words, STR(" to "));
        put_points(&words, c.interval.high);
        buf_add(&words, STR(")"));
    }
    export_cell(p, PAPER_WORDS, PAPER_PLAIN);
    if (c.interval.low > 0 || c.interval.high < 0)
        export_strong(p, buf_str(&words));
    else
        export_text(p, buf_str(&words));
    export_cell_end(p);
    buf_free(&words);
}

static void write_row(struct findings *f, size_t code, struct years y)
{
    struct paper *p = &f->paper;

    export_begin(p, PAPER_ROW);
    export_cell_text(p, PAPER_NAME, f->codes.at[code].title);
    if (export_draws(p)) {
        export_cell(p, PAPER_WORDS, PAPER_PLAIN);
        draw_bars(f, code, y);
        export_cell_end(p);
    }
    for (size_t g = y.first; g < y.last; g++) {
        export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
        export_count_code(f, &f->year, code, g, "year");
        export_cell_end(p);
    }
    if (y.last - y.first > 1)
        write_change(f, code, y);
    export_end(p, PAPER_ROW);
}

void export_write_trend(struct findings *f)
{
    struct paper *p = &f->paper;
    struct years y = told_years(f);

    export_section(p, "trend", "From year to year");
    if (y.last == 0) {
        export_say(p, PAPER_TEXT, "No report's period is known, so there are no years to compare.");
        return;
    }
    export_begin(p, PAPER_TEXT);
    export_text(p, STR("Reports with one excerpt of the code or more, by the year in which their period ends"));
    if (y.first > 0)
        export_words(p, "; %zu earlier years are not shown", y.first);
    export_text(p, STR(". "));
    if (y.last - y.first > 1)
        export_text(p, STR("Last, how the share of reports changed, with Newcombe's interval of 95 percent; in bold "
                           "where that leaves out 0. "));
    export_text(p, STR("Few reports in a year, or other partnerships than the year before, make a rise or fall that "
                       "means nothing."));
    export_end(p, PAPER_TEXT);
    for (size_t c = 0; c < f->codes.count; c++) {
        if (export_begins_codebook(f, c)) {
            if (c > 0)
                export_table_end(p);
            export_begin_codebook(f, c);
            export_table(p, "years", NULL);
            write_heads(f, c, y);
        }
        write_row(f, c, y);
    }
    export_table_end(p);
}
