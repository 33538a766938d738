/* Finds words again in another text of the same report, or says that it cannot be sure. Pure: no study, no files.
 * Both sides are folded: ASCII letters to lower case, ligatures to their letters, and everything but letters and
 * digits (blanks, hyphens, quotation marks, bullets, soft hyphens) left out. So words that another reading of the
 * file spaced, joined or quoted otherwise are the same words, and words of which one letter differs are not. */
#ifndef RUN_ANCHOR_H
#define RUN_ANCHOR_H

#include "document/document.h"

/* A text made ready to be searched; the text is borrowed. All zero is none. */
struct anchor_text {
    struct str text;
    struct str folded;          /* the `letters`, which it owns */
    char *letters;
    uint32_t *at;               /* for each folded byte, where its letter begins in the text; one more: its end */
};
void run_anchor_fold(struct anchor_text *a, struct str text);
void run_anchor_free(struct anchor_text *a);

/* A range of the text as one of the folded text: the letters and digits that begin in it. */
struct range run_anchor_folded(const struct anchor_text *a, struct range r);

enum anchor_found { ANCHOR_NONE, ANCHOR_SEVERAL, ANCHOR_FOUND };

/* Where words stand, with what stood before and behind them (some 64 bytes): out is a range of the folded text.
 * Of the places where the words are, one is certain where, in this order of trust,
 * 1. it alone has all that stood on both sides,
 * 2. it alone has the 12 nearest letters of both sides,
 * 3. it alone has those of a side, and no other place has any,
 * 4. it is the only place, and the words have 30 letters or more.
 * ANCHOR_SEVERAL where no place is certain. Words stand at the borders of words, as they did. */
enum anchor_found run_anchor_find(const struct anchor_text *a, struct str words, struct str prefix, struct str suffix,
                                  struct range *out);

/* The place in the text: with the signs at the ends of words where they are there too; *exact: the very same bytes.
 * */
struct range run_anchor_place(const struct anchor_text *a, struct str words, struct range folded, bool *exact);

#endif
