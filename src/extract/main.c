/* excerpta-extract: reads one file and writes what it says in the wire form (doc/formats/wire.md).
 * Started by excerpta for each file, in a sandbox; a person may run it to see what excerpta sees. */
#include "base/file.h"
#include "config.h"
#include "extract/extract_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_CPU_SECONDS = 20, DEFAULT_MEMORY_MB = 1024, MOST_FILE_BYTES = 200000000 };

struct arguments {
    const char *path, *name;
    size_t fd, cpu_seconds, memory_mb;
    bool has_fd;
};

static bool ends_in(const char *name, const char *ending)
{
    struct str s = str_of(name), e = str_of(ending);

    return s.size >= e.size && str_equal_caseless(str_slice(s, s.size - e.size, s.size), e);
}

/* Text by its bytes that its name says is data: a manifest beside the reports is none of them. */
static bool is_data(const char *name)
{
    static const char *const endings[] = {".csv", ".tsv", ".json", ".jsonl", ".xml", ".js", ".css"};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (ends_in(name, endings[i]))
            return true;
    return false;
}

static bool make_document(struct document **out, struct str bytes, const char *name, struct extract_failure *f)
{
    const char *what = "";
    enum extract_type type = extract_type_of(bytes, &what);

    if (bytes.size == 0)
        return extract_fail(f, PROBLEM_EMPTY, "0 bytes");
    switch (type) {
    case EXTRACT_PDF:
        return extract_pdf(out, bytes, f);
    case EXTRACT_OFFICE:
        return extract_office(out, bytes, f);
    case EXTRACT_HTML:
        if (ends_in(name, ".pdf"))
            return extract_fail(f, PROBLEM_NOT_A_REPORT, "named .pdf, but it is an HTML page");
        return extract_html(out, bytes, f);
    case EXTRACT_TEXT:
        if (ends_in(name, ".pdf"))
            return extract_fail(f, PROBLEM_NOT_A_REPORT, "named .pdf, but it is plain text");
        if (is_data(name))
            return extract_fail(f, PROBLEM_NOT_A_REPORT, "a table of data");
        return extract_text(out, bytes, f);
    default:
        return extract_fail(f, PROBLEM_NOT_A_REPORT, "%s", what);
    }
}

static bool read_number(const char *text, size_t *number, const char *what)
{
    if (text && str_to_size(str_of(text), number))
        return true;
    fprintf(stderr, "excerpta-extract: --%s needs a whole number\n", what);
    return false;
}

static bool read_arguments(struct arguments *a, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        bool number = true;

        if (strcmp(argv[i], "--fd") == 0)
            a->has_fd = number = read_number(value, &a->fd, "fd");
        else if (strcmp(argv[i], "--cpu") == 0)
            number = read_number(value, &a->cpu_seconds, "cpu");
        else if (strcmp(argv[i], "--memory") == 0)
            number = read_number(value, &a->memory_mb, "memory");
        else if (strcmp(argv[i], "--name") == 0 && value)
            a->name = value;
        else {
            a->path = argv[i];
            continue;
        }
        if (!number)
            return false;
        i++;
    }
    if (!a->path && !a->has_fd) {
        fputs("usage: excerpta-extract [--cpu SECONDS] [--memory MB] [--name NAME] FILE\n", stderr);
        return false;
    }
    a->name = a->name ? a->name : a->path ? a->path : "";
    return true;
}

static bool read_input(const struct arguments *a, struct buf *bytes, struct error *err)
{
    char path[32];

    if (!a->has_fd)
        return file_read(bytes, a->path, MOST_FILE_BYTES, err);
    snprintf(path, sizeof path, "/proc/self/fd/%zu", a->fd);
    return file_read(bytes, path, MOST_FILE_BYTES, err);
}

int main(int argc, char **argv)
{
    struct arguments a = {.cpu_seconds = DEFAULT_CPU_SECONDS, .memory_mb = DEFAULT_MEMORY_MB};
    struct extract_failure f = {0};
    struct document *doc = NULL;
    struct buf bytes = {0};
    struct error err;
    bool ok;

    if (argc == 2 && (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "--help") == 0)) {
        puts(argv[1][2] == 'v' ? "excerpta-extract " PACKAGE_VERSION
             : "usage: excerpta-extract [--cpu SECONDS] [--memory MB] [--name NAME] FILE\n"
               "Reads FILE in a sandbox and writes its pages, blocks, sentences and text.");
        return ERROR_NONE;
    }
    if (!read_arguments(&a, argc, argv))
        return ERROR_USAGE;
    if (!read_input(&a, &bytes, &err)
        || !extract_enter_sandbox(&(struct extract_sandbox){(unsigned)a.cpu_seconds, a.memory_mb << 20}, &err)) {
        fprintf(stderr, "excerpta-extract: %s\n", err.text);
        return err.kind;
    }
    ok = make_document(&doc, buf_str(&bytes), a.name, &f);
    if (ok)
        wire_write(stdout, doc);
    else
        wire_write_problem(stdout, report_problem_words[f.problem], f.detail);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "excerpta-extract: standard output cannot be written: %s\n", strerror(errno));
        return ERROR_SYSTEM;
    }
    /* The memory is given up with the process: freeing it would take as long as reading a page. */
    _exit(ok ? ERROR_NONE : ERROR_INPUT);
}
