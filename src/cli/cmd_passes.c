#include "cli/command.h"
#include "cli/table.h"
#include "store/listing.h"
#include "store/provenance.h"

struct passes_options {
    int format;
    unsigned reports;
};

static const struct option passes_option_table[] = {
    TABLE_FORMAT_OPTION(struct passes_options, format),
    {OPTION_NUMBER, "reports", offsetof(struct passes_options, reports), "PASS", NULL,
     "list each report that this pass saw, with the hashes of file and text and what both were made with"},
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

static bool list_report(void *payload, const struct pass_report_row *r, struct error *err)
{
    struct table *t = payload;

    (void)err;
    table_text(t, r->sha256);
    table_text(t, r->path);
    table_number(t, r->excerpts);
    table_text(t, r->text_hash);
    table_text(t, r->coded_with);
    table_text(t, r->read_with);
    return true;
}

static bool list_reports(const struct command_input *in, const struct passes_options *options, struct error *err)
{
    struct pass_made_of made;
    struct table t = {0};
    bool ok;

    table_columns(&t, "report file #excerpts text coded_with read_with");
    ok = store_pass_made_of(in->study, options->reports, &made, err)
        && store_pass_reports(in->study, options->reports, list_report, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    arena_free(&made.arena);
    table_free(&t);
    return ok;
}

static bool passes_run(const struct command_input *in, struct error *err)
{
    const struct passes_options *options = in->options;
    struct table t = {0};
    bool ok;

    if (options->reports > 0)
        return list_reports(in, options, err);
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
                   "interrupted: coding again with the same codebook goes on with it. With --reports, what one pass\n"
                   "rests on: each report by the hash of its file and of its text, with the programs and libraries\n"
                   "that read and coded it. \"excerpta verify\" makes it again.\n",
    .examples = "excerpta passes\tthe passes, with the hash of each codebook\n"
                "excerpta passes --reports 1 --format csv\twhat the first rests on, for an appendix\n",
    .options = passes_option_table,
    .options_size = sizeof(struct passes_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = passes_run,
};
