#include "analyse/suggest.h"

#include "analyse/features.h"
#include "analyse/judged.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>

enum { LEAST_PRESUMED = 100 };      /* untagged passages taken for a no */

struct candidate {
    const struct shelf_place *report;
    struct range range;
    bool tagged;
    enum judgement judgement;
    double chance;
    size_t place;                   /* in the walk */
};

struct learning {
    const struct suggest_options *options;
    struct judged_list judged;
    struct { struct candidate *at; size_t count, room; } all;
    struct features features;       /* in the order of `all` */
    struct { struct feature_node **at; size_t count, room; } x;     /* what is learnt from, */
    struct { double *at; size_t count, room; } y;                   /* and its answers: 1, 0 */
};

static bool keep_passages(void *payload, const struct shelf_report *r, struct error *err)
{
    struct learning *l = payload;

    (void)err;
    for (size_t i = 0; i < r->count; i++) {
        *VEC_PUSH(&l->all) = (struct candidate){
            .report = r->report, .range = r->units[i], .tagged = r->tagged[i],
            .judgement = analyse_judged_at(&l->judged, r->report->report, r->units[i]), .place = l->all.count,
        };
        analyse_features_add(&l->features, document_text(r->document, r->units[i]));
    }
    return true;
}

static void add_lesson(struct learning *l, size_t passage, double answer)
{
    *VEC_PUSH(&l->x) = analyse_features_of(&l->features, passage);
    *VEC_PUSH(&l->y) = answer;
}

static size_t add_judged(struct learning *l, enum judgement judgement, double answer)
{
    size_t count = 0;

    for (size_t i = 0; i < l->all.count; i++) {
        if (l->all.at[i].judgement != judgement)
            continue;
        add_lesson(l, i, answer);
        count++;
    }
    return count;
}

static bool is_unseen(const struct candidate *c)
{
    return !c->tagged && c->judgement == JUDGED_NOT;
}

/* Each in turn with the chance of those still wanted among those still to come. */
static void add_presumed(struct learning *l, size_t wanted)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    size_t left = 0;

    if (!random)
        abort();
    gsl_rng_set(random, l->options->seed);
    for (size_t i = 0; i < l->all.count; i++)
        left += is_unseen(&l->all.at[i]);
    for (size_t i = 0; i < l->all.count && wanted > 0; i++) {
        if (!is_unseen(&l->all.at[i]))
            continue;
        if (gsl_rng_uniform(random) * (double)left < (double)wanted) {
            add_lesson(l, i, 0);
            wanted--;
        }
        left--;
    }
    gsl_rng_free(random);
}

static void say_nothing(const char *text)
{
    (void)text;
}

/* Both answers weigh the same, however many there are of each. */
static struct model *learn(struct learning *l, size_t right)
{
    int labels[] = {1, 0};
    double weights[] = {(double)(l->y.count - right) / (double)right, 1};
    const struct parameter how = {.solver_type = L2R_LR, .eps = 0.001, .C = 1, .nr_weight = 2, .weight_label = labels,
                                  .weight = weights};
    const struct problem lessons = {.l = (int)l->x.count, .n = FEATURE_TABLE, .y = l->y.at, .x = l->x.at, .bias = -1};

    set_print_string_function(say_nothing);
    return train(&lessons, &how);
}

static void rate_all(struct learning *l, const struct model *m)
{
    double chances[2];

    for (size_t i = 0; i < l->all.count; i++) {
        predict_probability(m, analyse_features_of(&l->features, i), chances);
        l->all.at[i].chance = chances[m->label[0] == 1 ? 0 : 1];
    }
}

static int likeliest_first(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->chance < y->chance || x->chance > y->chance)
        return x->chance > y->chance ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static int least_likely_first(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;

    if (x->chance < y->chance || x->chance > y->chance)
        return x->chance < y->chance ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static bool tell(struct learning *l, suggest_each *each, void *payload, struct error *err)
{
    bool doubtful = l->options->what == SUGGEST_DOUBTFUL;
    size_t told = 0;

    if (l->all.count > 0)
        qsort(l->all.at, l->all.count, sizeof *l->all.at, doubtful ? least_likely_first : likeliest_first);
    for (size_t i = 0; i < l->all.count && told < l->options->count; i++) {
        const struct candidate *c = &l->all.at[i];
        const struct suggest_row row = {c->report->report, c->report->sha256, c->report->path, c->range, c->chance};

        if (c->tagged != doubtful || c->judgement != JUDGED_NOT)
            continue;
        if (!each(payload, &row, err))
            return false;
        told++;
    }
    return true;
}

static bool learn_and_tell(struct learning *l, suggest_each *each, void *payload, struct error *err)
{
    struct model *m;
    size_t right, wrong;

    analyse_features_weigh(&l->features);
    right = add_judged(l, JUDGED_RIGHT, 1);
    wrong = add_judged(l, JUDGED_WRONG, 0);
    if (right < SUGGEST_LEAST)
        return error_set(err, ERROR_INPUT, "code %s: %zu accepted passages, from which nothing is learnt yet: accept "
                         "%d or more", l->options->code, right, SUGGEST_LEAST);
    add_presumed(l, right + wrong > LEAST_PRESUMED ? right + wrong : LEAST_PRESUMED);
    if (l->y.count == right)
        return error_set(err, ERROR_INPUT, "code %s: every passage is tagged or accepted: there is nothing to suggest",
                         l->options->code);
    m = learn(l, right);
    rate_all(l, m);
    free_and_destroy_model(&m);
    return tell(l, each, payload, err);
}

bool analyse_suggest(struct store *s, const struct suggest_options *options, suggest_each *each, void *payload,
                     struct error *err)
{
    struct learning l = {.options = options};
    struct shelf shelf;
    bool ok = analyse_shelf_open(&shelf, s, options->codebook, options->code, err)
        && analyse_judged_load(&l.judged, s, &shelf, err) && analyse_shelf_walk(&shelf, s, keep_passages, &l, err)
        && learn_and_tell(&l, each, payload, err);

    analyse_shelf_free(&shelf);
    analyse_judged_free(&l.judged);
    analyse_features_free(&l.features);
    free(l.all.at);
    free(l.x.at);
    free(l.y.at);
    return ok;
}
