#include "extract/office_internal.h"

#include <stdlib.h>
#include <string.h>

struct office_frame {
    struct office_frame *below;
    struct office_store open;       /* pieces of the block in the making */
    struct office_store after;      /* blocks to follow it */
    struct office_store *target;    /* where finished blocks go; NULL: the builder */
    enum block_kind kind;
    int level, all_kind;
    bool in_paragraph, in_row, implicit, story, blank_pending, merged, row_moved, cell_empty;
    unsigned cells;
    uint32_t row_page, row_last;
};

void office_store_free(struct office_store *s)
{
    buf_free(&s->words);
    free(s->pieces.at);
    free(s->blocks.at);
    *s = (struct office_store){0};
}

static void store_clear(struct office_store *s)
{
    buf_clear(&s->words);
    s->pieces.count = s->blocks.count = 0;
}

static struct str piece_text(const struct office_store *s, const struct office_piece *p)
{
    return str_slice(buf_str(&s->words), p->start, p->stop);
}

/* Adds one block of `from`, made of its pieces [first, last). */
static void store_add(struct office_store *to, const struct office_store *from, const struct office_block *block)
{
    size_t first = to->pieces.count;

    for (size_t i = block->first; i < block->last; i++) {
        struct office_piece p = from->pieces.at[i];
        struct str text = piece_text(from, &p);

        p.start = to->words.size;
        buf_add(&to->words, text);
        p.stop = to->words.size;
        *VEC_PUSH(&to->pieces) = p;
    }
    *VEC_PUSH(&to->blocks) = (struct office_block){block->kind, block->level, first, to->pieces.count};
}

static void build_block(struct document_builder *b, const struct office_store *from, const struct office_block *block)
{
    document_builder_block(b, block->kind, block->level);
    for (size_t i = block->first; i < block->last; i++) {
        const struct office_piece *p = &from->pieces.at[i];

        if (p->cell)
            document_builder_cell(b);
        else
            document_builder_text(b, piece_text(from, p), p->page);
    }
}

static void send_block(struct office_flow *flow, const struct office_frame *frame, const struct office_store *from,
                       const struct office_block *block)
{
    if (frame->target)
        store_add(frame->target, from, block);
    else
        build_block(flow->b, from, block);
}

/* The bytes of a list's mark that someone typed, and of the blanks behind it; 0: none. */
static size_t typed_bullet(struct str text)
{
    static const char *const marks[] = {"\xe2\x80\xa2", "\xe2\x97\xa6", "\xe2\x96\xaa", "\xe2\x97\x8f", "\xe2\x96\xa0",
                                        "\xe2\x80\xa3", "\xef\x82\xb7", "\xef\x82\xa7", "\xc2\xb7"};
    struct str rest = text;

    while (rest.size > 0 && (*rest.at == ' ' || *rest.at == '\t'))
        rest = str_slice(rest, 1, rest.size);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (str_starts(rest, str_of(marks[i])))
            return text.size - rest.size + strlen(marks[i]);
    return 0;
}

static void finish_block(struct office_flow *flow, struct office_frame *frame)
{
    struct office_block block = {frame->kind, frame->level, 0, frame->open.pieces.count};

    if (block.last > 0) {
        struct office_piece *first = &frame->open.pieces.at[0];
        size_t bullet = block.kind == BLOCK_PARAGRAPH ? typed_bullet(piece_text(&frame->open, first)) : 0;

        block.kind = bullet > 0 ? BLOCK_LIST_ITEM : block.kind;
        first->start += bullet;
        send_block(flow, frame, &frame->open, &block);
    }
    for (size_t i = 0; i < frame->after.blocks.count; i++)
        send_block(flow, frame, &frame->after, &frame->after.blocks.at[i]);
    store_clear(&frame->open);
    store_clear(&frame->after);
    frame->blank_pending = frame->merged = false;
}

static struct office_frame *push_frame(struct office_flow *flow, int kind, struct office_store *target)
{
    struct office_frame *frame = must_realloc(NULL, sizeof *frame);

    *frame = (struct office_frame){.below = flow->top, .target = target, .all_kind = kind, .kind = BLOCK_PARAGRAPH};
    flow->top = frame;
    return frame;
}

static void pop_frame(struct office_flow *flow)
{
    struct office_frame *frame = flow->top;

    finish_block(flow, frame);
    flow->stories -= frame->story;
    flow->top = frame->below;
    office_store_free(&frame->open);
    office_store_free(&frame->after);
    free(frame);
}

