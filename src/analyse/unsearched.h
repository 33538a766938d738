/* Reports that were read after a codebook's newest pass: what is not found in them was not looked for, so they are in
 * no number of that codebook. */
#ifndef ANALYSE_UNSEARCHED_H
#define ANALYSE_UNSEARCHED_H

#include "base/arena.h"
#include "store/store.h"

struct unsearched_report {
    struct str codebook, path;
    int64_t report;
};

struct unsearched {
    struct { struct unsearched_report *at; size_t count, room; } reports;   /* by codebook, report's id */
    struct arena arena;
};

/* codebook "": of any. *out freed with analyse_unsearched_free, also on false. */
NODISCARD bool analyse_unsearched(struct unsearched *out, struct store *s, struct str codebook, struct error *err);
bool analyse_is_unsearched(const struct unsearched *u, struct str codebook, int64_t report);
void analyse_unsearched_free(struct unsearched *u);

#endif
