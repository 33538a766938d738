#include "export/package.h"

#include "base/arena.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

/* 1 January 1980, midnight: the first that a ZIP archive can tell. */
enum { ZIP_FIRST_DAY = 1 << 5 | 1 };

struct later {
    package_fill *fill;
    void *payload;
    int64_t which;
    struct package *package;
    struct buf bytes;
    size_t given;
    zip_error_t problem;
};

struct package {
    zip_t *zip;
    struct buf path;
    struct error failed;        /* of a part that was asked for when the archive was written */
};

bool export_make_scratch(struct buf *path, struct error *err)
{
    const char *folder = getenv("TMPDIR");
    int fd;

    buf_add_format(path, "%s/excerpta-XXXXXX", folder && *folder ? folder : "/tmp");
    fd = mkstemp(path->at);
    if (fd < 0)
        return error_set(err, ERROR_SYSTEM, "%s: %s", path->at, strerror(errno));
    close(fd);
    return true;
}

bool export_copy_file(FILE *out, const char *path, struct error *err)
{
    FILE *in = fopen(path, "rb");
    char piece[1 << 16];
    size_t got;

    if (!in)
        return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
    while ((got = fread(piece, 1, sizeof piece, in)) > 0 && fwrite(piece, 1, got, out) == got)
        ;
    got = (size_t)(ferror(in) || ferror(out));
    fclose(in);
    return got == 0 || error_set(err, ERROR_SYSTEM, "the copy cannot be written: %s", strerror(errno));
}

bool export_package_new(struct package **out, struct error *err)
{
    struct package *p = must_realloc(NULL, sizeof *p);
    int problem = 0;

    *p = (struct package){0};
    *out = p;
    if (!export_make_scratch(&p->path, err))
        return false;
    p->zip = zip_open(p->path.at, ZIP_CREATE | ZIP_TRUNCATE, &problem);
    return p->zip || error_set(err, ERROR_SYSTEM, "%s: the archive cannot be begun", p->path.at);
}

static bool add(struct package *p, const char *name, zip_source_t *source, struct error *err)
{
    zip_int64_t index = source ? zip_file_add(p->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;

    if (index < 0) {
        zip_source_free(source);
        return error_set(err, ERROR_SYSTEM, "%s: %s", name, zip_strerror(p->zip));
    }
    if (zip_file_set_dostime(p->zip, (zip_uint64_t)index, 0, ZIP_FIRST_DAY, 0) != 0)
        return error_set(err, ERROR_SYSTEM, "%s: %s", name, zip_strerror(p->zip));
    return true;
}

bool export_package_add_stream(struct package *p, const char *name, FILE *stream, struct error *err)
{
    if (fflush(stream) != 0 || ferror(stream) || fseek(stream, 0, SEEK_SET) != 0) {
        error_set(err, ERROR_SYSTEM, "%s: %s", name, strerror(errno));
        fclose(stream);
        return false;
    }
    return add(p, name, zip_source_filep(p->zip, stream, 0, -1), err);
}

static zip_int64_t open_later(struct later *l)
{
    struct error *err = &l->package->failed;

    buf_clear(&l->bytes);
    l->given = 0;
    if (l->fill(l->payload, l->which, &l->bytes, err))
        return 0;
    zip_error_set(&l->problem, ZIP_ER_READ, 0);
    return -1;
}

static zip_int64_t read_later(struct later *l, void *data, zip_uint64_t room)
{
    size_t size = l->bytes.size - l->given;

    if (size > room)
        size = (size_t)room;
    if (size > 0)
        memcpy(data, l->bytes.at + l->given, size);
    l->given += size;
    return (zip_int64_t)size;
}

static zip_int64_t tell_later(void *payload, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
    struct later *l = payload;

    switch (command) {
    case ZIP_SOURCE_OPEN:
        return open_later(l);
    case ZIP_SOURCE_READ:
        return read_later(l, data, size);
    case ZIP_SOURCE_CLOSE:
        buf_free(&l->bytes);
        return 0;
    case ZIP_SOURCE_STAT:
        zip_stat_init(data);
        return sizeof(zip_stat_t);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&l->problem, data, size);
    case ZIP_SOURCE_FREE:
        buf_free(&l->bytes);
        free(l);
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    default:
        zip_error_set(&l->problem, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

bool export_package_add_later(struct package *p, const char *name, package_fill *fill, void *payload, int64_t which,
                              struct error *err)
{
    struct later *l = must_realloc(NULL, sizeof *l);

    *l = (struct later){.fill = fill, .payload = payload, .which = which, .package = p};
    zip_error_init(&l->problem);
    return add(p, name, zip_source_function(p->zip, tell_later, l), err);
}

bool export_package_write(struct package *p, FILE *out, struct error *err)
{
    if (zip_close(p->zip) == 0) {
        p->zip = NULL;
        return export_copy_file(out, p->path.at, err);
    }
    if (p->failed.kind != ERROR_NONE) {
        *err = p->failed;
        return false;
    }
    return error_set(err, ERROR_SYSTEM, "the archive cannot be written: %s", zip_strerror(p->zip));
}

void export_package_free(struct package *p)
{
    if (!p)
        return;
    if (p->zip)
        zip_discard(p->zip);
    if (p->path.size > 0)
        unlink(p->path.at);
    buf_free(&p->path);
    free(p);
}
