/* How well coders agree on what they rated, beyond chance and before it. Pure: ratings in, figures out.
 *
 * One figure alone misleads: kappa falls where nearly all units get one value although coders hardly differ. So
 * all are given, with the tables that they come from. A unit that a coder left blank counts as "no" only if the caller
 * says so by its rating; AGREEMENT_NONE means that the coder was not asked. */
#ifndef ANALYSE_AGREEMENT_H
#define ANALYSE_AGREEMENT_H

#include "analyse/interval.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    AGREEMENT_NONE = -1,
    AGREEMENT_MOST_CODERS = 8,
    AGREEMENT_MOST_VALUES = 8,
};

/* Units of one report that were rated alike. Of a report's sentences nearly all are one row: "no" by everybody. */
struct agreement_row {
    uint64_t units;
    uint32_t report;                                /* any number of the caller's */
    signed char rating[AGREEMENT_MOST_CODERS];      /* a value from 0 on, or AGREEMENT_NONE; one a coder */
};

struct agreement_data {
    const struct agreement_row *rows;
    size_t count;
    unsigned coders, values;    /* 2 or more of each; in a yes or no, 0 is no and 1 is yes */
};

/* NAN where a figure is not defined: no unit that two coders rated, or all ratings the same.
 *  percent   share of pairs of ratings that agree, by unit
 *  kappa     J. Cohen, A coefficient of agreement for nominal scales, Educ. Psychol. Meas. 20 (1960), 37-46; of more
 *            than two coders the mean of all pairs for which it is defined: R. J. Light, Psychol. Bull. 76 (1971), 365
 *  ac1       K. L. Gwet, Computing inter-rater reliability and its variance in the presence of high agreement,
 *            Br. J. Math. Stat. Psychol. 61 (2008), 29-48; units with blanks as in his handbook (4th ed., 2014)
 *  alpha     K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), for nominal data
 *  positive  of those who said value 1, how often another who rated the unit said it too; negative: the same
 *            of value 0. For two coders 2a/(2a+b+c) and 2d/(2d+b+c): D. V. Cicchetti and A. R. Feinstein, High
 *            agreement but low kappa II, J. Clin. Epidemiol. 43 (1990), 551-558 */
enum agreement_figure {
    AGREEMENT_PERCENT, AGREEMENT_KAPPA, AGREEMENT_AC1, AGREEMENT_ALPHA, AGREEMENT_POSITIVE, AGREEMENT_NEGATIVE,
    AGREEMENT_FIGURES,
};

struct agreement {
    uint64_t units, paired;             /* rated by one coder or more; by two or more */
    double prevalence;                  /* share of value 1 among all ratings of paired units */
    double figure[AGREEMENT_FIGURES];
    struct interval interval[AGREEMENT_FIGURES];
};

struct agreement_bootstrap {
    unsigned rounds;            /* 0: no intervals */
    uint32_t seed;              /* the same seed gives the same intervals */
    double confidence;
    bool by_report;             /* whole reports are drawn, not units: wider, as units of one report are alike */
};

/* Intervals by the bootstrap, bias-corrected and accelerated: B. Efron, Better bootstrap confidence intervals, JASA 82
 * (1987), 171-185. Where coders never differed there is nothing to draw from: percent then has Wilson's interval and
 * the others have none (NAN). */
void analyse_agreement(struct agreement *out, const struct agreement_data *data, const struct agreement_bootstrap *how);

/* table[x * values + y]: units that coder a gave x and coder b gave y. */
void analyse_agreement_table(const struct agreement_data *data, unsigned a, unsigned b, uint64_t *table);

#endif
