#include "extract/archive.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { SMALL = 1 << 20 };   /* inflated bytes below which no ratio is a danger: a page of blanks has any */

struct archive {
    zip_t *zip;
};

/* libzip allocates for every part that the directory lists before a caller can count them; the number
 * stands in the record at the archive's end. 0: there is no such record. */
static unsigned parts_told(struct str bytes)
{
    enum { RECORD = 22, LONGEST_COMMENT = 0xffff };
    size_t first = bytes.size > RECORD + LONGEST_COMMENT ? bytes.size - RECORD - LONGEST_COMMENT : 0;

    for (size_t i = bytes.size; i >= first + RECORD; i--) {
        const unsigned char *at = (const unsigned char *)bytes.at + i - RECORD;

        if (memcmp(at, "PK\005\006", 4) == 0)
            return at[10] | (unsigned)at[11] << 8;
    }
    return 0;
}

static bool too_many(struct extract_failure *f, uint64_t parts)
{
    return extract_fail(f, PROBLEM_TOO_LARGE, "an archive of %llu parts or more; at most %d are read",
                        (unsigned long long)parts, ARCHIVE_MOST_PARTS);
}

static bool check_parts(const struct archive *a, struct str bytes, uint64_t most, struct extract_failure *f)
{
    zip_int64_t count = zip_get_num_entries(a->zip, 0);
    uint64_t inflated = 0;

    if (count > ARCHIVE_MOST_PARTS)
        return too_many(f, (uint64_t)count);
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t st;

        if (zip_stat_index(a->zip, (zip_uint64_t)i, 0, &st) != 0 || !(st.valid & ZIP_STAT_SIZE))
            return extract_fail(f, PROBLEM_DAMAGED, "its directory is broken: fetch it again");
        if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE)
            return extract_fail(f, PROBLEM_ENCRYPTED, "it asks for a password");
        if (st.size > most || (inflated += st.size) > most)
            return extract_fail(f, PROBLEM_TOO_LARGE, "more than %llu MB when unpacked",
                                (unsigned long long)most / 1000000);
    }
    if (inflated > SMALL && inflated / ARCHIVE_MOST_RATIO > bytes.size)
        return extract_fail(f, PROBLEM_TOO_LARGE, "it unpacks to %llu times its size; at most %d times is read",
                            (unsigned long long)(inflated / bytes.size), ARCHIVE_MOST_RATIO);
    return true;
}

bool extract_archive_open(struct archive **out, struct str bytes, uint64_t most, struct extract_failure *f)
{
    struct archive *a;
    zip_error_t problem;
    zip_source_t *source;
    zip_t *zip = NULL;

    *out = NULL;
    if (parts_told(bytes) > ARCHIVE_MOST_PARTS)
        return too_many(f, parts_told(bytes));
    zip_error_init(&problem);
    source = zip_source_buffer_create(bytes.at, bytes.size, 0, &problem);
    if (source)
        zip = zip_open_from_source(source, ZIP_RDONLY, &problem);
    if (!zip) {
        zip_source_free(source);
        extract_fail(f, PROBLEM_DAMAGED, "not a whole ZIP archive (%s): fetch it again", zip_error_strerror(&problem));
        zip_error_fini(&problem);
        return false;
    }
    zip_error_fini(&problem);
    a = must_realloc(NULL, sizeof *a);
    a->zip = zip;
    if (!check_parts(a, bytes, most, f)) {
        extract_archive_close(a);
        return false;
    }
    *out = a;
    return true;
}

void extract_archive_close(struct archive *a)
{
    if (!a)
        return;
    zip_discard(a->zip);
    free(a);
}

bool extract_archive_only(const struct archive *a, const char *ending, struct buf *name)
{
    size_t found = 0, size = strlen(ending);

    for (zip_int64_t i = 0; i < zip_get_num_entries(a->zip, 0); i++) {
        struct str one = str_of(zip_get_name(a->zip, (zip_uint64_t)i, 0));

        if (one.size <= size || memchr(one.at, '/', one.size)
            || !str_equal_caseless(str_slice(one, one.size - size, one.size), str_of(ending)))
            continue;
        found++;
        buf_clear(name);
        buf_add(name, one);
    }
    return found == 1;
}

bool extract_archive_has(const struct archive *a, const char *name)
{
    return zip_name_locate(a->zip, name, 0) >= 0;
}

struct archive_part {
    zip_file_t *file;
    const char *name;
    uint64_t left;              /* of the size that the archive says */
};

bool extract_archive_begin(struct archive_part **out, const struct archive *a, const char *name,
                           struct extract_failure *f)
{
    struct archive_part *part;
    zip_file_t *file;
    zip_stat_t st;

    *out = NULL;
    if (zip_stat(a->zip, name, 0, &st) != 0)
        return extract_fail(f, PROBLEM_DAMAGED, "its part %s is missing", name);
    file = zip_fopen(a->zip, name, 0);
    if (!file)
        return extract_fail(f, PROBLEM_DAMAGED, "%s: %s", name, zip_strerror(a->zip));
    part = must_realloc(NULL, sizeof *part);
    *part = (struct archive_part){file, name, st.size};
    *out = part;
    return true;
}

int64_t extract_archive_next(struct archive_part *part, char *at, size_t room, struct extract_failure *f)
{
    zip_int64_t got = zip_fread(part->file, at, room);

    if (got < 0) {
        extract_fail(f, PROBLEM_DAMAGED, "%s: %s", part->name, zip_file_strerror(part->file));
        return -1;
    }
    if ((uint64_t)got > part->left || (got == 0 && part->left > 0)) {
        extract_fail(f, PROBLEM_DAMAGED, "%s is not as large as the archive says", part->name);
        return -1;
    }
    part->left -= (uint64_t)got;
    return got;
}

void extract_archive_end(struct archive_part *part)
{
    if (part)
        zip_fclose(part->file);
    free(part);
}

uint64_t extract_archive_size(const struct archive *a, const char *name)
{
    zip_stat_t st;

    return zip_stat(a->zip, name, 0, &st) == 0 ? st.size : 0;
}

bool extract_archive_read(struct buf *out, const struct archive *a, const char *name, struct extract_failure *f)
{
    struct archive_part *part;
    char piece[64 * 1024];
    int64_t got;

    buf_clear(out);
    if (!extract_archive_begin(&part, a, name, f))
        return false;
    while ((got = extract_archive_next(part, piece, sizeof piece, f)) > 0)
        buf_add(out, (struct str){piece, (size_t)got});
    extract_archive_end(part);
    return got == 0;
}
