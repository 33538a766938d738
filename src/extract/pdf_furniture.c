#include "extract/pdf_internal.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

enum {
    EDGE_PERCENT = 12, NUMBER_PERCENT = 14, OUTER_PERCENT = 18,
    WANDERING_PLACES = 5, FEWEST_PAGES = 3, BUCKET_POINTS = 8, MOST_PLACES = 100,
};

/* A line near an edge as it is compared over pages. */
struct edge_line {
    struct str key;
    struct str number;      /* the page number that the line is, or "" */
    bool outer;             /* it is told to be near an edge only as the page's first or last line */
    int place;              /* how far from its edge, in buckets; negative at the bottom */
    size_t line;
    uint32_t page;
};

struct edge_vec {
    struct edge_line *at;
    size_t count, room;
};

void pdf_fold(struct str text, struct buf *out)
{
    size_t start = out->size;

    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];

        if (ascii_is_digit(c)) {
            if (out->size == start || out->at[out->size - 1] != '#')
                buf_add_char(out, '#');
        } else if (c == ' ' || c == '\t') {
            if (out->size > start && out->at[out->size - 1] != ' ')
                buf_add_char(out, ' ');
        } else {
            buf_add_char(out, ascii_lower(c));
        }
    }
}

static bool is_roman(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (!strchr("ivxlIVXL", s.at[i]))
            return false;
    return s.size > 0 && s.size <= 6;
}

/* "12", "- 12 -", "Page 12", "12 of 40", "Page 12 of 40", "iv": the number as printed, or nothing. */
static struct str page_number(struct str text)
{
    static const char *const forms[] = {"#", "- # -", "– # –", "page #", "page # of #", "# of #", "page | #",
                                        "# | page", "p a g e | #", "# | p a g e", "#|page", "page|#", "p. #",
                                        "# / #", "#/#"};
    struct buf folded = {0};
    struct str number = {"", 0};
    bool is_form = is_roman(text);
    size_t start = 0, stop;

    pdf_fold(text, &folded);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0] && !is_form; i++)
        is_form = str_equal(buf_str(&folded), str_of(forms[i]));
    buf_free(&folded);
    if (!is_form)
        return number;
    if (is_roman(text))
        return text;
    while (start < text.size && !ascii_is_digit(text.at[start]))
        start++;
    for (stop = start; stop < text.size && ascii_is_digit(text.at[stop]);)
        stop++;
    return str_slice(text, start, stop);
}

/* Whether no line of the page stands above it, or none below; lines level with the first are first too. */
static bool is_outermost(const struct pdf_page *page, const struct pdf_line *line)
{
    return line->y0 <= page->highest + 1 || line->y1 >= page->lowest - 1;
}

static void find_outermost(struct pdf *pdf)
{
    for (size_t p = 0; p < pdf->page_count; p++) {
        struct pdf_page *page = &pdf->pages[p];

        page->highest = page->height;
        page->lowest = 0;
        for (size_t i = page->first; i < page->last; i++) {
            page->highest = pdf->lines[i].y0 < page->highest ? pdf->lines[i].y0 : page->highest;
            page->lowest = pdf->lines[i].y1 > page->lowest ? pdf->lines[i].y1 : page->lowest;
        }
    }
}

static void add_edge_line(struct pdf *pdf, struct edge_vec *v, size_t number)
{
    const struct pdf_line *line = &pdf->lines[number];
    const struct pdf_page *page = &pdf->pages[line->page];
    struct str page_no = page_number(line->text);
    /* A page number alone is told further from the edge than words are, which may be a heading. */
    float edge = page->height * (page_no.size > 0 ? NUMBER_PERCENT : EDGE_PERCENT) / 100;
    bool outermost = is_outermost(page, line);
    float outer = outermost ? page->height * OUTER_PERCENT / 100 : edge;
    bool top = line->y1 < outer, bottom = line->y0 > page->height - outer;
    int place = (int)((top ? line->y0 : page->height - line->y1) / BUCKET_POINTS);
    struct buf key = {0};

    /* The marks of numbered paragraphs recur as page numbers do. */
    if ((!top && !bottom) || (page_no.size == 0 && pdf_is_enumerator(line->text)))
        return;
    pdf_fold(line->text, &key);
    place = place < 0 ? 0 : place > MOST_PLACES - 2 ? MOST_PLACES - 2 : place;
    *VEC_PUSH(v) = (struct edge_line){arena_str(&pdf->arena, buf_str(&key)), page_no,
                                      line->y1 >= edge && line->y0 <= page->height - edge,
                                      top ? place : -1 - place, number, line->page};
    buf_free(&key);
}

static int by_key(const void *a, const void *b)
{
    const struct edge_line *x = a, *y = b;
    int order = str_compare(x->key, y->key);

    if (order == 0)
        order = (x->place > y->place) - (x->place < y->place);
    return order ? order : (x->page > y->page) - (x->page < y->page);
}

