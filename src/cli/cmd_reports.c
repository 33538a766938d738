#include "cli/command.h"
#include "cli/table.h"
#include "store/listing.h"

struct reports_options {
    int format;
};

static const struct option reports_option_table[] = {
    TABLE_FORMAT_OPTION(struct reports_options, format),
    {0},
};

static bool list_report(void *payload, const struct report_row *r, struct error *err)
{
    struct table *t = payload;

    (void)err;
    table_text(t, str_slice(r->sha256, 0, 12));
    table_text(t, r->attributes.partnership);
    table_text(t, r->attributes.authorities);
    table_text(t, r->attributes.region);
    table_text(t, r->attributes.period_start);
    table_text(t, r->attributes.period_end);
    table_text(t, r->attributes.period);
    table_number(t, r->pages);
    table_number(t, r->words);
    table_number(t, r->excerpts);
    table_text(t, str_slice(r->predecessor, 0, 12));
    table_number(t, r->paths);
    table_text(t, r->path);
    return true;
}

static bool reports_run(const struct command_input *in, struct error *err)
{
    const struct reports_options *options = in->options;
    struct table t = {0};
    bool ok;

    table_columns(&t, "report partnership authorities region period_start period_end period #pages "
                      "#words #excerpts predecessor #files file");
    ok = store_reports(in->study, list_report, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    return ok;
}

const struct command command_reports = {
    .name = "reports",
    .arguments = "",
    .summary = "list the reports and what is known of each",
    .description = "One row a report: the beginning of its SHA-256, partnership, authorities, region, period, size,\n"
                   "excerpts of the current passes, the report it replaces, and its first file. An empty cell means\n"
                   "not known: nothing is guessed that the name or the first pages do not say.\n",
    .examples = "excerpta reports --format csv\tfor a spreadsheet\n",
    .options = reports_option_table,
    .options_size = sizeof(struct reports_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = reports_run,
};
