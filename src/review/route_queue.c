/* Queues: which excerpts fit some filters, and how far the reviewer is with them. */
#include "review/filter.h"
#include "review/review_internal.h"

#include <stdlib.h>

/* Text is good as long as the call. */
static struct review_filter filter_of(const struct review_call *call, review_word *word)
{
    return (struct review_filter){
        .code = word(call, "code"), .theme = word(call, "theme"), .standing = word(call, "standing"),
        .report = word(call, "report"), .authority = word(call, "authority"), .region = word(call, "region"),
        .period = word(call, "period"), .rule = word(call, "rule"), .confidence = word(call, "confidence"),
        .reviewer = word(call, "reviewer"), .verdict = word(call, "verdict"), .words = word(call, "words"),
        .starred = word(call, "starred").size > 0, .disagreed = word(call, "disagreed").size > 0,
    };
}

bool review_match(struct review_matches *out, const struct review_call *call, review_word *word, struct error *err)
{
    struct review *r = call->review;
    struct review_filter filter = filter_of(call, word);
    const struct review_reviewer *own = review_own(call);
    struct review_filter_study in = {r->desk, r->said, r->documents, r->study, own};

    if (!own->adjudicates
        && (filter.disagreed || (filter.reviewer.size > 0 && !str_equal(filter.reviewer, own->name))))
        return error_set(err, ERROR_USAGE, "you code blind: what others decided is shown to an adjudicator only");
    return review_filter_run(out, &filter, &in, err);
}

static void write_ids(struct json_writer *j, const struct review_desk *d, const struct review_matches *m)
{
    struct buf ids = {0};

    for (size_t i = 0; i < m->count; i++) {
        char hex[17];

        review_key_text(d->entries[m->at[i]].key, hex);
        buf_add(&ids, str_of(hex));
    }
    json_write_text(j, "ids", buf_str(&ids));
    buf_free(&ids);
}

bool review_get_queue(struct review_call *call, struct error *err)
{
    struct review_matches m;
    double minutes;

    if (!review_minutes_each(&minutes, call->review->study, review_own(call), err)
        || !review_match(&m, call, review_query, err))
        return false;
    json_write_number(&call->json, "edition", call->review->desk->changes);
    json_write_number(&call->json, "total", (int64_t)m.total);
    json_write_number(&call->json, "decided", (int64_t)m.decided);
    json_write_real(&call->json, "minutes_each", minutes);
    write_ids(&call->json, call->review->desk, &m);
    free(m.at);
    return true;
}
