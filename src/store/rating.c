#include "store/rating.h"

#include "store/store_internal.h"

struct rating_each {
    store_each_rating *rating;
    store_each_rated *rated;
    store_each_judged *judged;
    void *payload;
};

static bool take_rating(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct rating_each *e = each;
    const struct rating_row r = {
        .codebook = store_column(q, 0), .pass = sqlite3_column_int64(q, 1),
        .ordinal = (size_t)sqlite3_column_int64(q, 2), .code = store_column(q, 3),
        .report = sqlite3_column_int64(q, 4),
        .range = {(uint32_t)sqlite3_column_int64(q, 5), (uint32_t)sqlite3_column_int64(q, 6)},
        .reviewer = store_column(q, 7), .verdict = store_column(q, 8), .recode = store_column(q, 9),
        .hand = sqlite3_column_int(q, 10),
    };

    (void)payload;
    return e->rating(e->payload, &r, err);
}

static bool take_rated(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct rating_each *e = each;
    const struct rated_row r = {
        .codebook = store_column(q, 0), .theme = store_column(q, 1), .code = store_column(q, 2),
        .rule = store_column(q, 3), .report = sqlite3_column_int64(q, 4),
        .range = {(uint32_t)sqlite3_column_int64(q, 5), (uint32_t)sqlite3_column_int64(q, 6)},
        .spans = store_column(q, 7), .status = store_column(q, 8),
    };

    (void)payload;
    return e->rated(e->payload, &r, err);
}

static bool take_judged(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct rating_each *e = each;
    const struct judged_row r = {
        .report = sqlite3_column_int64(q, 0),
        .range = {(uint32_t)sqlite3_column_int64(q, 1), (uint32_t)sqlite3_column_int64(q, 2)},
        .status = store_column(q, 3),
    };

    (void)payload;
    return e->judged(e->payload, &r, err);
}

static bool list(struct store *s, enum statement statement, const struct rating_filter *filter, store_take_row *take,
                 const struct rating_each *each, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, statement, err);

    if (!q)
        return false;
    store_bind_text(q, ":codebook", filter->codebook);
    store_bind_text(q, ":code", filter->code);
    return store_list(s, q, take, each, NULL, err);
}

bool store_ratings(struct store *s, const struct rating_filter *filter, store_each_rating *each, void *payload,
                   struct error *err)
{
    const struct rating_each e = {.rating = each, .payload = payload};

    return list(s, SQL_RATING_EACH, filter, take_rating, &e, err);
}

bool store_rated(struct store *s, const struct rating_filter *filter, store_each_rated *each, void *payload,
                 struct error *err)
{
    const struct rating_each e = {.rated = each, .payload = payload};

    return list(s, SQL_RATING_EXCERPTS, filter, take_rated, &e, err);
}

bool store_judged(struct store *s, const struct rating_filter *code, store_each_judged *each, void *payload,
                  struct error *err)
{
    const struct rating_each e = {.judged = each, .payload = payload};

    return list(s, SQL_RATING_FINDINGS, code, take_judged, &e, err);
}
