#include "extract/pdf_poppler_internal.h"
#include "extract/places.h"

#include <cairo.h>
#include <math.h>
#include <stdlib.h>

/* What is drawn on a page's picture: a box round each of its blocks, in the colour of its kind and with its number
 * in reading order; hatches over furniture; and a legend below the page. Sizes are points of the page. */

enum { MOST_PIXELS = 40000000 };

#define POINTS_PER_INCH 72.0
#define LEGEND_HEIGHT 18.0
#define MARGIN 1.5              /* fonts tell their height a little short */
#define TAG_SIZE 7.0
#define LEGEND_SIZE 8.0

struct colour {
    double red, green, blue;
};

static const struct colour kind_colours[BLOCK_KIND_COUNT] = {
    [BLOCK_HEADING] = {0.80, 0.10, 0.10}, [BLOCK_PARAGRAPH] = {0.10, 0.35, 0.75},
    [BLOCK_LIST_ITEM] = {0.05, 0.50, 0.20}, [BLOCK_TABLE_ROW] = {0.50, 0.15, 0.60},
    [BLOCK_CAPTION] = {0.80, 0.40, 0.00}, [BLOCK_NOTE] = {0.00, 0.50, 0.55}, [BLOCK_CONTENTS] = {0.45, 0.40, 0.05},
};
static const struct colour furniture_colour = {0.35, 0.35, 0.35};

struct picture {
    cairo_surface_t *surface;
    cairo_t *on;                /* scaled to points */
    double width, height;       /* of the page */
};

static void take_colour(cairo_t *on, struct colour c, double opacity)
{
    cairo_set_source_rgba(on, c.red, c.green, c.blue, opacity);
}

static void draw_box(const struct picture *p, const struct extract_box *b, struct colour c)
{
    cairo_rectangle(p->on, b->x0 - MARGIN, b->y0 - MARGIN, b->x1 - b->x0 + 2 * MARGIN, b->y1 - b->y0 + 2 * MARGIN);
    take_colour(p->on, c, 0.07);
    cairo_fill_preserve(p->on);
    take_colour(p->on, c, 1);
    cairo_set_line_width(p->on, 1);
    cairo_stroke(p->on);
}

static void draw_hatched(const struct picture *p, const struct extract_box *b)
{
    double height = b->y1 - b->y0;

    cairo_save(p->on);
    cairo_rectangle(p->on, b->x0, b->y0, b->x1 - b->x0, height);
    take_colour(p->on, furniture_colour, 0.2);
    cairo_fill_preserve(p->on);
    cairo_clip(p->on);
    take_colour(p->on, furniture_colour, 0.8);
    cairo_set_line_width(p->on, 0.6);
    for (double x = b->x0 - height; x < b->x1; x += 4) {
        cairo_move_to(p->on, x, b->y1);
        cairo_line_to(p->on, x + height, b->y0);
    }
    cairo_stroke(p->on);
    cairo_restore(p->on);
}

/* White words on the colour, their right end at x; beyond the page's left edge they are moved in. */
static void draw_tag(const struct picture *p, const char *words, double x, double y, struct colour c)
{
    cairo_text_extents_t e;
    double left;

    cairo_set_font_size(p->on, TAG_SIZE);
    cairo_text_extents(p->on, words, &e);
    left = fmax(x - e.x_advance - 2, 0);
    take_colour(p->on, c, 1);
    cairo_rectangle(p->on, left, y, e.x_advance + 2, TAG_SIZE + 1.5);
    cairo_fill(p->on);
    cairo_set_source_rgb(p->on, 1, 1, 1);
    cairo_move_to(p->on, left + 1, y + TAG_SIZE);
    cairo_show_text(p->on, words);
}

/* Whether a line stands under what is drawn so far, or beside its last line: else it stands in another column. */
static bool belongs(const struct extract_box *region, const struct extract_box *last, const struct extract_box *line)
{
    float height = line->y1 - line->y0;
    bool below = line->y0 > region->y0 - height / 2 && line->y0 - region->y1 < 2.5f * height;
    bool beside = line->y0 < last->y1 && line->y1 > last->y0;

    return beside || (below && line->x0 < region->x1 && line->x1 > region->x0 - 30);
}

static void draw_block(const struct picture *p, const struct extract_image_request *request, size_t number)
{
    const struct block *block = &request->doc->blocks[number];
    struct extract_boxes lines = {0};
    struct colour colour = kind_colours[block->kind];
    char tag[24];

    extract_places_find(request->places, block->range, &lines);
    snprintf(tag, sizeof tag, "%zu", number + 1);
    for (size_t i = 0; i < lines.count;) {
        struct extract_box region = lines.at[i];

        for (i++; i < lines.count && belongs(&region, &lines.at[i - 1], &lines.at[i]); i++) {
            region.x0 = fminf(region.x0, lines.at[i].x0);
            region.y0 = fminf(region.y0, lines.at[i].y0);
            region.x1 = fmaxf(region.x1, lines.at[i].x1);
            region.y1 = fmaxf(region.y1, lines.at[i].y1);
        }
        draw_box(p, &region, colour);
        draw_tag(p, tag, region.x0 - MARGIN, region.y0 - MARGIN, colour);
    }
    free(lines.at);
}

