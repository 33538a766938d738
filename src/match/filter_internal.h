/* Tells cheaply which patterns cannot match in a text. It may only ever say "cannot": PCRE2 alone says what matches.
 *
 * Most patterns need a literal: each match of "good practice|what works" has "practice" or "works" in it. literals.c
 * finds such a set for each pattern, filter.c looks for those of all patterns in one walk over the text. */
#ifndef MATCH_FILTER_INTERNAL_H
#define MATCH_FILTER_INTERNAL_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Letters in lower case, as they stand in the pattern. */
struct match_literal {
    struct str text;
    bool at_edge;           /* no ASCII letter, digit or "_" stands before it */
};

struct match_literals {
    struct match_literal *at;
    size_t count, room;
};

/* Appends literals of which every match of the pattern (as PCRE2 gets it) has one at least; text in the arena. False,
 * with nothing appended, where none are known, or where the pattern could reach PCRE2's limits: what is given up must
 * be given up with the filter as without. */
bool match_find_literals(struct match_literals *out, struct arena *a, const char *pattern);

struct match_filter;

/* Literals of pattern i are those from first[i] to first[i + 1]; a pattern without any is never told of. */
void match_filter_new(struct match_filter **out, const struct match_literals *literals, const size_t *first,
                      size_t patterns);
void match_filter_free(struct match_filter *f);      /* NULL is fine */

/* Of one thread: what was met in the text at hand. */
struct match_filter_scratch {
    uint32_t *patterns;         /* by number: the text in which it was last met */
    size_t count;
    uint32_t text;
};
void match_filter_scratch_new(struct match_filter_scratch *s, size_t patterns);
void match_filter_scratch_free(struct match_filter_scratch *s);

/* Calls found with the number of each pattern that may match in text, once each, in the order of their first literals.
 * False where the text is none to filter: it has one of the two signs that PCRE2 takes for an ASCII letter (the long s,
 * Kelvin's K), or a stretch without a blank, or without a word, so long that the work of a pattern is not bounded.
 * Then every pattern may match. */
typedef void match_filter_found(void *payload, size_t pattern);
bool match_filter_scan(const struct match_filter *f, struct match_filter_scratch *s, struct str text,
                       match_filter_found *found, void *payload);

#endif
