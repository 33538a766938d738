/* Intervals of confidence. Pure: figures in, figures out. A confidence is a share, as 0.95. */
#ifndef ANALYSE_INTERVAL_H
#define ANALYSE_INTERVAL_H

#include <stdint.h>

struct interval {
    double low, high;       /* both NAN where there is none */
};

/* Of a share, hits of n, by Wilson's score: E. B. Wilson, Probable inference, the law of succession, and statistical
 * inference, JASA 22 (1927), 209-212. n 0: from 0 to 1. */
struct interval analyse_wilson(uint64_t hits, uint64_t n, double confidence);

/* The share q of the sorted numbers at[0..count), count > 0, that lies between two of them: R's type 7. */
double analyse_quantile(const double *at, uint64_t count, double q);
/* For qsort of doubles without NAN. */
int analyse_by_size(const void *a, const void *b);

#endif
