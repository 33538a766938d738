/* decide STUDY REVIEWER FIRST COUNT: decides COUNT excerpts of the study from number FIRST on (from 0, and round),
 * each a transaction of its own, and prints the request of each once it is acknowledged. Requests that were sent before
 * change nothing, so it can be run again. */
#include "store/decision.h"
#include "store/listing.h"
#include "store/reviewer.h"

#include <inttypes.h>
#include <stdlib.h>

struct known {
    struct { struct str key, report; } *at;
    size_t count, room;
    struct arena arena;
};

static bool keep(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct known *k = payload;

    (void)err;
    VEC_PUSH(k);
    k->at[k->count - 1].key = arena_str(&k->arena, e->excerpt);
    k->at[k->count - 1].report = arena_str(&k->arena, e->report->sha256);
    return true;
}

static bool decide(struct store *s, const struct known *k, int64_t reviewer, const char *name, size_t number,
                   struct error *err)
{
    struct buf request = {0};
    struct decision_done done;
    struct decision_new d = {.reviewer = reviewer, .report = k->at[number % k->count].report,
                             .excerpt = k->at[number % k->count].key,
                             .verdict = number % 3 == 0 ? VERDICT_REJECT : VERDICT_ACCEPT, .memo = STR("a memo")};
    bool ok;

    buf_add_format(&request, "%s-%zu", name, number);
    d.request = buf_str(&request);
    ok = store_decide(s, &d, &done, err);
    if (ok) {
        printf("%s\n", request.at);
        fflush(stdout);
    }
    buf_free(&request);
    return ok;
}

static bool find_or_add(struct store *s, const char *name, int64_t *id, struct error *err)
{
    char token[REVIEWER_TOKEN_SIZE];
    struct reviewer_row known;
    bool found;

    if (!store_find_reviewer(s, str_of(name), &known, &found, err))
        return false;
    *id = found ? known.id : 0;
    return found || store_add_reviewer(s, str_of(name), false, token, id, err);
}

int main(int argc, char **argv)
{
    const struct excerpt_filter all = {.report = STR("")};
    struct known k = {.count = 0};
    struct store *s = NULL;
    struct error err = {0};
    int64_t reviewer = 0;
    bool ok = argc == 5 && store_open(&s, argv[1], STORE_WRITE, &err) && store_excerpts(s, &all, keep, &k, &err)
        && k.count > 0 && find_or_add(s, argv[2], &reviewer, &err);
    size_t first = ok ? strtoul(argv[3], NULL, 10) : 0, count = ok ? strtoul(argv[4], NULL, 10) : 0;

    for (size_t i = first; ok && i < first + count; i++)
        ok = decide(s, &k, reviewer, argv[2], i, &err);
    if (!ok)
        fprintf(stderr, "excerpta decide: %s\n", err.text);
    free(k.at);
    arena_free(&k.arena);
    store_close(s);
    return ok ? 0 : err.kind;
}
