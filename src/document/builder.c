#include "document/builder.h"

#include "document/join.h"
#include "document/normalise.h"
#include "document/quality.h"
#include "document/sentences.h"

#include <stdlib.h>
#include <string.h>

enum piece_kind { PIECE_LINE, PIECE_TEXT, PIECE_CELL };

/* A line or run of text as it came, normalised. */
struct piece {
    size_t start, stop;         /* in words */
    uint32_t page;
    enum piece_kind kind;
    bool blank_before, blank_behind;
    uint32_t at;                /* where it begins in the text, once assembled; UINT32_MAX: it is not in it */
};

struct open_block {
    enum block_kind kind;
    int level;
    size_t first_piece;
};

struct document_builder {
    const char *format;
    struct buf words, title;
    struct { struct piece *at; size_t count, room; } pieces;
    struct { struct open_block *at; size_t count, room; } blocks;
    struct { struct page *at; size_t count, room; } pages;
    struct { struct furniture *at; size_t count, room; } furniture;
    struct arena arena;         /* labels and furniture; becomes the document's */
    uint32_t quality[QUALITY_COUNT];
    document_placed *placed;
    void *placed_payload;
    bool too_large;
};

void document_builder_new(struct document_builder **out, const char *format)
{
    struct document_builder *b = must_realloc(NULL, sizeof *b);

    *b = (struct document_builder){.format = format};
    *out = b;
}

void document_builder_free(struct document_builder *b)
{
    if (!b)
        return;
    buf_free(&b->words);
    buf_free(&b->title);
    free(b->pieces.at);
    free(b->blocks.at);
    free(b->pages.at);
    free(b->furniture.at);
    arena_free(&b->arena);
    free(b);
}

void document_builder_title(struct document_builder *b, struct str title)
{
    buf_clear(&b->title);
    document_normalise(title, &b->title);
}

uint32_t document_builder_page(struct document_builder *b, const char *label, float width, float height)
{
    struct buf plain = {0};

    if (b->pages.count == DOCUMENT_MAX_PAGES) {
        b->too_large = true;
        return DOCUMENT_MAX_PAGES - 1;
    }
    document_normalise(str_of(label), &plain);
    *VEC_PUSH(&b->pages) = (struct page){arena_copy(&b->arena, buf_str(&plain)), width, height, PAGE_HAS_TEXT, false};
    buf_free(&plain);
    return (uint32_t)b->pages.count - 1;
}

void document_builder_recognised(struct document_builder *b, uint32_t page, int confidence)
{
    if (page < b->pages.count)
        b->pages.at[page].confidence = confidence < 0 ? 0 : confidence > 100 ? 100 : confidence;
}

void document_builder_quality(struct document_builder *b, enum quality measure, uint32_t number)
{
    b->quality[measure] = number;
}

void document_builder_block(struct document_builder *b, enum block_kind kind, int level)
{
    int clamped = kind != BLOCK_HEADING ? 0 : level < 1 ? 1 : level > 6 ? 6 : level;

    *VEC_PUSH(&b->blocks) = (struct open_block){kind, clamped, b->pieces.count};
}

static void add_piece(struct document_builder *b, enum piece_kind kind, struct str text, uint32_t page)
{
    size_t start = b->words.size;
    struct normalised n;

    if (b->blocks.count == 0)
        document_builder_block(b, BLOCK_PARAGRAPH, 0);
    if (b->too_large || text.size > DOCUMENT_MAX_TEXT) {
        b->too_large = true;
        return;
    }
    n = document_normalise(text, &b->words);
    b->quality[QUALITY_GLYPHS_LOST] += n.lost;
    b->too_large = b->words.size > DOCUMENT_MAX_TEXT;
    *VEC_PUSH(&b->pieces) = (struct piece){start, b->words.size, page, kind, n.blank_before, n.blank_behind,
                                          UINT32_MAX};
}

void document_builder_line(struct document_builder *b, struct str line, uint32_t page)
{
    add_piece(b, PIECE_LINE, line, page);
}

void document_builder_text(struct document_builder *b, struct str text, uint32_t page)
{
    add_piece(b, PIECE_TEXT, text, page);
}

void document_builder_cell(struct document_builder *b)
{
    add_piece(b, PIECE_CELL, STR(""), 0);
}

void document_builder_furniture(struct document_builder *b, struct str text, uint32_t page)
{
    struct buf plain = {0};

    document_normalise(text, &plain);
    if (plain.size > 0)
        *VEC_PUSH(&b->furniture) = (struct furniture){page, arena_str(&b->arena, buf_str(&plain))};
    buf_free(&plain);
}

