/* A change of a codebook tried on the study: what it would tag anew, no longer, or otherwise, and which decisions that
 * touches. It runs in a thread of its own, through a study that it can only read: nobody who decides waits for it, and
 * nothing is written. One runs at a time; of each reviewer's only the last of all is kept, until another begins. */
#ifndef REVIEW_TRIAL_H
#define REVIEW_TRIAL_H

#include "base/json.h"
#include "review/desk.h"

enum {
    REVIEW_TRIAL_SECONDS = 300,         /* then it is stopped */
    REVIEW_TRIAL_KEPT = 2000,           /* of each kind of change; and as many again of those that touch decisions */
    REVIEW_TRIAL_ROWS = 50,             /* told at once */
};

/* Threads may call. */
struct review_trials;
void review_trials_new(struct review_trials **out, const char *study);
void review_trials_free(struct review_trials *t);       /* stops the one that runs; NULL is fine */

struct review_trial_new {
    int64_t reviewer;
    struct str name;                    /* of the reviewer */
    bool all;                           /* everybody's decisions are told, not only their own */
    const struct review_book *book;
    struct str xml;                     /* the codebook with the change */
    size_t reports;                     /* of the study */
};
/* What is given is copied. ERROR_USAGE where one runs. Whether the change can be read is told by the trial. */
NODISCARD bool review_trials_start(struct review_trials *t, const struct review_trial_new *trial, struct error *err);
/* Asks the reviewer's to stop. */
void review_trials_stop(struct review_trials *t, int64_t reviewer);

struct review_trial_asked {
    int64_t reviewer;
    struct str change, code;            /* "": any */
    bool touched;                       /* only those that touch decisions */
    size_t from;
};
/* Writes the reviewer's, as doc/formats/review.md tells it, into the object that is begun. */
void review_trials_tell(struct review_trials *t, const struct review_trial_asked *asked, struct json_writer *j);

#endif
