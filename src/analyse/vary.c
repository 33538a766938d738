#include "analyse/vary.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double narrow = 0.95, wide = 0.998;

const char *const analyse_outside_words[VARY_COUNT] = {"", "95", "99.8"};

/* The smallest number of hits of which, and of fewer, the chance is at least p. */
static uint64_t hits_at(uint64_t n, double overall, double p)
{
    uint64_t hits = 0;

    while (hits < n && gsl_cdf_binomial_P((unsigned)hits, overall, (unsigned)n) < p)
        hits++;
    return hits;
}

struct interval analyse_funnel(uint64_t n, double overall, double confidence)
{
    double tail = (1 - confidence) / 2;

    if (n == 0)
        return (struct interval){0, 1};
    return (struct interval){(double)hits_at(n, overall, tail) / (double)n,
                             (double)hits_at(n, overall, 1 - tail) / (double)n};
}

double analyse_overall(const struct tally *t, size_t code)
{
    uint64_t found = 0, reports = 0;

    for (size_t g = 0; g < t->group_count; g++) {
        found += t->cells[code * t->group_count + g].reports;
        reports += t->cells[code * t->group_count + g].of;
    }
    return reports > 0 ? (double)found / (double)reports : 0;
}

enum vary_outside analyse_outside(const struct tally *t, size_t code, size_t group)
{
    const struct tally_cell *cell = &t->cells[code * t->group_count + group];
    uint64_t n = cell->of;
    double share = n > 0 ? (double)cell->reports / (double)n : 0;
    double overall = analyse_overall(t, code);
    struct interval near = analyse_funnel(n, overall, narrow), far = analyse_funnel(n, overall, wide);

    if (n == 0 || (share >= near.low && share <= near.high))
        return VARY_INSIDE;
    return share < far.low || share > far.high ? VARY_OUTSIDE_998 : VARY_OUTSIDE_95;
}

double analyse_outside_by_chance(const struct tally *t, size_t code)
{
    double overall = analyse_overall(t, code), tail = (1 - narrow) / 2, expected = 0;

    for (size_t g = 0; g < t->group_count; g++) {
        unsigned n = (unsigned)t->cells[code * t->group_count + g].of;
        unsigned low = (unsigned)hits_at(n, overall, tail), high = (unsigned)hits_at(n, overall, 1 - tail);

        expected += low > 0 ? gsl_cdf_binomial_P(low - 1, overall, n) : 0;
        expected += n > 0 ? gsl_cdf_binomial_Q(high, overall, n) : 0;
    }
    return expected;
}

struct vary_change analyse_change(uint64_t before, uint64_t of_before, uint64_t after, uint64_t of_after,
                                  double confidence)
{
    struct interval was = analyse_wilson(before, of_before, confidence);
    struct interval is = analyse_wilson(after, of_after, confidence);
    double p, q;

    if (of_before == 0 || of_after == 0)
        return (struct vary_change){NAN, {NAN, NAN}};
    p = (double)after / (double)of_after;
    q = (double)before / (double)of_before;
    return (struct vary_change){
        p - q, {p - q - hypot(p - is.low, was.high - q), p - q + hypot(is.high - p, q - was.low)},
    };
}
