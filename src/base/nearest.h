/* What a person most likely meant: for messages about a word that is none of those known. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

/* Holds the best of the words offered so far. */
struct nearest {
    struct str wanted;
    const char *best;       /* NULL: none was near enough */
    size_t distance;
};

/* Near enough is at most a third of wanted's characters to insert, delete or change, and at least one. */
void nearest_start(struct nearest *n, struct str wanted);
void nearest_offer(struct nearest *n, const char *word);

/* For "%s%s%s" behind what is wrong: "; did you mean WORD?", or nothing. */
#define NEAREST_ARGS(n) (n).best ? "; did you mean " : "", (n).best ? (n).best : "", (n).best ? "?" : ""

#endif
