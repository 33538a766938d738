#include "document/alike.h"

#include <stdlib.h>

enum { FEW_RUNS = 4096 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes at the head of s that belong to a word: 0 where a mark stands. Of the characters beyond ASCII those whose first
 * byte is C2 (marks of Latin-1), E2 (dashes, quotes, signs), EE or EF (private use) are none of a word; the bytes that
 * follow it are below C0. */
static size_t part_size(struct str s)
{
    unsigned char c = (unsigned char)*s.at;
    size_t size = 1;

    if (c < 0x80)
        return is_letter(*s.at) || is_digit(*s.at);
    if (c <= 0xc2 || c == 0xe2 || c == 0xee || c == 0xef)
        return 0;
    while (size < s.size && ((unsigned char)s.at[size] & 0xc0) == 0x80)
        size++;
    return size;
}

/* 1,250 and 87.2 are one figure each. */
static bool joins_figure(struct str s)
{
    return s.size > 1 && (*s.at == ',' || *s.at == '.') && is_digit(s.at[1]);
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
            *figure = *figure && is_digit(*rest->at);
        size += part;
        *rest = str_slice(*rest, part, rest->size);
    }
    return str_slice(from, 0, size);
}

/* FNV-1a. */
static uint32_t hash_word(struct str word)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < word.size; i++) {
        unsigned char c = (unsigned char)word.at[i];

        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c | 0x20u : c)) * 16777619u;
    }
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

/* A run of words as one number; 64 bits, so that two runs that differ are not taken for one. */
static uint64_t run_at(const uint32_t *words)
{
    uint64_t run = 0;

    for (int i = 0; i < ALIKE_RUN; i++)
        run = (run ^ words[i]) * 0x9e3779b97f4a7c15u + (run >> 29);
    return run;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static bool has_run(const uint64_t *runs, size_t count, uint64_t run)
{
    return bsearch(&run, runs, count, sizeof *runs, by_number) != NULL;
}

size_t document_alike_shared(const uint32_t *passage, size_t count, const uint32_t *source, size_t source_count)
{
    size_t runs = source_count >= ALIKE_RUN ? source_count - ALIKE_RUN + 1 : 0, shared = 0, counted = 0;
    uint64_t few[FEW_RUNS], *sorted = runs <= FEW_RUNS ? few : must_realloc(NULL, runs * sizeof *sorted);

    for (size_t i = 0; i < runs; i++)
        sorted[i] = run_at(source + i);
    if (runs > 0)
        qsort(sorted, runs, sizeof *sorted, by_number);
    /* Words before `counted` are counted; runs overlap. */
    for (size_t i = 0; runs > 0 && i + ALIKE_RUN <= count; i++) {
        if (!has_run(sorted, runs, run_at(passage + i)))
            continue;
        shared += i + ALIKE_RUN - (counted > i ? counted : i);
        counted = i + ALIKE_RUN;
    }
    if (sorted != few)
        free(sorted);
    return shared;
}
