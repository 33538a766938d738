#include "store/backup.h"
#include "store/store_internal.h"

#include <time.h>

/* The tables of version 2; those that version 3 added; those that version 4 added, with what sets user_version and
 * makes every view anew; and what version 2 changed in the tables of version 1. */
static const char schema[] =
#include "store/schema.def"
;
static const char schema_3[] =
#include "store/schema_3.def"
;
static const char schema_4[] =
#include "store/schema_4.def"
;
static const char migrate_2_before[] = ""
#include "store/migrate_2_before.def"
;
static const char migrate_2_after[] = ""
#include "store/migrate_2_after.def"
;

enum { LOCK_TRIES = 100, LOCK_WAIT_MS = 50 };

/* SQLite does not wait for the lock that this takes: another process that opens the study at the same time has it. */
static bool use_log(struct store *s, struct error *err)
{
    for (int i = 0; i < LOCK_TRIES; i++) {
        const struct timespec wait = {.tv_nsec = LOCK_WAIT_MS * 1000000L};

        if (sqlite3_exec(s->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL) == SQLITE_OK)
            return true;
        if ((sqlite3_extended_errcode(s->db) & 0xff) != SQLITE_BUSY)
            break;
        nanosleep(&wait, NULL);
    }
    return store_failed(s, err);
}

/* Programs between two releases made studies that call themselves 2 or 3 and have fewer tables. */
static bool is_released(struct store *s, int version, struct error *err)
{
    static const char *const last_table[] = {
        [2] = "SELECT count(*) FROM sqlite_schema WHERE name = 'copied'",
        [3] = "SELECT count(*) FROM sqlite_schema WHERE name = 'shard'",
    };
    int found = 1;

    if (last_table[version] && !store_read_number(s, last_table[version], &found, err))
        return false;
    return found > 0
        || error_set(err, ERROR_STUDY, "%s: made by an excerpta between two releases: index the reports into a new "
                     "study", s->path);
}

static bool bring_up(struct store *s, int version, struct error *err)
{
    struct buf backup = {0};
    char kind[32];
    bool ok = is_released(s, version, err);

    snprintf(kind, sizeof kind, "version-%d", version);
    ok = ok && store_backup_beside(s, kind, &backup, err);
    buf_free(&backup);
    if (ok && version == 1)
        ok = store_run_text(s, migrate_2_before, err) && store_run_text(s, schema, err)
            && store_run_text(s, migrate_2_after, err);
    return ok && (version >= 3 || store_run_text(s, schema_3, err)) && store_run_text(s, schema_4, err);
}

/* In the transaction; foreign keys are off. */
static bool make(struct store *s, struct error *err)
{
    int version, broken = 0;

    if (!store_read_number(s, "PRAGMA user_version", &version, err))
        return false;
    /* Another process may have made it while this one waited for the lock. */
    if (version == STORE_SCHEMA_VERSION)
        return true;
    if (version == 0)
        return store_run_text(s, schema, err) && store_run_text(s, schema_3, err) && store_run_text(s, schema_4, err);
    return bring_up(s, version, err)
        && store_read_number(s, "SELECT count(*) FROM pragma_foreign_key_check", &broken, err)
        && (broken == 0 || store_damaged(s, "rows that others refer to are missing", err));
}

bool store_make_schema(struct store *s, struct error *err)
{
    if (!use_log(s, err) || !store_run_text(s, "PRAGMA foreign_keys = OFF", err)
        || !store_run_text(s, "BEGIN IMMEDIATE", err))
        return false;
    if (!make(s, err) || !store_run_text(s, "COMMIT", err)) {
        store_rollback(s);
        return false;
    }
    return store_run_text(s, "PRAGMA foreign_keys = ON", err);
}
