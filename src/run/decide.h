/* Many decisions at a time: from a table, as a spreadsheet gives it back, or on all that a filter names. Both can be
 * looked at before anything is written, and what was written in one go is undone in one go. */
#ifndef RUN_DECIDE_H
#define RUN_DECIDE_H

#include "store/decision.h"
#include "store/review.h"

/* What was read, or would be written. */
struct decide_summary {
    size_t rows;                        /* of the table, or excerpts of the filter */
    size_t without;                     /* without a verdict: passed over */
    size_t same;                        /* what the reviewer says already */
    size_t first;                       /* what the reviewer had not decided */
    size_t changed;                     /* what the reviewer says otherwise now */
    size_t verdicts[VERDICT_COUNT];     /* of the last two */
    char batch[33];                     /* names what was written; "" where nothing was */
};

struct decide_options {
    struct str reviewer;                /* whose decisions they are, where a row does not say; "" : each row says */
    bool write;                         /* else nothing is written */
};

/* CSV with a header. Columns: report and excerpt name an excerpt as an export does; codebook, code, start and stop a
 * passage to be tagged by hand where excerpt is empty or a column origin says hand; verdict, recode, memo, star (1,
 * 0, yes, no), reviewer, and kind (review, adjudicated). Where there is a column text or words, these must be the
 * excerpt's words but for blanks and signs. Other columns are passed over, so that an export with a column verdict
 * added can be taken in, or a list of decisions. A row without a verdict, or of an undoing, is passed over.
 * Everything or nothing: ERROR_INPUT tells each row that is wrong, "line 7: …". */
NODISCARD bool run_decide_table(struct store *s, struct str csv, const struct decide_options *options,
                                struct decide_summary *out, struct error *err);

/* One verdict on all that the filter names. */
struct decide_filter {
    struct review_query query;          /* of the reviewer; those that the reviewer has not decided: REVIEW_UNDECIDED */
    struct str standing, rule;          /* only these; "" is any */
    enum verdict verdict;
    struct str recode, memo;
    bool star;
};
NODISCARD bool run_decide_filter(struct store *s, const struct decide_filter *filter, bool write,
                                 struct decide_summary *out, struct error *err);

#endif
