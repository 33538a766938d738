/* The units of a document: what a rule looks at, whether or not one tags it. */
#ifndef ANALYSE_UNITS_H
#define ANALYSE_UNITS_H

#include "codebook/codebook.h"
#include "document/document.h"

/* Lists units of any kind by the matcher itself, so that they are the ones that rules look at. One thread uses it. */
struct analyse_units;
NODISCARD bool analyse_units_new(struct analyse_units **out, struct error *err);
void analyse_units_free(struct analyse_units *u);       /* NULL is fine */

/* The units of this kind that hold a word, by place; contents lines are none. Good until the next call. Answers to a
 * template's questions are not known here: there are none of UNIT_ANSWER. */
NODISCARD bool analyse_units_list(struct analyse_units *u, const struct document *doc, enum unit unit,
                                  const struct range **out, size_t *count, struct error *err);

#endif