void office_flow_begin(struct office_flow *flow, struct document_builder *b)
{
    *flow = (struct office_flow){.b = b, .pages = 1};
    document_builder_page(b, "", 0, 0);
    push_frame(flow, OFFICE_ANY_KIND, NULL);
}

void office_flow_finish(struct office_flow *flow)
{
    while (flow->top->below)
        pop_frame(flow);
    finish_block(flow, flow->top);
    for (size_t i = 0; i < flow->at_end.pieces.count; i++)
        flow->at_end.pieces.at[i].page = flow->pages - 1;
    for (size_t i = 0; i < flow->at_end.blocks.count; i++)
        build_block(flow->b, &flow->at_end, &flow->at_end.blocks.at[i]);
}

void office_flow_free(struct office_flow *flow)
{
    while (flow->top) {
        struct office_frame *frame = flow->top;

        flow->top = frame->below;
        office_store_free(&frame->open);
        office_store_free(&frame->after);
        free(frame);
    }
    office_store_free(&flow->at_end);
    free(flow->tables.at);
}

void office_paragraph(struct office_flow *flow, enum block_kind kind, int level)
{
    struct office_frame *frame = flow->top;

    if (frame->in_paragraph) {
        office_story(flow, frame->all_kind, NULL);
        frame = flow->top;
        frame->implicit = true;
    }
    flow->started = frame->in_paragraph = true;
    if (frame->in_row) {
        frame->blank_pending = !frame->merged;
    } else {
        frame->kind = frame->all_kind == OFFICE_ANY_KIND ? kind : (enum block_kind)frame->all_kind;
        frame->level = frame->kind == BLOCK_HEADING ? level : 0;
    }
    frame->merged = false;
}

void office_paragraph_end(struct office_flow *flow, bool merged)
{
    struct office_frame *frame = flow->top;

    frame->in_paragraph = false;
    frame->merged = merged;
    if (!frame->in_row && !merged)
        finish_block(flow, frame);
    if (frame->implicit)
        office_story_end(flow);
}

bool office_paragraph_is_empty(const struct office_flow *flow)
{
    return str_trim(buf_str(&flow->top->open.words)).size == 0;
}

void office_make_list_item(struct office_flow *flow)
{
    if (!flow->top->in_row && flow->top->kind == BLOCK_PARAGRAPH)
        flow->top->kind = BLOCK_LIST_ITEM;
}

static void add_words(struct office_flow *flow, struct office_frame *frame, struct str text)
{
    struct office_store *open = &frame->open;
    struct office_piece *last = open->pieces.count > 0 ? &open->pieces.at[open->pieces.count - 1] : NULL;

    if (!last || last->cell || last->page != flow->page) {
        last = VEC_PUSH(&open->pieces);
        *last = (struct office_piece){.start = open->words.size, .page = flow->page};
    }
    buf_add(&open->words, text);
    last->stop = open->words.size;
}

void office_text(struct office_flow *flow, struct str text)
{
    struct office_frame *frame = flow->top;

    if (!frame->in_paragraph || text.size == 0)
        return;
    if (frame->blank_pending)
        add_words(flow, frame, STR(" "));
    frame->blank_pending = false;
    add_words(flow, frame, text);
    if (str_trim(text).size > 0)
        flow->fresh = frame->cell_empty = false;
}

static void next_page(struct office_flow *flow)
{
    if (flow->page + 1 < flow->pages) {
        flow->page++;
        return;
    }
    flow->page = document_builder_page(flow->b, "", 0, 0);
    flow->pages = flow->page + 1;
}

/* In a row that goes over the page's end every cell that does has a break of its own; a row that
 * stands whole on the next page has one at the begin of its first cell, which moves all cells. */
static bool is_repeated(struct office_frame *frame)
{
    if (!frame->in_row || !frame->cell_empty)
        return false;
    if (frame->cells > 1)
        return frame->row_moved;
    frame->row_moved = true;
    frame->row_page++;
    return false;
}

void office_page(struct office_flow *flow, enum office_break how)
{
    struct office_frame *frame = flow->top;

    if (flow->stories > 0 || (how == OFFICE_BEFORE && (!flow->started || frame->in_row)))
        return;
    if (how == OFFICE_RENDERED && flow->fresh) {
        flow->fresh = false;
        frame->row_moved = frame->row_moved || frame->in_row;
        return;
    }
    if (is_repeated(frame))
        return;
    next_page(flow);
    flow->fresh = how != OFFICE_RENDERED;
}

