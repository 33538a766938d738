#include "store/provenance.h"

#include "store/store_internal.h"

static bool find_origin(struct store *s, const char *words, int64_t *id, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_ORIGIN_ADD, err);
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":words", str_of(words));
    return store_one(s, q, id, &found, err);
}

bool store_set_report_origin(struct store *s, int64_t report, const struct document *doc, const char *words,
                             struct error *err)
{
    char hash[FILE_HASH_SIZE];
    int64_t origin = 0;
    sqlite3_stmt *q;

    if (!find_origin(s, words, &origin, err) || !(q = store_statement(s, SQL_REPORT_ORIGIN_SET, err)))
        return false;
    file_hash_bytes(doc->text, hash);
    store_bind_int(q, ":report", report);
    store_bind_text(q, ":text_sha256", str_of(hash));
    store_bind_int(q, ":origin", origin);
    return store_run(s, q, err);
}

bool store_set_pass_origin(struct store *s, int64_t pass, int64_t report, const char *text_hash, const char *words,
                           struct error *err)
{
    int64_t origin = 0;
    sqlite3_stmt *q;

    if (!find_origin(s, words, &origin, err) || !(q = store_statement(s, SQL_PASS_ORIGIN_ADD, err)))
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":report", report);
    store_bind_text(q, ":text_sha256", str_of(text_hash));
    store_bind_int(q, ":origin", origin);
    return store_run(s, q, err);
}

bool store_copy_pass_origin(struct store *s, int64_t pass, int64_t before, int64_t report, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASS_ORIGIN_COPY, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":before", before);
    store_bind_int(q, ":report", report);
    return store_run(s, q, err);
}

bool store_pass_made_of(struct store *s, int64_t pass, struct pass_made_of *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASS_MADE_OF, err);
    struct str *texts[] = {&out->codebook, &out->version, &out->hash, &out->xml, &out->modifiers, &out->tool,
                           &out->answers};
    bool found;

    *out = (struct pass_made_of){.complete = false};
    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    if (!store_step(s, q, &found, err))
        return false;
    if (!found)
        return error_set(err, ERROR_USAGE, "the study has no pass %lld; \"excerpta passes\" lists them",
                         (long long)pass);
    for (int i = 0; i < (int)(sizeof texts / sizeof texts[0]); i++)
        *texts[i] = arena_str(&out->arena, store_column(q, i));
    out->has_modifiers = sqlite3_column_type(q, 4) != SQLITE_NULL;
    out->complete = sqlite3_column_int(q, 7);
    sqlite3_reset(q);
    return true;
}

bool store_pass_codebook(struct store *s, int64_t pass, struct codebook **out, struct error *err)
{
    struct pass_made_of made;
    struct buf name = {0};
    bool ok = store_pass_made_of(s, pass, &made, err);

    if (ok) {
        buf_add_format(&name, "codebook %.*s of pass %lld", STR_ARGS(made.codebook), (long long)pass);
        ok = made.has_modifiers ? codebook_parse_with(out, made.xml, made.modifiers, buf_text(&name), err)
                                : codebook_parse(out, made.xml, buf_text(&name), err);
    }
    buf_free(&name);
    arena_free(&made.arena);
    return ok;
}

static bool take_report(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct pass_report_row r = {
        .report = sqlite3_column_int64(q, 0), .sha256 = store_column(q, 1), .path = store_column(q, 2),
        .excerpts = sqlite3_column_int64(q, 3), .text_hash = store_column(q, 4), .coded_with = store_column(q, 5),
        .read_with = store_column(q, 6), .ocr = store_column(q, 7),
    };

    return (*(store_each_pass_report *const *)each)(payload, &r, err);
}

bool store_pass_reports(struct store *s, int64_t pass, store_each_pass_report *each, void *payload, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_LIST_PASS_REPORTS, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    return store_list(s, q, take_report, &each, payload, err);
}

static bool take_found(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct found_row f = {
        .range = {(uint32_t)sqlite3_column_int64(q, 0), (uint32_t)sqlite3_column_int64(q, 1)},
        .code = store_column(q, 2), .rule = store_column(q, 3), .standing = store_column(q, 4),
        .spans = store_column(q, 5),
    };

    return (*(store_each_found *const *)each)(payload, &f, err);
}

bool store_pass_excerpts(struct store *s, int64_t pass, int64_t report, store_each_found *each, void *payload,
                         struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_LIST_PASS_EXCERPTS, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":report", report);
    return store_list(s, q, take_found, &each, payload, err);
}
