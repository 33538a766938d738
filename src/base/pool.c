#include "base/pool.h"

#include "base/arena.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { POOL_MAX_THREADS = 256 };

struct slot {
    void *result;
    bool done;
};

struct pool {
    const struct pool_job *job;
    pthread_mutex_t lock;
    pthread_cond_t changed;     /* a result is there, or room for another */
    struct slot *slots;         /* number % ahead */
    size_t ahead, next, taken;  /* next: to be worked on; taken: given to take */
    bool stop;
};

struct worker {
    struct pool *pool;
    unsigned number;
};

unsigned pool_cores(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    return cores < 1 ? 1 : cores > POOL_MAX_THREADS ? POOL_MAX_THREADS : (unsigned)cores;
}

static void *work_until_done(void *payload)
{
    struct worker *w = payload;
    struct pool *p = w->pool;

    pthread_mutex_lock(&p->lock);
    for (;;) {
        size_t number;
        void *result;

        while (!p->stop && p->next < p->job->count && p->next - p->taken >= p->ahead)
            pthread_cond_wait(&p->changed, &p->lock);
        if (p->stop || p->next >= p->job->count)
            break;
        number = p->next++;
        pthread_mutex_unlock(&p->lock);
        result = p->job->work(p->job->payload, number, w->number);
        pthread_mutex_lock(&p->lock);
        p->slots[number % p->ahead] = (struct slot){result, true};
        pthread_cond_broadcast(&p->changed);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* Gives the results to take, in order; the lock is not held while it runs. */
static bool take_in_order(struct pool *p, struct error *err)
{
    bool ok = true;

    pthread_mutex_lock(&p->lock);
    while (ok && p->taken < p->job->count) {
        struct slot *slot = &p->slots[p->taken % p->ahead];
        void *result;

        while (!slot->done)
            pthread_cond_wait(&p->changed, &p->lock);
        result = slot->result;
        pthread_mutex_unlock(&p->lock);
        ok = p->job->take(p->job->payload, p->taken, result, err);
        pthread_mutex_lock(&p->lock);
        *slot = (struct slot){0};
        p->taken++;
        pthread_cond_broadcast(&p->changed);
    }
    p->stop = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    return ok;
}

bool pool_run(const struct pool_job *job, struct error *err)
{
    struct pool p = {.job = job, .ahead = job->ahead ? job->ahead : 1};
    unsigned wanted = job->threads ? job->threads : pool_cores(), started = 0;
    pthread_t threads[POOL_MAX_THREADS];
    struct worker workers[POOL_MAX_THREADS];
    bool ok = true;

    if (job->count == 0)
        return true;
    if (wanted > POOL_MAX_THREADS)
        wanted = POOL_MAX_THREADS;
    p.slots = must_realloc(NULL, p.ahead * sizeof *p.slots);
    for (size_t i = 0; i < p.ahead; i++)
        p.slots[i] = (struct slot){0};
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.changed, NULL);
    for (; started < wanted && started < job->count; started++) {
        workers[started] = (struct worker){&p, started};
        if (pthread_create(&threads[started], NULL, work_until_done, &workers[started]) != 0)
            break;
    }
    if (started == 0)
        ok = error_set(err, ERROR_SYSTEM, "no thread can be started");
    else
        ok = take_in_order(&p, err);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < p.ahead; i++)
        if (p.slots[i].done && p.slots[i].result && job->drop)
            job->drop(job->payload, p.slots[i].result);
    pthread_cond_destroy(&p.changed);
    pthread_mutex_destroy(&p.lock);
    free(p.slots);
    return ok;
}
