/* What was found, counted by code and report. */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include "store/store.h"

/* "" is any. */
struct tally_filter {
    struct str codebook, theme, code;
};

struct tally_code_row {
    struct str codebook, theme, code, title;
    int64_t pass;
};
typedef bool store_each_tally_code(void *payload, const struct tally_code_row *r, struct error *err);
/* Codes of the newest complete passes, by codebook and their place in it. */
NODISCARD bool store_tally_codes(struct store *s, const struct tally_filter *filter, store_each_tally_code *each,
                                 void *payload, struct error *err);

/* Excerpts of a code in a report with one standing. */
struct tally_row {
    struct str codebook, code, standing;
    int64_t report;
    uint64_t all, kept, accepted;       /* kept: not rejected or recoded */
};
typedef bool store_each_tally(void *payload, const struct tally_row *r, struct error *err);
/* By codebook, code, report's id; nothing where there is no excerpt. Passages tagged by hand count unless they were
 * rejected. */
NODISCARD bool store_tally(struct store *s, const struct tally_filter *filter, store_each_tally *each, void *payload,
                           struct error *err);

/* A report that a file holds and that the newest complete pass of a codebook has not searched. */
typedef bool store_each_unsearched(void *payload, struct str codebook, int64_t report, struct str path,
                                   struct error *err);
/* By codebook, report's id. codebook "": of any. */
NODISCARD bool store_unsearched(struct store *s, struct str codebook, store_each_unsearched *each, void *payload,
                                struct error *err);

#endif