static bool is_same_edge(const struct edge_line *a, const struct edge_line *b)
{
    return str_equal(a->key, b->key) && (a->place < 0) == (b->place < 0);
}

/* What runs on other pages is taken where it stands a little off, too: pages differ. */
static void mark_wandering(struct pdf *pdf, const struct edge_vec *v, size_t at)
{
    for (size_t i = at; i-- > 0 && is_same_edge(&v->at[i], &v->at[at])
         && v->at[at].place - v->at[i].place <= WANDERING_PLACES;)
        pdf->lines[v->at[i].line].role = LINE_FURNITURE;
    for (size_t i = at + 1; i < v->count && is_same_edge(&v->at[i], &v->at[at])
         && v->at[i].place - v->at[at].place <= WANDERING_PLACES; i++)
        pdf->lines[v->at[i].line].role = LINE_FURNITURE;
}

/* Marks runs of the same key in about the same place on enough pages; further from the edge a third of all pages
 * must have it, since a heading may recur. */
static void mark_recurring(struct pdf *pdf, const struct edge_vec *v)
{
    for (size_t i = 0; i < v->count;) {
        size_t stop = i + 1, pages = 1, first = i;
        bool outer = v->at[i].outer;

        while (stop < v->count && is_same_edge(&v->at[stop], &v->at[i])
               && v->at[stop].place - v->at[stop - 1].place <= 1) {
            pages += v->at[stop].page != v->at[stop - 1].page;
            outer = outer || v->at[stop].outer;
            stop++;
        }
        for (; i < stop; i++)
            if (pages >= FEWEST_PAGES && (!outer || pages * 3 >= pdf->page_count))
                pdf->lines[v->at[i].line].role = LINE_FURNITURE;
        if (pdf->lines[v->at[first].line].role == LINE_FURNITURE) {
            mark_wandering(pdf, v, first);
            mark_wandering(pdf, v, stop - 1);
        }
    }
}

/* A lone number at an edge counts where another page has one in the same place; else it may be a
 * figure of the text. */
static void mark_numbers(struct pdf *pdf, const struct edge_vec *v)
{
    size_t numbers[2 * MOST_PLACES + 2] = {0};      /* by place, from -MOST_PLACES, with a neighbour on either side */

    for (size_t i = 0; i < v->count; i++)
        numbers[v->at[i].place + MOST_PLACES] += v->at[i].number.size > 0;
    for (size_t i = 0; i < v->count; i++) {
        struct pdf_line *line = &pdf->lines[v->at[i].line];
        struct pdf_page *page = &pdf->pages[line->page];
        const size_t *here = &numbers[v->at[i].place + MOST_PLACES];

        if (v->at[i].number.size == 0 || (here[-1] + here[0] + here[1] < 2 && line->role != LINE_FURNITURE))
            continue;
        line->role = LINE_FURNITURE;
        if (page->label.size == 0)
            page->label = v->at[i].number;
    }
}

/* "Annual Report 2023 12": a running line that ends or begins in the page's own number. */
static struct str number_at_end(struct str text)
{
    size_t start = text.size, stop = 0;

    while (start > 0 && ascii_is_digit(text.at[start - 1]))
        start--;
    while (stop < text.size && ascii_is_digit(text.at[stop]))
        stop++;
    if (start < text.size && text.size - start <= 3)
        return str_slice(text, start, text.size);
    return stop <= 3 ? str_slice(text, 0, stop) : (struct str){"", 0};
}

/* Taken only where the numbers keep the same distance from the sheets: a year would not. */
static void label_from_running_lines(struct pdf *pdf)
{
    long distance = 0;
    size_t agree = 0, seen = 0;

    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < pdf->line_count; i++) {
            const struct pdf_line *line = &pdf->lines[i];
            struct str number = line->role == LINE_FURNITURE ? number_at_end(line->text) : (struct str){"", 0};
            struct pdf_page *page = &pdf->pages[line->page];
            long here;

            if (number.size == 0 || number.size == line->text.size || page->label.size > 0)
                continue;
            here = strtol(number.at, NULL, 10) - (long)line->page;
            if (round == 0) {
                agree = here == distance ? agree + 1 : 1;
                seen++;
                distance = here;
            } else if (here == distance) {
                page->label = number;
            }
        }
        if (agree < FEWEST_PAGES || agree * 2 < seen)
            return;
    }
}

void pdf_mark_furniture(struct pdf *pdf)
{
    struct edge_vec v = {0};

    find_outermost(pdf);
    for (size_t i = 0; i < pdf->line_count; i++)
        add_edge_line(pdf, &v, i);
    if (v.count > 0)
        qsort(v.at, v.count, sizeof *v.at, by_key);
    mark_recurring(pdf, &v);
    mark_numbers(pdf, &v);
    label_from_running_lines(pdf);
    free(v.at);
}
