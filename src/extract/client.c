#include "extract/client_internal.h"

#include "base/str.h"
#include "config.h"
#include "extract/channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A process that reads a file ends itself when its time is over; the grace is for one that does not. */
enum { MOST_WIRE_BYTES = 256 << 20, START_SECONDS = 30, GRACE_SECONDS = 3 };

static const char slow_words[] = "reading it took too long";

struct server {
    pid_t pid;
    int socket;
    bool greeted;
};

struct extractors {
    const char *program;
    /* As the first to greet said them: under the lock. */
    char engine[CHANNEL_ENGINE_SIZE], libraries[CHANNEL_LIBRARIES_SIZE];
    pthread_mutex_t lock;
    struct server *at;          /* those that are idle */
    size_t count, room;
};

const struct extract_limits extract_default_limits = {
    .wall_seconds = 25, .cpu_seconds = 20, .memory_bytes = (size_t)1 << 30, .file_bytes = 200000000,
};

/* Of excerpta-ocr: for a whole file, whose pages have limits of their own. */
static const struct extract_limits recogniser_limits = {
    .wall_seconds = 3660, .cpu_seconds = 3600, .memory_bytes = (size_t)2 << 30, .file_bytes = 200000000,
};

static bool is_program(const char *path)
{
    return access(path, X_OK) == 0;
}

bool extract_find_program(char **out, struct error *err)
{
    const char *named = getenv("EXCERPTA_EXTRACT");
    struct buf path = {0};
    char self[4096];
    ssize_t size = readlink("/proc/self/exe", self, sizeof self - 1);

    if (named && *named) {
        if (!is_program(named))
            return error_set(err, ERROR_SYSTEM, "EXCERPTA_EXTRACT names %s, which is no program", named);
        buf_add(&path, str_of(named));
        *out = path.at;
        return true;
    }
    if (size > 0) {
        self[size] = '\0';
        *strrchr(self, '/') = '\0';
        buf_add_format(&path, "%s/excerpta-extract", self);
        if (is_program(path.at)) {
            *out = path.at;
            return true;
        }
        buf_clear(&path);
    }
    buf_add(&path, STR(PKGLIBEXECDIR "/excerpta-extract"));
    if (is_program(path.at)) {
        *out = path.at;
        return true;
    }
    error_set(err, ERROR_SYSTEM, "the program excerpta-extract is neither beside this one nor at %s", path.at);
    buf_free(&path);
    return false;
}

bool extract_find_recogniser(char **out, const char *extractor)
{
    const char *named = getenv("EXCERPTA_OCR"), *slash = strrchr(extractor, '/');
    struct buf path = {0};

    if (named && *named)
        buf_add(&path, str_of(named));
    else
        buf_add_format(&path, "%.*sexcerpta-ocr", slash ? (int)(slash + 1 - extractor) : 0, extractor);
    if (!is_program(path.at)) {
        buf_free(&path);
        return false;
    }
    *out = path.at;
    return true;
}

bool extract_refuse(struct wire_result *out, enum report_problem problem, const char *detail)
{
    out->problem = problem;
    snprintf(out->detail, sizeof out->detail, "%.*s", (int)sizeof out->detail - 1, detail);
    return false;
}

/* Opens the file if it is one to read; else says in *out why not. */
static bool open_file(struct wire_result *out, int *fd, const char *path, const struct extract_limits *limits)
{
    struct stat st;
    char detail[64];

    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*fd < 0)
        return extract_refuse(out, PROBLEM_UNREADABLE, strerror(errno));
    if (fstat(*fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        extract_refuse(out, PROBLEM_UNREADABLE, "not a regular file");
    } else if (st.st_size == 0) {
        extract_refuse(out, PROBLEM_EMPTY, "0 bytes");
    } else if ((size_t)st.st_size > limits->file_bytes) {
        snprintf(detail, sizeof detail, "%lld MB; at most %zu MB are read", (long long)st.st_size / 1000000,
                 limits->file_bytes / 1000000);
        extract_refuse(out, PROBLEM_TOO_LARGE, detail);
    } else {
        return true;
    }
    close(*fd);
    return false;
}

static bool start(struct server *s, const char *program, struct error *err)
{
    posix_spawn_file_actions_t actions;
    char name[] = "excerpta-extract", serve[] = "--serve", *argv[] = {name, serve, NULL};
    char locale[] = "LC_ALL=C.UTF-8", home[] = "HOME=/nonexistent", alone[] = "OMP_THREAD_LIMIT=1";
    char *environment[] = {locale, home, alone, NULL};
    int ends[2], problem;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return error_set(err, ERROR_SYSTEM, "no socket: %s", strerror(errno));
    posix_spawn_file_actions_init(&actions);    /* every other descriptor of ours is closed on exec */
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    problem = posix_spawn(&s->pid, program, &actions, NULL, argv, environment);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    s->socket = ends[0];
    s->greeted = false;
    if (problem == 0)
        return true;
    close(ends[0]);
    return error_set(err, ERROR_SYSTEM, "%s cannot be started: %s", program, strerror(problem));
}

