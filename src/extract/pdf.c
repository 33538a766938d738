#include "extract/extract_internal.h"
#include "extract/pdf_complaints.h"
#include "extract/pdf_lines.h"
#include "extract/pdf_poppler_internal.h"
#include "extract/picture.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* Fewer letters than this on a page, taken over all pages, is a scan with stray marks. */
enum { FEWEST_LETTERS_A_PAGE = 20 };

/* poppler builds a colour transform for each picture and shading, which takes four fifths of its
 * time on reports made by Word, and no text needs one. Without one it takes the plain colour space. */
__attribute__((visibility("default")))
void *cmsCreateTransform(void *in, unsigned in_format, void *out, unsigned out_format, unsigned intent, unsigned flags);
void *cmsCreateTransform(void *in, unsigned in_format, void *out, unsigned out_format, unsigned intent, unsigned flags)
{
    (void)in, (void)in_format, (void)out, (void)out_format, (void)intent, (void)flags;
    return NULL;
}

struct pdf_reading {
    struct pdf pdf;
    struct pdf_lines lines;
    struct { struct pdf_page *at; size_t count, room; } pages;
    struct { struct pdf_outline_entry *at; size_t count, room; } outline;
    uint32_t damaged_pages;     /* of which poppler complained */
    struct extract_pictures pictures;
    uint32_t recognised, unread;        /* pages that are pictures */
    uint64_t confidence;                /* of the recognised, added up */
};

/* Recognises a page without words, where this program does that. What a text layer of a few letters gave is kept only
 * where the picture gives no more. */
static void take_picture(struct pdf_reading *r, PopplerPage *page, uint32_t number, size_t letters_before)
{
    struct pdf_page *kept = &r->pages.at[number];
    size_t letters = r->lines.letters - letters_before;
    struct picture picture = {0};

    if (!picture_read(r->pictures.reader, page, number, &picture, &r->pdf.arena)) {
        r->unread += letters < FEWEST_LETTERS_A_PAGE && picture_fills(page, (double)kept->width, (double)kept->height);
    } else if (picture.lines.letters > letters || (r->pictures.every_page && picture.lines.letters > 0)) {
        r->lines.count = kept->first;
        for (size_t i = 0; i < picture.lines.count; i++)
            *VEC_PUSH(&r->lines) = picture.lines.at[i];
        r->lines.letters = letters_before + picture.lines.letters;
        if (picture.sideways) {
            float width = kept->width;

            kept->width = kept->height;
            kept->height = width;
        }
        kept->recognised = true;
        kept->confidence = picture.confidence;
        r->confidence += (uint64_t)picture.confidence;
        r->recognised++;
    }
    free(picture.lines.at);
}

static void take_page(struct pdf_reading *r, PopplerPage *page, uint32_t number)
{
    size_t letters = r->lines.letters;
    struct pdf_characters p;
    PopplerRectangle *rects = NULL;
    guint rect_count = 0;
    char *text = poppler_page_get_text(page), *label = poppler_page_get_label(page), sheet[16];
    struct pdf_page *kept = VEC_PUSH(&r->pages);
    double width, height;

    poppler_page_get_size(page, &width, &height);
    poppler_page_get_text_layout(page, &rects, &rect_count);
    p = (struct pdf_characters){str_of(text), rects, rect_count, poppler_page_get_text_attributes(page),
                                pdf_places_wants(r->pdf.places, number)};
    snprintf(sheet, sizeof sheet, "%u", number + 1);
    *kept = (struct pdf_page){.first = r->lines.count, .width = (float)width, .height = (float)height,
                              .label = STR("")};
    if (label && strcmp(label, sheet) != 0)     /* poppler makes one up where the file has none */
        kept->label = arena_str(&r->pdf.arena, str_of(label));
    pdf_lines_take(&r->lines, &r->pdf.arena, &p, number);
    if (r->lines.letters - letters < FEWEST_LETTERS_A_PAGE || r->pictures.every_page)
        take_picture(r, page, number, letters);
    r->lines.count = kept->first + pdf_order_page(&r->pdf.arena, r->lines.at + kept->first,
                                                  r->lines.count - kept->first);
    kept->last = r->lines.count;
    poppler_page_free_text_attributes(p.attributes);
    g_free(rects);
    g_free(label);
    g_free(text);
}