void office_table(struct office_flow *flow)
{
    *VEC_PUSH(&flow->tables) = (struct office_table){0};
}

void office_columns(struct office_flow *flow, unsigned count)
{
    if (flow->tables.count > 0)
        flow->tables.at[flow->tables.count - 1].columns += count > 2 ? 2 : count;
}

static struct office_table *open_table(struct office_flow *flow)
{
    return flow->tables.count > 0 ? &flow->tables.at[flow->tables.count - 1] : NULL;
}

void office_row(struct office_flow *flow)
{
    struct office_table *table = open_table(flow);
    struct office_frame *frame = flow->top;

    if (!table)
        return;
    if (!table->decided) {
        table->decided = true;
        table->box = table->columns == 1;
        table->framed = !table->box && (frame->in_row || frame->in_paragraph);
        if (table->framed)
            frame = push_frame(flow, frame->all_kind, &frame->after);
    }
    if (table->box)
        return;
    finish_block(flow, frame);
    frame->kind = frame->all_kind == OFFICE_ANY_KIND ? BLOCK_TABLE_ROW : (enum block_kind)frame->all_kind;
    frame->level = 0;
    frame->in_row = true;
    frame->row_moved = frame->blank_pending = frame->merged = false;
    frame->cells = 0;
    frame->row_page = frame->row_last = flow->page;
}

void office_cell(struct office_flow *flow)
{
    struct office_table *table = open_table(flow);
    struct office_frame *frame = flow->top;

    if (!table || table->box || !frame->in_row)
        return;
    frame->cell_empty = true;
    frame->blank_pending = frame->merged = false;
    if (frame->cells++ == 0)
        return;
    *VEC_PUSH(&frame->open.pieces) = (struct office_piece){.start = frame->open.words.size,
                                                           .stop = frame->open.words.size, .cell = true};
    frame->row_last = flow->page > frame->row_last ? flow->page : frame->row_last;
    flow->page = frame->row_page;
}

void office_row_end(struct office_flow *flow)
{
    struct office_table *table = open_table(flow);
    struct office_frame *frame = flow->top;

    if (!table || table->box || !frame->in_row)
        return;
    flow->page = flow->page > frame->row_last ? flow->page : frame->row_last;
    finish_block(flow, frame);
    frame->in_row = false;
}

void office_table_end(struct office_flow *flow)
{
    if (flow->tables.count == 0)
        return;
    if (flow->tables.at[--flow->tables.count].framed)
        pop_frame(flow);
}

void office_story(struct office_flow *flow, int kind, struct office_store *target)
{
    struct office_frame *frame = push_frame(flow, kind, target ? target : &flow->top->after);

    frame->story = true;
    flow->stories++;
}

void office_story_end(struct office_flow *flow)
{
    if (flow->top->story)
        pop_frame(flow);
}

void office_refer(struct office_flow *flow, const struct office_store *from, size_t first, size_t last, bool at_end)
{
    struct office_store *to = at_end ? &flow->at_end : &flow->top->after;
    size_t piece = to->pieces.count;

    for (size_t i = first; i < last && i < from->blocks.count; i++)
        store_add(to, from, &from->blocks.at[i]);
    for (; piece < to->pieces.count; piece++)
        to->pieces.at[piece].page = flow->page;
}

void office_furniture(struct office_flow *flow, const struct office_store *from)
{
    enum { MOST = 1000 };
    struct { struct str *at; size_t count, room; } met = {0};
    struct arena texts = {0};

    for (size_t i = 0; i < from->blocks.count && met.count < MOST; i++) {
        const struct office_block *block = &from->blocks.at[i];
        struct buf text = {0};
        bool known = false;

        for (size_t p = block->first; p < block->last; p++)
            if (from->pieces.at[p].cell)
                buf_add_char(&text, ' ');
            else
                buf_add(&text, piece_text(from, &from->pieces.at[p]));
        for (size_t m = 0; m < met.count && !known; m++)
            known = str_equal(met.at[m], buf_str(&text));
        if (!known) {
            *VEC_PUSH(&met) = arena_str(&texts, buf_str(&text));
            document_builder_furniture(flow->b, buf_str(&text), 0);
        }
        buf_free(&text);
    }
    arena_free(&texts);
    free(met.at);
}
