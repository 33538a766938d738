#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* O_NONBLOCK: opening a FIFO that nobody writes to must not hang. */
static bool open_regular(int *fd, const char *path, uint64_t *size, struct error *err)
{
    struct stat st;

    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*fd < 0)
        return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
    if (fstat(*fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(*fd);
        return error_set(err, ERROR_INPUT, "%s: not a regular file", path);
    }
    *size = (uint64_t)st.st_size;
    return true;
}

/* Reads to the end, in pieces, into a buffer of the caller's. */
static bool read_all(int fd, const char *path, bool (*take)(void *, struct str), void *payload, struct error *err)
{
    char piece[64 * 1024];
    ssize_t got;

    while ((got = read(fd, piece, sizeof piece)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
        if (!take(payload, (struct str){piece, (size_t)got}))
            return error_set(err, ERROR_LIMIT, "%s: larger than what is read of such a file", path);
    }
    return true;
}

struct reading {
    struct buf *b;
    size_t limit;
};

static bool take_bytes(void *payload, struct str piece)
{
    struct reading *r = payload;

    if (r->b->size + piece.size > r->limit)
        return false;
    buf_add(r->b, piece);
    return true;
}

bool file_read(struct buf *b, const char *path, size_t limit, struct error *err)
{
    struct reading r = {b, limit};
    uint64_t size;
    int fd;
    bool ok;

    if (!open_regular(&fd, path, &size, err))
        return false;
    buf_clear(b);
    ok = read_all(fd, path, take_bytes, &r, err);
    close(fd);
    return ok;
}

static void write_hex(const unsigned char *digest, size_t size, char *hex)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < size; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * size] = '\0';
}

void file_hash_bytes(struct str bytes, char hex[FILE_HASH_SIZE])
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;

    if (!EVP_Digest(bytes.at, bytes.size, digest, &size, EVP_sha256(), NULL)) {
        fputs("excerpta: libcrypto has no SHA-256\n", stderr);
        abort();
    }
    write_hex(digest, size, hex);
}

static bool take_digest(void *payload, struct str piece)
{
    return EVP_DigestUpdate(payload, piece.at, piece.size) == 1;
}

bool file_hash(const char *path, char hex[FILE_HASH_SIZE], uint64_t *size, struct error *err)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *context;
    unsigned got = 0;
    int fd;
    bool ok;

    if (!open_regular(&fd, path, size, err))
        return false;
    context = EVP_MD_CTX_new();
    ok = context && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1;
    if (!ok)
        error_set(err, ERROR_SYSTEM, "libcrypto has no SHA-256");
    ok = ok && read_all(fd, path, take_digest, context, err);
    if (ok && EVP_DigestFinal_ex(context, digest, &got) == 1)
        write_hex(digest, got, hex);
    EVP_MD_CTX_free(context);
    close(fd);
    return ok;
}

bool file_create(struct file_out *f, const char *path, struct error *err)
{
    struct buf beside = {0};
    int fd;

    *f = (struct file_out){.path = path};
    if (strcmp(path, "-") == 0) {
        f->stream = stdout;
        return true;
    }
    buf_add_format(&beside, "%s.XXXXXX", path);
    f->beside = beside.at;
    fd = mkostemp(f->beside, O_CLOEXEC);
    if (fd < 0) {
        free(f->beside);
        f->beside = NULL;
        return error_set(err, ERROR_SYSTEM, "%s cannot be written: %s", path, strerror(errno));
    }
    f->stream = fdopen(fd, "w");
    if (!f->stream) {
        close(fd);
        file_abandon(f);
        return error_set(err, ERROR_SYSTEM, "%s cannot be written: %s", path, strerror(errno));
    }
    return true;
}

/* mkostemp makes a file that only its owner reads; a result is as readable as the user's umask says. */
static void open_to_readers(int fd)
{
    mode_t mask = umask(0);

    umask(mask);
    if (fchmod(fd, 0666 & ~mask) != 0)
        return;     /* a file system without modes: it is readable anyway */
}

bool file_commit(struct file_out *f, struct error *err)
{
    bool ok = fflush(f->stream) == 0 && !ferror(f->stream);

    if (!f->beside)
        return ok || error_set(err, ERROR_SYSTEM, "standard output cannot be written: %s", strerror(errno));
    if (ok)
        open_to_readers(fileno(f->stream));
    ok = ok && fsync(fileno(f->stream)) == 0;
    ok = fclose(f->stream) == 0 && ok;
    f->stream = NULL;
    ok = ok && rename(f->beside, f->path) == 0;
    if (!ok) {
        error_set(err, ERROR_SYSTEM, "%s cannot be written: %s (what stood there before is untouched)", f->path,
                  strerror(errno));
        file_abandon(f);
        return false;
    }
    free(f->beside);
    f->beside = NULL;
    return true;
}

void file_abandon(struct file_out *f)
{
    if (f->beside) {
        if (f->stream)
            fclose(f->stream);
        unlink(f->beside);
        free(f->beside);
    }
    *f = (struct file_out){0};
}

struct str file_name(struct str path)
{
    const char *slash = memrchr(path.at, '/', path.size);

    return slash ? str_slice(path, (size_t)(slash + 1 - path.at), path.size) : path;
}
