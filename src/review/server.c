#include "base/file.h"
#include "review/review_internal.h"
#include "review/trial.h"

#include <errno.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    CONNECTIONS = 64,
    IDLE_SECONDS = 60,
    CONNECTION_MEMORY = 32 << 10,   /* of a request's line and headers */
    STACK_BYTES = 1 << 20,
    BACKLOG = 64,
    PEM_BYTES = 1 << 20,
};

/* *error_number: 0 where it listens. */
static bool listen_at(int *out, int *error_number, const char *host, unsigned port, struct error *err)
{
    struct addrinfo hints = {.ai_flags = AI_NUMERICSERV, .ai_socktype = SOCK_STREAM}, *address;
    char service[8];
    int one = 1, failed;

    snprintf(service, sizeof service, "%u", port);
    failed = getaddrinfo(host, service, &hints, &address);
    if (failed != 0)
        return error_set(err, ERROR_USAGE, "%s: %s; --listen takes a name or an address of this machine", host,
                         gai_strerror(failed));
    *out = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    *error_number = 0;
    if (*out < 0 || setsockopt(*out, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0
        || bind(*out, address->ai_addr, address->ai_addrlen) != 0 || listen(*out, BACKLOG) != 0) {
        *error_number = errno;
        if (*out >= 0)
            close(*out);
        *out = -1;
    }
    freeaddrinfo(address);
    return true;
}

static bool find_port(int *out, struct review *r, const struct review_options *o, struct error *err)
{
    const char *host = o->listen ? o->listen : "127.0.0.1";
    unsigned first = o->port > 0 ? o->port : REVIEW_PORT, tries = o->port > 0 ? 1 : REVIEW_PORTS_TRIED;
    int error_number = 0;

    if (first > 65535)
        return error_set(err, ERROR_USAGE, "--port %u: ports go up to 65535", first);
    for (unsigned i = 0; i < tries; i++) {
        if (!listen_at(out, &error_number, host, first + i, err))
            return false;
        r->place.port = first + i;
        if (error_number == 0)
            return true;
        if (error_number != EADDRINUSE)
            break;
    }
    return error_set(err, ERROR_SYSTEM, "%s port %u: %s; name another with --port", host, r->place.port,
                     strerror(error_number));
}

static void set_place(struct review *r, const struct review_options *o)
{
    bool bare = o->listen && strchr(o->listen, ':');

    buf_add_format(&r->host, bare ? "[%s]" : "%s", o->listen ? o->listen : "127.0.0.1");
    r->place.scheme = o->certificate ? "https" : "http";
    r->place.host = r->host.at;
    r->place.loopback = review_guard_is_loopback(o->listen);
    snprintf(r->cookie, sizeof r->cookie, "excerpta-%u", r->place.port);
}

/* What MHD has to say of a broken connection is of no use to anybody. */
static void say_nothing(void *payload, const char *format, va_list args)
{
    (void)payload;
    (void)format;
    (void)args;
}

/* As MHD does it, but %00 ends no text early: it becomes a sign that stands in no path and no name. */
static size_t unescape(void *payload, struct MHD_Connection *connection, char *text)
{
    (void)payload;
    (void)connection;
    for (char *at = strstr(text, "%00"); at; at = strstr(at, "%00"))
        at[2] = '1';
    return MHD_http_unescape(text);
}

static bool start_daemon(struct review *r, int fd, const struct buf *certificate, const struct buf *key,
                         struct error *err)
{
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL | MHD_USE_ERROR_LOG
        | (certificate->size > 0 ? MHD_USE_TLS : 0);
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_CERT, 0, certificate->at},
                                   {MHD_OPTION_HTTPS_MEM_KEY, 0, key->at}, {MHD_OPTION_END, 0, NULL}};
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};

    r->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, review_take, r,
        MHD_OPTION_EXTERNAL_LOGGER, say_nothing, NULL,
        MHD_OPTION_LISTEN_SOCKET, fd,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_UNESCAPE_CALLBACK, unescape, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, review_taken, r,
        MHD_OPTION_NOTIFY_CONNECTION, review_watch_connection, r->watch,
        MHD_OPTION_ARRAY, certificate->size > 0 ? tls : none,
        MHD_OPTION_END);
    return r->daemon
        || error_set(err, certificate->size > 0 ? ERROR_INPUT : ERROR_SYSTEM, "the server does not start%s",
                     certificate->size > 0 ? ": the certificate and its key must be PEM and belong together" : "");
}

