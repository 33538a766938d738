#include "store/audit.h"

#include "store/report.h"
#include "store/review_internal.h"

const char *const store_audit_words[AUDIT_COUNT] = {"yes", "partly", "no", "unclear", "not found", "unreadable"};

bool store_find_audit_word(struct str word, enum audit_answer *out)
{
    *out = (enum audit_answer)str_find(word, store_audit_words, AUDIT_COUNT);
    return *out < AUDIT_COUNT;
}

static bool check_evidence(struct str evidence, struct error *err)
{
    struct str one;

    while (str_next(&evidence, ' ', &one))
        if (!str_is_hex(one, EXCERPT_KEY_SIZE - 1))
            return error_set(err, ERROR_INPUT, "evidence \"%.*s\" is no excerpt: each is 16 hex digits, with one blank "
                             "between", STR_ARGS(one));
    return true;
}

static bool check(struct store *s, const struct audit_new *a, struct error *err)
{
    char sha256[FILE_HASH_SIZE];
    int64_t report;
    bool found;

    snprintf(sha256, sizeof sha256, "%.*s", STR_ARGS(a->report));
    if (!store_check_text("memo", a->memo, 0, DECISION_MAX_MEMO, err)
        || !store_check_text("question", a->question, 1, DECISION_MAX_REQUEST, err)
        || !store_check_text("codebook", a->codebook, 1, DECISION_MAX_REQUEST, err)
        || !store_check_text("version", a->version, 1, DECISION_MAX_REQUEST, err)
        || !check_evidence(a->evidence, err) || !store_check_reviewer(s, a->reviewer, a->adjudicated, err)
        || !store_find_report(s, sha256, &report, &found, err))
        return false;
    return found || error_set(err, ERROR_INPUT, "the study has no report %.*s", STR_ARGS(a->report));
}

static bool add(struct store *s, const struct audit_new *a, struct decision_done *out, struct error *err)
{
    sqlite3_stmt *q;
    bool found;

    if (!store_find_request(s, SQL_AUDIT_BY_REQUEST, a->request, a->reviewer, out, err))
        return false;
    if (out->again)
        return true;
    if (!check(s, a, err) || !(q = store_statement(s, SQL_AUDIT_ADD, err)))
        return false;
    store_bind_text(q, ":request", a->request);
    store_bind_int(q, ":reviewer", a->reviewer);
    store_bind_text(q, ":kind", a->adjudicated ? STR("adjudicated") : STR("review"));
    store_bind_text(q, ":report", a->report);
    store_bind_text(q, ":codebook", a->codebook);
    store_bind_text(q, ":version", a->version);
    store_bind_text(q, ":question", a->question);
    store_bind_text(q, ":answer", str_of(store_audit_words[a->answer]));
    store_bind_text(q, ":memo", a->memo);
    store_bind_text(q, ":evidence", a->evidence);
    return store_one(s, q, &out->decision, &found, err);
}

bool store_answer_audit(struct store *s, const struct audit_new *a, struct decision_done *out, struct error *err)
{
    if (!store_begin_durable(s, err))
        return false;
    return store_end(s, add(s, a, out, err), err);
}

static bool undo_last(struct store *s, struct str request, int64_t reviewer, struct str report,
                      struct decision_done *out, struct error *err)
{
    sqlite3_stmt *q;
    bool found;

    if (!store_find_request(s, SQL_AUDIT_BY_REQUEST, request, reviewer, out, err))
        return false;
    if (out->again)
        return true;
    if (!store_check_reviewer(s, reviewer, false, err) || !(q = store_statement(s, SQL_AUDIT_UNDO_LAST, err)))
        return false;
    store_bind_text(q, ":request", request);
    store_bind_int(q, ":reviewer", reviewer);
    store_bind_text(q, ":report", report);
    return store_one(s, q, &out->decision, &found, err)
        && (found || error_set(err, ERROR_INPUT, "there is no answer of yours to undo in this report"));
}

bool store_undo_last_audit(struct store *s, struct str request, int64_t reviewer, struct str report,
                           struct decision_done *out, struct error *err)
{
    if (!store_begin_durable(s, err))
        return false;
    return store_end(s, undo_last(s, request, reviewer, report, out, err), err);
}

static bool take_answer(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct audit_row r = {
        .answer_id = sqlite3_column_int64(q, 0), .request = store_column(q, 1),
        .reviewer = store_column(q, 2), .at = store_column(q, 3), .kind = store_column(q, 4),
        .report = store_column(q, 5), .codebook = store_column(q, 6), .version = store_column(q, 7),
        .question = store_column(q, 8), .answer = store_column(q, 9), .memo = store_column(q, 10),
        .evidence = store_column(q, 11), .counts = sqlite3_column_int(q, 12),
    };

    return (*(store_each_audit *const *)each)(payload, &r, err);
}

bool store_audit_answers(struct store *s, const struct audit_filter *filter, store_each_audit *each, void *payload,
                         struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_AUDIT_EACH, err);

    if (!q)
        return false;
    store_bind_text(q, ":reviewer", filter->reviewer);
    store_bind_text(q, ":report", filter->report);
    store_bind_text(q, ":codebook", filter->codebook);
    store_bind_text(q, ":question", filter->question);
    store_bind_int(q, ":counting", filter->counting);
    return store_list(s, q, take_answer, &each, payload, err);
}
