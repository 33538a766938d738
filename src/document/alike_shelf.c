/* The passages of a shelf by the runs of words they hold. Of the runs of a passage only some are kept: in every stretch
 * of WINDOW runs the one with the least number, so that two passages which share ALIKE_RUN + WINDOW - 1 words
 * in a row have one kept run in common, wherever in them that row begins (winnowing). What is found by it is then
 * measured on all words. */
#include "document/alike.h"

#include <stdlib.h>
#include <string.h>

enum {
    WINDOW = 3,
    MOST_HOLDERS = 64,      /* passages looked at for a run that many hold: the work stays linear */
    MEASURED = 4,           /* the most promising passages, which are measured */
};

struct passage {
    size_t start;           /* among the words */
    uint32_t count, report;
};

struct holder {             /* a passage that holds a run */
    uint32_t run, passage;
};

struct alike_shelf {
    struct alike_words words;
    struct { struct passage *at; size_t count, room; } passages;
    struct { struct holder *at; size_t count, room; } holders;
    struct { uint32_t *at; size_t count, room; } runs;      /* of the passage in hand */
    struct { uint32_t *at; size_t count, room; } met;       /* passages that share a run with it */
    uint16_t *tally;                                        /* a passage: how many runs; 0 between two finds */
};

void document_alike_new(struct alike_shelf **out)
{
    *out = must_realloc(NULL, sizeof **out);
    **out = (struct alike_shelf){0};
}

void document_alike_free(struct alike_shelf *s)
{
    if (!s)
        return;
    free(s->words.at);
    free(s->passages.at);
    free(s->holders.at);
    free(s->runs.at);
    free(s->met.at);
    free(s->tally);
    free(s);
}

static uint32_t run_number(const uint32_t *words)
{
    uint32_t run = 0;

    for (int i = 0; i < ALIKE_RUN; i++) {
        run = (run ^ words[i]) * 0x9e3779b1u;
        run ^= run >> 15;
    }
    return run;
}

/* Fills s->runs with the runs that are kept of a passage. */
static void choose_runs(struct alike_shelf *s, const struct passage *p)
{
    const uint32_t *words = s->words.at + p->start;
    size_t last = SIZE_MAX;

    s->runs.count = 0;
    for (size_t i = 0; i + ALIKE_RUN + WINDOW - 1 <= p->count; i++) {
        size_t least = i;

        for (size_t k = i + 1; k < i + WINDOW; k++)
            if (run_number(words + k) < run_number(words + least))
                least = k;
        if (least != last)
            *VEC_PUSH(&s->runs) = run_number(words + least);
        last = least;
    }
}

bool document_alike_add(struct alike_shelf *s, uint32_t report, struct str text)
{
    size_t start = s->words.count;

    document_alike_words(&s->words, text, false);
    if (s->words.count - start < ALIKE_LEAST_WORDS) {
        s->words.count = start;
        return false;
    }
    *VEC_PUSH(&s->passages) = (struct passage){start, (uint32_t)(s->words.count - start), report};
    return true;
}

size_t document_alike_count(const struct alike_shelf *s)
{
    return s->passages.count;
}

size_t document_alike_size(const struct alike_shelf *s, size_t passage)
{
    return s->passages.at[passage].count;
}

static int by_run(const struct holder *x, const struct holder *y)
{
    if (x->run != y->run)
        return x->run < y->run ? -1 : 1;
    return (x->passage > y->passage) - (x->passage < y->passage);
}

/* By the lower half of their runs' numbers, then by the upper: those of one run stay in the order of passages. */
static void sort_by_run(struct holder *holders, size_t count)
{
    enum { HALVES = 1 << 16 };
    struct holder *other = must_realloc(NULL, (count + 1) * sizeof *other), *from = holders, *to = other;
    size_t *places = must_realloc(NULL, HALVES * sizeof *places);

    for (int shift = 0; shift < 32; shift += 16) {
        struct holder *swap = from;
        size_t at = 0;

        memset(places, 0, HALVES * sizeof *places);
        for (size_t i = 0; i < count; i++)
            places[from[i].run >> shift & (HALVES - 1)]++;
        for (size_t i = 0; i < HALVES; i++) {
            size_t here = places[i];

            places[i] = at;
            at += here;
        }
        for (size_t i = 0; i < count; i++)
            to[places[from[i].run >> shift & (HALVES - 1)]++] = from[i];
        from = to;
        to = swap;
    }
    free(places);
    free(other);
}

