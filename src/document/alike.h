/* Which passages of a shelf stand in another report too, word for word or nearly. Pure: passages in, passages out.
 *
 * How alike two passages are is a share: of the words of the one, those that stand in runs of ALIKE_RUN words
 * which the other has as well. It leans to one side on purpose: a paragraph that was carried over into a longer one
 * is copied whole. All figures count as the same word, since a passage that is carried over with its figures
 * brought up to date is carried over. */
#ifndef DOCUMENT_ALIKE_H
#define DOCUMENT_ALIKE_H

#include "base/arena.h"

#include <stdint.h>

enum {
    ALIKE_RUN = 4,              /* words */
    ALIKE_LEAST_WORDS = 12,     /* shorter passages are alike by chance */
    ALIKE_LEAST_PERCENT = 65,   /* from which on a passage is called copied; tests/validity/copied.c measures it */
};

/* Words as hashes: letters in lower case, marks and blanks left out. */
struct alike_words {
    uint32_t *at;
    size_t count, room;
};
/* Adds the words of text. keep_figures: each figure is a word of its own, to ask whether two texts are the same. */
void document_alike_words(struct alike_words *out, struct str text, bool keep_figures);

/* How many words of a passage stand in runs that source has too. */
size_t document_alike_shared(const uint32_t *passage, size_t count, const uint32_t *source, size_t source_count);

/* Passages in the order in which they were added; those that follow one another in a report follow here. */
struct alike_shelf;
void document_alike_new(struct alike_shelf **out);
void document_alike_free(struct alike_shelf *s);        /* NULL is fine */
/* Adds a passage of report `report` (any number of the caller's). False: it is too short, and was not added. */
bool document_alike_add(struct alike_shelf *s, uint32_t report, struct str text);
size_t document_alike_count(const struct alike_shelf *s);
size_t document_alike_size(const struct alike_shelf *s, size_t passage);        /* words */
void document_alike_ready(struct alike_shelf *s);       /* call it when all are added, before the first find */

/* Where to look for a passage. */
struct alike_query {
    size_t passage;
    size_t first, stop;         /* among these passages */
    bool last_wins;             /* of equally good ones, the last; else the first */
    bool (*allowed)(const void *payload, uint32_t report);      /* NULL: all */
    const void *payload;
};
struct alike_found {
    size_t source;              /* a passage */
    size_t words;               /* of the passage that stand there, or in the passages on either side of it */
    unsigned percent;           /* the same as a share */
};
/* False: none reaches ALIKE_LEAST_PERCENT. Of a run of words that very many passages have, some are looked at. */
bool document_alike_find(struct alike_shelf *s, const struct alike_query *q, struct alike_found *out);

#endif
