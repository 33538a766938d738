#include "store/salvage.h"

#include "store/store_internal.h"

#include <stdlib.h>

enum { MOST_MISSES = 10000, MOST_PARTS = 4 };

struct salvaging {
    struct store *s;
    store_each_lost *each;
    void *payload;
};

static bool run_for(struct store *s, enum statement id, const char *name, int64_t number, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, id, err);

    if (!q)
        return false;
    store_bind_int(q, name, number);
    return store_run(s, q, err);
}

/* One row, or what belongs to one: what cannot be read is told. Each is a transaction of its own, since SQLite lets
 * nothing be written in one that has met a damaged page. */
static bool take(const struct salvaging *v, enum statement id, const char *what, int64_t number, struct error *err)
{
    struct error failed;

    return run_for(v->s, id, ":id", number, &failed) || v->each(v->payload, what, number, err);
}

struct salvage_part {
    enum statement statement;
    const char *what;
};

/* In this order, for what refers to what. */
static const struct salvage_table {
    enum statement last;
    struct salvage_part row, parts[MOST_PARTS];
} before_reports[] = {
    {SQL_SALVAGE_LAST_ORIGIN, {SQL_SALVAGE_ORIGIN, "origin"}, {{0, NULL}}},
    {SQL_SALVAGE_LAST_CODEBOOK, {SQL_SALVAGE_CODEBOOK, "codebook"},
     {{SQL_SALVAGE_CODE, "codes of codebook"}, {SQL_SALVAGE_MODIFIERS, "modifiers of codebook"}}},
    {SQL_SALVAGE_LAST_PASS, {SQL_SALVAGE_PASS, "pass"}, {{0, NULL}}},
    {SQL_SALVAGE_LAST_TEMPLATE, {SQL_SALVAGE_TEMPLATE, "template"}, {{0, NULL}}},
}, said[] = {
    {SQL_SALVAGE_LAST_REVIEWER, {SQL_SALVAGE_REVIEWER, "reviewer"}, {{0, NULL}}},
    {SQL_SALVAGE_LAST_EVENT, {SQL_SALVAGE_EVENT, "event of a reviewer"}, {{0, NULL}}},
    {SQL_SALVAGE_LAST_ASSIGNMENT, {SQL_SALVAGE_ASSIGNMENT, "assignment"},
     {{SQL_SALVAGE_ASSIGNMENT_REVIEWER, "reviewers of assignment"}, {SQL_SALVAGE_ASSIGNMENT_END, "end of assignment"}}},
    {SQL_SALVAGE_LAST_SAMPLE, {SQL_SALVAGE_SAMPLE, "sample"},
     {{SQL_SALVAGE_SAMPLE_STRATUM, "strata of sample"}, {SQL_SALVAGE_SAMPLE_ITEM, "items of sample"}}},
    {SQL_SALVAGE_LAST_PASSAGE, {SQL_SALVAGE_PASSAGE, "passage"}, {{0, NULL}}},
    {SQL_SALVAGE_LAST_PLACE, {SQL_SALVAGE_PLACE, "place"}, {{0, NULL}}},
}, decided[] = {
    {SQL_SALVAGE_LAST_DECISION, {SQL_SALVAGE_DECISION, "decision"}, {{0, NULL}}},
    {SQL_SALVAGE_LAST_NOTE, {SQL_SALVAGE_NOTE, "note"}, {{0, NULL}}},
    {SQL_SALVAGE_LAST_ANSWER, {SQL_SALVAGE_AUDIT_ANSWER, "audit answer"}, {{0, NULL}}},
};

/* Parts of the document: one that is lost makes the text to be read from its file. */
static const struct salvage_part document_parts[] = {
    {SQL_SALVAGE_PAGE, "pages of report"}, {SQL_SALVAGE_QUALITY, "measures of report"},
    {SQL_SALVAGE_PAGE_RUN, "pages of report"}, {SQL_SALVAGE_BLOCK, "blocks of report"},
    {SQL_SALVAGE_SENTENCE, "sentences of report"}, {SQL_SALVAGE_FURNITURE, "running headers of report"},
};

