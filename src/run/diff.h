/* What another codebook would tag otherwise in the reports of a study. Nothing is written to it. */
#ifndef RUN_DIFF_H
#define RUN_DIFF_H

#include "codebook/codebook.h"
#include "store/decision.h"
#include "store/listing.h"

enum excerpt_change {
    EXCERPT_ANEW,           /* tagged by the second only */
    EXCERPT_NO_LONGER,      /* by the first only */
    EXCERPT_STANDING,       /* by both, with another standing */
    EXCERPT_MOVED,          /* by both, but the unit begins or ends elsewhere */
    EXCERPT_CHANGES
};
extern const char *const run_excerpt_change_words[EXCERPT_CHANGES];

/* Of an excerpt that one of the codebooks does not tag, its standing is "". */
struct excerpt_difference {
    enum excerpt_change change;
    const char *code;
    const struct report_row *report;
    size_t page;                            /* from 1, where it begins */
    struct range before, after;             /* the same but of EXCERPT_MOVED */
    struct str standing_before, standing_after;
    struct str rule;                        /* of after, or of before where there is none */
    struct str words;                       /* of after, or of before where there is none */
    const struct document *document;        /* of which after is a range */
    const struct range *spans;              /* what the rule found in it, as in struct match_excerpt */
    size_t span_count;
    size_t decisions[VERDICT_COUNT];        /* that count, on this code and these words: what the change touches */
};
/* Good for the call only; false stops. */
typedef bool run_each_diff(void *payload, const struct excerpt_difference *d, struct error *err);

/* Asked before each report (so many are done) and, between, before each unit of it; false, with *err filled, stops. */
typedef bool run_diff_goes_on(void *payload, size_t reports, struct error *err);

struct diff_options {
    run_each_diff *each;
    run_diff_goes_on *goes_on;              /* or NULL */
    void *payload;                          /* of both */
    struct str reviewer;                    /* whose decisions are told; "": everybody's */
};

/* How many excerpts a code has in the whole study, and in how many reports; -1 where the codebook lacks it. */
struct diff_count {
    const char *code;
    int64_t before, after, reports_before, reports_after;
    size_t changes[EXCERPT_CHANGES];
    size_t decisions;                       /* touched in all */
};
struct diff_summary {
    struct diff_count *counts;              /* of the codes that may find something else: the second codebook's, */
    size_t count;                           /* then those that only the first has; freed with free, always */
    size_t reports, given_up;               /* given_up: units in which a pattern was given up */
};

/* Runs the codes that the two codebooks do not have alike over every report, and calls each by report, place and code.
 * Codes are the same by their id. Decisions are those on a's codebook, by its id. */
NODISCARD bool run_diff(struct store *s, const struct codebook *a, const struct codebook *b,
                        const struct diff_options *options, struct diff_summary *out, struct error *err);

#endif