void document_alike_ready(struct alike_shelf *s)
{
    size_t size = (s->passages.count + 1) * sizeof *s->tally, kept = 0;

    for (size_t i = 0; i < s->passages.count; i++) {
        choose_runs(s, &s->passages.at[i]);
        for (size_t k = 0; k < s->runs.count; k++)
            *VEC_PUSH(&s->holders) = (struct holder){s->runs.at[k], (uint32_t)i};
    }
    if (s->holders.count > 0)
        sort_by_run(s->holders.at, s->holders.count);
    for (size_t i = 0; i < s->holders.count; i++)
        if (kept == 0 || by_run(&s->holders.at[kept - 1], &s->holders.at[i]) != 0)
            s->holders.at[kept++] = s->holders.at[i];
    s->holders.count = kept;
    s->tally = must_realloc(s->tally, size);
    memset(s->tally, 0, size);
}

/* The first holder that is not before this one. */
static size_t find_holder(const struct alike_shelf *s, struct holder wanted)
{
    size_t low = 0, high = s->holders.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (by_run(&s->holders.at[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_allowed(const struct alike_shelf *s, const struct alike_query *q, size_t passage)
{
    return passage != q->passage && (!q->allowed || q->allowed(q->payload, s->passages.at[passage].report));
}

static void tally_holder(struct alike_shelf *s, uint32_t passage)
{
    if (s->tally[passage] == 0)
        *VEC_PUSH(&s->met) = passage;
    if (s->tally[passage] < UINT16_MAX)
        s->tally[passage]++;
}

/* Counts, for each allowed passage, the kept runs that it shares. */
static void tally_run(struct alike_shelf *s, const struct alike_query *q, uint32_t run)
{
    size_t from = find_holder(s, (struct holder){run, (uint32_t)q->first});
    size_t to = from, looked = 0;
    struct holder stop = {run, (uint32_t)q->stop};

    /* Most runs have few holders. */
    while (to < s->holders.count && to - from < MOST_HOLDERS && by_run(&s->holders.at[to], &stop) < 0)
        to++;
    if (to - from == MOST_HOLDERS)
        to = find_holder(s, stop);

    for (size_t i = from; i < to && looked < MOST_HOLDERS; i++) {
        uint32_t passage = s->holders.at[q->last_wins ? to - 1 - (i - from) : i].passage;

        if (!is_allowed(s, q, passage))
            continue;
        tally_holder(s, passage);
        looked++;
    }
}

static bool is_better(const struct alike_shelf *s, const struct alike_query *q, uint32_t a, uint32_t b)
{
    if (s->tally[a] != s->tally[b])
        return s->tally[a] > s->tally[b];
    return q->last_wins ? a > b : a < b;
}

/* The best of those met, best first. */
static size_t choose_best(const struct alike_shelf *s, const struct alike_query *q, uint32_t best[MEASURED])
{
    size_t count = 0;

    for (size_t i = 0; i < s->met.count; i++) {
        uint32_t passage = s->met.at[i];
        size_t at = count;

        while (at > 0 && is_better(s, q, passage, best[at - 1]))
            at--;
        if (at == MEASURED)
            continue;
        count += count < MEASURED;
        memmove(best + at + 1, best + at, (count - at - 1) * sizeof *best);
        best[at] = passage;
    }
    return count;
}

/* Where a source is shorter than the passage, a page or column may have parted it: its neighbours are taken with it. */
static size_t shared_words(const struct alike_shelf *s, const struct passage *p, size_t source)
{
    const struct passage *first = &s->passages.at[source], *last = first;

    if (first->count < p->count) {
        if (source > 0 && first[-1].report == first->report && &first[-1] != p)
            first--;
        if (source + 1 < s->passages.count && last[1].report == last->report && &last[1] != p)
            last++;
    }
    return document_alike_shared(s->words.at + p->start, p->count, s->words.at + first->start,
                                 last->start + last->count - first->start);
}

bool document_alike_find(struct alike_shelf *s, const struct alike_query *q, struct alike_found *out)
{
    const struct passage *p = &s->passages.at[q->passage];
    uint32_t best[MEASURED];
    size_t count;

    *out = (struct alike_found){0};
    s->met.count = 0;
    choose_runs(s, p);
    for (size_t i = 0; i < s->runs.count; i++)
        tally_run(s, q, s->runs.at[i]);
    count = choose_best(s, q, best);
    for (size_t i = 0; i < s->met.count; i++)
        s->tally[s->met.at[i]] = 0;
    for (size_t i = 0; i < count; i++) {
        size_t words = shared_words(s, p, best[i]);

        if (words > out->words) {
            out->source = best[i];
            out->words = words;
        }
    }
    out->percent = (unsigned)(out->words * 100 / p->count);
    return out->percent >= ALIKE_LEAST_PERCENT;
}