void document_builder_watch(struct document_builder *b, document_placed *placed, void *payload)
{
    b->placed = placed;
    b->placed_payload = payload;
}

/* The text in the making. */
struct assembly {
    struct document_builder *b;
    const struct join_evidence *evidence;
    struct buf text;
    struct { struct page_run *at; size_t count, room; } runs;
    struct { struct block *at; size_t count, room; } blocks;
    bool blank_pending, tab_pending;
};

static struct str piece_words(const struct document_builder *b, const struct piece *p)
{
    return str_slice(buf_str(&b->words), p->start, p->stop);
}

static size_t last_piece_of(const struct document_builder *b, size_t block)
{
    return block + 1 < b->blocks.count ? b->blocks.at[block + 1].first_piece : b->pieces.count;
}

static void begin_run(struct assembly *a, uint32_t page)
{
    if (a->runs.count > 0 && a->runs.at[a->runs.count - 1].page == page)
        return;
    *VEC_PUSH(&a->runs) = (struct page_run){a->runs.count > 0 ? (uint32_t)a->text.size : 0, page};
}

/* What stands between the block's words so far and the next piece. */
static void add_gap(struct assembly *a, size_t block_start, const struct piece *before, const struct piece *p)
{
    struct str last = str_slice(buf_str(&a->text), block_start, a->text.size);
    enum join how = JOIN_BLANK;

    if (last.size == 0)
        return;
    if (a->tab_pending) {
        buf_add_char(&a->text, '\t');
        return;
    }
    if (p->kind == PIECE_LINE)
        how = document_join_lines(a->evidence, last, piece_words(a->b, p));
    else if (str_ends(last, STR("\xc2\xad")))
        how = JOIN_WITHOUT_HYPHEN;
    else if (!a->blank_pending && !p->blank_before && !before->blank_behind)
        how = JOIN_TIGHT;
    if (how == JOIN_WITHOUT_HYPHEN)
        a->text.size -= str_ends(last, STR("\xc2\xad")) ? 2 : 1;
    if (how == JOIN_BLANK)
        buf_add_char(&a->text, ' ');
}

/* A soft hyphen that no line followed. */
static void drop_soft_hyphen(struct assembly *a, size_t block_start)
{
    if (str_ends(str_slice(buf_str(&a->text), block_start, a->text.size), STR("\xc2\xad")))
        a->text.size -= 2;
}

static void add_block(struct assembly *a, const struct open_block *block, size_t last_piece)
{
    size_t separator = a->text.size, start;
    const struct piece *before = NULL;

    if (a->text.size > 0)
        buf_add_char(&a->text, '\n');
    start = a->text.size;
    a->blank_pending = a->tab_pending = false;
    for (size_t i = block->first_piece; i < last_piece; i++) {
        struct piece *p = &a->b->pieces.at[i];

        if (p->kind == PIECE_CELL) {
            drop_soft_hyphen(a, start);
            a->tab_pending = a->text.size > start;
        } else if (p->start == p->stop) {
            a->blank_pending = a->blank_pending || p->blank_before || p->blank_behind || p->kind == PIECE_LINE;
        } else {
            add_gap(a, start, before ? before : p, p);
            begin_run(a, p->page);
            p->at = (uint32_t)a->text.size;
            buf_add(&a->text, piece_words(a->b, p));
            a->blank_pending = a->tab_pending = false;
            before = p;
        }
    }
    drop_soft_hyphen(a, start);
    if (a->text.size == start) {
        a->text.size = separator;
        return;
    }
    *VEC_PUSH(&a->blocks) = (struct block){.range = {(uint32_t)start, (uint32_t)a->text.size}, .kind = block->kind,
                                           .level = block->level, .heading = DOCUMENT_NONE};
}

/* Each block's heading is the last one before it; a heading's the last of a higher level. */
static void find_headings(struct block *blocks, size_t count)
{
    int open[7];        /* by level: the heading that holds now */

    for (int i = 0; i < 7; i++)
        open[i] = DOCUMENT_NONE;
    for (size_t i = 0; i < count; i++) {
        int below = blocks[i].kind == BLOCK_HEADING ? blocks[i].level : 7;

        for (int level = below - 1; level >= 1 && blocks[i].heading == DOCUMENT_NONE; level--)
            blocks[i].heading = open[level];
        if (blocks[i].kind != BLOCK_HEADING)
            continue;
        open[below] = (int)i;
        for (int level = below + 1; level < 7; level++)
            open[level] = DOCUMENT_NONE;
    }
}

