#include "export/export_internal.h"
#include "export/package.h"
#include "store/redact.h"

#include <unistd.h>

/* SQLite writes files, not streams: the copy is made beside the study first. */
static bool write_study(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    const struct excerpt_filter *f = &options->filter;
    const struct store_redaction what = {.names = f->without_names, .memos = options->without_memos};
    struct buf path = {0};
    bool ok;

    if (!export_is_whole(f))
        return error_set(err, ERROR_USAGE, "a copy of the study is whole: leave out what excerpts are chosen by");
    buf_add_format(&path, "%s.export-%ld", store_file(study), (long)getpid());
    ok = store_redact(study, path.at, &what, err) && export_copy_file(out, path.at, err);
    unlink(path.at);
    buf_free(&path);
    return ok;
}

const struct export_format export_study = {
    .name = "study", .summary = "a copy of the study to give away", .write = write_study,
};
