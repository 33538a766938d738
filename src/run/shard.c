#include "run/shard.h"

#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

bool run_shard_parse(struct run_shard *out, const char *word, struct error *err)
{
    struct str rest = str_of(word), part = {0};
    size_t number = 0, parts = 0;

    if (!str_next(&rest, '/', &part) || !str_to_size(part, &number) || !str_to_size(rest, &parts) || number < 1
        || number > parts || parts > SHARD_MOST_PARTS)
        return error_set(err, ERROR_USAGE, "--shard %s: give a part and how many there are, 1/8 to 8/8; at most %d",
                         word, SHARD_MOST_PARTS);
    *out = (struct run_shard){(unsigned)number, (unsigned)parts};
    return true;
}

bool run_shard_does(const struct run_shard *shard, const char *sha256)
{
    char head[9] = "";

    if (shard->parts == 0)
        return true;
    memcpy(head, sha256, strnlen(sha256, 8));
    return strtoul(head, NULL, 16) % shard->parts == shard->part - 1;
}

static bool check_same(const struct store_shard *known, const struct run_shard *shard, struct error *err)
{
    return known->parts == 0 || (known->part == shard->part && known->parts == shard->parts)
        || error_set(err, ERROR_INPUT, "this study is part %u/%u of a shelf: go on with --shard %u/%u, or name another "
                     "with --study", known->part, known->parts, known->part, known->parts);
}

bool run_shard_begin(struct store *s, const char *kind, const struct run_shard *shard, struct error *err)
{
    bool indexes = strcmp(kind, "index") == 0, has_files = false;
    struct store_shard known;

    if (!store_find_shard(s, kind, &known, err) || (indexes && !store_has_files(s, &has_files, err))
        || !check_same(&known, shard, err))
        return false;
    if (shard->parts == 0)
        return true;
    if (known.parts == 0 && has_files)
        return error_set(err, ERROR_INPUT, "this study is no part of a shelf: give each part a study of its own, with "
                         "--study");
    return store_set_shard(s, kind, &(struct store_shard){shard->part, shard->parts, "", false}, err);
}

bool run_shard_end(struct store *s, const char *kind, const struct run_shard *shard, const char *shelf,
                   struct error *err)
{
    struct store_shard done = {shard->part, shard->parts, "", true};

    if (shard->parts == 0)
        return true;
    snprintf(done.shelf, sizeof done.shelf, "%s", shelf);
    return store_set_shard(s, kind, &done, err);
}

static bool add_path(void *payload, const struct path_row *p, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%.*s\t%.*s\n", STR_ARGS(p->path), STR_ARGS(p->sha256));
    return true;
}

bool run_shard_share(struct run_shared *out, struct store *s, const struct codebook *book,
                     const struct run_shard *shard, int64_t *reports, size_t *count, struct error *err)
{
    struct store_shard indexed;
    struct buf all = {0};
    size_t kept = 0;
    bool ok;

    *out = (struct run_shared){.elsewhere = 0};
    if (shard->parts == 0)
        return true;
    if (!store_find_shard(s, "index", &indexed, err))
        return false;
    if (indexed.parts > 0)
        return check_same(&indexed, shard, err);
    snprintf(out->kind, sizeof out->kind, "code %s %s %.12s", book->id, book->version, book->hash);
    ok = store_paths(s, add_path, &all, err) && run_shard_begin(s, out->kind, shard, err);
    file_hash_bytes(buf_str(&all), out->shelf);
    for (size_t i = 0; ok && i < *count; i++) {
        char hash[FILE_HASH_SIZE];

        ok = store_report_hash(s, reports[i], hash, err);
        if (ok && run_shard_does(shard, hash))
            reports[kept++] = reports[i];
        else
            out->elsewhere++;
    }
    *count = kept;
    buf_free(&all);
    return ok;
}

bool run_shard_shared(struct store *s, const struct run_shared *shared, const struct run_shard *shard,
                      struct error *err)
{
    return run_shard_end(s, shared->kind, shard, shared->shelf, err);
}
