#include "analyse/features.h"

#include "document/alike.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_index(const void *a, const void *b)
{
    const struct feature_node *x = a, *y = b;

    return (x->index > y->index) - (x->index < y->index);
}

/* liblinear counts places from 1. */
static void add_place(struct features *f, uint32_t hash)
{
    /* The low bits of FNV's products are its weak ones. */
    *VEC_PUSH(&f->nodes) = (struct feature_node){(int)((hash ^ hash >> 15) % FEATURE_TABLE) + 1, 1};
}

static void merge_places(struct features *f, size_t first)
{
    struct feature_node *at = f->nodes.at + first;
    size_t count = f->nodes.count - first, kept = 0;

    if (count > 0)
        qsort(at, count, sizeof *at, by_index);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && at[kept - 1].index == at[i].index) {
            at[kept - 1].value += at[i].value;
            continue;
        }
        at[kept++] = at[i];
        f->holders[at[i].index - 1]++;
    }
    f->nodes.count = first + kept;
    *VEC_PUSH(&f->nodes) = (struct feature_node){-1, 0};
}

void analyse_features_add(struct features *f, struct str passage)
{
    struct alike_words words = {0};
    size_t first = f->nodes.count;

    if (!f->holders)
        f->holders = memset(must_realloc(NULL, FEATURE_TABLE * sizeof *f->holders), 0,
                            FEATURE_TABLE * sizeof *f->holders);
    document_alike_words(&words, passage, false);
    for (size_t i = 0; i < words.count; i++) {
        add_place(f, words.at[i]);
        if (i > 0)
            add_place(f, words.at[i - 1] * 0x9e3779b1u ^ words.at[i]);
    }
    free(words.at);
    *VEC_PUSH(&f->first) = first;
    merge_places(f, first);
}

void analyse_features_weigh(struct features *f)
{
    for (size_t p = 0; p < f->first.count; p++) {
        struct feature_node *at = analyse_features_of(f, p);
        double square = 0;

        for (size_t i = 0; at[i].index >= 0; i++) {
            at[i].value = (1 + log(at[i].value))
                * log((1.0 + (double)f->first.count) / (1.0 + f->holders[at[i].index - 1]));
            square += at[i].value * at[i].value;
        }
        for (size_t i = 0; at[i].index >= 0 && square > 0; i++)
            at[i].value /= sqrt(square);
    }
}

struct feature_node *analyse_features_of(const struct features *f, size_t i)
{
    return f->nodes.at + f->first.at[i];
}

void analyse_features_free(struct features *f)
{
    free(f->nodes.at);
    free(f->first.at);
    free(f->holders);
}
