/* Of the findings page: a funnel plot of authorities. A dot is of those with so many reports, of which so many have the
 * code; the more authorities, the larger. */
#include "export/report_map.h"

#include "analyse/vary.h"

#include <inttypes.h>
#include <math.h>

enum { WIDE = 460, HIGH = 250, LEFT = 44, RIGHT = 12, TOP = 14, FOOT = 40, FEWEST_REPORTS = 4 };

static uint64_t most_reports(const struct tally *t, size_t code)
{
    uint64_t most = FEWEST_REPORTS;

    for (size_t g = 0; g < t->group_count; g++)
        if (t->cells[code * t->group_count + g].of > most)
            most = t->cells[code * t->group_count + g].of;
    return most;
}

static double place_x(uint64_t n, uint64_t most)
{
    return LEFT + ((double)n - 0.5) * (WIDE - LEFT - RIGHT) / (double)most;
}

static double place_y(double share)
{
    return TOP + (1 - share) * (HIGH - TOP - FOOT);
}

/* Limits are steps: counts are whole. */
static void draw_limit(FILE *out, double overall, double confidence, uint64_t most, bool high)
{
    double step = (WIDE - LEFT - RIGHT) / (double)most;

    fprintf(out, "<path class=\"limit%s\" d=\"", confidence > 0.99 ? " far" : "");
    for (uint64_t n = 1; n <= most; n++) {
        struct interval in = analyse_funnel(n, overall, confidence);
        double x = place_x(n, most), y = place_y(high ? in.high : in.low);

        fprintf(out, "%s%.1f %.1fH%.1f", n == 1 ? "M" : "L", x - step / 2, y, x + step / 2);
    }
    fputs("\"/>", out);
}

static void draw_axes(FILE *out, double overall, uint64_t most)
{
    uint64_t every = most / 10 + 1;

    for (int i = 0; i <= 4; i++) {
        double y = place_y(i / 4.0);

        fprintf(out, "<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, WIDE - RIGHT);
        fprintf(out, "<text class=\"left\" x=\"%d\" y=\"%.1f\">%d%%</text>", LEFT - 6, y + 4, 25 * i);
    }
    for (uint64_t n = 1; n <= most; n += every)
        fprintf(out, "<text x=\"%.1f\" y=\"%d\">%" PRIu64 "</text>", place_x(n, most), HIGH - FOOT + 16, n);
    fprintf(out, "<text x=\"%d\" y=\"%d\">reports of an authority</text>", (LEFT + WIDE) / 2, HIGH - 6);
    fprintf(out, "<path class=\"overall\" d=\"M%d %.1fH%d\"/>", LEFT, place_y(overall), WIDE - RIGHT);
}

static bool is_same(const struct tally *t, size_t code, size_t a, size_t b)
{
    const struct tally_cell *row = t->cells + code * t->group_count;

    return row[a].of == row[b].of && row[a].reports == row[b].reports;
}

static void draw_dot(FILE *out, const struct tally *t, size_t code, size_t group, uint64_t most)
{
    const struct tally_cell *cell = &t->cells[code * t->group_count + group];
    uint64_t of = cell->of;
    unsigned count = 0;

    for (size_t g = 0; g < t->group_count; g++)
        if (is_same(t, code, g, group) && !str_equal(t->groups[g].name, STR("unknown")) && g < group)
            return;
        else
            count += is_same(t, code, g, group) && !str_equal(t->groups[g].name, STR("unknown"));
    fprintf(out, "<circle%s cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%u authorit%s: %" PRIu64 " of %" PRIu64 "</title>"
            "</circle>", analyse_outside(t, code, group) != VARY_INSIDE ? " class=\"out\"" : "", place_x(of, most),
            place_y((double)cell->reports / (double)of), 2.5 + 1.5 * sqrt(count), count, count == 1 ? "y" : "ies",
            cell->reports, of);
}

void export_draw_funnel(struct findings *f, size_t code)
{
    const struct tally *t = &f->authority;
    uint64_t most = most_reports(t, code);
    double overall = analyse_overall(t, code);
    FILE *out = f->paper.out;

    fprintf(out, "<svg class=\"funnel\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"funnel plot: each authority's "
                                                                                       "share of reports over the "
                                                                                       "number of its reports; the "
                                                                                       "table beside has the "
                                                                                       "numbers\">", WIDE, HIGH);
    draw_axes(out, overall, most);
    for (int high = 0; high <= 1; high++) {
        draw_limit(out, overall, 0.95, most, high);
        draw_limit(out, overall, 0.998, most, high);
    }
    for (size_t g = 0; g < t->group_count; g++)
        if (t->cells[code * t->group_count + g].of > 0 && !str_equal(t->groups[g].name, STR("unknown")))
            draw_dot(out, t, code, g, most);
    fputs("</svg>\n", out);
}
