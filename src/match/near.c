/* near and followed-by: from each hit of the first child, the choice of one hit of every other
 * child whose words stand closest together.
 *
 * The hits are steps of a chain by position. From the anchor a chain grows to the right and to
 * the left; for each hit is kept which sets of children a chain that ends there can have used.
 * Then the shortest right and left chains are joined whose sets make up all children. The sets
 * are bits, the anchor's child (the first) left out, so this is polynomial in the hits. */
#include "match/match_internal.h"

#include <stdlib.h>

enum { NEAR_SETS = 128 };       /* of the children but the first, of 8 */

struct candidate {
    size_t item;
    struct range range;
    size_t before, after;       /* words, as struct word_index: before its start, after its stop */
    size_t child;
    uint64_t sets[NEAR_SETS / 64];      /* that a chain from the anchor to here can have used */
};

struct near {
    struct match_worker *w;
    struct candidate *at;
    size_t count, anchor;
    size_t within, longest;     /* words; of the longest hit */
    size_t full;                /* all children but the first */
    bool ordered;
};

static bool has_set(const struct candidate *c, size_t set)
{
    return (c->sets[set / 64] >> (set % 64) & 1) != 0;
}

static void add_set(struct candidate *c, size_t set)
{
    c->sets[set / 64] |= UINT64_C(1) << (set % 64);
}

static bool may_follow(const struct near *n, const struct candidate *a, const struct candidate *b)
{
    return a->range.stop <= b->range.start && (b->before <= a->after || b->before - a->after <= n->within);
}

/* Whether set, to which the child is added, may be used by a chain. */
static bool may_add(const struct near *n, size_t child, size_t set)
{
    size_t bit = (size_t)1 << (child - 1);

    return (set & bit) == 0 && (!n->ordered || set == bit - 1);
}

/* Adds to `to` every set with which `from`'s chains reach it. */
static void extend(const struct near *n, const struct candidate *from, struct candidate *to)
{
    for (size_t set = 0; set <= n->full; set++)
        if (has_set(from, set) && may_add(n, to->child, set))
            add_set(to, set | (size_t)1 << (to->child - 1));
}

static bool is_reached(const struct candidate *c)
{
    return (c->sets[0] | c->sets[1]) != 0;
}

/* The sets that chains to one side have used so far, and the furthest end at which one was first
 * met: behind that no chain can be a shorter one. */
struct met {
    struct candidate sets;
    size_t count;
    uint32_t stop;
};

/* Whether every set that can be wanted is met: of ordered children only the full one. */
static bool meet(const struct near *n, struct met *met, const struct candidate *c)
{
    for (size_t set = 1; set <= n->full; set++)
        if (has_set(c, set) && !has_set(&met->sets, set)) {
            add_set(&met->sets, set);
            met->count++;
            met->stop = c->range.stop > met->stop ? c->range.stop : met->stop;
        }
    return n->ordered ? has_set(&met->sets, n->full) : met->count == n->full;
}

/* Grows chains to the right; gives the place behind the last hit that may be in one. */
static size_t grow_right(const struct near *n)
{
    size_t furthest = n->at[n->anchor].after, j;
    struct met met = {0};
    bool all = false;

    for (j = n->anchor + 1; j < n->count; j++) {
        struct candidate *to = &n->at[j];

        if (all && to->range.start >= met.stop)
            break;
        if (to->before > furthest && to->before - furthest > n->within)
            break;
        if (to->child == 0)
            continue;
        for (size_t i = n->anchor; i < j; i++)
            if (is_reached(&n->at[i]) && may_follow(n, &n->at[i], to))
                extend(n, &n->at[i], to);
        if (is_reached(to) && to->after > furthest)
            furthest = to->after;
        all = meet(n, &met, to);
    }
    return j;
}

/* The same to the left; gives the first hit that may be in a chain. */
static size_t grow_left(const struct near *n)
{
    size_t nearest = n->at[n->anchor].before, j = n->anchor;
    struct met met = {0};
    bool all = n->ordered;

    while (!all && j > 0 && n->at[j - 1].before + n->longest + n->within >= nearest) {
        struct candidate *to = &n->at[--j];

        if (to->child == 0)
            continue;
        for (size_t i = n->anchor; i > j; i--)
            if (is_reached(&n->at[i]) && may_follow(n, to, &n->at[i]))
                extend(n, &n->at[i], to);
        if (is_reached(to) && to->before < nearest)
            nearest = to->before;
        all = meet(n, &met, to);
    }
    return j;
}

/* The ends of the shortest chains with each set; the anchor itself has the empty one. */
struct ends {
    size_t at[NEAR_SETS];       /* candidates, or MATCH_NONE */
};

/* Of left ends that begin together the last by position, the longest, is taken: it is the one that grow_left meets
 * first, and may be the only one. */
static void find_ends(const struct near *n, size_t first, size_t last, bool right, struct ends *out)
{
    for (size_t set = 0; set <= n->full; set++)
        out->at[set] = MATCH_NONE;
    out->at[0] = n->anchor;
    for (size_t i = first; i < last; i++) {
        const struct candidate *c = &n->at[i];

        for (size_t set = 1; is_reached(c) && set <= n->full; set++) {
            size_t *best = &out->at[set];

            if (has_set(c, set) && (*best == MATCH_NONE || (right ? c->range.stop < n->at[*best].range.stop
                                                                  : c->range.start >= n->at[*best].range.start)))
                *best = i;
        }
    }
}

