#include "store/store_internal.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum {
    APPLICATION_ID = 0x45584350,    /* "EXCP" */
    PATIENCE_MS = 30000, LONGEST_NAP_MS = 10,
};

bool store_run_text(struct store *s, const char *sql, struct error *err)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK || store_failed(s, err);
}

bool store_read_number(struct store *s, const char *sql, int *number, struct error *err)
{
    sqlite3_stmt *q = NULL;
    bool ok = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW;

    if (ok)
        *number = sqlite3_column_int(q, 0);
    else
        store_failed(s, err);
    sqlite3_finalize(q);
    return ok;
}

/* Whether the file is one that may be opened. A study that is to be made need not be there. */
static bool look_at_file(const char *path, enum store_mode mode, struct error *err)
{
    struct stat st;

    if (stat(path, &st) != 0) {
        if (errno != ENOENT)
            return error_set(err, ERROR_STUDY, "%s: %s", path, strerror(errno));
        return mode == STORE_CREATE
            || error_set(err, ERROR_STUDY, "no study at %s: run \"excerpta index FOLDER\" first, or name another "
                         "file with --study", path);
    }
    return S_ISREG(st.st_mode)
        || error_set(err, ERROR_STUDY, "%s: a study is a file, and this is none; name another with --study", path);
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* SQLite's own waiting asks ever more seldom, so that among several who write the one that has waited longest has the
 * least chance. Here all ask alike, and the clock says when to give up, however often a busy machine let it ask. */
static int wait_for_others(void *payload, int tries)
{
    struct store *s = payload;
    int nap = tries < LONGEST_NAP_MS ? tries + 1 : LONGEST_NAP_MS;

    if (tries == 0)
        s->waiting_since = now_ms();
    if (now_ms() - s->waiting_since >= s->patience_ms)
        return 0;
    nanosleep(&(struct timespec){.tv_nsec = nap * 1000000L}, NULL);
    return 1;
}

static bool configure(struct store *s, struct error *err)
{
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_busy_handler(s->db, wait_for_others, s);
    return store_run_text(s, "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000;", err);
}

static bool check_owner(struct store *s, enum store_mode mode, struct error *err)
{
    int version, application, tables;

    if (!store_read_number(s, "PRAGMA user_version", &version, err)
        || !store_read_number(s, "PRAGMA application_id", &application, err)
        || !store_read_number(s, "SELECT count(*) FROM sqlite_schema", &tables, err))
        return false;
    if (application == 0 && version == 0 && tables == 0)
        return mode == STORE_CREATE ? store_make_schema(s, err)
            : error_set(err, ERROR_STUDY, "%s: an empty study: run \"excerpta index FOLDER\" first", s->path);
    if (application != APPLICATION_ID)
        return error_set(err, ERROR_STUDY, "%s: another program's database, which is left as it is; name another "
                         "file with --study", s->path);
    if (version > STORE_SCHEMA_VERSION)
        return error_set(err, ERROR_STUDY, "%s: made by a newer excerpta (its version is %d, this program knows %d); "
                         "use that program", s->path, version, STORE_SCHEMA_VERSION);
    if (version < 1)
        return store_damaged(s, "it has no version", err);
    return version == STORE_SCHEMA_VERSION || store_make_schema(s, err);
}

/* SQLite counts how much memory it has, under a lock for which all threads' handles wait; nobody asks for the count. */
static void count_no_memory(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

bool store_open(struct store **out, const char *path, enum store_mode mode, struct error *err)
{
    /* Reading opens to write as well: after a kill the log must be gone through, and a handle that
     * cannot write fails there. query_only is what keeps a reader from writing. */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct store *s;

    pthread_once(&once, count_no_memory);
    if (!look_at_file(path, mode, err))
        return false;
    s = must_realloc(NULL, sizeof *s);
    *s = (struct store){.path = strdup(path), .patience_ms = PATIENCE_MS};
    if (!s->path)
        abort();
    if ((sqlite3_open_v2(path, &s->db, flags, NULL) != SQLITE_OK && !store_failed(s, err))
        || !configure(s, err) || !check_owner(s, mode, err)
        || (mode == STORE_READ && !store_run_text(s, "PRAGMA query_only = ON", err))) {
        store_close(s);
        return false;
    }
    *out = s;
    return true;
}

bool store_open_reader(struct store **out, const struct store *s, struct error *err)
{
    if (!store_open(out, s->path, STORE_READ, err))
        return false;
    if (store_run_text(*out, "PRAGMA cache_size = -1000;", err))
        return true;
    store_close(*out);
    *out = NULL;
    return false;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    for (int i = 0; i < SQL_COUNT; i++)
        sqlite3_finalize(s->ready[i]);
    sqlite3_close(s->db);
    arena_free(&s->lent);
    buf_free(&s->scratch);
    buf_free(&s->adding.name);
    arena_free(&s->deciding.arena);
    free(s->path);
    free(s);
}

const char *store_file(const struct store *s)
{
    const char *name = sqlite3_db_filename(s->db, "main");

    return name && *name ? name : s->path;
}

static void end_durable(struct store *s)
{
    if (s->durable)
        sqlite3_exec(s->db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
    s->durable = false;
}

bool store_begin(struct store *s, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_STUDY_BEGIN, err);

    return q && store_run(s, q, err);
}

/* SQLite takes the setting between transactions only. */
bool store_begin_durable(struct store *s, struct error *err)
{
    s->durable = true;
    if (store_run_text(s, "PRAGMA synchronous = FULL", err) && store_begin(s, err))
        return true;
    end_durable(s);
    return false;
}

/* SQLite has itself rolled back after some failures, such as a full disk. */
void store_rollback(struct store *s)
{
    for (int i = 0; i < SQL_COUNT; i++)
        if (s->ready[i])
            sqlite3_reset(s->ready[i]);
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    end_durable(s);
    s->adding.pass = s->adding.report = 0;
}

static bool commit(struct store *s, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_STUDY_COMMIT, err);

    if (!q || !store_run(s, q, err))
        return false;
    end_durable(s);
    return true;
}

bool store_end(struct store *s, bool ok, struct error *err)
{
    if (ok && commit(s, err))
        return true;
    store_rollback(s);
    return false;
}
