/* Several studies joined into one: parts of a shelf, or reviewers' copies of one study. */
#ifndef RUN_MERGE_H
#define RUN_MERGE_H

#include "store/merge.h"

#include <stdio.h>

struct merge_options {
    const char *out;                    /* made where it is not there, else added to */
    const char *const *in;
    size_t in_count;
    FILE *progress;
};

struct merge_summary {
    struct merge_counts added;
    size_t conflicts;
    size_t unfinished;                  /* passes with reports still to code */
};

/* in: the study that it comes from. */
typedef bool run_each_conflict(void *payload, const char *in, const struct merge_conflict *c, struct error *err);

/* Of parts all must be there, each once, complete, and of one shelf: else ERROR_INPUT names those that are missing,
 * doubled or not complete, and nothing is written. A new study appears whole or not at all; one that is there takes in
 * each study whole or not at all, and the same run again adds what is still missing. */
NODISCARD bool run_merge(const struct merge_options *options, run_each_conflict *each, void *payload,
                         struct merge_summary *out, struct error *err);

#endif
