/* What a pattern needs: literals that stand in each of its matches. */
#ifndef MATCH_NEEDS_INTERNAL_H
#define MATCH_NEEDS_INTERNAL_H

#include "match/filter_internal.h"

/* What every match of a part of a pattern has: of each need a literal, one behind the other. Literals stand by need;
 * where count is 0 nothing is known. */
struct match_needs {
    struct match_literals set;
    unsigned count;
    bool begins;        /* each match begins where a literal of the first need does */
};

/* How often a literal is met by chance, at a place of a text; more is worse. The words and ends of words that stand in
 * one of a hundred places or so are known by name. */
double match_chance_of(struct str text, bool at_edge, bool to_edge);

void match_needs_free(struct match_needs *n);       /* leaves none */
/* Drops the worst until `most` are left that are worth it. */
void match_needs_keep_best(struct match_needs *n, unsigned most);
/* The one and behind it the other: what both need. *next is freed. */
void match_needs_both(struct match_needs *all, struct match_needs *next);
/* The one or the other: a literal of the best need of either. *other is freed. */
void match_needs_either(struct match_needs *all, struct match_needs *other);

#endif
