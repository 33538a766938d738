/* Takes a REFI-QDA project into a study: codings become what reviewers tagged by hand; a project that excerpta wrote
 * gives its passes and decisions back. */
#ifndef RUN_IMPORT_H
#define RUN_IMPORT_H

#include "run/project.h"
#include "store/store.h"

struct import_options {
    const char *path;                   /* of the file: names what is added */
    const struct convention *convention;    /* how positions count; NULL: found from the words */
};

struct import_summary {
    struct convention convention;
    size_t found, added;                /* reports that the study had, and that were added as text */
    size_t codes, excerpts;             /* of a codebook that was made; excerpts of passes that were taken over */
    size_t decisions, again;            /* now; those that an earlier import had taken in */
    size_t lost;                        /* selections whose words are not, or not once, in the report */
};

/* What is read again is the same: a second import adds nothing. What could not be carried is added to *remarks, a line
 * each. ERROR_INPUT as run_project_read and run_convention_find; nothing is written then. Killed in between, it is done
 * again from the beginning. */
NODISCARD bool run_import(struct store *s, struct str bytes, const struct import_options *options,
                          struct import_summary *out, struct buf *remarks, struct error *err);

#endif
