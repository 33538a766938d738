/* What can still be read of a damaged study, taken into a new one under the same numbers. */
#ifndef STORE_SALVAGE_H
#define STORE_SALVAGE_H

#include "base/file.h"
#include "base/str.h"
#include "store/store.h"

/* what: the table; number: of the row that could not be read, or of the report whose rows of that table could not;
 * where the end of a table cannot be read, of the first row of those that could not. */
typedef bool store_each_lost(void *payload, const char *what, int64_t number, struct error *err);

/* Begins with the study at path, which stays attached: takes over codebooks, passes, templates, reports with all that
 * belongs to them, then what people said. Rows that cannot be read are told, and the next is read. */
NODISCARD bool store_salvage(struct store *s, const char *path, store_each_lost *each, void *payload,
                             struct error *err);

/* What passes found in a report, again: where its text was read from its file and is the same. */
NODISCARD bool store_salvage_finds(struct store *s, int64_t report, store_each_lost *each, void *payload,
                                   struct error *err);
/* Files that held a report or a problem and that the new study does not know. */
typedef bool store_each_lost_file(void *payload, struct str path, struct error *err);
NODISCARD bool store_salvage_lost_files(struct store *s, store_each_lost_file *each, void *payload, struct error *err);
/* Forgets a report whose text is nowhere to be had. What people said of it stays. */
NODISCARD bool store_salvage_drop(struct store *s, int64_t report, struct error *err);

/* Lets go of the damaged study. */
NODISCARD bool store_salvage_end(struct store *s, struct error *err);

#endif
