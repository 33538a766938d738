/* England's authorities with children's services, and where a text names them. Pure. */
#ifndef RUN_PLACES_H
#define RUN_PLACES_H

#include "base/arena.h"
#include "base/nearest.h"
#include "store/area.h"

struct run_place {
    struct str written;         /* as a report writes it */
    const char *name, *region;  /* as the list has it */
    const char *code, *valid_from, *valid_to;   /* yyyy-mm-dd, or "" */
};

/* The lists, for the study. */
const struct area_list *run_area_list(void);

/* The authority whose name stands at text[at], the longest there is; NULL: none. Case counts
 * unless caseless; "&" is taken for "and". *stop is where the name ends. One that was none on `date` is passed over;
 * where that is "", only those that are one to this day count. */
const struct run_place *run_place_at(struct str text, size_t at, bool caseless, struct str date, size_t *stop);

/* The authority of that name, however it is written, on `date`, or the one that bore it last; NULL: none ever did. */
const struct run_place *run_place_named(struct str name, struct str date);
bool run_is_region(struct str name);

/* Every name there is, for a message about one that is none. */
void run_offer_places(struct nearest *near);
void run_offer_regions(struct nearest *near);

/* Whether a name is also an ordinary word ("Reading", "Bury") and needs more to be a place. */
bool run_place_is_a_word(const struct run_place *place);

/* Authorities found so far, each once. */
struct run_places {
    struct { const struct run_place **at; size_t count, room; } found;
};
/* Adds the authorities of the partnership with this place on `date`. *unsure: it has had others, and which ones is not
 * told where the date is "". False: it is none of several authorities, or was none then. */
bool run_places_of_partnership(struct run_places *all, struct str place, struct str date, bool *unsure);
void run_places_add(struct run_places *all, const struct run_place *place);
void run_places_free(struct run_places *all);
/* Names in byte order joined by "; ", and the region if all share it, else "". */
void run_places_join(const struct run_places *all, struct arena *a, struct str *names, struct str *region);

#endif
