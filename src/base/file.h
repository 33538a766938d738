/* Files: read whole with a limit, written beside and renamed, found in folders, hashed. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>

/* The whole of a regular file. ERROR_SYSTEM; ERROR_LIMIT past limit bytes;
 * ERROR_INPUT where it is a folder, FIFO, socket or device (it is not opened to read). */
NODISCARD bool file_read(struct buf *b, const char *path, size_t limit, struct error *err);

/* A file that appears whole or not at all: written to a neighbour of path, flushed to
 * disk and renamed by file_commit; file_abandon (safe after a commit) removes what is left.
 * path "-" is standard output. All zero is none. */
struct file_out {
    FILE *stream;
    const char *path;           /* borrowed */
    char *beside;
};
NODISCARD bool file_create(struct file_out *f, const char *path, struct error *err);
NODISCARD bool file_commit(struct file_out *f, struct error *err);
void file_abandon(struct file_out *f);

/* Calls each for every regular file below path (or path itself), by name in byte order,
 * with its path as given plus names below it. Names that begin with a dot are passed over.
 * A symbolic link to a file is read, one to a folder is followed unless that folder is an
 * ancestor (a loop). What is no regular file, or cannot be entered, comes with why set. */
typedef bool file_each(void *payload, const char *path, const char *why, struct error *err);
NODISCARD bool file_walk(const char *path, file_each *each, void *payload, struct error *err);

/* The path without its folders: a page that is passed on says nothing of the machine it was made on. */
struct str file_name(struct str path);

enum { FILE_HASH_SIZE = 65 };

/* SHA-256 as 64 hex digits and NUL. */
void file_hash_bytes(struct str bytes, char hex[FILE_HASH_SIZE]);
NODISCARD bool file_hash(const char *path, char hex[FILE_HASH_SIZE], uint64_t *size, struct error *err);

#endif