/* Ends a server that has nothing to do, or with SIGKILL one that has: what it made goes with it. */
static void end(const struct server *s, bool at_once)
{
    close(s->socket);
    if (at_once)
        kill(s->pid, SIGKILL);
    while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
        continue;
}

static void set_patience(int socket, unsigned seconds)
{
    struct timeval t = {.tv_sec = seconds};

    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &t, sizeof t);
}

static bool greet(struct extractors *x, struct server *s, struct error *err)
{
    static const char expected[] = CHANNEL_GREETING;
    struct channel_greeting said = {.version = ""};

    set_patience(s->socket, START_SECONDS);
    s->greeted = channel_take(s->socket, &said, sizeof said) && memcmp(said.version, expected, sizeof expected) == 0;
    if (!s->greeted)
        return error_set(err, ERROR_SYSTEM, "%s does not answer as %s should: install both programs from one release",
                         x->program, expected);
    pthread_mutex_lock(&x->lock);
    if (!x->engine[0])
        snprintf(x->engine, sizeof x->engine, "%.*s", (int)sizeof said.engine - 1, said.engine);
    if (!x->libraries[0])
        snprintf(x->libraries, sizeof x->libraries, "%.*s", (int)sizeof said.libraries - 1, said.libraries);
    pthread_mutex_unlock(&x->lock);
    return true;
}

void extractors_new(struct extractors **out, const char *program, unsigned ready)
{
    struct extractors *x = must_realloc(NULL, sizeof *x);
    struct server s;
    struct error err;

    *x = (struct extractors){.program = program};
    pthread_mutex_init(&x->lock, NULL);
    while (ready-- > 0 && start(&s, program, &err))     /* what fails here fails again when one is wanted */
        *VEC_PUSH(x) = s;
    *out = x;
}

void extractors_free(struct extractors *x)
{
    if (!x)
        return;
    for (size_t i = 0; i < x->count; i++)
        end(&x->at[i], false);
    free(x->at);
    pthread_mutex_destroy(&x->lock);
    free(x);
}

/* One that is idle, or a new one. */
static bool take_server(struct extractors *x, struct server *s, struct error *err)
{
    bool idle;

    pthread_mutex_lock(&x->lock);
    idle = x->count > 0;
    if (idle)
        *s = x->at[--x->count];
    pthread_mutex_unlock(&x->lock);
    if (!idle && !start(s, x->program, err))
        return false;
    if (s->greeted || greet(x, s, err))
        return true;
    end(s, true);
    return false;
}

static void give_back(struct extractors *x, const struct server *s)
{
    pthread_mutex_lock(&x->lock);
    *VEC_PUSH(x) = *s;
    pthread_mutex_unlock(&x->lock);
}

/* Makes sure that one has greeted. */
static bool hear(struct extractors *x, struct error *err)
{
    struct server s;

    if (!take_server(x, &s, err))
        return false;
    give_back(x, &s);
    return true;
}

bool extractors_engine(struct extractors *x, const char **out, struct error *err)
{
    *out = x->engine;
    return hear(x, err);
}

