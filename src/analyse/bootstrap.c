/* Intervals of the figures of agreement, by drawing units or reports again and again. */
#include "analyse/agreement_internal.h"
#include "base/arena.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is drawn: groups of rows, each so many times. By unit a group is a row, and stands for all its units. */
struct drawing {
    const struct agreement_data *data;
    uint32_t *reports;          /* sorted, each once; NULL by unit */
    size_t *group;              /* of each row; NULL by unit */
    size_t count;               /* groups */
    double *weight, *units;     /* of a group when drawing; of a row as drawn */
    unsigned *drawn;
};

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

uint32_t *analyse_agreement_reports(const struct agreement_data *d, size_t *count)
{
    uint32_t *reports = must_realloc(NULL, (d->count + 1) * sizeof *reports);

    *count = 0;
    for (size_t i = 0; i < d->count; i++)
        reports[i] = d->rows[i].report;
    qsort(reports, d->count, sizeof *reports, by_number);
    for (size_t i = 0; i < d->count; i++)
        if (*count == 0 || reports[*count - 1] != reports[i])
            reports[(*count)++] = reports[i];
    return reports;
}

static void group_by_report(struct drawing *g)
{
    const struct agreement_data *d = g->data;

    g->reports = analyse_agreement_reports(d, &g->count);
    g->group = must_realloc(NULL, (d->count + 1) * sizeof *g->group);
    for (size_t i = 0; i < d->count; i++) {
        const uint32_t *at = bsearch(&d->rows[i].report, g->reports, g->count, sizeof *g->reports, by_number);

        g->group[i] = (size_t)(at - g->reports);
    }
}

static void start_drawing(struct drawing *g, const struct agreement_data *d, bool by_report)
{
    *g = (struct drawing){.data = d, .count = d->count};
    if (by_report)
        group_by_report(g);
    g->weight = must_realloc(NULL, (g->count + 1) * sizeof *g->weight);
    g->drawn = must_realloc(NULL, (g->count + 1) * sizeof *g->drawn);
    g->units = must_realloc(NULL, (d->count + 1) * sizeof *g->units);
    for (size_t i = 0; i < g->count; i++)
        g->weight[i] = by_report ? 1 : (double)d->rows[i].units;
}

static void end_drawing(struct drawing *g)
{
    free(g->reports);
    free(g->group);
    free(g->weight);
    free(g->drawn);
    free(g->units);
}

static double total_weight(const struct drawing *g)
{
    double total = 0;

    for (size_t i = 0; i < g->count; i++)
        total += g->weight[i];
    return total;
}

/* The figures where each group counts count[group] times, of which one group loses `less`. */
static void measure(struct drawing *g, struct agreement *out, const unsigned *count, size_t without, double less)
{
    for (size_t i = 0; i < g->data->count; i++) {
        size_t group = g->group ? g->group[i] : i;
        double times = (count ? count[group] : g->weight[group]) - (group == without ? less : 0);

        g->units[i] = g->group ? times * (double)g->data->rows[i].units : times;
    }
    analyse_agreement_figures(out, g->data, g->units);
}

/* How much faster the figures' spread grows on one side: from the figures with one unit (or report) left out. */
static void acceleration(struct drawing *g, double out[AGREEMENT_FIGURES])
{
    double mean[AGREEMENT_FIGURES] = {0}, square, cube, weight = total_weight(g);
    struct agreement *left = must_realloc(NULL, (g->count + 1) * sizeof *left);

    for (size_t i = 0; i < g->count; i++) {
        measure(g, &left[i], NULL, i, 1);
        for (int f = 0; f < AGREEMENT_FIGURES; f++)
            mean[f] += g->weight[i] / weight * left[i].figure[f];
    }
    for (int f = 0; f < AGREEMENT_FIGURES; f++) {
        square = cube = 0;
        for (size_t i = 0; i < g->count; i++) {
            double away = mean[f] - left[i].figure[f];

            square += g->weight[i] * away * away;
            cube += g->weight[i] * away * away * away;
        }
        out[f] = square > 0 ? cube / (6 * pow(square, 1.5)) : 0;
    }
    free(left);
}

/* draws: of one figure, rounds of them; those that were not defined are left out. */
static struct interval interval_of(double *draws, unsigned rounds, double figure, double speed, double confidence)
{
    double below = 0, bias, z = gsl_cdf_ugaussian_Pinv(0.5 + confidence / 2), side[2];
    unsigned kept = 0;