static const char *legend_word(int kind)
{
    return kind == BLOCK_KIND_COUNT ? "furniture" : block_kind_words[kind];
}

/* Points that the word of a kind takes with its sample. */
static double legend_width(const struct picture *p, int kind)
{
    cairo_text_extents_t e;

    cairo_text_extents(p->on, legend_word(kind), &e);
    return 14 + e.x_advance + 9;
}

static void draw_legend(const struct picture *p)
{
    double x = 6, all = 6;

    cairo_rectangle(p->on, 0, p->height, p->width, LEGEND_HEIGHT);
    cairo_set_source_rgb(p->on, 0.95, 0.95, 0.95);
    cairo_fill(p->on);
    cairo_set_font_size(p->on, LEGEND_SIZE);
    for (int k = 0; k <= BLOCK_KIND_COUNT; k++)
        all += legend_width(p, k);
    cairo_translate(p->on, 0, p->height + LEGEND_HEIGHT / 2);
    if (all > p->width)
        cairo_scale(p->on, p->width / all, p->width / all);
    for (int k = 0; k <= BLOCK_KIND_COUNT; k++) {
        struct extract_box sample = {(float)x, -4, (float)x + 10, 4};

        if (k == BLOCK_KIND_COUNT)
            draw_hatched(p, &sample);
        else
            draw_box(p, &sample, kind_colours[k]);
        cairo_set_source_rgb(p->on, 0, 0, 0);
        cairo_move_to(p->on, x + 14, LEGEND_SIZE * 0.35);
        cairo_show_text(p->on, legend_word(k));
        x += legend_width(p, k);
    }
}

static void draw_outlines(const struct picture *p, const struct extract_image_request *request)
{
    /* cairo's own letters: the same everywhere, also where no font is installed. */
    cairo_select_font_face(p->on, "@cairo:", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_BOLD);
    for (size_t i = 0; i < request->places->furniture_count; i++)
        draw_hatched(p, &request->places->furniture[i]);
    for (size_t i = 0; i < request->doc->block_count; i++)
        draw_block(p, request, i);
    draw_legend(p);
}

static cairo_status_t keep(void *closure, const unsigned char *bytes, unsigned size)
{
    buf_add(closure, (struct str){(const char *)bytes, size});
    return CAIRO_STATUS_SUCCESS;
}

static bool begin(struct picture *p, PopplerPage *page, const struct extract_image_request *request,
                  struct extract_failure *f)
{
    double scale = request->dpi / POINTS_PER_INCH, width, height;

    poppler_page_get_size(page, &p->width, &p->height);
    width = ceil(p->width * scale);
    height = ceil((p->height + (request->places ? LEGEND_HEIGHT : 0)) * scale);
    if (!(width >= 1 && height >= 1))
        return extract_fail(f, PROBLEM_EMPTY, "the page has no size");
    if (width * height > MOST_PIXELS || width > INT16_MAX || height > INT16_MAX)
        return extract_fail(f, PROBLEM_TOO_LARGE, "a picture of %.0f by %.0f pixels; at most %d million are drawn: "
                            "ask for fewer dots an inch", width, height, MOST_PIXELS / 1000000);
    p->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    p->on = cairo_create(p->surface);
    cairo_set_source_rgb(p->on, 1, 1, 1);
    cairo_paint(p->on);
    cairo_scale(p->on, scale, scale);
    return true;
}

static bool draw(struct buf *png, PopplerPage *page, const struct extract_image_request *request,
                 struct extract_failure *f)
{
    struct picture p = {0};
    cairo_status_t status;

    if (!begin(&p, page, request, f))
        return false;
    cairo_save(p.on);
    poppler_page_render(page, p.on);
    cairo_restore(p.on);
    if (request->places && request->doc)
        draw_outlines(&p, request);
    status = cairo_status(p.on);
    cairo_destroy(p.on);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(p.surface, keep, png);
    cairo_surface_destroy(p.surface);
    return status == CAIRO_STATUS_SUCCESS
        || extract_fail(f, PROBLEM_DAMAGED, "the page cannot be drawn: %s", cairo_status_to_string(status));
}

bool extract_pdf_image(struct buf *png, struct str bytes, const struct extract_image_request *request,
                       struct extract_failure *f)
{
    PopplerDocument *file = pdf_open(bytes, f);
    PopplerPage *page;
    bool ok;

    if (!file)
        return false;
    page = request->page < (uint32_t)poppler_document_get_n_pages(file)
        ? poppler_document_get_page(file, (int)request->page) : NULL;
    ok = page ? draw(png, page, request, f)
        : extract_fail(f, PROBLEM_DAMAGED, "page %u cannot be opened", request->page + 1);
    if (page)
        g_object_unref(page);
    g_object_unref(file);
    return ok;
}
