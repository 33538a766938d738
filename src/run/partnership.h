/* Finds the names of safeguarding partnerships and boards in a text. Pure. */
#ifndef RUN_PARTNERSHIP_H
#define RUN_PARTNERSHIP_H

#include "base/arena.h"

struct run_partnership {
    struct str name;        /* as printed */
    struct str place;       /* its first words: "Derby and Derbyshire" */
};

/* The next name at or after *at, which is moved past it; false: there is none. Boards for adults
 * only, and bodies without a place ("the Safeguarding Partnership"), are none. */
bool run_find_partnership(struct str text, size_t *at, struct run_partnership *out);

#endif
