#include "extract/pdf_internal.h"

#include "base/ascii.h"

#include <string.h>

struct block_writing {
    const struct pdf *pdf;
    struct document_builder *b;
    const struct pdf_line *before;      /* the last line of the block that is open, or NULL */
    enum block_kind kind;               /* of that block */
    float left;                         /* where its first line's words begin */
    const struct pdf_line *mark;        /* an enumerator that stood alone, its words beside it, or NULL */
    bool bullet_pending;                /* a mark stood alone: the next line is its words */
    size_t notes;                       /* first line of notes not yet written, from … */
    size_t notes_stop;
};

/* Bytes of the bullet glyph at s: a character that fonts use for one, also of the private-use area
 * (Symbol, Wingdings); 0: none. */
static size_t glyph_size(struct str s)
{
    static const char *const glyphs[] = {"•", "‣", "⁃", "–", "—", "-", "*", "·", "o", "§", "Ø", "ü", "v"};
    static const struct { struct str from, to; } shapes[] = {
        {{"\xe2\x96\xa0", 3}, {"\xe2\x97\xbf", 3}},      /* geometric shapes, U+25A0 … U+25FF */
        {{"\xe2\x9c\x80", 3}, {"\xe2\x9e\xbf", 3}},      /* dingbats, U+2700 … U+27BF */
        {{"\xee\x80\x80", 3}, {"\xef\xa3\xbf", 3}},      /* private use, U+E000 … U+F8FF */
    };

    if (s.size >= 2 && *s.at == '\xc2' && (unsigned char)s.at[1] < 0xa0)
        return 2;       /* U+0080 … U+009F: controls, by which old fonts drew their bullets */
    for (size_t i = 0; s.size >= 3 && i < sizeof shapes / sizeof shapes[0]; i++)
        if (str_compare(str_slice(s, 0, 3), shapes[i].from) >= 0 && str_compare(str_slice(s, 0, 3), shapes[i].to) <= 0)
            return 3;
    for (size_t i = 0; i < sizeof glyphs / sizeof glyphs[0]; i++)
        if (str_starts(s, str_of(glyphs[i])))
            return strlen(glyphs[i]);
    return 0;
}

/* Of those that are letters or dashes too, only one with a blank behind it is a bullet, or one alone. */
static bool needs_blank(struct str s)
{
    return *s.at != '\xe2' || str_starts(s, STR("–")) || str_starts(s, STR("—"));
}

size_t pdf_bullet_size(struct str text)
{
    size_t size = glyph_size(text);
    bool private_use = (size == 3 && (*text.at == '\xee' || *text.at == '\xef'))
        || (size == 2 && *text.at == '\xc2' && (unsigned char)text.at[1] < 0xa0);

    if (size == 0 || (size < text.size && !private_use && needs_blank(text) && text.at[size] != ' '))
        return 0;
    while (size < text.size && text.at[size] == ' ')
        size++;
    return size;
}

static bool is_all_of(struct str s, const char *letters)
{
    for (size_t i = 0; i < s.size; i++)
        if (!strchr(letters, s.at[i]))
            return false;
    return true;
}

bool pdf_is_enumerator(struct str mark)
{
    if (mark.size < 2)
        return false;
    if (mark.size <= 6 && ascii_is_digit(*mark.at) && memchr(mark.at, '.', mark.size)
        && is_all_of(mark, "0123456789."))
        return true;
    if (!strchr(".)", mark.at[mark.size - 1]))
        return false;
    mark = str_slice(mark, *mark.at == '(', mark.size - 1);
    if (mark.size == 0 || mark.size > 4)
        return false;
    return is_all_of(mark, "0123456789") || is_all_of(mark, "ivx")
        || (mark.size == 1 && *mark.at >= 'a' && *mark.at <= 'z');
}

/* An enumerated item: its mark is kept as part of its words. */
static bool is_enumerated(struct str s)
{
    struct str mark;

    return str_next(&s, ' ', &mark) && s.size > 0 && strchr(".)", mark.at[mark.size - 1]) && pdf_is_enumerator(mark);
}

