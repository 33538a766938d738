#include "extract/extract_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What reading a document takes: memory, time, and files that are there (poppler's character maps).
 * prlimit64 is here for glibc's getrlimit; the limits were set hard before. */
static const int allowed[] = {
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(close),
    SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx),
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64), SCMP_SYS(getcwd), SCMP_SYS(fcntl), SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap),
    SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(brk), SCMP_SYS(futex), SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack), SCMP_SYS(getpid), SCMP_SYS(gettid),
    SCMP_SYS(tgkill), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(uname), SCMP_SYS(sysinfo),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_yield), SCMP_SYS(rseq), SCMP_SYS(set_robust_list),
    SCMP_SYS(prlimit64), SCMP_SYS(getrlimit), SCMP_SYS(restart_syscall), SCMP_SYS(exit), SCMP_SYS(exit_group),
};

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
# define UNDER_SANITIZER 1
#elif defined __has_feature
# if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#  define UNDER_SANITIZER 1
# endif
#endif
#ifndef UNDER_SANITIZER
# define UNDER_SANITIZER 0
#endif

static bool limit(int resource, rlim_t value, const char *what, struct error *err)
{
    struct rlimit r = {value, value};

    if (resource == RLIMIT_CPU)     /* SIGXCPU comes at the first and tells what happened; SIGKILL at the second */
        r.rlim_max += 2;

    return setrlimit(resource, &r) == 0
        || error_set(err, ERROR_SYSTEM, "the limit on %s cannot be set: %s", what, strerror(errno));
}

static bool filter_calls(struct error *err)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    int problem = filter ? 0 : -ENOMEM;

    for (size_t i = 0; problem == 0 && i < sizeof allowed / sizeof allowed[0]; i++)
        problem = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
    if (problem == 0)   /* to read, and never to make one */
        problem = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                   SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
    if (problem == 0)
        problem = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
                                   SCMP_A1(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY));
    if (problem == 0)
        problem = seccomp_load(filter);
    seccomp_release(filter);
    return problem == 0 || error_set(err, ERROR_SYSTEM, "the kernel refuses the sandbox: %s", strerror(-problem));
}

/* Where the libraries' own files lie: character maps, fonts with their cache (without it each font is opened), the C
 * library's. */
static const char *const readable[] = {"/usr", "/etc", "/lib", "/lib64", "/opt", "/nix", "/var/cache/fontconfig",
                                       "/dev/null"};

static void allow_reading(int rules, const char *path)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE};

    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return;
    if (strcmp(path, "/dev/null") != 0)     /* of a file, the kernel takes no right that folders have */
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

/* The rights that the kernel's version of Landlock knows, all of which are taken away: those of files up to making
 * links in the first, then moving (2), truncating (3) and devices' own calls (5). Headers may be older than it. */
static uint64_t known_rights(long version)
{
    static const struct { long version; int rights; } known[] = {{1, 13}, {2, 14}, {3, 15}, {5, 16}};
    int rights = 0;

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        rights = version >= known[i].version ? known[i].rights : rights;
    return (UINT64_C(1) << rights) - 1;
}

/* Shuts off every other file, other reports too. A second wall: a kernel without Landlock has the filter alone. */
static void shut_files(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    struct landlock_ruleset_attr all = {.handled_access_fs = known_rights(version)};
    int rules = version < 1 ? -1 : (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);

    if (rules < 0)
        return;
    for (size_t i = 0; i < sizeof readable / sizeof readable[0]; i++)
        allow_reading(rules, readable[i]);
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

bool extract_enter_sandbox(const struct extract_sandbox *s, struct error *err)
{
    if (!limit(RLIMIT_CORE, 0, "core files", err) || !limit(RLIMIT_NOFILE, 64, "open files", err)
        || !limit(RLIMIT_CPU, s->cpu_seconds, "time", err))
        return false;
    /* A sanitizer reserves terabytes of address space, and its leak check makes a process. */
    if (UNDER_SANITIZER)
        return true;
    if (!limit(RLIMIT_AS, s->memory_bytes, "memory", err))
        return false;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return error_set(err, ERROR_SYSTEM, "the sandbox cannot be entered: %s", strerror(errno));
    shut_files();
    return filter_calls(err);
}
