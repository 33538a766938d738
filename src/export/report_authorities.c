/* Of the findings: the authorities. Where they are, how they differ, and whether chance explains it. */
#include "export/report_map.h"

#include "analyse/vary.h"

#include <math.h>

static bool is_known(const struct findings *f, size_t group)
{
    return !str_equal(f->authority.groups[group].name, STR("unknown"));
}

static size_t count_outside(const struct findings *f, size_t code)
{
    size_t count = 0;

    for (size_t g = 0; g < f->authority.group_count; g++)
        count += is_known(f, g) && analyse_outside(&f->authority, code, g) != VARY_INSIDE;
    return count;
}

/* Whether any authority has reports enough for its share to lie beyond a limit. */
static bool can_differ(const struct findings *f, size_t code)
{
    double overall = analyse_overall(&f->authority, code);

    for (size_t g = 0; g < f->authority.group_count; g++) {
        uint64_t of = f->authority.cells[code * f->authority.group_count + g].of;
        struct interval in = analyse_funnel(of, overall, 0.95);

        if (is_known(f, g) && (in.low > 0 || in.high < 1))
            return true;
    }
    return false;
}

/* The code whose authorities differ most: with most beyond the limits, else with a share nearest to one half. */
static size_t most_varied(const struct findings *f)
{
    size_t best = 0;

    for (size_t c = 1; c < f->codes.count; c++) {
        size_t here = count_outside(f, c), there = count_outside(f, best);
        double near = fabs(analyse_overall(&f->authority, c) - 0.5);

        if (here > there || (here == there && near < fabs(analyse_overall(&f->authority, best) - 0.5)))
            best = c;
    }
    return best;
}

/* "2/3": reports with the code, of how many. */
static void write_share(struct findings *f, size_t group, size_t code)
{
    struct paper *p = &f->paper;

    export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
    export_count_code(f, &f->authority, code, group, "authority");
    export_text(p, STR("/"));
    export_count_searched(f, &f->authority, code, group, "authority");
    export_cell_end(p);
}

static void write_row(struct findings *f, size_t group, size_t code)
{
    struct paper *p = &f->paper;
    struct str name = f->authority.groups[group].name;

    export_begin(p, PAPER_ROW);
    export_cell_text(p, PAPER_NAME, name);
    write_share(f, group, code);
    export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
    if (is_known(f, group))
        export_text(p, str_of(analyse_outside_words[analyse_outside(&f->authority, code, group)]));
    export_cell_end(p);
    export_end(p, PAPER_ROW);
}

static void write_table(struct findings *f, size_t code)
{
    struct paper *p = &f->paper;
    bool away = false;

    export_table(p, "box", NULL);
    export_begin(p, PAPER_HEAD_ROW);
    export_cell_text(p, PAPER_HEAD, STR("Authority"));
    export_cell_text(p, PAPER_HEAD_NUMBER, f->codes.at[code].title);
    export_cell_text(p, PAPER_HEAD_NUMBER, STR("beyond"));
    export_end(p, PAPER_HEAD_ROW);
    for (size_t g = 0; g < f->authority.group_count; g++) {
        write_row(f, g, code);
        away = away || (is_known(f, g) && !export_is_on_map(f->authority.groups[g].name));
    }
    export_table_end(p);
    if (away && export_draws(p))
        export_say(p, PAPER_NOTE, "Some of these are not among England's authorities today, so they have no tile.");
}

static void write_outsider(struct findings *f, size_t code, size_t group)
{
    struct paper *p = &f->paper;

    export_begin(p, PAPER_ROW);
    export_cell_text(p, PAPER_NAME, f->codes.at[code].title);
    export_cell_text(p, PAPER_WORDS, f->authority.groups[group].name);
    write_share(f, group, code);
    export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
    export_words(p, "%.0f%%", 100 * analyse_overall(&f->authority, code));
    export_cell_end(p);
    export_cell(p, PAPER_FIGURE, PAPER_PLAIN);
    export_words(p, "%s%%", analyse_outside_words[analyse_outside(&f->authority, code, group)]);
    export_cell_end(p);
    export_end(p, PAPER_ROW);
}

