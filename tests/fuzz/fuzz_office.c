/* Any bytes as an office file. Bytes that begin with "=" name parts, a line "=word/document.xml" before each,
 * and are packed here: what mends its check sums reaches the readers, what does not the archive's checks. */
#include "extract/extract_internal.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void add_part(zip_t *zip, struct str name, struct str part)
{
    char *path = strndup(name.at, name.size);
    zip_source_t *source = zip_source_buffer(zip, part.at, part.size, 0);
    zip_int64_t at;

    must(path && source);
    at = zip_file_add(zip, path, source, ZIP_FL_OVERWRITE);
    if (at < 0)
        zip_source_free(source);
    else
        must(zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) == 0);
    free(path);
}

static void add_parts(zip_t *zip, struct str input)
{
    while (input.size > 0 && *input.at == '=') {
        struct str name;
        size_t stop = 0;

        str_next(&input, '\n', &name);
        while (stop < input.size && !(input.at[stop] == '=' && (stop == 0 || input.at[stop - 1] == '\n')))
            stop++;
        /* Like printf without a newline at its end, as a mimetype has none. */
        add_part(zip, str_slice(name, 1, name.size), str_slice(input, 0, stop > 0 ? stop - 1 : 0));
        input = str_slice(input, stop, input.size);
    }
}

static void pack(struct buf *out, struct str input)
{
    zip_error_t problem;
    zip_source_t *packed;
    zip_t *zip;
    char piece[4096];
    zip_int64_t got;

    zip_error_init(&problem);
    packed = zip_source_buffer_create(NULL, 0, 0, &problem);
    zip = packed ? zip_open_from_source(packed, ZIP_TRUNCATE, &problem) : NULL;
    must(zip != NULL);
    zip_source_keep(packed);
    add_parts(zip, input);
    if (zip_close(zip) != 0)
        zip_discard(zip);
    else if (zip_source_open(packed) == 0)
        while ((got = zip_source_read(packed, piece, sizeof piece)) > 0)
            buf_add(out, (struct str){piece, (size_t)got});
    zip_source_free(packed);
    zip_error_fini(&problem);
}

/* What the readers make of it, the strict reader of the wire form takes. */
static void check(const struct document *doc)
{
    struct wire_result again = {0};
    struct error err;
    char *bytes = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&bytes, &size);

    must(out != NULL);
    wire_write(out, doc);
    must(fclose(out) == 0);
    must(wire_read(&again, (struct str){bytes, size}, &err) && again.doc);
    document_free(again.doc);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct str input = {(const char *)data, size};
    struct extract_failure f = {0};
    struct document *doc = NULL;
    struct buf packed = {0};

    if (str_starts(input, STR("=")))
        pack(&packed, input);
    else
        buf_add(&packed, input);
    if (packed.size > 0 && extract_office(&doc, buf_str(&packed), &f))
        check(doc);
    else
        must(packed.size == 0 || (f.problem != PROBLEM_NONE && f.detail[0]));
    document_free(doc);
    buf_free(&packed);
    return 0;
}
