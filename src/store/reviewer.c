#include "store/reviewer.h"

#include "store/review_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

bool store_random_hex(char *hex, size_t bytes, struct error *err)
{
    unsigned char random[32];

    if (bytes > sizeof random)
        abort();
    if (getrandom(random, bytes, 0) != (ssize_t)bytes)
        return error_set(err, ERROR_SYSTEM, "the system gives no random numbers: %s", strerror(errno));
    for (size_t i = 0; i < bytes; i++)
        sprintf(hex + 2 * i, "%02x", random[i]);
    return true;
}

static struct reviewer_row row_of(sqlite3_stmt *q)
{
    return (struct reviewer_row){
        .id = sqlite3_column_int64(q, 0), .name = store_column(q, 1), .added = store_column(q, 2),
        .retired = store_column(q, 3), .adjudicates = sqlite3_column_int(q, 4), .decisions = sqlite3_column_int64(q, 5),
    };
}

static bool take_reviewer(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct reviewer_row r = row_of(q);

    return (*(store_each_reviewer *const *)each)(payload, &r, err);
}

bool store_reviewers(struct store *s, store_each_reviewer *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_REVIEWER_EACH, err), take_reviewer, &each, payload, err);
}

static bool find(struct store *s, sqlite3_stmt *q, struct reviewer_row *out, bool *found, struct error *err)
{
    if (!store_step(s, q, found, err))
        return false;
    *out = (struct reviewer_row){.id = 0};
    if (!*found)
        return true;
    *out = row_of(q);
    arena_free(&s->lent);
    out->name = arena_str(&s->lent, out->name);
    out->added = arena_str(&s->lent, out->added);
    out->retired = arena_str(&s->lent, out->retired);
    sqlite3_reset(q);
    return true;
}

bool store_find_reviewer(struct store *s, struct str name, struct reviewer_row *out, bool *found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REVIEWER_FIND, err);

    if (!q)
        return false;
    store_bind_text(q, ":name", name);
    return find(s, q, out, found, err);
}

bool store_find_reviewer_by_id(struct store *s, int64_t reviewer, struct reviewer_row *out, bool *found,
                               struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REVIEWER_BY_ID, err);

    if (!q)
        return false;
    store_bind_int(q, ":reviewer", reviewer);
    return find(s, q, out, found, err);
}

bool store_find_token(struct store *s, struct str token, struct reviewer_row *out, bool *found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REVIEWER_TOKEN, err);
    char hash[FILE_HASH_SIZE];

    if (!q)
        return false;
    file_hash_bytes(token, hash);
    store_bind_text(q, ":token", str_of(hash));
    return find(s, q, out, found, err);
}

static bool check_name(struct str name, struct error *err)
{
    bool plain = str_is_text(name);

    for (size_t i = 0; i < name.size; i++)
        plain = plain && (unsigned char)name.at[i] >= ' ' && name.at[i] != 0x7f && name.at[i] != ';';
    if (plain && name.size > 0 && name.size <= REVIEWER_MAX_NAME && str_equal(str_trim(name), name))
        return true;
    return error_set(err, ERROR_INPUT, "a reviewer's name has 1 to %d bytes, no semicolon or control character, and no "
                     "blank at its ends", REVIEWER_MAX_NAME);
}

static bool add_event(struct store *s, int64_t reviewer, const char *kind, struct str token, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REVIEWER_EVENT_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":reviewer", reviewer);
    store_bind_text(q, ":kind", str_of(kind));
    store_bind_text(q, ":token", token);
    return store_run(s, q, err);
}

static bool add_token(struct store *s, int64_t reviewer, char token[REVIEWER_TOKEN_SIZE], struct error *err)
{
    char hash[FILE_HASH_SIZE];

    if (!store_random_hex(token, (REVIEWER_TOKEN_SIZE - 1) / 2, err))
        return false;
    file_hash_bytes(str_of(token), hash);
    return add_event(s, reviewer, "token", str_of(hash), err);
}

static const char *const change_words[] = {
    [REVIEWER_RETIRED] = "retired", [REVIEWER_RETURNED] = "returned", [REVIEWER_ADJUDICATES] = "adjudicator",
    [REVIEWER_ADJUDICATES_NOT] = "no adjudicator",
};

static bool add_reviewer(struct store *s, struct str name, int64_t *id, struct error *err)
{
    sqlite3_stmt *q;
    struct reviewer_row row;
    bool found;

    if (!store_find_reviewer(s, name, &row, &found, err))
        return false;
    if (found)
        return error_set(err, ERROR_INPUT, "there is a reviewer %.*s already", STR_ARGS(name));
    q = store_statement(s, SQL_REVIEWER_ADD, err);
    if (!q)
        return false;
    store_bind_text(q, ":name", name);
    return store_one(s, q, id, &found, err);
}

bool store_add_reviewer(struct store *s, struct str name, bool adjudicates, char token[REVIEWER_TOKEN_SIZE],
                        int64_t *id, struct error *err)
{
    if (!check_name(name, err) || !store_begin_durable(s, err))
        return false;
    return store_end(s, add_reviewer(s, name, id, err) && add_token(s, *id, token, err)
                     && (!adjudicates || add_event(s, *id, change_words[REVIEWER_ADJUDICATES], STR(""), err)), err);
}

bool store_renew_token(struct store *s, int64_t reviewer, char token[REVIEWER_TOKEN_SIZE], struct error *err)
{
    if (!store_begin_durable(s, err))
        return false;
    return store_end(s, add_token(s, reviewer, token, err), err);
}

bool store_change_reviewer(struct store *s, int64_t reviewer, enum reviewer_change change, struct error *err)
{
    if (!store_begin_durable(s, err))
        return false;
    return store_end(s, add_event(s, reviewer, change_words[change], STR(""), err), err);
}