static bool is_caption(struct str s)
{
    static const char *const words[] = {"Figure ", "Table ", "Chart ", "Graph ", "Diagram "};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t size = strlen(words[i]);

        if (str_starts(s, str_of(words[i])) && s.size > size && ascii_is_digit(s.at[size]))
            return s.size < 160;
    }
    return false;
}

/* Whether the words end a sentence, closing quotes and brackets aside. */
static bool ends_sentence(struct str s)
{
    for (;;) {
        if (s.size > 0 && strchr(")\"']", s.at[s.size - 1]))
            s.size--;
        else if (str_ends(s, STR("”")) || str_ends(s, STR("’")))
            s.size -= 3;
        else
            break;
    }
    return s.size > 0 && strchr(".!?:", s.at[s.size - 1]);
}

static bool begins_small(struct str s)
{
    return s.size > 0 && *s.at >= 'a' && *s.at <= 'z';
}

/* The right edge that full lines of the page reach near this line. */
static bool is_full(const struct pdf *pdf, const struct pdf_line *line)
{
    const struct pdf_page *page = &pdf->pages[line->page];
    float right = line->x1;

    for (size_t i = page->first; i < page->last; i++) {
        const struct pdf_line *other = &pdf->lines[i];

        if (other->role == LINE_BODY && other->x0 < line->x0 + 40 && other->x0 > line->x0 - 40 && other->x1 > right)
            right = other->x1;
    }
    return line->x1 > right - (right - line->x0) * 0.15f;
}

/* The line stands on another page or in another column than the open block's last. */
static bool carries_over(const struct block_writing *w, const struct pdf_line *line)
{
    struct str last = w->before->text;

    if (w->kind != BLOCK_PARAGRAPH && w->kind != BLOCK_LIST_ITEM)
        return false;
    if (ends_sentence(last) || line->size > w->before->size * 1.1f || line->size < w->before->size * 0.9f)
        return false;
    return begins_small(line->text) || str_ends(last, STR("-")) || str_ends(last, STR(","))
        || (is_full(w->pdf, w->before) && line->bold == w->before->bold);
}

/* Whether the line goes on with the open block, on the same page and further down. */
static bool goes_on_below(const struct block_writing *w, const struct pdf_line *line)
{
    const struct pdf_line *before = w->before;
    float step = line->y0 - before->y0, leading = w->pdf->body_leading * before->size;
    bool ended = ends_sentence(before->text);

    if (line->size > before->size * 1.1f || line->size < before->size * 0.9f)
        return step < before->size * 0.6f;      /* a larger or smaller word in the line, a raised number */
    if (step > leading * 1.9f || (step > leading * 1.3f && (ended || !begins_small(line->text))))
        return false;
    if (w->kind == BLOCK_LIST_ITEM)
        return !ended || line->x0 >= w->left - 3;
    if (ended && line->x0 > before->x0 + before->size && line->x0 > w->left + before->size)
        return false;
    return !(ended && !begins_small(line->text) && !is_full(w->pdf, before));
}

static bool goes_on(const struct block_writing *w, const struct pdf_line *line)
{
    const struct pdf_line *before = w->before;

    if (!before || line->role != before->role)
        return false;
    if (line->role == LINE_HEADING)
        return line->level == before->level && pdf_heading_goes_on(w->pdf, before, line);
    if (line->role != LINE_BODY || pdf_bullet_size(line->text) > 0)
        return false;
    if (is_caption(line->text)
        || (is_enumerated(line->text) && (ends_sentence(before->text) || w->kind == BLOCK_LIST_ITEM)))
        return false;
    if (line->page != before->page || line->y0 < before->y0 - before->size)
        return carries_over(w, line);
    return goes_on_below(w, line);
}

/* Hands over a line without its first `skipped` bytes. */
static void put_line(const struct block_writing *w, const struct pdf_line *line, size_t skipped)
{
    pdf_place_line(w->pdf->places, line, skipped);
    document_builder_line(w->b, str_slice(line->text, skipped, line->text.size), line->page);
}

