#include "store/pass.h"

#include "store/report.h"
#include "store/spans.h"
#include "store/store_internal.h"

#include <string.h>

static bool find_codebook(struct store *s, const struct codebook *book, int64_t *id, bool *found, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_CODEBOOK_FIND, err);
    bool same;

    if (!q)
        return false;
    store_bind_text(q, ":name", str_of(book->id));
    store_bind_text(q, ":version", str_of(book->version));
    if (!store_step(s, q, found, err))
        return false;
    if (!*found)
        return true;
    *id = sqlite3_column_int64(q, 0);
    same = str_equal(store_column(q, 1), str_of(book->hash));
    sqlite3_reset(q);
    return same
        || error_set(err, ERROR_INPUT, "codebook %s %s: the study has this version with another content (of the "
                     "codebook or its modifiers); give what was changed a new version number", book->id, book->version);
}

static bool add_code(struct store *s, int64_t codebook, const struct codebook *book, size_t ordinal, struct error *err)
{
    const struct code *c = &book->codes[ordinal];
    char hash[FILE_HASH_SIZE];
    sqlite3_stmt *q = store_statement(s, SQL_CODE_ADD, err);

    if (!q)
        return false;
    codebook_hash_code(book, c, hash);
    store_bind_text(q, ":hash", str_of(hash));
    store_bind_int(q, ":codebook", codebook);
    store_bind_int(q, ":ordinal", (int64_t)ordinal);
    store_bind_text(q, ":name", str_of(c->id));
    store_bind_text(q, ":title", str_of(c->title));
    store_bind_text(q, ":definition", str_of(c->definition));
    store_bind_text(q, ":colour", str_of(c->colour));
    store_bind_text(q, ":theme", str_of(c->theme ? c->theme->id : ""));
    store_bind_text(q, ":theme_title", str_of(c->theme ? c->theme->title : ""));
    return store_run(s, q, err);
}

static bool add_codebook(struct store *s, const struct codebook *book, int64_t *id, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_CODEBOOK_ADD, err);
    bool found;

    if (!q)
        return false;
    store_bind_text(q, ":name", str_of(book->id));
    store_bind_text(q, ":version", str_of(book->version));
    store_bind_text(q, ":hash", str_of(book->hash));
    store_bind_text(q, ":language", str_of(book->language));
    store_bind_text(q, ":title", str_of(book->title));
    store_bind_blob(q, ":xml", book->xml);
    if (!store_one(s, q, id, &found, err))
        return false;
    for (size_t i = 0; i < book->code_count; i++)
        if (!add_code(s, *id, book, i, err))
            return false;
    return true;
}

static bool find_or_add_pass(struct store *s, int64_t codebook, const char *tool, const char *answers, int64_t *pass,
                             struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASS_FIND, err);
    bool found;

    if (!q)
        return false;
    store_bind_int(q, ":codebook", codebook);
    store_bind_text(q, ":tool", str_of(tool));
    store_bind_text(q, ":answers", str_of(answers));
    if (!store_one(s, q, pass, &found, err))
        return false;
    q = store_statement(s, found ? SQL_PASS_REOPEN : SQL_PASS_ADD, err);
    if (!q)
        return false;
    if (found) {
        store_bind_int(q, ":pass", *pass);
        return store_run(s, q, err);
    }
    store_bind_int(q, ":codebook", codebook);
    store_bind_text(q, ":tool", str_of(tool));
    store_bind_text(q, ":answers", str_of(answers));
    return store_one(s, q, pass, &found, err);
}

/* Also of a codebook that an older excerpta added, which kept none: its hash says that they are the same. */
static bool keep_modifiers(struct store *s, const struct codebook *book, int64_t codebook, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_MODIFIERS_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":codebook", codebook);
    store_bind_blob(q, ":xml", book->modifiers_xml);
    return store_run(s, q, err);
}

bool store_keep_codebook(struct store *s, const struct codebook *book, int64_t *id, struct error *err)
{
    bool found;

    return find_codebook(s, book, id, &found, err) && (found || add_codebook(s, book, id, err))
        && keep_modifiers(s, book, *id, err);
}

bool store_begin_pass(struct store *s, const struct codebook *book, const char *tool_version,
                      const char *answers, int64_t *pass, struct error *err)
{
    int64_t codebook = 0;

    if (!store_begin(s, err))
        return false;
    return store_end(s, store_keep_codebook(s, book, &codebook, err)
                     && find_or_add_pass(s, codebook, tool_version, answers, pass, err), err);
}

bool store_end_pass(struct store *s, int64_t pass, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASS_END, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    return store_run(s, q, err);
}

bool store_pass_pending(struct store *s, int64_t pass, int64_t **out, size_t *count, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASS_PENDING, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    return store_numbers(s, q, out, count, err);
}

bool store_pass_before(struct store *s, int64_t pass, struct pass_before *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASS_BEFORE, err);
    bool found;

    *out = (struct pass_before){.pass = 0};
    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    if (!store_one(s, q, &out->pass, &found, err) || out->pass == 0)
        return out->pass == 0 && found;
    q = store_statement(s, SQL_PASS_SAME_CODES, err);
    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":before", out->pass);
    return store_numbers(s, q, &out->same, &out->same_count, err);
}

