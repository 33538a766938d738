/* The study: one SQLite file. No other module knows SQL. Parts: report.h, pass.h, listing.h;
 * of the review reviewer.h, assignment.h, decision.h, review.h, audit.h, place.h. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/arena.h"

#include <stdint.h>

/* A handle is of one thread at a time. */
struct store;

enum store_mode {
    STORE_READ,     /* cannot write; the study must be there */
    STORE_WRITE,    /* the study must be there */
    STORE_CREATE,   /* is made where there is none */
};

/* ERROR_STUDY where the file is no study (another program's database, no database), is damaged,
 * or was made by a newer excerpta; the words say which and what to do. */
NODISCARD bool store_open(struct store **out, const char *path, enum store_mode mode, struct error *err);
/* Another handle of the same study, for another thread, that reads and keeps little in memory. */
NODISCARD bool store_open_reader(struct store **out, const struct store *s, struct error *err);
void store_close(struct store *s);      /* NULL is fine; what was not committed is undone */

/* The study's file, absolute; until store_close. Its neighbours' names begin with it ("-wal", "-shm"). */
const char *store_file(const struct store *s);

/* Between begin and end everything is written, or, where it ends with ok false or cannot be written, nothing is. End
 * gives whether it was written; where ok is false, err is left as it is. */
NODISCARD bool store_begin(struct store *s, struct error *err);
NODISCARD bool store_end(struct store *s, bool ok, struct error *err);
/* The same, but what was written is on the disk when store_end returns, and outlasts the machine's failing then.
 * An ordinary transaction may be lost with the machine (never with the process), and leaves the study as it was
 * before. */
NODISCARD bool store_begin_durable(struct store *s, struct error *err);

#endif
