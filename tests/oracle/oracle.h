/* A second matcher, written from doc/formats/codebook.md for the tests alone: no filter, no rows, no chains; every
 * pattern is tried on every text that a rule looks at, and of a near all choices are tried. It shares with src/match
 * only how a pattern is written for PCRE2, and with src/document sentences, words and sections. */
#ifndef TESTS_ORACLE_ORACLE_H
#define TESTS_ORACLE_ORACLE_H

#include "codebook/codebook.h"
#include "document/document.h"

struct oracle;

/* The codebook is borrowed and must outlive *out. */
NODISCARD bool oracle_new(struct oracle **out, const struct codebook *book, struct error *err);
void oracle_free(struct oracle *o);

/* Adds "code/rule/standing[start,stop){start,stop …}" and a line's end to *out for each excerpt, in the order of
 * match_run. A pattern that gives up ends the program: no case here has one. */
void oracle_run(struct oracle *o, const struct document *doc, struct buf *out);

/* How many units the last document had. */
size_t oracle_units(const struct oracle *o);

#endif
