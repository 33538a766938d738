/* How groups of reports differ from one another and from year to year, and whether chance explains it. */
#ifndef ANALYSE_VARY_H
#define ANALYSE_VARY_H

#include "analyse/interval.h"
#include "analyse/tally.h"

/* Whether a group's share of reports differs from that of all more than chance explains: D. J. Spiegelhalter, Funnel
 * plots for comparing institutional performance, Stat. Med. 24 (2005), 1185-1202, with exact binomial limits. The
 * limits within which 95 and 99.8 percent of groups of n reports would lie if all had the share `overall`. */
struct interval analyse_funnel(uint64_t n, double overall, double confidence);

/* The share of reports with the code over all groups; a report of several authorities counts in each. */
double analyse_overall(const struct tally *t, size_t code);

enum vary_outside { VARY_INSIDE, VARY_OUTSIDE_95, VARY_OUTSIDE_998, VARY_COUNT };
extern const char *const analyse_outside_words[VARY_COUNT];     /* "", "95", "99.8" */

/* Beyond which limits a group lies. */
enum vary_outside analyse_outside(const struct tally *t, size_t code, size_t group);
/* How many groups would lie beyond the limits of 95 percent by chance alone. Counts are whole, so of groups of few
 * reports fewer than one in twenty do, often none. */
double analyse_outside_by_chance(const struct tally *t, size_t code);

/* What a share of n reports changed by, as a share, with the interval of R. G. Newcombe, Interval estimation for the
 * difference between independent proportions, Stat. Med. 17 (1998), 873-890, his method 10. NAN where an n is 0. */
struct vary_change {
    double change;
    struct interval interval;
};
struct vary_change analyse_change(uint64_t before, uint64_t of_before, uint64_t after, uint64_t of_after,
                                  double confidence);

#endif
