#include "base/progress.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static double seconds_between(struct timespec from, struct timespec to)
{
    return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

void progress_start(struct progress *p, FILE *out, const char *what, size_t total)
{
    const char *term = getenv("TERM");
    bool shown = out && isatty(fileno(out)) && term && strcmp(term, "dumb") != 0;

    *p = (struct progress){.out = shown ? out : NULL, .what = what, .total = total};
    clock_gettime(CLOCK_MONOTONIC, &p->since);
    p->shown = p->since;
}

void progress_step(struct progress *p, size_t done, const char *detail)
{
    struct timespec now;
    double spent, left;

    if (!p->out)
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (done < p->total && seconds_between(p->shown, now) < 0.1)
        return;
    p->shown = now;
    spent = seconds_between(p->since, now);
    left = done ? spent * (double)(p->total - done) / (double)done : 0;
    fprintf(p->out, "\r\033[K%zu of %zu %s", done, p->total, p->what);
    if (spent > 0.5)
        fprintf(p->out, ", %.0f a second, %.0f s left", (double)done / spent, left);
    if (detail)
        fprintf(p->out, "  %.48s", detail);
    fflush(p->out);
}

void progress_end(struct progress *p)
{
    if (!p->out)
        return;
    fputs("\r\033[K", p->out);
    fflush(p->out);
}
