#include "cli/command.h"
#include "cli/table.h"
#include "store/check.h"

struct check_options {
    int format;
    bool quick;
};

static const struct option check_option_table[] = {
    TABLE_FORMAT_OPTION(struct check_options, format),
    {OPTION_SWITCH, "quick", offsetof(struct check_options, quick), NULL, NULL,
     "look at the file, at what refers to what and at counts only"},
    {0},
};

static bool list_wrong(void *payload, struct str where, struct str what, struct error *err)
{
    (void)err;
    table_text(payload, where);
    table_text(payload, what);
    return true;
}

static bool check_run(const struct command_input *in, struct error *err)
{
    const struct check_options *options = in->options;
    struct check_summary sum;
    struct table t = {0};
    bool ok;

    table_columns(&t, "where what");
    ok = store_check(in->study, !options->quick, list_wrong, &t, &sum, err);
    if (ok && sum.wrong > 0) {
        table_print(&t, in->out, (enum table_format)options->format);
        error_fill(err, ERROR_STUDY, "%zu things are wrong: go back to a backup, or run \"excerpta repair FILE\"",
                   sum.wrong);
        ok = false;
    } else if (ok) {
        fputs(in->study_path, in->out);
        if (options->quick)
            fputs(": whole, at a quick look\n", in->out);
        else
            fprintf(in->out, ": whole: %zu reports, %zu excerpts, %zu passages decided on\n", sum.reports, sum.excerpts,
                    sum.passages);
    }
    table_free(&t);
    return ok;
}

const struct command command_check = {
    .name = "check",
    .arguments = "",
    .summary = "say whether the study holds together",
    .description =
        "Looks at every page of the file, at what refers to what and at counts; that each report's text unpacks to\n"
        "the text that was read, that each excerpt and its words lie on whole characters inside it, and that keys and\n"
        "hashes are right. Each thing that is wrong is a row, and the exit status is then 5. Nothing is written.\n",
    .examples = "excerpta check\tafter a disk has failed\nexcerpta check --quick\tevery night\n",
    .options = check_option_table,
    .options_size = sizeof(struct check_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = check_run,
};
