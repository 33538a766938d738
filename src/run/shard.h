/* A shelf shared out to several machines: which of them does a report, told by the hash of its bytes. */
#ifndef RUN_SHARD_H
#define RUN_SHARD_H

#include "codebook/codebook.h"
#include "store/shard.h"

enum { SHARD_MOST_PARTS = 10000 };

/* parts 0: nothing is shared out. */
struct run_shard {
    unsigned part, parts;               /* part from 1 */
};

/* "3/16". ERROR_USAGE. */
NODISCARD bool run_shard_parse(struct run_shard *out, const char *word, struct error *err);

/* Whether this part does what has that hash. What has none ("": a file that cannot be read) is the first part's. */
bool run_shard_does(const struct run_shard *shard, const char *sha256);

/* Says in the study which part it is, before the work and after it. ERROR_INPUT where it is another, or a whole one. */
NODISCARD bool run_shard_begin(struct store *s, const char *kind, const struct run_shard *shard, struct error *err);
NODISCARD bool run_shard_end(struct store *s, const char *kind, const struct run_shard *shard, const char *shelf,
                             struct error *err);

/* A coding that is shared out. A study that is a part of a shelf by its index is coded whole, and is no such one. */
struct run_shared {
    char kind[256];
    char shelf[FILE_HASH_SIZE];         /* of all reports of the study */
    size_t elsewhere;                   /* reports to do that another part does */
};
/* Leaves of the reports to do those that are this part's. */
NODISCARD bool run_shard_share(struct run_shared *out, struct store *s, const struct codebook *book,
                               const struct run_shard *shard, int64_t *reports, size_t *count, struct error *err);
/* Says that this part is done. */
NODISCARD bool run_shard_shared(struct store *s, const struct run_shared *shared, const struct run_shard *shard,
                                struct error *err);

#endif
