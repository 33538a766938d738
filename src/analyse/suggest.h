/* What to look at next: learnt from what reviewers decided on a code. Nothing is tagged by it; people and rules tag.
 *
 * A logistic regression over the words and pairs of words of a passage, as tf-idf, in a table of fixed size by their
 * hashes (K. Weinberger et al., Feature hashing for large scale multitask learning, ICML 2009), by liblinear's trust
 * region Newton method, which draws no random numbers. Accepted passages are its yes; rejected and recoded ones its no;
 * and, since reviewers see what rules tagged, as many untagged ones, drawn by the seed, are taken for a no beside them
 * (G. V. Cormack and M. R. Grossman, Autonomy and reliability of continuous active learning, 2015). */
#ifndef ANALYSE_SUGGEST_H
#define ANALYSE_SUGGEST_H

#include "analyse/interval.h"
#include "document/document.h"
#include "store/store.h"

#include <stddef.h>

enum suggest_what {
    SUGGEST_UNTAGGED,       /* passages that no rule tagged and nobody judged, likeliest first */
    SUGGEST_DOUBTFUL,       /* excerpts that nobody decided on, least likely first */
};

struct suggest_options {
    const char *codebook, *code;        /* codebook NULL or "": the one that has the code */
    enum suggest_what what;
    size_t count;
    uint32_t seed;
};

struct suggest_row {
    int64_t report;
    struct str sha256, path;
    struct range range;
    double chance;          /* 0 to 1; it ranks, and is no measured probability */
};
typedef bool suggest_each(void *payload, const struct suggest_row *r, struct error *err);

/* By rank; equal ones by report's path and place. ERROR_INPUT where fewer than SUGGEST_LEAST passages were accepted:
 * from so few nothing is learnt. */
enum { SUGGEST_LEAST = 5 };
NODISCARD bool analyse_suggest(struct store *s, const struct suggest_options *options, suggest_each *each,
                               void *payload, struct error *err);

/* Words and pairs of words that part accepted passages from rejected ones: proposals for rules, and for what to
 * except. */
struct suggest_term {
    struct str term;
    uint64_t accepted, rejected;        /* passages with it */
    double keyness;                     /* analyse_keyness of passages; below 0: more in rejected ones */
    double ratio;                       /* analyse_log_ratio */
};
typedef bool suggest_each_term(void *payload, const struct suggest_term *t, struct error *err);
/* Of each side `count`, the most telling first, those of accepted passages before. Terms that stand in fewer than three
 * passages are left out. ERROR_INPUT where no passage was accepted, or none rejected. */
NODISCARD bool analyse_suggest_terms(struct store *s, const struct suggest_options *options, suggest_each_term *each,
                                     void *payload, struct error *err);

#endif
