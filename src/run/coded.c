#include "run/coded.h"

#include <stdlib.h>

static bool keep_excerpt(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct run_coded *c = payload;
    struct range *spans = arena_alloc(&c->arena, e->span_count, sizeof *spans);

    (void)err;
    for (size_t i = 0; i < e->span_count; i++)
        spans[i] = e->spans[i];
    *VEC_PUSH(&c->excerpts) = *e;
    c->excerpts.at[c->excerpts.count - 1].spans = spans;
    return true;
}

static bool keep_problem(void *payload, const struct match_problem *p, struct error *err)
{
    struct run_coded *c = payload;

    (void)err;
    *VEC_PUSH(&c->problems) = *p;
    c->problems.at[c->problems.count - 1].reason = arena_copy(&c->arena, str_of(p->reason));
    return true;
}

struct match_sink run_coded_sink(struct run_coded *c)
{
    return (struct match_sink){keep_excerpt, keep_problem, c};
}

void run_coded_free(struct run_coded *c)
{
    free(c->excerpts.at);
    free(c->problems.at);
    arena_free(&c->arena);
    *c = (struct run_coded){0};
}
