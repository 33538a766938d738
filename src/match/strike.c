/* What the <unless> parts of a rule strike out. Each hit is asked about where it is found, so that whatever is made of
 * hits (a choice, a sum, what a <not> stands beside) is made of those that are left. */
#include "match/match_internal.h"

#include <stdlib.h>

/* What an unless found, kept while its rule is tried in a unit. */
struct strike {
    struct region region;       /* the scope that was looked at last */
    bool asked, holds;          /* whether one was, and what came out */
    bool struck;                /* a hit */
    size_t first, count;        /* SCOPE_MATCH: what it finds, in worker.struck, by position and disjoint */
};

/* An unless looks at all hits, whatever strikes or reaches them. Its items are w->items from first on until
 * end_asking. */
struct asking {
    size_t items, parts;
    bool unreached_only;
};

static struct asking begin_asking(struct match_worker *w)
{
    struct asking a = {w->items.count, w->parts.count, w->unreached_only};

    w->strikes = w->unreached_only = false;
    return a;
}

static void end_asking(struct match_worker *w, struct asking a)
{
    w->strikes = true;
    w->unreached_only = a.unreached_only;
    w->items.count = a.items;
    w->parts.count = a.parts;
}

/* Keeps what an unless of scope "match" finds in the rule's unit; what overlaps is joined. */
static void keep_found(struct match_worker *w, const struct match_node *unless, struct strike *s)
{
    const struct asking a = begin_asking(w);
    size_t kept;

    match_any_holds(w, unless, w->rule_region);
    s->first = kept = w->struck.count;
    for (size_t i = a.items; i < w->items.count; i++)
        for (size_t p = 0; p < w->items.at[i].part_count; p++) {
            struct range found = w->parts.at[w->items.at[i].part + p];

            *VEC_PUSH(&w->struck) = found;
        }
    end_asking(w, a);
    if (w->struck.count > s->first)
        qsort(w->struck.at + s->first, w->struck.count - s->first, sizeof *w->struck.at, match_by_place);
    for (size_t i = s->first; i < w->struck.count; i++) {
        struct range found = w->struck.at[i], *last = &w->struck.at[kept - (kept > s->first)];

        if (kept == s->first || found.start >= last->stop)
            w->struck.at[kept++] = found;
        else if (found.stop > last->stop)
            last->stop = found.stop;
    }
    w->struck.count = kept;
    s->count = kept - s->first;
}

static bool is_overlapped(const struct match_worker *w, const struct strike *s, struct range hit)
{
    size_t low = 0, high = s->count;

    while (low < high) {        /* low becomes the first that ends behind the hit's start */
        size_t middle = low + (high - low) / 2;

        if (w->struck.at[s->first + middle].stop <= hit.start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->count && w->struck.at[s->first + low].start < hit.stop;
}

static bool holds_around(struct match_worker *w, const struct match_node *unless, struct strike *s, struct range hit)
{
    struct region scope;
    struct asking a;

    if (!match_region_of_hit(w, hit, unless->rule->scope, &scope))
        return false;
    if (!s->asked || s->region.kind != scope.kind || s->region.first != scope.first || s->region.last != scope.last) {
        a = begin_asking(w);
        s->holds = match_any_holds(w, unless, scope);
        end_asking(w, a);
        s->asked = true;
        s->region = scope;
    }
    return s->holds;
}

static bool is_struck_by(struct match_worker *w, size_t number, struct range hit)
{
    const struct match_node *unless = w->rule->unless[number];
    struct strike s = w->strikers.at[number];
    bool struck;

    if (unless->rule->scope != SCOPE_MATCH) {
        struck = holds_around(w, unless, &s, hit);
    } else {
        if (!s.asked)
            keep_found(w, unless, &s);
        s.asked = true;
        struck = is_overlapped(w, &s, hit);
    }
    s.struck = s.struck || struck;
    w->strikers.at[number] = s;
    return struck;
}

bool match_is_struck(struct match_worker *w, struct range hit)
{
    for (size_t i = 0; w->strikes && i < w->rule->rule->unless_count; i++)
        if (is_struck_by(w, i, hit))
            return true;
    return false;
}

bool match_has_struck(const struct match_worker *w, size_t unless)
{
    return unless < w->strikers.count && w->strikers.at[unless].struck;
}

/* A rule that holds without hits has none to strike: an unless in its unit's scope undoes it. */
static bool is_undone(struct match_worker *w, const struct match_rule *rule, struct region region)
{
    struct region scope;
    bool undone = false;

    for (size_t i = 0; !undone && i < rule->rule->unless_count; i++)
        undone = rule->unless[i]->rule->scope != SCOPE_MATCH
            && match_region_around(w, region, rule->unless[i]->rule->scope, &scope)
            && match_any_holds(w, rule->unless[i], scope);
    w->items.count = w->parts.count = 0;
    return undone;
}

static bool evaluate(struct match_worker *w, const struct match_rule *rule, struct region region, bool strikes)
{
    bool holds;

    w->items.count = w->parts.count = 0;
    w->strikes = strikes;
    holds = match_evaluate(w, rule->node, region);
    w->strikes = false;
    return holds && !w->gave_up;
}

/* Where fewer hits never make a rule hold, its unless are asked only once it holds with all. */
bool match_holds_unstruck(struct match_worker *w, const struct match_rule *rule, struct region region)
{
    w->rule = rule;
    w->rule_region = region;
    w->gave_up = false;
    w->struck.count = w->strikers.count = 0;
    for (size_t i = 0; i < rule->rule->unless_count; i++)
        *VEC_PUSH(&w->strikers) = (struct strike){.asked = false};
    if ((rule->grows || rule->rule->unless_count == 0) && !evaluate(w, rule, region, false))
        return false;
    if (rule->rule->unless_count == 0)
        return true;
    if (w->items.count > 0 || !rule->grows) {
        if (!evaluate(w, rule, region, true))
            return false;
    }
    return w->items.count > 0 || (!is_undone(w, rule, region) && !w->gave_up);
}
