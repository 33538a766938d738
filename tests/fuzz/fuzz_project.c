/* Any bytes as the project file of a REFI-QDA archive, packed here; bytes that begin with PK as the archive itself.
 * What is read must have its parts in their places, and every way of counting must place them inside the texts. */
#include "run/project.h"

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

static void check(const struct project *p)
{
    struct convention found;
    struct error err;

    for (size_t i = 0; i < p->selections.count; i++)
        must(p->selections.at[i].source < p->sources.count
             && (i == 0 || p->selections.at[i].source >= p->selections.at[i - 1].source));
    for (size_t i = 0; i < p->codings.count; i++)
        must(p->codings.at[i].selection < p->selections.count);
    for (size_t i = 0; i < p->codes.count; i++)
        must(p->codes.at[i].parent == SIZE_MAX || p->codes.at[i].parent < i);
    for (size_t i = 0; i < p->sources.count; i++)
        for (unsigned c = 0; c < CONVENTIONS; c++) {
            struct measured m;

            run_positions(&m, p->sources.at[i].text, run_convention(c));
            must(m.at[m.count] == m.plain.size);
            for (size_t k = 0; k < m.count; k++)
                must(m.at[k] <= m.at[k + 1]);
            run_positions_free(&m);
        }
    if (!run_convention_find(p, &found, &err))
        must(err.kind == ERROR_INPUT);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct project project;
    struct buf bytes = {0};
    struct error err;

    if (size > 1 && data[0] == 'P' && data[1] == 'K')
        buf_add(&bytes, (struct str){(const char *)data, size});
    else
        pack(&bytes, data, size);
    if (run_project_read(&project, buf_str(&bytes), &err))
        check(&project);
    run_project_free(&project);
    buf_free(&bytes);
    return 0;
}
