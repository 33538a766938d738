#include "base/csv.h"
#include "export/export_internal.h"

struct csv_writing {
    FILE *out;
    const struct export_options *options;
    struct export_fields fields;
};

void export_csv_row(FILE *out, const struct export_options *options, const struct str *fields, size_t count)
{
    csv_write_line(out, fields, count, options->line_feeds ? "\n" : "\r\n");
}

static bool write_row(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct csv_writing *w = payload;

    if (ferror(w->out))
        return export_refused(err);
    export_fill_fields(&w->fields, e);
    export_csv_row(w->out, w->options, w->fields.at, FIELD_COUNT);
    return true;
}

static bool write_csv(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    struct csv_writing w = {.out = out, .options = options};
    struct str names[FIELD_COUNT];
    bool ok;

    for (int i = 0; i < FIELD_COUNT; i++)
        names[i] = str_of(export_field_names[i]);
    fputs(options->byte_order_mark ? CSV_BYTE_ORDER_MARK : "", out);
    export_csv_row(out, options, names, FIELD_COUNT);
    ok = store_excerpts(study, &options->filter, write_row, &w, err);
    export_free_fields(&w.fields);
    return ok;
}

const struct export_format export_csv = {
    .is_csv = true, .name = "csv", .summary = "comma separated values, a row an excerpt", .write = write_csv,
};
