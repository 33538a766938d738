#include "store/merge.h"

#include "store/store_internal.h"

/* In this order, for what refers to what. */
static const enum statement additions[] = {
    SQL_MERGE_PAGE, SQL_MERGE_QUALITY, SQL_MERGE_PAGE_RUN, SQL_MERGE_BLOCK, SQL_MERGE_SENTENCE, SQL_MERGE_FURNITURE,
    SQL_MERGE_ORIGIN, SQL_MERGE_REPORT_ORIGIN, SQL_MERGE_PATH, SQL_MERGE_PROBLEM, SQL_MERGE_READING,
    SQL_MERGE_ATTRIBUTE, SQL_MERGE_TEMPLATE, SQL_MERGE_ANSWER, SQL_MERGE_TEMPLATE_REPORT, SQL_MERGE_CODEBOOK,
    SQL_MERGE_MODIFIERS, SQL_MERGE_CODE, SQL_MERGE_PASS, SQL_MERGE_EXCERPT, SQL_MERGE_UNIT_PROBLEM,
    SQL_MERGE_PASS_REPORT, SQL_MERGE_PASS_ORIGIN, SQL_MERGE_REVIEWER, SQL_MERGE_REVIEWER_EVENT, SQL_MERGE_ASSIGNMENT,
    SQL_MERGE_ASSIGNMENT_REVIEWER, SQL_MERGE_ASSIGNMENT_END, SQL_MERGE_PASSAGE, SQL_MERGE_PLACE, SQL_MERGE_DECISION,
    SQL_MERGE_UNDO, SQL_MERGE_NOTE, SQL_MERGE_AUDIT_ANSWER, SQL_MERGE_AUDIT_UNDO, SQL_MERGE_SAMPLE,
    SQL_MERGE_SAMPLE_STRATUM, SQL_MERGE_SAMPLE_ITEM,
};

static bool run_with(struct store *s, enum statement id, int64_t from, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, id, err);

    if (!q)
        return false;
    if (sqlite3_bind_parameter_index(q, ":from") > 0)
        store_bind_int(q, ":from", from);
    return store_run(s, q, err);
}

bool store_count(struct store *s, struct merge_counts *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_MERGE_COUNTS, err);

    if (!q || !store_must_step(s, q, "what it holds", err))
        return false;
    *out = (struct merge_counts){sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1), sqlite3_column_int64(q, 2),
                                 sqlite3_column_int64(q, 3)};
    sqlite3_reset(q);
    return true;
}

static bool check_codebooks(struct store *s, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_MERGE_CODEBOOK_CLASH, err);
    bool found;

    if (!q || !store_step(s, q, &found, err))
        return false;
    if (!found)
        return true;
    error_fill(err, ERROR_INPUT, "codebook %.*s %.*s has two contents in these studies: give one a new version number "
               "and code with it again", STR_ARGS(store_column(q, 0)), STR_ARGS(store_column(q, 1)));
    sqlite3_reset(q);
    return false;
}

static bool take_conflict(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct merge_conflict c = {store_column(q, 0), store_column(q, 1), store_column(q, 2), store_column(q, 3)};

    return (*(store_each_conflict *const *)each)(payload, &c, err);
}

static bool add_all(struct store *s, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_MERGE_LAST_REPORT, err);
    int64_t from = 0;
    bool found, ok = q && store_one(s, q, &from, &found, err) && run_with(s, SQL_MERGE_REPORT, from, err)
        && run_with(s, SQL_MERGE_PREDECESSOR, from, err);

    for (size_t i = 0; ok && i < sizeof additions / sizeof additions[0]; i++)
        ok = run_with(s, additions[i], from, err);
    return ok;
}

static bool take_in(struct store *s, store_each_conflict *each, void *payload, struct merge_counts *added,
                    struct error *err)
{
    struct merge_counts before, after;
    bool ok;

    if (!store_begin(s, err))
        return false;
    ok = check_codebooks(s, err) && store_count(s, &before, err)
        && store_list(s, store_statement(s, SQL_MERGE_CONFLICTS, err), take_conflict, &each, payload, err)
        && add_all(s, err) && store_count(s, &after, err);
    if (!store_end(s, ok, err))
        return false;
    *added = (struct merge_counts){after.reports - before.reports, after.excerpts - before.excerpts,
                                   after.decisions - before.decisions, after.answers - before.answers};
    return true;
}

bool store_attach(struct store *s, const char *path, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_MERGE_ATTACH, err);

    if (!q)
        return false;
    store_bind_text(q, ":file", str_of(path));
    return store_run(s, q, err);
}

/* Statements that were prepared with one attached study are of no use with the next. */
bool store_detach(struct store *s, struct error *err)
{
    for (int i = 0; i < SQL_COUNT; i++) {
        sqlite3_finalize(s->ready[i]);
        s->ready[i] = NULL;
    }
    sqlite3_stmt *q = store_statement(s, SQL_MERGE_DETACH, err);

    return q && store_run(s, q, err);
}

bool store_merge(struct store *s, const char *path, store_each_conflict *each, void *payload,
                 struct merge_counts *added, struct error *err)
{
    struct error ignored;
    bool ok = store_attach(s, path, err);

    if (!ok)
        return false;
    ok = take_in(s, each, payload, added, err);
    return store_detach(s, ok ? err : &ignored) && ok;
}

static bool take_unfinished(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    return (*(store_each_unfinished *const *)each)(payload, store_column(q, 0), store_column(q, 1),
                                                   sqlite3_column_int64(q, 2), err);
}

bool store_merge_end(struct store *s, store_each_unfinished *each, void *payload, struct error *err)
{
    if (!store_begin(s, err))
        return false;
    return store_end(s, run_with(s, SQL_MERGE_REOPEN, 0, err) && run_with(s, SQL_MERGE_FINISH, 0, err), err)
        && store_list(s, store_statement(s, SQL_MERGE_UNFINISHED, err), take_unfinished, &each, payload, err);
}
