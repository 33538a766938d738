#include "extract/extract_internal.h"
#include "extract/pdf_complaints.h"
#include "extract/pdf_internal.h"

#include <glib.h>
#include <poppler.h>
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
    struct { struct pdf_line *at; size_t count, room; } lines;
    struct { struct pdf_page *at; size_t count, room; } pages;
    struct { struct pdf_outline_entry *at; size_t count, room; } outline;
    size_t letters;
    uint32_t damaged_pages;     /* of which poppler complained */
};

/* What one page gives, by character. */
struct page_text {
    struct str text;
    const PopplerRectangle *rects;
    size_t rect_count;
    GList *attributes;          /* runs of characters with one font */
};

static bool is_bold(const char *font)
{
    static const char *const words[] = {"Bold", "bold", "Black", "Heavy", "Semibold", "SemiBold", "Demi", "BOLD"};

    for (size_t i = 0; font && i < sizeof words / sizeof words[0]; i++)
        if (strstr(font, words[i]))
            return true;
    return false;
}

/* Size and weight of characters [first, last): those of the font that most of them have. The runs
 * come in order, so *run moves on with the lines. */
static void take_font(struct pdf_line *line, GList **run, size_t first, size_t last)
{
    size_t bold = 0, best = 0;

    line->size = line->y1 - line->y0;
    while (*run && (size_t)((PopplerTextAttributes *)(*run)->data)->end_index < first)
        *run = (*run)->next;
    for (GList *r = *run; r; r = r->next) {
        const PopplerTextAttributes *a = r->data;
        size_t from = (size_t)a->start_index > first ? (size_t)a->start_index : first;
        size_t to = (size_t)a->end_index + 1 < last ? (size_t)a->end_index + 1 : last;

        if ((size_t)a->start_index >= last)
            break;
        if (to <= from)
            continue;
        bold += is_bold(a->font_name) ? to - from : 0;
        if (to - from > best) {
            best = to - from;
            line->size = (float)a->font_size;
        }
    }
    line->bold = bold * 2 > last - first;
}

static void widen(struct pdf_line *line, const PopplerRectangle *r)
{
    float x0 = (float)r->x1, x1 = (float)r->x2, y0 = (float)r->y1, y1 = (float)r->y2;

    if (line->x1 <= line->x0) {
        line->x0 = x0;
        line->x1 = x1;
        line->y0 = y0;
        line->y1 = y1;
        return;
    }
    line->x0 = x0 < line->x0 ? x0 : line->x0;
    line->x1 = x1 > line->x1 ? x1 : line->x1;
    line->y0 = y0 < line->y0 ? y0 : line->y0;
    line->y1 = y1 > line->y1 ? y1 : line->y1;
}

/* The line in the making: its words, and characters [first, …). */
struct open_line {
    struct pdf_line line;
    struct buf words;
    size_t first;
    bool after_blank;
};

static void close_line(struct pdf_reading *r, struct open_line *o, GList **run,
                       size_t character)
{
    o->line.text = str_trim(buf_str(&o->words));
    if (o->line.text.size > 0) {
        o->line.text = arena_str(&r->pdf.arena, o->line.text);
        take_font(&o->line, run, o->first, character);
        *VEC_PUSH(&r->lines) = o->line;
    }
    o->line = (struct pdf_line){.page = o->line.page};
    buf_clear(&o->words);
    o->first = character;
    o->after_blank = false;
}

/* How far character `at` stands from the line so far, in heights of its own; 0 at a line's beginning. */
static float gap_before(const struct open_line *o, const PopplerRectangle *rect)
{
    float height = (float)(rect->y2 - rect->y1);

    return o->line.x1 > o->line.x0 && height > 0 ? ((float)rect->x1 - o->line.x1) / height : 0;
}

/* Letters kerned apart: poppler makes up a blank where the narrowest true one is twice as wide. */
static bool is_false_blank(const struct page_text *p, size_t character)
{
    const PopplerRectangle *r = &p->rects[character];
    double gap;

    if (character == 0 || character + 1 >= p->rect_count)
        return false;
    gap = r[1].x1 - r[-1].x2;
    return gap > 0 && gap < 0.09 * (r[-1].y2 - r[-1].y1) && r[1].y1 < r[-1].y2 && r[1].y2 > r[-1].y1;
}

