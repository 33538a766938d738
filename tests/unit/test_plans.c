/* The hot statements never read a whole table of excerpts or decisions. That is asked of the code that SQLite makes of
 * them: a cursor on such a table, or on an index of it, is put on places and never on the table's beginning or end. */
#include "store/store_internal.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *what;
    enum statement id;
} hot[] = {
    {"a report's excerpts, for an export", SQL_LIST_EXCERPTS},
    {"the counts of codes", SQL_LIST_CODES},
    {"the reports, for status", SQL_LIST_REPORTS},
    {"the passes", SQL_LIST_PASSES},
    {"what a pass found in a report", SQL_LIST_PASS_EXCERPTS},
    {"how much that is", SQL_EXCERPT_COUNT},
    {"a page of a reviewer's queue", SQL_REVIEW_EXCERPTS},
    {"what was said of an excerpt", SQL_OPINION_EACH},
    {"an excerpt that is decided on", SQL_DECISION_EXCERPT},
    {"a decision that is added, with its triggers", SQL_DECISION_ADD},
    {"a decision that was sent before", SQL_DECISION_BY_REQUEST},
    {"words that were decided on before", SQL_PASSAGE_FIND},
    {"reports left to code", SQL_PASS_PENDING},
    {"the excerpts behind numbers", SQL_EVIDENCE_EACH},
    {"a note that is added", SQL_NOTE_ADD},
    {"a note that was sent before", SQL_NOTE_BY_REQUEST},
    {"an audit answer that is taken back", SQL_AUDIT_UNDO_LAST},
    {"the page: the words that a rule found", SQL_DESK_SPANS},
    {"the page: what was said of an excerpt", SQL_DESK_SAID_OF},
    {"the page: what was noted of it", SQL_DESK_NOTES_OF},
    {"the page: how fast a reviewer is", SQL_DESK_PACE},
    {"the page: what undo undoes", SQL_DESK_LAST},
    {"the page: what was done in one go", SQL_DESK_DEEDS},
    {"the page: a reviewer's last deeds", SQL_DESK_RECENT},
    {"the page: a request that was taken", SQL_DESK_KNOWS},
    {"the page: a tag by hand that is taken back", SQL_DESK_IS_HAND},
    {"the page: whether others have written", SQL_STUDY_CHANGES},
};

enum { MOST_CURSORS = 512 };

/* Whether the page is the root of a big table or of an index of one. */
static bool is_big(sqlite3 *db, int page)
{
    sqlite3_stmt *q = NULL;
    bool big = sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_schema WHERE rootpage = ? AND tbl_name IN ('excerpt', "
                                  "'decision', 'note', 'passage', 'place', 'counting')", -1, &q, NULL) == SQLITE_OK;

    sqlite3_bind_int(q, 1, page);
    big = big && sqlite3_step(q) == SQLITE_ROW;
    sqlite3_finalize(q);
    return big;
}

/* How many times such a table is read from its beginning or end. max and min go to an end and read one row. */
static int count_scans(sqlite3 *db, const char *sql)
{
    bool big[MOST_CURSORS] = {false};
    struct buf text = {0};
    sqlite3_stmt *q = NULL;
    int scans = 0;

    buf_add_format(&text, "EXPLAIN %s", sql);
    if (sqlite3_prepare_v2(db, text.at, -1, &q, NULL) != SQLITE_OK)
        scans = -1;
    buf_free(&text);
    while (scans >= 0 && sqlite3_step(q) == SQLITE_ROW) {
        const char *op = (const char *)sqlite3_column_text(q, 1);
        int cursor = sqlite3_column_int(q, 2), page = sqlite3_column_int(q, 3);

        if (strcmp(op, "Init") == 0)    /* a trigger's program has cursors of its own */
            memset(big, 0, sizeof big);
        if (cursor < 0 || cursor >= MOST_CURSORS)
            continue;
        if (strcmp(op, "OpenRead") == 0 || strcmp(op, "ReopenIdx") == 0)
            big[cursor] = sqlite3_column_int(q, 4) == 0 && is_big(db, page);
        else if (strncmp(op, "Open", 4) == 0 || strcmp(op, "SorterOpen") == 0 || strcmp(op, "VOpen") == 0)
            big[cursor] = false;
        else if (strcmp(op, "Rewind") == 0 || strcmp(op, "Count") == 0)
            scans += big[cursor];
    }
    sqlite3_finalize(q);
    return scans;
}

int main(void)
{
    char folder[] = "/tmp/test_plans.XXXXXX";
    struct buf path = {0};
    struct store *s = NULL;
    struct error err = {0};

    if (!mkdtemp(folder))
        abort();
    buf_add_format(&path, "%s/study.db", folder);
    if (!ok(store_open(&s, path.at, STORE_CREATE, &err), "a study: %s", err.text))
        return done_testing();
    ok(count_scans(s->db, "SELECT count(*) FROM excerpt WHERE standing = 'present'") == 1,
       "a table that is read whole is seen");
    ok(count_scans(s->db, "SELECT count(*) FROM decision") == 1, "one that is counted whole too");
    ok(store_run_text(s, "CREATE TEMP TRIGGER reads AFTER INSERT ON problem BEGIN SELECT count(*) FROM decision; END",
                      &err)
       && count_scans(s->db, "INSERT INTO problem(path) VALUES ('p')") == 1, "and one that a trigger reads");
    for (size_t i = 0; i < sizeof hot / sizeof hot[0]; i++) {
        int scans = count_scans(s->db, store_statement_texts[hot[i].id]);

        ok(scans == 0, "%s: %d tables read whole", hot[i].what, scans);
    }
    ok(count_scans(s->db, "SELECT * FROM v_excerpt WHERE report = 'x' ORDER BY start LIMIT 50") == 0,
       "v_excerpt of one report");
    ok(count_scans(s->db, "SELECT * FROM v_review WHERE excerpt = 'x'") == 0, "v_review of one excerpt");
    store_close(s);
    unlink(path.at);
    rmdir(folder);
    buf_free(&path);
    return done_testing();
}