/* Depth-first. Depth and number are bounded: an outline may lead round in a ring. */
static void take_outline(struct pdf_reading *r, PopplerIndexIter *at, int level)
{
    enum { DEEPEST = 6, MOST = 5000 };

    if (!at || level > DEEPEST)
        return;
    do {
        PopplerAction *action = poppler_index_iter_get_action(at);
        PopplerIndexIter *below = poppler_index_iter_get_child(at);

        if (action && action->any.title)
            *VEC_PUSH(&r->outline) = (struct pdf_outline_entry){
                arena_str(&r->pdf.arena, str_trim(str_of(action->any.title)))};
        if (action)
            poppler_action_free(action);
        take_outline(r, below, level + 1);
        if (below)
            poppler_index_iter_free(below);
    } while (r->outline.count < MOST && poppler_index_iter_next(at));
}

static bool explain(const GError *problem, struct extract_failure *f)
{
    if (g_error_matches(problem, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        return extract_fail(f, PROBLEM_ENCRYPTED, "it asks for a password");
    return extract_fail(f, PROBLEM_DAMAGED, "%s", problem ? problem->message : "it cannot be opened");
}

PopplerDocument *pdf_open(struct str bytes, struct extract_failure *f)
{
    GBytes *data = g_bytes_new_static(bytes.at, bytes.size);
    GError *problem = NULL;
    PopplerDocument *file = poppler_document_new_from_bytes(data, NULL, &problem);

    if (!file)
        explain(problem, f);
    g_clear_error(&problem);
    g_bytes_unref(data);
    return file;
}

/* Every PDF ends in this mark, give or take some bytes behind it; one cut off on its way here does not. */
static bool is_cut_off(struct str bytes)
{
    struct str tail = bytes.size > 2048 ? str_slice(bytes, bytes.size - 2048, bytes.size) : bytes;

    return !memmem(tail.at, tail.size, "%%EOF", 5);
}

/* Whether there is such a page; what cannot be opened counts as one without words. */
static bool read_page(struct pdf_reading *r, PopplerDocument *file, int number)
{
    PopplerPage *page = poppler_document_get_page(file, number);
    size_t complaints = pdf_complaints();

    if (page) {
        take_page(r, page, (uint32_t)number);
        g_object_unref(page);
    } else {
        *VEC_PUSH(&r->pages) = (struct pdf_page){.first = r->lines.count, .last = r->lines.count, .label = STR("")};
    }
    r->damaged_pages += !page || pdf_complaints() > complaints;
    return page != NULL;
}

static bool read_pages(struct pdf_reading *r, PopplerDocument *file, struct str bytes, struct extract_failure *f)
{
    int count = poppler_document_get_n_pages(file), opened = 0;

    if (count <= 0 && is_cut_off(bytes))
        return extract_fail(f, PROBLEM_DAMAGED, "its end is missing and no page can be found: fetch it again");
    if (count <= 0)
        return extract_fail(f, PROBLEM_EMPTY, "it has no pages");
    if (count > DOCUMENT_MAX_PAGES)
        return extract_fail(f, PROBLEM_TOO_LARGE, "%d pages; at most %d are read", count, DOCUMENT_MAX_PAGES);
    for (int i = 0; i < count; i++)
        opened += read_page(r, file, i);
    if (opened == 0)
        return extract_fail(f, PROBLEM_DAMAGED, "none of its %d pages can be opened", count);
    if (r->lines.letters >= (size_t)count * FEWEST_LETTERS_A_PAGE)
        return true;
    if (r->damaged_pages > 0)
        return extract_fail(f, PROBLEM_DAMAGED, "%u of its %d pages are damaged, and %zu letters are left: fetch it "
                            "again", r->damaged_pages, count, r->lines.letters);
    if (r->pictures.reader)
        return extract_fail(f, PROBLEM_NO_TEXT, "%d pages with %zu letters in all; %s finds no more", count,
                            r->lines.letters, picture_reader_engine(r->pictures.reader));
    return extract_fail(f, PROBLEM_NO_TEXT, "%d pages with %zu letters in all: pictures of pages", count,
                        r->lines.letters);
}

static void read_about(struct pdf_reading *r, PopplerDocument *file)
{
    char *title = poppler_document_get_title(file);
    PopplerIndexIter *outline = poppler_index_iter_new(file);

    r->pdf.title = arena_str(&r->pdf.arena, str_of(title));
    g_free(title);
    take_outline(r, outline, 1);
    if (outline)
        poppler_index_iter_free(outline);
}

static void say_quality(const struct pdf_reading *r, struct document_builder *b)
{
    for (uint32_t i = 0; i < r->pdf.page_count; i++)
        if (r->pdf.pages[i].recognised)
            document_builder_recognised(b, i, r->pdf.pages[i].confidence);
    document_builder_quality(b, QUALITY_PAGES_DAMAGED, r->damaged_pages);
    document_builder_quality(b, QUALITY_PAGES_UNREAD, r->unread);
    document_builder_quality(b, QUALITY_OCR_PAGES, r->recognised);
    if (r->recognised > 0)
        document_builder_quality(b, QUALITY_OCR_CONFIDENCE, (uint32_t)(r->confidence / r->recognised));
}

static bool build(struct pdf_reading *r, struct document **out, struct extract_failure *f)
{
    struct pdf *pdf = &r->pdf;
    struct document_builder *b = NULL;

    pdf_even_recognised(pdf);
    pdf_mark_furniture(pdf);
    pdf_mark_styles(pdf);
    document_builder_new(&b, "pdf");
    document_builder_title(b, pdf->title);
    pdf_write_blocks(pdf, b);
    say_quality(r, b);
    if (pdf->places)
        pdf_places_watch(pdf->places, b);
    if (!extract_finish(b, out, f))
        return false;
    if (pdf->places)
        pdf_places_take(pdf->places, *out);
    return true;
}

static bool read_pdf(struct document **out, struct str bytes, struct pdf_places *places,
                     const struct extract_pictures *pictures, struct extract_failure *f)
{
    struct pdf_reading r = {.pdf.places = places, .pictures = *pictures};
    PopplerDocument *file = pdf_open(bytes, f);
    bool ok;

    if (!file)
        return false;
    ok = read_pages(&r, file, bytes, f);
    if (ok) {
        read_about(&r, file);
        r.pdf.lines = r.lines.at;
        r.pdf.line_count = r.lines.count;
        r.pdf.pages = r.pages.at;
        r.pdf.page_count = r.pages.count;
        r.pdf.outline = r.outline.at;
        r.pdf.outline_count = r.outline.count;
        ok = build(&r, out, f);
    }
    g_object_unref(file);
    free(r.lines.at);
    free(r.pages.at);
    free(r.outline.at);
    arena_free(&r.pdf.arena);
    return ok;
}

bool extract_pdf(struct document **out, struct str bytes, const struct extract_pictures *pictures,
                 struct extract_failure *f)
{
    return read_pdf(out, bytes, NULL, pictures, f);
}

bool extract_pdf_places(struct extract_places *out, struct document **doc, struct str bytes, uint32_t page,
                        struct extract_failure *f)
{
    struct pdf_places *places = NULL;
    bool ok;

    pdf_places_new(&places, out, page);
    ok = read_pdf(doc, bytes, places, &(struct extract_pictures){.reader = NULL}, f);
    pdf_places_free(places);
    return ok;
}
