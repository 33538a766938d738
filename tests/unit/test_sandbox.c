#include "extract/extract_internal.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum { SANDBOXED = 0 };
#else
enum { SANDBOXED = 1 };
#endif

static bool denied(long result)
{
    return result < 0 && errno == EPERM;
}

/* Each is tried in a process of its own that has entered the sandbox. */
static bool no_socket(void)
{
    return denied(socket(AF_INET, SOCK_STREAM, 0)) && denied(socket(AF_UNIX, SOCK_STREAM, 0));
}

static bool no_exec(void) { return denied(execl("/bin/true", "true", (char *)NULL)); }
static bool no_process(void) { return denied(fork()); }
static bool no_new_file(void) { return denied(open("/tmp/excerpta-sandbox", O_WRONLY | O_CREAT, 0600)); }
static bool no_write(void) { return denied(open("/dev/null", O_WRONLY)) && denied(open("/dev/null", O_RDWR)); }
static bool no_unlink(void) { return denied(unlink("/tmp/excerpta-nothing")); }
static bool no_kill(void) { return denied(kill(getppid(), 0)); }
static bool no_other_file(void)
{
    return open("/proc/version", O_RDONLY) < 0 && errno == EACCES;
}

static bool has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

static bool reads(void) { return open("/dev/null", O_RDONLY) >= 0; }

static bool no_more_memory(void)
{
    void *big = malloc((size_t)2 << 30);
    bool refused = big == NULL;

    free(big);
    return refused;
}

static const struct {
    const char *what;
    bool (*holds)(void);
} cases[] = {
    {"no socket", no_socket}, {"no other program", no_exec}, {"no other process", no_process},
    {"no new file", no_new_file}, {"no file to write to", no_write}, {"no file is removed", no_unlink},
    {"no signal to another", no_kill}, {"files of the system can be read", reads},
    {"memory is limited", no_more_memory},
};

static int try_inside(bool (*holds)(void))
{
    struct error err;
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        if (!extract_enter_sandbox(&(struct extract_sandbox){5, (size_t)1 << 30}, &err))
            _exit(2);
        _exit(holds() ? 0 : 1);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 99;
}

/* A loop without end is ended by the limit on its time, which the client tells from a fault. */
static int end_of_a_loop(void)
{
    struct error err;
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        if (!extract_enter_sandbox(&(struct extract_sandbox){1, (size_t)1 << 30}, &err))
            _exit(2);
        for (volatile unsigned i = 0;; i++)
            continue;
    }
    waitpid(child, &status, 0);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

int main(void)
{
    if (!SANDBOXED) {
        puts("1..0 # SKIP a sanitizer's program runs outside the sandbox");
        return 0;
    }
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        ok(try_inside(cases[i].holds) == 0, "inside: %s", cases[i].what);
    if (has_landlock())
        ok(try_inside(no_other_file) == 0, "inside: no others");
    else
        puts("# this kernel has no Landlock: that it shuts other files off is not tested");
    ok(end_of_a_loop() == SIGXCPU, "inside: time is limited");
    return done_testing();
}