static void write_notes(struct block_writing *w)
{
    for (size_t i = w->notes; i < w->notes_stop; i++) {
        const struct pdf_line *line = &w->pdf->lines[i];

        if (line->role != LINE_NOTE)
            continue;
        if (i == w->notes || strchr("0123456789*", *line->text.at))
            document_builder_block(w->b, BLOCK_NOTE, 0);
        put_line(w, line, 0);
    }
    w->notes = w->notes_stop;
}

static enum block_kind kind_of(const struct pdf_line *line, bool bullet)
{
    switch (line->role) {
    case LINE_HEADING: return BLOCK_HEADING;
    case LINE_CONTENTS: return BLOCK_CONTENTS;
    case LINE_ROW: return BLOCK_TABLE_ROW;
    default:
        if (bullet || is_enumerated(line->text))
            return BLOCK_LIST_ITEM;
        return is_caption(line->text) ? BLOCK_CAPTION : BLOCK_PARAGRAPH;
    }
}

static bool is_next_cell(const struct pdf_line *before, const struct pdf_line *line)
{
    float middle = (line->y0 + line->y1) / 2;

    return before && before->role == LINE_ROW && line->role == LINE_ROW && before->page == line->page
        && middle > before->y0 && middle < before->y1 && line->x0 > before->x0;
}

static bool is_mark_of_next(const struct pdf *pdf, const struct pdf_line *line)
{
    const struct pdf_line *next = line + 1;

    return line->role == LINE_BODY && next < pdf->lines + pdf->line_count && pdf_is_enumerator(line->text)
        && (next->role == LINE_BODY || next->role == LINE_HEADING) && pdf_same_row(line, next);
}

static void write_line(struct block_writing *w, const struct pdf_line *line)
{
    size_t bullet = line->role == LINE_BODY ? pdf_bullet_size(line->text) : 0;

    if (bullet > 0 && bullet == line->text.size) {
        w->bullet_pending = true;
        return;
    }
    if (is_mark_of_next(w->pdf, line)) {
        w->mark = line;
        return;
    }
    if (is_next_cell(w->before, line)) {
        document_builder_cell(w->b);
    } else if (w->mark || w->bullet_pending || !goes_on(w, line)) {
        write_notes(w);
        w->kind = kind_of(line, bullet > 0 || w->bullet_pending || w->mark);
        w->left = line->x0;
        document_builder_block(w->b, w->kind, line->level);
    }
    if (w->mark)
        put_line(w, w->mark, 0);
    w->mark = NULL;
    put_line(w, line, bullet);
    w->bullet_pending = false;
    w->before = line;
}

/* Notes of a page wait until the paragraph that runs over its end is whole. */
static void write_page(struct block_writing *w, const struct pdf_page *page)
{
    size_t first_note = page->last;

    for (size_t i = page->first; i < page->last; i++) {
        const struct pdf_line *line = &w->pdf->lines[i];

        if (line->role == LINE_FURNITURE) {
            pdf_place_furniture(w->pdf->places, line);
            document_builder_furniture(w->b, line->text, line->page);
        } else if (line->role == LINE_NOTE) {
            first_note = i < first_note ? i : first_note;
        } else {
            write_line(w, line);
        }
    }
    if (first_note == page->last)
        return;
    write_notes(w);     /* those of the page before, if the paragraph filled this page */
    w->notes = first_note;
    w->notes_stop = page->last;
}

void pdf_write_blocks(const struct pdf *pdf, struct document_builder *b)
{
    struct block_writing w = {.pdf = pdf, .b = b};

    for (size_t p = 0; p < pdf->page_count; p++) {
        struct buf label = {0};

        buf_add(&label, pdf->pages[p].label);
        document_builder_page(b, buf_text(&label), pdf->pages[p].width, pdf->pages[p].height);
        buf_free(&label);
    }
    for (size_t p = 0; p < pdf->page_count; p++)
        write_page(&w, &pdf->pages[p]);
    write_notes(&w);
}
