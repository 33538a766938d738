#include "document/wire.h"

#include "document/normalise.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* The form's version stands in its first line; doc/formats/wire.md tells it. */
#define WIRE_FIRST_LINE "excerpta-wire 2"

enum { MOST_LENGTH = 100000000 };   /* of a page's side, in hundredths of a point */

const char *const report_problem_words[PROBLEM_COUNT] = {
    [PROBLEM_NONE] = "none",
#define X(id, word) [PROBLEM_##id] = word,
    REPORT_PROBLEMS(X)
#undef X
};

/* Text on one line: a backslash before a backslash, n and t for a line end and a tab. */
static void write_line_text(FILE *out, struct str s)
{
    for (size_t i = 0; i < s.size; i++) {
        switch (s.at[i]) {
        case '\n': fputs("\\n", out); break;
        case '\t': fputs("\\t", out); break;
        case '\\': fputs("\\\\", out); break;
        default: fputc(s.at[i], out);
        }
    }
    fputc('\n', out);
}

void wire_write_problem(FILE *out, const char *reason, const char *detail)
{
    struct buf plain = {0};

    /* A library's words on a damaged file may hold the file's bytes. */
    document_normalise(str_of(detail), &plain);
    fprintf(out, WIRE_FIRST_LINE "\nproblem %s\ndetail ", reason);
    write_line_text(out, buf_str(&plain));
    fputs("end\n", out);
    buf_free(&plain);
}

/* In hundredths of a point: whole numbers read the same everywhere. A file may claim any size, and none
 * beyond the reader's bound is worth the report. */
static long wire_length(float points)
{
    return points > 0 ? lroundf(fminf(points, (float)MOST_LENGTH / 100) * 100) : 0;
}

static void write_quality(FILE *out, const struct document *doc)
{
    size_t count = 0;

    for (int q = 0; q < QUALITY_COUNT; q++)
        count += doc->quality[q] > 0;
    fprintf(out, "quality %zu\n", count);
    for (int q = 0; q < QUALITY_COUNT; q++)
        if (doc->quality[q] > 0)
            fprintf(out, "%s %" PRIu32 "\n", quality_words[q], doc->quality[q]);
}

void wire_write_structure(FILE *out, const struct document *doc)
{
    fprintf(out, WIRE_FIRST_LINE "\nformat %s\ntitle ", doc->format);
    write_line_text(out, str_of(doc->title));
    fprintf(out, "pages %zu\n", doc->page_count);
    for (size_t i = 0; i < doc->page_count; i++) {
        fprintf(out, "%ld %ld %d ", wire_length(doc->pages[i].width), wire_length(doc->pages[i].height),
                doc->pages[i].confidence);
        write_line_text(out, str_of(doc->pages[i].label));
    }
    fprintf(out, "runs %zu\n", doc->run_count);
    for (size_t i = 0; i < doc->run_count; i++)
        fprintf(out, "%" PRIu32 " %" PRIu32 "\n", doc->runs[i].start, doc->runs[i].page);
    fprintf(out, "blocks %zu\n", doc->block_count);
    for (size_t i = 0; i < doc->block_count; i++) {
        const struct block *b = &doc->blocks[i];

        fprintf(out, "%" PRIu32 " %" PRIu32 " %s %d %d\n", b->range.start, b->range.stop, block_kind_words[b->kind],
                b->level, b->heading);
    }
    fprintf(out, "sentences %zu\n", doc->sentence_count);
    for (size_t i = 0; i < doc->sentence_count; i++)
        fprintf(out, "%" PRIu32 " %" PRIu32 "\n", doc->sentences[i].start, doc->sentences[i].stop);
    fprintf(out, "furniture %zu\n", doc->furniture_count);
    for (size_t i = 0; i < doc->furniture_count; i++) {
        fprintf(out, "%" PRIu32 " ", doc->furniture[i].page);
        write_line_text(out, doc->furniture[i].text);
    }
    write_quality(out, doc);
}

void wire_write(FILE *out, const struct document *doc)
{
    wire_write_structure(out, doc);
    fprintf(out, "text %zu\n", doc->text.size);
    fwrite(doc->text.at, 1, doc->text.size, out);
    fputs("\nend\n", out);
}

/* Where the reader is. Every count is checked against the bytes that are left before memory is
 * taken for it: an entry takes two bytes or more. */
struct reading {
    struct str rest;
    size_t line;
    struct document *doc;
    struct error *err;
};

