/* Passages that stand in several reports. All of it is made at once and replaced at once. */
#ifndef STORE_COPIED_H
#define STORE_COPIED_H

#include "base/file.h"
#include "store/store.h"

/* The shelf that was compared, as the caller names it; "" where none was. */
NODISCARD bool store_find_comparison(struct store *s, char shelf[FILE_HASH_SIZE], struct error *err);

/* Forgets what was found and names the shelf that is now compared; call it in the transaction that adds it. */
NODISCARD bool store_begin_comparison(struct store *s, const char *shelf, struct error *err);
/* words: those that were compared. duplicate_of 0: none. */
NODISCARD bool store_add_compared(struct store *s, int64_t report, size_t words, int64_t duplicate_of,
                                  struct error *err);

struct store_copied {
    int64_t report, source;
    size_t block, source_block;
    bool earlier;               /* from an earlier report of the same partnership; else from any other report */
    unsigned similarity;        /* percent */
    size_t words;
};
NODISCARD bool store_add_copied(struct store *s, const struct store_copied *c, struct error *err);

/* Where a block of a report stands too; similarity 0: nowhere. */
struct store_copy {
    const char *whence;         /* "earlier", "elsewhere"; "" nowhere */
    char source[FILE_HASH_SIZE];
    int64_t page;               /* a sheet, from 1 */
    int similarity;
};
NODISCARD bool store_find_copy(struct store *s, int64_t report, size_t block, struct store_copy *out,
                               struct error *err);

#endif
