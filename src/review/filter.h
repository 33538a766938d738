/* Which excerpts a queue holds: the words of a query ("code=men/man&verdict=none"), which a link keeps. */
#ifndef REVIEW_FILTER_H
#define REVIEW_FILTER_H

#include "review/documents.h"
#include "review/said.h"

enum { REVIEW_CONFIDENT_FROM = 5 };     /* so many decisions say something of a rule */

/* "" is any. What names something that the study lacks fits nothing. */
struct review_filter {
    struct str code;            /* "BOOK/CODE" */
    struct str theme;           /* "BOOK/THEME" */
    struct str standing;
    struct str report;          /* a SHA-256 */
    struct str authority;       /* one of the report's */
    struct str region, period;
    struct str rule;            /* of the code's */
    struct str confidence;      /* a word of review_confidence: of the rule so far */
    struct str reviewer;        /* whose decisions the next two are of, which must be there; "": the asking one's */
    struct str verdict;         /* "accept", "reject", "recode", "unsure", "none", "any" */
    bool starred;
    bool disagreed;             /* two reviewers decided otherwise */
    struct str words;           /* letters that stand in the excerpt; those of ASCII in any case */
};

struct review_matches {
    uint32_t *at;               /* entries, in the desk's order; freed with free */
    size_t count, room;
    size_t total, decided;      /* of those that fit but for the verdict; decided: by the asking one */
};

struct review_filter_study {
    const struct review_desk *desk;
    const struct review_said *said;
    struct review_documents *documents;
    struct store *study;
    const struct review_reviewer *asking;
};
NODISCARD bool review_filter_run(struct review_matches *out, const struct review_filter *f,
                                 const struct review_filter_study *in, struct error *err);

/* Of a rule: "unknown" until enough of its excerpts are accepted or rejected, then "low" (less than half accepted),
 * "middle", "high" (four of five or more). */
const char *review_confidence(const struct review_rule_count *rule);

#endif
