#include "base/file.h"
#include "cli/command.h"
#include "cli/table.h"
#include "store/listing.h"

struct status_options {
    int format;
    bool problems, quality;
};

static const struct option status_option_table[] = {
    TABLE_FORMAT_OPTION(struct status_options, format),
    {OPTION_SWITCH, "problems", offsetof(struct status_options, problems), NULL, NULL,
     "list the files that could not be taken as reports"},
    {OPTION_SWITCH, "quality", offsetof(struct status_options, quality), NULL, NULL,
     "list what to distrust in the text of reports"},
    {0},
};

struct counts {
    int64_t reports, paths, pages, words, sentences, excerpts, without_partnership, without_period;
    int64_t parts, outside;     /* reports that are a part of a file, and the other pages of it */
    int64_t compared, earlier, elsewhere, duplicates;
    int64_t problems;
};

static void count_pages(struct counts *c, const struct report_row *r)
{
    struct page_span pages;

    c->pages += r->pages;
    if (!document_parse_pages(r->attributes.report_pages, &pages))
        return;
    c->parts++;
    c->outside += r->pages - (pages.last - pages.first + 1);
}

static bool count_report(void *payload, const struct report_row *r, struct error *err)
{
    struct counts *c = payload;

    (void)err;
    c->reports++;
    c->paths += r->paths;
    count_pages(c, r);
    c->words += r->words;
    c->sentences += r->sentences;
    c->excerpts += r->excerpts;
    c->without_partnership += r->attributes.partnership.size == 0;
    c->without_period += r->attributes.period.size == 0;
    c->compared += r->compared > 0 ? r->compared : 0;
    c->earlier += r->earlier;
    c->elsewhere += r->elsewhere;
    c->duplicates += r->duplicate_of.size > 0;
    return true;
}

static bool count_problem(void *payload, const struct problem_row *r, struct error *err)
{
    (void)r, (void)err;
    ((struct counts *)payload)->problems++;
    return true;
}

static bool list_problem(void *payload, const struct problem_row *r, struct error *err)
{
    struct table *t = payload;

    (void)err;
    table_text(t, r->path);
    table_text(t, r->reason);
    table_text(t, r->detail);
    return true;
}

static bool list_measure(void *payload, const struct quality_row *r, struct error *err)
{
    struct table *t = payload;

    (void)err;
    table_text(t, str_slice(r->sha256, 0, 12));
    table_text(t, r->path);
    table_text(t, r->measure);
    table_number(t, r->value);
    table_text(t, str_of(quality_meaning(r->measure)));
    return true;
}

/* Rows come by report. */
struct doubtful {
    char last[FILE_HASH_SIZE];
    int64_t reports;
};

static bool count_doubtful(void *payload, const struct quality_row *r, struct error *err)
{
    struct doubtful *d = payload;

    (void)err;
    d->reports += !str_equal(r->sha256, str_of(d->last));
    snprintf(d->last, sizeof d->last, "%.*s", STR_ARGS(r->sha256));
    return true;
}

static bool list_pass(void *payload, const struct pass_row *p, struct error *err)
{
    struct table *t = payload;
    struct buf what = {0};

    (void)err;
    buf_add_format(&what, "excerpts of %.*s %.*s%s", STR_ARGS(p->codebook), STR_ARGS(p->version),
                   p->finished.size ? "" : " (not complete)");
    table_text(t, buf_str(&what));
    table_number(t, p->excerpts);
    buf_free(&what);
    return true;
}

static bool list_problems(const struct command_input *in, const struct status_options *options, struct error *err)
{
    struct table t = {0};
    bool ok;

    table_columns(&t, "file reason detail");
    ok = store_problems(in->study, list_problem, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    return ok;
}

static bool list_quality(const struct command_input *in, const struct status_options *options, struct error *err)
{
    struct table t = {0};
    bool ok;

    table_columns(&t, "report file measure #number meaning");
    ok = store_quality(in->study, list_measure, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    return ok;
}

static bool status_run(const struct command_input *in, struct error *err)
{
    const struct status_options *options = in->options;
    struct counts c = {0};
    struct doubtful d = {0};
    struct table t = {0};
    bool ok;

    if (options->problems || options->quality)
        return options->problems ? list_problems(in, options, err) : list_quality(in, options, err);
    if (!store_reports(in->study, count_report, &c, err) || !store_problems(in->study, count_problem, &c, err)
        || !store_quality(in->study, count_doubtful, &d, err))
        return false;
    table_columns(&t, "what #number");
    const struct { const char *what; int64_t number; } rows[] = {
        {"reports", c.reports}, {"files", c.paths}, {"files that are no report", c.problems}, {"pages", c.pages},
        {"words", c.words}, {"sentences", c.sentences}, {"reports without a partnership", c.without_partnership},
        {"reports without a period", c.without_period}, {"reports with doubtful text", d.reports},
        {"reports that are some pages of a file", c.parts}, {"pages of these files that are not coded", c.outside},
        {"reports with the same words as another", c.duplicates}, {"words of passages compared", c.compared},
        {"of these in an earlier report of the partnership", c.earlier}, {"of these in any other report", c.elsewhere},
        {"excerpts", c.excerpts},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        table_text(&t, str_of(rows[i].what));
        table_number(&t, rows[i].number);
    }
    ok = store_passes(in->study, list_pass, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    return ok;
}

const struct command command_status = {
    .name = "status",
    .arguments = "",
    .summary = "say what the study holds, and what could not be read",
    .description = "Counts of reports, pages, words and excerpts. With --problems, each file that could not be taken\n"
                   "as a report, with the reason: encrypted, no text layer, damaged, timed out, too large, not a\n"
                   "report, unreadable, empty or crashed. With --quality, what to distrust in the text of reports:\n"
                   "damaged pages, lost glyphs, fused or spaced words, missing digits, deletions left out.\n",
    .examples = "excerpta status\tthe counts\nexcerpta status --problems --format csv\tthe files that need attention\n"
                "excerpta status --quality\ttexts to look at before a number rests on them\n",
    .options = status_option_table,
    .options_size = sizeof(struct status_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = status_run,
};
