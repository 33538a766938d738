/* Another study taken into this one: what this one lacks is added, and nothing is changed or taken away. */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "base/str.h"
#include "store/store.h"

struct merge_counts {
    int64_t reports, excerpts, decisions, answers;
};

/* What both say, and say differently. This study's word is kept, but of decisions both are. Good for the call. */
struct merge_conflict {
    struct str what, which, here, there;
};
typedef bool store_each_conflict(void *payload, const struct merge_conflict *c, struct error *err);

/* Takes in the study at path, of this version, in one transaction; conflicts are told before. added: what it added.
 * ERROR_INPUT where a codebook has one version and two contents. */
NODISCARD bool store_merge(struct store *s, const char *path, store_each_conflict *each, void *payload,
                           struct merge_counts *added, struct error *err);

/* What the study holds now. */
NODISCARD bool store_count(struct store *s, struct merge_counts *out, struct error *err);

/* After all: passes are complete where every report is done. Tells of those that are not. */
typedef bool store_each_unfinished(void *payload, struct str codebook, struct str version, int64_t reports,
                                   struct error *err);
NODISCARD bool store_merge_end(struct store *s, store_each_unfinished *each, void *payload, struct error *err);

#endif
