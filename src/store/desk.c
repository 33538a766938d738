#include "store/desk.h"
#include "store/spans.h"
#include "store/store_internal.h"

static bool take_excerpt(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct desk_excerpt e = {
        .excerpt = store_column(q, 0), .report = sqlite3_column_int64(q, 1), .pass = sqlite3_column_int64(q, 2),
        .codebook = sqlite3_column_int64(q, 3), .code = sqlite3_column_int64(q, 4),
        .range = {(uint32_t)sqlite3_column_int64(q, 5), (uint32_t)sqlite3_column_int64(q, 6)},
        .rule = store_column(q, 7), .standing = store_column(q, 8),
    };

    return (*(store_each_desk_excerpt *const *)each)(payload, &e, err);
}

bool store_desk_excerpts(struct store *s, store_each_desk_excerpt *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_DESK_EXCERPTS, err), take_excerpt, &each, payload, err);
}

bool store_desk_spans(struct store *s, const struct desk_excerpt *e, struct range **out, size_t *count,
                      struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_SPANS, err);
    struct store_spans spans = {0};
    bool row, ok;

    if (!q)
        return false;
    store_bind_int(q, ":report", e->report);
    store_bind_int(q, ":pass", e->pass);
    store_bind_int(q, ":start", e->range.start);
    store_bind_int(q, ":stop", e->range.stop);
    store_bind_int(q, ":code", e->code);
    if (!store_step(s, q, &row, err))
        return false;
    ok = !row || store_read_spans(&spans, store_column(q, 0), e->range)
        || store_damaged(s, "the words of an excerpt", err);
    if (row)
        sqlite3_reset(q);
    *out = spans.at;
    *count = spans.count;
    return ok;
}

static bool take_codebook(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct desk_codebook c = {sqlite3_column_int64(q, 0), store_column(q, 1), store_column(q, 2), store_column(q, 3),
                              store_column(q, 4)};

    return (*(store_each_desk_codebook *const *)each)(payload, &c, err);
}

bool store_desk_codebooks(struct store *s, store_each_desk_codebook *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_DESK_CODEBOOKS, err), take_codebook, &each, payload, err);
}

static bool take_copy(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct desk_copy c = {
        .report = sqlite3_column_int64(q, 0), .source = sqlite3_column_int64(q, 3),
        .range = {(uint32_t)sqlite3_column_int64(q, 1), (uint32_t)sqlite3_column_int64(q, 2)},
        .source_range = {(uint32_t)sqlite3_column_int64(q, 4), (uint32_t)sqlite3_column_int64(q, 5)},
    };

    return (*(store_each_desk_copy *const *)each)(payload, &c, err);
}

bool store_desk_copies(struct store *s, store_each_desk_copy *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_DESK_COPIES, err), take_copy, &each, payload, err);
}

bool store_changes(struct store *s, int64_t *number, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_STUDY_CHANGES, err);
    bool found;

    return q && store_one(s, q, number, &found, err);
}

static bool take_said(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct desk_said s = {
        .excerpt = store_column(q, 0), .reviewer = sqlite3_column_int64(q, 1),
        .adjudicated = sqlite3_column_int(q, 2) != 0,
        .verdict = store_column(q, 3), .recode = store_column(q, 4), .memo = store_column(q, 5),
        .star = sqlite3_column_int(q, 6) != 0,
    };

    return (*(store_each_desk_said *const *)each)(payload, &s, err);
}

bool store_desk_said(struct store *s, store_each_desk_said *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_DESK_SAID, err), take_said, &each, payload, err);
}

bool store_desk_said_of(struct store *s, struct str excerpt, store_each_desk_said *each, void *payload,
                        struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_SAID_OF, err);

    if (!q)
        return false;
    store_bind_text(q, ":excerpt", excerpt);
    return store_list(s, q, take_said, &each, payload, err);
}

