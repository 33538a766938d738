#include "cli/command.h"
#include "cli/table.h"
#include "run/verify.h"
#include "store/listing.h"

struct verify_cli_options {
    int format;
    unsigned pass, threads;
    bool stored, quiet;
};

static const struct option verify_option_table[] = {
    TABLE_FORMAT_OPTION(struct verify_cli_options, format),
    {OPTION_NUMBER, "pass", offsetof(struct verify_cli_options, pass), "N", NULL,
     "this pass (else the newest complete one of each codebook)"},
    {OPTION_SWITCH, "stored", offsetof(struct verify_cli_options, stored), NULL, NULL,
     "leave the files alone: only code the texts of the study again"},
    {OPTION_NUMBER, "threads", offsetof(struct verify_cli_options, threads), "N", NULL,
     "how many reports are done at a time (else one a core)"},
    {OPTION_SWITCH, "quiet", offsetof(struct verify_cli_options, quiet), NULL, NULL,
     "say nothing that is no difference"},
    {0},
};

struct verify_listing {
    struct table table;
    int64_t pass;
};

static void list_excerpt(struct table *t, const struct verify_finding *f)
{
    const struct found_difference *e = f->excerpt;
    const struct found_row *row = e->after ? e->after : e->before;
    struct buf how = {0};

    buf_add_format(&how, "%s", run_found_change_words[e->change]);
    if (e->change == FOUND_STANDING)
        buf_add_format(&how, ": %.*s, now %.*s", STR_ARGS(e->before->standing), STR_ARGS(e->after->standing));
    table_text(t, buf_str(&how));
    table_number(t, (int64_t)document_page_at(f->document, row->range.start) + 1);
    table_text(t, row->code);
    table_text(t, document_text(f->document, row->range));
    buf_free(&how);
}

static bool list_finding(void *payload, const struct verify_finding *f, struct error *err)
{
    struct verify_listing *l = payload;
    struct table *t = &l->table;

    (void)err;
    table_number(t, l->pass);
    table_text(t, str_of(run_verify_words[f->what]));
    table_text(t, str_slice(f->sha256, 0, 12));
    table_text(t, f->path);
    if (f->excerpt) {
        list_excerpt(t, f);
        return true;
    }
    table_text(t, f->words);
    table_nothing(t);
    table_text(t, STR(""));
    table_text(t, STR(""));
    return true;
}

struct passes_to_verify {
    int64_t at[64];
    size_t count;
};

static bool add_current(void *payload, const struct pass_row *p, struct error *err)
{
    struct passes_to_verify *all = payload;

    (void)err;
    if (p->current && all->count < sizeof all->at / sizeof all->at[0])
        all->at[all->count++] = p->pass;
    return true;
}

static void say(const struct command_input *in, const struct verify_summary *sum, int64_t pass, bool stored)
{
    fprintf(in->notes, "excerpta verify: pass %lld (%s %s): %zu excerpts in %zu reports: ", (long long)pass,
            sum->codebook, sum->version, sum->excerpts, sum->reports);
    if (sum->differing > 0)
        fprintf(in->notes, "%zu reports differ", sum->differing);
    else
        fputs("identical", in->notes);
    if (stored)
        fputs("; the files were left alone\n", in->notes);
    else
        fprintf(in->notes, "; %zu files read, %zu texts made again\n", sum->files_read, sum->texts_read);
    if (sum->otherwise > 0)
        fprintf(in->notes, "excerpta verify: %zu reports were coded with other versions than these (see \"excerpta "
                "passes --reports\")\n", sum->otherwise);
    if (sum->unrecorded > 0)
        fprintf(in->notes, "excerpta verify: of %zu reports it was not recorded what coded them: an older excerpta "
                "did\n", sum->unrecorded);
}

static bool verify_run(const struct command_input *in, struct error *err)
{
    const struct verify_cli_options *options = in->options;
    struct verify_listing l = {.pass = 0};
    struct passes_to_verify passes = {.count = 0};
    bool ok = true;

    if (options->pass > 0)
        passes = (struct passes_to_verify){{options->pass}, 1};
    else if (!store_passes(in->study, add_current, &passes, err))
        return false;
    if (passes.count == 0)
        return error_set(err, ERROR_INPUT, "the study has no complete pass; run \"excerpta code\" first");
    table_columns(&l.table, "#pass what report file how #page code words");
    for (size_t i = 0; ok && i < passes.count; i++) {
        struct verify_options run = {.pass = passes.at[i], .threads = options->threads, .stored = options->stored,
                                     .progress = options->quiet ? NULL : in->notes};
        struct verify_summary sum;

        l.pass = passes.at[i];
        ok = run_verify(in->study, &run, list_finding, &l, &sum, err);
        if (ok && (!options->quiet || sum.differing > 0))
            say(in, &sum, passes.at[i], options->stored);
        *in->partly = *in->partly || (ok && sum.differing > 0);
    }
    if (ok && l.table.cells.count > 0)
        table_print(&l.table, in->out, (enum table_format)options->format);
    table_free(&l.table);
    return ok;
}

const struct command command_verify = {
    .name = "verify",
    .arguments = "",
    .summary = "make a pass again, compare it with the study, and say what differs",
    .description =
        "Reads the files of each report that the pass saw, extracts their text and codes it again with the codebook\n"
        "as the study keeps it, all in memory, and compares excerpt by excerpt. Each difference is a row: a file\n"
        "that holds other bytes or is gone, a text that is another, an excerpt that is found anew, no longer, or with\n"
        "another standing, rule or words. Nothing is written. The exit status is 0 where all is identical and 1\n"
        "where something differs.\n",
    .examples = "excerpta verify\tthe newest passes, beside their files\n"
                "excerpta verify --pass 3 --stored\tone pass, from the texts in the study\n",
    .options = verify_option_table,
    .options_size = sizeof(struct verify_cli_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = verify_run,
};
