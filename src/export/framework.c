/* The framework matrix: a row a report, a column a code, each cell its quotations with their pages. */
#include "base/csv.h"
#include "export/grid.h"

#include <stdlib.h>

enum { LEAD = 4 };      /* columns before the codes */

struct framework_writing {
    FILE *out;
    const struct export_options *options;
    struct str *fields;
};

static bool write_row(void *payload, const struct grid *g, const struct grid_report *r, struct error *err)
{
    struct framework_writing *w = payload;

    (void)err;
    w->fields[0] = r->sha256;
    w->fields[1] = r->path;
    w->fields[2] = r->partnership;
    w->fields[3] = r->period;
    for (size_t i = 0; i < g->codes.count; i++)
        w->fields[LEAD + i] = buf_str(&g->cells[i].quotations);
    export_csv_row(w->out, w->options, w->fields, LEAD + g->codes.count);
    return true;
}

static void write_head(struct framework_writing *w, const struct grid *g)
{
    struct arena arena = {0};
    struct buf name = {0};

    w->fields = must_realloc(NULL, (LEAD + g->codes.count) * sizeof *w->fields);
    w->fields[0] = STR("report");
    w->fields[1] = STR("file");
    w->fields[2] = STR("partnership");
    w->fields[3] = STR("period");
    for (size_t i = 0; i < g->codes.count; i++) {
        buf_clear(&name);
        buf_add_format(&name, "%.*s/%.*s", STR_ARGS(g->codes.at[i].codebook), STR_ARGS(g->codes.at[i].code));
        w->fields[LEAD + i] = arena_str(&arena, buf_str(&name));
    }
    fputs(w->options->byte_order_mark ? CSV_BYTE_ORDER_MARK : "", w->out);
    export_csv_row(w->out, w->options, w->fields, LEAD + g->codes.count);
    buf_free(&name);
    arena_free(&arena);
}

static bool add(void *payload, const struct excerpt_row *e, struct error *err)
{
    return export_grid_add(payload, e, err);
}

static bool write_framework(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    struct framework_writing w = {.out = out, .options = options};
    struct grid g = {.filter = &options->filter, .row = write_row, .payload = &w};
    bool ok = export_grid_start(&g, study, err);

    if (ok) {
        write_head(&w, &g);
        ok = store_excerpts(study, &options->filter, add, &g, err) && export_grid_finish(&g, err);
    }
    export_grid_free(&g);
    free(w.fields);
    return ok;
}

const struct export_format export_framework = {
    .is_csv = true, .name = "framework", .summary = "CSV, a row a report, a column a code, quotations in the cells",
    .write = write_framework,
};
