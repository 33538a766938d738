/* Runs a program once for each file named and says what it took, a line each:
 *     measure PROGRAM FILE...
 * status (0-255, or 256 and its signal), milliseconds of wall and of CPU, megabytes at most, the file. What the
 * program says is thrown away. */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long milliseconds(struct timeval t)
{
    return (long)t.tv_sec * 1000 + (long)t.tv_usec / 1000;
}

static int run(char *program, char *file)
{
    posix_spawn_file_actions_t quiet;
    char *argv[] = {program, file, NULL};
    struct rusage used = {0};
    struct timespec from, to;
    int status, problem;
    pid_t child;

    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    clock_gettime(CLOCK_MONOTONIC, &from);
    problem = posix_spawn(&child, program, &quiet, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&quiet);
    if (problem != 0 || wait4(child, &status, 0, &used) != child) {
        fprintf(stderr, "measure: %s cannot be run\n", program);
        return 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("%d %ld %ld %ld %s\n", WIFSIGNALED(status) ? 256 + WTERMSIG(status) : WEXITSTATUS(status),
           (to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000,
           milliseconds(used.ru_utime) + milliseconds(used.ru_stime), used.ru_maxrss / 1024, file);
    return 0;
}

int main(int argc, char **argv)
{
    int failed = argc < 3;

    for (int i = 2; i < argc && !failed; i++)
        failed = run(argv[1], argv[i]);
    return failed;
}