static bool wrong(struct reading *r, const char *expected)
{
    return error_set(r->err, ERROR_INPUT, "line %zu of what the extractor sent: expected %s", r->line, expected);
}

static bool next_line(struct reading *r, struct str *line)
{
    r->line++;
    return str_next(&r->rest, '\n', line) || wrong(r, "a line");
}

static bool take_word(struct str *line, struct str *word)
{
    return str_next(line, ' ', word) && word->size > 0;
}

static bool take_number(struct str *line, size_t most, uint32_t *number)
{
    struct str word;
    size_t n;

    if (!take_word(line, &word) || !str_to_size(word, &n) || n > most)
        return false;
    *number = (uint32_t)n;
    return true;
}

/* "-1" or a number up to most, and nothing behind it. */
static bool take_index(struct str *line, size_t most, int *number)
{
    uint32_t n;

    if (str_equal(*line, STR("-1"))) {
        *number = DOCUMENT_NONE;
        return true;
    }
    if (!take_number(line, most, &n) || n > INT32_MAX || line->size > 0)
        return false;
    *number = (int)n;
    return true;
}

/* A control character (of C1 too, two bytes in UTF-8) could tell a terminal what to do. */
static bool no_controls(struct str text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.at[i], next = i + 1 < text.size ? (unsigned char)text.at[i + 1] : 0;

        if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f || (c == 0xc2 && next >= 0x80 && next < 0xa0))
            return false;
    }
    return true;
}

/* What write_line_text wrote; must be UTF-8. */
static bool take_line_text(struct reading *r, struct str line, struct str *text)
{
    struct buf plain = {0};
    bool ok = true;

    for (size_t i = 0; i < line.size && ok; i++) {
        if (line.at[i] != '\\') {
            buf_add_char(&plain, line.at[i]);
            continue;
        }
        ok = ++i < line.size && strchr("nt\\", line.at[i]) && line.at[i] != '\0';
        if (ok)
            buf_add_char(&plain, line.at[i] == 'n' ? '\n' : line.at[i] == 't' ? '\t' : '\\');
    }
    ok = ok && str_is_text(buf_str(&plain)) && no_controls(buf_str(&plain));
    *text = arena_str(&r->doc->arena, buf_str(&plain));
    buf_free(&plain);
    return ok || wrong(r, "text in UTF-8 without control characters");
}

static bool take_field(struct reading *r, const char *name, struct str *value)
{
    struct str line, word;

    if (!next_line(r, &line))
        return false;
    if (!take_word(&line, &word) || !str_equal(word, str_of(name)))
        return wrong(r, name);
    *value = line;
    return true;
}

static bool take_count(struct reading *r, const char *name, size_t *count)
{
    struct str value;

    if (!take_field(r, name, &value))
        return false;
    if (!str_to_size(value, count) || *count > r->rest.size / 2)
        return wrong(r, "a count that what follows can hold");
    return true;
}

static bool take_pages(struct reading *r)
{
    size_t count;
    struct page *pages;

    if (!take_count(r, "pages", &count))
        return false;
    if (count == 0 || count > DOCUMENT_MAX_PAGES)
        return wrong(r, "at least one page and no more than are read");
    pages = arena_alloc(&r->doc->arena, count, sizeof *pages);
    for (size_t i = 0; i < count; i++) {
        struct str line, label;
        uint32_t width, height;
        struct str word;
        int confidence;

        if (!next_line(r, &line))
            return false;
        if (!take_number(&line, MOST_LENGTH, &width) || !take_number(&line, MOST_LENGTH, &height)
            || !take_word(&line, &word) || !take_index(&word, 100, &confidence))
            return wrong(r, "a page's width, height and confidence");
        if (!take_line_text(r, line, &label))
            return false;
        pages[i] = (struct page){label.at, (float)width / 100, (float)height / 100, confidence, false};
    }
    r->doc->pages = pages;
    r->doc->page_count = count;
    return true;
}

static bool take_runs(struct reading *r)
{
    struct page_run *runs;
    size_t count;

    if (!take_count(r, "runs", &count))
        return false;
    runs = arena_alloc(&r->doc->arena, count, sizeof *runs);
    for (size_t i = 0; i < count; i++) {
        struct str line;

        if (!next_line(r, &line))
            return false;
        if (!take_number(&line, DOCUMENT_MAX_TEXT, &runs[i].start)
            || !take_number(&line, r->doc->page_count - 1, &runs[i].page) || line.size > 0
            || (i == 0 ? runs[i].start != 0 : runs[i].start < runs[i - 1].start))
            return wrong(r, "where a page begins, in rising order");
    }
    r->doc->runs = runs;
    r->doc->run_count = count;
    return count > 0 || wrong(r, "a page for the text's beginning");
}

