#include "store/audit.h"
#include "store/decision.h"
#include "store/review.h"
#include "store/reviewer.h"
#include "store/store_internal.h"
#include "study.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[] = "/tmp/test_review.XXXXXX";
static char path[64];
static int64_t ann, ben, ada;       /* ada adjudicates */

/* What a query of one text gives, rows apart by |. */
static const char *ask(struct store *s, const char *sql)
{
    static struct buf out;
    sqlite3_stmt *q = NULL;

    buf_clear(&out);
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) != SQLITE_OK)
        buf_add_format(&out, "%s", sqlite3_errmsg(s->db));
    while (q && sqlite3_step(q) == SQLITE_ROW)
        buf_add_format(&out, "%s%s", out.size ? "|" : "",
                       sqlite3_column_text(q, 0) ? (const char *)sqlite3_column_text(q, 0) : "NULL");
    sqlite3_finalize(q);
    return buf_text(&out);
}

/* The key of code "one" on [14, 31) of report a, and so on. */
static const char *key_of(struct store *s, const char *sha256, const char *code, uint32_t start, uint32_t stop)
{
    static char keys[16][17];
    static unsigned next;
    char *key = keys[next++ % 16];

    store_excerpt_key(s, str_of(sha256), STR("book"), str_of(code), (struct range){start, stop}, key);
    return key;
}

static void test_reviewers(struct store *s)
{
    static const struct { const char *what, *name; } refused[] = {
        {"no name", ""}, {"one that is taken", "Ann"}, {"a semicolon", "Ann; Ben"}, {"a line's end", "An\nn"},
        {"a blank at its end", "Ann "}, {"no UTF-8", "An\xff"}};
    char token[REVIEWER_TOKEN_SIZE], other[REVIEWER_TOKEN_SIZE];
    struct error err = {0};
    int64_t id;

    ok(store_add_reviewer(s, STR("Ann"), false, token, &ann, &err)
       && store_add_reviewer(s, STR("Ben"), false, other, &ben, &err)
       && store_add_reviewer(s, STR("Ada"), true, other, &ada, &err), "three reviewers: %s", err.text);
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        ok(!store_add_reviewer(s, str_of(refused[i].name), false, other, &id, &err) && err.kind == ERROR_INPUT,
           "%s is refused: %s", refused[i].what, err.text);
}

static void test_tokens(struct store *s)
{
    char token[REVIEWER_TOKEN_SIZE], other[REVIEWER_TOKEN_SIZE];
    struct reviewer_row row;
    struct error err = {0};
    bool found;

    ok(store_renew_token(s, ann, token, &err) && strlen(token) == 64
       && store_find_token(s, str_of(token), &row, &found, &err) && found && row.id == ann
       && str_equal(row.name, STR("Ann")), "a token tells who it is");
    is_text("0", ask(s, "SELECT count(*) FROM reviewer_event WHERE length(token) NOT IN (0, 64)"),
            "of which a hash is kept");
    ok(store_find_token(s, STR(""), &row, &found, &err) && !found, "an empty one tells nobody");
    ok(store_renew_token(s, ann, other, &err) && store_find_token(s, str_of(token), &row, &found, &err) && !found
       && store_find_token(s, str_of(other), &row, &found, &err) && found, "a new token ends the old one");
}

static void test_retiring(struct store *s)
{
    char token[REVIEWER_TOKEN_SIZE];
    struct reviewer_row row;
    struct error err = {0};
    bool found;

    ok(store_change_reviewer(s, ben, REVIEWER_RETIRED, &err)
       && store_find_reviewer(s, STR("Ben"), &row, &found, &err) && found && row.retired.size > 0, "one retires");
    ok(store_change_reviewer(s, ben, REVIEWER_RETURNED, &err)
       && store_find_reviewer(s, STR("Ben"), &row, &found, &err) && row.retired.size == 0 && !row.adjudicates,
       "and returns");
    ok(store_find_reviewer(s, STR("Ada"), &row, &found, &err) && row.adjudicates, "one adjudicates");
    ok(store_renew_token(s, ann, token, &err) && store_change_reviewer(s, ann, REVIEWER_RETIRED, &err)
       && store_find_token(s, str_of(token), &row, &found, &err) && !found
       && store_change_reviewer(s, ann, REVIEWER_RETURNED, &err), "a token of one who retired is none");
}

