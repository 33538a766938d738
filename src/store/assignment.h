/* Who is to review which excerpts: rules, from which it follows for each excerpt, so that no row need be kept for it.
 * */
#ifndef STORE_ASSIGNMENT_H
#define STORE_ASSIGNMENT_H

#include "store/store.h"

/* What a rule shares out: all that a filter names, "" being any. */
struct assignment {
    int64_t id;
    struct str at;                      /* UTC */
    struct str codebook, theme, code;
    struct str reports;                 /* sha256 with blanks between */
    unsigned doubled;                   /* percent of the excerpts that two of the reviewers get, chosen by the seed */
    int64_t seed;
    const int64_t *reviewers;           /* by name */
    const struct str *names;
    const bool *retired;                /* these get nothing: their share falls to the others */
    size_t reviewer_count;
};

/* In a durable transaction; of a, at, names and retired are not used. ERROR_INPUT without a reviewer. */
NODISCARD bool store_add_assignment(struct store *s, const struct assignment *a, int64_t *id, struct error *err);
/* *found false: there is none, or it has ended. */
NODISCARD bool store_end_assignment(struct store *s, int64_t assignment, bool *found, struct error *err);

/* The rules that hold now, by id. */
struct assignments {
    struct assignment *at;
    size_t count, room;
    struct arena arena;
};
NODISCARD bool store_load_assignments(struct store *s, struct assignments *out, struct error *err);
void store_free_assignments(struct assignments *a);

/* Whether an excerpt (its key and what a filter asks for) is the reviewer's to decide. A rule gives it to the one of
 * its reviewers whose name, hashed with the key and the seed, gives the highest number, and where it is doubled to
 * the next one too: the same on every machine, and another reviewer added or retired moves no more than must be
 * moved. Without any rule everything is everyone's. */
struct assignment_excerpt {
    struct str key, codebook, theme, code, report;
};
bool store_is_assigned(const struct assignments *a, int64_t reviewer, const struct assignment_excerpt *e);

#endif