static bool take_note(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct desk_note n = {store_column(q, 0), sqlite3_column_int64(q, 1), store_column(q, 2),
                          sqlite3_column_int(q, 3) != 0};

    return (*(store_each_desk_note *const *)each)(payload, &n, err);
}

bool store_desk_notes(struct store *s, store_each_desk_note *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_DESK_NOTES, err), take_note, &each, payload, err);
}

bool store_desk_notes_of(struct store *s, struct str excerpt, store_each_desk_note *each, void *payload,
                         struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_NOTES_OF, err);

    if (!q)
        return false;
    store_bind_text(q, ":excerpt", excerpt);
    return store_list(s, q, take_note, &each, payload, err);
}

static bool take_reviewer(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct desk_reviewer r = {sqlite3_column_int64(q, 0), store_column(q, 1), sqlite3_column_int(q, 2) != 0};

    return (*(store_each_desk_reviewer *const *)each)(payload, &r, err);
}

bool store_desk_reviewers(struct store *s, store_each_desk_reviewer *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_DESK_REVIEWERS, err), take_reviewer, &each, payload, err);
}

bool store_desk_pace(struct store *s, int64_t reviewer, int64_t **out, size_t *count, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_PACE, err);

    if (!q)
        return false;
    store_bind_int(q, ":reviewer", reviewer);
    return store_numbers(s, q, out, count, err);
}

static struct desk_deed deed_of(sqlite3_stmt *q)
{
    return (struct desk_deed){sqlite3_column_int64(q, 0), store_column(q, 1), store_column(q, 2), store_column(q, 3),
                              sqlite3_column_int64(q, 4)};
}

static bool take_deed(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct desk_deed d = deed_of(q);

    return (*(store_each_desk_deed *const *)each)(payload, &d, err);
}

/* The row's text is good until the statement runs again. */
static bool take_last(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct store *s = *(struct store *const *)each;
    struct desk_deed *out = payload;

    (void)err;
    *out = deed_of(q);
    buf_clear(&s->scratch);
    buf_add(&s->scratch, out->batch);
    out->batch = buf_str(&s->scratch);
    out->excerpt = out->at = STR("");
    return true;
}

bool store_desk_last(struct store *s, int64_t reviewer, struct desk_deed *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_LAST, err);

    *out = (struct desk_deed){0};
    if (!q)
        return false;
    store_bind_int(q, ":reviewer", reviewer);
    return store_list(s, q, take_last, &s, out, err);
}

bool store_desk_deeds(struct store *s, int64_t decision, store_each_desk_deed *each, void *payload, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_DEEDS, err);

    if (!q)
        return false;
    store_bind_int(q, ":decision", decision);
    return store_list(s, q, take_deed, &each, payload, err);
}

bool store_desk_recent(struct store *s, int64_t reviewer, size_t count, store_each_desk_deed *each, void *payload,
                       struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_RECENT, err);

    if (!q)
        return false;
    store_bind_int(q, ":reviewer", reviewer);
    store_bind_int(q, ":count", (int64_t)count);
    return store_list(s, q, take_deed, &each, payload, err);
}

static bool is_so(struct store *s, sqlite3_stmt *q, bool *so, struct error *err)
{
    int64_t value = 0;
    bool found, ok = store_one(s, q, &value, &found, err);

    *so = value != 0;
    return ok;
}

bool store_desk_has_version(struct store *s, struct str codebook, struct str version, bool *has, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_HAS_VERSION, err);

    if (!q)
        return false;
    store_bind_text(q, ":codebook", codebook);
    store_bind_text(q, ":version", version);
    return is_so(s, q, has, err);
}

bool store_desk_is_hand(struct store *s, struct str excerpt, bool *hand, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_IS_HAND, err);

    if (!q)
        return false;
    store_bind_text(q, ":excerpt", excerpt);
    return is_so(s, q, hand, err);
}

bool store_desk_knows(struct store *s, struct str request, bool *known, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_DESK_KNOWS, err);

    if (!q)
        return false;
    store_bind_text(q, ":request", request);
    return is_so(s, q, known, err);
}