static const struct salvage_part report_parts[] = {
    {SQL_SALVAGE_REPORT_ORIGIN, "origin of report"}, {SQL_SALVAGE_ATTRIBUTE, "attributes of report"},
    {SQL_SALVAGE_PATH, "files of report"}, {SQL_SALVAGE_READING, "reading of report"},
    {SQL_SALVAGE_TEMPLATE_REPORT, "answers of report"}, {SQL_SALVAGE_ANSWER, "answers of report"},
}, finds[] = {
    {SQL_SALVAGE_PASS_REPORT, "passes of report"}, {SQL_SALVAGE_EXCERPT, "excerpts of report"},
    {SQL_SALVAGE_UNIT_PROBLEM, "problems of report"}, {SQL_SALVAGE_UNCOUNTED, "passes of report"},
    {SQL_SALVAGE_UNDONE, "excerpts of report"}, {SQL_SALVAGE_UNDONE_PROBLEM, "problems of report"},
    {SQL_SALVAGE_PASS_ORIGIN, "passes of report"},
};

/* How far a table's numbers go. Where that cannot be read, as far as rows are met. */
static int64_t last_of(struct store *s, enum statement id, bool *known)
{
    struct error ignored;
    sqlite3_stmt *q = store_statement(s, id, &ignored);
    int64_t last = 0;
    bool found;

    *known = q && store_one(s, q, &last, &found, &ignored);
    return *known ? last : INT64_MAX;
}

typedef bool salvage_row(const struct salvaging *v, const void *table, int64_t id, struct error *err);

static bool say_nothing(void *payload, const char *what, int64_t number, struct error *err)
{
    (void)payload, (void)what, (void)number, (void)err;
    return true;
}

/* Where the last number is not known, what cannot be read is told once: as the rows from the first of them on. */
static bool each_number(const struct salvaging *v, enum statement last_statement, const char *what, salvage_row *row,
                        const void *table, struct error *err)
{
    struct salvaging silent = {v->s, say_nothing, NULL};
    int64_t misses = 0;
    bool known;
    int64_t last = last_of(v->s, last_statement, &known), id;

    for (id = 1; id <= last && (known || misses < MOST_MISSES); id++) {
        int changes = sqlite3_total_changes(v->s->db);

        if (!row(known ? v : &silent, table, id, err))
            return false;
        misses = sqlite3_total_changes(v->s->db) == changes ? misses + 1 : 0;
    }
    return known || v->each(v->payload, what, id - misses, err);
}

static bool take_table_row(const struct salvaging *v, const void *payload, int64_t id, struct error *err)
{
    const struct salvage_table *table = payload;
    bool ok = take(v, table->row.statement, table->row.what, id, err);

    for (int i = 0; ok && i < MOST_PARTS && table->parts[i].what; i++)
        ok = take(v, table->parts[i].statement, table->parts[i].what, id, err);
    return ok;
}

static bool take_tables(const struct salvaging *v, const struct salvage_table *tables, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!each_number(v, tables[i].last, tables[i].row.what, take_table_row, &tables[i], err))
            return false;
    return true;
}

static bool take_finds(const struct salvaging *v, int64_t id, struct error *err)
{
    bool ok = true;

    for (size_t i = 0; ok && i < sizeof finds / sizeof finds[0]; i++)
        ok = take(v, finds[i].statement, finds[i].what, id, err);
    return ok;
}

static bool take_document(const struct salvaging *v, int64_t id, struct error *err)
{
    struct error failed;
    bool ok = true;

    for (size_t i = 0; ok && i < sizeof document_parts / sizeof document_parts[0]; i++)
        if (!run_for(v->s, document_parts[i].statement, ":id", id, &failed))
            ok = v->each(v->payload, document_parts[i].what, id, err)
                && run_for(v->s, SQL_SALVAGE_NO_TEXT, ":id", id, err);
    return ok;
}

