/* Words looked for in the texts of a study, as a concordance: each hit between the words before and behind it. The
 * search is a rule of a codebook, so what it finds a rule with the same words finds too. There is no index to keep:
 * every text is read each time. Contents lines and pages that are
 * not of the report are not looked at, as a rule does not. */
#ifndef ANALYSE_SEARCH_H
#define ANALYSE_SEARCH_H

#include "codebook/codebook.h"
#include "store/report.h"

enum search_sort { SEARCH_BY_REPORT, SEARCH_BY_LEFT, SEARCH_BY_RIGHT };

struct search_options {
    const char *const *terms;       /* a word or a phrase each; "*" in it stands for any letters */
    size_t term_count;              /* 1 or more; all must stand in the unit */
    bool regex;                     /* terms are patterns as a codebook has them */
    bool match_case;
    unsigned near;                  /* at most so many words between the terms; 0: anywhere in the unit */
    bool ordered;                   /* near, and in the order given */
    enum unit unit;
    struct str heading;             /* a pattern that the heading path has; "" is any */
    struct str code;                /* only in passages that this code tagged; "" is any */
    struct str report;              /* a sha256 or its beginning; "" is any */
    struct { enum attribute which; struct str value; } where[ATTRIBUTE_COUNT];  /* contained, ASCII letters fold */
    size_t where_count;
    enum search_sort sort;
    unsigned width;                 /* of what is shown on either side, in characters */
};

/* Text is good for the call. */
struct search_row {
    struct str path, report;        /* report: a sha256 */
    size_t page;                    /* sheets count from 1 */
    struct str heading;             /* highest first, parted by " > " */
    struct str left, match, right;  /* of one block of text, words whole */
    struct range range;             /* of match */
};
typedef bool analyse_each_hit(void *payload, const struct search_row *r, struct error *err);

/* Of one term each hit is a row, of several the stretch from the first to the last in a unit. Sorted as asked, then by
 * report's path and place; by left: by the word before, then the one before that; by right: by what follows. `gave_up`
 * counts units in which a pattern backtracked without end. ERROR_INPUT where a pattern is none. */
NODISCARD bool analyse_search(struct store *s, const struct search_options *options, size_t *gave_up,
                              analyse_each_hit *each, void *payload, struct error *err);

#endif
