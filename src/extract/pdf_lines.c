#include "extract/pdf_lines.h"

#include "base/ascii.h"

#include <string.h>

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

/* The line in the making: its words, and characters [first, at). */
struct open_line {
    struct pdf_lines *lines;
    struct arena *arena;
    const struct pdf_characters *page;
    GList *run;                     /* of the attributes */
    struct pdf_line line;
    struct buf words;
    size_t first, at;
    const PopplerRectangle *full;   /* the last character that is not raised; NULL: none yet */
    bool after_blank;
};

static void close_line(struct open_line *o)
{
    o->line.text = str_trim(buf_str(&o->words));
    if (o->line.text.size > 0) {
        o->line.text = arena_str(o->arena, o->line.text);
        take_font(&o->line, &o->run, o->first, o->at);
        *VEC_PUSH(o->lines) = o->line;
    }
    o->line = (struct pdf_line){.page = o->line.page};
    buf_clear(&o->words);
    o->first = o->at;
    o->full = NULL;
    o->after_blank = false;
}

/* How far the next character stands from the line so far, in heights of its own; 0 at a line's beginning. */
static float gap_before(const struct open_line *o, const PopplerRectangle *rect)
{
    float height = (float)(rect->y2 - rect->y1);

    return o->line.x1 > o->line.x0 && height > 0 ? ((float)rect->x1 - o->line.x1) / height : 0;
}

/* Letters kerned apart: poppler makes up a blank where the narrowest true one is twice as wide. Behind a stop or a
 * figure it is a narrow one. */
static bool is_false_blank(const struct open_line *o)
{
    const PopplerRectangle *r = &o->page->rects[o->at];
    double gap;

    if (o->at == 0 || o->at + 1 >= o->page->rect_count || o->words.size == 0
        || !ascii_is_letter(o->words.at[o->words.size - 1]))
        return false;
    gap = r[1].x1 - r[-1].x2;
    return gap > 0 && gap < 0.09 * (r[-1].y2 - r[-1].y1) && r[1].y1 < r[-1].y2 && r[1].y2 > r[-1].y1;
}

/* Smaller than what it is beside, and higher. */
static bool is_raised(const PopplerRectangle *r, const PopplerRectangle *beside)
{
    double height = beside->y2 - beside->y1;

    return r->y2 - r->y1 < height * 0.85 && r->y2 < beside->y2 - height * 0.1 && r->y2 > beside->y1;
}

/* The call of a footnote: a raised number right behind a word or a stop, no part of what the report says. Square
 * metres keep theirs. */
static bool is_call(const struct open_line *o, char c, const PopplerRectangle *rect)
{
    struct str before = buf_str(&o->words);
    bool apart = str_ends(before, STR(" ")) && o->full && rect->x1 - o->full->x2 > (rect->y2 - rect->y1) * 0.1;

    return ascii_is_digit(c) && o->full && is_raised(rect, o->full) && !apart
        && !str_ends(before, STR(" m")) && !str_ends(before, STR("km"));
}

/* Behind the raised number with which a footnote begins, its words need a blank. */
static bool is_after_mark(const struct open_line *o, const PopplerRectangle *rect)
{
    struct str mark = buf_str(&o->words);

    for (size_t i = 0; i < mark.size; i++)
        if (!ascii_is_digit(mark.at[i]))
            return false;
    return mark.size > 0 && o->full && is_raised(o->full, rect);
}

static void take_place(struct open_line *o, const PopplerRectangle *r)
{
    struct pdf_word box = {(float)r->x1, (float)r->y1, (float)r->x2, (float)r->y2, NULL};

    pdf_place_character(o->arena, &o->line, &box, str_ends(buf_str(&o->words), STR(" ")));
}

/* poppler puts the cells of a table's row on one line, often without a blank between them, and now and then two
 * columns. Every gap that may part them parts the line here; pdf_order_page says which do. */
static void take_visible(struct open_line *o, char c)
{
    const PopplerRectangle *rect = o->at < o->page->rect_count ? &o->page->rects[o->at] : NULL;
    float gap = rect ? gap_before(o, rect) : 0;

    if (gap > PDF_GAP) {
        o->line.goes_on = o->after_blank && gap <= PDF_WIDEST_BLANK;
        o->line.cell = gap > (o->after_blank ? PDF_CELL_GAP : PDF_GAP);
        close_line(o);
    }
    if (rect) {
        widen(&o->line, rect);
        if (is_call(o, c, rect))
            return;
        if (is_after_mark(o, rect))
            buf_add_char(&o->words, ' ');
        o->full = rect;
        if (o->page->places)
            take_place(o, rect);
    }
    o->after_blank = false;
    buf_add_char(&o->words, c);
}

static void take_byte(struct open_line *o, char c)
{
    bool begins = ((unsigned char)c & 0xc0) != 0x80;

    if (c == '\n') {
        close_line(o);
    } else if (c == ' ') {
        if (!is_false_blank(o))
            buf_add_char(&o->words, c);
        o->after_blank = true;
    } else if (begins) {
        take_visible(o, c);
    } else {
        buf_add_char(&o->words, c);
    }
    o->lines->letters += ascii_is_letter(c);
    o->at += begins;
}

void pdf_lines_take(struct pdf_lines *lines, struct arena *a, const struct pdf_characters *p, uint32_t page)
{
    struct open_line o = {.lines = lines, .arena = a, .page = p, .run = p->attributes, .line = {.page = page}};

    for (size_t i = 0; i < p->text.size; i++)
        take_byte(&o, p->text.at[i]);
    close_line(&o);
    buf_free(&o.words);
}
