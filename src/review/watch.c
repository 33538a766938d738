#include "review/review_internal.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

/* MHD's own time-out is for clients that say nothing; one that sends a byte now and then would stay for ever. */
enum { WHOLE_REQUEST_SECONDS = 8 };

struct seat {
    struct review_watch *watch;
    struct seat *next, *before;
    int fd;
    time_t since;               /* waits for a whole request from here on; 0: has one */
};

struct review_watch {
    pthread_mutex_t lock;
    pthread_cond_t stop;
    pthread_t thread;
    bool stopping;
    struct seat *seats;
};

static time_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1;        /* never 0 */
}

static void *watch(void *payload)
{
    struct review_watch *w = payload;

    pthread_mutex_lock(&w->lock);
    while (!w->stopping) {
        struct timespec until;

        for (struct seat *s = w->seats; s; s = s->next)
            if (s->since > 0 && now() - s->since >= WHOLE_REQUEST_SECONDS)
                shutdown(s->fd, SHUT_RDWR);
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += 1;
        pthread_cond_timedwait(&w->stop, &w->lock, &until);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

void review_watch_new(struct review_watch **out)
{
    struct review_watch *w = must_realloc(NULL, sizeof *w);

    *w = (struct review_watch){.lock = PTHREAD_MUTEX_INITIALIZER, .stop = PTHREAD_COND_INITIALIZER};
    if (pthread_create(&w->thread, NULL, watch, w) != 0)
        abort();
    *out = w;
}

void review_watch_free(struct review_watch *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_signal(&w->stop);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    free(w);
}

static void take_seat(struct review_watch *w, struct MHD_Connection *connection, void **seat)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct seat *s = must_realloc(NULL, sizeof *s);

    *s = (struct seat){.watch = w, .next = w->seats, .fd = info ? info->connect_fd : -1, .since = now()};
    if (w->seats)
        w->seats->before = s;
    w->seats = s;
    *seat = s;
}

static void leave_seat(struct review_watch *w, struct seat *s)
{
    if (s->before)
        s->before->next = s->next;
    else
        w->seats = s->next;
    if (s->next)
        s->next->before = s->before;
    free(s);
}

void review_watch_connection(void *payload, struct MHD_Connection *connection, void **seat,
                             enum MHD_ConnectionNotificationCode how)
{
    struct review_watch *w = payload;

    pthread_mutex_lock(&w->lock);
    if (how == MHD_CONNECTION_NOTIFY_STARTED)
        take_seat(w, connection, seat);
    else if (*seat) {
        leave_seat(w, *seat);
        *seat = NULL;
    }
    pthread_mutex_unlock(&w->lock);
}

static void set_since(struct seat *s, time_t since)
{
    if (!s)
        return;
    pthread_mutex_lock(&s->watch->lock);
    s->since = since;
    pthread_mutex_unlock(&s->watch->lock);
}

void review_watch_whole(void *seat)
{
    set_since(seat, 0);
}

void review_watch_waits(void *seat)
{
    set_since(seat, now());
}