static bool copy_with(struct store *s, enum statement id, int64_t pass, int64_t before, int64_t report,
                      struct error *err)
{
    sqlite3_stmt *q = store_statement(s, id, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":before", before);
    store_bind_int(q, ":report", report);
    return store_run(s, q, err);
}

bool store_pass_has_report(struct store *s, int64_t pass, int64_t report, bool *has, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASS_HAS_REPORT, err);
    int64_t one;

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":report", report);
    return store_one(s, q, &one, has, err);
}

bool store_copy_excerpts(struct store *s, int64_t pass, int64_t before, int64_t report, size_t *count,
                         struct error *err)
{
    sqlite3_stmt *q;
    int64_t copied = 0;
    bool found;

    if (!copy_with(s, SQL_EXCERPT_COPY, pass, before, report, err)
        || !copy_with(s, SQL_UNIT_PROBLEM_COPY, pass, before, report, err))
        return false;
    q = store_statement(s, SQL_EXCERPT_COUNT, err);
    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":report", report);
    if (!store_one(s, q, &copied, &found, err))
        return false;
    *count = (size_t)copied;
    return true;
}

static bool know_pass(struct store *s, int64_t pass, struct error *err)
{
    sqlite3_stmt *q;

    if (s->adding.pass == pass)
        return true;
    q = store_statement(s, SQL_PASS_NAMES, err);
    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    if (!store_must_step(s, q, "a pass is not there", err))
        return false;
    s->adding.codebook = sqlite3_column_int64(q, 0);
    buf_clear(&s->adding.name);
    buf_add(&s->adding.name, store_column(q, 1));
    sqlite3_reset(q);
    s->adding.pass = pass;
    return true;
}

static bool know_report(struct store *s, int64_t report, struct error *err)
{
    if (s->adding.report == report)
        return true;
    if (!store_report_hash(s, report, s->adding.sha256, err))
        return false;
    s->adding.report = report;
    return true;
}

static bool find_code(struct store *s, const char *code, int64_t *ordinal, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_CODE_FIND, err);
    bool found;

    if (!q)
        return false;
    store_bind_int(q, ":codebook", s->adding.codebook);
    store_bind_text(q, ":name", str_of(code));
    return store_one(s, q, ordinal, &found, err) && (found || store_damaged(s, "a code is not there", err));
}

void store_excerpt_key(struct store *s, struct str sha256, struct str codebook, struct str code, struct range range,
                       char key[17])
{
    const struct str words[] = {sha256, codebook, code};
    char hash[FILE_HASH_SIZE];

    buf_clear(&s->scratch);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        buf_add(&s->scratch, words[i]);
        buf_add_char(&s->scratch, '|');
    }
    buf_add_number(&s->scratch, range.start);
    buf_add_char(&s->scratch, '|');
    buf_add_number(&s->scratch, range.stop);
    file_hash_bytes(buf_str(&s->scratch), hash);
    memcpy(key, hash, 16);
    key[16] = '\0';
}

bool store_add_excerpt(struct store *s, int64_t pass, int64_t report, const struct store_excerpt *e,
                       struct error *err)
{
    char key[17];
    int64_t ordinal = 0;
    struct buf spans = {0};
    sqlite3_stmt *q;
    bool ok;

    if (!know_pass(s, pass, err) || !know_report(s, report, err) || !find_code(s, e->code, &ordinal, err))
        return false;
    store_excerpt_key(s, str_of(s->adding.sha256), buf_str(&s->adding.name), str_of(e->code), e->range, key);
    store_write_spans(&spans, e->spans, e->span_count);
    q = store_statement(s, SQL_EXCERPT_ADD, err);
    ok = q != NULL;
    if (ok) {
        store_bind_int(q, ":report", report);
        store_bind_int(q, ":pass", pass);
        store_bind_int(q, ":start", e->range.start);
        store_bind_int(q, ":stop", e->range.stop);
        store_bind_int(q, ":code", ordinal);
        store_bind_text(q, ":key", str_of(key));
        store_bind_text(q, ":rule", str_of(e->rule));
        store_bind_text(q, ":standing", str_of(e->standing));
        store_bind_text(q, ":spans", buf_str(&spans));
        ok = store_run(s, q, err);
    }
    buf_free(&spans);
    return ok;
}

bool store_add_unit_problem(struct store *s, int64_t pass, int64_t report, const char *code, struct range r,
                            const char *reason, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_UNIT_PROBLEM_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":report", report);
    store_bind_int(q, ":start", r.start);
    store_bind_int(q, ":stop", r.stop);
    store_bind_text(q, ":code", str_of(code));
    store_bind_text(q, ":reason", str_of(reason));
    return store_run(s, q, err);
}

bool store_pass_report_done(struct store *s, int64_t pass, int64_t report, size_t excerpts, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PASS_REPORT_ADD, err);

    if (!q)
        return false;
    store_bind_int(q, ":pass", pass);
    store_bind_int(q, ":report", report);
    store_bind_int(q, ":excerpts", (int64_t)excerpts);
    return store_run(s, q, err);
}
