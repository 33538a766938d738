/* How sure the findings are: precision, agreement, what was missed. It reads through a study of its own, so that nobody
 * who decides waits for figures. */
#include "review/review_internal.h"

#include "analyse/coders.h"
#include "analyse/missed.h"
#include "analyse/precision.h"

#include <math.h>

enum { ROUNDS = 1000, DRAWS = 10000 };

static void write_figure(struct json_writer *j, const char *key, double figure)
{
    if (isnan(figure))
        json_write_null(j, key);
    else
        json_write_real(j, key, figure);
}

/* {"at": …, "low": …, "high": …}, each null where it is not defined. */
static void write_share(struct json_writer *j, const char *key, double at, struct interval in)
{
    json_write_object(j, key);
    write_figure(j, "at", at);
    write_figure(j, "low", in.low);
    write_figure(j, "high", in.high);
    json_write_object_end(j);
}

static void write_code(struct json_writer *j, struct str codebook, struct str code)
{
    struct buf name = {0};

    buf_add_format(&name, "%.*s%s%.*s", STR_ARGS(codebook), code.size > 0 ? "/" : "", STR_ARGS(code));
    json_write_text(j, "code", buf_str(&name));
    buf_free(&name);
}

static bool write_precision(void *payload, const struct precision_row *r, struct error *err)
{
    struct json_writer *j = payload;

    (void)err;
    if (r->accepted + r->rejected == 0)
        return true;
    json_write_object(j, NULL);
    write_code(j, r->codebook, r->code);
    json_write_number(j, "of", (int64_t)(r->accepted + r->rejected));
    json_write_number(j, "open", (int64_t)r->open);
    write_share(j, "share", r->precision, r->interval);
    json_write_object_end(j);
    return true;
}

static bool write_agreement(void *payload, const struct coders_row *r, struct error *err)
{
    static const char *const names[AGREEMENT_FIGURES] = {"percent", "kappa", "ac1", "alpha", "positive", "negative"};
    struct json_writer *j = payload;

    (void)err;
    json_write_object(j, NULL);
    write_code(j, r->codebook, r->code);
    json_write_number(j, "reports", (int64_t)r->reports);
    json_write_number(j, "units", (int64_t)r->agreement.paired);
    for (int f = 0; f < AGREEMENT_FIGURES; f++)
        write_share(j, names[f], r->agreement.figure[f], r->agreement.interval[f]);
    json_write_array(j, "table");
    json_write_number(j, NULL, (int64_t)r->both);
    json_write_number(j, NULL, (int64_t)r->first);
    json_write_number(j, NULL, (int64_t)r->second);
    json_write_number(j, NULL, (int64_t)r->neither);
    json_write_array_end(j);
    json_write_object_end(j);
    return true;
}

static bool write_missed(void *payload, const struct missed_row *r, struct error *err)
{
    struct json_writer *j = payload;

    (void)err;
    json_write_object(j, NULL);
    json_write_number(j, "sample", r->sample->id);
    write_code(j, r->sample->codebook, r->sample->code);
    json_write_bool(j, "current", r->sample->current);
    json_write_number(j, "untagged", (int64_t)r->untagged);
    json_write_number(j, "drawn", (int64_t)r->drawn);
    json_write_number(j, "judged", (int64_t)r->judged);
    json_write_number(j, "relevant", (int64_t)r->relevant);
    write_share(j, "missed", r->estimate.missed, r->estimate.missed_interval);
    write_share(j, "recall", r->estimate.recall, r->estimate.recall_interval);
    json_write_object_end(j);
    return true;
}

static bool write_all(struct json_writer *j, struct store *s, struct error *err)
{
    const struct rating_filter all = {STR(""), STR("")};
    const struct coders_options coders = {all, CODERS_PASSAGES, {ROUNDS, 1, 0.95, false}};
    const struct missed_options missed = {.confidence = 0.95, .seed = 1, .draws = DRAWS};
    bool ok;

    json_write_array(j, "precision");
    ok = analyse_precision(s, &all, PRECISION_CODES, 0.95, write_precision, j, err);
    json_write_array_end(j);
    json_write_array(j, "agreement");
    ok = ok && analyse_coders(s, &coders, write_agreement, j, err);
    json_write_array_end(j);
    json_write_array(j, "recall");
    ok = ok && analyse_missed(s, 0, &missed, write_missed, j, err);
    json_write_array_end(j);
    return ok;
}

/* How others decided is in each of these figures: who reviews blind is told none. */
bool review_get_sure(struct review_call *call, struct error *err)
{
    struct store *study = NULL;
    struct buf path = {0};
    bool blind = false, ok = review_study(call, err);

    if (ok) {
        blind = !review_own(call)->adjudicates;
        buf_add(&path, str_of(store_file(call->review->study)));
    }
    review_leave(call);
    if (!ok)
        return false;
    json_write_bool(&call->json, "blind", blind);
    ok = blind || (store_open(&study, buf_text(&path), STORE_READ, err) && write_all(&call->json, study, err));
    store_close(study);
    buf_free(&path);
    return ok;
}
