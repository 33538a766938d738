/* The findings page: its parts in their order, and what they share. */
#include "config.h"
#include "export/report_internal.h"

#include "export/markup.h"

#include <inttypes.h>
#include <math.h>

static const char page_head[] =
#include "export/report_head.inc"
;

static const char page_script[] =
#include "export/report_script.inc"
;

void export_put(const struct findings *f, const char *markup)
{
    fputs(markup, f->out);
}

void export_put_text(const struct findings *f, struct str text)
{
    export_write_escaped(f->out, text);
}

void export_put_shade(const struct findings *f, double share)
{
    static const int light[3] = {228, 239, 248}, dark[3] = {8, 48, 107};
    double t = share < 0 ? 0 : share > 1 ? 1 : share;
    unsigned c[3];

    for (int i = 0; i < 3; i++)
        c[i] = (unsigned)lround(light[i] + (dark[i] - light[i]) * t);
    fprintf(f->out, "--s:#%02x%02x%02x;--i:%s", c[0], c[1], c[2], t > 0.45 ? "#fff" : "#10202c");
}

void export_put_cell(const struct findings *f, const struct tally *t, size_t code, size_t group, const char *by)
{
    const struct tally_cell *cell = &t->cells[code * t->group_count + group];

    fprintf(f->out, " data-measure=\"reports\" data-by=\"%s\" data-code=\"", by);
    export_put_text(f, f->codes.at[code].codebook);
    export_put(f, "/");
    export_put_text(f, f->codes.at[code].code);
    export_put(f, "\" data-group=\"");
    export_put_text(f, t->groups[group].name);
    fprintf(f->out, "\" data-value=\"%" PRIu64 "\" data-of=\"%" PRIu64 "\"", cell->reports, t->groups[group].reports);
}

void export_put_count(const struct findings *f, const struct tally *t, size_t code, size_t group, const char *by)
{
    const struct tally_cell *cell = &t->cells[code * t->group_count + group];
    const struct tally_group *g = &t->groups[group];
    const char *tag = cell->reports > 0 ? "a" : "span";

    fprintf(f->out, "<%s", tag);
    if (cell->reports > 0)
        fprintf(f->out, " href=\"#c%zu\"", code);
    export_put_cell(f, t, code, group, by);
    if (cell->reports > 0) {
        export_put(f, " aria-label=\"");
        export_put_text(f, f->codes.at[code].title);
        export_put(f, ", ");
        export_put_text(f, str_equal(g->name, STR("all")) ? STR("all reports") : g->name);
        fprintf(f->out, ": %" PRIu64 " of %" PRIu64 " reports\"", cell->reports, g->reports);
    }
    fprintf(f->out, ">%" PRIu64 "</%s>", cell->reports, tag);
}

static void write_head(const struct findings *f)
{
    struct str title = str_of(f->options->title ? f->options->title : "Findings");

    export_put(f, "<!DOCTYPE html>\n<html lang=\"en-GB\"><head>\n");
    export_put(f, page_head);
    export_put(f, "<title>");
    export_put_text(f, title);
    export_put(f, "</title></head>\n<body>\n<header><h1>");
    export_put_text(f, title);
    fprintf(f->out, "</h1>\n<p class=\"soft\">What %zu public report%s, in their own words. Every number opens its "
            "quotations.</p></header>\n", f->reports.count, f->reports.count == 1 ? " says" : "s say");
    export_put(f, "<nav aria-label=\"Contents\"><ol><li><a href=\"#summary\">Summary</a></li>");
    export_put(f, f->has_audit ? "<li><a href=\"#audit\">Questions</a></li>" : "");
    export_put(f, "<li><a href=\"#counts\">Codes by region</a></li><li><a href=\"#trend\">By year</a></li>"
                  "<li><a href=\"#map\">Map</a></li>");
    export_put(f, f->pairs.row_count > 0 ? "<li><a href=\"#pairs\">Evidence map</a></li>" : "");
    export_put(f, "<li><a href=\"#quotes\">Quotations</a></li>"
                  "<li><a href=\"#method\">Method</a></li><li><a href=\"#limits\">Limitations</a></li>"
                  "<li><a href=\"#reports\">Reports</a></li></ol></nav>\n<main>\n");
}

bool export_report(FILE *out, struct store *study, const struct report_options *options, struct error *err)
{
    struct findings f = {.out = out, .store = study, .options = options};
    bool ok = export_gather(&f, err);

    if (ok) {
        write_head(&f);
        export_write_summary(&f);
        export_write_audit(&f);
        export_write_counts(&f);
        export_write_trend(&f);
        ok = export_write_map(&f, err);
    }
    if (ok) {
        export_write_pairs(&f);
        export_write_quotes(&f);
        ok = export_write_method(&f, err) && export_write_limits(&f, err);
    }
    if (ok) {
        export_write_shelf(&f);
        export_put(&f, "</main>\n<dialog aria-labelledby=\"box\"><button autofocus>Close</button><h2 id=\"box\"></h2>"
                       "<div></div></dialog>\n<script>\n");
        export_put(&f, page_script);
        export_put(&f, "</script>\n</body></html>\n");
    }
    export_free_findings(&f);
    return ok;
}
