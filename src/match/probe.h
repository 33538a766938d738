/* Tries a codebook's patterns one by one: which can never match, which match nearly everything, which backtrack without
 * end. Pure. */
#ifndef MATCH_PROBE_H
#define MATCH_PROBE_H

#include "match/match.h"

/* words say what is wrong and what to do; good for the call only. */
typedef void match_suspected(void *payload, const struct pattern *p, const char *words);

/* Told of each pattern of the codebook's own lists and rules, those of imported lists and of modifiers left aside. */
void match_probe(struct match_worker *w, match_suspected *say, void *payload);

/* Counts in how many sentences each of these patterns is found. */
struct match_tally {
    size_t sentences;
    size_t *found;                  /* by pattern, in the order of match_probe; freed with match_tally_free */
};
/* Adds every step-th sentence of doc (1: all). */
void match_tally(struct match_tally *t, struct match_worker *w, const struct document *doc, size_t step);
/* Tells of the patterns that were found in nine of ten sentences or more; nothing below MATCH_TALLY_LEAST sentences. */
enum { MATCH_TALLY_LEAST = 20 };
void match_tally_tell(const struct match_tally *t, struct match_worker *w, match_suspected *say, void *payload);
void match_tally_free(struct match_tally *t);

#endif