static struct decision_new on(struct store *s, const char *request, int64_t reviewer, enum verdict verdict)
{
    return (struct decision_new){.request = str_of(request), .reviewer = reviewer, .report = str_of(study_a),
        .excerpt = str_of(key_of(s, study_a, "one", 14, 31)), .verdict = verdict, .recode = STR(""), .memo = STR("")};
}

static void test_decide(struct store *s)
{
    struct decision_new d = on(s, "1", ann, VERDICT_ACCEPT);
    struct decision_done done, again;
    struct error err = {0};

    d.memo = STR("a memo");
    d.star = true;
    d.seen = STR("Fathers are seen.");
    ok(store_decide(s, &d, &done, &err) && !done.again && done.decision > 0, "a decision: %s", err.text);
    ok(store_decide(s, &d, &again, &err) && again.again && again.decision == done.decision, "sent again: the same");
    is_text("Ann accept a memo 1 rule 1.0 1 Fathers are seen. same",
            ask(s, "SELECT reviewer || ' ' || verdict || ' ' || memo || ' ' || star || ' ' || origin || ' ' || version"
                   " || ' ' || counts || ' ' || words || ' ' || how FROM v_decision"), "all that was said is there");
    is_text("Annual report\n/ They were not asked.\nCaf\xc3\xa9.",
            ask(s, "SELECT prefix || '/' || suffix FROM passage"), "with what stands around it");
    is_text("accepted 1 Ann", ask(s, "SELECT status || ' ' || star || ' ' || decided_by FROM v_finding"
                                     " WHERE status <> 'undecided'"), "the excerpt is accepted");
    is_text("5", ask(s, "SELECT count(*) FROM v_finding WHERE status = 'undecided'"), "the others are undecided");
    is_text("1", ask(s, "PRAGMA synchronous"), "the study is as fast as before behind it");
}

