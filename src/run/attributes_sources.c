#include "run/attributes_internal.h"

#include "base/ascii.h"

enum { COVER_BYTES = 3000, EARLY_PAGES = 3, LEAST_CONFIDENCE = 70, MOST_CONFIDENCE = 99 };

/* How often, of a hundred, an answer that stands there alone is taken to be right. */
static const struct { const char *name; int weight; } places_of_answers[IN_COUNT] = {
    [IN_TITLE] = {"title", 75}, [IN_FILE] = {"file name", 85}, [IN_HEADINGS] = {"headings", 90},
    [IN_TITLES] = {"cover", 80}, [IN_COVER] = {"cover", 75}, [IN_FURNITURE] = {"running headers", 80},
    [IN_EARLY] = {"first pages", 70},
};

struct attribute_basis run_basis(seen_in seen, struct arena *a)
{
    struct attribute_basis basis = {.source = SOURCE_GUESS, .below = STR("")};
    struct buf names = {0};
    int doubt = 10000;
    bool cover = false;

    for (int i = 0; i < IN_COUNT; i++) {
        bool twice = cover && (i == IN_TITLES || i == IN_COVER || i == IN_EARLY);

        /* Headings and titles stand on the cover, and that is one of the first pages. */
        if (!(seen & 1U << i) || twice)
            continue;
        cover = cover || i == IN_HEADINGS || i == IN_TITLES || i == IN_COVER;
        doubt = doubt * (100 - places_of_answers[i].weight) / 100;
        buf_add_format(&names, "%s%s", names.size ? ", " : "", places_of_answers[i].name);
    }
    basis.confidence = 100 - (doubt + 99) / 100;
    if (basis.confidence > MOST_CONFIDENCE)
        basis.confidence = MOST_CONFIDENCE;
    basis.origin = arena_str(a, buf_str(&names));
    buf_free(&names);
    return basis;
}

void run_say(struct report_attributes *out, enum attribute which, struct str value,
             const struct attribute_basis *basis)
{
    if (value.size == 0 || basis->confidence < LEAST_CONFIDENCE)
        return;
    *store_attribute(out, which) = value;
    out->basis[which] = *basis;
}

void run_sources_free(struct sources *s)
{
    for (int i = 0; i < IN_COUNT; i++)
        buf_free(&s->at[i]);
}

bool run_text_contains(struct str text, const char *word)
{
    struct str w = str_of(word);

    for (size_t i = 0; i + w.size <= text.size; i++)
        if (str_equal_caseless(str_slice(text, i, i + w.size), w))
            return true;
    return false;
}

/* What word processors and scanners put where a title belongs. */
static bool is_junk_title(struct str title)
{
    static const char *const junk[] = {"microsoft", "powerpoint presentation", "untitled", "template", ".doc", ".indd",
                                       ".ppt", ".pdf", ".qxp", ".pub", "document1", "slide 1"};

    for (size_t i = 0; i < sizeof junk / sizeof junk[0]; i++)
        if (run_text_contains(title, junk[i]))
            return true;
    return title.size < 8 || title.size > TITLE_MAX || !run_text_contains(title, " ");
}

static bool is_digit_at(struct str s, size_t i)
{
    return i < s.size && ascii_is_digit(s.at[i]);
}

/* "Leeds_SCP-annual-report-2019-20.pdf": marks become blanks, but not between figures. */
static void add_file_name(struct buf *b, struct str path)
{
    size_t start = path.size, stop = path.size;

    while (start > 0 && path.at[start - 1] != '/')
        start--;
    for (size_t i = stop; i > start + 1; i--)
        if (path.at[i - 1] == '.') {
            stop = i - 1;
            break;
        }
    for (size_t i = start; i < stop; i++) {
        bool mark = path.at[i] == '_' || path.at[i] == '-' || path.at[i] == '+';
        bool inside = i > start && is_digit_at(path, i - 1) && is_digit_at(path, i + 1);

        buf_add_char(b, mark && !inside ? ' ' : path.at[i]);
    }
}

void run_add_line(struct buf *b, struct str line, size_t limit)
{
    if (b->size + line.size > limit)
        return;
    buf_add(b, line);
    buf_add_char(b, '\n');
}

bool run_is_about_report(struct str line)
{
    return line.size <= SHORT_LINE || run_text_contains(line, "this report") || run_text_contains(line, "annual report")
        || run_text_contains(line, "yearly report");
}

static void gather_furniture(struct sources *s, const struct document *doc, size_t first)
{
    for (size_t i = 0; i < doc->furniture_count; i++)
        if (doc->furniture[i].page >= first && doc->furniture[i].page < first + EARLY_PAGES * 2)
            run_add_line(&s->at[IN_FURNITURE], doc->furniture[i].text, COVER_BYTES);
}

void run_sources_gather(struct sources *s, const struct document *doc, const struct page_span *pages, struct str path)
{
    size_t first = doc->block_count ? document_page_at(doc, doc->blocks[0].range.start) : 0;

    first = pages->first > first ? pages->first : first;
    if (!is_junk_title(str_of(doc->title)))
        buf_add(&s->at[IN_TITLE], str_of(doc->title));
    add_file_name(&s->at[IN_FILE], path);
    for (size_t i = 0; i < doc->block_count && s->at[IN_EARLY].size < EARLY_BYTES; i++) {
        struct str text = document_text(doc, doc->blocks[i].range);
        size_t page = document_page_at(doc, doc->blocks[i].range.start);

        if (doc->blocks[i].kind == BLOCK_CONTENTS || page < first || page >= first + EARLY_PAGES)
            continue;
        run_add_line(&s->at[IN_EARLY], text, EARLY_BYTES);
        if (page != first || s->at[IN_EARLY].size > COVER_BYTES)
            continue;
        run_add_line(&s->at[IN_COVER], text, COVER_BYTES);
        if (run_is_about_report(text))
            run_add_line(&s->at[IN_TITLES], text, COVER_BYTES);
        if (doc->blocks[i].kind == BLOCK_HEADING)
            run_add_line(&s->at[IN_HEADINGS], text, COVER_BYTES);
    }
    gather_furniture(s, doc, first);
}
