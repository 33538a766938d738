#include "analyse/unsearched.h"

#include "store/tally.h"

#include <stdlib.h>

static bool keep(void *payload, struct str codebook, int64_t report, struct str path, struct error *err)
{
    struct unsearched *u = payload;

    (void)err;
    *VEC_PUSH(&u->reports) = (struct unsearched_report){arena_str(&u->arena, codebook), arena_str(&u->arena, path),
                                                        report};
    return true;
}

bool analyse_unsearched(struct unsearched *out, struct store *s, struct str codebook, struct error *err)
{
    *out = (struct unsearched){0};
    return store_unsearched(s, codebook, keep, out, err);
}

static int by_codebook(const void *a, const void *b)
{
    const struct unsearched_report *x = a, *y = b;
    int order = str_compare(x->codebook, y->codebook);

    return order != 0 ? order : (x->report > y->report) - (x->report < y->report);
}

bool analyse_is_unsearched(const struct unsearched *u, struct str codebook, int64_t report)
{
    const struct unsearched_report wanted = {.codebook = codebook, .report = report};

    return u->reports.count > 0 && bsearch(&wanted, u->reports.at, u->reports.count, sizeof wanted, by_codebook);
}

void analyse_unsearched_free(struct unsearched *u)
{
    free(u->reports.at);
    arena_free(&u->arena);
}
