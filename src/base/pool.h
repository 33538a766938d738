/* Work on 0 … count-1 by several threads, with results taken in order. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include "base/error.h"

#include <stddef.h>

/* What is done with each number. work runs on any thread (`worker` is 0 … threads-1, for
 * state of the thread's own) and gives a result, or NULL. take is called by the calling
 * thread only, with the results by rising number; it owns the result. Work runs at most
 * `ahead` numbers before take, so memory is bounded. take false stops: work that runs is
 * waited for and each result left is handed to drop. */
struct pool_job {
    size_t count, ahead;
    unsigned threads;                   /* 0: as many as there are cores */
    void *payload;
    void *(*work)(void *payload, size_t number, unsigned worker);
    bool (*take)(void *payload, size_t number, void *result, struct error *err);
    void (*drop)(void *payload, void *result);
};
NODISCARD bool pool_run(const struct pool_job *job, struct error *err);
unsigned pool_cores(void);

#endif
