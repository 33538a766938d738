#include "match/match_internal.h"

#include <stdlib.h>

static const char *reason_of(int result)
{
    switch (result) {
    case PCRE2_ERROR_MATCHLIMIT:
        return "backtracks too much";
    case PCRE2_ERROR_JIT_STACKLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
        return "needs too much memory";
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_RECURSELOOP:
        return "recurses too deep";
    default:
        return "failed";
    }
}

/* Steps, not time: so the same is given up on every machine. */
static uint32_t limit_of(const struct regex *r, size_t size)
{
    size_t steps = MATCH_UNIT_STEPS / (size + 1);

    if (r->bounded)
        return MATCH_LIMIT;
    steps = steps < MATCH_LEAST_STEPS ? MATCH_LEAST_STEPS : steps;
    return (uint32_t)(steps > MATCH_MOST_STEPS ? MATCH_MOST_STEPS : steps);
}

/* Adds each match of the whole regex that begins where `places` says to w->hits; gives 0, or PCRE2's error. */
static int scan_whole(struct match_worker *w, size_t regex, struct str text, struct found_piece places, uint32_t start)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(w->data);
    size_t from = places.first;

    for (;;) {
        int result = match_look(w, w->program->pieces.count + regex, text, from, places.last);

        if (result < 0)
            return result == PCRE2_ERROR_NOMATCH ? 0 : result;
        *VEC_PUSH(&w->hits) = (struct range){start + (uint32_t)at[0], start + (uint32_t)at[1]};
        from = at[1] > from ? at[1] : from + 1;
    }
    return 0;
}

/* Whether the regex is to be looked for by those of its pieces that may match. */
static bool by_pieces(const struct match_worker *w, const struct candidates *c, size_t regex, struct piece_list *pieces)
{
    const struct regex *r = &w->program->regexes.at[regex];

    return !c->all && r->piece_count > 0 && match_pieces_of(w, c, regex, pieces)
        && !(pieces->count == 1 && r->piece_count == 1);
}

static struct found_piece everywhere(struct str text)
{
    return (struct found_piece){.last = (uint32_t)text.size};
}

/* Where the matches of a regex may begin. */
static struct found_piece places_of(const struct match_worker *w, const struct candidates *c, size_t regex,
                                    struct str text)
{
    const struct regex *r = &w->program->regexes.at[regex];

    for (size_t i = c->first; r->piece_count == 1 && i < c->first + c->count; i++)
        if (w->found_pieces.at[i].piece == r->first_piece)
            return w->found_pieces.at[i];
    return everywhere(text);
}

/* Adds each match of the regex to w->hits, looked for only where the candidates say that one may be; gives 0, or
 * PCRE2's error. */
static int scan_candidates(struct match_worker *w, const struct candidates *c, size_t regex, struct str text,
                           uint32_t start)
{
    struct piece_list pieces;

    return by_pieces(w, c, regex, &pieces) ? match_scan_pieces(w, &pieces, text, start)
        : scan_whole(w, regex, text, places_of(w, c, regex, text), start);
}

/* What was given up by its pieces is looked for as a whole, and what was given up as a whole and everywhere only where
 * the filter says: a pattern is given up in a text only where both are, so with the filter as without it, and for the
 * same reason, which is the whole's. */
static int scan_otherwise(struct match_worker *w, const struct candidates *c, size_t regex, struct str text,
                          uint32_t start, int result)
{
    size_t found = w->found_pieces.count;
    struct piece_list pieces;
    struct candidates met;

    if (by_pieces(w, c, regex, &pieces))
        return scan_whole(w, regex, text, everywhere(text), start);
    if (!c->all || w->program->regexes.at[regex].piece_count == 0)
        return result;
    met = match_candidates_in(w, w->program->filter, text);
    if (!met.all && scan_candidates(w, &met, regex, text, start) == 0)
        result = 0;
    w->found_pieces.count = found;
    return result;
}

/* Adds each match of p in text to w->hits. */
static bool scan(struct match_worker *w, const struct leaf_pattern *p, const struct candidates *c, struct str text,
                 uint32_t start, struct hit_set *set)
{
    size_t first = w->hits.count;
    int result;

    pcre2_set_match_limit(w->limits, limit_of(&w->program->regexes.at[p->regex], text.size));
    result = scan_candidates(w, c, p->regex, text, start);
    if (result != 0) {
        w->hits.count = first;
        result = scan_otherwise(w, c, p->regex, text, start, result);
    }
    if (result == 0)
        return true;
    set->gave_up = p->pattern;
    set->reason = reason_of(result);
    return false;
}

/* By start, the longer first. */
static int by_place(const void *a, const void *b)
{
    const struct range *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->stop < y->stop) - (x->stop > y->stop);
}

/* Takes the hits that overlap an except's out of w->hits[first …]; the excepts' own stand from `excepts` on. Both are
 * walked by position, so that a long text costs no more than its hits. */
