/* Of a near every choice of one hit a child is tried. Of those of which the hits stand closest together the doc leaves
 * open which is taken; here it is settled as src/match does: fewest bits of the children that stand before the first
 * child's hit, then the longest of those that begin together, then the inner hits nearest to the outer ones. */
#include "oracle/oracle_internal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CHILDREN = 8 };

struct choosable {
    struct group group;
    struct range hull;
    size_t child, number;
};

struct choosing {
    struct oracle *o;
    const struct rule_node *near;
    struct choosable *at;       /* by place */
    size_t count, block, anchor, longest;
    size_t chosen[MOST_CHILDREN], best[MOST_CHILDREN];
    bool any;
};

static int by_place(const void *a, const void *b)
{
    const struct choosable *x = a, *y = b;

    if (x->hull.start != y->hull.start)
        return x->hull.start < y->hull.start ? -1 : 1;
    if (x->hull.stop != y->hull.stop)
        return x->hull.stop < y->hull.stop ? -1 : 1;
    if (x->child != y->child)
        return x->child < y->child ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static void sort_numbers(const size_t *in, size_t count, size_t *out)
{
    memcpy(out, in, count * sizeof *in);
    for (size_t i = 1; i < count; i++)
        for (size_t k = i; k > 0 && out[k - 1] > out[k]; k--) {
            size_t other = out[k];

            out[k] = out[k - 1];
            out[k - 1] = other;
        }
}

static bool is_near_enough(const struct choosing *c, const size_t *sorted, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const struct choosable *a = &c->at[sorted[i - 1]], *b = &c->at[sorted[i]];

        if (a->hull.stop > b->hull.start
            || oracle_words(c->o, c->block, a->hull.stop, b->hull.start) > c->near->within
            || (c->near->ordered && a->child > b->child))
            return false;
    }
    return true;
}

/* What of two choices is compared, the smaller one taken: size, children before the anchor, outer hits, inner hits. */
static size_t key_of(const struct choosing *c, const size_t *sorted, size_t *key)
{
    size_t count = c->near->child_count, at = 0, keys = 0;
    size_t before = 0;

    while (sorted[at] != c->anchor)
        before |= (size_t)1 << (c->at[sorted[at++]].child - 1);
    key[keys++] = c->at[sorted[count - 1]].hull.stop - c->at[sorted[0]].hull.start;
    key[keys++] = before;
    if (at > 0)
        key[keys++] = c->count - sorted[0];
    for (size_t i = 1; i < at; i++)
        key[keys++] = sorted[i];
    if (at + 1 < count)
        key[keys++] = sorted[count - 1];
    for (size_t i = count - 1; i-- > at + 1;)
        key[keys++] = c->count - sorted[i];
    return keys;
}

static void take(struct choosing *c)
{
    size_t count = c->near->child_count, sorted[MOST_CHILDREN], other[MOST_CHILDREN], key[2 * MOST_CHILDREN],
           best[2 * MOST_CHILDREN], keys;

    sort_numbers(c->chosen, count, sorted);
    if (!is_near_enough(c, sorted, count))
        return;
    keys = key_of(c, sorted, key);
    if (c->any) {
        sort_numbers(c->best, count, other);
        key_of(c, other, best);
        for (size_t i = 0; i < keys; i++)
            if (key[i] != best[i]) {
                if (key[i] > best[i])
                    return;
                break;
            }
    }
    c->any = true;
    memcpy(c->best, c->chosen, count * sizeof *c->best);
}

/* Whether a hit may stand in a choice at all: not further away than every child's longest hit and distance allow. */
static bool is_within_reach(const struct choosing *c, size_t i)
{
    struct range a = c->at[c->anchor].hull, b = c->at[i].hull;
    size_t most = (c->near->child_count - 1) * (c->near->within + c->longest);

    if (overlap(a, b))
        return false;
    return (a.stop <= b.start ? oracle_words(c->o, c->block, a.stop, b.start)
                              : oracle_words(c->o, c->block, b.stop, a.start)) <= most;
}

static void choose_child(struct choosing *c, size_t child)
{
    if (child == c->near->child_count) {
        take(c);
        return;
    }
    for (size_t i = 0; i < c->count; i++)
        if (c->at[i].child == child && is_within_reach(c, i)) {
            c->chosen[child] = i;
            choose_child(c, child + 1);
        }
}

static void add_choice(struct choosing *c, struct groups *out)
{
    struct range *parts;
    size_t count = 0, at = 0;

    for (size_t i = 0; i < c->near->child_count; i++)
        count += c->at[c->best[i]].group.count;
    parts = arena_alloc(&c->o->arena, count, sizeof *parts);
    for (size_t i = 0; i < c->near->child_count; i++) {
        const struct group *g = &c->at[c->best[i]].group;

        memcpy(parts + at, g->parts, g->count * sizeof *parts);
        at += g->count;
    }
    oracle_add(c->o, out, (struct group){parts, count, false});
}

void oracle_choose(struct oracle *o, const struct rule_node *near, const struct groups *children, size_t block,
                   struct groups *out)
{
    struct choosing c = {.o = o, .near = near, .block = block};

    for (size_t i = 0; i < near->child_count; i++)
        c.count += children[i].count;
    c.at = arena_alloc(&o->arena, c.count + 1, sizeof *c.at);
    c.count = 0;
    for (size_t i = 0; i < near->child_count; i++)
        for (size_t k = 0; k < children[i].count; k++) {
            struct range hull = oracle_hull(&children[i].at[k]);
            size_t words = oracle_words(o, block, hull.start, hull.stop) + 2;

            c.at[c.count++] = (struct choosable){children[i].at[k], hull, i, k};
            c.longest = words > c.longest ? words : c.longest;
        }
    qsort(c.at, c.count, sizeof *c.at, by_place);
    for (c.anchor = 0; c.anchor < c.count; c.anchor++) {
        if (c.at[c.anchor].child != 0)
            continue;
        c.any = false;
        c.chosen[0] = c.anchor;
        choose_child(&c, 1);
        if (c.any)
            add_choice(&c, out);
    }
}