static bool read_certificate(struct buf *certificate, struct buf *key, const struct review_options *o,
                             struct error *err)
{
    const char *why = review_guard_listen(o->listen, o->certificate && o->key);

    if (!o->certificate != !o->key)
        return error_set(err, ERROR_USAGE, "--tls-cert and --tls-key belong together: give both");
    if (*why)
        return error_set(err, ERROR_USAGE, "--listen %s is refused: %s", o->listen, why);
    return !o->certificate
        || (file_read(certificate, o->certificate, PEM_BYTES, err) && file_read(key, o->key, PEM_BYTES, err));
}

bool review_start(struct review **out, const struct review_options *options, struct error *err)
{
    struct review *r = must_realloc(NULL, sizeof *r);
    struct buf certificate = {0}, key = {0};
    int fd = -1;
    bool ok;

    *r = (struct review){.lock = PTHREAD_MUTEX_INITIALIZER};
    review_documents_new(&r->documents);
    ok = read_certificate(&certificate, &key, options, err) && store_open(&r->study, options->study, STORE_WRITE, err)
        && review_pages_open(&r->pages, options->study, err) && review_reload(r, err)
        && find_port(&fd, r, options, err);
    if (ok) {
        set_place(r, options);
        review_links_new(&r->links);
        review_trials_new(&r->trials, store_file(r->study));
        review_watch_new(&r->watch);
        ok = start_daemon(r, fd, &certificate, &key, err);
        if (!ok)
            close(fd);
    }
    buf_free(&certificate);
    buf_free(&key);
    if (!ok) {
        review_stop(r);
        return false;
    }
    *out = r;
    return true;
}

void review_stop(struct review *r)
{
    if (!r)
        return;
    if (r->daemon)
        MHD_stop_daemon(r->daemon);
    review_watch_free(r->watch);
    review_links_free(r->links);
    review_trials_free(r->trials);
    review_pages_close(r->pages);
    review_documents_free(r->documents);
    review_said_close(r->said);
    review_desk_close(r->desk);
    store_close(r->study);
    buf_free(&r->host);
    free(r);
}

bool review_reload(struct review *r, struct error *err)
{
    struct review_desk *desk;
    struct review_said *said;

    if (!review_desk_open(&desk, r->study, err))
        return false;
    if (!review_said_open(&said, desk, r->study, err)) {
        review_desk_close(desk);
        return false;
    }
    review_said_close(r->said);
    review_desk_close(r->desk);
    r->said = said;
    r->desk = desk;
    review_documents_forget(r->documents);
    review_pages_forget(r->pages);
    return true;
}

bool review_refresh(struct review *r, struct error *err)
{
    int64_t changes;

    if (!store_changes(r->study, &changes, err))
        return false;
    return changes == r->desk->changes || review_reload(r, err);
}

/* The desk stays: a reviewer who is new has said nothing. */
static bool meet(struct review *r, struct error *err)
{
    struct review_said *said;

    if (!review_said_open(&said, r->desk, r->study, err))
        return false;
    review_said_close(r->said);
    r->said = said;
    return true;
}

/* Whoever is named for the first time is added to the study; their token is nobody's until the link is used. */
static bool know(struct review *r, struct str name, struct error *err)
{
    char token[REVIEWER_TOKEN_SIZE];
    struct reviewer_row row;
    int64_t id;
    bool found;

    if (!store_find_reviewer(r->study, name, &row, &found, err))
        return false;
    if (found)
        return row.retired.size == 0
            || error_set(err, ERROR_USAGE, "%.*s reviews this study no more", STR_ARGS(name));
    return store_add_reviewer(r->study, name, false, token, &id, err) && meet(r, err);
}

bool review_link(struct buf *out, struct review *r, const char *reviewer, struct error *err)
{
    char secret[REVIEWER_TOKEN_SIZE];
    bool ok;

    pthread_mutex_lock(&r->lock);
    ok = know(r, str_of(reviewer), err);
    pthread_mutex_unlock(&r->lock);
    if (!ok || !review_links_add(r->links, str_of(reviewer), secret, err))
        return false;
    buf_add_format(out, "%s://%s:%u/enter/%s", r->place.scheme, r->place.host, r->place.port, secret);
    return true;
}
