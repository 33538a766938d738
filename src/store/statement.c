#include "store/store_internal.h"

#include <stdio.h>
#include <stdlib.h>

const char *const store_statement_texts[SQL_COUNT] = {
#define STATEMENT(id, text) [SQL_##id] = text,
#include "store/statements.def"
#undef STATEMENT
};

sqlite3_stmt *store_statement(struct store *s, enum statement id, struct error *err)
{
    if (!s->ready[id] && sqlite3_prepare_v3(s->db, store_statement_texts[id], -1, SQLITE_PREPARE_PERSISTENT,
                                            &s->ready[id], NULL) != SQLITE_OK) {
        store_failed(s, err);
        return NULL;
    }
    sqlite3_reset(s->ready[id]);
    sqlite3_clear_bindings(s->ready[id]);
    return s->ready[id];
}

static int place_of(sqlite3_stmt *q, const char *name)
{
    int at = sqlite3_bind_parameter_index(q, name);

    if (at == 0) {
        fprintf(stderr, "excerpta: a statement has no %s: %s\n", name, sqlite3_sql(q));
        abort();
    }
    return at;
}

void store_bind_int(sqlite3_stmt *q, const char *name, int64_t value)
{
    sqlite3_bind_int64(q, place_of(q, name), value);
}

void store_bind_real(sqlite3_stmt *q, const char *name, double value)
{
    sqlite3_bind_double(q, place_of(q, name), value);
}

/* A null pointer would be bound as NULL, and no column of text takes that. */
void store_bind_text(sqlite3_stmt *q, const char *name, struct str value)
{
    sqlite3_bind_text64(q, place_of(q, name), value.at ? value.at : "", value.size, SQLITE_STATIC, SQLITE_UTF8);
}

void store_bind_blob(sqlite3_stmt *q, const char *name, struct str value)
{
    sqlite3_bind_blob64(q, place_of(q, name), value.at ? value.at : "", value.size, SQLITE_STATIC);
}

/* column_blob gives the bytes of text as they are; asked for before the size, as SQLite wants it. */
struct str store_column(sqlite3_stmt *q, int column)
{
    const char *at = sqlite3_column_blob(q, column);

    return (struct str){at ? at : "", at ? (size_t)sqlite3_column_bytes(q, column) : 0};
}

bool store_step(struct store *s, sqlite3_stmt *q, bool *row, struct error *err)
{
    int got = sqlite3_step(q);

    *row = got == SQLITE_ROW;
    if (*row)
        return true;
    if (got != SQLITE_DONE)
        store_failed(s, err);
    sqlite3_reset(q);
    return got == SQLITE_DONE;
}

bool store_run(struct store *s, sqlite3_stmt *q, struct error *err)
{
    bool row;

    return store_step(s, q, &row, err);
}

bool store_one(struct store *s, sqlite3_stmt *q, int64_t *value, bool *found, struct error *err)
{
    if (!store_step(s, q, found, err))
        return false;
    if (*found)
        *value = sqlite3_column_int64(q, 0);
    sqlite3_reset(q);
    return true;
}

bool store_check_statements(struct store *s, struct error *err)
{
    /* Of those that ask another study, it is the same one. */
    if (!store_attach(s, store_file(s), err))
        return false;
    for (int i = 0; i < SQL_COUNT; i++)
        if (!store_statement(s, (enum statement)i, err))
            return error_within(err, "%s", store_statement_texts[i]);
    return store_detach(s, err);
}

static const char *advice(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another excerpta is writing to it; try again when that has ended";
    case SQLITE_FULL:
        return "the disk is full; make room and run the same command again: nothing that was done is lost";
    case SQLITE_IOERR:
        return "the disk refused to read or write; what was done before is kept: check the disk, then run it again";
    case SQLITE_NOTADB:
        return "this is no study (no SQLite database); give another file with --study";
    case SQLITE_CORRUPT:
        return "the study is damaged; go back to a backup, or run \"excerpta repair FILE\"";
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        return "the file and its folder must be writable, as SQLite keeps files beside it";
    default:
        return NULL;
    }
}

bool store_failed(struct store *s, struct error *err)
{
    int code = sqlite3_extended_errcode(s->db);
    const char *what = advice(code);

    if (what)
        return error_set(err, ERROR_STUDY, "%s: %s: %s", s->path, sqlite3_errstr(code & 0xff), what);
    return error_set(err, ERROR_STUDY, "%s: %s", s->path, sqlite3_errmsg(s->db));
}

bool store_damaged(struct store *s, const char *what, struct error *err)
{
    return error_set(err, ERROR_STUDY, "%s: the study is damaged (%s); go back to a backup, or run \"excerpta repair "
                     "FILE\"", s->path, what);
}

bool store_must_step(struct store *s, sqlite3_stmt *q, const char *what, struct error *err)
{
    bool found;

    return store_step(s, q, &found, err) && (found || store_damaged(s, what, err));
}

bool store_list(struct store *s, sqlite3_stmt *q, store_take_row *take, const void *each, void *payload,
                struct error *err)
{
    bool row;

    if (!q)
        return false;
    for (;;) {
        if (!store_step(s, q, &row, err))
            return false;
        if (!row)
            return true;
        if (!take(q, each, payload, err)) {
            sqlite3_reset(q);
            return false;
        }
    }
}

struct numbers {
    int64_t *at;
    size_t count, room;
};

static bool take_number(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct numbers *n = payload;

    (void)each, (void)err;
    *VEC_PUSH(n) = sqlite3_column_int64(q, 0);
    return true;
}

bool store_numbers(struct store *s, sqlite3_stmt *q, int64_t **out, size_t *count, struct error *err)
{
    struct numbers n = {0};

    if (!store_list(s, q, take_number, NULL, &n, err)) {
        free(n.at);
        return false;
    }
    *out = n.at;
    *count = n.count;
    return true;
}
