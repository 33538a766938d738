/* A codebook's examples, which are its tests: what its codes make of them. */
#ifndef RUN_EXAMPLES_H
#define RUN_EXAMPLES_H

#include "match/match.h"

/* What a code made of one of its examples. */
struct example_outcome {
    const struct code *code;
    const struct example *example;
    bool tagged[STANDING_COUNT];        /* somewhere in it */
    bool any, gave_up;                  /* gave_up: a pattern was given up on */
};
/* Good for the call only; false stops. */
typedef bool run_each_example(void *payload, const struct example_outcome *o, struct error *err);

/* Tries every example, and calls each for those that come out otherwise than they say, by code. goes_on (or NULL) is
 * asked as in match_use_watch. ERROR_INPUT names the line of a pattern, or of an example that is no text. */
NODISCARD bool run_examples(const struct codebook *book, run_each_example *each, match_goes_on *goes_on, void *payload,
                            size_t *tried, struct error *err);

#endif
