#include "base/file.h"
#include "cli/tell.h"
#include "export/report.h"

#include <stdlib.h>
#include <string.h>

static const char *const formats[] = {"html", "docx", NULL};

struct report_cli_options {
    int format;
    const char *output, *title, *links, *map, *rows, *columns;
};

static const struct option report_option_table[] = {
    {OPTION_CHOICE, "format", offsetof(struct report_cli_options, format), "FORMAT", formats,
     "a page to read and open numbers in, or a Word document for an appendix"},
    {OPTION_TEXT, "output", offsetof(struct report_cli_options, output), "FILE", NULL,
     "where to (else standard output); the file appears whole or not at all"},
    {OPTION_TEXT, "title", offsetof(struct report_cli_options, title), "TITLE", NULL, "the title"},
    {OPTION_TEXT, "map", offsetof(struct report_cli_options, map), "CODE", NULL,
     "the map shows this code's share of reports; else how many reports there are"},
    {OPTION_TEXT, "rows", offsetof(struct report_cli_options, rows), "THEME", NULL,
     "with --columns, draws an evidence map: the codes of this theme are its rows"},
    {OPTION_TEXT, "columns", offsetof(struct report_cli_options, columns), "THEME", NULL,
     "the codes of this theme are its columns"},
    {OPTION_TEXT, "links", offsetof(struct report_cli_options, links), "ADDRESS", NULL,
     "what stands before a file's name in links to its pages; else the way from the page to the file"},
    {0},
};

/* The folder that the page will stand in, absolute; freed with free; NULL: it is not known. */
static char *folder_of(const char *output)
{
    char *copy, *slash, *folder;

    if (!output || strcmp(output, "-") == 0)
        return NULL;
    copy = must_realloc(NULL, strlen(output) + 1);
    memcpy(copy, output, strlen(output) + 1);
    slash = strrchr(copy, '/');
    if (slash)
        slash[slash == copy] = '\0';
    folder = realpath(slash ? copy : ".", NULL);
    free(copy);
    return folder;
}

static bool report_run(const struct command_input *in, struct error *err)
{
    const struct report_cli_options *o = in->options;
    char *folder = folder_of(o->output);
    const struct report_options how = {.title = o->title, .links = o->links, .place = folder, .map = o->map,
                                        .rows = o->rows, .columns = o->columns, .document = o->format == 1};
    struct file_out file = {0};
    bool ok = file_create(&file, o->output ? o->output : "-", err)
        && export_report(file.stream, in->study, &how, err) && file_commit(&file, err)
        && cli_tell_unsearched(in, "report", NULL, err);

    file_abandon(&file);
    free(folder);
    return ok;
}

const struct command command_report = {
    .name = "report",
    .arguments = "",
    .summary = "write the findings as one page to read, print and pass on",
    .description =
        "One HTML file with nothing from elsewhere: a summary, the codebooks' audit questions in the form 11/18, the\n"
        "codes by region and from year to year, England's authorities in tiles and in a funnel plot, quotations by\n"
        "theme with their pages, how it was made (codebooks with their hashes; agreement, precision and recall where\n"
        "reviewers decided), and limitations written from the study. Excerpts that reviewers rejected are left out.\n"
        "\n"
        "Every number opens what it counts: the excerpts, the reports, the answers. The page holds all excerpts,\n"
        "packed; of a large study the best of each code and report, as many as leave it below 2 MB, and it says how\n"
        "many are not there and which command writes them.\n"
        "\n"
        "The docx format has the same in the same order, with tables where the page has charts, and up to three\n"
        "quotations of each code. The same study gives the same bytes.\n"
        "\n"
        "A quotation's page links to the file, as #page=4, where the file lies from the page's folder; with --links,\n"
        "at that address.\n",
    .examples = "excerpta report --output findings.html\ta page to open in a browser\n"
                "excerpta report --map engaged --links https://example.org/reports/ --output findings.html\t"
                "with a map of one code, and files that lie elsewhere\n"
                "excerpta report --format docx --output findings.docx\tfor the appendix of a report\n",
    .options = report_option_table,
    .options_size = sizeof(struct report_cli_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = report_run,
};
