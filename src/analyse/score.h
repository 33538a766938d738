/* How right a rule is on labelled passages. Pure: figures in, figures out. */
#ifndef ANALYSE_SCORE_H
#define ANALYSE_SCORE_H

#include "analyse/interval.h"

#include <stddef.h>

/* Of one passage: findings that its labels bear out, that they do not, and labels that nothing found. */
struct score_count {
    uint32_t right, extra, missed;
};

struct score_bootstrap {
    unsigned rounds;
    uint32_t seed;              /* the same seed gives the same intervals */
};

/* NAN where a figure is not defined: nothing found, nothing labelled, or neither. */
struct score {
    uint64_t right, found, labelled;
    double precision, recall;                               /* right / found; right / labelled */
    double f1;                                              /* 2 right / (found + labelled) */
    struct interval precision_interval, recall_interval;    /* Wilson's */
    struct interval f1_interval;                            /* by drawing passages; NAN without an error to draw */
};

void analyse_score(struct score *out, const struct score_count *passages, size_t count, double confidence,
                   const struct score_bootstrap *how);

#endif
