/* What part of a shelf a study is, where several machines share it out. */
#ifndef STORE_SHARD_H
#define STORE_SHARD_H

#include "base/file.h"
#include "store/store.h"

struct store_shard {
    unsigned part, parts;               /* parts 0: it is none */
    char shelf[FILE_HASH_SIZE];         /* of all that is shared out; "" until complete */
    bool complete;
};
/* kind: "index", or what names a coding. */
NODISCARD bool store_find_shard(struct store *s, const char *kind, struct store_shard *out, struct error *err);
NODISCARD bool store_set_shard(struct store *s, const char *kind, const struct store_shard *shard, struct error *err);

typedef bool store_each_shard(void *payload, struct str kind, const struct store_shard *shard, struct error *err);
NODISCARD bool store_shards(struct store *s, store_each_shard *each, void *payload, struct error *err);

/* Whether the study knows of any file. */
NODISCARD bool store_has_files(struct store *s, bool *has, struct error *err);

#endif
