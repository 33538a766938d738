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
    w->ahead.next = 0;
}

static void empty_rows(struct match_worker *w)
{
    for (size_t i = 0; i < w->row_subject.count; i++)
        w->row_subject.at[i] = MATCH_NONE;
    w->found_pieces.count = w->ahead.count = 0;
}

void match_forget_hits(struct match_worker *w)
{
    empty_rows(w);
    w->sets.count = 0;
    w->hits.count = 0;
}

/* Rows are filled by the filter of the codes that are wanted. */
static bool is_narrow(const struct match_worker *w)
{
    return w->wanted && w->program->narrow;
}

static void take_candidate(void *payload, size_t piece)
{
    struct found_pieces *found = payload;

    *VEC_PUSH(found) = (struct found_piece){(uint32_t)piece, 0, 0};
}

/* Where the matches of pieces that were found in a text, those from first on, begin, by what was met in it. */
static void place_pieces(const struct match_program *p, const struct match_filter_scratch *scratch,
                         struct found_pieces *pieces, size_t first)
{
    for (size_t i = first; i < pieces->count; i++) {
        struct found_piece *found = &pieces->at[i];
        const struct match_met *met = &scratch->patterns[found->piece];
        bool begins = p->pieces.at[found->piece].begins_with_need;

        found->first = begins ? met->first : 0;
        found->last = begins && met->last < met->end ? met->last + 1 : met->end;
    }
}

struct candidates match_candidates_in(struct match_worker *w, const struct match_filter *f, struct str text)
{
    struct candidates c = {.first = w->found_pieces.count};

    c.all = !match_filter_scan(f, &w->scratch[0], text, take_candidate, &w->found_pieces);
    if (c.all)
        w->found_pieces.count = c.first;
    c.count = w->found_pieces.count - c.first;
    place_pieces(w->program, &w->scratch[0], &w->found_pieces, c.first);
    return c;
}

/* Filters texts: what is found in one is in its lane's pieces when done is called, which takes it (take_lane). */
static void filter_texts(struct match_worker *w, const struct match_filter *f, const struct str *texts, size_t count,
                         void (*done)(void *payload, size_t text, unsigned lane, bool filtered), void *payload)
{
    void *lanes[MATCH_LANES];

    for (int k = 0; k < MATCH_LANES; k++) {
        lanes[k] = &w->lane_pieces[k];
        w->lane_pieces[k].count = 0;
    }
    match_filter_scan_texts(f, &(struct match_filter_texts){texts, count, w->scratch, take_candidate, lanes, done,
                                                            payload});
}

/* Moves a lane's pieces behind those of all rows. */
static void take_lane(struct match_worker *w, unsigned lane)
{
    struct found_pieces *found = &w->lane_pieces[lane];

    for (size_t i = 0; i < found->count; i++)
        *VEC_PUSH(&w->found_pieces) = found->at[i];
    found->count = 0;
}

static void take_ahead(void *payload, size_t text, unsigned lane, bool filtered)
{
    struct match_worker *w = payload;
    size_t first = w->found_pieces.count;

    take_lane(w, lane);
    place_pieces(w->program, &w->scratch[lane], &w->found_pieces, first);
    w->ahead.of[text] = (struct candidates){first, w->found_pieces.count - first, !filtered, false};
}

static void filter_ahead(struct match_worker *w, const struct match_filter *f, size_t sentence)
{
    struct str texts[MATCH_AHEAD];
    size_t count = w->doc->sentence_count - sentence;

    count = count < MATCH_AHEAD ? count : MATCH_AHEAD;
    for (size_t i = 0; i < count; i++)
        texts[i] = document_text(w->doc, w->doc->sentences[sentence + i]);
    filter_texts(w, f, texts, count, take_ahead, w);
    w->ahead.first = sentence;
    w->ahead.count = count;
    w->ahead.next = sentence + count;
}

/* Sentences are mostly asked for one behind the other, each as a unit: so they are filtered together, once. One that
 * lies before these, or is asked for again when they are forgotten, is filtered alone. */
static struct candidates candidates_of(struct match_worker *w, size_t subject, bool narrow)
{
    const struct match_program *p = w->program;
    const struct match_filter *f = narrow ? p->narrow : p->filter;
    uint32_t start;

    if (p->has_unit[UNIT_SENTENCE] && narrow == is_narrow(w) && subject < w->doc->sentence_count) {
        if (subject >= w->ahead.next)
            filter_ahead(w, f, subject);
        if (subject >= w->ahead.first && subject < w->ahead.first + w->ahead.count)
            return w->ahead.of[subject - w->ahead.first];
    }
    return match_candidates_in(w, f, match_subject_text(w, subject, &start));
}

/* The text up to the end of the line in which its first 1/share ends. */
static struct str first_lines(struct str text, size_t share)
{
    const char *end = text.size > 0 ? memchr(text.at + text.size / share, '\n', text.size - text.size / share) : NULL;

    return str_slice(text, 0, end && share > 1 ? (size_t)(end - text.at) : text.size);
}

struct lines {
    struct match_worker *worker;
    bool unfiltered;            /* some of them are none to filter */
};

static void take_lines(void *payload, size_t text, unsigned lane, bool filtered)
{
    struct lines *lines = payload;

    (void)text;
    take_lane(lines->worker, lane);
    lines->unfiltered = lines->unfiltered || !filtered;
}

void match_find_codes_in(struct match_worker *w, const struct match_filter *f, struct str text)
{
    struct candidates c = {.first = w->found_pieces.count};
    struct str parts[MATCH_LANES], rest = text;
    struct lines lines = {w, false};

    for (size_t k = 0; k < MATCH_LANES; k++) {
        parts[k] = first_lines(rest, MATCH_LANES - k);
        rest = str_slice(rest, parts[k].size, rest.size);
    }
    filter_texts(w, f, parts, MATCH_LANES, take_lines, &lines);
    c.all = lines.unfiltered;
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
    uint32_t *cells = &w->cells.at[row * p->leaves.count];

    if (w->found_pieces.count > MATCH_KEPT_PIECES)
        empty_rows(w);
    if (!p->unfiltered)
        c = candidates_of(w, subject, narrow);
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
        fill(w, row, subject, is_narrow(w));
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
