/* The client of excerpta-extract and its server, with this program in the place of the one that reads. */
#include "base/error.h"
#include "config.h"
#include "extract/client.h"
#include "extract/server.h"
#include "tap.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/test_extract.XXXXXX";

static const char *in_folder(const char *name)
{
    static char path[256];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void make_file(const char *name, const char *bytes, unsigned mode)
{
    FILE *f = fopen(in_folder(name), "w");

    if (!f)
        abort();
    fputs(bytes, f);
    fclose(f);
    chmod(in_folder(name), mode);
}

/* What the file says is to be done with it, in the process that is to read it. */
static int behave(void *payload, const struct channel_request *r, int file)
{
    volatile char *hungry;
    char words[32] = "";

    (void)payload;
    if (read(file, words, sizeof words - 1) < 0)
        return ERROR_SYSTEM;
    if (strcmp(words, "fault") == 0 && signal(SIGSEGV, SIG_DFL) != SIG_ERR)     /* a sanitizer has a handler */
        raise(SIGSEGV);
    else if (strcmp(words, "busy") == 0)
        raise(SIGXCPU);
    else if (strcmp(words, "hang") == 0)
        pause();
    else if (strcmp(words, "hang for good") == 0 && signal(SIGALRM, SIG_IGN) != SIG_ERR)
        for (;;)
            pause();
    else if (strcmp(words, "silent") == 0)
        return 6;
    else if (strcmp(words, "nonsense") == 0)
        return puts("nonsense"), fflush(stdout);
    else if (strcmp(words, "hungry") == 0) {
        hungry = malloc(40 << 20);
        for (size_t i = 0; i < 40 << 20; i += 1024)
            hungry[i] = 1;
        abort();
    }
    printf("excerpta-wire 2\nproblem damaged\ndetail %s; %s\nend\n", words, strrchr(r->name, '/'));
    fflush(stdout);
    return ERROR_INPUT;
}

static const char *words_of(struct wire_result *result)
{
    static char said[512];

    if (result->doc)
        snprintf(said, sizeof said, "%.*s", STR_ARGS(result->doc->text));
    else
        snprintf(said, sizeof said, "%s: %s", report_problem_words[result->problem], result->detail);
    document_free(result->doc);
    return said;
}

static const struct extract_limits limits = {.wall_seconds = 1, .cpu_seconds = 1, .memory_bytes = 64 << 20,
                                             .file_bytes = 20};

/* "problem: detail", or the document's text. */
static const char *outcome(struct extractors *x, const char *path)
{
    struct wire_result result;
    struct error err;

    return extract_file(x, &result, path, &limits, &err) ? words_of(&result) : "error";
}

static const struct { const char *what, *words, *outcome; } readings[] = {
    {"a problem is passed on, and the file's name to the reader", "words", "damaged: words; /report"},
    {"a fault in it", "fault", "crashed: the program that read it ended by signal 11 (Segmentation fault)"},
    {"its time used up", "busy", "timed out: reading it took too long"},
    {"one that hangs ends itself", "hang", "timed out: reading it took too long"},
    {"one that does not is killed", "hang for good", "timed out: reading it took too long"},
    {"one that fails without a word", "silent", "crashed: the program that read it ended with status 6"},
    {"its memory used up", "hungry", "too large: reading it takes more than 64 MB of memory"},
    {"after all of them the next is read", "again", "damaged: again; /report"},
};

static void test_readings(struct extractors *x)
{
    char report[256];

    snprintf(report, sizeof report, "%s", in_folder("report"));
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) {
        make_file("report", readings[i].words, 0600);
        is_text(readings[i].outcome, outcome(x, report), readings[i].what);
    }
    make_file("report", "nonsense", 0600);
    ok(strncmp(outcome(x, report), "crashed: line 1", 15) == 0, "nonsense on the pipe");
    make_file("report", "words", 0600);
}

/* A program that is none of ours is told before it gets a file. */
static void test_programs(void)
{
    struct extractors *x;
    struct error err;
    struct wire_result result;
    char report[256], *program = strdup(in_folder("program"));

    snprintf(report, sizeof report, "%s", in_folder("report"));
    make_file("program", "#!/bin/sh\nexit 2\n", 0700);
    extractors_new(&x, program, 1);
    ok(!extract_file(x, &result, report, &limits, &err) && err.kind == ERROR_SYSTEM
       && strstr(err.text, "install both programs from one release"), "another program is an error that says so");
    extractors_free(x);
    free(program);
    extractors_new(&x, "/nonexistent/excerpta-extract", 1);
    ok(!extract_file(x, &result, report, &limits, &err) && err.kind == ERROR_SYSTEM
       && strstr(err.text, "cannot be started"), "so is one that is not there");
    extractors_free(x);
}

static void test_files(struct extractors *x)
{
    char path[256];

    make_file("empty", "", 0600);
    make_file("large", "more than twenty bytes of it", 0600);
    snprintf(path, sizeof path, "%s", in_folder("empty"));
    is_text("empty: 0 bytes", outcome(x, path), "a file of no bytes");
    snprintf(path, sizeof path, "%s", in_folder("large"));
    is_text("too large: 0 MB; at most 0 MB are read", outcome(x, path), "a file beyond the limit");
    is_text("unreadable: not a regular file", outcome(x, folder), "a folder");
    snprintf(path, sizeof path, "%s", in_folder("fifo"));
    if (mkfifo(path, 0600) == 0)
        is_text("unreadable: not a regular file", outcome(x, path), "a pipe without a writer stops nothing");
    snprintf(path, sizeof path, "%s", in_folder("absent"));
    is_text("unreadable: No such file or directory", outcome(x, path), "no file");
}

static void test_finding(void)
{
    char *found = NULL;
    struct error err;

    setenv("EXCERPTA_EXTRACT", in_folder("program"), 1);
    ok(extract_find_program(&found, &err) && strcmp(found, in_folder("program")) == 0,
       "the one that is named is taken");
    free(found);
    setenv("EXCERPTA_EXTRACT", in_folder("absent"), 1);
    ok(!extract_find_program(&found, &err) && err.kind == ERROR_SYSTEM && strstr(err.text, "absent"),
       "a name of nothing is an error that says so");
}

int main(int argc, char **argv)
{
    static const char *const left[] = {"program", "report", "empty", "large", "fifo"};
    struct extractors *x;

    if (argc == 2 && strcmp(argv[1], "--serve") == 0)
        return server_run(STDIN_FILENO, &(struct server_work){.read = behave});
    if (!mkdtemp(folder))
        return 99;
    extractors_new(&x, "/proc/self/exe", 2);
    test_readings(x);
    test_files(x);
    extractors_free(x);
    test_programs();
    test_finding();
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        unlink(in_folder(left[i]));
    rmdir(folder);
    return done_testing();
}