/* What the document's own lines say of its hyphens. */
static void weigh_lines(const struct document_builder *b, struct join_evidence *e)
{
    for (size_t i = 0; i < b->pieces.count; i++) {
        bool after_hyphen = i > 0 && b->pieces.at[i].kind == PIECE_LINE
            && str_ends(piece_words(b, &b->pieces.at[i - 1]), STR("-"));

        document_join_learn(e, piece_words(b, &b->pieces.at[i]), after_hyphen);
    }
    for (size_t block = 0; block < b->blocks.count; block++)
        for (size_t i = b->blocks.at[block].first_piece + 1; i < last_piece_of(b, block); i++)
            if (b->pieces.at[i].kind == PIECE_LINE)
                document_join_weigh(e, piece_words(b, &b->pieces.at[i - 1]), piece_words(b, &b->pieces.at[i]));
}

static struct document *make_document(struct document_builder *b, struct assembly *a)
{
    struct document *doc = arena_alloc(&b->arena, 1, sizeof *doc);

    doc->format = b->format;
    doc->text = arena_str(&b->arena, buf_str(&a->text));
    doc->title = arena_copy(&b->arena, buf_str(&b->title));
    doc->pages = arena_copy_array(&b->arena, b->pages.at, b->pages.count, sizeof *b->pages.at);
    doc->runs = arena_copy_array(&b->arena, a->runs.at, a->runs.count, sizeof *a->runs.at);
    doc->blocks = arena_copy_array(&b->arena, a->blocks.at, a->blocks.count, sizeof *a->blocks.at);
    doc->furniture = arena_copy_array(&b->arena, b->furniture.at, b->furniture.count, sizeof *b->furniture.at);
    doc->page_count = b->pages.count;
    doc->run_count = a->runs.count;
    doc->block_count = a->blocks.count;
    doc->furniture_count = b->furniture.count;
    memcpy(doc->quality, b->quality, sizeof doc->quality);
    document_measure(doc);
    doc->arena = b->arena;
    b->arena = (struct arena){0};
    return doc;
}

/* A piece ends where its words do, unless the hyphen at its end was taken away or was all there was. */
static void tell_places(const struct document_builder *b, const struct document *doc)
{
    size_t number = 0, next = 0;

    for (size_t i = 0; i < b->pieces.count; i++) {
        const struct piece *p = &b->pieces.at[i];
        uint32_t stop, words = (uint32_t)(p->stop - p->start);

        if (p->kind == PIECE_CELL)
            continue;
        for (next = next > i ? next : i + 1; next < b->pieces.count && b->pieces.at[next].at == UINT32_MAX;)
            next++;
        stop = next < b->pieces.count ? b->pieces.at[next].at : (uint32_t)doc->text.size;
        if (p->at < stop)       /* also false where it is not in the text */
            b->placed(b->placed_payload, number, (struct range){p->at, stop - p->at < words ? stop : p->at + words});
        number++;
    }
}

static void assemble(struct assembly *a, struct document_builder *b)
{
    struct join_evidence *evidence = NULL;

    document_join_evidence_new(&evidence);
    weigh_lines(b, evidence);
    a->b = b;
    a->evidence = evidence;
    for (size_t i = 0; i < b->blocks.count; i++)
        add_block(a, &b->blocks.at[i], last_piece_of(b, i));
    find_headings(a->blocks.at, a->blocks.count);
    document_join_evidence_free(evidence);
}

bool document_builder_finish(struct document_builder *b, struct document **out, struct error *err)
{
    struct assembly a = {0};
    struct document *doc = NULL;
    bool ok = false;

    if (!b->too_large)
        assemble(&a, b);
    if (b->too_large || a.text.size > DOCUMENT_MAX_TEXT) {
        error_set(err, ERROR_LIMIT, "more than %d pages or %d MB of text", DOCUMENT_MAX_PAGES, DOCUMENT_MAX_TEXT >> 20);
        goto out;
    }
    if (a.blocks.count == 0) {
        error_set(err, ERROR_INPUT, "no text");
        goto out;
    }
    if (b->pages.count == 0)
        document_builder_page(b, "", 0, 0);
    doc = make_document(b, &a);
    ok = document_split_sentences(doc, err);
    if (ok && b->placed)
        tell_places(b, doc);
    if (ok)
        *out = doc;
    else
        document_free(doc);
out:
    buf_free(&a.text);
    free(a.runs.at);
    free(a.blocks.at);
    document_builder_free(b);
    return ok;
}
