/* What is known of the reports as a list for a person to correct: CSV, one row a report. */
#ifndef RUN_EDIT_H
#define RUN_EDIT_H

#include "base/str.h"
#include "store/store.h"

#include <stdio.h>

/* Columns file, sha256, the attributes, and for each of these NAME_from: where it was read and how sure that is. */
NODISCARD bool run_edit_write(FILE *out, struct store *s, struct error *err);

struct run_edit_summary {
    size_t rows, reports, values;       /* read; changed */
};

/* Takes such a list back. A cell that is as the study has it changes nothing, another becomes a person's word; where
 * it was emptied, that the thing is not known. Rows and columns may be left out, sha256 not. Days follow an edited
 * period and the region edited authorities, unless they are edited too.
 * Everything or nothing: ERROR_INPUT tells each row that is wrong, "line 7: …", as many as have room. */
NODISCARD bool run_edit_apply(struct store *s, struct str text, struct run_edit_summary *out, struct error *err);

#endif
