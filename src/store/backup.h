/* A copy of the study, made while others read and write it. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include "base/str.h"
#include "store/store.h"

/* Copies what is committed now to a file of that name. It is checked whole (integrity, references) before it gets the
 * name. ERROR_INPUT where there is such a file already; ERROR_STUDY, ERROR_SYSTEM where reading, writing or the check
 * fails: then there is none. */
NODISCARD bool store_backup(struct store *s, const char *path, struct error *err);

/* The same beside the study, as STUDY.kind-1, or the next number that is free; *path gets the name. */
NODISCARD bool store_backup_beside(struct store *s, const char *kind, struct buf *path, struct error *err);

#endif
