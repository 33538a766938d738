/* What there is to decide, and what was said of it: for the review page, lists and measures. A reviewer is shown what
 * others decided only to settle a disagreement; whoever shows these rows sees to that. */
#ifndef STORE_REVIEW_H
#define STORE_REVIEW_H

#include "store/assignment.h"
#include "document/document.h"

enum review_which {
    REVIEW_ALL,
    REVIEW_UNDECIDED,       /* the reviewer has not decided */
    REVIEW_DECIDED,         /* the reviewer has */
    REVIEW_DISAGREED,       /* reviewers differ, and nobody has settled it */
};

struct review_query {
    int64_t reviewer;
    enum review_which which;
    struct str codebook, theme, code;           /* "" is any */
    struct str report;                          /* a sha256 or its beginning; "" is any */
    const struct assignments *assignments;      /* only what is assigned to the reviewer; NULL: all */
    struct str after;                           /* only what comes behind this excerpt; "" : from the first */
    size_t limit;                               /* 0: all */
};

/* An excerpt as the reviewer may see it. Text is good for the call. */
struct review_row {
    int64_t report_id, pass;
    struct str excerpt, report, codebook, version, theme, code, rule, standing, origin;
    struct range range;
    struct str spans;                           /* the words that matched: "12-18 30-41" */
    struct str verdict, recode, memo, at;       /* what the reviewer said; "" */
    bool star;
    int64_t decision;                           /* of the reviewer; 0 */
    struct str status;                          /* by all: to be shown to an adjudicator only */
};
typedef bool store_each_review(void *payload, const struct review_row *r, struct error *err);
/* Passages that others tagged by hand are shown with REVIEW_DISAGREED only. By report (as store_reports orders),
 * position, codebook and the code's place in it: as exports are. */
NODISCARD bool store_review(struct store *s, const struct review_query *query, store_each_review *each, void *payload,
                            struct error *err);

/* The decision of each reviewer that counts for an excerpt, adjudicators' first, else by name. */
struct opinion_row {
    struct str reviewer, verdict, recode, memo, at;
    bool adjudicated, star;
    int64_t decision;
};
typedef bool store_each_opinion(void *payload, const struct opinion_row *r, struct error *err);
NODISCARD bool store_opinions(struct store *s, struct str excerpt, store_each_opinion *each, void *payload,
                              struct error *err);

#endif
