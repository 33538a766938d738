/* Any bytes as the project file of a REFI-QDA archive, packed here; bytes that begin with PK as the archive itself; and
 * as a text whose positions are counted in every way. */
#include "extract/convention.h"
#include "extract/extract_internal.h"

#include <stdlib.h>
#include <zip.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void pack(struct buf *out, const unsigned char *data, size_t size)
{
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, NULL), *part;
    zip_t *zip = zip_open_from_source(archive, ZIP_TRUNCATE, NULL);
    char piece[4096];
    zip_int64_t got;

    must(zip != NULL);
    zip_source_keep(archive);
    part = zip_source_buffer(zip, data, size, 0);
    must(part && zip_file_add(zip, "project.qde", part, 0) == 0
         && zip_set_file_compression(zip, 0, ZIP_CM_STORE, 0) == 0 && zip_close(zip) == 0
         && zip_source_open(archive) == 0);
    while ((got = zip_source_read(archive, piece, sizeof piece)) > 0)
        buf_add(out, (struct str){piece, (size_t)got});
    zip_source_close(archive);
    zip_source_free(archive);
}

/* Every way of counting places every position inside the text, and none before the one in front of it. */
static void check_conventions(struct str text)
{
    struct selection all[] = {{0, 1, STR("a")}, {1, INT32_MAX, STR("")}, {-1, 5, STR("…")}, {3, 2, STR("...")}};
    struct convention_scores scores = {.selections = 0};
    struct convention chosen;
    struct error err;

    for (unsigned c = 0; c < CONVENTIONS; c++) {
        struct measured m;

        extract_measure(&m, text, extract_convention(c));
        must(m.at[m.count] == m.plain.size && extract_convention_number(extract_convention(c)) == c);
        for (size_t k = 0; k < m.count; k++)
            must(m.at[k] <= m.at[k + 1]);
        for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
            must(extract_select(&m, &all[i], extract_convention(c)).stop <= m.plain.size);
        extract_measured_free(&m);
    }
    extract_convention_score(&scores, text, all, sizeof all / sizeof all[0]);
    if (!extract_convention_choose(&scores, &chosen, &err))
        must(err.kind == ERROR_INPUT);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct extract_failure f = {.problem = PROBLEM_NONE};
    struct buf bytes = {0};
    char *lines = NULL;
    size_t count = 0;
    FILE *out = open_memstream(&lines, &count);

    must(out != NULL);
    if (size > 1 && data[0] == 'P' && data[1] == 'K')
        buf_add(&bytes, (struct str){(const char *)data, size});
    else
        pack(&bytes, data, size);
    if (extract_qde(out, buf_str(&bytes), NULL, &f))
        fclose(out), must(count > 0 && lines[count - 1] == '\n' && f.problem == PROBLEM_NONE);
    else
        fclose(out), must(f.problem != PROBLEM_NONE);
    free(lines);
    buf_free(&bytes);
    if (str_is_text((struct str){(const char *)data, size}))
        check_conventions((struct str){(const char *)data, size});
    return 0;
}
