#include "analyse/words.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static double part(double observed, double expected)
{
    return observed > 0 ? observed * log(observed / expected) : 0;
}

double analyse_keyness(uint64_t a, uint64_t words_a, uint64_t b, uint64_t words_b)
{
    double both = (double)(a + b) / (double)(words_a + words_b);
    double expected_a = both * (double)words_a, expected_b = both * (double)words_b;
    double g2 = 2 * (part((double)a, expected_a) + part((double)b, expected_b));

    return (double)a < expected_a ? -g2 : g2;
}

double analyse_log_ratio(uint64_t a, uint64_t words_a, uint64_t b, uint64_t words_b)
{
    return log2(((double)a + 0.5) / (double)words_a / (((double)b + 0.5) / (double)words_b));
}

double analyse_stop_chance(uint64_t seen, uint64_t left, uint64_t sampled, uint64_t sampled_relevant, double target)
{
    double all = floor((double)(seen + sampled_relevant) / target - (double)seen + 1);
    uint64_t relevant = all > 0 ? (uint64_t)all : 0;

    /* More than are left would have to be relevant: recall cannot be below the target. */
    if (relevant > left)
        return 0;
    return gsl_cdf_hypergeometric_P((unsigned)sampled_relevant, (unsigned)relevant, (unsigned)(left - relevant),
                                    (unsigned)sampled);
}
