#include "run/run_internal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct finding {
    struct run_files *files;
    const char *study;          /* absolute */
    char *manifest;             /* absolute, or NULL */
};

/* The study, and what SQLite keeps beside it. */
static bool is_of_study(const char *path, const char *study)
{
    struct str p = str_of(path), rest;

    if (!str_starts(p, str_of(study)))
        return false;
    rest = str_slice(p, strlen(study), p.size);
    return rest.size == 0 || str_equal(rest, STR("-wal")) || str_equal(rest, STR("-shm"))
        || str_equal(rest, STR("-journal"));
}

/* A study holds text, and a file's name is any bytes: those that are no UTF-8 are written \xHH. */
static struct str name_of(struct arena *a, const char *path)
{
    struct str rest = str_of(path), name;
    struct buf b = {0};

    while (rest.size > 0) {
        size_t size = 1;

        while (size <= 4 && size <= rest.size && !str_is_text(str_slice(rest, 0, size)))
            size++;
        if (size <= 4 && size <= rest.size) {
            buf_add(&b, str_slice(rest, 0, size));
            rest = str_slice(rest, size, rest.size);
        } else {
            buf_add_format(&b, "\\x%02x", (unsigned char)*rest.at);
            rest = str_slice(rest, 1, rest.size);
        }
    }
    name = arena_str(a, buf_str(&b));
    buf_free(&b);
    return name;
}

static bool add_file(void *payload, const char *path, const char *why, struct error *err)
{
    struct finding *f = payload;
    struct arena *a = &f->files->arena;
    struct run_file file = {0};
    struct stat st;

    (void)err;
    if (is_of_study(path, f->study) || (f->manifest && strcmp(path, f->manifest) == 0))
        return true;
    file.path = arena_copy(a, str_of(path));
    file.name = name_of(a, path);
    if (stat(path, &st) == 0) {
        file.size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
        file.modified_ns = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
    } else if (!why) {
        why = strerror(errno);
    }
    file.why = why ? arena_copy(a, str_of(why)) : NULL;
    *VEC_PUSH(f->files) = file;
    return true;
}

/* Absolute, with the links in its folder's path gone through; a link that is itself named keeps
 * its name. NULL with errno set where its folder is not there. Freed with free. */
static char *absolute(const char *path)
{
    struct stat st;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct buf whole = {0};
    char *folder;

    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return realpath(path, NULL);
    buf_add(&whole, slash ? (struct str){path, (size_t)(name - path)} : STR("."));
    folder = realpath(buf_text(&whole), NULL);
    buf_clear(&whole);
    if (folder)
        buf_add_format(&whole, "%s%s%s", folder, strcmp(folder, "/") == 0 ? "" : "/", name);
    else
        buf_free(&whole);
    free(folder);
    return whole.size ? whole.at : NULL;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct run_file *)a)->path, ((const struct run_file *)b)->path);
}

/* Two folders given may hold the same file. */
static void sort_files(struct run_files *files)
{
    size_t kept = 0;

    if (files->count > 1)
        qsort(files->at, files->count, sizeof *files->at, by_path);
    for (size_t i = 0; i < files->count; i++)
        if (kept == 0 || by_path(&files->at[kept - 1], &files->at[i]) != 0)
            files->at[kept++] = files->at[i];
    files->count = kept;
}

bool run_files_find(struct run_files *files, const struct index_options *options, const char *study,
                    struct error *err)
{
    struct finding f = {files, study, options->manifest ? absolute(options->manifest) : NULL};
    bool ok = true;

    for (size_t i = 0; ok && i < options->path_count; i++) {
        const char *given = options->paths[i];
        size_t before = files->count;
        struct stat st;
        char *path;

        if (lstat(given, &st) != 0) {
            ok = error_set(err, ERROR_INPUT, "%s: %s", given, strerror(errno));
            break;
        }
        path = absolute(given);
        ok = path ? file_walk(path, add_file, &f, err) : error_set(err, ERROR_INPUT, "%s: %s", given, strerror(errno));
        free(path);
        if (ok && files->count == before)
            ok = error_set(err, ERROR_INPUT, "no files in %s (names that begin with a dot are passed over)", given);
    }
    free(f.manifest);
    sort_files(files);
    return ok;
}

void run_files_free(struct run_files *files)
{
    free(files->at);
    arena_free(&files->arena);
    *files = (struct run_files){0};
}

void run_study_remove(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
    struct buf name = {0};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        buf_clear(&name);
        buf_add_format(&name, "%s%s", path, endings[i]);
        unlink(name.at);
    }
    buf_free(&name);
}
