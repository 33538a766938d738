#include "store/review.h"

#include "store/review_internal.h"

#include <stdlib.h>

/* The reports in order, and how far the listing is. */
struct reviewing {
    struct store *store;
    const struct review_query *query;
    store_each_review *each;
    void *payload;
    int64_t report;
    struct str sha256;
    size_t given;
    bool behind;                /* the excerpt named by `after` was passed */
    bool full;
};

static bool is_wanted(struct reviewing *v, const struct review_row *r)
{
    const struct assignment_excerpt e = {r->excerpt, r->codebook, r->theme, r->code, r->report};
    bool behind = v->behind;

    v->behind = behind || str_equal(r->excerpt, v->query->after);
    return behind && !v->full
        && (!v->query->assignments || store_is_assigned(v->query->assignments, v->query->reviewer, &e));
}

static bool take_review(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct reviewing *v = payload;
    struct review_row r = {
        .report_id = v->report, .report = v->sha256, .excerpt = store_column(q, 0), .codebook = store_column(q, 1),
        .version = store_column(q, 2), .theme = store_column(q, 3), .code = store_column(q, 4),
        .rule = store_column(q, 5), .standing = store_column(q, 6), .origin = store_column(q, 7),
        .range = {(uint32_t)sqlite3_column_int64(q, 8), (uint32_t)sqlite3_column_int64(q, 9)},
        .spans = store_column(q, 10), .pass = sqlite3_column_int64(q, 11), .verdict = store_column(q, 12),
        .recode = store_column(q, 13), .memo = store_column(q, 14), .at = store_column(q, 15),
        .star = sqlite3_column_int(q, 16), .decision = sqlite3_column_int64(q, 17), .status = store_column(q, 18),
    };

    (void)each;
    if (!is_wanted(v, &r))
        return true;
    v->given++;
    v->full = v->given == v->query->limit;
    return v->each(v->payload, &r, err);
}

static bool list_report(struct reviewing *v, struct error *err)
{
    sqlite3_stmt *q = store_statement(v->store, SQL_REVIEW_EXCERPTS, err);
    const struct review_query *query = v->query;

    if (!q)
        return false;
    store_bind_int(q, ":report", v->report);
    store_bind_int(q, ":reviewer", query->reviewer);
    store_bind_int(q, ":which", query->which);
    store_bind_text(q, ":codebook", query->codebook);
    store_bind_text(q, ":theme", query->theme);
    store_bind_text(q, ":code", query->code);
    return store_list(v->store, q, take_review, NULL, v, err);
}

struct report_ids {
    struct { int64_t id; struct str sha256; } *at;
    size_t count, room;
    struct arena arena;
};

static bool take_report(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct report_ids *ids = payload;

    (void)each, (void)err;
    (void)VEC_PUSH(ids);
    ids->at[ids->count - 1].id = sqlite3_column_int64(q, 0);
    ids->at[ids->count - 1].sha256 = arena_str(&ids->arena, store_column(q, 1));
    return true;
}

bool store_review(struct store *s, const struct review_query *query, store_each_review *each, void *payload,
                  struct error *err)
{
    struct reviewing v = {.store = s, .query = query, .each = each, .payload = payload,
                          .behind = query->after.size == 0};
    struct report_ids ids = {.count = 0};
    bool ok = store_list(s, store_statement(s, SQL_REVIEW_REPORTS, err), take_report, NULL, &ids, err);

    for (size_t i = 0; ok && !v.full && i < ids.count; i++)
        if (str_starts(ids.at[i].sha256, query->report)) {
            v.report = ids.at[i].id;
            v.sha256 = ids.at[i].sha256;
            ok = list_report(&v, err);
        }
    free(ids.at);
    arena_free(&ids.arena);
    return ok;
}

static bool take_opinion(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct opinion_row r = {
        .reviewer = store_column(q, 0), .verdict = store_column(q, 1), .recode = store_column(q, 2),
        .memo = store_column(q, 3), .at = store_column(q, 4), .adjudicated = sqlite3_column_int(q, 5),
        .star = sqlite3_column_int(q, 6), .decision = sqlite3_column_int64(q, 7),
    };

    return (*(store_each_opinion *const *)each)(payload, &r, err);
}

bool store_opinions(struct store *s, struct str excerpt, store_each_opinion *each, void *payload, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_OPINION_EACH, err);

    if (!q)
        return false;
    store_bind_text(q, ":excerpt", excerpt);
    return store_list(s, q, take_opinion, &each, payload, err);
}

static bool take_decision(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct decision_row r = {
        .decision = sqlite3_column_int64(q, 0), .undone_by = sqlite3_column_int64(q, 1),
        .request = store_column(q, 2), .reviewer = store_column(q, 3), .at = store_column(q, 4),
        .kind = store_column(q, 5), .verdict = store_column(q, 6),
        .recode = store_column(q, 7), .memo = store_column(q, 8), .batch = store_column(q, 9),
        .star = sqlite3_column_int(q, 10), .counts = sqlite3_column_int(q, 11), .codebook = store_column(q, 12),
        .version = store_column(q, 13), .code = store_column(q, 14), .origin = store_column(q, 15),
        .words = store_column(q, 16), .decided_report = store_column(q, 17),
        .decided = {(uint32_t)sqlite3_column_int64(q, 18), (uint32_t)sqlite3_column_int64(q, 19)},
        .how = store_column(q, 20), .reason = store_column(q, 21), .excerpt = store_column(q, 22),
        .report = store_column(q, 23),
        .range = {(uint32_t)sqlite3_column_int64(q, 24), (uint32_t)sqlite3_column_int64(q, 25)},
        .standing_seen = store_column(q, 26), .standing = store_column(q, 27),
    };

    return (*(store_each_decision *const *)each)(payload, &r, err);
}

bool store_decisions(struct store *s, const struct decision_filter *filter, store_each_decision *each, void *payload,
                     struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DECISION_EACH, err);

    if (!q)
        return false;
    store_bind_text(q, ":reviewer", filter->reviewer);
    store_bind_text(q, ":codebook", filter->codebook);
    store_bind_text(q, ":code", filter->code);
    store_bind_text(q, ":report", filter->report);
    store_bind_text(q, ":excerpt", filter->excerpt);
    store_bind_text(q, ":how", filter->how);
    store_bind_text(q, ":batch", filter->batch);
    store_bind_int(q, ":counting", filter->counting);
    return store_list(s, q, take_decision, &each, payload, err);
}