static void strike_excepts(struct match_worker *w, size_t first, size_t excepts)
{
    size_t kept = first, e = excepts;
    uint32_t reach = 0;         /* how far the excepts up to e go */

    if (w->hits.count == excepts)
        return;
    qsort(w->hits.at + first, excepts - first, sizeof *w->hits.at, by_place);
    qsort(w->hits.at + excepts, w->hits.count - excepts, sizeof *w->hits.at, by_place);
    for (size_t i = first; i < excepts; i++) {
        struct range hit = w->hits.at[i];

        for (; e < w->hits.count && w->hits.at[e].start <= hit.start; e++)
            reach = w->hits.at[e].stop > reach ? w->hits.at[e].stop : reach;
        if (reach <= hit.start && (e == w->hits.count || w->hits.at[e].start >= hit.stop))
            w->hits.at[kept++] = hit;
    }
    w->hits.count = kept;
}

/* Several patterns are one to the rules: leftmost, then longest, none overlapping. */
static void join_patterns(struct match_worker *w, size_t first)
{
    size_t kept = first;

    qsort(w->hits.at + first, w->hits.count - first, sizeof *w->hits.at, by_place);
    for (size_t i = first; i < w->hits.count; i++)
        if (kept == first || w->hits.at[kept - 1].stop <= w->hits.at[i].start)
            w->hits.at[kept++] = w->hits.at[i];
    w->hits.count = kept;
}

/* Scans for those patterns that may match. */
static bool scan_all(struct match_worker *w, const struct leaf_pattern *patterns, size_t count, size_t subject,
                     const struct candidates *candidates, struct hit_set *set)
{
    uint32_t start;
    struct str text = match_subject_text(w, subject, &start);

    for (size_t i = 0; i < count; i++)
        if (!scan(w, &patterns[i], candidates, text, start, set))
            return false;
    return true;
}

static bool collect(struct match_worker *w, const struct leaf *leaf, size_t row, size_t subject, struct hit_set *set)
{
    const struct candidates candidates = w->row_candidates.at[row];
    size_t excepts;

    if (!scan_all(w, leaf->patterns, leaf->pattern_count, subject, &candidates, set))
        return false;
    excepts = w->hits.count;
    if (excepts == set->first)
        return true;
    if (!scan_all(w, leaf->excepts, leaf->except_count, subject, &candidates, set))
        return false;
    strike_excepts(w, set->first, excepts);
    if (leaf->pattern_count > 1 && w->hits.count > set->first + 1)
        join_patterns(w, set->first);
    return true;
}

bool match_find_excepted(struct match_worker *w, size_t number, size_t subject, struct range *hit,
                         struct range *except)
{
    const struct leaf *leaf = &w->program->leaves.at[number];
    const struct candidates all = {.all = true};
    struct hit_set set = {.first = w->hits.count};
    size_t excepts = 0;
    bool found = false;

    if (scan_all(w, leaf->patterns, leaf->pattern_count, subject, &all, &set)) {
        excepts = w->hits.count;
        if (!scan_all(w, leaf->excepts, leaf->except_count, subject, &all, &set))
            w->hits.count = excepts;
    }
    for (size_t i = set.first; !found && i < excepts; i++)
        for (size_t e = excepts; !found && e < w->hits.count; e++) {
            *hit = w->hits.at[i];
            *except = w->hits.at[e];
            found = match_overlap(*hit, *except);
        }
    w->hits.count = set.first;
    return found;
}

static uint32_t find_anew(struct match_worker *w, size_t leaf, size_t row, size_t subject)
{
    struct hit_set set = {.first = w->hits.count};

    if (!collect(w, &w->program->leaves.at[leaf], row, subject, &set))
        w->hits.count = set.first;
    set.count = w->hits.count - set.first;
    if (set.count == 0 && !set.gave_up)
        return 1;
    *VEC_PUSH(&w->sets) = set;
    return (uint32_t)w->sets.count + 1;
}

static void note_problem(struct match_worker *w, const struct hit_set *set)
{
    w->gave_up = true;
    for (size_t i = 0; i < w->problems.count; i++)
        if (w->problems.at[i].pattern == set->gave_up)
            return;
    *VEC_PUSH(&w->problems) = (struct match_problem){w->code, set->gave_up, w->unit, set->reason};
}

struct hit_set match_find(struct match_worker *w, size_t leaf, size_t subject)
{
    size_t row = match_row(w, subject);
    uint32_t *cell = &w->cells.at[row * w->program->leaves.count + leaf];
    struct hit_set set = {0};

    match_widen_row(w, row, leaf);
    if (*cell == 0)
        *cell = find_anew(w, leaf, row, subject);
    if (*cell > 1)
        set = w->sets.at[*cell - 2];
    if (set.gave_up)
        note_problem(w, &set);
    return set;
}
