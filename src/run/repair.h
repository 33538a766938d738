/* A damaged study made anew, of what can be read of it and of its reports' files. */
#ifndef RUN_REPAIR_H
#define RUN_REPAIR_H

#include "store/salvage.h"

struct repair_summary {
    size_t reports, read_again, decisions, answers;     /* in the new study; read_again: from their files */
    size_t lost;                        /* rows and reports that were told */
    size_t unfinished;                  /* passes with reports to code again */
};

/* what: "decision 17", "report 0d8b2ba5b56a: …". */
typedef bool run_each_lost(void *payload, const char *what, struct error *err);

/* Makes a new study at `out`, which must not be there; it appears whole or not at all, and the damaged one stays as it
 * is. Reports whose text cannot be read are read from a file that still holds their bytes. ERROR_STUDY where not even
 * the list of tables can be read. */
NODISCARD bool run_repair(const char *damaged, const char *out, run_each_lost *each, void *payload,
                          struct repair_summary *sum, struct error *err);

#endif