    for (unsigned i = 0; i < rounds; i++)
        if (!isnan(draws[i]))
            draws[kept++] = draws[i];
    /* A figure that is not defined in every tenth draw is not known well enough to be bounded. */
    if (isnan(figure) || kept < rounds - rounds / 10 || kept == 0)
        return (struct interval){NAN, NAN};
    qsort(draws, kept, sizeof *draws, analyse_by_size);
    for (unsigned i = 0; i < kept; i++)
        below += draws[i] < figure ? 1 : draws[i] > figure ? 0 : 0.5;
    bias = gsl_cdf_ugaussian_Pinv((below < 0.5 ? 0.5 : below > kept - 0.5 ? kept - 0.5 : below) / kept);
    for (int i = 0; i < 2; i++) {
        double at = bias + (i ? z : -z);

        side[i] = analyse_quantile(draws, kept, gsl_cdf_ugaussian_P(bias + at / (1 - speed * at)));
    }
    return (struct interval){side[0], side[1]};
}

static void draw_all(struct drawing *g, const struct agreement_bootstrap *how, double *draws)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    struct agreement drawn;

    if (!random)
        abort();
    gsl_rng_set(random, how->seed);
    for (unsigned i = 0; i < how->rounds; i++) {
        gsl_ran_multinomial(random, g->count, (unsigned)total_weight(g), g->weight, g->drawn);
        measure(g, &drawn, g->drawn, SIZE_MAX, 0);
        for (int f = 0; f < AGREEMENT_FIGURES; f++)
            draws[(size_t)f * how->rounds + i] = drawn.figure[f];
    }
    gsl_rng_free(random);
}

static void find_intervals(struct agreement *out, const struct agreement_data *d,
                           const struct agreement_bootstrap *how)
{
    double *draws = must_realloc(NULL, (size_t)AGREEMENT_FIGURES * how->rounds * sizeof *draws);
    double speed[AGREEMENT_FIGURES];
    struct drawing g;

    start_drawing(&g, d, how->by_report);
    draw_all(&g, how, draws);
    acceleration(&g, speed);
    for (int f = 0; f < AGREEMENT_FIGURES; f++)
        out->interval[f] = interval_of(draws + (size_t)f * how->rounds, how->rounds, out->figure[f], speed[f],
                                       how->confidence);
    end_drawing(&g);
    free(draws);
}

static int by_rating(const void *a, const void *b)
{
    const struct agreement_row *x = a, *y = b;

    return memcmp(x->rating, y->rating, sizeof x->rating);
}

/* By unit it does not matter which report a unit is of: rows that were rated alike are drawn as one. */
static void find_intervals_by_unit(struct agreement *out, const struct agreement_data *d,
                                   const struct agreement_bootstrap *how)
{
    struct agreement_row *rows = must_realloc(NULL, (d->count + 1) * sizeof *rows);
    struct agreement_data merged = {rows, 0, d->coders, d->values};

    memcpy(rows, d->rows, d->count * sizeof *rows);
    for (size_t i = 0; i < d->count; i++)
        memset(rows[i].rating + d->coders, AGREEMENT_NONE, AGREEMENT_MOST_CODERS - d->coders);
    qsort(rows, d->count, sizeof *rows, by_rating);
    for (size_t i = 0; i < d->count; i++) {
        if (merged.count > 0 && by_rating(&rows[merged.count - 1], &rows[i]) == 0)
            rows[merged.count - 1].units += rows[i].units;
        else
            rows[merged.count++] = rows[i];
    }
    find_intervals(out, &merged, how);
    free(rows);
}

void analyse_agreement(struct agreement *out, const struct agreement_data *d, const struct agreement_bootstrap *how)
{
    double *units = must_realloc(NULL, (d->count + 1) * sizeof *units);

    for (size_t i = 0; i < d->count; i++)
        units[i] = (double)d->rows[i].units;
    analyse_agreement_figures(out, d, units);
    free(units);
    for (int f = 0; f < AGREEMENT_FIGURES; f++)
        out->interval[f] = (struct interval){NAN, NAN};
    if (how->rounds == 0 || out->paired == 0)
        return;
    if (out->figure[AGREEMENT_PERCENT] < 1 && how->by_report)
        find_intervals(out, d, how);
    else if (out->figure[AGREEMENT_PERCENT] < 1)
        find_intervals_by_unit(out, d, how);
    else
        out->interval[AGREEMENT_PERCENT] = analyse_wilson(out->paired, out->paired, how->confidence);
}
