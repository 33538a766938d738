/* Chance that a seed decides, alike on every machine. */
#ifndef TESTS_ORACLE_CHANCE_H
#define TESTS_ORACLE_CHANCE_H

#include <stdint.h>

static inline uint32_t below(uint32_t *seed, uint32_t n)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)(*seed >> 8) * n >> 24);
}

/* One of an array's. */
#define PICK(seed, words) words[below(seed, sizeof words / sizeof words[0])]

#endif
