#include "cli/command.h"
#include "cli/table.h"
#include "run/difference.h"

struct diff_options {
    int format;
};

static const struct option diff_option_table[] = {
    TABLE_FORMAT_OPTION(struct diff_options, format),
    {0},
};

static bool list_difference(void *payload, const struct pass_difference *d, struct error *err)
{
    const struct found_difference *e = d->excerpt;
    const struct found_row *row = e->after ? e->after : e->before;
    struct table *t = payload;

    (void)err;
    table_text(t, str_of(run_found_change_words[e->change]));
    table_text(t, str_slice(d->sha256, 0, 12));
    table_text(t, d->path);
    table_number(t, (int64_t)document_page_at(d->document, row->range.start) + 1);
    table_text(t, row->code);
    table_text(t, e->before ? e->before->standing : str_of(""));
    table_text(t, e->after ? e->after->standing : str_of(""));
    table_text(t, document_text(d->document, row->range));
    return true;
}

static bool read_pass(const char *word, int64_t *pass, struct error *err)
{
    size_t number;

    if (!str_to_size(str_of(word), &number) || number > INT64_MAX)
        return error_set(err, ERROR_USAGE, "%s is no pass: a number, as \"excerpta passes\" lists them", word);
    *pass = (int64_t)number;
    return true;
}

static bool diff_run(const struct command_input *in, struct error *err)
{
    const struct diff_options *options = in->options;
    struct difference_summary sum = {0};
    struct table t = {0};
    int64_t before, after;
    bool ok;

    if (!read_pass(in->words[0], &before, err) || !read_pass(in->words[1], &after, err))
        return false;
    table_columns(&t, "change report file #page code before after words");
    ok = run_difference(in->study, before, after, list_difference, &t, &sum, err);
    if (ok) {
        table_print(&t, in->out, (enum table_format)options->format);
        fprintf(in->notes, "excerpta diff: %zu reports in both passes: %zu excerpts the same, %zu anew, %zu no longer, "
                "%zu with another standing, %zu by another rule or words\n", sum.reports, sum.same,
                sum.changes[FOUND_ANEW], sum.changes[FOUND_NO_LONGER], sum.changes[FOUND_STANDING],
                sum.changes[FOUND_RULE] + sum.changes[FOUND_SPANS]);
        if (sum.only_before + sum.only_after > 0)
            fprintf(in->notes, "excerpta diff: passed over: %zu reports that only pass %s has done, %zu that only pass "
                    "%s has\n", sum.only_before, in->words[0], sum.only_after, in->words[1]);
    }
    table_free(&t);
    return ok;
}

const struct command command_diff = {
    .name = "diff",
    .arguments = "PASS PASS",
    .summary = "say what one pass found and another did not",
    .description =
        "Compares two passes, by their numbers in \"excerpta passes\", report by report: what the second found anew,\n"
        "what it found no longer, and excerpts whose standing, rule or words differ, with page and words. Codes are\n"
        "the same where their ids are. The last line, on standard error, counts them.\n",
    .examples = "excerpta diff 1 2\twhat a new codebook version changed\n",
    .options = diff_option_table,
    .options_size = sizeof(struct diff_options),
    .needs = NEEDS_STUDY_TO_READ,
    .least_words = 2,
    .most_words = 2,
    .run = diff_run,
};
