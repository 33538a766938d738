#include "extract/pdf_internal.h"

#include "base/ascii.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_STEPS = 400, LEADING_STEPS = 60, MOST_HEADING_WORDS = 22, LEVELS = 6, SHORTEST_PROSE = 40 };

#define NEAR_MARGIN 40.0f   /* points: lines that begin so close to one another are of one column */
#define NEAR_HEIGHT 6.0f    /* font sizes */
#define WIDEST_STEP 2.0f    /* of a heading's lines, in font sizes: some pages space them like their text */
#define TIGHT_STEP 1.35f    /* headings apart have more between them */

/* Font sizes are told apart by half points. A hostile file may give any number, also none. */
static int size_step(float size)
{
    if (!(size > 0))
        return 0;
    return size < SIZE_STEPS / 2 - 1 ? (int)(size * 2 + 0.5f) : SIZE_STEPS - 1;
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
    return s.size > 0 && ascii_is_digit(s.at[s.size - 1]);
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

/* "1While": a footnote's number needs not be raised. */
static void part_mark(struct pdf *pdf, struct pdf_line *line)
{
    struct buf parted = {0};
    size_t size = 0;

    while (size < line->text.size && ascii_is_digit(line->text.at[size]))
        size++;
    if (size == 0 || size == line->text.size || line->text.at[size] < 'A' || line->text.at[size] > 'Z')
        return;
    buf_add(&parted, str_slice(line->text, 0, size));
    buf_add_char(&parted, ' ');
    buf_add(&parted, str_slice(line->text, size, line->text.size));
    line->text = arena_str(&pdf->arena, buf_str(&parted));
    buf_free(&parted);
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
    for (size_t i = first; i < page->last; i++) {
        if (pdf->lines[i].role != LINE_BODY)
            continue;
        pdf->lines[i].role = LINE_NOTE;
        part_mark(pdf, &pdf->lines[i]);
    }
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
        if (ascii_is_letter(s.at[i]))
            return true;
    return false;
}

/* What a heading can look like, whatever its font. */
static bool may_be_heading(const struct pdf_line *line)
{
    char last = line->text.at[line->text.size - 1];

    return line->role == LINE_BODY && has_letter(line->text) && count_words(line->text) <= MOST_HEADING_WORDS
        && !strchr(".;,", last) && !(*line->text.at >= 'a' && *line->text.at <= 'z')
        && (pdf_bullet_size(line->text) == 0 || ascii_is_digit(*line->text.at));
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

/* How far a line could have gone: as far as lines close to it that begin near its beginning, and not into what stands
 * beside it. */
static float right_edge(const struct pdf *pdf, const struct pdf_line *line)
{
    const struct pdf_page *page = &pdf->pages[line->page];
    float right = line->x1, beside = INFINITY;

    for (size_t i = page->first; i < page->last; i++) {
        const struct pdf_line *other = &pdf->lines[i];
        float middle = (other->y0 + other->y1) / 2;

        if (other->role == LINE_FURNITURE || fabsf(middle - line->y0) > line->size * NEAR_HEIGHT)
            continue;
        if (fabsf(other->x0 - line->x0) < NEAR_MARGIN && other->x1 > right)
            right = other->x1;
        if (other->x0 > line->x1 && other->x0 < beside && other->y0 < line->y1 && other->y1 > line->y0)
            beside = other->x0;
    }
    return right < beside ? right : beside;
}

/* Whether the first word of a line would have stood at the end of the line above: then its author began anew. */
static bool had_room(const struct pdf *pdf, const struct pdf_line *above, const struct pdf_line *line)
{
    struct str words = line->text, first;
    float share;

    if (!str_next(&words, ' ', &first))
        return false;
    share = (float)first.size / (float)line->text.size;
    return above->x1 + above->size * 0.3f + (line->x1 - line->x0) * share < right_edge(pdf, above);
}

/* "15. Disclaimer", "2.3 Scope": a heading of its own whatever stands above. */
static bool begins_numbered(struct str words)
{
    struct str first;

    return str_next(&words, ' ', &first) && words.size > 0 && ascii_is_digit(*first.at)
        && memchr(first.at, '.', first.size);
}

bool pdf_heading_goes_on(const struct pdf *pdf, const struct pdf_line *above, const struct pdf_line *line)
{
    float step = line->y0 - above->y0;

    if (above->page != line->page || size_step(above->size) != size_step(line->size) || above->bold != line->bold
        || step <= 0 || step >= line->size * WIDEST_STEP || pdf_bullet_size(line->text) > 0
        || begins_numbered(line->text))
        return false;
    return (*line->text.at >= 'a' && *line->text.at <= 'z') || step < line->size * TIGHT_STEP
        || !had_room(pdf, above, line);
}

/* The further lines of a heading, which may begin small or end in a full stop. */
static void mark_further_lines(struct pdf *pdf)
{
    for (size_t i = 1; i < pdf->line_count; i++)
        if (pdf->lines[i - 1].role == LINE_HEADING && pdf->lines[i].role == LINE_BODY
            && pdf_heading_goes_on(pdf, &pdf->lines[i - 1], &pdf->lines[i]))
            pdf->lines[i].role = LINE_HEADING;
}

/* Styles of headings: by size step, and bold or not. */
struct styles {
    bool met[SIZE_STEPS][2];
    bool heads_text[SIZE_STEPS][2];
    int level[SIZE_STEPS][2];
};

/* Titles and subtitles of a cover have styles that head nothing else: they would push every chapter down. */
static void meet_styles(const struct pdf *pdf, struct styles *s)
{
    size_t cover = SIZE_MAX;

    for (size_t i = 0; i < pdf->line_count; i++) {
        const struct pdf_line *line = &pdf->lines[i], *next = i + 1 < pdf->line_count ? line + 1 : NULL;

        if (line->role != LINE_HEADING)
            continue;
        cover = cover == SIZE_MAX ? line->page : cover;
        s->met[size_step(line->size)][line->bold] = true;
        s->heads_text[size_step(line->size)][line->bold] |= next && next->role != LINE_HEADING
            && next->role != LINE_FURNITURE && (line->page > cover || next->text.size >= SHORTEST_PROSE);
    }
}

/* Levels by style: the larger, then the bolder, the higher. Styles beyond the sixth share it; one that heads no
 * text is of the level of the next that does. */
static void give_levels(struct pdf *pdf)
{
    struct styles s = {{{false}}, {{false}}, {{0}}};
    int level = 0;

    meet_styles(pdf, &s);
    for (int step = SIZE_STEPS - 1; step >= 0; step--) {
        for (int bold = 1; bold >= 0; bold--) {
            if (!s.met[step][bold])
                continue;
            s.level[step][bold] = level < LEVELS ? level + 1 : LEVELS;
            level += s.heads_text[step][bold] && level < LEVELS;
        }
    }
    for (size_t i = 0; i < pdf->line_count; i++)
        if (pdf->lines[i].role == LINE_HEADING)
            pdf->lines[i].level = s.level[size_step(pdf->lines[i].size)][pdf->lines[i].bold];
}

/* Many lines of one style, one right below the other, are a paragraph set large. */
static void unmark_large_paragraphs(struct pdf *pdf)
{
    for (size_t i = 0; i < pdf->line_count;) {
        size_t stop = i + 1, words = count_words(pdf->lines[i].text);

        while (stop < pdf->line_count && pdf->lines[stop].role == LINE_HEADING && pdf->lines[i].role == LINE_HEADING
               && pdf_heading_goes_on(pdf, &pdf->lines[stop - 1], &pdf->lines[stop]))
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