static bool take_report(const struct salvaging *v, const void *table, int64_t id, struct error *err)
{
    struct error failed;
    bool ok = run_for(v->s, SQL_SALVAGE_REPORT, ":id", id, &failed)
        || take(v, SQL_SALVAGE_REPORT_HEAD, "report", id, err);

    (void)table;
    ok = ok && take_document(v, id, err);
    for (size_t i = 0; ok && i < sizeof report_parts / sizeof report_parts[0]; i++)
        ok = take(v, report_parts[i].statement, report_parts[i].what, id, err);
    return ok && take_finds(v, id, err);
}

static bool take_predecessor(const struct salvaging *v, const void *table, int64_t id, struct error *err)
{
    (void)table;
    return take(v, SQL_SALVAGE_PREDECESSOR, "predecessor of report", id, err);
}

static bool take_reports(const struct salvaging *v, struct error *err)
{
    return each_number(v, SQL_SALVAGE_LAST_REPORT, "report", take_report, NULL, err)
        && each_number(v, SQL_SALVAGE_LAST_REPORT, "predecessor of report", take_predecessor, NULL, err);
}

bool store_salvage(struct store *s, const char *path, store_each_lost *each, void *payload, struct error *err)
{
    const struct salvaging v = {s, each, payload};
    sqlite3_stmt *q;

    return store_attach(s, path, err)
        && take_tables(&v, before_reports, sizeof before_reports / sizeof before_reports[0], err)
        && take_reports(&v, err) && take_tables(&v, said, sizeof said / sizeof said[0], err)
        && (q = store_statement(s, SQL_SALVAGE_FIRST_PLACE, err)) && store_run(s, q, err)
        && take_tables(&v, decided, sizeof decided / sizeof decided[0], err);
}

bool store_salvage_finds(struct store *s, int64_t report, store_each_lost *each, void *payload, struct error *err)
{
    const struct salvaging v = {s, each, payload};

    return take_finds(&v, report, err);
}

struct file_names {
    struct { struct str *at; size_t count, room; } paths;
    struct arena arena;
};

static bool take_file(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct file_names *names = payload;

    (void)each, (void)err;
    *VEC_PUSH(&names->paths) = arena_str(&names->arena, store_column(q, 0));
    return true;
}

/* As far as the list of files can be read. */
bool store_salvage_lost_files(struct store *s, store_each_lost_file *each, void *payload, struct error *err)
{
    struct file_names names = {.paths = {.count = 0}};
    struct error ignored;
    bool ok = true;
    bool all = store_list(s, store_statement(s, SQL_SALVAGE_LOST_FILES, &ignored), take_file, NULL, &names, &ignored);

    (void)all;
    for (size_t i = 0; ok && i < names.paths.count; i++)
        ok = each(payload, names.paths.at[i], err);
    free(names.paths.at);
    arena_free(&names.arena);
    return ok;
}

bool store_salvage_drop(struct store *s, int64_t report, struct error *err)
{
    static const enum statement drops[] = {
        SQL_PAGE_DROP, SQL_QUALITY_DROP, SQL_PAGE_RUN_DROP, SQL_BLOCK_DROP, SQL_SENTENCE_DROP, SQL_FURNITURE_DROP,
        SQL_EXCERPT_DROP, SQL_UNIT_PROBLEM_DROP, SQL_PASS_REPORT_DROP, SQL_ANSWERS_DROP, SQL_TEMPLATE_REPORT_DROP,
        SQL_SALVAGE_DROP_TEXT, SQL_SALVAGE_DROP_ATTRIBUTE, SQL_SALVAGE_DROP_ORIGIN, SQL_SALVAGE_DROP_ITEM,
        SQL_SALVAGE_DROP_PATH, SQL_SALVAGE_DROP_REPORT};

    for (size_t i = 0; i < sizeof drops / sizeof drops[0]; i++)
        if (!run_for(s, drops[i], ":report", report, err))
            return false;
    return true;
}

bool store_salvage_end(struct store *s, struct error *err)
{
    return store_detach(s, err);
}
