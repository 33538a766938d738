#include "analyse/missed.h"

#include "analyse/words.h"

#include <math.h>
#include <stdlib.h>

struct asking {
    struct store *store;
    int64_t sample;
    const struct missed_options *options;
    analyse_each_missed *each;
    void *payload;
    struct { struct recall_stratum *at; size_t count, room; } strata;
    bool met;
};

static bool keep_stratum(void *payload, const struct sample_stratum *t, struct error *err)
{
    struct asking *a = payload;

    (void)err;
    *VEC_PUSH(&a->strata) = (struct recall_stratum){t->units, t->judged, t->relevant};
    return true;
}

static bool tell(struct asking *a, const struct sample_row *sample, struct error *err)
{
    struct missed_row r = {.sample = sample, .drawn = (uint64_t)sample->items};
    struct recall_data data;

    a->strata.count = 0;
    if (!store_sample_strata(a->store, sample->id, keep_stratum, a, err)
        || !store_sample_found(a->store, sample->pass, sample->code, &r.found.accepted, &r.found.rejected,
                               &r.found.undecided, err))
        return false;
    for (size_t i = 0; i < a->strata.count; i++) {
        r.untagged += a->strata.at[i].units;
        r.judged += a->strata.at[i].judged;
        r.relevant += a->strata.at[i].relevant;
    }
    data = (struct recall_data){r.found, a->strata.at, a->strata.count};
    analyse_recall(&r.estimate, &data, a->options->confidence, a->options->draws, a->options->seed);
    if (a->options->width > 0)
        r.more = analyse_recall_judgements(&data, a->options->confidence, a->options->width, a->options->draws,
                                           a->options->seed);
    r.chance = a->options->target > 0 && a->strata.count == 1 && r.judged > 0
        ? analyse_stop_chance(r.found.accepted, r.untagged, r.judged, r.relevant, a->options->target) : NAN;
    return a->each(a->payload, &r, err);
}

static bool take_sample(void *payload, const struct sample_row *r, struct error *err)
{
    struct asking *a = payload;
    bool passages = str_equal(r->kind, STR("passages"));

    a->met = true;
    if (a->sample != 0 && !passages)
        return error_set(err, ERROR_USAGE, "sample %lld is of reports: what was missed is told from a sample of "
                         "passages", (long long)r->id);
    return !passages || tell(a, r, err);
}

bool analyse_missed(struct store *s, int64_t sample, const struct missed_options *options, analyse_each_missed *each,
                    void *payload, struct error *err)
{
    struct asking a = {s, sample, options, each, payload, {0}, false};
    bool ok = store_samples(s, sample, take_sample, &a, err);

    free(a.strata.at);
    return ok && (a.met || sample == 0
        || error_set(err, ERROR_USAGE, "there is no sample %lld; \"excerpta sample\" lists them", (long long)sample));
}