/* What is wrong with a decision, and the words that must be said. */
static void test_refused(struct store *s)
{
    static const struct {
        const char *what, *report, *key, *code, *seen, *recode, *request, *words;
        uint32_t start, stop;
        int reviewer;       /* 0: ann, 1: none, 2: ann adjudicates */
        enum verdict verdict;
    } cases[] = {
        {"no request", study_a, "", "one", "", "", "", "a request is text of 1 to 100 bytes", 14, 31, 0, 0},
        {"another's request", study_a, "", "one", "", "", "1", "another reviewer's", 14, 31, 1, 0},
        {"no such reviewer", study_a, "", "one", "", "", "r", "there is no reviewer 99", 14, 31, 1, 0},
        {"no adjudicator", study_a, "", "one", "", "", "r", "Ann is no adjudicator", 14, 31, 2, 0},
        {"no such report", "cc", "", "one", "", "", "r", "no report cc", 14, 31, 0, 0},
        {"no such excerpt", study_a, "0123456789abcdef", "", "", "", "r", "no excerpt 0123456789abcdef", 0, 0, 0, 0},
        {"no such code", study_a, "", "three", "", "", "r", "has a code three", 14, 31, 0, 0},
        {"beyond the text", study_a, "", "one", "", "", "r", "bytes 14 to 99 are no words", 14, 99, 0, 0},
        {"a range turned round", study_a, "", "one", "", "", "r", "are no words", 31, 14, 0, 0},
        {"in the middle of a letter", study_a, "", "one", "", "", "r", "are no words", 53, 57, 0, 0},
        {"a blank", study_a, "", "one", "", "", "r", "are no words", 13, 14, 0, 0},
        {"other words were seen", study_a, "", "one", "Fathers were seen.", "", "r", "look at it again", 14, 31, 0, 0},
        {"recode to nothing", study_a, "", "one", "", " ", "r", "needs a code", 14, 31, 0, VERDICT_RECODE},
        {"a code with accept", study_a, "", "one", "", "two", "r", "with recode only", 14, 31, 0, VERDICT_ACCEPT},
        {"recode to no code", study_a, "", "one", "", "two three", "r", "code three", 14, 31, 0, VERDICT_RECODE},
        {"recode to itself", study_a, "", "one", "", "one", "r", "that is accept", 14, 31, 0, VERDICT_RECODE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct decision_new d = {
            .request = str_of(cases[i].request), .reviewer = cases[i].reviewer == 1 ? 99 : ann,
            .adjudicated = cases[i].reviewer == 2, .report = str_of(cases[i].report), .excerpt = str_of(cases[i].key),
            .codebook = STR("book"), .code = str_of(cases[i].code), .range = {cases[i].start, cases[i].stop},
            .seen = str_of(cases[i].seen), .verdict = cases[i].verdict, .recode = str_of(cases[i].recode),
            .memo = STR("")};
        struct decision_done done;
        struct error err = {0};

        ok(!store_decide(s, &d, &done, &err) && err.kind == ERROR_INPUT && strstr(err.text, cases[i].words),
           "%s is refused: %s", cases[i].what, err.text);
    }
    is_text("1", ask(s, "SELECT count(*) FROM decision"), "and nothing was written");
}

static void test_undo(struct store *s)
{
    struct decision_new d = on(s, "2", ann, VERDICT_REJECT);
    struct decision_done done, undone, again;
    struct error err = {0};

    ok(store_decide(s, &d, &done, &err), "another decision: %s", err.text);
    is_text("rejected", ask(s, "SELECT status FROM finding"), "the newest counts");
    ok(!store_undo(s, STR("u"), ben, done.decision, &undone, &err) && strstr(err.text, "another reviewer's"),
       "nobody undoes another's: %s", err.text);
    ok(store_undo(s, STR("u"), ann, done.decision, &undone, &err) && !undone.again, "it is undone: %s", err.text);
    is_text("accepted", ask(s, "SELECT status FROM finding"), "and the one before counts again");
    ok(store_undo(s, STR("u"), ann, done.decision, &again, &err) && again.again && again.decision == undone.decision
       && store_undo(s, STR("v"), ann, done.decision, &again, &err) && again.again, "twice is once");
    ok(!store_undo(s, STR("w"), ann, undone.decision, &again, &err) && strstr(err.text, "decide again"),
       "an undoing stays: %s", err.text);
    is_text("3", ask(s, "SELECT count(*) FROM decision"), "all three entries are there");
}

static void test_disagreement(struct store *s)
{
    struct decision_new b = on(s, "b1", ben, VERDICT_REJECT), a = on(s, "a1", ada, VERDICT_RECODE);
    struct decision_done done;
    struct error err = {0};

    ok(store_decide(s, &b, &done, &err), "another reviewer: %s", err.text);
    is_text("disagreed", ask(s, "SELECT status FROM finding"), "two who differ disagree");
    a.recode = STR("two two");
    a.adjudicated = true;
    ok(store_decide(s, &a, &done, &err), "an adjudicator settles it: %s", err.text);
    is_text("recoded two 0", ask(s, "SELECT status || ' ' || d.recode || ' ' || f.star FROM finding f JOIN counting c"
                                    " USING (excerpt) JOIN decision d ON d.id = c.decision WHERE c.adjudicated"),
            "and is heard above them");
    is_text("Ada; Ann; Ben", ask(s, "SELECT decided_by FROM v_finding WHERE status = 'recoded'"), "and who decided");
    ok(store_undo(s, STR("ua"), ada, done.decision, &done, &err), "taken back");
    is_text("disagreed", ask(s, "SELECT status FROM finding"), "it is open again");
    b = on(s, "b2", ben, VERDICT_ACCEPT);
    ok(store_decide(s, &b, &done, &err), "they agree");
    is_text("accepted", ask(s, "SELECT status FROM finding"), "then");
}

/* "Asked" in the second sentence, and then the whole second sentence, which a rule has tagged. */
static void test_by_hand(struct store *s)
{
    struct decision_new d = {.request = STR("h1"), .reviewer = ann, .report = str_of(study_a), .codebook = STR("book"),
                             .code = STR("two"), .range = {46, 51}};
    struct decision_done done, same;
    struct error err = {0};

    ok(store_decide(s, &d, &done, &err), "a passage is tagged by hand: %s", err.text);
    is_text(key_of(s, study_a, "two", 46, 51), done.excerpt, "its key is as any excerpt's");
    is_text("asked hand  accepted 1",
            ask(s, "SELECT words || ' ' || f.origin || ' ' || f.rule || ' ' || f.status || ' ' || f.page"
                   " FROM v_finding f JOIN v_decision d USING (excerpt) WHERE f.origin = 'hand'"), "it is an excerpt");
    is_text("7", ask(s, "SELECT count(*) FROM v_excerpt"), "among the others");
    d.request = STR("h2");
    d.range = (struct range){32, 52};
    ok(store_decide(s, &d, &same, &err), "what a rule has tagged: %s", err.text);
    is_text("7", ask(s, "SELECT count(*) FROM v_excerpt"), "is no second excerpt");
    is_text("rule", ask(s, "SELECT origin FROM v_decision WHERE request = 'h2'"), "and not of a hand");
    ok(store_undo(s, STR("hu"), ann, done.decision, &same, &err), "undone");
    is_text("6", ask(s, "SELECT count(*) FROM v_excerpt"), "it is none any more");
    d.request = STR("h3");
    d.range = (struct range){46, 51};
    ok(store_decide(s, &d, &same, &err) && study_code(s, "1.1", study_b, &err), "again; another pass: %s", err.text);
    is_text("1.1", ask(s, "SELECT version FROM v_excerpt WHERE origin = 'hand'"), "it stays");
}

static void test_batch(struct store *s)
{
    struct decision_new d[3];
    struct decision_done done[3];
    struct error err = {0};
    size_t count = 9;

    for (int i = 0; i < 3; i++) {
        d[i] = on(s, i == 0 ? "x1" : i == 1 ? "x2" : "x3", ann, VERDICT_UNSURE);
        d[i].report = str_of(study_b);
        d[i].excerpt = str_of(i == 0 ? key_of(s, study_b, "one", 14, 31) : i == 1 ? key_of(s, study_b, "two", 32, 52)
                              : "0123456789abcdef");
    }
    ok(!store_decide_all(s, d, 3, STR("batch"), done, &err) && strstr(err.text, "decision 3 of 3"),
       "a batch with one that is wrong is refused: %s", err.text);
    is_text("0", ask(s, "SELECT count(*) FROM decision WHERE batch <> ''"), "whole");
    d[2].excerpt = str_of(key_of(s, study_b, "one", 32, 52));
    ok(store_decide_all(s, d, 3, STR("batch"), done, &err), "else it is taken: %s", err.text);
    is_text("3", ask(s, "SELECT count(*) FROM finding WHERE status = 'unsure'"), "whole");
    ok(store_undo_batch(s, STR("ub"), ben, STR("batch"), &count, &err) && count == 0, "another has no such batch");
    ok(store_undo_batch(s, STR("ub"), ann, STR("batch"), &count, &err) && count == 3, "it is undone: %s", err.text);
    is_text("0", ask(s, "SELECT count(*) FROM finding WHERE status = 'unsure'"), "whole");
    ok(store_undo_batch(s, STR("ub"), ann, STR("batch"), &count, &err) && count == 0, "once");
}

static bool note_review(void *payload, const struct review_row *r, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%.1s %.*s %u-%u %.*s %.*s\n", r->report.at, STR_ARGS(r->code), r->range.start,
                   r->range.stop, STR_ARGS(r->origin), STR_ARGS(r->verdict));
    return true;
}

