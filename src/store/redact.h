/* A copy of the study to give to others. */
#ifndef STORE_REDACT_H
#define STORE_REDACT_H

#include "store/store.h"

struct store_redaction {
    bool names;     /* reviewers become R1, R2, …, without tokens; files are named from the folder on that all are in */
    bool memos;     /* notes on decisions and answers are left out */
};

/* Writes a copy to a file of that name, which must not be there. What is left out is not in the file's unused parts
 * either. Errors as of store_backup; then there is no such file. */
NODISCARD bool store_redact(struct store *s, const char *path, const struct store_redaction *what, struct error *err);

#endif
