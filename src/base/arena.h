/* Memory with one life, arrays that grow, and allocation that cannot fail.
 *
 * A codebook or a document has many small parts and is given up whole: its parts come
 * from one arena. Where there is no memory the program ends: what is parsed is capped,
 * hostile files are read in a process of their own, and a study survives a kill. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
    struct arena_block *last;   /* all zero is an empty arena */
};

/* count * size bytes, zeroed, aligned for any type; never NULL; until arena_free. */
void *arena_alloc(struct arena *a, size_t count, size_t size);
const char *arena_copy(struct arena *a, struct str s);      /* with a NUL behind it */
struct str arena_str(struct arena *a, struct str s);        /* the same, as a str */
/* A copy of count items; "at" may be NULL where count is 0. */
void *arena_copy_array(struct arena *a, const void *at, size_t count, size_t item_size);
void arena_free(struct arena *a);

/* realloc that ends the program instead of giving NULL. Freed with free. */
void *must_realloc(void *old, size_t size);

/* Makes room in array `at` for one more of count; for growing arrays of any type:
 *     struct { struct range *at; size_t count, room; } v = {0};
 *     *VEC_PUSH(&v) = r;            … free(v.at); */
void *vec_grow(void *at, size_t count, size_t *room, size_t item_size);
#define VEC_PUSH(v) \
    ((v)->at = vec_grow((v)->at, (v)->count, &(v)->room, sizeof *(v)->at), &(v)->at[(v)->count++])

#endif
