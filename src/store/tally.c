#include "store/tally.h"

#include "store/store_internal.h"

struct tally_each {
    store_each_tally_code *code;
    store_each_tally *row;
};

static bool take_code(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct tally_code_row r = {store_column(q, 0), store_column(q, 1), store_column(q, 2), store_column(q, 3),
                                     sqlite3_column_int64(q, 4)};

    return ((const struct tally_each *)each)->code(payload, &r, err);
}

static bool take_row(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct tally_row r = {
        .codebook = store_column(q, 0), .code = store_column(q, 1), .report = sqlite3_column_int64(q, 2),
        .standing = store_column(q, 3), .all = (uint64_t)sqlite3_column_int64(q, 4),
        .kept = (uint64_t)sqlite3_column_int64(q, 5), .accepted = (uint64_t)sqlite3_column_int64(q, 6),
    };

    return ((const struct tally_each *)each)->row(payload, &r, err);
}

static bool list(struct store *s, enum statement statement, const struct tally_filter *f, store_take_row *take,
                 const struct tally_each *each, void *payload, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, statement, err);

    if (!q)
        return false;
    store_bind_text(q, ":codebook", f->codebook);
    store_bind_text(q, ":theme", f->theme);
    store_bind_text(q, ":code", f->code);
    return store_list(s, q, take, each, payload, err);
}

bool store_tally_codes(struct store *s, const struct tally_filter *f, store_each_tally_code *each, void *payload,
                       struct error *err)
{
    const struct tally_each e = {.code = each};

    return list(s, SQL_TALLY_CODES, f, take_code, &e, payload, err);
}

bool store_tally(struct store *s, const struct tally_filter *f, store_each_tally *each, void *payload,
                 struct error *err)
{
    const struct tally_each e = {.row = each};

    return list(s, SQL_TALLY_EACH, f, take_row, &e, payload, err);
}

static bool take_unsearched(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    return (*(store_each_unsearched *const *)each)(payload, store_column(q, 0), sqlite3_column_int64(q, 1),
                                                   store_column(q, 2), err);
}

bool store_unsearched(struct store *s, struct str codebook, store_each_unsearched *each, void *payload,
                      struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_TALLY_UNSEARCHED, err);

    if (!q)
        return false;
    store_bind_text(q, ":codebook", codebook);
    return store_list(s, q, take_unsearched, &each, payload, err);
}