/* Adds the parts of the chain from candidate `at` with `set` back to the anchor, which is left out. */
static size_t add_chain(const struct near *n, size_t at, size_t set, size_t *chosen, size_t count)
{
    while (at != n->anchor) {
        size_t rest = set & ~((size_t)1 << (n->at[at].child - 1)), i = at;
        bool right = at > n->anchor;

        chosen[count++] = at;
        do
            i = right ? i - 1 : i + 1;
        while (!has_set(&n->at[i], rest) || !(right ? may_follow(n, &n->at[i], &n->at[at])
                                                    : may_follow(n, &n->at[at], &n->at[i])));
        at = i;
        set = rest;
    }
    return count;
}

static void add_choice(const struct near *n, const size_t *chosen, size_t count)
{
    struct match_worker *w = n->w;
    size_t first_part = w->parts.count;
    struct item whole = {.hull = n->at[chosen[0]].range, .part = first_part};

    for (size_t i = 0; i < count; i++) {
        struct item one = w->items.at[n->at[chosen[i]].item];

        for (size_t p = 0; p < one.part_count; p++) {
            struct range part = w->parts.at[one.part + p];

            *VEC_PUSH(&w->parts) = part;
        }
        whole.hull.start = one.hull.start < whole.hull.start ? one.hull.start : whole.hull.start;
        whole.hull.stop = one.hull.stop > whole.hull.stop ? one.hull.stop : whole.hull.stop;
    }
    whole.part_count = w->parts.count - first_part;
    *VEC_PUSH(&w->items) = whole;
}

static void choose(struct near *n)
{
    size_t first, last, best = MATCH_NONE, best_left = 0, chosen[8], count = 1;
    struct ends left, right;

    add_set(&n->at[n->anchor], 0);
    last = grow_right(n);
    first = grow_left(n);
    find_ends(n, n->anchor + 1, last, true, &right);
    find_ends(n, first, n->anchor, false, &left);
    for (size_t set = 0; set <= n->full; set++) {
        size_t l = left.at[set], r = right.at[n->full ^ set], size;

        if (l == MATCH_NONE || r == MATCH_NONE)
            continue;
        size = n->at[r].range.stop - n->at[l].range.start;
        if (size < best) {      /* MATCH_NONE is larger than all */
            best = size;
            best_left = set;
        }
    }
    if (best != MATCH_NONE) {
        chosen[0] = n->anchor;
        count = add_chain(n, left.at[best_left], best_left, chosen, count);
        count = add_chain(n, right.at[n->full ^ best_left], n->full ^ best_left, chosen, count);
        add_choice(n, chosen, count);
    }
    for (size_t i = first; i < last; i++)
        n->at[i].sets[0] = n->at[i].sets[1] = 0;
}

static int by_place(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->range.start != y->range.start)
        return x->range.start < y->range.start ? -1 : 1;
    if (x->range.stop != y->range.stop)
        return x->range.stop < y->range.stop ? -1 : 1;
    return x->child != y->child ? (x->child < y->child ? -1 : 1) : (x->item > y->item) - (x->item < y->item);
}

static void add_candidates(struct match_worker *w, struct item_slice found, size_t child, size_t block)
{
    for (size_t i = found.first; i < found.stop; i++) {
        struct range r = w->items.at[i].hull;

        *VEC_PUSH(&w->candidates) = (struct candidate){.item = i, .range = r, .child = child,
            .before = match_words_at(w, block, r.start).before, .after = match_words_at(w, block, r.stop).after};
    }
}

/* The children's items stand in w->items from first on, child by child as slices tell. */
static void choose_all(struct match_worker *w, const struct match_node *node, const struct item_slice *slices,
                       size_t block)
{
    size_t children = node->rule->child_count;
    struct near n = {.w = w, .within = node->rule->within, .full = ((size_t)1 << (children - 1)) - 1,
                     .ordered = node->rule->ordered};

    w->candidates.count = 0;
    for (size_t c = 0; c < children; c++)
        add_candidates(w, slices[c], c, block);
    n.at = w->candidates.at;
    n.count = w->candidates.count;
    qsort(n.at, n.count, sizeof *n.at, by_place);
    for (size_t i = 0; i < n.count; i++)
        if (n.at[i].after > n.at[i].before + n.longest)
            n.longest = n.at[i].after - n.at[i].before;
    for (n.anchor = 0; n.anchor < n.count; n.anchor++)
        if (n.at[n.anchor].child == 0)
            choose(&n);
}

bool match_near(struct match_worker *w, const struct match_node *node, struct region region)
{
    size_t block = region.kind == REGION_SENTENCE ? match_block_of(w, region.first) : region.first;
    size_t first = w->items.count, stop, chosen;
    struct item_slice slices[8];

    for (size_t c = 0; c < node->rule->child_count; c++) {
        slices[c].first = w->items.count;
        if (!match_evaluate(w, node->children[c], region)) {
            w->items.count = first;
            return false;
        }
        slices[c].stop = w->items.count;
    }
    stop = w->items.count;
    choose_all(w, node, slices, block);
    chosen = w->items.count - stop;
    for (size_t i = 0; i < chosen; i++)
        w->items.at[first + i] = w->items.at[stop + i];
    w->items.count = first + chosen;
    return chosen > 0;
}
