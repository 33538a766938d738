/* The alternatives of a pattern, each a pattern of its own: of dozens the filter finds a few that may match, and to
 * look for these alone is cheaper. The leftmost match of all, at one place that of the first alternative, is what the
 * whole pattern matches. */
#include "match/match_internal.h"

#include <string.h>

static const struct { const char *opening, *closing; } frames[] = {{"(?<!\\w)(?:", ")(?!\\w)"}, {"(?:", ")"}};

/* The frame that match_rewrite put around a pattern, and what stands in it. */
static size_t frame_of(struct str text, struct str *inside)
{
    size_t frame = str_starts(text, str_of(frames[0].opening)) ? 0 : 1;

    *inside = str_slice(text, strlen(frames[frame].opening), text.size - strlen(frames[frame].closing));
    return frame;
}

/* Where the class that begins at `at` ends: behind its bracket. */
static size_t class_end(struct str text, size_t at)
{
    at += at + 1 < text.size && text.at[at + 1] == '^' ? 2 : 1;
    if (at < text.size && text.at[at] == ']')
        at++;
    while (at < text.size && text.at[at] != ']')
        at += text.at[at] == '\\' ? 2 : 1;
    return at + 1;
}

/* The length of the first alternative. */
static size_t first_size(struct str text)
{
    size_t depth = 0, at = 0;

    while (at < text.size && (depth > 0 || text.at[at] != '|')) {
        if (text.at[at] == '[') {
            at = class_end(text, at);
            continue;
        }
        depth += text.at[at] == '(';
        depth -= text.at[at] == ')';
        at += text.at[at] == '\\' ? 2 : 1;
    }
    return at < text.size ? at : text.size;
}

/* PCRE2 does not see through the frame that such a pattern need not be tried anywhere else. */
static bool begins_text(const char *text)
{
    struct str inside;

    frame_of(str_of(text), &inside);
    return inside.size > 1 && inside.at[0] == '^' && !strchr("?*+{", inside.at[1]);
}

/* Adds one piece with its literals; nothing where it has none. */
static bool add_piece(struct match_program *program, size_t regex, const char *text, struct literal_starts *starts)
{
    size_t first = program->literals.count;
    bool bounded;

    if (!match_find_literals(&program->literals, &program->arena, text, &bounded))
        return false;
    *VEC_PUSH(starts) = first;
    program->regexes.at[regex].bounded = program->regexes.at[regex].bounded && bounded;
    *VEC_PUSH(&program->pieces) = (struct piece){regex, text, begins_text(text)};
    return true;
}

void match_add_pieces(struct match_program *program, size_t regex, struct literal_starts *first)
{
    struct regex *r = &program->regexes.at[regex];
    size_t literal_count = program->literals.count, frame;
    struct str inside;
    bool known = match_find_literals(&program->literals, &program->arena, r->text, &r->bounded);

    program->literals.count = literal_count;
    r->first_piece = program->pieces.count;
    r->piece_count = 0;
    r->bounded = r->bounded && known;
    if (!known)
        return;
    frame = frame_of(str_of(r->text), &inside);
    for (bool more = true; known && more;) {
        size_t size = first_size(inside);
        struct buf text = {0};

        buf_add(&text, str_of(frames[frame].opening));
        buf_add(&text, str_slice(inside, 0, size));
        buf_add(&text, str_of(frames[frame].closing));
        known = add_piece(program, regex, arena_copy(&program->arena, buf_str(&text)), first);
        buf_free(&text);
        more = size < inside.size;
        inside = str_slice(inside, size + more, inside.size);
    }
    if (!known) {
        program->literals.count = literal_count;
        program->pieces.count = first->count = r->first_piece;
        r->bounded = false;
        return;
    }
    r->piece_count = program->pieces.count - r->first_piece;
}

static const struct match_compiled *compiled(struct match_compiled *c, const char *text, bool match_case,
                                             bool anchored)
{
    if (!c->code)
        c->code = match_compile_text(text, match_case, anchored ? PCRE2_ANCHORED : 0, &c->jit);
    return c->code ? c : NULL;
}

const struct match_compiled *match_compiled_regex(struct match_worker *w, size_t regex)
{
    const struct regex *r = &w->program->regexes.at[regex];

    return compiled(&w->compiled[w->program->pieces.count + regex], r->text, r->match_case,
                    r->piece_count == 1 && w->program->pieces.at[r->first_piece].anchored);
}

const struct match_compiled *match_compiled_piece(struct match_worker *w, size_t piece)
{
    const struct piece *p = &w->program->pieces.at[piece];

    return compiled(&w->compiled[piece], p->text, w->program->regexes.at[p->regex].match_case, p->anchored);
}

/* The next match of one piece. */
struct next {
    const struct match_compiled *piece;
    size_t last, start, stop;
};

static int find_next(struct match_worker *w, struct next *n, struct str text, size_t from)
{
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(w->data);
    int result = from < n->last ? match_with(w, n->piece, text, from) : PCRE2_ERROR_NOMATCH;

    n->start = result < 0 ? SIZE_MAX : at[0];
    n->stop = result < 0 ? SIZE_MAX : at[1];
    return result == PCRE2_ERROR_NOMATCH ? 0 : result;
}

bool match_pieces_of(const struct match_worker *w, const struct candidates *c, size_t regex, struct piece_list *out)
{
    const struct regex *r = &w->program->regexes.at[regex];

    out->count = 0;
    for (size_t i = c->first; i < c->first + c->count; i++) {
        size_t piece = w->found_pieces.at[i].piece, at = out->count;

        if (piece < r->first_piece || piece >= r->first_piece + r->piece_count)
            continue;
        if (out->count == MATCH_MOST_PIECES)
            return false;
        for (out->count++; at > 0 && out->at[at - 1].piece > piece; at--)
            out->at[at] = out->at[at - 1];
        out->at[at] = w->found_pieces.at[i];
    }
    return true;
}

int match_scan_pieces(struct match_worker *w, const struct piece_list *pieces, struct str text, uint32_t start)
{
    struct next next[MATCH_MOST_PIECES];
    size_t from = 0, best;

    for (size_t i = 0; i < pieces->count; i++)
        next[i] = (struct next){match_compiled_piece(w, pieces->at[i].piece), pieces->at[i].last, 0, 0};
    for (;;) {
        best = MATCH_NONE;
        for (size_t i = 0; i < pieces->count; i++) {
            int result = 0;

            if (!next[i].piece)
                return PCRE2_ERROR_NOMEMORY;
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
