/* Writes what a study's current passes found. A new format is a line in format.def and a file. */
#ifndef EXPORT_EXPORT_H
#define EXPORT_EXPORT_H

#include "store/listing.h"

#include <stdio.h>

struct export_options {
    struct excerpt_filter filter;
    struct buf *remarks;        /* what could not be carried is added here, a line each; or NULL */
    bool without_memos;         /* of the study format */
    bool line_feeds, byte_order_mark;       /* of the CSV formats: lines end as on Unix; a mark for spreadsheets */
};

struct export_format {
    const char *name, *summary;
    bool is_csv;
    /* Streams to out; the same study gives the same bytes. The caller flushes and closes. */
    bool (*write)(FILE *out, struct store *study, const struct export_options *options, struct error *err);
};

#define FORMAT(id) extern const struct export_format export_##id;
#include "export/format.def"
#undef FORMAT

extern const struct export_format *const export_formats[];      /* in format.def's order, ended by NULL */

#endif