/* poppler puts the cells of a table's row on one line, often without a blank between them, and now and then two
 * columns. Every gap that may part them parts the line here; pdf_order_page says which do. */
static void take_place(struct pdf_reading *r, struct open_line *o, const PopplerRectangle *rect, GList **run,
                       size_t character)
{
    float gap = gap_before(o, rect);

    if (gap > PDF_GAP) {
        o->line.goes_on = o->after_blank && gap <= PDF_WIDEST_BLANK;
        o->line.cell = gap > (o->after_blank ? PDF_CELL_GAP : PDF_GAP);
        close_line(r, o, run, character);
    }
    widen(&o->line, rect);
    o->after_blank = false;
}

static void take_lines(struct pdf_reading *r, const struct page_text *p, uint32_t page)
{
    size_t character = 0;
    GList *run = p->attributes;
    struct open_line o = {.line = {.page = page}};

    for (size_t i = 0; i <= p->text.size; i++) {
        char c = i < p->text.size ? p->text.at[i] : '\n';
        bool begins = ((unsigned char)c & 0xc0) != 0x80;

        if (c == '\n') {
            close_line(r, &o, &run, character);
        } else if (begins && c != ' ' && character < p->rect_count) {
            take_place(r, &o, &p->rects[character], &run, character);
        }
        if (c != '\n' && !(c == ' ' && is_false_blank(p, character)))
            buf_add_char(&o.words, c);
        o.after_blank = o.after_blank || c == ' ';
        r->letters += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        character += begins;
    }
    buf_free(&o.words);
}

static void take_page(struct pdf_reading *r, PopplerPage *page, uint32_t number)
{
    struct page_text p = {0};
    PopplerRectangle *rects = NULL;
    guint rect_count = 0;
    char *text = poppler_page_get_text(page), *label = poppler_page_get_label(page), sheet[16];
    struct pdf_page *kept = VEC_PUSH(&r->pages);
    double width, height;

    poppler_page_get_size(page, &width, &height);
    poppler_page_get_text_layout(page, &rects, &rect_count);
    p = (struct page_text){str_of(text), rects, rect_count, poppler_page_get_text_attributes(page)};
    snprintf(sheet, sizeof sheet, "%u", number + 1);
    *kept = (struct pdf_page){.first = r->lines.count, .width = (float)width, .height = (float)height,
                              .label = STR("")};
    if (label && strcmp(label, sheet) != 0)     /* poppler makes one up where the file has none */
        kept->label = arena_str(&r->pdf.arena, str_of(label));
    take_lines(r, &p, number);
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

static PopplerDocument *open_pdf(struct str bytes, struct extract_failure *f)
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
    if (r->letters >= (size_t)count * FEWEST_LETTERS_A_PAGE)
        return true;
    if (r->damaged_pages > 0)
        return extract_fail(f, PROBLEM_DAMAGED, "%u of its %d pages are damaged, and %zu letters are left: fetch it "
                            "again", r->damaged_pages, count, r->letters);
    return extract_fail(f, PROBLEM_NO_TEXT, "%d pages with %zu letters in all: pictures of pages; run OCR on it first",
                        count, r->letters);
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

static bool build(struct pdf *pdf, uint32_t damaged_pages, struct document **out, struct extract_failure *f)
{
    struct document_builder *b = NULL;

    pdf_mark_furniture(pdf);
    pdf_mark_styles(pdf);
    document_builder_new(&b, "pdf");
    document_builder_title(b, pdf->title);
    pdf_write_blocks(pdf, b);
    document_builder_quality(b, QUALITY_PAGES_DAMAGED, damaged_pages);
    return extract_finish(b, out, f);
}

bool extract_pdf(struct document **out, struct str bytes, struct extract_failure *f)
{
    struct pdf_reading r = {0};
    PopplerDocument *file = open_pdf(bytes, f);
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
        ok = build(&r.pdf, r.damaged_pages, out, f);
    }
    g_object_unref(file);
    free(r.lines.at);
    free(r.pages.at);
    free(r.outline.at);
    arena_free(&r.pdf.arena);
    return ok;
}
