#include "extract/pdf_internal.h"

#include <stdlib.h>
#include <string.h>

enum { SIZE_STEPS = 400, LEADING_STEPS = 60, MOST_HEADING_WORDS = 22, LEVELS = 6 };

/* Font sizes are told apart by half points. */
static int size_step(float size)
{
    int step = (int)(size * 2 + 0.5f);

    return step < 0 ? 0 : step >= SIZE_STEPS ? SIZE_STEPS - 1 : step;
}

static int largest(const size_t *counts, int size)
{
    int best = 0;

    for (int i = 1; i < size; i++)
        if (counts[i] > counts[best])
            best = i;
    return best;
}

static void find_body(struct pdf *pdf)
{
    size_t sizes[SIZE_STEPS] = {0}, leadings[LEADING_STEPS] = {0};

    for (size_t i = 0; i < pdf->line_count; i++)
        if (pdf->lines[i].role == LINE_BODY)
            sizes[size_step(pdf->lines[i].size)] += pdf->lines[i].text.size;
    pdf->body_size = (float)largest(sizes, SIZE_STEPS) / 2;
    for (size_t i = 1; i < pdf->line_count; i++) {
        const struct pdf_line *a = &pdf->lines[i - 1], *b = &pdf->lines[i];
        float distance = (b->y0 - a->y0) / (pdf->body_size > 0 ? pdf->body_size : 1);

        if (a->page == b->page && size_step(a->size) == size_step(b->size) && distance > 0.8f && distance < 2.5f)
            leadings[(int)(distance * 20)]++;
    }
    pdf->body_leading = ((float)largest(leadings, LEADING_STEPS) + 1) / 20;
    if (pdf->body_leading < 0.9f)
        pdf->body_leading = 1.3f;
}

static bool ends_in_digit(struct str s)
{
    return s.size > 0 && s.at[s.size - 1] >= '0' && s.at[s.size - 1] <= '9';
}

static bool has_leaders(struct str s)
{
    size_t dots = 0;

    for (size_t i = 0; i < s.size; i++) {
        dots = s.at[i] == '.' || (s.at[i] == ' ' && dots > 0) ? dots + (s.at[i] == '.') : 0;
        if (dots >= 4)
            return true;
    }
    /* An ellipsis character, repeated. */
    return memmem(s.at, s.size, "\xe2\x80\xa6\xe2\x80\xa6", 6) != NULL;
}

static bool is_contents_title(struct str s)
{
    return str_equal_caseless(s, STR("contents")) || str_equal_caseless(s, STR("table of contents"))
        || str_equal_caseless(s, STR("contents page")) || str_equal_caseless(s, STR("contents:"));
}

/* A page headed "Contents" where half of what follows ends in a number is a table of contents to
 * its foot; elsewhere a line with leaders is one. */
static void mark_contents(struct pdf *pdf, const struct pdf_page *page)
{
    size_t title = page->last, lines = 0, numbered = 0;

    for (size_t i = page->first; i < page->last; i++) {
        struct pdf_line *line = &pdf->lines[i];

        if (line->role != LINE_BODY)
            continue;
        if (title == page->last && is_contents_title(line->text)) {
            title = i;
        } else if (title < page->last) {
            lines++;
            numbered += ends_in_digit(line->text);
        }
        if (has_leaders(line->text))
            line->role = LINE_CONTENTS;
    }
    if (lines < 3 || numbered * 3 < lines)
        return;
    /* The title too: as a heading it would stand above all that follows in the report. */
    for (size_t i = title; i < page->last; i++)
        if (pdf->lines[i].role == LINE_BODY)
            pdf->lines[i].role = LINE_CONTENTS;
}

bool pdf_same_row(const struct pdf_line *a, const struct pdf_line *b)
{
    float middle = (b->y0 + b->y1) / 2;

    return a->page == b->page && middle > a->y0 && middle < a->y1 && b->x0 > a->x1 + a->size * 0.8f;
}

/* A number or star and words, or one alone with its words beside it; with a further cell it is a table's row. */
static bool begins_note(const struct pdf_line *line, size_t left)
{
    if (!strchr("0123456789*", *line->text.at))
        return false;
    if (left > 1 && line[1].x0 >= line->x1 - 1 && line[1].y0 < (line->y0 + line->y1) / 2
        && line[1].y1 > (line->y0 + line->y1) / 2)      /* a raised number stands close to its words */
        return line->text.size <= 3 && !(left > 2 && pdf_same_row(line + 1, line + 2));
    return line->text.size > 2;
}

