#include "store/report.h"
#include "store/store_internal.h"

#include <string.h>
#include <zstd.h>

enum { ZSTD_LEVEL = 3 };

static bool compress(struct buf *out, struct str text, struct error *err)
{
    size_t room = ZSTD_compressBound(text.size), size;

    buf_free(out);
    *out = (struct buf){.at = must_realloc(NULL, room + 1), .room = room + 1};
    size = ZSTD_compress(out->at, room, text.at, text.size, ZSTD_LEVEL);
    if (ZSTD_isError(size))
        return error_set(err, ERROR_SYSTEM, "a report's text cannot be compressed: %s", ZSTD_getErrorName(size));
    out->size = size;
    return true;
}

bool store_find_report(struct store *s, const char *sha256, int64_t *id, bool *found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REPORT_FIND, err);

    if (!q)
        return false;
    store_bind_text(q, ":sha256", str_of(sha256));
    return store_one(s, q, id, found, err);
}

bool store_report_hash(struct store *s, int64_t report, char sha256[FILE_HASH_SIZE], struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REPORT_HASH, err);

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    if (!store_must_step(s, q, "a report is not there", err))
        return false;
    snprintf(sha256, FILE_HASH_SIZE, "%.*s", STR_ARGS(store_column(q, 0)));
    sqlite3_reset(q);
    return true;
}

struct hashes {
    struct report_hashes *at;
    size_t count, room;
};

static bool take_hashes(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct hashes *all = payload;
    struct report_hashes *r = VEC_PUSH(all);

    (void)each, (void)err;
    r->id = sqlite3_column_int64(q, 0);
    snprintf(r->sha256, sizeof r->sha256, "%.*s", STR_ARGS(store_column(q, 1)));
    snprintf(r->text_hash, sizeof r->text_hash, "%.*s", STR_ARGS(store_column(q, 2)));
    return true;
}

bool store_report_hashes(struct store *s, struct report_hashes **out, size_t *count, struct error *err)
{
    struct hashes all = {0};
    bool ok = store_list(s, store_statement(s, SQL_REPORT_HASHES, err), take_hashes, NULL, &all, err);

    *out = all.at;
    *count = all.count;
    return ok;
}

bool store_bind_document(struct store *s, sqlite3_stmt *q, const struct document *doc, struct error *err)
{
    if (!compress(&s->scratch, doc->text, err))
        return false;
    store_bind_text(q, ":title", str_of(doc->title));
    store_bind_int(q, ":words", store_words_of(doc->text));
    store_bind_int(q, ":text_bytes", (int64_t)doc->text.size);
    store_bind_blob(q, ":text", buf_str(&s->scratch));
    return true;
}

bool store_add_report(struct store *s, const char *sha256, uint64_t bytes, const struct document *doc,
                      int64_t *id, struct error *err)
{
    sqlite3_stmt *q;
    bool found, ok;

    if (!store_find_report(s, sha256, id, &found, err))
        return false;
    if (found)
        return true;
    q = store_statement(s, SQL_REPORT_ADD, err);
    if (!q || !store_bind_document(s, q, doc, err))
        return false;
    store_bind_text(q, ":sha256", str_of(sha256));
    store_bind_int(q, ":bytes", (int64_t)bytes);
    store_bind_text(q, ":format", str_of(doc->format));
    ok = store_one(s, q, id, &found, err) && store_add_parts(s, *id, doc, err);
    buf_free(&s->scratch);
    s->scratch = (struct buf){0};
    return ok;
}

static enum report_problem problem_of(struct str word)
{
    size_t i = str_find(word, report_problem_words, PROBLEM_COUNT);

    return i < PROBLEM_COUNT ? (enum report_problem)i : PROBLEM_NONE;
}

/* Reads reason and detail, from column on. */
static void read_problem(struct store *s, sqlite3_stmt *q, int column, struct store_path *out)
{
    if (sqlite3_column_type(q, column) == SQLITE_NULL)
        return;
    out->problem = problem_of(store_column(q, column));
    out->detail = arena_str(&s->lent, store_column(q, column + 1));
}

static void copy_hash(char to[FILE_HASH_SIZE], struct str hash)
{
    size_t size = hash.size < FILE_HASH_SIZE ? hash.size : FILE_HASH_SIZE - 1;

    memcpy(to, hash.at, size);
    to[size] = '\0';
}

bool store_find_path(struct store *s, const char *path, struct store_path *out, bool *found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PATH_FIND, err);

    arena_free(&s->lent);
    *out = (struct store_path){.path = path};
    if (!q)
        return false;
    store_bind_text(q, ":path", str_of(path));
    if (!store_step(s, q, found, err))
        return false;
    if (!*found)
        return true;
    out->size = (uint64_t)sqlite3_column_int64(q, 0);
    out->modified_ns = sqlite3_column_int64(q, 1);
    copy_hash(out->sha256, store_column(q, 2));
    out->report = sqlite3_column_int64(q, 3);
    read_problem(s, q, 4, out);
    sqlite3_reset(q);
    return true;
}

bool store_find_problem(struct store *s, const char *sha256, struct store_path *out, bool *found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PROBLEM_FIND, err);

    arena_free(&s->lent);
    *out = (struct store_path){0};
    copy_hash(out->sha256, str_of(sha256));
    if (!q)
        return false;
    store_bind_text(q, ":sha256", str_of(sha256));
    if (!store_step(s, q, found, err))
        return false;
    if (!*found)
        return true;
    read_problem(s, q, 0, out);
    sqlite3_reset(q);
    return true;
}

static bool set_predecessor(struct store *s, const struct store_path *p, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PATH_FIND, err);
    int64_t old;
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":path", str_of(p->path));
    if (!store_step(s, q, &found, err))
        return false;
    old = found ? sqlite3_column_int64(q, 3) : 0;
    sqlite3_reset(q);
    if (old == 0 || p->report == 0 || old == p->report)
        return true;
    q = store_statement(s, SQL_PREDECESSOR_SET, err);
    if (!q)
        return false;
    store_bind_int(q, ":report", p->report);
    store_bind_int(q, ":old", old);
    return store_run(s, q, err) && store_carry_attributes(s, old, p->report, err);
}

static bool set_problem(struct store *s, const struct store_path *p, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, p->problem == PROBLEM_NONE ? SQL_PROBLEM_DROP : SQL_PROBLEM_SET, err);

    if (!q)
        return false;
    store_bind_text(q, ":path", str_of(p->path));
    if (p->problem != PROBLEM_NONE) {
        store_bind_text(q, ":sha256", str_of(p->sha256));
        store_bind_text(q, ":reason", str_of(report_problem_words[p->problem]));
        store_bind_text(q, ":detail", p->detail);
    }
    return store_run(s, q, err);
}

bool store_set_path(struct store *s, const struct store_path *p, struct error *err)
{
    sqlite3_stmt *q;

    if (!set_predecessor(s, p, err))
        return false;
    q = store_statement(s, SQL_PATH_SET, err);
    if (!q)
        return false;
    store_bind_text(q, ":path", str_of(p->path));
    store_bind_int(q, ":size", (int64_t)p->size);
    store_bind_int(q, ":modified_ns", p->modified_ns);
    store_bind_text(q, ":sha256", str_of(p->sha256));
    if (p->report)
        store_bind_int(q, ":report", p->report);
    return store_run(s, q, err) && set_problem(s, p, err);
}
