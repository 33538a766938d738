#include "extract/server.h"

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the process that reads a file does; it does not come back. It has nothing of the server but what was loaded:
 * the socket is closed, and it goes when the server goes. */
static void read_file(int socket, const struct server_work *work, const struct channel_request *r,
                      struct channel_files files, pid_t server)
{
    struct itimerval clock = {.it_value = {.tv_sec = r->wall_seconds}};

    signal(SIGALRM, SIG_DFL);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != server || setitimer(ITIMER_REAL, &clock, NULL) != 0
        || dup2(files.output, STDOUT_FILENO) < 0)
        _exit(1);
    close(files.output);
    close(socket);
    _exit(work->read(work->payload, r, files.file));
}

static struct channel_reply serve(int socket, const struct server_work *work, const struct channel_request *r,
                                  struct channel_files files)
{
    struct channel_reply reply = {.status = -1};
    struct rusage used = {0};
    pid_t server = getpid(), child = fork();

    if (child == 0)
        read_file(socket, work, r, files, server);
    reply.problem = (uint32_t)errno;
    close(files.file);
    close(files.output);
    if (child < 0)
        return reply;
    while (wait4(child, &reply.status, 0, &used) < 0 && errno == EINTR)
        continue;
    reply.peak_bytes = (uint64_t)used.ru_maxrss * 1024;
    return reply;
}

int server_run(int socket, const struct server_work *work)
{
    struct channel_greeting greeting = {.version = CHANNEL_GREETING};
    struct channel_request r;
    struct channel_files files;

    if (work->engine)
        snprintf(greeting.engine, sizeof greeting.engine, "%s", work->engine);
    if (work->libraries)
        snprintf(greeting.libraries, sizeof greeting.libraries, "%s", work->libraries);
    if (!channel_send(socket, &greeting, sizeof greeting))
        return 1;
    while (channel_take_request(socket, &r, &files)) {
        struct channel_reply reply = serve(socket, work, &r, files);

        if (!channel_send(socket, &reply, sizeof reply))
            break;
    }
    return errno == 0 || errno == EPIPE ? 0 : 1;
}
