/* Of the findings page: England's authorities as tiles of one size, each about where it lies. data/README.md tells how
 * they were laid out. */
#include "export/report_internal.h"

#include <inttypes.h>
#include <string.h>

struct tile {
    int column, row;
    const char *label, *name, *region;
};

static const struct tile tiles[] = {
#define TILE(column, row, label, name, region) {column, row, label, name, region},
#include "export/tiles.def"
#undef TILE
};

enum { TILE_COUNT = sizeof tiles / sizeof *tiles, SIDE = 30, GAP = 4 };

static const struct tile *tile_at(int column, int row)
{
    for (size_t i = 0; i < TILE_COUNT; i++)
        if (tiles[i].column == column && tiles[i].row == row)
            return &tiles[i];
    return NULL;
}

/* The authority's group of the tally; its count of groups where there is none. */
static size_t group_of(const struct findings *f, const char *name)
{
    size_t g = 0;

    while (g < f->authority.group_count && !str_equal(f->authority.groups[g].name, str_of(name)))
        g++;
    return g;
}

static bool is_on_map(struct str name)
{
    for (size_t i = 0; i < TILE_COUNT; i++)
        if (str_equal(name, str_of(tiles[i].name)))
            return true;
    return false;
}

/* Where the next tile is of another region, or there is none, a line. */
static void draw_outline(const struct findings *f, const struct tile *t)
{
    static const int ways[4][2] = {{0, -1}, {1, 0}, {0, 1}, {-1, 0}};
    int x = t->column * (SIDE + GAP), y = t->row * (SIDE + GAP), low = -GAP / 2, high = SIDE + GAP / 2;

    for (int i = 0; i < 4; i++) {
        const struct tile *next = tile_at(t->column + ways[i][0], t->row + ways[i][1]);
        int x1 = i == 1 ? high : low, y1 = i == 2 ? high : low, x2 = i == 3 ? low : high, y2 = i == 0 ? low : high;

        if (!next || strcmp(next->region, t->region) != 0)
            fprintf(f->out, "M%d %dL%d %d", x + x1, y + y1, x + x2, y + y2);
    }
}

/* What a tile shows: the share of its reports with the code, or, without one, that there are reports. */
static double shade_of(const struct findings *f, size_t code, size_t group)
{
    uint64_t most = 0;

    if (code < f->codes.count)
        return (double)f->authority.cells[code * f->authority.group_count + group].reports
            / (double)f->authority.groups[group].reports;
    for (size_t g = 0; g < f->authority.group_count; g++)
        if (is_on_map(f->authority.groups[g].name) && f->authority.groups[g].reports > most)
            most = f->authority.groups[g].reports;
    return 0.25 + 0.75 * (double)f->authority.groups[group].reports / (double)most;
}

/* "2 of 3 reports", or "no report". */
static void put_words(const struct findings *f, size_t code, size_t group)
{
    if (group == f->authority.group_count)
        export_put(f, "no report");
    else if (code < f->codes.count)
        fprintf(f->out, "%" PRIu64 " of %" PRIu64 " reports",
                f->authority.cells[code * f->authority.group_count + group].reports,
                f->authority.groups[group].reports);
    else
        fprintf(f->out, "%" PRIu64 " report%s", f->authority.groups[group].reports,
                f->authority.groups[group].reports == 1 ? "" : "s");
}

static void draw_tile(const struct findings *f, const struct tile *t, size_t code)
{
    size_t group = group_of(f, t->name);
    int x = t->column * (SIDE + GAP), y = t->row * (SIDE + GAP);

    export_put(f, "<g");
    if (group < f->authority.group_count) {
        export_put(f, " class=\"s\" style=\"");
        export_put_shade(f, shade_of(f, code, group));
        export_put(f, "\"");
    }
    if (group < f->authority.group_count && code < f->codes.count)
        export_put_cell(f, &f->authority, code, group, "authority");
    export_put(f, "><title>");
    export_put_text(f, str_of(t->name));
    export_put(f, ": ");
    put_words(f, code, group);
    fprintf(f->out, "</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\" ", x, y, SIDE, SIDE);
    export_put(f, group < f->authority.group_count ? "/>" : "fill=\"none\" stroke=\"var(--line)\"/>");
    fprintf(f->out, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text></g>\n", x + SIDE / 2, y + SIDE / 2 + 4,
            t->label);
}

