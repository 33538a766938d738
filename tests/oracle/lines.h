/* What is found, a line an excerpt, to be compared. */
#ifndef ORACLE_LINES_H
#define ORACLE_LINES_H

#include "base/str.h"
#include "match/match.h"

/* Appends to out: a line for each excerpt, and for each problem. */
struct match_sink lines_sink(struct buf *out);

/* Of `all` the lines of the codes whose place in the codebook is true in wanted. */
void lines_of_codes(struct buf *out, const struct buf *all, const struct codebook *book, const bool *wanted);

/* Prints the first line that differs, behind `what`. */
void lines_tell(const char *what, const struct buf *expected, const struct buf *found);

#endif
