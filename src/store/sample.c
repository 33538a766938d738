#include "store/sample.h"

#include "store/pass.h"
#include "store/report.h"
#include "store/store_internal.h"

static bool add_strata(struct store *s, const struct sample_new *n, int64_t id, struct error *err)
{
    for (size_t i = 0; i < n->stratum_count; i++) {
        sqlite3_stmt *q = store_statement(s, SQL_SAMPLE_STRATUM_ADD, err);

        if (!q)
            return false;
        store_bind_int(q, ":sample", id);
        store_bind_int(q, ":ordinal", (int64_t)i);
        store_bind_text(q, ":name", n->strata[i].name);
        store_bind_int(q, ":units", (int64_t)n->strata[i].units);
        if (!store_run(s, q, err))
            return false;
    }
    return true;
}

/* The key that an excerpt of the code would have there. */
static bool key_of(struct store *s, const struct sample_new *n, const struct sample_item *item, char key[17],
                   struct error *err)
{
    char sha256[FILE_HASH_SIZE];

    *key = '\0';
    if (n->reports)
        return true;
    if (!store_report_hash(s, item->report, sha256, err))
        return false;
    store_excerpt_key(s, str_of(sha256), n->codebook, n->code, item->range, key);
    return true;
}

static bool add_items(struct store *s, const struct sample_new *n, int64_t id, struct error *err)
{
    for (size_t i = 0; i < n->item_count; i++) {
        const struct sample_item *item = &n->items[i];
        sqlite3_stmt *q;
        char key[17];

        if (!key_of(s, n, item, key, err))
            return false;
        q = store_statement(s, SQL_SAMPLE_ITEM_ADD, err);
        if (!q)
            return false;
        store_bind_int(q, ":sample", id);
        store_bind_int(q, ":ordinal", (int64_t)i);
        store_bind_int(q, ":stratum", (int64_t)item->stratum);
        store_bind_int(q, ":report", item->report);
        store_bind_int(q, ":start", item->range.start);
        store_bind_int(q, ":stop", item->range.stop);
        store_bind_text(q, ":key", str_of(key));
        if (!store_run(s, q, err))
            return false;
    }
    return true;
}

static bool add_all(struct store *s, const struct sample_new *n, int64_t *id, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_SAMPLE_ADD, err);
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":kind", n->reports ? STR("reports") : STR("passages"));
    store_bind_text(q, ":codebook", n->codebook);
    store_bind_text(q, ":code", n->code);
    if (!n->reports)
        store_bind_int(q, ":pass", n->pass);
    store_bind_text(q, ":method", n->method);
    store_bind_int(q, ":seed", n->seed);
    return store_one(s, q, id, &found, err) && add_strata(s, n, *id, err) && add_items(s, n, *id, err);
}

bool store_add_sample(struct store *s, const struct sample_new *n, int64_t *id, struct error *err)
{
    if (!store_begin(s, err))
        return false;
    return store_end(s, add_all(s, n, id, err), err);
}

struct sample_each {
    store_each_sample *sample;
    store_each_sample_item *item;
    store_each_stratum *stratum;
};

static bool take_sample(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct sample_row r = {
        .id = sqlite3_column_int64(q, 0), .at = store_column(q, 1), .kind = store_column(q, 2),
        .codebook = store_column(q, 3), .code = store_column(q, 4), .pass = sqlite3_column_int64(q, 5),
        .method = store_column(q, 6), .seed = sqlite3_column_int64(q, 7), .items = sqlite3_column_int64(q, 8),
        .current = sqlite3_column_int(q, 9),
    };

    return ((const struct sample_each *)each)->sample(payload, &r, err);
}

static bool take_item(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct sample_item_row r = {
        .ordinal = sqlite3_column_int64(q, 0), .stratum = store_column(q, 1), .report = sqlite3_column_int64(q, 2),
        .sha256 = store_column(q, 3), .path = store_column(q, 4),
        .range = {(uint32_t)sqlite3_column_int64(q, 5), (uint32_t)sqlite3_column_int64(q, 6)},
        .excerpt = store_column(q, 7), .status = store_column(q, 8),
    };

    return ((const struct sample_each *)each)->item(payload, &r, err);
}

static bool take_stratum(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    const struct sample_stratum t = {store_column(q, 0), (uint64_t)sqlite3_column_int64(q, 1),
                                     (uint64_t)sqlite3_column_int64(q, 2), (uint64_t)sqlite3_column_int64(q, 3)};

    return ((const struct sample_each *)each)->stratum(payload, &t, err);
}

static bool list(struct store *s, enum statement statement, int64_t sample, store_take_row *take,
                 const struct sample_each *each, void *payload, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, statement, err);

    if (!q)
        return false;
    store_bind_int(q, ":sample", sample);
    return store_list(s, q, take, each, payload, err);
}

bool store_samples(struct store *s, int64_t sample, store_each_sample *each, void *payload, struct error *err)
{
    const struct sample_each e = {.sample = each};

    return list(s, SQL_SAMPLE_EACH, sample, take_sample, &e, payload, err);
}

bool store_sample_items(struct store *s, int64_t sample, store_each_sample_item *each, void *payload,
                        struct error *err)
{
    const struct sample_each e = {.item = each};

    return list(s, SQL_SAMPLE_ITEMS, sample, take_item, &e, payload, err);
}

bool store_sample_strata(struct store *s, int64_t sample, store_each_stratum *each, void *payload, struct error *err)
{
    const struct sample_each e = {.stratum = each};

    return list(s, SQL_SAMPLE_STRATA, sample, take_stratum, &e, payload, err);
}

bool store_sample_found(struct store *s, int64_t pass, struct str code, uint64_t *accepted, uint64_t *rejected,
                        uint64_t *open, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_SAMPLE_FOUND, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_text(q, ":code", code);
    if (!store_must_step(s, q, "what was found", err))
        return false;
    *accepted = (uint64_t)sqlite3_column_int64(q, 0);
    *rejected = (uint64_t)sqlite3_column_int64(q, 1);
    *open = (uint64_t)sqlite3_column_int64(q, 2);
    sqlite3_reset(q);
    return true;
}
