/* How often reviewers found right what the rules tagged. */
#ifndef ANALYSE_PRECISION_H
#define ANALYSE_PRECISION_H

#include "analyse/interval.h"
#include "store/rating.h"

enum precision_by { PRECISION_CODES, PRECISION_RULES, PRECISION_WORDS };

/* Text is good for the call. */
struct precision_row {
    struct str codebook, code;
    struct str rule, words;     /* "" where they are not asked for; words: the matched ones in small letters */
    uint64_t excerpts, accepted, rejected;      /* recoded excerpts are rejected: the code was wrong */
    uint64_t open;                              /* undecided, unsure, or reviewers differ */
    double precision;                           /* NAN where nothing is decided */
    struct interval interval;                   /* Wilson's */
};
typedef bool analyse_each_precision(void *payload, const struct precision_row *r, struct error *err);

/* By codebook and the code's place in it, then by rule, then by how often words were wrong, most often first. */
NODISCARD bool analyse_precision(struct store *s, const struct rating_filter *filter, enum precision_by by,
                                 double confidence, analyse_each_precision *each, void *payload, struct error *err);

#endif
