#include "extract/pdf_internal.h"

#include <string.h>

enum { SIZE_STEPS = 400 };

/* The commonest size, in whole points, of the lines that were recognised, or of those that were not; 0: none. */
static float commonest_size(const struct pdf *pdf, bool recognised)
{
    size_t bytes[SIZE_STEPS] = {0};
    int best = 0;

    for (size_t i = 0; i < pdf->line_count; i++) {
        const struct pdf_line *line = &pdf->lines[i];
        int step = (int)(line->size + 0.5f);

        if (pdf->pages[line->page].recognised == recognised && step > 0 && step < SIZE_STEPS)
            bytes[step] += line->text.size;
    }
    for (int i = 1; i < SIZE_STEPS; i++)
        if (bytes[i] > bytes[best])
            best = i;
    return (float)best;
}

static bool is_close(float a, float b)
{
    return a > b * 0.8f && a < b * 1.2f;
}

static void even_sizes(struct pdf *pdf)
{
    float common = commonest_size(pdf, true), layer = commonest_size(pdf, false), unit;

    unit = layer > 0 && is_close(common, layer) ? layer : common;
    for (size_t i = 0; i < pdf->line_count; i++) {
        struct pdf_line *line = &pdf->lines[i];

        if (pdf->pages[line->page].recognised && is_close(line->size, common))
            line->size = unit;
    }
}

static bool is_mark(struct str text)
{
    return pdf_is_enumerator(text) || pdf_bullet_size(text) == text.size;
}

static bool is_beside(const struct pdf_line *mark, const struct pdf_line *words)
{
    float middle = (mark->y0 + mark->y1) / 2;

    return middle > words->y0 && middle < words->y1 && words->x0 > mark->x1;
}

static void move(struct pdf_line *lines, size_t from, size_t to)
{
    struct pdf_line line = lines[from];

    if (from < to)
        memmove(&lines[from], &lines[from + 1], (to - from) * sizeof *lines);
    else
        memmove(&lines[to + 1], &lines[to], (from - to) * sizeof *lines);
    lines[to] = line;
}

/* A recogniser takes the marks of a list for a column of their own. */
static void place_marks(struct pdf *pdf, const struct pdf_page *page)
{
    for (size_t i = page->last; i-- > page->first;) {
        size_t words = page->last;

        if (!is_mark(pdf->lines[i].text))
            continue;
        for (size_t k = page->first; k < page->last; k++)
            if (k != i && !is_mark(pdf->lines[k].text) && is_beside(&pdf->lines[i], &pdf->lines[k])
                && (words == page->last || pdf->lines[k].x0 < pdf->lines[words].x0))
                words = k;
        if (words > i + 1 && words < page->last)
            move(pdf->lines, i, words - 1);
        else if (words < i)
            move(pdf->lines, i++, words);       /* what stood before it is at i now, and has its turn */
    }
}

void pdf_even_recognised(struct pdf *pdf)
{
    bool any = false;

    for (size_t p = 0; p < pdf->page_count; p++)
        any = any || pdf->pages[p].recognised;
    if (!any)
        return;
    even_sizes(pdf);
    for (size_t p = 0; p < pdf->page_count; p++)
        if (pdf->pages[p].recognised)
            place_marks(pdf, &pdf->pages[p]);
}
