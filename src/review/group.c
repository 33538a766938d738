/* Passages that stand in several reports are decided together: excerpts of one code in passages that were copied from
 * one another are a group, first with first, second with second. Where two copies of a passage have not the same number
 * of excerpts of a code, words were changed, and no group is made of them. */
#include "review/desk.h"

#include <stdlib.h>

struct passage {
    struct range range;
    int64_t report;         /* its id */
    uint32_t parent;        /* index of a passage that it is the same as; its own where it is the first */
};

struct member {
    uint32_t passage, root, code, count, number, entry;     /* number: of count excerpts of the code in the passage */
};

struct grouping {
    struct { struct passage *at; size_t count, room; } passages;
    struct { struct desk_copy *at; size_t count, room; } copies;
    struct { struct member *at; size_t count, room; } members;
};

static bool take_copy(void *payload, const struct desk_copy *c, struct error *err)
{
    struct grouping *g = payload;

    (void)err;
    *VEC_PUSH(&g->copies) = *c;
    *VEC_PUSH(&g->passages) = (struct passage){c->range, c->report, 0};
    *VEC_PUSH(&g->passages) = (struct passage){c->source_range, c->source, 0};
    return true;
}

static int compare_passages(const void *a, const void *b)
{
    const struct passage *x = a, *y = b;

    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return x->range.start < y->range.start ? -1 : x->range.start > y->range.start;
}

static void sort_passages(struct grouping *g)
{
    size_t kept = 0;

    if (g->passages.count > 0)
        qsort(g->passages.at, g->passages.count, sizeof *g->passages.at, compare_passages);
    for (size_t i = 0; i < g->passages.count; i++)
        if (kept == 0 || compare_passages(&g->passages.at[kept - 1], &g->passages.at[i]) != 0)
            g->passages.at[kept++] = g->passages.at[i];
    g->passages.count = kept;
    for (size_t i = 0; i < kept; i++)
        g->passages.at[i].parent = (uint32_t)i;
}

/* The passage of a report in which a range lies; UINT32_MAX: it lies in none. */
static uint32_t find_passage(const struct grouping *g, int64_t report, struct range r)
{
    size_t low = 0, high = g->passages.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct passage *p = &g->passages.at[middle];

        if (p->report < report || (p->report == report && p->range.start <= r.start))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || g->passages.at[low - 1].report != report || r.stop > g->passages.at[low - 1].range.stop)
        return UINT32_MAX;
    return (uint32_t)(low - 1);
}

static uint32_t root_of(const struct grouping *g, uint32_t passage)
{
    while (g->passages.at[passage].parent != passage) {
        struct passage *p = &g->passages.at[passage];

        p->parent = g->passages.at[p->parent].parent;
        passage = p->parent;
    }
    return passage;
}

static void join_copies(struct grouping *g)
{
    for (size_t i = 0; i < g->copies.count; i++) {
        const struct desk_copy *c = &g->copies.at[i];
        uint32_t a = find_passage(g, c->report, c->range), b = find_passage(g, c->source, c->source_range);

        if (a == UINT32_MAX || b == UINT32_MAX)
            continue;
        a = root_of(g, a), b = root_of(g, b);
        g->passages.at[a > b ? a : b].parent = a > b ? b : a;
    }
}

static int compare_numbers(const uint32_t *a, const uint32_t *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a[i] != b[i])
            return a[i] < b[i] ? -1 : 1;
    return 0;
}

static int by_passage(const void *a, const void *b)
{
    const struct member *x = a, *y = b;

    return compare_numbers((uint32_t[]){x->passage, x->code, x->entry}, (uint32_t[]){y->passage, y->code, y->entry}, 3);
}

static int compare_kinds(const struct member *x, const struct member *y)
{
    return compare_numbers((uint32_t[]){x->root, x->code, x->count, x->number},
                           (uint32_t[]){y->root, y->code, y->count, y->number}, 4);
}

static int by_root(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    int kinds = compare_kinds(x, y);

    return kinds != 0 ? kinds : compare_numbers(&x->entry, &y->entry, 1);
}

static void count_members(struct grouping *g)
{
    struct member *m = g->members.at;

    for (size_t i = 0, next; i < g->members.count; i = next) {
        for (next = i; next < g->members.count && m[next].passage == m[i].passage && m[next].code == m[i].code; next++)
            m[next].number = (uint32_t)(next - i);
        for (size_t j = i; j < next; j++)
            m[j].count = (uint32_t)(next - i);
    }
}

static void name_groups(const struct grouping *g, struct review_desk *d)
{
    const struct member *m = g->members.at;
    uint32_t groups = 0;

    for (size_t i = 0, next; i < g->members.count; i = next) {
        next = i + 1;
        while (next < g->members.count && compare_kinds(&m[i], &m[next]) == 0)
            next++;
        groups += next - i > 1;
        for (size_t j = i; next - i > 1 && j < next; j++)
            d->entries[m[j].entry].group = groups;
    }
}

static void group(struct grouping *g, struct review_desk *d)
{
    sort_passages(g);
    join_copies(g);
    for (size_t i = 0; i < d->entry_count; i++) {
        const struct review_entry *e = &d->entries[i];
        uint32_t passage = find_passage(g, d->reports[e->report].id, e->range);

        if (passage != UINT32_MAX)
            *VEC_PUSH(&g->members) = (struct member){passage, root_of(g, passage), e->code, 0, 0, (uint32_t)i};
    }
    if (g->members.count == 0)
        return;
    qsort(g->members.at, g->members.count, sizeof *g->members.at, by_passage);
    count_members(g);
    qsort(g->members.at, g->members.count, sizeof *g->members.at, by_root);
    name_groups(g, d);
}

bool review_desk_group(struct review_desk *d, struct store *s, struct error *err)
{
    struct grouping g = {0};
    bool ok = store_desk_copies(s, take_copy, &g, err);

    if (ok)
        group(&g, d);
    free(g.passages.at);
    free(g.copies.at);
    free(g.members.at);
    return ok;
}
