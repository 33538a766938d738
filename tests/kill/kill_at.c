/* Preloaded by kill.sh into excerpta and decide (not into what they start). Calls that change a file
 * are counted from 1:
 *     KILL_AT=n      the process gets SIGKILL instead of the n-th
 *     FAIL_AT=n      the n-th and all that follow fail with the error number in FAIL_WITH */
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long number_of(const char *variable)
{
    const char *value = getenv(variable);

    return value ? strtol(value, NULL, 10) : 0;
}

/* Whether the call must fail; may not come back. */
static bool strikes(void)
{
    static long calls;
    long kill_at = number_of("KILL_AT"), fail_at = number_of("FAIL_AT");

    if (strcmp(program_invocation_short_name, "excerpta") != 0 && strcmp(program_invocation_short_name, "decide") != 0)
        return false;
    calls++;
    if (calls == kill_at)
        kill(getpid(), SIGKILL);
    if (fail_at == 0 || calls < fail_at)
        return false;
    errno = (int)number_of("FAIL_WITH");
    return true;
}

/* Terminals and pipes are not what is meant. */
static bool is_file(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t size)
{
    return is_file(fd) && strikes() ? -1 : REAL(write)(fd, data, size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
    return strikes() ? -1 : REAL(pwrite)(fd, data, size, at);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at)
{
    return strikes() ? -1 : REAL(pwrite64)(fd, data, size, at);
}

int fsync(int fd)
{
    return strikes() ? -1 : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    return strikes() ? -1 : REAL(fdatasync)(fd);
}

int ftruncate(int fd, off_t size)
{
    return strikes() ? -1 : REAL(ftruncate)(fd, size);
}

int ftruncate64(int fd, off64_t size)
{
    return strikes() ? -1 : REAL(ftruncate64)(fd, size);
}

int unlink(const char *path)
{
    return strikes() ? -1 : REAL(unlink)(path);
}

int rename(const char *from, const char *to)
{
    return strikes() ? -1 : REAL(rename)(from, to);
}

int link(const char *from, const char *to)
{
    return strikes() ? -1 : REAL(link)(from, to);
}
