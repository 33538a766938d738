/* What match finds in one report, copied out of the worker's memory. */
#ifndef RUN_CODED_H
#define RUN_CODED_H

#include "match/match.h"

/* All zero is empty. */
struct run_coded {
    struct { struct match_excerpt *at; size_t count, room; } excerpts;
    struct { struct match_problem *at; size_t count, room; } problems;
    struct arena arena;
};

struct match_sink run_coded_sink(struct run_coded *c);
void run_coded_free(struct run_coded *c);

#endif
