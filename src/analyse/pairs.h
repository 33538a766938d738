/* Codes that stand together: an evidence map of the codes of two themes, as services and results. */
#ifndef ANALYSE_PAIRS_H
#define ANALYSE_PAIRS_H

#include "codebook/codebook.h"
#include "store/evidence.h"

/* Where two excerpts must stand to be together. */
enum pairs_within { PAIRS_BLOCK, PAIRS_SENTENCE /* share a byte */, PAIRS_REPORT };

struct pairs_options {
    struct str rows, columns;           /* a theme each, of any codebook; "" is every code */
    enum pairs_within within;
    enum evidence_status status;
};

struct pairs_code {
    struct str codebook, theme, code, title;
};

struct pairs_cell {
    uint64_t reports;                   /* with one pair or more */
    uint64_t pairs;                     /* of excerpts; within a report, each with each */
    /* Of each such report the first pair's excerpts, blanks between: the row's, and in the same order the column's. */
    struct str keys, beside;
};

struct pairs {
    struct pairs_code *rows, *columns;  /* by codebook and place in it */
    struct pairs_cell *cells;           /* rows × columns */
    size_t row_count, column_count;
    struct arena arena;
};

/* *out freed with analyse_pairs_free. A code is no pair with itself. ERROR_INPUT where no complete pass has such a
 * theme. */
NODISCARD bool analyse_pairs(struct pairs *out, struct store *s, const struct pairs_options *options,
                             struct error *err);
void analyse_pairs_free(struct pairs *p);

#endif