static void test_review(struct store *s)
{
    struct review_query query = {.reviewer = ben, .codebook = STR(""), .theme = STR(""), .code = STR(""),
                                 .report = STR("a"), .after = STR("")};
    struct buf seen = {0};
    struct error err = {0};

    ok(store_review(s, &query, note_review, &seen, &err), "what there is to review: %s", err.text);
    is_text("a one 14-31 rule accept\na two 32-52 rule \na one 32-52 rule \n", buf_text(&seen),
            "in order, with one's own word, without what another tagged by hand");
    buf_clear(&seen);
    query.reviewer = ann;
    ok(store_review(s, &query, note_review, &seen, &err), "to who did");
    is_text("a one 14-31 rule accept\na two 32-52 rule accept\na one 32-52 rule \na two 46-51 hand accept\n",
            buf_text(&seen), "it is shown");
    buf_clear(&seen);
    query.report = STR("");
    query.which = REVIEW_UNDECIDED;
    query.after = str_of(key_of(s, study_a, "one", 32, 52));
    query.limit = 2;
    ok(store_review(s, &query, note_review, &seen, &err), "what is undecided, from one on");
    is_text("b one 14-31 rule \nb two 32-52 rule \n", buf_text(&seen), "as many as were asked for");
    buf_free(&seen);
}

