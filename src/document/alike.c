#include "document/alike.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

enum { FEW_SLOTS = 4096 };

/* Bytes at the head of s that belong to a word: 0 where a mark stands. Of the characters beyond ASCII those whose first
 * byte is C2 (marks of Latin-1), E2 (dashes, quotes, signs), EE or EF (private use) are none of a word; the bytes that
 * follow it are below C0. */
static size_t part_size(struct str s)
{
    unsigned char c = (unsigned char)*s.at;
    size_t size = 1;

    if (c < 0x80)
        return ascii_is_letter(*s.at) || ascii_is_digit(*s.at);
    if (c <= 0xc2 || c == 0xe2 || c == 0xee || c == 0xef)
        return 0;
    while (!str_is_edge(s, size))
        size++;
    return size;
}

/* 1,250 and 87.2 are one figure each. */
static bool joins_figure(struct str s)
{
    return s.size > 1 && (*s.at == ',' || *s.at == '.') && ascii_is_digit(s.at[1]);
}

/* Takes the next word off *rest. *figure: it has no letter. */
static struct str next_word(struct str *rest, bool *figure)
{
    struct str from;
    size_t size = 0, part;

    while (rest->size > 0 && part_size(*rest) == 0)
        *rest = str_slice(*rest, 1, rest->size);
    from = *rest;
    *figure = true;
    while (rest->size > 0) {
        part = part_size(*rest);
        if (part == 0 && size > 0 && *figure && joins_figure(*rest))
            part = 1;
        else if (part == 0)
            break;
        else
            *figure = *figure && ascii_is_digit(*rest->at);
        size += part;
        *rest = str_slice(*rest, part, rest->size);
    }
    return str_slice(from, 0, size);
}

/* FNV-1a. */
static uint32_t hash_word(struct str word)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < word.size; i++)
        hash = (hash ^ (unsigned char)ascii_lower(word.at[i])) * 16777619u;
    return hash;
}

void document_alike_words(struct alike_words *out, struct str text, bool keep_figures)
{
    bool figure;

    for (;;) {
        struct str word = next_word(&text, &figure);

        if (word.size == 0)
            return;
        *VEC_PUSH(out) = hash_word(figure && !keep_figures ? STR("0") : word);
    }
}

/* A run of words as one number; 64 bits, so that two runs that differ are not taken for one;
 * never 0. */
static uint64_t run_at(const uint32_t *words)
{
    uint64_t run = 0;

    for (int i = 0; i < ALIKE_RUN; i++)
        run = (run ^ words[i]) * 0x9e3779b97f4a7c15u + (run >> 29);
    return run ? run : 1;
}

/* Runs as a table of twice as many slots or more, a power of two; 0 is none. */
struct run_set {
    uint64_t *slots;
    size_t mask;
};

/* The slot that has the run, or in which it belongs. */
static uint64_t *slot_of(const struct run_set *set, uint64_t run)
{
    size_t i = (run ^ run >> 32) & set->mask;

    while (set->slots[i] != 0 && set->slots[i] != run)
        i = (i + 1) & set->mask;
    return &set->slots[i];
}

size_t document_alike_shared(const uint32_t *passage, size_t count, const uint32_t *source, size_t source_count)
{
    size_t runs = source_count >= ALIKE_RUN ? source_count - ALIKE_RUN + 1 : 0, shared = 0, counted = 0, size = 2;
    uint64_t few[FEW_SLOTS];
    struct run_set set;

    while (size < runs * 2)
        size *= 2;
    set = (struct run_set){size <= FEW_SLOTS ? few : must_realloc(NULL, size * sizeof *set.slots), size - 1};
    memset(set.slots, 0, size * sizeof *set.slots);
    for (size_t i = 0; i < runs; i++) {
        uint64_t run = run_at(source + i);

        *slot_of(&set, run) = run;
    }
    /* Words before `counted` are counted; runs overlap. */
    for (size_t i = 0; runs > 0 && i + ALIKE_RUN <= count; i++) {
        if (*slot_of(&set, run_at(passage + i)) == 0)
            continue;
        shared += i + ALIKE_RUN - (counted > i ? counted : i);
        counted = i + ALIKE_RUN;
    }
    if (set.slots != few)
        free(set.slots);
    return shared;
}
