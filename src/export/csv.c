#include "base/csv.h"
#include "export/export_internal.h"

struct csv_writing {
    FILE *out;
    struct export_fields fields;
};

static bool write_row(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct csv_writing *w = payload;

    if (ferror(w->out))
        return export_refused(err);
    export_fill_fields(&w->fields, e);
    csv_write_row(w->out, w->fields.at, FIELD_COUNT);
    return true;
}

static bool write_csv(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    struct csv_writing w = {.out = out};
    struct str names[FIELD_COUNT];
    bool ok;

    for (int i = 0; i < FIELD_COUNT; i++)
        names[i] = str_of(export_field_names[i]);
    csv_write_row(out, names, FIELD_COUNT);
    ok = store_excerpts(study, &options->filter, write_row, &w, err);
    export_free_fields(&w.fields);
    return ok;
}

const struct export_format export_csv = {
    .name = "csv", .summary = "comma separated values, a row an excerpt", .write = write_csv,
};
