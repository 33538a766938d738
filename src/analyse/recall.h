/* How much the rules missed, from a sample of passages that no rule tagged. Pure: figures in, figures out. */
#ifndef ANALYSE_RECALL_H
#define ANALYSE_RECALL_H

#include "analyse/interval.h"

#include <stddef.h>

/* Untagged passages from which some were drawn at random and judged; a simple sample is one stratum. */
struct recall_stratum {
    uint64_t units, judged, relevant;       /* units >= judged >= relevant */
};

/* Excerpts of the code, by what reviewers said. Those not decided yet count by the share of those that were. */
struct recall_found {
    uint64_t accepted, rejected, undecided;
};

struct recall_estimate {
    double found;               /* excerpts that are right; NAN where none of those there are is decided */
    double missed;              /* relevant passages that no rule tagged; NAN where none of those there are is judged */
    double recall;              /* found / (found + missed); NAN where one is, or both are 0 */
    struct interval missed_interval, recall_interval;
};

struct recall_data {
    struct recall_found found;
    const struct recall_stratum *strata;
    size_t count;
};

/* Intervals from `draws` draws of what the shares may be, given what was judged, with Jeffreys' prior (L. D. Brown,
 * T. T. Cai and A. DasGupta, Interval estimation for a binomial proportion, Statist. Sci. 16 (2001), 101-133). Of its
 * half each stratum has as much as it has passages: a half for each would tell of misses where small strata had none.
 * What was judged is known, so a stratum that was judged whole adds no doubt. A stratum of which nothing was judged
 * leaves all wide. */
void analyse_recall(struct recall_estimate *out, const struct recall_data *data, double confidence, unsigned draws,
                    uint32_t seed);

/* How many more passages must be judged, in the same shares of the strata, until recall's interval is at most
 * `width` wide, if they turn out as those before. 0: it is so now; UINT64_MAX: it will not be, however many are, as
 * where nothing was judged yet or too many excerpts are not decided. */
uint64_t analyse_recall_judgements(const struct recall_data *data, double confidence, double width, unsigned draws,
                                   uint32_t seed);

#endif
