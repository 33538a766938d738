/* England's authorities with children's services, and where a text names them. Pure. */
#ifndef RUN_PLACES_H
#define RUN_PLACES_H

#include "base/arena.h"

struct run_place {
    struct str written;         /* as a report writes it */
    const char *name, *region;  /* as the list has it */
};

/* The authority whose name stands at text[at], the longest there is; NULL: none. Case counts
 * unless caseless; "&" is taken for "and". *stop is where the name ends. */
const struct run_place *run_place_at(struct str text, size_t at, bool caseless, size_t *stop);

/* Whether a name is also an ordinary word ("Reading", "Bury") and needs more to be a place. */
bool run_place_is_a_word(const struct run_place *place);

/* Authorities found so far, each once. */
struct run_places {
    struct { const struct run_place **at; size_t count, room; } found;
};
void run_places_add(struct run_places *all, const struct run_place *place);
void run_places_free(struct run_places *all);
/* Names in byte order joined by "; ", and the region if all share it, else "". */
void run_places_join(const struct run_places *all, struct arena *a, struct str *names, struct str *region);

#endif
