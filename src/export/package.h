/* A ZIP archive that is written part by part: the same parts give the same bytes. */
#ifndef EXPORT_PACKAGE_H
#define EXPORT_PACKAGE_H

#include "base/str.h"

#include <stdint.h>
#include <stdio.h>

struct package;

NODISCARD bool export_package_new(struct package **out, struct error *err);
/* A part, of what stands in a stream from its beginning; the stream is closed, also where it fails. */
NODISCARD bool export_package_add_stream(struct package *p, const char *name, FILE *stream, struct error *err);
/* A part whose bytes are asked for when the archive is written: fill adds them to *out. */
typedef bool package_fill(void *payload, int64_t which, struct buf *out, struct error *err);
NODISCARD bool export_package_add_later(struct package *p, const char *name, package_fill *fill, void *payload,
                                        int64_t which, struct error *err);
/* Writes the archive. */
NODISCARD bool export_package_write(struct package *p, FILE *out, struct error *err);
void export_package_free(struct package *p);    /* NULL is fine */

/* A new empty file in the folder for such (TMPDIR), whose path is added to *path; to be unlinked by the caller. */
NODISCARD bool export_make_scratch(struct buf *path, struct error *err);
NODISCARD bool export_copy_file(FILE *out, const char *path, struct error *err);

#endif
