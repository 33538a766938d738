/* Finds the report inside a file that holds other papers too: a council's agenda pack, or a cover report with the
 * yearly report as its annex. It is certain where such papers are marked as what they are in front of exactly one page
 * that is a yearly report's cover; anything less is not said. */
#include "run/attributes_internal.h"

#include <string.h>

enum {
    COVER_WORDS = 120,              /* a cover has few */
    COVER_TOP = 8,                  /* blocks of a page in which its title may stand */
    MARK_LENGTH = 90,               /* bytes: longer blocks are no captions of a form */
    LEAST_MARKS = 3, MOST_MARKS = 6,
    BASE = 66, A_MARK = 4, AN_END = 6,      /* of the confidence, and what an end that was looked for takes from it */
};

/* What stands in papers for a council's or a board's meeting, at the beginning of a line. */
static const char *const marks[] = {
    "agenda", "public document pack", "apologies for absence", "declarations of interest", "minutes of", "report to",
    "report of", "report by", "report author", "recommendation", "wards affected", "financial implications",
    "legal implications", "background papers", "contact officer", "purpose of report", "purpose of the report",
    "cabinet member", "key decision", "equality", "decision required", "exempt information", "resource implications",
};
enum { MARK_COUNT = sizeof marks / sizeof marks[0] };

/* Where another paper begins. */
static const char *const begins[] = {"agenda item", "item no", "public document pack", "report to", "minutes of"};

/* Of a page: the blocks that begin on it. */
struct sheet {
    size_t first, last, words;
};

static struct str after_number(struct str line)
{
    while (line.size > 0 && strchr("0123456789.() \t", *line.at))
        line = str_slice(line, 1, line.size);
    return line;
}

static bool begins_with(struct str line, const char *word)
{
    size_t size = strlen(word);

    return line.size >= size && str_equal_caseless(str_slice(line, 0, size), str_of(word));
}

static size_t words_in(struct str text)
{
    struct str word;
    size_t count = 0;

    while (str_next(&text, ' ', &word))
        count += word.size > 0;
    return count;
}

static struct sheet *take_sheets(struct arena *a, const struct document *doc)
{
    struct sheet *sheets = arena_alloc(a, doc->page_count, sizeof *sheets);

    for (size_t p = 0; p < doc->page_count; p++)
        sheets[p] = (struct sheet){0};
    for (size_t i = 0; i < doc->block_count; i++) {
        struct sheet *s = &sheets[document_page_at(doc, doc->blocks[i].range.start)];

        if (s->last == 0)
            s->first = i;
        s->last = i + 1;
        s->words += words_in(document_text(doc, doc->blocks[i].range));
    }
    return sheets;
}

static bool is_cover(const struct document *doc, const struct sheet *s)
{
    if (s->words == 0 || s->words > COVER_WORDS)
        return false;
    for (size_t i = s->first; i < s->last && i < s->first + COVER_TOP; i++) {
        struct str line = document_text(doc, doc->blocks[i].range);

        if (line.size <= MARK_LENGTH * 2 && (run_text_contains(line, "annual report")
                                             || run_text_contains(line, "yearly report")))
            return true;
    }
    return false;
}

/* Adds to *seen, a bit a mark, those of a page. */
static void see_marks(const struct document *doc, const struct sheet *s, uint32_t *seen)
{
    for (size_t i = s->first; i < s->last; i++) {
        struct str line = document_text(doc, doc->blocks[i].range);

        line = after_number(str_slice(line, 0, line.size < MARK_LENGTH ? line.size : MARK_LENGTH));
        for (size_t k = 0; k < MARK_COUNT; k++)
            if (begins_with(line, marks[k]))
                *seen |= UINT32_C(1) << k;
    }
}

static int count_bits(uint32_t set)
{
    int count = 0;

    for (; set; set &= set - 1)
        count++;
    return count;
}

/* The first page behind `start` that is another paper's, or page_count. */
static size_t find_end(const struct document *doc, const struct sheet *sheets, size_t start)
{
    for (size_t p = start + 1; p < doc->page_count; p++) {
        for (size_t i = sheets[p].first; i < sheets[p].last && i < sheets[p].first + 2; i++)
            for (size_t k = 0; k < sizeof begins / sizeof begins[0]; k++)
                if (begins_with(document_text(doc, doc->blocks[i].range), begins[k]))
                    return p;
    }
    return doc->page_count;
}

/* How many covers there are in the file; *first: the page of the first. */
static size_t find_covers(const struct document *doc, const struct sheet *sheets, size_t *first)
{
    size_t count = 0;

    *first = doc->page_count;
    for (size_t p = 0; p < doc->page_count; p++) {
        uint32_t seen = 0;

        if (!is_cover(doc, &sheets[p]))
            continue;
        see_marks(doc, &sheets[p], &seen);
        if (count_bits(seen) >= LEAST_MARKS)
            continue;                           /* a short cover report that names its annex */
        if (count++ == 0)
            *first = p;
    }
    return count;
}

void run_guess_pages(struct report_attributes *out, struct arena *a, const struct document *doc,
                     struct page_span *pages, bool *papers)
{
    struct attribute_basis basis = {.source = SOURCE_GUESS, .origin = STR("papers in front"), .below = STR("")};
    struct sheet *sheets = take_sheets(a, doc);
    size_t start, end, covers = find_covers(doc, sheets, &start);
    uint32_t seen = 0;
    char word[32];
    int count;

    *pages = (struct page_span){0, (uint32_t)doc->page_count - 1};
    for (size_t p = 0; p < start; p++)
        see_marks(doc, &sheets[p], &seen);
    count = count_bits(seen);
    *papers = covers == 0 && count >= MOST_MARKS;
    if (covers != 1 || start == 0 || count < LEAST_MARKS)
        return;
    end = find_end(doc, sheets, start);
    basis.confidence = BASE + A_MARK * (count < MOST_MARKS ? count : MOST_MARKS) - (end < doc->page_count ? AN_END : 0);
    snprintf(word, sizeof word, "%zu-%zu", start + 1, end);
    run_say(out, ATTRIBUTE_report_pages, arena_str(a, str_of(word)), &basis);
    *pages = (struct page_span){(uint32_t)start, (uint32_t)end - 1};
}
