#include "base/json.h"
#include "export/export_internal.h"

#include <stdlib.h>

struct jsonl_writing {
    FILE *out;
    struct export_fields fields;
};

static bool write_line(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct jsonl_writing *w = payload;
    struct json_writer j = {.out = w->out};

    if (ferror(w->out))
        return export_refused(err);
    export_fill_fields(&w->fields, e);
    json_write_object(&j, NULL);
    for (int i = 0; i < FIELD_COUNT; i++) {
        bool number = export_is_number((enum export_field)i);

        if (number && w->fields.at[i].size == 0)
            json_write_null(&j, export_field_names[i]);
        else if (i == FIELD_STAR)
            json_write_bool(&j, export_field_names[i], w->fields.at[i].size > 0);
        else if (number)
            json_write_number(&j, export_field_names[i], strtol(w->fields.at[i].at, NULL, 10));
        else
            json_write_text(&j, export_field_names[i], w->fields.at[i]);
    }
    json_write_object_end(&j);
    json_write_line(&j);
    return true;
}

static bool write_jsonl(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    struct jsonl_writing w = {.out = out};
    bool ok = store_excerpts(study, &options->filter, write_line, &w, err);

    export_free_fields(&w.fields);
    return ok;
}

const struct export_format export_jsonl = {
    .name = "jsonl", .summary = "JSON lines, an object an excerpt", .write = write_jsonl,
};