/* Of 10,000 excerpts: how many are doubled, how many a reviewer gets, and keeps by the other rules. */
static void count_shares(const struct assignments *rules, const struct assignments *without, int counts[4])
{
    for (int i = 0; i < 10000; i++) {
        char key[17];
        struct assignment_excerpt e = {{0}, STR("book"), STR("theme"), STR("one"), STR("a")};
        int times;
        bool mine;

        snprintf(key, sizeof key, "%016x", (unsigned)i * 2654435761u);
        e.key = str_of(key);
        mine = store_is_assigned(rules, ann, &e);
        times = mine + store_is_assigned(rules, ben, &e) + store_is_assigned(rules, ada, &e);
        counts[0] += times == 1;
        counts[1] += times == 2;
        counts[2] += mine;
        counts[3] += mine && store_is_assigned(without, ann, &e);
    }
}

/* Shares come out as they are asked for, and a reviewer who retires moves only what was theirs. */
static void test_assignments(struct store *s)
{
    int64_t both[] = {ann, ben, ada}, id;
    struct assignment a = {.codebook = STR(""), .theme = STR(""), .code = STR("one"), .reports = STR(""), .doubled = 20,
                           .seed = 7, .reviewers = both, .reviewer_count = 3};
    struct assignments rules = {0}, without = {0};
    struct assignment_excerpt e = {STR("k"), STR("book"), STR("theme"), STR("two"), STR("a")};
    struct error err = {0};
    int counts[4] = {0};
    bool found;

    ok(store_load_assignments(s, &rules, &err) && store_is_assigned(&rules, ann, &e), "without rules all have all");
    store_free_assignments(&rules);
    ok(store_add_assignment(s, &a, &id, &err) && store_load_assignments(s, &rules, &err) && rules.count == 1, "a rule");
    ok(!store_is_assigned(&rules, ann, &e) && !store_is_assigned(&rules, ben, &e), "another code is nobody's");
    ok(store_change_reviewer(s, ben, REVIEWER_RETIRED, &err) && store_load_assignments(s, &without, &err),
       "one retires");
    count_shares(&rules, &without, counts);
    ok(counts[0] + counts[1] == 10000 && counts[1] > 1800 && counts[1] < 2200, "a fifth is doubled (%d of 10,000)",
       counts[1]);
    ok(counts[2] > 3800 && counts[2] < 4200, "and each has a third (%d)", counts[2]);
    ok(counts[3] == counts[2], "who stays keeps what they had");
    store_free_assignments(&rules);
    ok(store_end_assignment(s, id, &found, &err) && found && store_end_assignment(s, id, &found, &err) && !found
       && store_load_assignments(s, &rules, &err) && rules.count == 0, "a rule ends once");
    ok(store_change_reviewer(s, ben, REVIEWER_RETURNED, &err), "one returns");
    store_free_assignments(&rules);
    store_free_assignments(&without);
}

