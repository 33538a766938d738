#include "store/shard.h"

#include "store/store_internal.h"

static void read_shard(sqlite3_stmt *q, int column, struct store_shard *out)
{
    out->part = (unsigned)sqlite3_column_int(q, column);
    out->parts = (unsigned)sqlite3_column_int(q, column + 1);
    snprintf(out->shelf, sizeof out->shelf, "%.*s", STR_ARGS(store_column(q, column + 2)));
    out->complete = sqlite3_column_int(q, column + 3);
}

bool store_find_shard(struct store *s, const char *kind, struct store_shard *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_SHARD_FIND, err);
    bool found;

    *out = (struct store_shard){.parts = 0};
    if (!q)
        return false;
    store_bind_text(q, ":kind", str_of(kind));
    if (!store_step(s, q, &found, err))
        return false;
    if (found)
        read_shard(q, 0, out);
    sqlite3_reset(q);
    return true;
}

bool store_set_shard(struct store *s, const char *kind, const struct store_shard *shard, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_SHARD_SET, err);

    if (!q)
        return false;
    store_bind_text(q, ":kind", str_of(kind));
    store_bind_int(q, ":part", shard->part);
    store_bind_int(q, ":parts", shard->parts);
    store_bind_text(q, ":shelf", str_of(shard->shelf));
    store_bind_int(q, ":complete", shard->complete);
    return store_run(s, q, err);
}

static bool take_shard(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct store_shard shard;

    read_shard(q, 1, &shard);
    return (*(store_each_shard *const *)each)(payload, store_column(q, 0), &shard, err);
}

bool store_shards(struct store *s, store_each_shard *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_LIST_SHARDS, err), take_shard, &each, payload, err);
}

bool store_has_files(struct store *s, bool *has, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REPORT_ANY, err);
    int64_t any = 0;
    bool found;

    if (!q || !store_one(s, q, &any, &found, err))
        return false;
    *has = any != 0;
    return true;
}
