/* Finds the reporting period that a text names. Pure. */
#ifndef RUN_PERIODS_H
#define RUN_PERIODS_H

#include "base/arena.h"

struct run_period {
    char start[11], end[11];    /* yyyy-mm-dd, both inside the period */
    bool exact;                 /* told by dates or months, not by a year such as 2019/20 */
    struct str label;           /* as printed: part of the text */
};

/* A date of the calendar, yyyy-mm-dd. */
bool run_is_date(struct str s);

/* The next period at or after *at, which is moved past it. False: there is none. A year such as
 * 2019/20 is taken from April to March; a period of under 5 or over 31 months is none. Two digits
 * (19-20) count only where `short_years`. */
bool run_find_period(struct str text, bool short_years, size_t *at, struct run_period *out);

/* The one period of a text; false where there is none or (*ambiguous) several that differ. One told
 * by dates wins over years that it overlaps. */
bool run_only_period(struct str text, bool short_years, struct run_period *out, bool *ambiguous);

#endif