bool extractors_libraries(struct extractors *x, const char **out, struct error *err)
{
    *out = x->libraries;
    return hear(x, err);
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool keep_piece(void *payload, struct str piece, struct wire_result *out)
{
    struct buf *bytes = payload;

    buf_add(bytes, piece);
    return bytes->size <= MOST_WIRE_BYTES
        || extract_refuse(out, PROBLEM_TOO_LARGE, "its text is larger than what is read");
}

/* Reads until the pipe closes. False where time runs out, or the sink takes no more: the server is to be killed. */
static bool read_pipe(const struct extract_sink *sink, int fd, const struct extract_limits *limits,
                      struct wire_result *out)
{
    int64_t until = now_ms() + ((int64_t)limits->wall_seconds + GRACE_SECONDS) * 1000;
    char piece[64 * 1024];

    for (;;) {
        int64_t left = until - now_ms();
        struct pollfd p = {.fd = fd, .events = POLLIN};
        ssize_t got;
        int ready;

        ready = left > 0 ? poll(&p, 1, (int)left) : 0;
        if (ready == 0)
            return extract_refuse(out, PROBLEM_TIMED_OUT, slow_words);
        if (ready < 0 && errno == EINTR)
            continue;
        got = read(fd, piece, sizeof piece);
        if (got == 0)
            return true;
        if (got < 0 && errno != EINTR)
            return extract_refuse(out, PROBLEM_CRASHED, strerror(errno));
        if (got > 0 && !sink->take(sink->payload, (struct str){piece, (size_t)got}, out))
            return false;
    }
}

/* What a process that wrote no whole document died of. */
static void name_death(struct wire_result *out, const struct channel_reply *reply, const struct extract_limits *limits)
{
    int status = reply->status, number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    char detail[128];

    if (number == SIGXCPU || number == SIGALRM) {
        extract_refuse(out, PROBLEM_TIMED_OUT, slow_words);
    } else if (number != 0 && reply->peak_bytes > limits->memory_bytes / 2) {
        snprintf(detail, sizeof detail, "reading it takes more than %zu MB of memory", limits->memory_bytes >> 20);
        extract_refuse(out, PROBLEM_TOO_LARGE, detail);
    } else if (number != 0) {
        snprintf(detail, sizeof detail, "the program that read it ended by signal %d (%s)", number,
                 number == SIGABRT ? "out of memory, or a fault in it" : strsignal(number));
        extract_refuse(out, PROBLEM_CRASHED, detail);
    } else {
        snprintf(detail, sizeof detail, "the program that read it ended with status %d", WEXITSTATUS(status));
        extract_refuse(out, PROBLEM_CRASHED, detail);
    }
}

static void judge(struct wire_result *out, const struct channel_reply *reply, const struct extract_limits *limits)
{
    bool ended_well = WIFEXITED(reply->status)
        && (WEXITSTATUS(reply->status) == ERROR_NONE || WEXITSTATUS(reply->status) == ERROR_INPUT);

    if (reply->status == -1)
        extract_refuse(out, PROBLEM_CRASHED, strerror((int)reply->problem));
    else if (!ended_well)
        name_death(out, reply, limits);
}

static struct channel_request request_for(const char *path, const struct channel_wanted *wanted,
                                          const struct extract_limits *limits)
{
    struct channel_request r = {.wanted = *wanted, .wall_seconds = limits->wall_seconds,
                                .cpu_seconds = limits->cpu_seconds, .memory_bytes = limits->memory_bytes};
    size_t size = strlen(path);

    snprintf(r.name, sizeof r.name, "%s", size < sizeof r.name ? path : path + size + 1 - sizeof r.name);
    return r;
}

/* What a server says of a file, its wire form to the sink. False where the server is of no more use; *out says why. */
static bool ask(const struct server *s, struct wire_result *out, const struct extract_sink *sink,
                struct channel_reply *reply, const struct channel_request *r, const struct extract_limits *limits,
                struct channel_files files, int input)
{
    bool sent = channel_send_request(s->socket, r, files);

    close(files.output);
    if (!sent)
        return extract_refuse(out, PROBLEM_CRASHED, "the program that reads files has ended");
    if (!read_pipe(sink, input, limits, out))
        return false;
    set_patience(s->socket, limits->wall_seconds + GRACE_SECONDS);
    if (!channel_take(s->socket, reply, sizeof *reply))
        return extract_refuse(out, PROBLEM_TIMED_OUT, slow_words);
    return true;
}

bool extract_ask_for(struct extractors *x, struct wire_result *out, const struct extract_sink *sink, const char *path,
                     const struct channel_wanted *wanted, const struct extract_limits *limits, struct error *err)
{
    struct channel_request request = request_for(path, wanted, limits);
    struct channel_reply reply;
    struct server s;
    int fd, ends[2];

    *out = (struct wire_result){0};
    if (!open_file(out, &fd, path, limits))
        return true;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        close(fd);
        return error_set(err, ERROR_SYSTEM, "no pipe: %s", strerror(errno));
    }
    if (!take_server(x, &s, err)) {
        close(fd);
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    if (ask(&s, out, sink, &reply, &request, limits, (struct channel_files){fd, ends[1]}, ends[0])) {
        give_back(x, &s);
        judge(out, &reply, limits);
    } else {
        end(&s, true);
    }
    close(fd);
    close(ends[0]);
    return true;
}

bool extract_ask(struct extractors *x, struct wire_result *out, struct buf *bytes, const char *path,
                 const struct channel_wanted *wanted, const struct extract_limits *limits, struct error *err)
{
    const struct extract_sink sink = {keep_piece, bytes};

    return extract_ask_for(x, out, &sink, path, wanted, limits, err);
}

static bool ask_for_document(struct extractors *x, struct wire_result *out, const char *path, bool every_page,
                             const struct extract_limits *limits, struct error *err)
{
    struct channel_wanted wanted = {.what = CHANNEL_DOCUMENT, .every_page = every_page};
    struct buf bytes = {0};
    struct error wrong;
    bool ok = extract_ask(x, out, &bytes, path, &wanted, limits, err);

    if (ok && out->problem == PROBLEM_NONE && !wire_read(out, buf_str(&bytes), &wrong))
        extract_refuse(out, PROBLEM_CRASHED, wrong.text);
    buf_free(&bytes);
    return ok;
}

bool extract_file(struct extractors *x, struct wire_result *out, const char *path, const struct extract_limits *limits,
                  struct error *err)
{
    return ask_for_document(x, out, path, false, limits, err);
}

bool extract_recognise(struct extractors *x, struct wire_result *out, const char *path, bool every_page,
                       struct error *err)
{
    return ask_for_document(x, out, path, every_page, &recogniser_limits, err);
}