/* A raised number keeps the size of its words for poppler, but not their height. */
static bool is_small(const struct pdf *pdf, const struct pdf_line *line)
{
    return line->size <= pdf->body_size * 0.93f || line->y1 - line->y0 < line->size * 0.8f;
}

/* Footnotes: the small print at the foot of a page, from the last line up to the first that begins
 * with a number or a star. */
static void mark_notes(struct pdf *pdf, const struct pdf_page *page)
{
    size_t first = page->last;

    for (size_t i = page->last; i-- > page->first;) {
        const struct pdf_line *line = &pdf->lines[i];

        if (line->role == LINE_FURNITURE)
            continue;
        if (line->role != LINE_BODY || !is_small(pdf, line) || line->y0 < page->height * 0.55f)
            break;
        if (begins_note(line, page->last - i))
            first = i;
    }
    for (size_t i = first; i < page->last; i++)
        if (pdf->lines[i].role == LINE_BODY)
            pdf->lines[i].role = LINE_NOTE;
}

static void mark_rows(struct pdf *pdf)
{
    for (size_t i = 1; i < pdf->line_count; i++) {
        struct pdf_line *a = &pdf->lines[i - 1], *b = &pdf->lines[i];

        if ((a->role != LINE_BODY && a->role != LINE_ROW) || b->role != LINE_BODY || !pdf_same_row(a, b))
            continue;
        if (pdf_bullet_size(a->text) == a->text.size)
            continue;       /* a bullet and its words */
        if (a->role == LINE_BODY && pdf_is_enumerator(a->text)
            && !(i + 1 < pdf->line_count && pdf_same_row(b, &pdf->lines[i + 1])))
            continue;       /* a numbered paragraph: only with a third cell is it a row */
        a->role = b->role = LINE_ROW;
    }
}

static size_t count_words(struct str s)
{
    size_t words = 0;
    struct str word;

    while (str_next(&s, ' ', &word))
        words += word.size > 0;
    return words;
}

static bool has_letter(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if ((s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] >= 'A' && s.at[i] <= 'Z'))
            return true;
    return false;
}

/* What a heading can look like, whatever its font. */
static bool may_be_heading(const struct pdf_line *line)
{
    char last = line->text.at[line->text.size - 1];

    return line->role == LINE_BODY && has_letter(line->text) && count_words(line->text) <= MOST_HEADING_WORDS
        && !strchr(".;,", last) && !(*line->text.at >= 'a' && *line->text.at <= 'z')
        && (pdf_bullet_size(line->text) == 0 || (*line->text.at >= '0' && *line->text.at <= '9'));
}

/* The outline's titles as they are compared, in order: a file may have thousands, and each line asks. */
struct titles {
    struct str *at;
    size_t count;
};