static bool take_range(struct str *line, uint32_t from, struct range *range)
{
    return take_number(line, DOCUMENT_MAX_TEXT, &range->start) && take_number(line, DOCUMENT_MAX_TEXT, &range->stop)
        && range->start >= from && range->stop > range->start;
}

static bool take_kind(struct str *line, enum block_kind *kind)
{
    struct str word;

    if (!take_word(line, &word))
        return false;
    *kind = (enum block_kind)str_find(word, block_kind_words, BLOCK_KIND_COUNT);
    return *kind < BLOCK_KIND_COUNT;
}

static bool is_headed_well(const struct block *blocks, size_t at)
{
    const struct block *b = &blocks[at];

    if (b->kind == BLOCK_HEADING ? b->level < 1 || b->level > 6 : b->level != 0)
        return false;
    return b->heading == DOCUMENT_NONE
        || ((size_t)b->heading < at && blocks[b->heading].kind == BLOCK_HEADING
            && (b->kind != BLOCK_HEADING || blocks[b->heading].level < b->level));
}

static bool take_blocks(struct reading *r)
{
    struct block *blocks;
    size_t count;
    uint32_t from = 0;

    if (!take_count(r, "blocks", &count))
        return false;
    if (count == 0)
        return wrong(r, "at least one block");
    blocks = arena_alloc(&r->doc->arena, count, sizeof *blocks);
    for (size_t i = 0; i < count; i++) {
        struct str line;
        uint32_t level;

        if (!next_line(r, &line))
            return false;
        if (!take_range(&line, from, &blocks[i].range) || !take_kind(&line, &blocks[i].kind)
            || !take_number(&line, 6, &level) || !take_index(&line, count, &blocks[i].heading))
            return wrong(r, "a block: start, stop, kind, level, heading");
        blocks[i].level = (int)level;
        if (!is_headed_well(blocks, i))
            return wrong(r, "a heading of a higher level before its block");
        from = blocks[i].range.stop;
    }
    r->doc->blocks = blocks;
    r->doc->block_count = count;
    return true;
}

static bool take_sentences(struct reading *r)
{
    const struct document *doc = r->doc;
    struct range *sentences;
    size_t count, block = 0;
    uint32_t from = 0;

    if (!take_count(r, "sentences", &count))
        return false;
    sentences = arena_alloc(&r->doc->arena, count, sizeof *sentences);
    for (size_t i = 0; i < count; i++) {
        struct str line;

        if (!next_line(r, &line))
            return false;
        if (!take_range(&line, from, &sentences[i]) || line.size > 0)
            return wrong(r, "a sentence: start and stop");
        while (block < doc->block_count && doc->blocks[block].range.stop <= sentences[i].start)
            block++;
        if (block == doc->block_count || sentences[i].start < doc->blocks[block].range.start
            || sentences[i].stop > doc->blocks[block].range.stop)
            return wrong(r, "a sentence inside one block");
        from = sentences[i].stop;
    }
    r->doc->sentences = sentences;
    r->doc->sentence_count = count;
    return true;
}

static bool take_furniture(struct reading *r)
{
    struct furniture *furniture;
    size_t count;

    if (!take_count(r, "furniture", &count))
        return false;
    furniture = arena_alloc(&r->doc->arena, count, sizeof *furniture);
    for (size_t i = 0; i < count; i++) {
        struct str line;

        if (!next_line(r, &line))
            return false;
        if (!take_number(&line, r->doc->page_count - 1, &furniture[i].page))
            return wrong(r, "furniture: its page");
        if (!take_line_text(r, line, &furniture[i].text))
            return false;
    }
    r->doc->furniture = furniture;
    r->doc->furniture_count = count;
    return true;
}

