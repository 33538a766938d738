#include "extract/client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FILE_AT = 3, MOST_WIRE_BYTES = 256 << 20 };

const struct extract_limits extract_default_limits = {
    .wall_seconds = 25, .cpu_seconds = 20, .memory_bytes = (size_t)1 << 30, .file_bytes = 200000000,
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

static bool fail(struct wire_result *out, enum report_problem problem, const char *detail)
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
        return fail(out, PROBLEM_UNREADABLE, strerror(errno));
    if (fstat(*fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        fail(out, PROBLEM_UNREADABLE, "not a regular file");
    } else if (st.st_size == 0) {
        fail(out, PROBLEM_EMPTY, "0 bytes");
    } else if ((size_t)st.st_size > limits->file_bytes) {
        snprintf(detail, sizeof detail, "%lld MB; at most %zu MB are read", (long long)st.st_size / 1000000,
                 limits->file_bytes / 1000000);
        fail(out, PROBLEM_TOO_LARGE, detail);
    } else {
        return true;
    }
    close(*fd);
    return false;
}

static bool start(pid_t *child, int fd, int output, const char *program, const char *path,
                  const struct extract_limits *limits, struct error *err)
{
    posix_spawn_file_actions_t actions;
    char fd_text[16], cpu[16], memory[24], name[] = "excerpta-extract";
    char *argv[] = {name, (char[]){"--fd"}, fd_text, (char[]){"--cpu"}, cpu, (char[]){"--memory"}, memory,
                    (char[]){"--name"}, strdup(path), NULL};
    char *environment[] = {(char[]){"LC_ALL=C.UTF-8"}, (char[]){"HOME=/nonexistent"}, NULL};
    int problem;

    snprintf(fd_text, sizeof fd_text, "%d", FILE_AT);
    snprintf(cpu, sizeof cpu, "%u", limits->cpu_seconds);
    snprintf(memory, sizeof memory, "%zu", limits->memory_bytes >> 20);
    posix_spawn_file_actions_init(&actions);
    /* The pipe first: were it at FILE_AT, the file would take its place. Every descriptor of ours is closed on exec. */
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fd, FILE_AT);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    problem = posix_spawn(child, program, &actions, NULL, argv, environment);
    posix_spawn_file_actions_destroy(&actions);
    free(argv[8]);
    return problem == 0 || error_set(err, ERROR_SYSTEM, "%s cannot be started: %s", program, strerror(problem));
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Reads until the pipe closes. False where time or room runs out: the child is to be killed. */
static bool read_pipe(struct buf *bytes, int fd, const struct extract_limits *limits, struct wire_result *out)
{
    int64_t until = now_ms() + (int64_t)limits->wall_seconds * 1000;
    char piece[64 * 1024];

    for (;;) {
        int64_t left = until - now_ms();
        struct pollfd p = {.fd = fd, .events = POLLIN};
        ssize_t got;
        int ready;

        ready = left > 0 ? poll(&p, 1, (int)left) : 0;
        if (ready == 0)
            return fail(out, PROBLEM_TIMED_OUT, "reading it took too long");
        if (ready < 0 && errno == EINTR)
            continue;
        got = read(fd, piece, sizeof piece);
        if (got == 0)
            return true;
        if (got < 0 && errno != EINTR)
            return fail(out, PROBLEM_CRASHED, strerror(errno));
        if (got > 0)
            buf_add(bytes, (struct str){piece, (size_t)got});
        if (bytes->size > MOST_WIRE_BYTES)
            return fail(out, PROBLEM_TOO_LARGE, "its text is larger than what is read");
    }
}

/* What a child that wrote no whole document died of. */
static void name_death(struct wire_result *out, int status)
{
    char detail[128];

    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        fail(out, PROBLEM_TIMED_OUT, "reading it took too long");
    } else if (WIFSIGNALED(status)) {
        snprintf(detail, sizeof detail, "the program that read it ended by signal %d (%s)", WTERMSIG(status),
                 WTERMSIG(status) == SIGABRT ? "out of memory, or a fault in it" : strsignal(WTERMSIG(status)));
        fail(out, PROBLEM_CRASHED, detail);
    } else {
        snprintf(detail, sizeof detail, "the program that read it ended with status %d", WEXITSTATUS(status));
        fail(out, PROBLEM_CRASHED, detail);
    }
}

static void judge(struct wire_result *out, const struct buf *bytes, int status)
{
    struct error err;
    bool ended_well = WIFEXITED(status) && (WEXITSTATUS(status) == ERROR_NONE || WEXITSTATUS(status) == ERROR_INPUT);

    if (!ended_well)
        name_death(out, status);
    else if (!wire_read(out, buf_str(bytes), &err))
        fail(out, PROBLEM_CRASHED, err.text);
}

bool extract_file(struct wire_result *out, const char *program, const char *path, const struct extract_limits *limits,
                  struct error *err)
{
    struct buf bytes = {0};
    int fd, ends[2], status = 0;
    pid_t child;
    bool whole;

    *out = (struct wire_result){0};
    if (!open_file(out, &fd, path, limits))
        return true;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        close(fd);
        return error_set(err, ERROR_SYSTEM, "no pipe: %s", strerror(errno));
    }
    if (!start(&child, fd, ends[1], program, path, limits, err)) {
        close(fd);
        close(ends[0]);
        close(ends[1]);
        return false;
    }
    close(fd);
    close(ends[1]);
    whole = read_pipe(&bytes, ends[0], limits, out);
    close(ends[0]);
    if (!whole)
        kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (whole)
        judge(out, &bytes, status);
    buf_free(&bytes);
    return true;
}
