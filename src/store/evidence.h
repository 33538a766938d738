/* The excerpts behind the numbers, and how good each is to be shown. */
#ifndef STORE_EVIDENCE_H
#define STORE_EVIDENCE_H

#include "document/document.h"
#include "store/store.h"

/* Which excerpts count by what reviewers said. */
enum evidence_status { EVIDENCE_EVERY, EVIDENCE_KEPT /* not rejected or recoded */, EVIDENCE_ACCEPTED };

struct evidence_filter {
    struct str codebook, theme, code;           /* "" is any */
    enum evidence_status status;
};

/* Text is good for the call. */
struct evidence_row {
    struct str key, codebook, theme, code, standing;
    size_t ordinal;                             /* of the code in its codebook */
    int64_t report;
    struct range range;
    struct str status;                          /* as v_finding has it */
    struct range matched;                       /* the first words that matched; empty where a person tagged it */
    bool starred, by_hand;
};
typedef bool store_each_evidence(void *payload, const struct evidence_row *r, struct error *err);

/* Excerpts of the newest complete passes and passages tagged by hand that nobody rejected, of reports that a file
 * holds. By codebook, code, report's id; of a report the best first: starred, accepted, with most words that matched,
 * then by position. */
NODISCARD bool store_evidence(struct store *s, const struct evidence_filter *filter, store_each_evidence *each,
                              void *payload, struct error *err);

#endif
