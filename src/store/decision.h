/* What reviewers say of excerpts. Decisions are only ever added: what is taken back is undone by another entry, and
 * of a reviewer's decisions on an excerpt the newest counts that was not undone. */
#ifndef STORE_DECISION_H
#define STORE_DECISION_H

#include "document/document.h"
#include "store/store.h"

enum verdict { VERDICT_ACCEPT, VERDICT_REJECT, VERDICT_RECODE, VERDICT_UNSURE, VERDICT_COUNT };
extern const char *const store_verdict_words[VERDICT_COUNT];    /* "accept", … */
/* False where the word is none. */
bool store_find_verdict(struct str word, enum verdict *out);

enum { DECISION_MAX_MEMO = 10000, DECISION_MAX_REQUEST = 100, DECISION_MAX_BATCH = 100000, EXCERPT_KEY_SIZE = 17 };

/* A decision as it is sent. An excerpt is named by its report and key. With key "" a passage is tagged by hand: then
 * codebook, code (which the newest complete pass of that codebook must have) and range tell of what; where it is an
 * excerpt already, the decision is on that. */
struct decision_new {
    struct str request;         /* 1 to DECISION_MAX_REQUEST bytes, made by the sender: a second one changes nothing */
    int64_t reviewer;
    bool adjudicated;           /* settles a disagreement: overrides what reviewers said */
    struct str report;          /* sha256 */
    struct str excerpt;
    struct str codebook, code;
    struct range range;
    struct str seen;            /* the words that the reviewer saw, or "" where they are not known */
    enum verdict verdict;
    struct str recode;          /* of VERDICT_RECODE, ids of codes of the codebook, with blanks between; else "" */
    struct str memo;
    bool star;                  /* good practice */
};

struct decision_done {
    int64_t decision;
    bool again;                         /* the request was known: what it did then is told */
    char excerpt[EXCERPT_KEY_SIZE];     /* of a passage tagged by hand, its new key */
};

/* Returns once it is on the disk (a transaction with synchronous = FULL, of its own); on false nothing was written.
 * Several processes may decide at once. ERROR_INPUT where the report, excerpt or code is not there, the range is no
 * words of the report, the words seen are not those (the report was read again since), the reviewer is retired or
 * adjudicates without leave, or a field is too long. An excerpt of an older pass is taken: the reviewer may have
 * looked at it before the newer one ended. */
NODISCARD bool store_decide(struct store *s, const struct decision_new *d, struct decision_done *out,
                            struct error *err);

/* Star and memo alone, of words that the reviewer has not decided on: they hold until they do, and whenever what was
 * decided is undone. Of the decision its request, reviewer, report, excerpt, memo and star are looked at. */
NODISCARD bool store_note(struct store *s, const struct decision_new *d, struct decision_done *out, struct error *err);

/* Several at once, in one transaction, all or nothing; each keeps its own request. batch (as a request) names them,
 * so that they can be undone together; out has count places, or is NULL. ERROR_LIMIT past DECISION_MAX_BATCH. */
NODISCARD bool store_decide_all(struct store *s, const struct decision_new *d, size_t count, struct str batch,
                                struct decision_done *out, struct error *err);

/* Whether store_decide would take it (its request is not looked at), and the excerpt and words that it is on, in the
 * arena. Nothing is written. */
NODISCARD bool store_check_decision(struct store *s, const struct decision_new *d, struct arena *arena,
                                    struct str *excerpt, struct str *words, struct error *err);
/* A name that no request or batch has: 32 hex digits of the system's random numbers, and NUL. */
NODISCARD bool store_new_request(char name[33], struct error *err);

/* What is kept of a text before `at`, or behind it, of a passage: up to 64 bytes, cut between letters. */
struct str store_around(struct str text, size_t at, bool before);
/* Whether a rule has tagged what the key names in a report, in the passes that are current; false also where the study
 * has no such report. */
NODISCARD bool store_is_tagged(struct store *s, const char *sha256, struct str key, bool *tagged, struct error *err);

/* Undoes a decision by an entry of its own, which nobody undoes: to have it again, decide again. ERROR_INPUT where it
 * is not the reviewer's or is itself an undoing. One that is undone already is told as `again`. */
NODISCARD bool store_undo(struct store *s, struct str request, int64_t reviewer, int64_t decision,
                          struct decision_done *out, struct error *err);
/* Undoes what still holds of the reviewer's batch, in one transaction; *count: how many. */
NODISCARD bool store_undo_batch(struct store *s, struct str request, int64_t reviewer, struct str batch, size_t *count,
                                struct error *err);

/* A decision, of what v_decision tells of it (doc/formats/study.md). Text is good for the call. */
struct decision_row {
    int64_t decision, undone_by;                /* 0: none */
    struct str request, reviewer, at, kind, verdict, recode, memo, batch;
    bool star, counts;
    struct str codebook, version, code, origin, words;
    struct str decided_report;
    struct range decided;
    struct str how, reason, excerpt, report;    /* excerpt "": orphaned */
    struct range range;
    struct str standing_seen, standing;         /* in the pass that the reviewer saw, and now;
                                                   "": not known, as by hand, orphaned, or read anew since */
};
typedef bool store_each_decision(void *payload, const struct decision_row *d, struct error *err);
struct decision_filter {
    struct str reviewer, codebook, code;        /* "" is any */
    struct str report, excerpt;                 /* as they are named now, or were when decided on */
    struct str how, batch;                      /* 'orphaned', … */
    bool counting;                              /* only those that count */
};
/* By id. */
NODISCARD bool store_decisions(struct store *s, const struct decision_filter *filter, store_each_decision *each,
                               void *payload, struct error *err);

#endif
