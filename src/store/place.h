/* Where the words that were decided on stand now. run/carry.h looks for them; here it is written down. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include "document/document.h"
#include "store/store.h"

struct store_place {
    int64_t pass;               /* after which it was looked for; 0: when it was first decided on */
    const char *how;            /* 'same', 'moved', 'respelt', 'unit', 'orphaned' */
    const char *reason;         /* of an orphan; else "" */
    const char *excerpt;        /* the key of the excerpt that it is now; "" for an orphan */
    const char *report;         /* sha256 */
    struct range range;
};

/* In the caller's transaction. What the decisions on the passage are worth moves with it. */
NODISCARD bool store_add_place(struct store *s, int64_t passage, const struct store_place *p, struct error *err);

#endif
