/* What reviewers said, one beside the other: what measures of trust are made of. Who shows these rows to a reviewer
 * ends the blindness of the review. */
#ifndef STORE_RATING_H
#define STORE_RATING_H

#include "document/document.h"
#include "store/store.h"

/* "" is any. */
struct rating_filter {
    struct str codebook, code;
};

/* A reviewer's decision that counts. Text is good for the call. */
struct rating_row {
    struct str codebook, code, reviewer, verdict, recode;
    int64_t pass, report;
    size_t ordinal;             /* of the code in its codebook */
    struct range range;
    bool hand;                  /* no rule had tagged it with the code */
};
typedef bool store_each_rating(void *payload, const struct rating_row *r, struct error *err);
/* By codebook, code, report, range, reviewer's name. Decisions that settle a disagreement are left out. */
NODISCARD bool store_ratings(struct store *s, const struct rating_filter *filter, store_each_rating *each,
                             void *payload, struct error *err);

/* An excerpt that a rule tagged, with what holds of it by all decisions: 'accepted', 'rejected', …, 'undecided'. */
struct rated_row {
    struct str codebook, theme, code, rule, status, spans;
    int64_t report;
    struct range range;
};
typedef bool store_each_rated(void *payload, const struct rated_row *r, struct error *err);
/* By codebook, code, rule, report, range. */
NODISCARD bool store_rated(struct store *s, const struct rating_filter *filter, store_each_rated *each, void *payload,
                           struct error *err);

/* A passage that somebody decided on for a code, tagged by a rule or not, where it stands now. */
struct judged_row {
    int64_t report;
    struct range range;
    struct str status;          /* as v_finding has it */
};
typedef bool store_each_judged(void *payload, const struct judged_row *r, struct error *err);
/* By the report's id and range. The filter names one code. */
NODISCARD bool store_judged(struct store *s, const struct rating_filter *code, store_each_judged *each, void *payload,
                            struct error *err);

#endif
