/* Passages as what a classifier reads: words and pairs of words, weighed. */
#ifndef ANALYSE_FEATURES_H
#define ANALYSE_FEATURES_H

#include "base/str.h"

#include <linear.h>
#include <stdint.h>

enum { FEATURE_TABLE = 1 << 18 };       /* places for the hashes of words and pairs */

/* All zero is empty. */
struct features {
    struct { struct feature_node *at; size_t count, room; } nodes;  /* of all passages; each ends with index -1 */
    struct { size_t *at; size_t count, room; } first;               /* of each passage */
    uint32_t *holders;                  /* of each place: passages that have it; FEATURE_TABLE of them */
};

/* Counts the words and pairs of a passage. */
void analyse_features_add(struct features *f, struct str passage);
/* Once all are there: counts become tf-idf, each passage of length 1. */
void analyse_features_weigh(struct features *f);
/* Of passage i; good until the next is added. */
struct feature_node *analyse_features_of(const struct features *f, size_t i);
void analyse_features_free(struct features *f);

#endif
