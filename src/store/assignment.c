#include "store/assignment.h"

#include "store/store_internal.h"

#include <stdlib.h>

static bool add_reviewers(struct store *s, int64_t id, const struct assignment *a, struct error *err)
{
    for (size_t i = 0; i < a->reviewer_count; i++) {
        sqlite3_stmt *q = store_statement(s, SQL_ASSIGNMENT_REVIEWER_ADD, err);

        if (!q)
            return false;
        store_bind_int(q, ":assignment", id);
        store_bind_int(q, ":reviewer", a->reviewers[i]);
        if (!store_run(s, q, err))
            return false;
    }
    return true;
}

static bool add(struct store *s, const struct assignment *a, int64_t *id, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_ASSIGNMENT_ADD, err);
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":codebook", a->codebook);
    store_bind_text(q, ":theme", a->theme);
    store_bind_text(q, ":code", a->code);
    store_bind_text(q, ":reports", a->reports);
    store_bind_int(q, ":doubled", a->doubled);
    store_bind_int(q, ":seed", a->seed);
    return store_one(s, q, id, &found, err) && add_reviewers(s, *id, a, err);
}

bool store_add_assignment(struct store *s, const struct assignment *a, int64_t *id, struct error *err)
{
    if (a->reviewer_count == 0)
        return error_set(err, ERROR_INPUT, "an assignment needs a reviewer");
    if (!store_begin_durable(s, err))
        return false;
    return store_end(s, add(s, a, id, err), err);
}

bool store_end_assignment(struct store *s, int64_t assignment, bool *found, struct error *err)
{
    sqlite3_stmt *q;
    int64_t id;

    if (!store_begin_durable(s, err))
        return false;
    q = store_statement(s, SQL_ASSIGNMENT_END, err);
    if (q)
        store_bind_int(q, ":assignment", assignment);
    return store_end(s, q && store_one(s, q, &id, found, err), err);
}

/* A row is an assignment with one of its reviewers; rows of one assignment stand together. */
struct loading {
    struct assignments *out;
    struct { int64_t *at; size_t count, room; } ids;
    struct { struct str *at; size_t count, room; } names;
    struct { bool *at; size_t count, room; } retired;
};

static void end_row(struct loading *l)
{
    struct assignment *a = l->out->count > 0 ? &l->out->at[l->out->count - 1] : NULL;

    if (!a)
        return;
    a->reviewer_count = l->ids.count;
    a->reviewers = arena_copy_array(&l->out->arena, l->ids.at, l->ids.count, sizeof *l->ids.at);
    a->names = arena_copy_array(&l->out->arena, l->names.at, l->names.count, sizeof *l->names.at);
    a->retired = arena_copy_array(&l->out->arena, l->retired.at, l->retired.count, sizeof *l->retired.at);
    l->ids.count = l->names.count = l->retired.count = 0;
}

static bool take_row(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct loading *l = payload;
    struct arena *arena = &l->out->arena;
    int64_t id = sqlite3_column_int64(q, 0);

    (void)each, (void)err;
    if (l->out->count == 0 || l->out->at[l->out->count - 1].id != id) {
        end_row(l);
        *VEC_PUSH(l->out) = (struct assignment){
            .id = id, .at = arena_str(arena, store_column(q, 1)), .codebook = arena_str(arena, store_column(q, 2)),
            .theme = arena_str(arena, store_column(q, 3)), .code = arena_str(arena, store_column(q, 4)),
            .reports = arena_str(arena, store_column(q, 5)), .doubled = (unsigned)sqlite3_column_int(q, 6),
            .seed = sqlite3_column_int64(q, 7)};
    }
    *VEC_PUSH(&l->ids) = sqlite3_column_int64(q, 8);
    *VEC_PUSH(&l->names) = arena_str(arena, store_column(q, 9));
    *VEC_PUSH(&l->retired) = sqlite3_column_int(q, 10);
    return true;
}

bool store_load_assignments(struct store *s, struct assignments *out, struct error *err)
{
    struct loading l = {.out = out};
    bool ok;

    *out = (struct assignments){.count = 0};
    ok = store_list(s, store_statement(s, SQL_ASSIGNMENT_EACH, err), take_row, NULL, &l, err);
    end_row(&l);
    free(l.ids.at);
    free(l.names.at);
    free(l.retired.at);
    if (!ok)
        store_free_assignments(out);
    return ok;
}

void store_free_assignments(struct assignments *a)
{
    free(a->at);
    arena_free(&a->arena);
    *a = (struct assignments){.count = 0};
}

/* FNV-1a of 64 bits over the seed, a name and the key, each ended by a zero byte, and then MurmurHash3's last mixing,
 * since FNV alone leaves the high bits of what differs only in its last bytes alike. */
static uint64_t score(int64_t seed, struct str name, struct str key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    char number[24];
    const struct str parts[] = {{number, (size_t)snprintf(number, sizeof number, "%lld", (long long)seed)}, name, key};

    for (size_t p = 0; p < 3; p++) {
        for (size_t i = 0; i < parts[p].size; i++)
            hash = (hash ^ (unsigned char)parts[p].at[i]) * 0x100000001b3u;
        hash *= 0x100000001b3u;
    }
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdu;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53u;
    return hash ^ (hash >> 33);
}

static bool names(struct str wanted, struct str have)
{
    return wanted.size == 0 || str_equal(wanted, have);
}

static bool concerns(const struct assignment *a, const struct assignment_excerpt *e)
{
    struct str rest = a->reports, one;

    if (!names(a->codebook, e->codebook) || !names(a->theme, e->theme) || !names(a->code, e->code))
        return false;
    if (rest.size == 0)
        return true;
    while (str_next(&rest, ' ', &one))
        if (str_equal(one, e->report))
            return true;
    return false;
}

/* Whether fewer than `places` of the others come before the reviewer. */
static bool gives(const struct assignment *a, int64_t reviewer, struct str key, size_t places)
{
    size_t before = 0, me = 0;
    uint64_t mine;

    while (me < a->reviewer_count && a->reviewers[me] != reviewer)
        me++;
    if (me == a->reviewer_count || a->retired[me])
        return false;
    mine = score(a->seed, a->names[me], key);
    for (size_t i = 0; i < a->reviewer_count; i++) {
        uint64_t other = score(a->seed, a->names[i], key);

        before += i != me && !a->retired[i] && (other > mine || (other == mine && i < me));
    }
    return before < places;
}

bool store_is_assigned(const struct assignments *a, int64_t reviewer, const struct assignment_excerpt *e)
{
    for (size_t i = 0; i < a->count; i++) {
        bool doubled = score(a->at[i].seed, STR(""), e->key) % 100 < a->at[i].doubled;

        if (concerns(&a->at[i], e) && gives(&a->at[i], reviewer, e->key, doubled ? 2 : 1))
            return true;
    }
    return a->count == 0;
}