static void test_audit(struct store *s)
{
    struct audit_new a = {.request = STR("q1"), .reviewer = ann, .report = str_of(study_a), .codebook = STR("book"),
                          .version = STR("1.0"), .question = STR("q"), .answer = AUDIT_PARTLY, .memo = STR("m"),
                          .evidence = STR("")};
    struct decision_done done, again;
    struct error err = {0};

    ok(store_answer_audit(s, &a, &done, &err) && store_answer_audit(s, &a, &again, &err) && again.again
       && again.decision == done.decision, "an audit answer, once: %s", err.text);
    a.request = STR("q2");
    a.answer = AUDIT_NOT_FOUND;
    a.evidence = STR("x");
    ok(!store_answer_audit(s, &a, &done, &err) && strstr(err.text, "16 hex digits"), "evidence is keys: %s", err.text);
    a.evidence = str_of(key_of(s, study_a, "one", 14, 31));
    ok(store_answer_audit(s, &a, &done, &err), "another: %s", err.text);
    is_text("0|1", ask(s, "SELECT counts FROM v_audit_answer ORDER BY answer_id"), "the newest counts");
    ok(!store_undo_last_audit(s, STR("qu"), ben, str_of(study_a), &again, &err), "nobody undoes another's: %s",
       err.text);
    ok(!store_undo_last_audit(s, STR("qu"), ann, str_of(study_b), &again, &err), "nor one of another report: %s",
       err.text);
    ok(store_undo_last_audit(s, STR("qu"), ann, str_of(study_a), &done, &err) && !done.again
       && store_undo_last_audit(s, STR("qu"), ann, str_of(study_a), &again, &err) && again.again
       && again.decision == done.decision, "the last is undone, by one request once: %s", err.text);
    is_text("partly", ask(s, "SELECT answer FROM v_audit_answer WHERE counts"), "the one before counts");
    ok(store_undo_last_audit(s, STR("qv"), ann, str_of(study_a), &again, &err), "then that: %s", err.text);
    is_text("0", ask(s, "SELECT count(*) FROM v_audit_answer WHERE counts"), "and none counts");
    ok(!store_undo_last_audit(s, STR("qw"), ann, str_of(study_a), &again, &err), "nothing is left to undo: %s",
       err.text);
    is_text("4", ask(s, "SELECT count(*) FROM audit_answer"), "all that was said is kept");
}

static void test_notes(struct store *s)
{
    struct decision_new d = {.request = STR("n1"), .reviewer = ada, .report = str_of(study_a), .star = true,
                             .memo = STR("look again"), .excerpt = str_of(key_of(s, study_a, "one", 14, 31))};
    static const char all[] = "SELECT memo || star || holds FROM v_note ORDER BY note";
    struct decision_done done, again;
    struct error err = {0};

    ok(store_note(s, &d, &done, &err) && store_note(s, &d, &again, &err) && again.again
       && again.decision == done.decision, "a note, once: %s", err.text);
    d.request = STR("n2");
    d.memo = STR("look");
    ok(store_note(s, &d, &done, &err), "another: %s", err.text);
    is_text("look again10|look11", ask(s, all), "the newest holds");
    is_text("0", ask(s, "SELECT count(*) FROM v_review WHERE reviewer = 'Ada' AND memo LIKE 'look%'"),
            "and is no decision");
    d.request = STR("n3");
    d.memo = STR("decided");
    ok(store_decide(s, &d, &done, &err), "then the excerpt is decided: %s", err.text);
    is_text("look again10|look10", ask(s, all), "from then on what was decided holds");
    ok(store_undo(s, STR("n4"), ada, done.decision, &again, &err), "that is undone: %s", err.text);
    is_text("look again10|look11", ask(s, all), "and the note holds again");
    d.request = STR("n5");
    d.excerpt = STR("0000000000000000");
    ok(!store_note(s, &d, &done, &err), "nothing is noted of what is no excerpt: %s", err.text);
}

