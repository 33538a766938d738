#include "base/nearest.h"

enum { NEAREST_MAX_SIZE = 63 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance, by rows. */
static size_t distance(struct str a, struct str b)
{
    size_t row[NEAREST_MAX_SIZE + 1];

    if (a.size > NEAREST_MAX_SIZE || b.size > NEAREST_MAX_SIZE)
        return NEAREST_MAX_SIZE;
    for (size_t j = 0; j <= b.size; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t changed = diagonal + (a.at[i - 1] != b.at[j - 1]);

            diagonal = row[j];
            row[j] = smaller(changed, smaller(row[j], row[j - 1]) + 1);
        }
    }
    return row[b.size];
}

void nearest_start(struct nearest *n, struct str wanted)
{
    *n = (struct nearest){.wanted = wanted, .distance = wanted.size / 3 + 2};
    if (wanted.size < 3)
        n->distance = 2;
}

void nearest_offer(struct nearest *n, const char *word)
{
    size_t d = distance(n->wanted, str_of(word));

    if (d < n->distance) {
        n->best = word;
        n->distance = d;
    }
}
