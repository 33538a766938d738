#include "cli/command.h"
#include "run/run.h"

struct index_cli_options {
    const char *manifest, *pages, *shard;
    unsigned threads;
    int ocr;
    bool quiet;
};

static const char *const ocr_words[] = {
    [INDEX_OCR_KEEP] = "keep", [INDEX_OCR_AUTO] = "auto", [INDEX_OCR_NEVER] = "never", [INDEX_OCR_ALWAYS] = "always",
    NULL};

static const struct option index_option_table[] = {
    {OPTION_TEXT, "manifest", offsetof(struct index_cli_options, manifest), "FILE", NULL,
     "a CSV file that tells each report's partnership, authorities, region and period"},
    {OPTION_TEXT, "pages", offsetof(struct index_cli_options, pages), "FILE:FROM-TO", NULL,
     "which pages of a file are the report, where others are too (12-47)"},
    {OPTION_CHOICE, "ocr", offsetof(struct index_cli_options, ocr), "WHEN", ocr_words,
     "which pages are recognised from their picture"},
    {OPTION_TEXT, "shard", offsetof(struct index_cli_options, shard), "I/N", NULL,
     "read only the files that are part I of N; each part into a study of its own"},
    {OPTION_NUMBER, "threads", offsetof(struct index_cli_options, threads), "N", NULL,
     "how many files are read at a time (else one a core)"},
    {OPTION_SWITCH, "quiet", offsetof(struct index_cli_options, quiet), NULL, NULL, "say nothing that is no problem"},
    {0},
};

static bool print_problem(void *payload, const struct problem_row *r, struct error *err)
{
    (void)err;
    fprintf(payload, "  %.*s: %.*s%s%.*s\n", STR_ARGS(r->path), STR_ARGS(r->reason), r->detail.size ? ", " : "",
            STR_ARGS(r->detail));
    return true;
}

static bool index_run(const struct command_input *in, struct error *err)
{
    const struct index_cli_options *options = in->options;
    const char *const *paths = (const char *const *)in->words;
    struct index_options run = {.paths = paths, .path_count = (size_t)in->count, .manifest = options->manifest,
                                .pages = options->pages,
                                .threads = options->threads, .ocr = (enum index_ocr)options->ocr,
                                .progress = options->quiet ? NULL : in->notes};
    struct index_summary sum = {0};

    if (options->shard && !run_shard_parse(&run.shard, options->shard, err))
        return false;
    if (!run_index(in->study, &run, &sum, err))
        return false;
    if (!options->quiet) {
        fprintf(in->out, "%zu files: %zu new reports, %zu changed, %zu copies, %zu unchanged, %zu that are no report\n",
                sum.files, sum.added, sum.changed, sum.copies, sum.unchanged, sum.problems);
        if (sum.elsewhere > 0)
            fprintf(in->out, "%zu files are for the other parts\n", sum.elsewhere);
        if (sum.anew > 0)
            fprintf(in->out, "%zu reports read anew, with another use of OCR: what was tagged in them is dropped; run "
                    "\"excerpta code\" again\n", sum.anew);
        if (sum.recognised > 0)
            fprintf(in->out, "%zu pages were recognised from their picture: their words may be wrong\n",
                    sum.recognised);
        if (sum.pages > 0)
            fprintf(in->out, "%zu pages in %.1f s, %.0f pages a second\n", sum.pages, sum.seconds,
                    (double)sum.pages / (sum.seconds > 0 ? sum.seconds : 1));
    }
    if (sum.manifest_unmatched > 0 && run.shard.parts == 0)
        fprintf(in->notes, "excerpta index: %s: %zu rows name a file that was not met\n", options->manifest,
                sum.manifest_unmatched);
    if (sum.problems == 0)
        return true;
    *in->partly = true;
    fputs("excerpta index: files of this study that could not be taken as reports:\n", in->notes);
    return store_problems(in->study, print_problem, in->notes, err);
}

const struct command command_index = {
    .name = "index",
    .arguments = "FOLDER...",
    .summary = "read reports into the study",
    .description =
        "Reads every file in each FOLDER and the folders in it (or a file that is named itself): PDF, DOCX,\n"
        "ODT, HTML and plain text, told by what they hold and not by their names. A file that was read before\n"
        "and has not changed is passed over. The same bytes under two names are one report with two paths. A\n"
        "file whose bytes have changed becomes a new report that names the one before it.\n"
        "\n"
        "Each file is read in a process of its own with limits on time and memory. One that cannot be read\n"
        "costs only itself: it is listed with the reason, and the exit status is 1.\n"
        "\n"
        "A page without words is most likely a scan: its words are recognised from its picture (OCR), in English\n"
        "and Welsh, which takes a second or more a page. --ocr never leaves such pages unread, and lists a report\n"
        "that has no others; --ocr always recognises every page of a PDF, where a text layer is not to be\n"
        "trusted; --ocr auto goes back to pages without words. A report that was read otherwise is read anew. With\n"
        "--ocr keep, as without the option, a report stays as it was read, and new ones are read as by auto.\n"
        "\n"
        "A shelf that outgrows a machine is shared out: --shard I/N reads the files that are part I, told by the\n"
        "hash of their bytes, into a study of its own, named with --study. A part that was stopped goes on when the\n"
        "same command is run again. \"excerpta merge\" joins the parts.\n"
        "\n"
        "Partnership, authorities, region and period are guessed from the file's name and first pages, or\n"
        "taken from a manifest: a CSV file with a header row and the columns file, partnership, authorities\n"
        "(parted by semicolons), region, period_start, period_end (yyyy-mm-dd), period, title, document_kind,\n"
        "variant, language and report_pages; others are ignored.\n"
        "\n"
        "Where a file is a council's agenda pack, or a cover report stands in front of the report, the pages that\n"
        "are the report are guessed if that is certain, or told by the manifest (report_pages, as 12-47), by\n"
        "--pages for one file, or by excerpta reports --edit. Other pages are kept, so page numbers stay true,\n"
        "and are not coded.\n",
    .examples = "excerpta index reports/\tread a folder into study.db\n"
                "excerpta index reports/ --manifest reports/manifest.csv --study fathers.db\t"
                "with attributes from a list\n",
    .options = index_option_table,
    .options_size = sizeof(struct index_cli_options),
    .needs = NEEDS_STUDY_OR_MAKES_IT,
    .least_words = 1,
    .most_words = -1,
    .run = index_run,
};
