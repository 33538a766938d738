/* What one pass found and another did not, report by report. Both are read from the study; nothing runs again. */
#ifndef RUN_DIFFERENCE_H
#define RUN_DIFFERENCE_H

#include "run/found.h"

/* A difference with its report; good for the call only. */
struct pass_difference {
    struct str sha256, path;            /* path "": no file holds it now */
    const struct document *document;
    const struct found_difference *excerpt;
};
typedef bool run_each_pass_difference(void *payload, const struct pass_difference *d, struct error *err);

struct difference_summary {
    size_t reports, same;               /* in both passes; excerpts that are the same in both */
    size_t only_before, only_after;     /* reports that one pass alone has done: nothing is said of their excerpts */
    size_t changes[FOUND_CHANGE_COUNT];
};

/* By report (path, then hash), start, stop, code. Codes are the same where their ids are. ERROR_USAGE where a pass is
 * not there. */
NODISCARD bool run_difference(struct store *s, int64_t before, int64_t after, run_each_pass_difference *each,
                              void *payload, struct difference_summary *out, struct error *err);

#endif
