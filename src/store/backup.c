#include "store/backup.h"

#include "store/store_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATIENCE_MS = 30000, MOST_BACKUPS = 9999 };

static bool refused(sqlite3 *db, const char *path, struct error *err)
{
    int code = sqlite3_extended_errcode(db) & 0xff;

    return error_set(err, code == SQLITE_FULL || code == SQLITE_IOERR ? ERROR_SYSTEM : ERROR_STUDY,
                     "%s: the backup failed: %s", path, sqlite3_errstr(code));
}

static bool copy_pages(sqlite3 *to, sqlite3 *from, const char *path, struct error *err)
{
    sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
    int got = b ? sqlite3_backup_step(b, -1) : SQLITE_ERROR;

    /* One step is one view of the study: who writes meanwhile does not disturb it. */
    if (b)
        sqlite3_backup_finish(b);
    return got == SQLITE_DONE || refused(to, path, err);
}

/* Whether each row of a check says "ok", or there is none. */
static bool passes(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *q = NULL;
    bool ok = sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK;
    int got = SQLITE_DONE;

    while (ok && (got = sqlite3_step(q)) == SQLITE_ROW)
        ok = sqlite3_column_count(q) == 1 && strcmp((const char *)sqlite3_column_text(q, 0), "ok") == 0;
    sqlite3_finalize(q);
    return ok && got == SQLITE_DONE;
}

static bool is_whole(sqlite3 *db, const char *path, struct error *err)
{
    return (passes(db, "PRAGMA integrity_check") && passes(db, "PRAGMA foreign_key_check"))
        || error_set(err, ERROR_STUDY, "%s: the copy does not hold together, nor does the study: go back to a backup, "
                     "or run \"excerpta check\" and \"excerpta repair FILE\" of the version that made it", path);
}

/* Copies the study at from to the empty file at to. The copy is one file: no log stands beside it. */
static bool copy_study(const char *from, const char *to, struct error *err)
{
    sqlite3 *source = NULL, *copy = NULL;
    bool ok = sqlite3_open_v2(from, &source, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, NULL) == SQLITE_OK
        || refused(source, from, err);

    ok = ok && (sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, NULL) == SQLITE_OK
                || refused(copy, to, err));
    if (ok) {
        sqlite3_busy_timeout(source, PATIENCE_MS);
        sqlite3_busy_timeout(copy, PATIENCE_MS);
        ok = copy_pages(copy, source, to, err)
            && (sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) == SQLITE_OK
                || refused(copy, to, err))
            && is_whole(copy, to, err);
    }
    sqlite3_close(copy);
    sqlite3_close(source);
    return ok;
}

/* A name of its own beside path, with the rights that the study has. */
static bool make_beside(struct buf *beside, const char *path, const char *study, struct error *err)
{
    struct stat st;
    int fd;

    buf_add_format(beside, "%s.XXXXXX", path);
    fd = mkstemp(beside->at);
    if (fd < 0)
        return error_set(err, ERROR_SYSTEM, "%s cannot be written: %s", path, strerror(errno));
    if (stat(study, &st) == 0 && fchmod(fd, st.st_mode & 0777) != 0)
        st.st_mode = 0;     /* it stays the user's own, which is narrower */
    close(fd);
    return true;
}

/* To disk, under its name. */
static bool settle(const char *beside, const char *path, bool *taken, struct error *err)
{
    int fd = open(beside, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    /* link, unlike rename, never takes a name from another file. */
    ok = ok && link(beside, path) == 0;
    *taken = !ok && errno == EEXIST;
    if (!ok && !*taken)
        error_fill(err, ERROR_SYSTEM, "%s cannot be written: %s", path, strerror(errno));
    unlink(beside);
    return ok;
}

static bool back_up(struct store *s, const char *path, bool *taken, struct error *err)
{
    struct buf beside = {0}, part = {0};
    bool ok;

    *taken = access(path, F_OK) == 0;
    if (*taken)
        return false;
    ok = make_beside(&beside, path, store_file(s), err);
    if (ok && !copy_study(store_file(s), beside.at, err)) {
        unlink(beside.at);
        buf_add_format(&part, "%s-journal", beside.at);
        unlink(part.at);
        ok = false;
    }
    ok = ok && settle(beside.at, path, taken, err);
    buf_free(&beside);
    buf_free(&part);
    return ok;
}

bool store_backup(struct store *s, const char *path, struct error *err)
{
    bool taken;

    if (back_up(s, path, &taken, err))
        return true;
    return taken ? error_set(err, ERROR_INPUT, "%s is there already; name another file", path) : false;
}

bool store_backup_beside(struct store *s, const char *kind, struct buf *path, struct error *err)
{
    for (int n = 1; n <= MOST_BACKUPS; n++) {
        bool taken;

        buf_clear(path);
        buf_add_format(path, "%s.%s-%d", store_file(s), kind, n);
        if (back_up(s, path->at, &taken, err))
            return true;
        if (!taken)
            return false;
    }
    return error_set(err, ERROR_LIMIT, "%s: there are too many backups beside it; move some away", store_file(s));
}
