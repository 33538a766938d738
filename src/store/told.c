#include "store/told.h"

#include "store/review_internal.h"

#include <string.h>

static const struct {
    const char *word;
    enum statement told, take;
    bool before, whole, is_taken;
} kinds[] = {
#define TAKE(id, word, before, whole) {word, SQL_TOLD_##id, SQL_TAKE_##id, before, whole, true},
#define TELL(id, word, before, whole) {word, SQL_TOLD_##id, SQL_TOLD_##id, before, whole, false},
#include "store/told.def"
#undef TAKE
#undef TELL
};

struct telling {
    const char *word;
    store_each_told *each;
    void *payload;
};

static bool take_row(sqlite3_stmt *q, const void *unused, void *payload, struct error *err)
{
    const struct telling *t = payload;
    const struct told_row r = {t->word, store_column(q, 0), store_column(q, 1), store_column(q, 2), store_column(q, 3)};

    (void)unused;
    return t->each(t->payload, &r, err);
}

bool store_tell(struct store *s, const struct told_options *options, store_each_told *each, void *payload,
                struct error *err)
{
    struct telling t = {.each = each, .payload = payload};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        sqlite3_stmt *q;

        if (kinds[i].before != options->before || (kinds[i].whole && !options->whole))
            continue;
        q = store_statement(s, kinds[i].told, err);
        if (q && sqlite3_bind_parameter_index(q, ":hidden") > 0)
            store_bind_int(q, ":hidden", options->hidden);
        if (q && sqlite3_bind_parameter_index(q, ":whole") > 0)
            store_bind_int(q, ":whole", options->whole);
        t.word = kinds[i].word;
        if (!store_list(s, q, take_row, NULL, &t, err))
            return false;
    }
    return true;
}

static bool is_time(struct str s)
{
    return str_has_shape(s, STR("0000-00-00T00:00:00Z")) || str_has_shape(s, STR("0000-00-00T00:00:00.000Z"));
}

static bool is_key(struct str s)
{
    return s.size == 0 || str_is_hex(s, EXCERPT_KEY_SIZE - 1);
}

/* Escapes of a NUL, and of half a character (d800 to dfff), would put into the study what is no text. */
static bool has_bad_escape(struct str json)
{
    for (size_t i = 0; i + 1 < json.size; i++) {
        if (json.at[i] != '\\')
            continue;
        i++;
        if (json.at[i] == 'u' && (i + 4 >= json.size || memcmp(json.at + i, "u0000", 5) == 0
                                  || (memchr("dD", json.at[i + 1], 2)
                                      && memchr("89abcdefABCDEF", json.at[i + 2], 14))))
            return true;
    }
    return false;
}

/* Whether keys are keys and times are times, where the row has any. hash: of its words. */
static bool look_at(struct store *s, struct str json, char hash[FILE_HASH_SIZE], bool *fits, struct error *err)
{
    enum { WORDS = 1, KEYS = 2, TIMES = 5, ALL = 9 };
    sqlite3_stmt *q = store_statement(s, SQL_TOLD_LOOK, err);
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":row", json);
    if (!store_step(s, q, &found, err))
        return false;
    *fits = found && sqlite3_column_int(q, 0) && !has_bad_escape(json);
    for (int i = KEYS; i < ALL && *fits; i++)
        *fits = sqlite3_column_type(q, i) == SQLITE_NULL
            || (i < TIMES ? is_key(store_column(q, i)) : is_time(store_column(q, i)));
    file_hash_bytes(store_column(q, WORDS), hash);
    sqlite3_reset(q);
    return true;
}

/* A row that a constraint refuses fits no more than one that adds nothing. */
static bool add(struct store *s, sqlite3_stmt *q, bool *fits, struct error *err)
{
    int got = sqlite3_step(q);

    if (got != SQLITE_DONE && (sqlite3_extended_errcode(s->db) & 0xff) != SQLITE_CONSTRAINT)
        return store_failed(s, err);
    *fits = got == SQLITE_DONE && sqlite3_changes(s->db) > 0;
    sqlite3_reset(q);
    return true;
}

static bool take_as(struct store *s, enum statement take, struct str json, const char *folder, bool *fits,
                    struct error *err)
{
    char hash[FILE_HASH_SIZE];
    sqlite3_stmt *q;

    if (!look_at(s, json, hash, fits, err) || !*fits)
        return !*fits;
    q = store_statement(s, take, err);
    if (!q)
        return false;
    store_bind_text(q, ":row", json);
    if (sqlite3_bind_parameter_index(q, ":hash") > 0)
        store_bind_text(q, ":hash", str_of(hash));
    if (sqlite3_bind_parameter_index(q, ":folder") > 0)
        store_bind_text(q, ":folder", str_of(folder));
    if (sqlite3_bind_parameter_index(q, ":request") > 0)
        store_bind_int(q, ":request", DECISION_MAX_REQUEST);
    if (sqlite3_bind_parameter_index(q, ":memo") > 0)
        store_bind_int(q, ":memo", DECISION_MAX_MEMO);
    return add(s, q, fits, err);
}

bool store_take_told(struct store *s, struct str word, struct str json, const char *folder, bool *fits,
                     struct error *err)
{
    *fits = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].is_taken && str_equal(word, str_of(kinds[i].word)))
            return take_as(s, kinds[i].take, json, folder, fits, err);
    return true;
}

static bool take_old(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    return (*(store_each_old *const *)each)(payload, sqlite3_column_int64(q, 0), store_column(q, 1),
                                            sqlite3_column_int64(q, 2), err);
}

bool store_old_reports(struct store *s, store_each_old *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_TOLD_OLD, err), take_old, &each, payload, err);
}

bool store_untold(struct store *s, struct untold *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_UNTOLD, err);

    if (!q || !store_must_step(s, q, "what it tells", err))
        return false;
    *out = (struct untold){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1)};
    sqlite3_reset(q);
    return true;
}
