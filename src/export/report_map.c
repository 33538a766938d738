/* Of the findings page: England's authorities as tiles of one size, each about where it lies. data/README.md tells how
 * they were laid out. Where the study has none of today's, the tiles show their regions. */
#include "export/report_map.h"

#include "export/markup.h"

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

/* The group of this name; the count of groups where there is none. */
static size_t group_of(const struct tally *t, const char *name)
{
    size_t g = 0;

    while (g < t->group_count && !str_equal(t->groups[g].name, str_of(name)))
        g++;
    return g;
}

bool export_is_on_map(struct str name)
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
            fprintf(f->paper.out, "M%d %dL%d %d", x + x1, y + y1, x + x2, y + y2);
    }
}

/* How dark a group is: by the share of its reports with the code, or, without one, by their number. */
static int shade_of(const struct findings *f, const struct tally *t, size_t code, size_t group)
{
    uint64_t most = 0;

    if (code < f->codes.count)
        return export_shade_of(t->cells[code * t->group_count + group].reports,
                               t->cells[code * t->group_count + group].of);
    for (size_t g = 0; g < t->group_count; g++)
        if ((t == &f->region || export_is_on_map(t->groups[g].name)) && t->groups[g].reports > most)
            most = t->groups[g].reports;
    return export_shade_of(t->groups[group].reports, most);
}

/* "2 of 3 reports", or "no report". */
static void put_words(const struct findings *f, const struct tally *t, size_t code, size_t group)
{
    if (group == t->group_count)
        fputs("no report", f->paper.out);
    else if (code < f->codes.count)
        fprintf(f->paper.out, "%" PRIu64 " of %" PRIu64 " reports", t->cells[code * t->group_count + group].reports,
                t->cells[code * t->group_count + group].of);
    else
        fprintf(f->paper.out, "%" PRIu64 " report%s", t->groups[group].reports,
                t->groups[group].reports == 1 ? "" : "s");
}

static void draw_tile(const struct findings *f, const struct tally *t, const struct tile *tile, size_t code)
{
    const char *name = t == &f->region ? tile->region : tile->name;
    size_t group = group_of(t, name);
    int x = tile->column * (SIDE + GAP), y = tile->row * (SIDE + GAP);
    FILE *out = f->paper.out;

    if (group < t->group_count)
        fprintf(out, "<g class=\"s%d\"><title>", shade_of(f, t, code, group));
    else
        fputs("<g class=\"no\"><title>", out);
    export_write_escaped(out, str_of(name));
    fputs(": ", out);
    put_words(f, t, code, group);
    fputs("</title>", out);
    if (t == &f->region)        /* its tiles are one area */
        fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>", x - GAP / 2, y - GAP / 2, SIDE + GAP,
                SIDE + GAP);
    else
        fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>", x, y, SIDE, SIDE);
    if (t != &f->region)
        fprintf(out, "<text x=\"%d\" y=\"%d\">%s</text>", x + SIDE / 2, y + SIDE / 2 + 4, tile->label);
    fputs("</g>\n", out);
}

/* The region's name and numbers in the middle of its tiles, a line for each word of the name. */
static void label_region(struct findings *f, size_t group, size_t code)
{
    enum { LINE = 13 };
    struct str rest = f->region.groups[group].name, word;
    int x = 0, y = 0, count = 0, line = 0;
    FILE *out = f->paper.out;
    const struct paper_number reports = {.opens = PAPER_OPENS_REPORTS, .name = "reports", .by = "region",
                                         .group = rest, .value = f->region.groups[group].reports};

    for (size_t i = 0; i < TILE_COUNT; i++)
        if (str_equal(rest, str_of(tiles[i].region))) {
            x += tiles[i].column * (SIDE + GAP) + SIDE / 2;
            y += tiles[i].row * (SIDE + GAP) + SIDE / 2;
            count++;
        }
    if (count == 0)
        return;
    fprintf(out, "<text class=\"region s%d\" y=\"%d\">", shade_of(f, &f->region, code, group), y / count - LINE / 2);
    while (str_next(&rest, ' ', &word)) {
        fprintf(out, "<tspan x=\"%d\" dy=\"%d\">", x / count, line++ > 0 ? LINE : 0);
        export_write_escaped(out, word);
        fputs("</tspan>", out);
    }
    fprintf(out, "<tspan x=\"%d\" dy=\"%d\">", x / count, LINE);
    if (code < f->codes.count) {
        export_count_code(f, &f->region, code, group, "region");
        fputs(" of ", out);
        export_count_searched(f, &f->region, code, group, "region");
    } else {
        export_number(&f->paper, &reports);
    }
    fputs("</tspan></text>\n", out);
}

/* From none to all, or from fewest to most. */
static void write_scale(const struct findings *f, bool of_code)
{
    fputs(of_code ? "<p class=\"soft scale\">none " : "<p class=\"soft scale\">fewest ", f->paper.out);
    for (int i = 0; i < PAPER_SHADES; i += 2)
        fprintf(f->paper.out, "<i class=\"s%d\"></i>", i);
    fputs(of_code ? " all of its reports</p>\n" : " most reports</p>\n", f->paper.out);
}

void export_draw_map(struct findings *f, bool regions, size_t code)
{
    const struct tally *t = regions ? &f->region : &f->authority;
    int columns = 0, rows = 0;
    FILE *out = f->paper.out;

    for (size_t i = 0; i < TILE_COUNT; i++) {
        columns = tiles[i].column >= columns ? tiles[i].column + 1 : columns;
        rows = tiles[i].row >= rows ? tiles[i].row + 1 : rows;
    }
    fprintf(out, "<svg class=\"map\" viewBox=\"%d %d %d %d\" role=\"%s\" aria-label=\"England's authorities as tiles; "
            "the table beside has the numbers\">\n", -GAP, -GAP, columns * (SIDE + GAP) + GAP,
            rows * (SIDE + GAP) + GAP, regions ? "group" : "img");
    for (size_t i = 0; i < TILE_COUNT; i++)
        draw_tile(f, t, &tiles[i], code);
    fputs("<path class=\"border\" d=\"", out);
    for (size_t i = 0; i < TILE_COUNT; i++)
        draw_outline(f, &tiles[i]);
    fputs("\"/>\n", out);
    for (size_t g = 0; regions && g < t->group_count; g++)
        label_region(f, g, code);
    fputs("</svg>\n", out);
    write_scale(f, code < f->codes.count);
}
