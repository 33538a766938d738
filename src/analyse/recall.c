#include "analyse/recall.h"

#include "base/arena.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* What is judged in a stratum, not always whole numbers: analyse_recall_judgements asks what more would bring. */
struct judged {
    double units, judged, relevant;
};

struct asking {
    struct recall_found found;
    struct judged *strata;
    size_t count;
    double confidence;
    unsigned draws;
    uint32_t seed;
};

static double share_right(const struct recall_found *f)
{
    uint64_t decided = f->accepted + f->rejected;

    return decided > 0 ? (double)f->accepted / (double)decided : 0.5;
}

static double found_right(const struct recall_found *f)
{
    return (double)f->accepted + (double)f->undecided * share_right(f);
}

static double missed(const struct asking *a)
{
    double sum = 0;

    for (size_t i = 0; i < a->count; i++)
        if (a->strata[i].judged > 0)
            sum += a->strata[i].relevant / a->strata[i].judged * a->strata[i].units;
    return sum;
}

static double all_units(const struct asking *a)
{
    double sum = 0;

    for (size_t i = 0; i < a->count; i++)
        sum += a->strata[i].units;
    return sum;
}

/* How many of n are so, where each is by `share`. Beyond a million the normal curve serves as well. */
static double draw_count(gsl_rng *random, double share, double n)
{
    double mean = n * share, drawn;

    if (n < 1e6)
        return gsl_ran_binomial(random, share, (unsigned)llround(n));
    drawn = mean + gsl_ran_ugaussian(random) * sqrt(mean * (1 - share));
    return drawn < 0 ? 0 : drawn > n ? n : drawn;
}

static double draw_missed(gsl_rng *random, const struct asking *a)
{
    double sum = 0, all = all_units(a);

    for (size_t i = 0; i < a->count; i++) {
        const struct judged *s = &a->strata[i];
        double share;

        if (s->units <= 0)
            continue;
        share = gsl_ran_beta(random, s->relevant + 0.5 * s->units / all, s->judged - s->relevant + 0.5);

        sum += s->relevant + draw_count(random, share, s->units - s->judged);
    }
    return sum;
}

static double draw_found(gsl_rng *random, const struct recall_found *f)
{
    double share = gsl_ran_beta(random, (double)f->accepted + 0.5, (double)f->rejected + 0.5);

    return (double)f->accepted + draw_count(random, share, (double)f->undecided);
}

static struct interval middle_of(double *at, unsigned count, double confidence)
{
    qsort(at, count, sizeof *at, analyse_by_size);
    return (struct interval){analyse_quantile(at, count, 0.5 - confidence / 2),
                             analyse_quantile(at, count, 0.5 + confidence / 2)};
}

static void find_intervals(const struct asking *a, struct interval *of_missed, struct interval *of_recall)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    double *gone = must_realloc(NULL, a->draws * sizeof *gone), *kept = must_realloc(NULL, a->draws * sizeof *kept);

    if (!random)
        abort();
    gsl_rng_set(random, a->seed);
    for (unsigned i = 0; i < a->draws; i++) {
        double found = draw_found(random, &a->found);

        gone[i] = a->count > 0 ? draw_missed(random, a) : 0;
        kept[i] = found + gone[i] > 0 ? found / (found + gone[i]) : 1;
    }
    *of_missed = middle_of(gone, a->draws, a->confidence);
    *of_recall = middle_of(kept, a->draws, a->confidence);
    free(gone);
    free(kept);
    gsl_rng_free(random);
}

static void start_asking(struct asking *a, const struct recall_data *d, double confidence, unsigned draws,
                         uint32_t seed)
{
    *a = (struct asking){d->found, must_realloc(NULL, (d->count + 1) * sizeof *a->strata), d->count, confidence, draws,
                         seed};
    for (size_t i = 0; i < d->count; i++)
        a->strata[i] = (struct judged){(double)d->strata[i].units, (double)d->strata[i].judged,
                                       (double)d->strata[i].relevant};
}

static bool is_judged(const struct asking *a)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->strata[i].judged > 0)
            return true;
    return false;
}

void analyse_recall(struct recall_estimate *out, const struct recall_data *d, double confidence, unsigned draws,
                    uint32_t seed)
{
    struct asking a;

    start_asking(&a, d, confidence, draws, seed);
    *out = (struct recall_estimate){.found = found_right(&a.found), .missed = missed(&a)};
    if (all_units(&a) > 0 && !is_judged(&a))
        out->missed = NAN;
    if (a.found.undecided > 0 && a.found.accepted + a.found.rejected == 0)
        out->found = NAN;
    out->recall = out->found + out->missed > 0 ? out->found / (out->found + out->missed) : NAN;
    find_intervals(&a, &out->missed_interval, &out->recall_interval);
    free(a.strata);
}

/* The width if `times` as many had been judged with the same outcome; *judged: how many that is. */
static double width_at(const struct recall_data *d, struct asking *a, double times, double *judged)
{
    struct interval of_missed, of_recall;

    *judged = 0;
    for (size_t i = 0; i < d->count; i++) {
        struct judged *s = &a->strata[i];
        double most = d->strata[i].judged > 0 ? s->units / (double)d->strata[i].judged : 1;
        double by = times < most ? times : most;

        s->judged = (double)d->strata[i].judged * by;
        s->relevant = (double)d->strata[i].relevant * by;
        *judged += s->judged;
    }
    find_intervals(a, &of_missed, &of_recall);
    return of_recall.high - of_recall.low;
}

uint64_t analyse_recall_judgements(const struct recall_data *d, double confidence, double width, unsigned draws,
                                   uint32_t seed)
{
    struct asking a;
    double now, judged, low = 1, high = 2;
    uint64_t more = UINT64_MAX;

    start_asking(&a, d, confidence, draws, seed);
    if (width_at(d, &a, 1, &now) <= width)
        more = 0;
    while (more != 0 && high < 1e9 && width_at(d, &a, high, &judged) > width) {
        low = high;
        high *= 2;
    }
    if (more != 0 && high < 1e9) {
        while (high / low > 1.01) {
            double middle = sqrt(low * high);

            if (width_at(d, &a, middle, &judged) > width)
                low = middle;
            else
                high = middle;
        }
        width_at(d, &a, high, &judged);
        more = (uint64_t)ceil(judged - now);
    }
    free(a.strata);
    return more;
}
