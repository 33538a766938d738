/* Answers to the audit questions of a codebook, for each report by each reviewer. They are only ever added, as
 * decisions are (decision.h). */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "store/decision.h"

enum audit_answer { AUDIT_YES, AUDIT_PARTLY, AUDIT_NO, AUDIT_UNCLEAR, AUDIT_NOT_FOUND, AUDIT_UNREADABLE, AUDIT_COUNT };
extern const char *const store_audit_words[AUDIT_COUNT];        /* "yes", …, "not found", "unreadable" */
bool store_find_audit_word(struct str word, enum audit_answer *out);

struct audit_new {
    struct str request;             /* as in decision_new */
    int64_t reviewer;
    bool adjudicated;
    struct str report;              /* sha256 */
    struct str codebook, version, question;
    enum audit_answer answer;
    struct str memo;
    struct str evidence;            /* keys of excerpts of the report, with blanks between */
};

/* A durable transaction of its own. out->excerpt is "". ERROR_INPUT where the report is not there, the evidence is no
 * list of keys, or as in store_decide. Whether the codebook asks that question is the caller's to know. */
NODISCARD bool store_answer_audit(struct store *s, const struct audit_new *a, struct decision_done *out,
                                  struct error *err);
/* Undoes the reviewer's newest answer of a report, by an entry of its own: the answer before it counts then. A request
 * that is known undoes nothing more. ERROR_INPUT where there is none left. */
NODISCARD bool store_undo_last_audit(struct store *s, struct str request, int64_t reviewer, struct str report,
                                     struct decision_done *out, struct error *err);

struct audit_row {
    int64_t answer_id;
    struct str request, reviewer, at, kind, report, codebook, version, question, answer, memo, evidence;
    bool counts;                    /* the newest of this reviewer, question and report that was not undone */
};
typedef bool store_each_audit(void *payload, const struct audit_row *a, struct error *err);
struct audit_filter {
    struct str reviewer, report, codebook, question;    /* "" is any */
    bool counting;
};
/* By id. */
NODISCARD bool store_audit_answers(struct store *s, const struct audit_filter *filter, store_each_audit *each,
                                   void *payload, struct error *err);

#endif
