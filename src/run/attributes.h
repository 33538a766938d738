/* Guesses what a report is about from its file's name, its metadata and its first pages. A wrong
 * guess is worse than none: where two answers are equally good, there is none. */
#ifndef RUN_ATTRIBUTES_H
#define RUN_ATTRIBUTES_H

#include "store/report.h"

/* Fills *out; its text lives in the arena (or for ever). Pure. */
void run_guess_attributes(struct report_attributes *out, struct arena *a, const struct document *doc, struct str path);

/* Whether kind, variant, language or report_pages may have the value; else *why, which was empty, says what is wrong.
 * page_count: the file's, or 0 where it is not known yet. Any other attribute may, here. */
bool run_nature_holds(enum attribute which, struct str value, uint32_t page_count, struct buf *why);

#endif
