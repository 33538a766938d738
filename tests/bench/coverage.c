/* How often the intervals hold the truth, where it is known: made coders and made shelves of passages.
 * usage: coverage [RUNS] [ROUNDS]. An interval of 95 percent should hold it in 93 to 97 percent of the runs. */
#include "analyse/agreement.h"
#include "analyse/recall.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const figure_names[AGREEMENT_FIGURES] = {
    "percent", "kappa", "AC1", "alpha", "positive", "negative",
};

/* Shares of units that both call yes, the first alone, the second alone, both no. */
static const struct {
    const char *what;
    unsigned units;
    double share[4];
} coders[] = {
    {"200 units, a third yes", 200, {0.27, 0.06, 0.06, 0.61}},
    {"500 units, a tenth yes", 500, {0.08, 0.02, 0.03, 0.87}},
    {"2,000 units, two of a hundred yes", 2000, {0.014, 0.006, 0.006, 0.974}},
};

static void two_by_two(struct agreement_row rows[4], const double units[4])
{
    for (int i = 0; i < 4; i++)
        rows[i] = (struct agreement_row){.units = (uint64_t)llround(units[i]),
                                         .rating = {i == 0 || i == 1, i == 0 || i == 2}};
}

static void print(const char *what, const char *figure, unsigned held, unsigned told)
{
    printf("%-36s %-10s %5.1f%% of %u\n", what, figure, 100.0 * held / (told ? told : 1), told);
}

static void cover_agreement(size_t which, unsigned runs, unsigned rounds, gsl_rng *random)
{
    struct agreement_row rows[4];
    const struct agreement_data data = {rows, 4, 2, 2};
    struct agreement truth, seen;
    unsigned held[AGREEMENT_FIGURES] = {0}, told[AGREEMENT_FIGURES] = {0}, drawn[4];
    double large[4];

    for (int i = 0; i < 4; i++)
        large[i] = coders[which].share[i] * 1e9;
    two_by_two(rows, large);
    analyse_agreement(&truth, &data, &(struct agreement_bootstrap){0});
    for (unsigned run = 0; run < runs; run++) {
        gsl_ran_multinomial(random, 4, coders[which].units, coders[which].share, drawn);
        two_by_two(rows, (double[4]){drawn[0], drawn[1], drawn[2], drawn[3]});
        analyse_agreement(&seen, &data, &(struct agreement_bootstrap){rounds, run + 1, 0.95, false});
        for (int f = 0; f < AGREEMENT_FIGURES; f++) {
            if (isnan(seen.interval[f].low))
                continue;
            told[f]++;
            held[f] += seen.interval[f].low <= truth.figure[f] && truth.figure[f] <= seen.interval[f].high;
        }
    }
    for (int f = 0; f < AGREEMENT_FIGURES; f++)
        print(coders[which].what, figure_names[f], held[f], told[f]);
}

/* Untagged passages, how many of them are relevant, and how many are judged. */
static const struct {
    const char *what;
    struct { unsigned units, relevant, judged; } strata[3];
    unsigned count, excerpts, right, decided;
} shelves[] = {
    {"1 of 100 missed, all decided", {{10000, 100, 800}}, 1, 400, 400, 400},
    {"3 of 100 missed, half decided", {{10000, 300, 500}}, 1, 600, 480, 300},
    {"5 of 1,000 missed, all decided", {{20000, 100, 1500}}, 1, 500, 500, 500},
    {"two strata, near and far", {{1000, 200, 200}, {20000, 100, 600}}, 2, 500, 500, 500},
    {"three strata, none missed far off", {{500, 150, 100}, {2000, 100, 200}, {20000, 0, 400}}, 3, 500, 500, 500},
};

static void cover_recall(size_t which, unsigned runs, gsl_rng *random)
{
    struct recall_stratum strata[3];
    unsigned held_recall = 0, held_missed = 0, missed = 0;
    double recall;

    for (unsigned i = 0; i < shelves[which].count; i++)
        missed += shelves[which].strata[i].relevant;
    recall = (double)shelves[which].right / (shelves[which].right + missed);
    for (unsigned run = 0; run < runs; run++) {
        unsigned right = gsl_ran_hypergeometric(random, shelves[which].right,
                                                shelves[which].excerpts - shelves[which].right, shelves[which].decided);
        const struct recall_data data = {{right, shelves[which].decided - right,
                                          shelves[which].excerpts - shelves[which].decided},
                                         strata, shelves[which].count};
        struct recall_estimate r;

        for (unsigned i = 0; i < shelves[which].count; i++)
            strata[i] = (struct recall_stratum){
                shelves[which].strata[i].units, shelves[which].strata[i].judged,
                gsl_ran_hypergeometric(random, shelves[which].strata[i].relevant,
                                       shelves[which].strata[i].units - shelves[which].strata[i].relevant,
                                       shelves[which].strata[i].judged)};
        analyse_recall(&r, &data, 0.95, 2000, run + 1);
        held_recall += r.recall_interval.low <= recall && recall <= r.recall_interval.high;
        held_missed += r.missed_interval.low <= missed && missed <= r.missed_interval.high;
    }
    print(shelves[which].what, "recall", held_recall, runs);
    print(shelves[which].what, "missed", held_missed, runs);
}

static void cover_wilson(unsigned runs, gsl_rng *random)
{
    static const struct { unsigned n; double share; } cases[] = {{40, 0.9}, {100, 0.5}, {200, 0.05}, {500, 0.97}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        unsigned held = 0;
        char what[64];

        for (unsigned run = 0; run < runs; run++) {
            unsigned hits = gsl_ran_binomial(random, cases[i].share, cases[i].n);
            struct interval in = analyse_wilson(hits, cases[i].n, 0.95);

            held += in.low <= cases[i].share && cases[i].share <= in.high;
        }
        snprintf(what, sizeof what, "precision %.2f of %u decisions", cases[i].share, cases[i].n);
        print(what, "Wilson", held, runs);
    }
}

int main(int argc, char **argv)
{
    unsigned runs = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 2000;
    unsigned rounds = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1000;
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);

    if (!random)
        return 1;
    gsl_rng_set(random, 20);
    for (size_t i = 0; i < sizeof coders / sizeof coders[0]; i++)
        cover_agreement(i, runs, rounds, random);
    for (size_t i = 0; i < sizeof shelves / sizeof shelves[0]; i++)
        cover_recall(i, runs, random);
    cover_wilson(runs, random);
    gsl_rng_free(random);
    return 0;
}
