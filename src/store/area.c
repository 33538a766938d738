#include "store/area.h"

#include "store/store_internal.h"

static void hash_lists(const struct area_list *list, char hash[FILE_HASH_SIZE])
{
    struct buf b = {0};

    for (size_t i = 0; i < list->authority_count; i++) {
        const struct area_authority *a = &list->authorities[i];

        buf_add_format(&b, "%s|%s|%s|%s|%s|%s|%s\n", a->code, a->name, a->region, a->kind, a->valid_from, a->valid_to,
                       a->replaced_by);
    }
    for (size_t i = 0; i < list->member_count; i++) {
        const struct area_member *m = &list->members[i];

        buf_add_format(&b, "%s|%s|%s|%s|%s\n", m->partnership, m->authority, m->valid_from, m->valid_to, m->source);
    }
    file_hash_bytes(buf_str(&b), hash);
    buf_free(&b);
}

static bool run_plain(struct store *s, enum statement id, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, id, err);

    return q && store_run(s, q, err);
}

static bool add_authority(struct store *s, const struct area_authority *a, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_AUTHORITY_ADD, err);

    if (!q)
        return false;
    store_bind_text(q, ":code", str_of(a->code));
    store_bind_text(q, ":name", str_of(a->name));
    store_bind_text(q, ":region", str_of(a->region));
    store_bind_text(q, ":kind", str_of(a->kind));
    store_bind_text(q, ":valid_from", str_of(a->valid_from));
    store_bind_text(q, ":valid_to", str_of(a->valid_to));
    store_bind_text(q, ":replaced_by", str_of(a->replaced_by));
    return store_run(s, q, err);
}

static bool add_member(struct store *s, const struct area_member *m, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PARTNERSHIP_ADD, err);

    if (!q)
        return false;
    store_bind_text(q, ":name", str_of(m->partnership));
    store_bind_text(q, ":authority", str_of(m->authority));
    store_bind_text(q, ":valid_from", str_of(m->valid_from));
    store_bind_text(q, ":valid_to", str_of(m->valid_to));
    store_bind_text(q, ":source", str_of(m->source));
    return store_run(s, q, err);
}

static bool mark(struct store *s, const char *hash, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_AREA_MARK, err);

    if (!q)
        return false;
    store_bind_text(q, ":hash", str_of(hash));
    return store_run(s, q, err);
}

static bool has_lists(struct store *s, const char *hash, bool *has, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_AREA_IS, err);
    int64_t one;

    if (!q)
        return false;
    store_bind_text(q, ":hash", str_of(hash));
    return store_one(s, q, &one, has, err);
}

bool store_set_areas(struct store *s, const struct area_list *list, struct error *err)
{
    char hash[FILE_HASH_SIZE];
    bool has, ok;

    hash_lists(list, hash);
    if (!has_lists(s, hash, &has, err))
        return false;
    if (has)
        return true;
    if (!store_begin(s, err))
        return false;
    ok = run_plain(s, SQL_PARTNERSHIP_DROP, err) && run_plain(s, SQL_AUTHORITY_DROP, err);
    for (size_t i = 0; ok && i < list->authority_count; i++)
        ok = add_authority(s, &list->authorities[i], err);
    for (size_t i = 0; ok && i < list->member_count; i++)
        ok = add_member(s, &list->members[i], err);
    return store_end(s, ok && mark(s, hash, err), err);
}
