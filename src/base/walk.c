#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WALK_MAX_DEPTH = 64 };

/* The folders that lead to where the walk is: a link back to one of them is a loop. */
struct ancestor {
    const struct ancestor *above;
    dev_t device;
    ino_t inode;
    unsigned depth;
};

struct walk {
    file_each *each;
    void *payload;
};

static bool visit(const struct walk *w, const char *path, const struct ancestor *above, struct error *err);

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool visit_folder(const struct walk *w, const char *path, const struct stat *st, const struct ancestor *above,
                         struct error *err)
{
    struct ancestor here = {above, st->st_dev, st->st_ino, above ? above->depth + 1 : 0};
    struct dirent **entries;
    int count;
    bool ok = true;

    for (const struct ancestor *a = above; a; a = a->above)
        if (a->device == st->st_dev && a->inode == st->st_ino)
            return w->each(w->payload, path, "a link back to a folder above it", err);
    if (here.depth > WALK_MAX_DEPTH)
        return w->each(w->payload, path, "folders nested too deeply", err);
    count = scandir(path, &entries, is_shown, by_bytes);
    if (count < 0)
        return w->each(w->payload, path, strerror(errno), err);
    for (int i = 0; i < count; i++) {
        struct buf below = {0};
        struct str folder = str_of(path);

        buf_add_format(&below, "%s%s%s", path, str_ends(folder, STR("/")) ? "" : "/", entries[i]->d_name);
        ok = ok && visit(w, below.at, &here, err);
        buf_free(&below);
        free(entries[i]);
    }
    free(entries);
    return ok;
}

static const char *kind_of(mode_t mode)
{
    if (S_ISFIFO(mode))
        return "a named pipe, not a file";
    if (S_ISSOCK(mode))
        return "a socket, not a file";
    return "a device, not a file";
}

static bool visit(const struct walk *w, const char *path, const struct ancestor *above, struct error *err)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return w->each(w->payload, path, errno == ENOENT ? "a link to a file that is not there" : strerror(errno), err);
    if (S_ISDIR(st.st_mode))
        return visit_folder(w, path, &st, above, err);
    return w->each(w->payload, path, S_ISREG(st.st_mode) ? NULL : kind_of(st.st_mode), err);
}

bool file_walk(const char *path, file_each *each, void *payload, struct error *err)
{
    struct walk w = {each, payload};
    struct stat st;

    if (lstat(path, &st) != 0)
        return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
    return visit(&w, path, NULL, err);
}
