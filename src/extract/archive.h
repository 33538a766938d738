/* A ZIP archive in memory, whose parts are read by name. One that would fill the memory is refused before a
 * byte of it is inflated: by what it says of its sizes, to which each part is held when it is read. */
#ifndef EXTRACT_ARCHIVE_H
#define EXTRACT_ARCHIVE_H

#include "extract/extract_internal.h"

enum {
    ARCHIVE_MOST_BYTES = 200000000,     /* inflated, all parts together */
    ARCHIVE_MOST_STREAMED = INT32_MAX,  /* the same of one whose parts are read piece by piece, or not at all */
    ARCHIVE_MOST_RATIO = 200,           /* inflated to packed, of the whole; small archives are let be */
    ARCHIVE_MOST_PARTS = 10000,
};

struct archive;

/* bytes are borrowed and must outlive *out; most: of the two above. Fails as damaged, encrypted (any part) or too
 * large. */
NODISCARD bool extract_archive_open(struct archive **out, struct str bytes, uint64_t most, struct extract_failure *f);
void extract_archive_close(struct archive *a);

/* The one part at the root whose name ends so, in either case; false where there is none or are several. */
bool extract_archive_only(const struct archive *a, const char *ending, struct buf *name);
bool extract_archive_has(const struct archive *a, const char *name);
/* The part called name, whole; its check sum is verified. Fails as damaged, also where there is none. */
NODISCARD bool extract_archive_read(struct buf *out, const struct archive *a, const char *name,
                                    struct extract_failure *f);


/* A part read from its beginning piece by piece, never more at a time than is asked for. */
struct archive_part;
NODISCARD bool extract_archive_begin(struct archive_part **out, const struct archive *a, const char *name,
                                     struct extract_failure *f);
/* Up to `room` bytes to `at`; 0 at the end, where the check sum is verified; -1: damaged, as *f says. */
int64_t extract_archive_next(struct archive_part *part, char *at, size_t room, struct extract_failure *f);
void extract_archive_end(struct archive_part *part);    /* NULL is fine */
/* What the archive says of the part's size when it is inflated; 0 where there is none. */
uint64_t extract_archive_size(const struct archive *a, const char *name);

#endif
