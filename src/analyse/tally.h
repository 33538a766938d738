/* How often codes were found: in how many of how many reports, by whatever the reports are grouped by. What was
 * searched and not found counts as 0 of n; a report that could not be read, or was not searched, is in no n. */
#ifndef ANALYSE_TALLY_H
#define ANALYSE_TALLY_H

#include "codebook/codebook.h"
#include "store/tally.h"

enum tally_by {
    TALLY_ALL, TALLY_REPORT, TALLY_PARTNERSHIP, TALLY_AUTHORITY, TALLY_REGION, TALLY_YEAR, TALLY_FORMAT, TALLY_BY_COUNT,
};
extern const char *const analyse_tally_words[];     /* "all", … ended by NULL */

enum tally_status { TALLY_EVERY, TALLY_KEPT, TALLY_ACCEPTED };      /* as tally_row has them */

struct tally_options {
    struct tally_filter filter;
    enum tally_by by;
    enum tally_status status;
    bool standings[STANDING_COUNT];     /* which count; none: all */
};

struct tally_group {
    struct str name;            /* "unknown" where the attribute is not known */
    uint64_t reports;           /* a report of several authorities is in several groups */
};

struct tally_code {
    struct str codebook, theme, code, title;
};

struct tally_cell {
    uint64_t of, words;         /* reports that were searched for the code, and their words */
    uint64_t reports;           /* with one excerpt or more */
    uint64_t excerpts, standing[STANDING_COUNT];
};

struct tally {
    struct tally_code *codes;   /* by codebook and place in it */
    struct tally_group *groups; /* by name; reports by path; "unknown" last */
    struct tally_cell *cells;   /* codes × groups, row by row */
    size_t code_count, group_count;
    struct arena arena;
};

/* *out freed with analyse_tally_free. ERROR_INPUT where no complete pass has such a code. */
NODISCARD bool analyse_tally(struct tally *out, struct store *s, const struct tally_options *options,
                             struct error *err);
void analyse_tally_free(struct tally *t);

#endif
