/* What changed between two codebooks. */
#ifndef CODEBOOK_DIFF_H
#define CODEBOOK_DIFF_H

#include "codebook/codebook.h"

/* One thing that changed. before or after is NULL where it is not there, "" where there are no words for it. */
struct codebook_difference {
    const char *part;           /* "code", "rule", "pattern", "definition", "question", … */
    const char *change;         /* "added", "removed", "changed" */
    const char *code;           /* in which code, or "" */
    const char *id;             /* of the code, rule, list, scale or question */
    const char *before, *after;
};

/* Good for the call only. */
typedef void codebook_differs(void *payload, const struct codebook_difference *d);

/* Codes, rules, lists, scales and questions are known by their ids, wherever they stand; patterns and examples by their
 * words. A code whose rules, unit, lists or modifiers find something else is a changed "code", before what changed in
 * it. */
void codebook_diff(const struct codebook *a, const struct codebook *b, codebook_differs *tell, void *payload);

/* Whether the code finds the same in both codebooks; false where one of them has it not. */
bool codebook_finds_same(const struct codebook *a, const struct codebook *b, const char *code);

#endif
