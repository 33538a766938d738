#include "analyse/agreement_internal.h"

#include <math.h>
#include <string.h>

enum { MOST_PAIRS = AGREEMENT_MOST_CODERS * (AGREEMENT_MOST_CODERS - 1) / 2 };

/* Sums over units from which every figure follows. */
struct sums {
    double rated, paired, same;
    double share[AGREEMENT_MOST_VALUES];        /* of each unit's ratings those of the value: Gwet's pi */
    double held[AGREEMENT_MOST_VALUES];         /* ratings of the value in paired units: Krippendorff's n_c */
    double agreed[AGREEMENT_MOST_VALUES];       /* his o_cc */
    double pair[MOST_PAIRS][AGREEMENT_MOST_VALUES][AGREEMENT_MOST_VALUES];
};

static void add_pairs(struct sums *s, const struct agreement_data *d, const struct agreement_row *r, double units)
{
    unsigned pair = 0;

    for (unsigned a = 0; a < d->coders; a++)
        for (unsigned b = a + 1; b < d->coders; b++, pair++)
            if (r->rating[a] >= 0 && r->rating[b] >= 0)
                s->pair[pair][r->rating[a]][r->rating[b]] += units;
}

static void add_row(struct sums *s, const struct agreement_data *d, const struct agreement_row *r, double units)
{
    unsigned ratings = 0, count[AGREEMENT_MOST_VALUES] = {0};

    for (unsigned c = 0; c < d->coders; c++) {
        if (r->rating[c] < 0)
            continue;
        ratings++;
        count[r->rating[c]]++;
    }
    if (ratings == 0)
        return;
    s->rated += units;
    for (unsigned v = 0; v < d->values; v++)
        s->share[v] += units * count[v] / ratings;
    if (ratings < 2)
        return;
    s->paired += units;
    for (unsigned v = 0; v < d->values; v++) {
        double pairs = count[v] > 0 ? count[v] * (count[v] - 1.0) : 0;

        s->same += units * pairs / (ratings * (ratings - 1.0));
        s->agreed[v] += units * pairs / (ratings - 1.0);
        s->held[v] += units * count[v];
    }
    add_pairs(s, d, r, units);
}

/* NAN where chance alone would always agree. */
static double beyond_chance(double observed, double expected)
{
    return expected < 1 ? (observed - expected) / (1 - expected) : NAN;
}

static double pair_kappa(const double table[AGREEMENT_MOST_VALUES][AGREEMENT_MOST_VALUES], unsigned values)
{
    double total = 0, same = 0, chance = 0;

    for (unsigned x = 0; x < values; x++)
        for (unsigned y = 0; y < values; y++)
            total += table[x][y];
    if (total <= 0)
        return NAN;
    for (unsigned v = 0; v < values; v++) {
        double row = 0, column = 0;

        for (unsigned k = 0; k < values; k++) {
            row += table[v][k];
            column += table[k][v];
        }
        same += table[v][v] / total;
        chance += row / total * (column / total);
    }
    return beyond_chance(same, chance);
}

static double mean_kappa(const struct sums *s, const struct agreement_data *d)
{
    double sum = 0;
    unsigned defined = 0;

    for (unsigned p = 0; p < d->coders * (d->coders - 1) / 2; p++) {
        double kappa = pair_kappa(s->pair[p], d->values);

        if (isnan(kappa))
            continue;
        sum += kappa;
        defined++;
    }
    return defined > 0 ? sum / defined : NAN;
}

static double ac1(const struct sums *s, unsigned values)
{
    double chance = 0;

    for (unsigned v = 0; v < values; v++)
        chance += s->share[v] / s->rated * (1 - s->share[v] / s->rated);
    return beyond_chance(s->same / s->paired, chance / (values - 1));
}

static double alpha(const struct sums *s, unsigned values)
{
    double ratings = 0, agreed = 0, chance = 0;

    for (unsigned v = 0; v < values; v++) {
        ratings += s->held[v];
        agreed += s->agreed[v];
        chance += s->held[v] * (s->held[v] - 1);
    }
    return beyond_chance(agreed / ratings, chance / (ratings * (ratings - 1)));
}

void analyse_agreement_figures(struct agreement *out, const struct agreement_data *d, const double *units)
{
    struct sums s = {0};
    double held = 0;

    for (size_t i = 0; i < d->count; i++)
        if (units[i] > 0)
            add_row(&s, d, &d->rows[i], units[i]);
    out->units = (uint64_t)llround(s.rated);
    out->paired = (uint64_t)llround(s.paired);
    out->prevalence = NAN;
    for (int f = 0; f < AGREEMENT_FIGURES; f++)
        out->figure[f] = NAN;
    if (s.paired <= 0)
        return;
    for (unsigned v = 0; v < d->values; v++)
        held += s.held[v];
    out->prevalence = s.held[1] / held;
    out->figure[AGREEMENT_PERCENT] = s.same / s.paired;
    out->figure[AGREEMENT_KAPPA] = mean_kappa(&s, d);
    out->figure[AGREEMENT_AC1] = ac1(&s, d->values);
    out->figure[AGREEMENT_ALPHA] = alpha(&s, d->values);
    out->figure[AGREEMENT_POSITIVE] = s.held[1] > 0 ? s.agreed[1] / s.held[1] : NAN;
    out->figure[AGREEMENT_NEGATIVE] = s.held[0] > 0 ? s.agreed[0] / s.held[0] : NAN;
}

void analyse_agreement_table(const struct agreement_data *d, unsigned a, unsigned b, uint64_t *table)
{
    memset(table, 0, (size_t)d->values * d->values * sizeof *table);
    for (size_t i = 0; i < d->count; i++) {
        int x = d->rows[i].rating[a], y = d->rows[i].rating[b];

        if (x >= 0 && y >= 0)
            table[(unsigned)x * d->values + (unsigned)y] += d->rows[i].units;
    }
}
