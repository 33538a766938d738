/* Where the words that were decided on stand now. run/carry.h looks for them; here it is asked and written down. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include "base/file.h"
#include "document/document.h"
#include "store/store.h"

struct store_place {
    int64_t pass;               /* after which it was looked for; 0: when it was first decided on */
    const char *how;            /* 'same', 'moved', 'respelt', 'unit', 'orphaned' */
    const char *reason;         /* of an orphan; else "" */
    const char *excerpt;        /* the key of the excerpt that it is now; "" for an orphan */
    const char *report;         /* sha256 */
    const char *text;           /* SHA-256 of the report's text that was looked at; "" where none was */
    struct range range;
};

/* In the caller's transaction; what the decisions on the passage are worth moves with it. Nothing is written where the
 * passage has been placed anew since place `seen` (its id; INT64_MAX: in any case). */
NODISCARD bool store_add_place(struct store *s, int64_t passage, int64_t seen, const struct store_place *p,
                               struct error *err);

/* A passage whose place is to be looked at after a pass: all but those that stand where the pass has an excerpt of
 * the code, in a text that is the one it was placed in. Text is good for the call. */
struct passage_row {
    int64_t id, place;                  /* place: the id of its newest row */
    struct str report, code, words, prefix, suffix;     /* as decided on; report: sha256 */
    struct str how, reason, now_report, text;           /* as placed last */
    struct range now;
    bool code_known;                    /* the pass looked for such a code */
    bool accepted;                      /* whatever was said of it and not undone is accept */
    bool hand;                          /* a decision on it that was not undone tags it by hand */
};
typedef bool store_each_passage(void *payload, const struct passage_row *p, struct error *err);
/* By now_report, report, start. */
NODISCARD bool store_passages(struct store *s, struct str codebook, int64_t pass, store_each_passage *each,
                              void *payload, struct error *err);

/* The newest complete pass of a codebook. */
NODISCARD bool store_current_pass(struct store *s, struct str codebook, int64_t *pass, bool *found, struct error *err);

/* A code of the newest complete pass of a codebook; of any, where that is "". */
struct current_code {
    int64_t pass;
    int64_t codebooks;                  /* that have a code of this id; 0: there is none, and the rest is not filled */
    struct str codebook, version;       /* of the first by name */
};
NODISCARD bool store_find_current_code(struct store *s, struct str codebook, struct str code, struct current_code *out,
                                       struct arena *arena, struct error *err);

/* The reports that files hold now of which the given one is the same or a predecessor, however far back; several where
 * its file had copies. By sha256; text is good for the call. */
typedef bool store_each_heir(void *payload, int64_t report, struct str sha256, struct error *err);
NODISCARD bool store_heirs(struct store *s, struct str sha256, store_each_heir *each, void *payload,
                           struct error *err);

#endif
