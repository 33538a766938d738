#include "store/copied.h"
#include "store/store_internal.h"

static const char earlier[] = "earlier", elsewhere[] = "elsewhere";

bool store_find_comparison(struct store *s, char shelf[FILE_HASH_SIZE], struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_COMPARISON_FIND, err);
    bool found;

    *shelf = '\0';
    if (!q || !store_step(s, q, &found, err))
        return false;
    if (found)
        snprintf(shelf, FILE_HASH_SIZE, "%.*s", STR_ARGS(store_column(q, 0)));
    sqlite3_reset(q);
    return true;
}

static bool run_plain(struct store *s, enum statement statement, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, statement, err);

    return q && store_run(s, q, err);
}

bool store_begin_comparison(struct store *s, const char *shelf, struct error *err)
{
    sqlite3_stmt *q;

    if (!run_plain(s, SQL_COPIED_CLEAR, err) || !run_plain(s, SQL_COMPARED_CLEAR, err))
        return false;
    q = store_statement(s, SQL_COMPARISON_SET, err);
    if (!q)
        return false;
    store_bind_text(q, ":shelf", str_of(shelf));
    return store_run(s, q, err);
}

bool store_add_compared(struct store *s, int64_t report, size_t words, int64_t duplicate_of, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_COMPARED_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    store_bind_int(q, ":words", (int64_t)words);
    if (duplicate_of)
        store_bind_int(q, ":duplicate_of", duplicate_of);
    return store_run(s, q, err);
}

bool store_add_copied(struct store *s, const struct store_copied *c, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_COPIED_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":report", c->report);
    store_bind_int(q, ":block", (int64_t)c->block);
    store_bind_text(q, ":whence", str_of(c->earlier ? earlier : elsewhere));
    store_bind_int(q, ":source", c->source);
    store_bind_int(q, ":source_block", (int64_t)c->source_block);
    store_bind_int(q, ":similarity", c->similarity);
    store_bind_int(q, ":words", (int64_t)c->words);
    return store_run(s, q, err);
}

bool store_find_copy(struct store *s, int64_t report, size_t block, struct store_copy *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_COPIED_FIND, err);
    bool found;

    *out = (struct store_copy){.whence = ""};
    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    store_bind_int(q, ":block", (int64_t)block);
    if (!store_step(s, q, &found, err))
        return false;
    if (!found)
        return true;
    out->whence = str_equal(store_column(q, 0), str_of(earlier)) ? earlier : elsewhere;
    snprintf(out->source, sizeof out->source, "%.*s", STR_ARGS(store_column(q, 1)));
    out->page = sqlite3_column_int64(q, 2);
    out->similarity = sqlite3_column_int(q, 3);
    sqlite3_reset(q);
    return true;
}
