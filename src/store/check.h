/* Whether a study holds together. Nothing is written. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "base/str.h"
#include "store/store.h"

struct check_summary {
    size_t wrong, reports, excerpts, passages;      /* looked at one by one, where full */
};
typedef bool store_each_wrong(void *payload, struct str where, struct str what, struct error *err);

/* Looks at the file's pages, what refers to what, and counts; full: at every page's content and index, and that each
 * text unpacks to the text that was read, each excerpt and span lies on whole characters inside it, each key and hash
 * is right. A check that cannot be made on a damaged file is told as what is wrong, and the next is made. False only
 * where each says so. */
NODISCARD bool store_check(struct store *s, bool full, store_each_wrong *each, void *payload,
                           struct check_summary *out, struct error *err);

#endif
