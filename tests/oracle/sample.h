/* Texts that a pattern matches, or nearly: it is walked, and what each part of it takes is written down by chance. */
#ifndef TESTS_ORACLE_SAMPLE_H
#define TESTS_ORACLE_SAMPLE_H

#include "base/str.h"

#include <stdint.h>

/* Appends such a text; regex as PCRE2 gets it. Now and then a letter has its other case, or a blank is another blank
 * or two. What it does not know of a regex is taken for the characters that it is written with. */
void sample_text(struct buf *out, const char *regex, uint32_t *seed);
/* Changes the text behind `start` at one place: a character or a few are taken out, put in, doubled, changed. */
void sample_change(struct buf *text, size_t start, uint32_t *seed);

#endif
