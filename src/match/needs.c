#include "match/needs_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LITERALS = 400 };

/* A need that chance meets more often, of 1 at each place of a text, is dropped where there is a better one: it would
 * cost more than it tells. */
#define MOST_COST (1.0 / 1000)

void match_needs_free(struct match_needs *n)
{
    free(n->set.at);
    *n = (struct match_needs){.count = 0};
}

double match_chance_of(struct str text, bool at_edge, bool to_edge)
{
    static const char common[] = " the and of to in is are for with that has have had not no on by from or an as at be "
                                 "was were this which who it they their he his her she child children care work tion "
                                 "ion ing ";
    struct str word = str_trim(text);
    const char *at = word.size > 0 && word.size < 9 ? common : NULL;

    while (at && (at = memmem(at, sizeof common - 1 - (size_t)(at - common), word.at, word.size)) != NULL) {
        if (at[-1] == ' ' && at[word.size] == ' ')
            return 1.0 / 256;
        at++;
    }
    return pow(8, -(double)text.size - at_edge - to_edge);
}

/* How often each need would be. */
static void cost_of(const struct match_needs *n, double *costs)
{
    for (unsigned i = 0; i < n->count; i++)
        costs[i] = 0;
    for (size_t i = 0; i < n->set.count; i++)
        costs[n->set.at[i].need] += n->set.at[i].chance;
}

static void drop(struct match_needs *n, unsigned need)
{
    size_t kept = 0;

    for (size_t i = 0; i < n->set.count; i++) {
        struct match_literal literal = n->set.at[i];
        bool goes = literal.need == need;

        literal.need = (uint8_t)(literal.need - (literal.need > need));
        if (!goes)
            n->set.at[kept++] = literal;
    }
    n->set.count = kept;
    n->count--;
    n->begins = n->begins && need > 0;
}

void match_needs_keep_best(struct match_needs *n, unsigned most)
{
    double costs[MATCH_MOST_NEEDS * 2];

    while (n->count > 1) {
        unsigned worst = 0;

        cost_of(n, costs);
        for (unsigned i = 1; i < n->count; i++)
            if (costs[i] >= costs[worst])
                worst = i;
        if (n->count <= most && costs[worst] <= MOST_COST && n->set.count <= MOST_LITERALS)
            return;
        drop(n, worst);
    }
}

void match_needs_both(struct match_needs *all, struct match_needs *next)
{
    for (size_t i = 0; i < next->set.count; i++) {
        struct match_literal literal = next->set.at[i];

        literal.need = (uint8_t)(literal.need + all->count);
        *VEC_PUSH(&all->set) = literal;
    }
    all->begins = all->count > 0 ? all->begins : next->begins;
    all->count += next->count;
    match_needs_free(next);
    if (all->count > MATCH_MOST_NEEDS)
        match_needs_keep_best(all, MATCH_MOST_NEEDS);
}

void match_needs_either(struct match_needs *all, struct match_needs *other)
{
    match_needs_keep_best(all, 1);
    match_needs_keep_best(other, 1);
    for (size_t i = 0; i < other->set.count; i++)
        *VEC_PUSH(&all->set) = other->set.at[i];
    all->begins = all->begins && other->begins;
    if (other->count == 0 || all->count == 0 || all->set.count > MOST_LITERALS)
        match_needs_free(all);
    match_needs_free(other);
}
