/* Rows of what leaves found in subjects, and the filter that fills most of their cells before any is asked for. */
#include "match/match_internal.h"

#include <stdlib.h>
#include <string.h>

/* As many rows as there are subjects, a power of two, within MATCH_ROW_BYTES. */
void match_make_rows(struct match_worker *w)
{
    size_t subjects = w->doc->sentence_count + 2 * w->doc->block_count;
    size_t cells = w->program->leaves.count ? w->program->leaves.count : 1, rows = 1;

    while (rows < subjects && rows * 2 * cells * sizeof *w->cells.at <= MATCH_ROW_BYTES)
        rows *= 2;
    if (w->row_subject.room < rows) {
        w->row_subject.at = must_realloc(w->row_subject.at, rows * sizeof *w->row_subject.at);
        w->row_subject.room = rows;
    }
    if (w->cells.room < rows * cells) {
        w->cells.at = must_realloc(w->cells.at, rows * cells * sizeof *w->cells.at);
        w->cells.room = rows * cells;
    }
    if (w->row_candidates.room < rows) {
        w->row_candidates.at = must_realloc(w->row_candidates.at, rows * sizeof *w->row_candidates.at);
        w->row_candidates.room = rows;
    }
    w->row_subject.count = rows;
    w->cells.count = rows * cells;
    match_forget_hits(w);
}

static void empty_rows(struct match_worker *w)
{
    for (size_t i = 0; i < w->row_subject.count; i++)
        w->row_subject.at[i] = MATCH_NONE;
    w->found_pieces.count = 0;
}

void match_forget_hits(struct match_worker *w)
{
    empty_rows(w);
    w->sets.count = 0;
    w->hits.count = 0;
}

static void take_candidate(void *payload, size_t piece)
{
    struct match_worker *w = payload;

    *VEC_PUSH(&w->found_pieces) = (struct found_piece){(uint32_t)piece, 0, 0};
}

struct candidates match_candidates_in(struct match_worker *w, const struct match_filter *f, struct str text)
{
    struct candidates c = {.first = w->found_pieces.count};

    c.all = !match_filter_scan(f, &w->scratch[0], text, take_candidate, w);
    if (c.all)
        w->found_pieces.count = c.first;
    c.count = w->found_pieces.count - c.first;
    for (size_t i = c.first; i < w->found_pieces.count; i++) {
        struct found_piece *found = &w->found_pieces.at[i];
        const struct match_met *met = &w->scratch[0].patterns[found->piece];
        bool begins = w->program->pieces.at[found->piece].begins_with_need;

        found->first = begins ? met->first : 0;
        found->last = begins && met->last < met->end ? met->last + 1 : met->end;
    }
    return c;
}

void match_find_codes_in(struct match_worker *w, const struct match_filter *f, struct str text)
{
    struct candidates c = {.first = w->found_pieces.count};

    c.all = !match_filter_scan_lines(f, w->scratch, text, take_candidate, w);
    c.count = w->found_pieces.count - c.first;
    match_find_codes(w, &c);
    w->found_pieces.count = c.first;
}

/* A unit of many blocks fills rows more often than there are any, so what the filter found is forgotten in its midst
 * too; the hits are not, which somebody may be looking at. */
static void fill(struct match_worker *w, size_t row, size_t subject, bool narrow)
{
    const struct match_program *p = w->program;
    struct candidates c = {.all = true};
    uint32_t *cells = &w->cells.at[row * p->leaves.count], start;

    if (w->found_pieces.count > MATCH_KEPT_PIECES)
        empty_rows(w);
    if (!p->unfiltered)
        c = match_candidates_in(w, narrow ? p->narrow : p->filter, match_subject_text(w, subject, &start));
    c.narrow = narrow && !c.all;
    if (c.all)
        memset(cells, 0, p->leaves.count * sizeof *cells);
    else
        memcpy(cells, p->idle_row, p->leaves.count * sizeof *cells);
    for (size_t i = c.first; i < c.first + c.count; i++) {
        size_t regex = p->pieces.at[w->found_pieces.at[i].piece].regex;

        for (uint32_t l = p->regex_leaves.first[regex]; l < p->regex_leaves.first[regex + 1]; l++)
            cells[p->regex_leaves.at[l]] = 0;
    }
    w->row_candidates.at[row] = c;
    w->row_subject.at[row] = subject;
}

size_t match_row(struct match_worker *w, size_t subject)
{
    size_t row = subject & (w->row_subject.count - 1);

    if (w->row_subject.at[row] != subject)
        fill(w, row, subject, w->wanted && w->program->narrow);
    return row;
}

void match_widen_row(struct match_worker *w, size_t row, size_t leaf)
{
    if (w->row_candidates.at[row].narrow && !w->program->narrow_leaves[leaf])
        fill(w, row, w->row_subject.at[row], false);
}

void match_find_codes(struct match_worker *w, const struct candidates *c)
{
    const struct match_program *p = w->program;
    size_t words = w->code_bits.count;

    if (c->all) {
        memset(w->code_bits.at, 0xff, words * sizeof *w->code_bits.at);
        return;
    }
    memcpy(w->code_bits.at, p->always, words * sizeof *w->code_bits.at);
    for (size_t i = c->first; i < c->first + c->count; i++) {
        size_t regex = p->pieces.at[w->found_pieces.at[i].piece].regex;

        for (uint32_t l = p->regex_leaves.first[regex]; l < p->regex_leaves.first[regex + 1]; l++)
            for (uint32_t k = p->leaf_codes.first[p->regex_leaves.at[l]];
                 k < p->leaf_codes.first[p->regex_leaves.at[l] + 1]; k++)
                w->code_bits.at[p->leaf_codes.at[k] / 64] |= UINT64_C(1) << p->leaf_codes.at[k] % 64;
    }
}
