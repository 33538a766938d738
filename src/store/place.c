#include "store/place.h"

#include "store/store_internal.h"

bool store_add_place(struct store *s, int64_t passage, int64_t seen, const struct store_place *p, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PLACE_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":passage", passage);
    store_bind_int(q, ":seen", seen);
    if (p->pass)
        store_bind_int(q, ":pass", p->pass);
    store_bind_text(q, ":how", str_of(p->how));
    store_bind_text(q, ":reason", str_of(p->reason));
    store_bind_text(q, ":excerpt", str_of(p->excerpt));
    store_bind_text(q, ":report", str_of(p->report));
    store_bind_text(q, ":text", str_of(p->text));
    store_bind_int(q, ":start", p->range.start);
    store_bind_int(q, ":stop", p->range.stop);
    return store_run(s, q, err);
}

static bool take_passage(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct passage_row r = {
        .id = sqlite3_column_int64(q, 0), .place = sqlite3_column_int64(q, 1), .report = store_column(q, 2),
        .code = store_column(q, 3), .words = store_column(q, 4), .prefix = store_column(q, 5),
        .suffix = store_column(q, 6), .how = store_column(q, 7), .reason = store_column(q, 8),
        .now_report = store_column(q, 9), .text = store_column(q, 10),
        .now = {(uint32_t)sqlite3_column_int64(q, 11), (uint32_t)sqlite3_column_int64(q, 12)},
        .code_known = sqlite3_column_int(q, 13), .hand = sqlite3_column_int(q, 14),
        .accepted = sqlite3_column_int(q, 15),
    };

    return (*(store_each_passage *const *)each)(payload, &r, err);
}

bool store_passages(struct store *s, struct str codebook, int64_t pass, store_each_passage *each, void *payload,
                    struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASSAGE_EACH, err);

    if (!q)
        return false;
    store_bind_text(q, ":codebook", codebook);
    store_bind_int(q, ":pass", pass);
    return store_list(s, q, take_passage, &each, payload, err);
}

bool store_current_pass(struct store *s, struct str codebook, int64_t *pass, bool *found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_CURRENT_PASS_OF, err);

    if (!q)
        return false;
    store_bind_text(q, ":codebook", codebook);
    return store_one(s, q, pass, found, err);
}

bool store_find_current_code(struct store *s, struct str codebook, struct str code, struct current_code *out,
                             struct arena *arena, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_CURRENT_CODE, err);
    bool found;

    *out = (struct current_code){.codebooks = 0};
    if (!q)
        return false;
    store_bind_text(q, ":codebook", codebook);
    store_bind_text(q, ":code", code);
    if (!store_step(s, q, &found, err))
        return false;
    if (found)
        *out = (struct current_code){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 3),
                                     arena_str(arena, store_column(q, 1)), arena_str(arena, store_column(q, 2))};
    sqlite3_reset(q);
    return true;
}

static bool take_heir(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    return (*(store_each_heir *const *)each)(payload, sqlite3_column_int64(q, 0), store_column(q, 1), err);
}

bool store_heirs(struct store *s, struct str sha256, store_each_heir *each, void *payload, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_HEIR_EACH, err);

    if (!q)
        return false;
    store_bind_text(q, ":sha256", sha256);
    return store_list(s, q, take_heir, &each, payload, err);
}