static bool take_quality(struct reading *r)
{
    size_t count;

    if (!take_count(r, "quality", &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        struct str line, word;
        size_t q;

        if (!next_line(r, &line))
            return false;
        if (!take_word(&line, &word))
            return wrong(r, "a measure of quality");
        q = str_find(word, quality_words, QUALITY_COUNT);
        if (q == QUALITY_COUNT || !take_number(&line, UINT32_MAX, &r->doc->quality[q]) || line.size > 0)
            return wrong(r, "a measure of quality and its number");
    }
    return true;
}

static bool on_character(struct str text, uint32_t at)
{
    return at <= text.size && str_is_edge(text, at);
}

static bool ranges_fit(const struct document *doc)
{
    for (size_t i = 0; i < doc->block_count; i++)
        if (!on_character(doc->text, doc->blocks[i].range.start) || !on_character(doc->text, doc->blocks[i].range.stop))
            return false;
    for (size_t i = 0; i < doc->sentence_count; i++)
        if (!on_character(doc->text, doc->sentences[i].start) || !on_character(doc->text, doc->sentences[i].stop))
            return false;
    for (size_t i = 0; i < doc->run_count; i++)
        if (!on_character(doc->text, doc->runs[i].start))
            return false;
    return true;
}

static bool take_text(struct reading *r)
{
    struct str value;
    size_t size;

    if (!take_field(r, "text", &value))
        return false;
    if (!str_to_size(value, &size) || size > DOCUMENT_MAX_TEXT || size > r->rest.size)
        return wrong(r, "the text's size");
    r->doc->text = arena_str(&r->doc->arena, str_slice(r->rest, 0, size));
    r->rest = str_slice(r->rest, size, r->rest.size);
    if (!str_is_text(r->doc->text) || !no_controls(r->doc->text))
        return wrong(r, "text in UTF-8 without control characters");
    if (!ranges_fit(r->doc))
        return wrong(r, "ranges on whole characters of the text");
    return str_equal(r->rest, STR("\nend\n")) || wrong(r, "the end after the text");
}

static bool is_format(struct str word)
{
    static const char *const formats[] = {"pdf", "docx", "odt", "html", "text"};

    return STR_AMONG(word, formats);
}

static bool take_document(struct reading *r, struct str format)
{
    struct str title, plain;

    /* A format is a word of the extractor's own. */
    if (!is_format(format))
        return wrong(r, "a format: pdf, docx, odt, html or text");
    r->doc->format = arena_copy(&r->doc->arena, format);
    if (!take_field(r, "title", &title) || !take_line_text(r, title, &plain))
        return false;
    r->doc->title = plain.at;
    return take_pages(r) && take_runs(r) && take_blocks(r) && take_sentences(r) && take_furniture(r)
        && take_quality(r) && take_text(r);
}

static bool take_problem(struct reading *r, struct str reason, struct wire_result *out)
{
    struct str detail, plain;
    size_t which = str_find(reason, report_problem_words, PROBLEM_COUNT);

    if (which == PROBLEM_NONE || which == PROBLEM_COUNT)
        return wrong(r, "a reason");
    out->problem = (enum report_problem)which;
    if (!take_field(r, "detail", &detail) || !take_line_text(r, detail, &plain))
        return false;
    snprintf(out->detail, sizeof out->detail, "%.*s", STR_ARGS(plain));
    while (!str_is_text(str_of(out->detail)))       /* cut in a character */
        out->detail[strlen(out->detail) - 1] = '\0';
    return str_equal(r->rest, STR("end\n")) || wrong(r, "the end");
}

bool wire_read_structure(struct wire_result *out, struct str structure, struct str text, struct error *err)
{
    struct buf whole = {0};
    bool ok;

    buf_add(&whole, structure);
    buf_add_format(&whole, "text %zu\n", text.size);
    buf_add(&whole, text);
    buf_add(&whole, STR("\nend\n"));
    ok = wire_read(out, buf_str(&whole), err);
    buf_free(&whole);
    return ok;
}

bool wire_read(struct wire_result *out, struct str bytes, struct error *err)
{
    struct arena arena = {0};
    struct document *doc = arena_alloc(&arena, 1, sizeof *doc);
    struct reading r = {.rest = bytes, .doc = doc, .err = err};
    struct str line, word;
    bool ok;

    *out = (struct wire_result){0};
    doc->arena = arena;
    ok = next_line(&r, &line) && (str_equal(line, STR(WIRE_FIRST_LINE)) || wrong(&r, WIRE_FIRST_LINE))
        && next_line(&r, &line);
    if (ok) {
        bool named = take_word(&line, &word);

        if (named && str_equal(word, STR("format")))
            ok = take_document(&r, line);
        else if (named && str_equal(word, STR("problem")))
            ok = take_problem(&r, line, out);
        else
            ok = wrong(&r, "format or problem");
    }
    if (ok && out->problem == PROBLEM_NONE)
        out->doc = doc;
    else
        document_free(doc);
    return ok;
}
