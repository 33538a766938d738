#include "analyse/score.h"

#include "base/arena.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

static double f1_of(uint64_t right, uint64_t found, uint64_t labelled)
{
    return found + labelled > 0 ? 2 * (double)right / (double)(found + labelled) : NAN;
}

static void add(struct score *s, const struct score_count *c)
{
    s->right += c->right;
    s->found += (uint64_t)c->right + c->extra;
    s->labelled += (uint64_t)c->right + c->missed;
}

/* Passages are drawn, not findings: what one passage holds is alike. A draw without finding or label tells nothing. */
static struct interval draw_f1(const struct score_count *passages, size_t count, double confidence,
                               const struct score_bootstrap *how)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    double *f1 = must_realloc(NULL, (how->rounds + 1) * sizeof *f1);
    struct interval interval = {NAN, NAN};
    size_t drawn = 0;

    if (!random)
        abort();
    gsl_rng_set(random, how->seed);
    for (unsigned round = 0; round < how->rounds; round++) {
        struct score s = {0};

        for (size_t i = 0; i < count; i++)
            add(&s, &passages[gsl_rng_uniform_int(random, count)]);
        if (s.found + s.labelled > 0)
            f1[drawn++] = f1_of(s.right, s.found, s.labelled);
    }
    if (drawn > 0) {
        qsort(f1, drawn, sizeof *f1, analyse_by_size);
        interval.low = analyse_quantile(f1, drawn, 0.5 - confidence / 2);
        interval.high = analyse_quantile(f1, drawn, 0.5 + confidence / 2);
    }
    free(f1);
    gsl_rng_free(random);
    return interval;
}

void analyse_score(struct score *out, const struct score_count *passages, size_t count, double confidence,
                   const struct score_bootstrap *how)
{
    *out = (struct score){.precision_interval = {NAN, NAN}, .recall_interval = {NAN, NAN}, .f1_interval = {NAN, NAN}};
    for (size_t i = 0; i < count; i++)
        add(out, &passages[i]);
    out->precision = out->recall = NAN;
    if (out->found > 0) {
        out->precision = (double)out->right / (double)out->found;
        out->precision_interval = analyse_wilson(out->right, out->found, confidence);
    }
    if (out->labelled > 0) {
        out->recall = (double)out->right / (double)out->labelled;
        out->recall_interval = analyse_wilson(out->right, out->labelled, confidence);
    }
    out->f1 = f1_of(out->right, out->found, out->labelled);
    if (out->right < out->found || out->right < out->labelled)
        out->f1_interval = draw_f1(passages, count, confidence, how);
}