/* Of all codes. */
void export_write_variation(struct findings *f)
{
    struct paper *p = &f->paper;
    double expected = 0;
    size_t outside = 0;

    for (size_t c = 0; c < f->codes.count; c++) {
        outside += count_outside(f, c);
        expected += analyse_outside_by_chance(&f->authority, c);
    }
    export_begin_at(p, PAPER_THEME, "variation");
    export_text(p, STR("Authorities that differ, of all codes"));
    export_end(p, PAPER_THEME);
    export_begin(p, PAPER_TEXT);
    export_text(p, STR("Beyond the limits of 95 percent lie "));
    export_count_list(f, "outsiders", outside);
    export_words(p, " of all shares of a code in an authority's reports; chance alone would put about %.1f there. An "
                 "authority with one or two reports can hardly lie beyond any limit, whatever it writes.", expected);
    export_end(p, PAPER_TEXT);
    if (outside == 0)
        return;
    export_fold(p, "outsiders", "Which they are");
    export_table(p, "plain", NULL);
    export_begin(p, PAPER_HEAD_ROW);
    export_heads(p, "Code|Authority|reports#|all#|beyond#");
    export_end(p, PAPER_HEAD_ROW);
    for (size_t c = 0; c < f->codes.count; c++)
        for (size_t g = 0; g < f->authority.group_count; g++)
            if (is_known(f, g) && analyse_outside(&f->authority, c, g) != VARY_INSIDE)
                write_outsider(f, c, g);
    export_table_end(p);
    export_fold_end(p);
}

static bool find_code(const struct findings *f, size_t *code, struct error *err)
{
    struct str wanted = str_of(f->options->map);

    for (*code = 0; *code < f->codes.count; ++*code)
        if (str_equal(f->codes.at[*code].code, wanted))
            return true;
    return wanted.size == 0 || error_set(err, ERROR_INPUT, "no complete pass has a code %.*s for the map: \"excerpta "
                                         "counts\" lists them", STR_ARGS(wanted));
}

static void write_map_intro(struct findings *f, size_t mapped, bool regions)
{
    struct paper *p = &f->paper;

    export_begin(p, PAPER_TEXT);
    export_text(p, regions ? STR("None of the reports' authorities is one of England's today, so the tiles show their "
                                 "regions. ")
                           : STR("A tile is one of England's authorities with children's services, about where it "
                                 "lies; lines part the regions. Without a fill: no report here. "));
    if (mapped < f->codes.count) {
        export_text(p, STR("The fuller the shade, the greater the share of reports with "));
        export_strong(p, f->codes.at[mapped].title);
        export_text(p, STR("."));
    } else {
        export_text(p, STR("The fuller the shade, the more reports there are."));
    }
    export_end(p, PAPER_TEXT);
}

static void write_funnel_intro(struct findings *f, size_t varied)
{
    struct paper *p = &f->paper;

    export_begin(p, PAPER_TEXT);
    export_text(p, STR("In how many of an authority's reports there is "));
    export_strong(p, f->codes.at[varied].title);
    if (!can_differ(f, varied))
        export_text(p, STR(". No authority has reports enough for its share to differ from that of all by more than "
                           "chance explains, so no funnel is drawn."));
    else if (export_draws(p))
        export_text(p, STR(": as a funnel plot of its share over their number, with the limits between which 95 and "
                           "(dashed) 99.8 percent of such shares lie if only chance parts them. The larger a dot, the "
                           "more authorities."));
    else
        export_text(p, STR(", and whether that lies beyond limits of 95 or 99.8 percent."));
    export_end(p, PAPER_TEXT);
}

bool export_write_map(struct findings *f, struct error *err)
{
    struct paper *p = &f->paper;
    size_t mapped, varied, on_map = 0;

    if (!find_code(f, &mapped, err))
        return false;
    varied = mapped < f->codes.count ? mapped : most_varied(f);
    for (size_t g = 0; g < f->authority.group_count; g++)
        on_map += export_is_on_map(f->authority.groups[g].name);
    export_section(p, "map", "By authority");
    if (export_draws(p)) {
        write_map_intro(f, mapped, on_map == 0);
        fputs("<div class=\"side\">\n<div>\n", p->out);
        export_draw_map(f, on_map == 0, mapped);
        if (can_differ(f, varied))
            export_draw_funnel(f, varied);
        fputs("</div>\n<div>\n", p->out);
    }
    write_funnel_intro(f, varied);
    write_table(f, varied);
    if (export_draws(p))
        fputs("</div>\n</div>\n", p->out);
    return true;
}