static int by_words(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static struct titles fold_outline(struct pdf *pdf)
{
    struct titles titles = {NULL, pdf->outline_count};
    struct buf folded = {0};

    if (titles.count == 0)
        return titles;
    titles.at = arena_alloc(&pdf->arena, titles.count, sizeof *titles.at);
    for (size_t i = 0; i < titles.count; i++) {
        buf_clear(&folded);
        pdf_fold(pdf->outline[i].title, &folded);
        titles.at[i] = arena_str(&pdf->arena, buf_str(&folded));
    }
    buf_free(&folded);
    qsort(titles.at, titles.count, sizeof *titles.at, by_words);
    return titles;
}

/* What level it has there is not asked: an outline often names some headings only, and its levels and those of
 * the fonts would not agree. */
static bool is_in_outline(const struct titles *titles, const struct pdf_line *line)
{
    struct buf folded = {0};
    struct str mine;
    bool found;

    if (titles->count == 0)
        return false;
    pdf_fold(line->text, &folded);
    mine = buf_str(&folded);
    found = bsearch(&mine, titles->at, titles->count, sizeof *titles->at, by_words) != NULL;
    buf_free(&folded);
    return found;
}

/* Bold words in a document that is mostly bold say nothing. */
static bool bold_tells(const struct pdf *pdf)
{
    size_t bold = 0, all = 0;

    for (size_t i = 0; i < pdf->line_count; i++) {
        if (pdf->lines[i].role != LINE_BODY)
            continue;
        all += pdf->lines[i].text.size;
        bold += pdf->lines[i].bold ? pdf->lines[i].text.size : 0;
    }
    return bold * 5 < all * 2;
}

/* Whether line i stands alone: a bold line in the middle of a paragraph, or a paragraph all in bold, is no heading. */
static bool stands_alone(const struct pdf *pdf, size_t i)
{
    const struct pdf_line *line = &pdf->lines[i], *next = i + 1 < pdf->line_count ? &pdf->lines[i + 1] : NULL;
    const struct pdf_line *before = i > 0 ? &pdf->lines[i - 1] : NULL;
    float close = pdf->body_leading * line->size * 1.15f;

    if (before && before->page == line->page && before->role == LINE_BODY && !before->bold
        && line->y0 - before->y0 > 0 && line->y0 - before->y0 < close
        && !strchr(".!?:", before->text.at[before->text.size - 1]))
        return false;
    return !next || next->page != line->page || !(next->y0 < line->y1 && next->y1 > line->y0 && next->x0 > line->x1);
}

static bool is_heading(const struct pdf *pdf, size_t i, bool bold)
{
    const struct pdf_line *line = &pdf->lines[i];

    if (!may_be_heading(line))
        return false;
    if (line->size > pdf->body_size * 1.12f)
        return true;
    return bold && line->bold && line->size > pdf->body_size * 0.95f && stands_alone(pdf, i);
}

/* The further lines of a heading, which may begin small or end in a full stop. */
static void mark_further_lines(struct pdf *pdf)
{
    for (size_t i = 1; i < pdf->line_count; i++) {
        const struct pdf_line *above = &pdf->lines[i - 1];
        struct pdf_line *line = &pdf->lines[i];
        float step = line->y0 - above->y0;

        if (above->role == LINE_HEADING && line->role == LINE_BODY && above->page == line->page
            && size_step(above->size) == size_step(line->size) && above->bold == line->bold && step > 0
            && step < line->size * 1.7f && pdf_bullet_size(line->text) == 0)
            line->role = LINE_HEADING;
    }
}

/* Levels by style: the larger, then the bolder, the higher. Styles beyond the sixth share it. */
static void give_levels(struct pdf *pdf)
{
    bool met[SIZE_STEPS][2] = {{false}};
    int levels[SIZE_STEPS][2], level = 0;

    for (size_t i = 0; i < pdf->line_count; i++)
        if (pdf->lines[i].role == LINE_HEADING && pdf->lines[i].level == 0)
            met[size_step(pdf->lines[i].size)][pdf->lines[i].bold] = true;
    for (int step = SIZE_STEPS - 1; step >= 0; step--)
        for (int bold = 1; bold >= 0; bold--)
            if (met[step][bold])
                levels[step][bold] = level < LEVELS ? ++level : LEVELS;
    for (size_t i = 0; i < pdf->line_count; i++)
        if (pdf->lines[i].role == LINE_HEADING && pdf->lines[i].level == 0)
            pdf->lines[i].level = levels[size_step(pdf->lines[i].size)][pdf->lines[i].bold];
}

/* Two heading lines of one style, one right below the other, are one heading only if they are
 * few: three or more are a paragraph set large. */
static void unmark_large_paragraphs(struct pdf *pdf)
{
    for (size_t i = 0; i < pdf->line_count;) {
        size_t stop = i + 1, words = count_words(pdf->lines[i].text);

        while (stop < pdf->line_count && pdf->lines[stop].role == LINE_HEADING && pdf->lines[i].role == LINE_HEADING
               && pdf->lines[stop].page == pdf->lines[i].page
               && size_step(pdf->lines[stop].size) == size_step(pdf->lines[i].size)
               && pdf->lines[stop].bold == pdf->lines[i].bold
               && pdf->lines[stop].y0 - pdf->lines[stop - 1].y0 < pdf->lines[i].size * 1.7f)
            words += count_words(pdf->lines[stop++].text);
        if (pdf->lines[i].role == LINE_HEADING && (stop - i > 4 || words > 30))
            for (size_t k = i; k < stop; k++)
                pdf->lines[k].role = LINE_BODY;
        i = stop;
    }
}

void pdf_mark_styles(struct pdf *pdf)
{
    struct titles titles = fold_outline(pdf);
    bool bold;

    find_body(pdf);
    for (size_t p = 0; p < pdf->page_count; p++) {
        mark_contents(pdf, &pdf->pages[p]);
        mark_notes(pdf, &pdf->pages[p]);
    }
    mark_rows(pdf);
    bold = bold_tells(pdf);
    for (size_t i = 0; i < pdf->line_count; i++) {
        struct pdf_line *line = &pdf->lines[i];

        if ((may_be_heading(line) && is_in_outline(&titles, line)) || is_heading(pdf, i, bold))
            line->role = LINE_HEADING;
    }
    mark_further_lines(pdf);
    unmark_large_paragraphs(pdf);
    give_levels(pdf);
}