/* Whatever program asks, what a person said stays. */
static void test_append_only(void)
{
    static const char *const tables[] = {"reviewer", "reviewer_event", "assignment", "assignment_reviewer",
                                         "assignment_end", "passage", "place", "decision", "note",
                                         "audit_answer"};
    sqlite3 *db = NULL;
    struct buf sql = {0};

    if (!ok(sqlite3_open(path, &db) == SQLITE_OK, "another program opens the study"))
        return;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        static const char *const forms[] = {
            "DELETE FROM %s", "INSERT OR REPLACE INTO %s SELECT * FROM %s", "UPDATE OR REPLACE %s SET %s = %s"};
        char column[32] = "";
        sqlite3_stmt *q = NULL;

        buf_clear(&sql);
        buf_add_format(&sql, "SELECT name FROM pragma_table_info('%s') LIMIT 1", tables[i]);
        if (sqlite3_prepare_v2(db, sql.at, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
            snprintf(column, sizeof column, "%s", (const char *)sqlite3_column_text(q, 0));
        sqlite3_finalize(q);
        for (int f = 0; f < 3; f++) {
            buf_clear(&sql);
            if (f == 0)
                buf_add_format(&sql, "DELETE FROM %s", tables[i]);
            else if (f == 1)
                buf_add_format(&sql, "INSERT OR REPLACE INTO %s SELECT * FROM %s", tables[i], tables[i]);
            else
                buf_add_format(&sql, "UPDATE OR REPLACE %s SET %s = %s", tables[i], column, column);
            sqlite3_exec(db, sql.at, NULL, NULL, NULL);
            ok(strstr(sqlite3_errmsg(db), "only ever added") || strstr(sqlite3_errmsg(db), "of this name"),
               "%s (%s): %s", forms[f], tables[i], sqlite3_errmsg(db));
        }
    }
    sqlite3_close(db);
    buf_free(&sql);
}

/* What counts follows from the log alone. */
static void test_recount(struct store *s)
{
    static const char all[] = "SELECT group_concat(excerpt || adjudicated || reviewer || decision) FROM counting"
        " UNION ALL SELECT group_concat(excerpt || status || star || hand || report) FROM finding";
    struct buf before = {0};

    buf_add(&before, str_of(ask(s, all)));
    ask(s, "DELETE FROM counting");
    ask(s, "DELETE FROM finding");
    ask(s, "INSERT INTO recount(excerpt) SELECT DISTINCT excerpt FROM place");
    is_text(buf_text(&before), ask(s, all), "made anew, it is the same");
    buf_free(&before);
}

/* What may be gone through: the few passes, lists made in the query itself, the excerpts it has put together. */
static bool is_fine(const char *step)
{
    static const char *const fine[] = {"SCAN codebook", "SCAN cp", "SCAN current_pass", "SCAN line", "SCAN (subquery",
                                       "SCAN CONSTANT ROW", "SCAN e", "SEARCH cp USING AUTOMATIC"};

    for (size_t f = 0; f < sizeof fine / sizeof fine[0]; f++)
        if (strncmp(step, fine[f], strlen(fine[f])) == 0)
            return true;
    return strncmp(step, "SCAN", 4) != 0 && !strstr(step, "AUTOMATIC") && !strstr(step, "passage_of");
}

/* What runs for each decision or report looks only at what is of it. */
static void test_plans(struct store *s)
{
    static const struct { enum statement id; const char *name; } hot[] = {
        {SQL_DECISION_REPORT, "decision_report"}, {SQL_DECISION_EXCERPT, "decision_excerpt"},
        {SQL_DECISION_EXCERPT_BEFORE, "decision_excerpt_before"}, {SQL_CURRENT_CODE, "current_code"},
        {SQL_DECISION_BY_REQUEST, "decision_by_request"}, {SQL_DECISION_TO_UNDO, "decision_to_undo"},
        {SQL_DECISION_BATCH, "decision_batch"}, {SQL_DECISION_ADD, "decision_add"},
        {SQL_PASSAGE_FIND, "passage_find"}, {SQL_PLACE_ADD, "place_add"},
        {SQL_OPINION_EACH, "opinion_each"}, {SQL_REVIEW_EXCERPTS, "review_excerpts"},
        {SQL_LIST_EXCERPTS, "list_excerpts"}, {SQL_HEIR_EACH, "heir_each"}, {SQL_CURRENT_PASS_OF, "current_pass_of"},
        {SQL_REVIEWER_TOKEN, "reviewer_token"}, {SQL_AUDIT_BY_REQUEST, "audit_by_request"},
    };

    for (size_t i = 0; i < sizeof hot / sizeof hot[0]; i++) {
        struct buf sql = {0}, wrong = {0};
        sqlite3_stmt *q = NULL;
        int rows = 0;

        buf_add_format(&sql, "EXPLAIN QUERY PLAN %s", store_statement_texts[hot[i].id]);
        if (sqlite3_prepare_v2(s->db, sql.at, -1, &q, NULL) != SQLITE_OK)
            buf_add_format(&wrong, "%s", sqlite3_errmsg(s->db));
        for (; q && sqlite3_step(q) == SQLITE_ROW; rows++) {
            const char *step = (const char *)sqlite3_column_text(q, 3);

            if (!is_fine(step))
                buf_add_format(&wrong, "%s; ", step);
        }
        ok(rows > 0 && wrong.size == 0, "%s looks only at what it must (%s)", hot[i].name, buf_text(&wrong));
        sqlite3_finalize(q);
        buf_free(&sql);
        buf_free(&wrong);
    }
}

/* Another process has the study for itself for some time. */
static pid_t hold(int64_t ms)
{
    int ready[2];
    char byte;
    pid_t child;

    if (pipe(ready) != 0 || (child = fork()) < 0)
        abort();
    if (child == 0) {
        sqlite3 *db = NULL;

        if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
            _exit(1);
        if (write(ready[1], "r", 1) == 1)
            usleep((useconds_t)ms * 1000);
        _exit(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK);
    }
    close(ready[1]);
    ok(read(ready[0], &byte, 1) == 1, "another has the study");
    close(ready[0]);
    return child;
}

/* A decision waits for who writes, and says so when it gives up; asked again it is there. */
static void test_waiting(struct store *s)
{
    struct decision_new d = on(s, "waits", ann, VERDICT_ACCEPT);
    int64_t patience = s->patience_ms;
    struct decision_done done;
    struct error err = {0};
    pid_t other = hold(400);
    int status;

    ok(patience == 30000, "it waits for half a minute");
    ok(store_decide(s, &d, &done, &err) && !done.again, "a decision waits for another to end: %s", err.text);
    ok(waitpid(other, &status, 0) == other && status == 0, "the other ended well");
    other = hold(3000);
    s->patience_ms = 20;
    d = on(s, "in vain", ann, VERDICT_ACCEPT);
    ok(!store_decide(s, &d, &done, &err) && strstr(err.text, "another excerpta is writing to it"),
       "a decision in vain says why: %s", err.text);
    s->patience_ms = patience;
    kill(other, SIGKILL);
    waitpid(other, &status, 0);
    ok(store_decide(s, &d, &done, &err) && !done.again, "sent again it is made: %s", err.text);
}

/* Several processes decide while another codes: each decision is there once. */
static void test_processes(struct store *s)
{
    enum { PROCESSES = 4, EACH = 40 };
    pid_t children[PROCESSES + 1];
    struct error err = {0};
    int failed = 0, status;

    for (int p = 0; p <= PROCESSES; p++)
        if ((children[p] = fork()) == 0) {
            struct store *mine = NULL;
            bool fine = store_open(&mine, path, STORE_WRITE, &err);
            char request[32], version[24];

            for (int i = 0; fine && i < EACH; i++) {
                struct decision_done done;
                struct decision_new d;

                snprintf(request, sizeof request, "p%d/%d", p / 2, i);  /* two send the same ones */
                snprintf(version, sizeof version, "3.%d", i);
                d = on(mine, request, ann, VERDICT_ACCEPT);
                fine = p == PROCESSES ? i % 8 != 0 || study_code(mine, version, study_a, &err)
                    : store_decide(mine, &d, &done, &err);
            }
            if (!fine)
                printf("# process %d: %s\n", p, err.text);
            store_close(mine);
            fflush(stdout);
            _exit(!fine);
        }
    for (int p = 0; p <= PROCESSES; p++) {
        waitpid(children[p], &status, 0);
        failed += status != 0;
    }
    ok(failed == 0, "five processes at once");
    is_text("80", ask(s, "SELECT count(*) FROM decision WHERE request LIKE 'p%'"), "no decision is lost, none doubled");
    is_text("0", ask(s, "SELECT count(*) FROM decision a JOIN decision b ON b.reviewer = a.reviewer AND b.id < a.id"
                        " AND b.at > a.at"), "of a reviewer none is before the one before");
}

int main(void)
{
    struct store *s = NULL;
    struct error err = {0};
    struct buf command = {0};

    if (!mkdtemp(folder))
        return 99;
    snprintf(path, sizeof path, "%s/study.db", folder);
    if (!ok(study_make(&s, path, &err), "a study %s", err.text))
        return done_testing();
    test_reviewers(s);
    test_tokens(s);
    test_retiring(s);
    test_decide(s);
    test_refused(s);
    test_undo(s);
    test_disagreement(s);
    test_by_hand(s);
    test_batch(s);
    test_review(s);
    test_assignments(s);
    test_audit(s);
    test_notes(s);
    test_recount(s);
    test_plans(s);
    test_waiting(s);
    test_processes(s);
    store_close(s);
    test_append_only();
    buf_add_format(&command, "rm -r '%s'", folder);
    ok(system(buf_text(&command)) == 0, "the scratch folder goes away");
    buf_free(&command);
    return done_testing();
}
