#include "match/needs_internal.h"

#include <math.h>
#include <stdio.h>
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

/* How often a literal is met by chance, at a place of a text; more is worse. The words and ends of words that stand in
 * one of a hundred places or so are known by name. */
static double chance_of(const struct match_literal *literal)
{
    static const char common[] = " the and of to in is are for with that has have had not no on by from or an as at be "
                                 "was were this which who it they their he his her she child children care work tion "
                                 "ion ing ";
    struct str text = str_trim(literal->text);
    char word[12];
    int size = text.size + 3 < sizeof word ? snprintf(word, sizeof word, " %.*s ", STR_ARGS(text)) : 0;

    return size > 0 && strstr(common, word) ? 1.0 / 256
        : pow(8, -(double)literal->text.size - literal->at_edge - literal->to_edge);
}

/* How often each need would be. */
static void cost_of(const struct match_needs *n, double *costs)
{
    for (unsigned i = 0; i < n->count; i++)
        costs[i] = 0;
    for (size_t i = 0; i < n->set.count; i++)
        costs[n->set.at[i].need] += chance_of(&n->set.at[i]);
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
    if (other->count == 0 || all->count == 0 || all->set.count > MOST_LITERALS)
        match_needs_free(all);
    match_needs_free(other);
}
