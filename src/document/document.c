#include "document/document.h"

#include "base/ascii.h"
#include "document/sentences.h"

#include <stdlib.h>

const char *const quality_words[QUALITY_COUNT] = {
#define QUALITY(id, word, what) [QUALITY_##id] = word,
#include "document/quality.def"
#undef QUALITY
};

const char *const block_kind_words[BLOCK_KIND_COUNT] = {
#define X(id, word) [BLOCK_##id] = word,
    BLOCK_KINDS(X)
#undef X
};

const char *quality_meaning(struct str word)
{
    static const char *const meanings[QUALITY_COUNT + 1] = {
#define QUALITY(id, word, what) [QUALITY_##id] = what,
#include "document/quality.def"
#undef QUALITY
        [QUALITY_COUNT] = ""};

    return meanings[str_find(word, quality_words, QUALITY_COUNT)];
}

void document_free(struct document *doc)
{
    struct arena arena;

    if (!doc)
        return;
    arena = doc->arena;     /* doc itself may live in it */
    arena_free(&arena);
}

int document_compare_ranges(struct range a, struct range b)
{
    if (a.start != b.start)
        return a.start < b.start ? -1 : 1;
    return (a.stop > b.stop) - (a.stop < b.stop);
}

struct str document_text(const struct document *doc, struct range r)
{
    return str_slice(doc->text, r.start, r.stop);
}

size_t document_page_at(const struct document *doc, uint32_t at)
{
    size_t low = 0, high = doc->run_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (doc->runs[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return doc->run_count > 0 ? doc->runs[low].page : 0;
}

size_t document_block_at(const struct document *doc, uint32_t at)
{
    size_t low = 0, high = doc->block_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (doc->blocks[middle].range.start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

void document_heading_path(const struct document *doc, size_t block, struct buf *out)
{
    int path[6];            /* levels rise downward, so a path has six headings at most */
    size_t depth = 0;

    for (int h = doc->blocks[block].heading; h >= 0 && depth < 6; h = doc->blocks[h].heading)
        path[depth++] = h;
    while (depth-- > 0) {
        buf_add(out, document_text(doc, doc->blocks[path[depth]].range));
        if (depth > 0)
            buf_add(out, STR(" > "));
    }
}

struct block_span document_section(const struct document *doc, int heading)
{
    size_t first = heading < 0 ? 0 : (size_t)heading, last = heading < 0 ? 0 : first + 1;

    while (last < doc->block_count && doc->blocks[last].kind != BLOCK_HEADING)
        last++;
    return (struct block_span){first, last};
}

/* The end of the paragraph that starts at `at`: a line end, blanks, a line end. */
static size_t paragraph_stop(struct str text, size_t at)
{
    for (; at < text.size; at++) {
        size_t next = at + 1;

        if (text.at[at] != '\n')
            continue;
        while (next < text.size && (text.at[next] == ' ' || text.at[next] == '\t' || text.at[next] == '\r'))
            next++;
        if (next == text.size || text.at[next] == '\n')
            return at;
    }
    return at;
}

static void split_paragraphs(struct document *doc)
{
    struct { struct block *at; size_t count, room; } blocks = {0};
    struct str text = doc->text;

    for (size_t at = 0; at < text.size;) {
        size_t stop;

        while (at < text.size && ascii_is_blank(text.at[at]))
            at++;
        stop = paragraph_stop(text, at);
        if (stop > at) {
            size_t words = stop;

            while (ascii_is_blank(text.at[words - 1]))
                words--;
            *VEC_PUSH(&blocks) = (struct block){.range = {(uint32_t)at, (uint32_t)words}, .kind = BLOCK_PARAGRAPH,
                                                .heading = DOCUMENT_NONE};
        }
        at = stop;
    }
    doc->blocks = arena_copy_array(&doc->arena, blocks.at, blocks.count, sizeof *blocks.at);
    doc->block_count = blocks.count;
    free(blocks.at);
}

bool document_of_passage(struct document **out, struct str text, struct error *err)
{
    struct arena arena = {0};
    struct document *doc = arena_alloc(&arena, 1, sizeof *doc);
    struct page *page = arena_alloc(&arena, 1, sizeof *page);
    struct page_run *run = arena_alloc(&arena, 1, sizeof *run);

    if (text.size > DOCUMENT_MAX_TEXT) {
        arena_free(&arena);
        return error_set(err, ERROR_LIMIT, "a passage of %zu bytes; at most %d are read", text.size, DOCUMENT_MAX_TEXT);
    }
    if (!str_is_text(text)) {
        arena_free(&arena);
        return error_set(err, ERROR_INPUT, "the text is not UTF-8, or holds a NUL");
    }
    page->label = "";
    doc->arena = arena;
    doc->text = arena_str(&doc->arena, text);
    doc->format = "passage";
    doc->title = "";
    doc->pages = page;
    doc->runs = run;
    doc->page_count = doc->run_count = 1;
    split_paragraphs(doc);
    if (!document_split_sentences(doc, err)) {
        document_free(doc);
        return false;
    }
    *out = doc;
    return true;
}
