#include "analyse/draw_internal.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>

/* Moves what is drawn of a stratum behind the `kept` items that are kept already. */
static size_t draw_stratum(struct drawing_from *d, size_t stratum, size_t wanted, gsl_rng *random,
                           struct sample_item *kept)
{
    size_t count = 0, taken = 0;

    for (size_t i = 0; i < d->items.count; i++)
        count += d->items.at[i].stratum == stratum;
    /* Each item in turn with the chance of those still wanted among those still to come: every set is as likely. */
    for (size_t i = 0; i < d->items.count && taken < wanted; i++) {
        if (d->items.at[i].stratum != stratum)
            continue;
        if (gsl_rng_uniform(random) * (double)count < (double)(wanted - taken))
            kept[taken++] = d->items.at[i];
        count--;
    }
    return taken;
}

void analyse_draw(struct drawing_from *d, const size_t *wanted, uint32_t seed)
{
    struct sample_item *kept = must_realloc(NULL, (d->items.count + 1) * sizeof *kept);
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    size_t count = 0;

    if (!random)
        abort();
    gsl_rng_set(random, seed);
    for (size_t i = 0; i < d->strata.count; i++)
        count += draw_stratum(d, i, wanted[i], random, kept + count);
    if (count > 0)
        gsl_ran_shuffle(random, kept, count, sizeof *kept);
    gsl_rng_free(random);
    free(d->items.at);
    d->items.at = kept;
    d->items.count = count;
}

void analyse_free_drawing(struct drawing_from *d)
{
    free(d->strata.at);
    free(d->items.at);
}
