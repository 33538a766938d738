#include "store/form.h"
#include "store/store_internal.h"

#include <stdlib.h>

bool store_add_template(struct store *s, const struct template *t, int64_t *id, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_TEMPLATE_ADD, err);
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":name", str_of(t->id));
    store_bind_text(q, ":version", str_of(t->version));
    store_bind_text(q, ":hash", str_of(t->hash));
    store_bind_text(q, ":title", str_of(t->title));
    store_bind_blob(q, ":xml", t->xml);
    return store_one(s, q, id, &found, err);
}

static bool take_template(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct template_row r = {sqlite3_column_int64(q, 0), store_column(q, 1), store_column(q, 2), store_column(q, 3)};

    return (*(store_each_template *const *)each)(payload, &r, err);
}

bool store_templates(struct store *s, store_each_template *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_TEMPLATE_LIST, err), take_template, &each, payload, err);
}

bool store_template_pending(struct store *s, int64_t template_id, int64_t **out, size_t *count, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_TEMPLATE_PENDING, err);

    if (!q)
        return false;
    store_bind_int(q, ":template", template_id);
    return store_numbers(s, q, out, count, err);
}

static bool add_answer(struct store *s, int64_t template_id, int64_t report, const struct store_answer *a,
                       size_t ordinal, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_ANSWER_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":template", template_id);
    store_bind_int(q, ":report", report);
    store_bind_int(q, ":ordinal", (int64_t)ordinal);
    store_bind_text(q, ":question", str_of(a->question));
    store_bind_text(q, ":state", str_of(a->state));
    store_bind_int(q, ":asked", a->asked.start);
    store_bind_int(q, ":asked_stop", a->asked.stop);
    store_bind_int(q, ":start", a->range.start);
    store_bind_int(q, ":stop", a->range.stop);
    store_bind_real(q, ":similarity", a->similarity);
    return store_run(s, q, err);
}

static bool add_answers(struct store *s, int64_t template_id, int64_t report, const struct store_answer *answers,
                        size_t count, size_t found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_TEMPLATE_REPORT_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":template", template_id);
    store_bind_int(q, ":report", report);
    store_bind_int(q, ":found", (int64_t)found);
    if (!store_run(s, q, err))
        return false;
    for (size_t i = 0; found > 0 && i < count; i++)
        if (!add_answer(s, template_id, report, &answers[i], i, err))
            return false;
    return true;
}

bool store_add_answers(struct store *s, int64_t template_id, int64_t report, const struct store_answer *answers,
                       size_t count, size_t found, struct error *err)
{
    if (!store_begin(s, err))
        return false;
    return store_end(s, add_answers(s, template_id, report, answers, count, found, err), err);
}

struct ranges {
    struct range *at;
    size_t count, room;
};

static bool take_range(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct ranges *r = payload;

    (void)each, (void)err;
    *VEC_PUSH(r) = (struct range){(uint32_t)sqlite3_column_int64(q, 0), (uint32_t)sqlite3_column_int64(q, 1)};
    return true;
}

bool store_answers_of(struct store *s, int64_t report, struct range **out, size_t *count, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_ANSWER_EACH, err);
    struct ranges r = {0};

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    if (!store_list(s, q, take_range, NULL, &r, err)) {
        free(r.at);
        return false;
    }
    *out = r.at;
    *count = r.count;
    return true;
}

static bool add_hash(void *payload, const struct template_row *r, struct error *err)
{
    (void)err;
    buf_add(payload, r->hash);
    return true;
}

bool store_answers_hash(struct store *s, char hash[FILE_HASH_SIZE], struct error *err)
{
    struct buf all = {0};
    bool ok = store_templates(s, add_hash, &all, err);

    *hash = '\0';
    if (ok && all.size > 0)
        file_hash_bytes(buf_str(&all), hash);
    buf_free(&all);
    return ok;
}

static bool take_answer(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct answer_row r = {
        .template = store_column(q, 0), .version = store_column(q, 1), .question = store_column(q, 2),
        .ordinal = sqlite3_column_int64(q, 3), .path = store_column(q, 4), .sha256 = store_column(q, 5),
        .state = store_column(q, 6), .asked = sqlite3_column_int64(q, 7), .start = sqlite3_column_int64(q, 8),
        .stop = sqlite3_column_int64(q, 9), .similarity = sqlite3_column_double(q, 10),
    };

    return (*(store_each_answer *const *)each)(payload, &r, err);
}

bool store_answers(struct store *s, store_each_answer *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_LIST_ANSWERS, err), take_answer, &each, payload, err);
}

static bool take_summary(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct template_summary r = {store_column(q, 0), store_column(q, 1), store_column(q, 2), store_column(q, 3),
                                 sqlite3_column_int64(q, 4), sqlite3_column_int64(q, 5)};

    return (*(store_each_template_summary *const *)each)(payload, &r, err);
}

bool store_template_summaries(struct store *s, store_each_template_summary *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_LIST_TEMPLATES, err), take_summary, &each, payload, err);
}
