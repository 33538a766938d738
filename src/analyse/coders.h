/* How well the reviewers of a study agree, code by code, from their decisions. */
#ifndef ANALYSE_CODERS_H
#define ANALYSE_CODERS_H

#include "analyse/agreement.h"
#include "store/rating.h"

/* What is counted. In each case only reports whose excerpts of the code two reviewers or more decided on. */
enum coders_over {
    CODERS_PASSAGES,    /* every unit of these reports: where nobody tagged one, each who coded the report said no */
    CODERS_EXCERPTS,    /* only units that a rule or a person tagged: agreement on what was looked at one by one */
    CODERS_REPORTS,     /* the report as a whole: yes where the reviewer has one excerpt of the code or more in it */
};

struct coders_options {
    struct rating_filter filter;
    enum coders_over over;
    struct agreement_bootstrap bootstrap;
};

/* The figures of a code, or of all codes of a codebook together (code ""). Text is good for the call. */
struct coders_row {
    struct str codebook, code;
    size_t reports, coders;
    struct agreement agreement;
    /* Of all pairs of coders: both yes, one yes and the other no (of two coders: the first by name, the second), both
     * no. */
    uint64_t both, first, second, neither;
};
typedef bool analyse_each_coders(void *payload, const struct coders_row *r, struct error *err);

/* By codebook and the code's place in it, all together last. An accepted excerpt is a yes to its code; a rejected one a
 * no; a recoded one a no to its code and a yes to those it was given; of an unsure or undecided one nothing is known.
 * Codes that no two reviewers decided on in one report have no row. ERROR_LIMIT where more than
 * AGREEMENT_MOST_CODERS decided on one codebook. */
NODISCARD bool analyse_coders(struct store *s, const struct coders_options *options, analyse_each_coders *each,
                              void *payload, struct error *err);

#endif