static void draw(const struct findings *f, size_t code)
{
    int columns = 0, rows = 0;

    for (size_t i = 0; i < TILE_COUNT; i++) {
        columns = tiles[i].column >= columns ? tiles[i].column + 1 : columns;
        rows = tiles[i].row >= rows ? tiles[i].row + 1 : rows;
    }
    fprintf(f->out, "<svg viewBox=\"%d %d %d %d\" role=\"img\" aria-label=\"England's authorities as tiles; the table "
            "beside has the numbers\">\n", -GAP, -GAP, columns * (SIDE + GAP) + GAP, rows * (SIDE + GAP) + GAP);
    for (size_t i = 0; i < TILE_COUNT; i++)
        draw_tile(f, &tiles[i], code);
    export_put(f, "<path d=\"");
    for (size_t i = 0; i < TILE_COUNT; i++)
        draw_outline(f, &tiles[i]);
    export_put(f, "\" stroke=\"currentColor\" stroke-width=\"1.6\" stroke-linecap=\"round\" fill=\"none\"/></svg>\n");
}

/* From none to all, or from one report to most. */
static void write_scale(const struct findings *f, bool of_code)
{
    export_put(f, of_code ? "<p class=\"soft scale\">none " : "<p class=\"soft scale\">fewest ");
    for (int i = of_code ? 0 : 1; i <= 4; i++) {
        export_put(f, "<i style=\"");
        export_put_shade(f, i / 4.0);
        export_put(f, "\"></i>");
    }
    export_put(f, of_code ? " all of its reports</p>\n" : " most reports</p>\n");
}

static void write_authorities(const struct findings *f, size_t code)
{
    export_put(f, "<div class=\"box\"><table><thead><tr><th>Authority</th><th class=\"n\">Reports</th>");
    export_put(f, code < f->codes.count ? "<th class=\"n\">with the code</th></tr></thead><tbody>\n"
                                        : "</tr></thead><tbody>\n");
    for (size_t g = 0; g < f->authority.group_count; g++) {
        struct str name = f->authority.groups[g].name;

        export_put(f, "<tr><th scope=\"row\">");
        export_put_text(f, name);
        export_put(f, is_on_map(name) ? "" : " <span class=\"soft\">(not on the map)</span>");
        export_put(f, "</th><td class=\"n\"><span data-measure=\"searched\" data-by=\"authority\" data-group=\"");
        export_put_text(f, name);
        fprintf(f->out, "\" data-value=\"%" PRIu64 "\">%" PRIu64 "</span></td>", f->authority.groups[g].reports,
                f->authority.groups[g].reports);
        if (code < f->codes.count) {
            export_put(f, "<td class=\"n\">");
            export_put_count(f, &f->authority, code, g, "authority");
            export_put(f, "</td>");
        }
        export_put(f, "</tr>\n");
    }
    export_put(f, "</tbody></table></div>\n");
}

static bool find_code(const struct findings *f, size_t *code, struct error *err)
{
    struct str wanted = str_of(f->options->map);

    *code = f->codes.count;
    for (size_t c = 0; c < f->codes.count && wanted.size > 0; c++)
        if (str_equal(f->codes.at[c].code, wanted)) {
            *code = c;
            return true;
        }
    return wanted.size == 0 || error_set(err, ERROR_INPUT, "no complete pass has a code %.*s for the map: \"excerpta "
                                         "counts\" lists them", STR_ARGS(wanted));
}

bool export_write_map(struct findings *f, struct error *err)
{
    size_t code, on_map = 0;

    if (!find_code(f, &code, err))
        return false;
    for (size_t g = 0; g < f->authority.group_count; g++)
        on_map += is_on_map(f->authority.groups[g].name);
    export_put(f, "<h2 id=\"map\">Where the reports are from</h2>\n<p>");
    if (code < f->codes.count) {
        export_put(f, "The share of an authority's reports in which <b>");
        export_put_text(f, f->codes.at[code].title);
        export_put(f, "</b> was found: the darker, the more.");
    } else {
        export_put(f, "How many reports there are of each authority: the darker, the more.");
    }
    export_put(f, on_map > 0 ? " A tile is one of England's authorities with children's services, about where it lies; "
                               "lines part the regions. An empty tile has no report here.</p>\n<div class=\"side\">\n"
                             : " None of them is one of England's authorities today, so there is no map.</p>\n");
    if (on_map > 0) {
        export_put(f, "<div>\n");
        draw(f, code);
        write_scale(f, code < f->codes.count);
        export_put(f, "</div>\n");
    }
    write_authorities(f, code);
    export_put(f, on_map > 0 ? "</div>\n" : "");
    return true;
}
