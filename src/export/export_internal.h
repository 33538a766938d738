/* What the formats share: an excerpt as named fields. */
#ifndef EXPORT_EXPORT_INTERNAL_H
#define EXPORT_EXPORT_INTERNAL_H

#include "export/export.h"

enum export_field {
#define FIELD(id, name) FIELD_##id,
#include "export/field.def"
#undef FIELD
    FIELD_COUNT
};
extern const char *const export_field_names[FIELD_COUNT];

/* The fields of an excerpt and the memory of those that are put together; all zero is ready. */
struct export_fields {
    struct str at[FIELD_COUNT];
    struct buf heading, matched, before, after;
    char page[16], copied_page[24], copied_similarity[16];
};

/* Fills f->at; good while *e is and until the next call.
 * matched: the words that the rule found, parted by " … ". before and after: the sentence
 * on either side, "" at the report's ends. heading: highest first, parted by " > ". copied and those behind it: ""
 * where the passage stands in no other report. */
void export_fill_fields(struct export_fields *f, const struct excerpt_row *e);
/* Whether the filter leaves everything. */
bool export_is_whole(const struct excerpt_filter *f);
/* Whether it holds a whole number, or "". */
bool export_is_number(enum export_field field);
void export_free_fields(struct export_fields *f);

/* A row of a CSV format. */
void export_csv_row(FILE *out, const struct export_options *options, const struct str *fields, size_t count);

/* Where a reader has gone away, or a disk is full, nothing more is put together. Always false. */
bool export_refused(struct error *err);

#endif
