/* The alternatives of a pattern, each a pattern of its own: of dozens the filter finds a few that may match, and to
 * look for these alone is cheaper. The leftmost match of all, at one place that of the first alternative, is what the
 * whole pattern matches. */
#include "match/match_internal.h"

#include <stdlib.h>
#include <string.h>

/* PCRE2 does not see through the frame that such a pattern need not be tried anywhere else. */
static bool begins_text(struct str alternative)
{
    return alternative.size > 1 && alternative.at[0] == '^' && !strchr("?*+{", alternative.at[1]);
}

void match_add_pieces(struct match_program *program, size_t regex, struct literal_starts *first)
{
    struct regex *r = &program->regexes.at[regex];
    struct match_alternatives found = {0};
    struct str whole = str_of(r->text);
    bool bounded, known = match_find_literals(&found, &program->literals, &program->arena, r->text, &bounded);

    r->first_piece = program->pieces.count;
    r->piece_count = found.count;
    r->bounded = known && bounded;
    for (size_t i = 0; i < found.count; i++) {      /* each in the frame that match_rewrite put around all */
        struct str inside = str_slice(whole, found.at[i].start, found.at[i].stop);
        struct buf text = {0};

        buf_add(&text, str_slice(whole, 0, found.at[0].start));
        buf_add(&text, inside);
        buf_add(&text, str_slice(whole, found.at[found.count - 1].stop, whole.size));
        *VEC_PUSH(&program->pieces) = (struct piece){regex, arena_copy(&program->arena, buf_str(&text)),
                                                       begins_text(inside), found.at[i].begins_with_need};
        *VEC_PUSH(first) = found.at[i].first_literal;
        buf_free(&text);
    }
    free(found.at);
}

/* The next match of one piece; it begins at first or behind it, and before last. */
struct next {
    size_t piece, first, last, start, stop;
};

static int find_next(struct match_worker *w, struct next *n, struct str text, size_t from)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(w->data);
    int result = match_look(w, n->piece, text, from > n->first ? from : n->first, n->last);

    n->start = result < 0 ? SIZE_MAX : at[0];
    n->stop = result < 0 ? SIZE_MAX : at[1];
    return result == PCRE2_ERROR_NOMATCH ? 0 : result;
}

bool match_pieces_of(const struct match_worker *w, const struct candidates *c, size_t regex, struct piece_list *out)
{
    const struct regex *r = &w->program->regexes.at[regex];
    const struct found_piece *found = w->found_pieces.at;
    const uint32_t first = (uint32_t)r->first_piece, pieces = (uint32_t)r->piece_count;
    const size_t stop = c->first + c->count;

    out->count = 0;
    for (size_t i = c->first; i < stop; i++) {
        uint32_t piece = found[i].piece;
        size_t at = out->count;

        if (piece - first >= pieces)
            continue;
        if (out->count == MATCH_MOST_PIECES)
            return false;
        for (out->count++; at > 0 && out->at[at - 1].piece > piece; at--)
            out->at[at] = out->at[at - 1];
        out->at[at] = found[i];
    }
    return true;
}

int match_scan_pieces(struct match_worker *w, const struct piece_list *pieces, struct str text, uint32_t start)
{
    struct next next[MATCH_MOST_PIECES];
    size_t from = 0, best;

    for (size_t i = 0; i < pieces->count; i++)
        next[i] = (struct next){pieces->at[i].piece, pieces->at[i].first, pieces->at[i].last, 0, 0};
    for (;;) {
        best = MATCH_NONE;
        for (size_t i = 0; i < pieces->count; i++) {
            int result = 0;

            if (next[i].stop == 0 || next[i].start < from)
                result = find_next(w, &next[i], text, from);
            if (result < 0)
                return result;
            if (next[i].start != SIZE_MAX && (best == MATCH_NONE || next[i].start < next[best].start))
                best = i;
        }
        if (best == MATCH_NONE)
            return 0;
        *VEC_PUSH(&w->hits) = (struct range){start + (uint32_t)next[best].start, start + (uint32_t)next[best].stop};
        from = next[best].stop;
    }
}
