/* A line that says how far a long run is, on a terminal only. */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>
#include <time.h>

struct progress {
    FILE *out;              /* NULL: silent */
    const char *what;       /* "reports" */
    size_t total;
    struct timespec since, shown;
};

/* Silent unless out is a terminal and TERM is not "dumb". */
void progress_start(struct progress *p, FILE *out, const char *what, size_t total);
/* Redraws at most ten times a second: done, rate, time left. detail may be NULL. */
void progress_step(struct progress *p, size_t done, const char *detail);
void progress_end(struct progress *p);      /* wipes the line */

#endif
