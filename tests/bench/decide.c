/* decide STUDY REVIEWER N: N decisions one by one, each a durable transaction of its own, on excerpts that the
 * reviewer has not decided; prints how long one takes. */
#include "store/decision.h"
#include "store/review.h"
#include "store/reviewer.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct wanted {
    struct { struct str report, excerpt; } *at;
    size_t count, room;
    struct arena arena;
};

static bool keep(void *payload, const struct review_row *r, struct error *err)
{
    struct wanted *w = payload;

    (void)err;
    (void)VEC_PUSH(w);
    w->at[w->count - 1].report = arena_str(&w->arena, r->report);
    w->at[w->count - 1].excerpt = arena_str(&w->arena, r->excerpt);
    return true;
}

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static bool measure(struct store *s, int64_t reviewer, const struct wanted *w, struct error *err)
{
    double *took = must_realloc(NULL, (w->count + 1) * sizeof *took);
    bool ok = w->count > 0 || error_set(err, ERROR_INPUT, "nothing is undecided");

    for (size_t i = 0; ok && i < w->count; i++) {
        size_t k = i * 7919 % w->count;     /* not in the order in which they are stored */
        char request[33];
        struct decision_new d = {.reviewer = reviewer, .report = w->at[k].report, .excerpt = w->at[k].excerpt,
                                 .seen = STR(""), .recode = STR(""), .memo = STR("a note")};
        struct decision_done done;
        double start;

        ok = store_new_request(request, err);
        d.request = str_of(request);
        start = now_ms();
        ok = ok && store_decide(s, &d, &done, err);
        took[i] = now_ms() - start;
    }
    if (ok) {
        qsort(took, w->count, sizeof *took, by_size);
        printf("%zu decisions: p50 %.2f ms, p99 %.2f ms, longest %.2f ms\n", w->count, took[w->count / 2],
               took[w->count * 99 / 100], took[w->count - 1]);
    }
    free(took);
    return ok;
}

int main(int argc, char **argv)
{
    struct review_query query = {.which = REVIEW_UNDECIDED};
    struct wanted wanted = {.count = 0};
    struct reviewer_row row;
    struct store *s = NULL;
    struct error err = {0};
    bool found = false, ok;

    ok = argc == 4 && store_open(&s, argv[1], STORE_WRITE, &err)
        && store_find_reviewer(s, str_of(argv[2]), &row, &found, &err) && found;
    query.reviewer = ok ? row.id : 0;
    query.limit = ok ? strtoul(argv[3], NULL, 10) : 0;
    ok = ok && store_review(s, &query, keep, &wanted, &err) && measure(s, query.reviewer, &wanted, &err);
    if (!ok)
        fprintf(stderr, "decide STUDY REVIEWER N: %s\n", err.text);
    free(wanted.at);
    arena_free(&wanted.arena);
    store_close(s);
    return !ok;
}
