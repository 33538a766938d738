#include "store/redact.h"

#include "store/backup.h"
#include "store/store_internal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char names_text[] =
#include "store/redact_names.def"
;
static const char memos_text[] =
#include "store/redact_memos.def"
;

static bool failed(sqlite3 *db, const char *path, struct error *err)
{
    return error_set(err, ERROR_STUDY, "%s: the copy cannot be made: %s", path, sqlite3_errmsg(db));
}

static bool run(sqlite3 *db, const char *path, const char *sql, struct error *err)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || failed(db, path, err);
}

/* Every trigger as it was made, so that those which are taken away can be made again. */
static bool read_triggers(sqlite3 *db, const char *path, struct buf *names, struct buf *out, struct error *err)
{
    static const char sql[] = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name IN"
        " ('reviewer_kept', 'reviewer_event_held', 'decision_kept', 'note_kept',"
        " 'audit_answer_kept')";
    sqlite3_stmt *q = NULL;
    bool ok = sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK;

    while (ok && sqlite3_step(q) == SQLITE_ROW) {
        buf_add_format(names, "DROP TRIGGER IF EXISTS %s;\n", (const char *)sqlite3_column_text(q, 0));
        buf_add_format(out, "%s;\n", (const char *)sqlite3_column_text(q, 1));
    }
    sqlite3_finalize(q);
    return ok || failed(db, path, err);
}

/* How many letters of all paths are the folder that they are in. */
static bool common_folder(sqlite3 *db, const char *path, int64_t *letters, struct error *err)
{
    sqlite3_stmt *q = NULL;
    bool ok = sqlite3_prepare_v2(db, "SELECT min(path), max(path) FROM report_path", -1, &q, NULL) == SQLITE_OK
        && sqlite3_step(q) == SQLITE_ROW;
    struct str first = {0}, last = {0};
    int64_t count = 0;

    *letters = 0;
    if (ok) {
        first = store_column(q, 0);
        last = store_column(q, 1);
    }
    for (size_t i = 0; i < first.size && i < last.size && first.at[i] == last.at[i]; i++) {
        count += str_is_edge(first, i);
        if (first.at[i] == '/')
            *letters = count;
    }
    sqlite3_finalize(q);
    return ok || failed(db, path, err);
}

static bool shorten_paths(sqlite3 *db, const char *path, struct error *err)
{
    static const char *const texts[] = {"UPDATE report_path SET path = substr(path, :letters + 1)",
                                        "UPDATE problem SET path = substr(path, :letters + 1)"};
    int64_t letters;

    if (!common_folder(db, path, &letters, err))
        return false;
    for (size_t i = 0; i < 2; i++) {
        sqlite3_stmt *q = NULL;
        bool ok = sqlite3_prepare_v2(db, texts[i], -1, &q, NULL) == SQLITE_OK;

        if (ok) {
            store_bind_int(q, ":letters", letters);
            ok = sqlite3_step(q) == SQLITE_DONE;
        }
        sqlite3_finalize(q);
        if (!ok)
            return failed(db, path, err);
    }
    return true;
}

static bool redact(sqlite3 *db, const char *path, const struct store_redaction *what, struct error *err)
{
    struct buf triggers = {0}, drops = {0};
    bool ok = run(db, path, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", err)
        && read_triggers(db, path, &drops, &triggers, err)
        && (!what->names || (run(db, path, names_text, err) && shorten_paths(db, path, err)))
        && (!what->memos || run(db, path, memos_text, err)) && run(db, path, buf_text(&drops), err)
        && run(db, path, buf_text(&triggers), err) && run(db, path, "COMMIT; VACUUM", err);

    buf_free(&triggers);
    buf_free(&drops);
    return ok;
}

/* The copy gets its name when it is done. */
bool store_redact(struct store *s, const char *path, const struct store_redaction *what, struct error *err)
{
    struct buf part = {0};
    sqlite3 *db = NULL;
    bool ok;

    if (access(path, F_OK) == 0)
        return error_set(err, ERROR_INPUT, "%s is there already; name another file", path);
    buf_add_format(&part, "%s.part-%ld", path, (long)getpid());
    ok = store_backup(s, part.at, err);
    if (ok) {
        ok = (sqlite3_open(part.at, &db) == SQLITE_OK || failed(db, path, err)) && redact(db, path, what, err);
        sqlite3_close(db);
        if (ok && link(part.at, path) != 0)
            ok = error_set(err, ERROR_SYSTEM, "%s cannot be written: %s", path, strerror(errno));
        unlink(part.at);
    }
    buf_free(&part);
    return ok;
}
