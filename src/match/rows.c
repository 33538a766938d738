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

void match_forget_hits(struct match_worker *w)
{
    for (size_t i = 0; i < w->row_subject.count; i++)
        w->row_subject.at[i] = MATCH_NONE;
    w->sets.count = 0;
    w->hits.count = 0;
    w->found_pieces.count = 0;
}

struct filling {
    struct match_worker *w;
    uint32_t *cells;
};

static void take_candidate(void *payload, size_t piece)
{
    struct filling *f = payload;
    const struct numbers_of *leaves = &f->w->program->regex_leaves;
    size_t regex = f->w->program->pieces.at[piece].regex;

    *VEC_PUSH(&f->w->found_pieces) = (uint32_t)piece;
    for (uint32_t i = leaves->first[regex]; i < leaves->first[regex + 1]; i++)
        f->cells[leaves->at[i]] = 0;
}

static void fill(struct match_worker *w, size_t row, size_t subject)
{
    size_t leaves = w->program->leaves.count;
    struct candidates *c = &w->row_candidates.at[row];
    struct filling f = {w, &w->cells.at[row * leaves]};
    uint32_t start;

    *c = (struct candidates){.first = w->found_pieces.count};
    w->row_subject.at[row] = subject;
    if (w->program->filter) {
        memcpy(f.cells, w->program->idle_row, leaves * sizeof *f.cells);
        c->all = !match_filter_scan(w->program->filter, &w->scratch, match_subject_text(w, subject, &start),
                                    take_candidate, &f);
    } else {
        c->all = true;
    }
    if (c->all)
        memset(f.cells, 0, leaves * sizeof *f.cells);
    c->count = w->found_pieces.count - c->first;
}

size_t match_row(struct match_worker *w, size_t subject)
{
    size_t row = subject & (w->row_subject.count - 1);

    if (w->row_subject.at[row] != subject)
        fill(w, row, subject);
    return row;
}

void match_find_codes(struct match_worker *w, size_t subject)
{
    const struct match_program *p = w->program;
    const struct candidates *c = &w->row_candidates.at[match_row(w, subject)];
    size_t words = w->code_bits.count;

    if (c->all) {
        memset(w->code_bits.at, 0xff, words * sizeof *w->code_bits.at);
        return;
    }
    memcpy(w->code_bits.at, p->always, words * sizeof *w->code_bits.at);
    for (size_t i = c->first; i < c->first + c->count; i++) {
        size_t regex = p->pieces.at[w->found_pieces.at[i]].regex;

        for (uint32_t l = p->regex_leaves.first[regex]; l < p->regex_leaves.first[regex + 1]; l++)
            for (uint32_t k = p->leaf_codes.first[p->regex_leaves.at[l]];
                 k < p->leaf_codes.first[p->regex_leaves.at[l] + 1]; k++)
                w->code_bits.at[p->leaf_codes.at[k] / 64] |= UINT64_C(1) << p->leaf_codes.at[k] % 64;
    }
}
