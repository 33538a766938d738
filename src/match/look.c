/* Looks for one match of a regex or a piece. Each is compiled when it is first looked for, since most are met in no
 * report, once for all workers; and by JIT when it was looked for some dozens of times, since that costs as much as
 * they do. */
#include "match/match_internal.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct compiled {
    _Atomic(pcre2_code *) plain, fast;  /* for the interpreter, and by JIT; NULL until it is needed */
    atomic_uint looks;                  /* by the interpreter */
    atomic_bool no_jit;                 /* JIT cannot compile it */
};

/* By number; who compiles holds the lock. */
struct match_compiled {
    pthread_mutex_t lock;
    size_t count;
    struct compiled *at;
};

void match_add_compiled(struct match_program *program)
{
    struct match_compiled *all = must_realloc(NULL, sizeof *all);

    all->count = program->pieces.count + program->regexes.count;
    all->at = must_realloc(NULL, (all->count + 1) * sizeof *all->at);
    for (size_t i = 0; i < all->count; i++) {
        atomic_init(&all->at[i].plain, NULL);
        atomic_init(&all->at[i].fast, NULL);
        atomic_init(&all->at[i].looks, 0);
        atomic_init(&all->at[i].no_jit, false);
    }
    pthread_mutex_init(&all->lock, NULL);
    program->compiled = all;
}

void match_free_compiled(struct match_program *program)
{
    struct match_compiled *all = program->compiled;

    if (!all)
        return;
    for (size_t i = 0; i < all->count; i++) {
        pcre2_code_free(atomic_load(&all->at[i].plain));
        pcre2_code_free(atomic_load(&all->at[i].fast));
    }
    pthread_mutex_destroy(&all->lock);
    free(all->at);
    free(all);
}

/* What a number stands for: a piece, or behind those a regex as a whole. That has its code already, but for one that is
 * tried at the text's beginning only. */
struct looked_for {
    const struct regex *regex;
    const char *text;
    bool anchored;
    const pcre2_code *code;     /* or NULL */
};

static struct looked_for looked_for(const struct match_program *program, size_t number)
{
    if (number < program->pieces.count) {
        const struct piece *p = &program->pieces.at[number];

        return (struct looked_for){&program->regexes.at[p->regex], p->text, p->anchored, NULL};
    }
    const struct regex *r = &program->regexes.at[number - program->pieces.count];
    bool anchored = r->piece_count == 1 && program->pieces.at[r->first_piece].anchored;

    return (struct looked_for){r, r->text, anchored, anchored ? NULL : r->code};
}

static const pcre2_code *plain(const struct match_program *program, size_t number)
{
    const struct looked_for l = looked_for(program, number);
    struct compiled *c = &program->compiled->at[number];
    pcre2_code *code = atomic_load_explicit(&c->plain, memory_order_acquire);

    if (l.code || code)
        return l.code ? l.code : code;
    pthread_mutex_lock(&program->compiled->lock);
    code = atomic_load(&c->plain);
    if (!code) {
        code = match_compile_text(l.text, l.regex->match_case, l.anchored ? PCRE2_ANCHORED : 0);
        atomic_store_explicit(&c->plain, code, memory_order_release);
    }
    pthread_mutex_unlock(&program->compiled->lock);
    return code;
}

/* JIT gets a copy: others may be looking with the plain one. */
static const pcre2_code *fast(const struct match_program *program, size_t number, const pcre2_code *from)
{
    struct compiled *c = &program->compiled->at[number];
    pcre2_code *code = atomic_load_explicit(&c->fast, memory_order_acquire);

    if (code || atomic_load_explicit(&c->no_jit, memory_order_relaxed))
        return code;
    pthread_mutex_lock(&program->compiled->lock);
    code = atomic_load(&c->fast);
    if (!code && !atomic_load(&c->no_jit)) {
        code = pcre2_code_copy(from);
        if (code && pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
            pcre2_code_free(code);
            code = NULL;
        }
        atomic_store_explicit(&c->fast, code, memory_order_release);
        atomic_store(&c->no_jit, code == NULL);
    }
    pthread_mutex_unlock(&program->compiled->lock);
    return code;
}

static int interpret(struct match_worker *w, const pcre2_code *code, struct str text, size_t from,
                     pcre2_match_context *limits)
{
    return pcre2_match(code, (PCRE2_SPTR)text.at, text.size, from, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, w->data,
                       limits);
}

/* What JIT gives up, and nothing else, is given up, however often a pattern was looked for before: where the
 * interpreter would, and where the work may have no bound, JIT is asked. */
static bool is_for_interpreter(const struct match_program *program, size_t number)
{
    struct compiled *c = &program->compiled->at[number];

    return !atomic_load_explicit(&c->fast, memory_order_relaxed) && looked_for(program, number).regex->bounded
        && atomic_fetch_add_explicit(&c->looks, 1, memory_order_relaxed) < MATCH_LOOKS_WITHOUT_JIT;
}

int match_look(struct match_worker *w, size_t number, struct str text, size_t from, size_t before)
{
    const struct match_program *program = w->program;
    const pcre2_code *code, *quick;
    int result;

    if (from >= before)
        return PCRE2_ERROR_NOMATCH;
    code = plain(program, number);
    if (!code)
        return PCRE2_ERROR_NOMEMORY;
    if (is_for_interpreter(program, number)) {
        pcre2_set_offset_limit(w->first_limits, before - 1);
        result = interpret(w, code, text, from, w->first_limits);
        if (result >= 0 || result == PCRE2_ERROR_NOMATCH)
            return result;
    }
    pcre2_set_offset_limit(w->limits, before - 1);
    quick = fast(program, number, code);
    return quick ? pcre2_jit_match(quick, (PCRE2_SPTR)text.at, text.size, from, PCRE2_NOTEMPTY, w->data, w->limits)
        : interpret(w, code, text, from, w->limits);
}
