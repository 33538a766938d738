#include "cli/command.h"
#include "cli/table.h"
#include "store/listing.h"

struct passes_options {
    int format;
};

static const struct option passes_option_table[] = {
    TABLE_FORMAT_OPTION(struct passes_options, format),
    {0},
};

static bool list_pass(void *payload, const struct pass_row *p, struct error *err)
{
    struct table *t = payload;

    (void)err;
    table_number(t, p->pass);
    table_text(t, p->codebook);
    table_text(t, p->version);
    table_text(t, str_slice(p->hash, 0, 12));
    table_text(t, p->tool);
    table_text(t, p->started);
    table_text(t, p->finished);
    table_number(t, p->reports);
    table_number(t, p->excerpts);
    table_number(t, p->problems);
    return true;
}

static bool passes_run(const struct command_input *in, struct error *err)
{
    const struct passes_options *options = in->options;
    struct table t = {0};
    bool ok;

    table_columns(&t, "#pass codebook version hash tool started finished #reports #excerpts #problems");
    ok = store_passes(in->study, list_pass, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    return ok;
}

const struct command command_passes = {
    .name = "passes",
    .arguments = "",
    .summary = "list the passes: which codebook, which version, when, how much",
    .description = "One row for each run of a codebook version over the reports. A pass without a finishing time was\n"
                   "interrupted: coding again with the same codebook goes on with it.\n",
    .options = passes_option_table,
    .options_size = sizeof(struct passes_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = passes_run,
};
