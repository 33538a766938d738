/* How far it is, what was decided of late, where reviewers disagree, how often rules were right. */
#include "review/review_internal.h"

#include <stdlib.h>

enum { RECENT = 10, PAUSE_MS = 5 * 60 * 1000, LEAST_GAPS = 4 };

bool review_minutes_each(double *minutes, struct store *s, const struct review_reviewer *r, struct error *err)
{
    int64_t *times, sum = 0;
    size_t count, gaps = 0;

    *minutes = 0;
    if (!store_desk_pace(s, r->id, &times, &count, err))
        return false;
    for (size_t i = 1; i < count; i++)
        if (times[i - 1] - times[i] < PAUSE_MS) {
            sum += times[i - 1] - times[i];
            gaps++;
        }
    if (gaps >= LEAST_GAPS)
        *minutes = (double)sum / (double)gaps / 60000;
    free(times);
    return true;
}

/* decided and total of what is theirs. */
struct part {
    size_t decided, total;
};

static void write_part(struct json_writer *j, struct part p)
{
    json_write_number(j, "decided", (int64_t)p.decided);
    json_write_number(j, "total", (int64_t)p.total);
}

/* of: a place for each code, or each report, or NULL. */
static struct part count_parts(const struct review *r, const struct review_reviewer *own, struct part *codes,
                               struct part *reports)
{
    struct part all = {0};

    for (uint32_t i = 0; i < r->desk->entry_count; i++) {
        const struct review_entry *e = &r->desk->entries[i];
        size_t decided = own->says[i].verdict != REVIEW_NONE;

        if (!review_said_is_theirs(r->desk, i, own))
            continue;
        all.total++;
        all.decided += decided;
        if (codes) {
            codes[e->code].total++;
            codes[e->code].decided += decided;
            reports[e->report].total++;
            reports[e->report].decided += decided;
        }
    }
    return all;
}

/* How far others are is no secret, what they decided is. */
static bool write_reviewers(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    struct json_writer *j = &call->json;
    double minutes;

    json_write_array(j, "reviewers");
    for (size_t i = 0; i < r->said->reviewers.count; i++) {
        const struct review_reviewer *one = &r->said->reviewers.at[i];

        if (!review_minutes_each(&minutes, r->study, one, err))
            return false;
        json_write_object(j, NULL);
        json_write_text(j, "name", one->name);
        write_part(j, count_parts(r, one, NULL, NULL));
        json_write_real(j, "minutes_each", minutes);
        json_write_object_end(j);
    }
    json_write_array_end(j);
    return true;
}

bool review_get_progress(struct review_call *call, struct error *err)
{
    const struct review_desk *d = call->review->desk;
    struct json_writer *j = &call->json;
    struct arena arena = {0};
    struct part *codes = arena_alloc(&arena, d->code_count, sizeof *codes);
    struct part *reports = arena_alloc(&arena, d->report_count, sizeof *reports);
    bool ok = write_reviewers(call, err);

    count_parts(call->review, review_own(call), codes, reports);
    json_write_array(j, "codes");
    for (uint32_t i = 0; ok && i < d->code_count; i++) {
        json_write_object(j, NULL);
        review_write_code_name(j, "code", d, i);
        write_part(j, codes[i]);
        json_write_object_end(j);
    }
    json_write_array_end(j);
    json_write_array(j, "reports");
    for (size_t i = 0; ok && i < d->report_count; i++) {
        json_write_object(j, NULL);
        json_write_text(j, "report", d->reports[i].sha256);
        write_part(j, reports[i]);
        json_write_object_end(j);
    }
    json_write_array_end(j);
    arena_free(&arena);
    return ok;
}

static bool write_deed(void *payload, const struct desk_deed *deed, struct error *err)
{
    struct review_call *call = payload;
    const struct review_desk *d = call->review->desk;
    const struct review_entry *e = review_desk_entry(d, deed->excerpt);
    struct json_writer *j = &call->json;

    (void)err;
    if (!e)
        return true;
    json_write_object(j, NULL);
    json_write_text(j, "id", deed->excerpt);
    json_write_text(j, "report", d->reports[e->report].sha256);
    review_write_code_name(j, "code", d, e->code);
    json_write_text(j, "time", deed->at);
    json_write_number(j, "count", deed->count);
    json_write_object(j, "said");
    review_write_saying(j, &review_own(call)->says[e - d->entries]);
    json_write_object_end(j);
    json_write_object_end(j);
    return true;
}

bool review_get_recent(struct review_call *call, struct error *err)
{
    json_write_array(&call->json, "decisions");
    if (!store_desk_recent(call->review->study, review_own(call)->id, RECENT, write_deed, call, err))
        return false;
    json_write_array_end(&call->json);
    return true;
}

static void write_disagreement(struct json_writer *j, const struct review *r, uint32_t entry)
{
    const struct review_saying *settled = &r->said->settled[entry];

    json_write_object(j, NULL);
    review_write_key(j, "id", r->desk->entries[entry].key);
    json_write_array(j, "said");
    for (size_t i = 0; i < r->said->reviewers.count; i++) {
        const struct review_reviewer *one = &r->said->reviewers.at[i];

        if (one->says[entry].verdict == REVIEW_NONE)
            continue;
        json_write_object(j, NULL);
        json_write_text(j, "reviewer", one->name);
        review_write_saying(j, &one->says[entry]);
        json_write_object_end(j);
    }
    json_write_array_end(j);
    if (settled->verdict == REVIEW_NONE) {
        json_write_null(j, "settled");
    } else {
        json_write_object(j, "settled");
        review_write_saying(j, settled);
        json_write_object_end(j);
    }
    json_write_object_end(j);
}

bool review_get_compare(struct review_call *call, struct error *err)
{
    const struct review *r = call->review;
    bool may = review_own(call)->adjudicates;

    (void)err;
    json_write_bool(&call->json, "blind", !may);
    json_write_array(&call->json, "disagreements");
    for (uint32_t i = 0; may && i < r->desk->entry_count; i++)
        if (review_said_disagreed(r->said, i))
            write_disagreement(&call->json, r, i);
    json_write_array_end(&call->json);
    return true;
}

bool review_get_precision(struct review_call *call, struct error *err)
{
    const struct review_desk *d = call->review->desk;
    struct json_writer *j = &call->json;
    struct review_rule_count *counts;

    (void)err;
    review_said_count_rules(&counts, call->review->said, d, review_own(call));
    json_write_array(j, "rules");
    for (size_t i = 0; i < d->rule_count; i++) {
        if (counts[i].accepted + counts[i].rejected == 0)
            continue;
        json_write_object(j, NULL);
        review_write_code_name(j, "code", d, d->rules[i].code);
        json_write_text(j, "rule", str_of(d->rules[i].id));
        json_write_number(j, "accepted", counts[i].accepted);
        json_write_number(j, "rejected", counts[i].rejected);
        json_write_object_end(j);
    }
    json_write_array_end(j);
    free(counts);
    return true;
}
