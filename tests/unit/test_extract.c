/* The client of excerpta-extract, with shell scripts in the program's place. */
#include "extract/client.h"
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

/* "problem: detail", or the document's text. */
static const char *outcome(const char *program, const char *path)
{
    static char said[512];
    struct extract_limits limits = extract_default_limits;
    struct wire_result result;
    struct error err;
    char *program_path = strdup(in_folder(program));

    limits.wall_seconds = 1;
    limits.file_bytes = 20;
    if (!extract_file(&result, program_path, path, &limits, &err))
        snprintf(said, sizeof said, "error");
    else if (result.doc)
        snprintf(said, sizeof said, "%.*s", STR_ARGS(result.doc->text));
    else
        snprintf(said, sizeof said, "%s: %s", report_problem_words[result.problem], result.detail);
    if (strcmp(said, "error") != 0)
        document_free(result.doc);
    free(program_path);
    return said;
}

static const struct { const char *what, *script, *outcome; } programs[] = {
    {"a problem is passed on", "printf 'excerpta-wire 2\\nproblem encrypted\\ndetail why\\nend\\n'; exit 3",
     "encrypted: why"},
    {"the file is its descriptor 3",
     "read x <&3; printf 'excerpta-wire 2\\nproblem damaged\\ndetail %s\\nend\\n' \"$x\"",
     "damaged: words"},
    {"it gets no other descriptor", "for n in 4 5 6 7 8 9; do test -e /proc/self/fd/$n && found=$n; done\n"
     "printf 'excerpta-wire 2\\nproblem damaged\\ndetail %s\\nend\\n' ${found:-none}", "damaged: none"},
    {"a fault in it", "kill -SEGV $$", "crashed: the program that read it ended by signal 11 (Segmentation fault)"},
    {"its time used up", "kill -XCPU $$", "timed out: reading it took too long"},
    {"one that hangs is killed", "exec sleep 60", "timed out: reading it took too long"},
    {"one that fails without a word", "exit 6", "crashed: the program that read it ended with status 6"},
};

static void test_programs(void)
{
    char report[256];

    make_file("report", "words\n", 0600);
    snprintf(report, sizeof report, "%s", in_folder("report"));
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++) {
        char script[512];

        snprintf(script, sizeof script, "#!/bin/sh\n%s\n", programs[i].script);
        make_file("program", script, 0700);
        is_text(programs[i].outcome, outcome("program", report), programs[i].what);
    }
    make_file("program", "#!/bin/sh\necho nonsense\n", 0700);
    ok(strncmp(outcome("program", report), "crashed: line 1", 15) == 0, "nonsense on the pipe");
}

static void test_files(void)
{
    char path[256];

    make_file("empty", "", 0600);
    make_file("large", "more than twenty bytes of it", 0600);
    snprintf(path, sizeof path, "%s", in_folder("empty"));
    is_text("empty: 0 bytes", outcome("program", path), "a file of no bytes");
    snprintf(path, sizeof path, "%s", in_folder("large"));
    is_text("too large: 0 MB; at most 0 MB are read", outcome("program", path), "a file beyond the limit");
    is_text("unreadable: not a regular file", outcome("program", folder), "a folder");
    snprintf(path, sizeof path, "%s", in_folder("fifo"));
    if (mkfifo(path, 0600) == 0)
        is_text("unreadable: not a regular file", outcome("program", path), "a pipe without a writer stops nothing");
    snprintf(path, sizeof path, "%s", in_folder("absent"));
    is_text("unreadable: No such file or directory", outcome("program", path), "no file");
    snprintf(path, sizeof path, "%s", in_folder("report"));
    is_text("error", outcome("no-such-program", path), "a program that is not there is an error, not the file's fault");
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

int main(void)
{
    static const char *const left[] = {"program", "report", "empty", "large", "fifo"};

    if (!mkdtemp(folder))
        return 99;
    test_programs();
    test_files();
    test_finding();
    for (size_t i = 0; i < sizeof left / sizeof left[0]; i++)
        unlink(in_folder(left[i]));
    rmdir(folder);
    return done_testing();
}
