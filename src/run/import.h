/* Takes a REFI-QDA project into a study: codings become what reviewers tagged by hand; a project that excerpta wrote
 * gives all back that it knows. */
#ifndef RUN_IMPORT_H
#define RUN_IMPORT_H

#include "extract/convention.h"
#include "run/merge.h"

struct import_options {
    const char *study;                  /* is made where it is not there */
    const char *path;                   /* of the project */
    const struct convention *convention;    /* how positions count; NULL: found from the words */
    FILE *progress;
};

struct import_summary {
    struct convention convention;
    size_t ends, bounds;                /* ends of selections, and of these those on the bound of a word */
    struct merge_counts all, added;     /* what the project has, and of this what the study had not */
    size_t matched;                     /* texts of other programs that a report of the study was found for */
    size_t codes;                       /* of a codebook that was made of the project's */
    size_t lost;                        /* selections whose words are not, or not once, in the report */
    size_t refused;                     /* lines of excerpta's own record that do not hold together */
    size_t conflicts;
};

/* What is read again is the same: a second import adds nothing. What could not be carried is added to *remarks, a line
 * each; what study and project say differently comes to each, as of run_merge. ERROR_INPUT and others as of
 * extract_project. The project is put together beside the study (STUDY.import) and taken in at once: killed at any
 * moment, the study has all of it or nothing, and the same import again ends well. */
NODISCARD bool run_import(const struct import_options *options, run_each_conflict *each, void *payload,
                          struct import_summary *out, struct buf *remarks, struct error *err);

#endif
