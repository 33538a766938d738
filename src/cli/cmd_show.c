#include "base/file.h"
#include "cli/command.h"
#include "cli/show.h"
#include "run/page.h"
#include "store/report.h"

#include <unistd.h>

enum { DEFAULT_DPI = 100 };

struct show_options {
    int format;
    unsigned page, dpi;
    bool text, blocks, image;
    const char *output;
};

static const struct option show_option_table[] = {
    TABLE_FORMAT_OPTION(struct show_options, format),
    {OPTION_NUMBER, "page", offsetof(struct show_options, page), "N", NULL,
     "only this sheet of the file, counted from 1"},
    {OPTION_SWITCH, "text", offsetof(struct show_options, text), NULL, NULL,
     "the text, with a mark where each page begins"},
    {OPTION_SWITCH, "blocks", offsetof(struct show_options, blocks), NULL, NULL,
     "each heading, paragraph, list item, row, caption and note"},
    {OPTION_SWITCH, "image", offsetof(struct show_options, image), NULL, NULL,
     "a page (the first) as a PNG, with its blocks outlined"},
    {OPTION_TEXT, "output", offsetof(struct show_options, output), "FILE", NULL,
     "where the image is written to (else standard output)"},
    {OPTION_NUMBER, "dpi", offsetof(struct show_options, dpi), "N", NULL, "dots an inch of the image (100)"},
    {0},
};

static bool check_options(const struct show_options *o, struct error *err)
{
    if (o->text + o->blocks + o->image > 1)
        return error_set(err, ERROR_USAGE, "--text, --blocks and --image are views of their own: give one");
    if (!o->image && (o->output || o->dpi > 0))
        return error_set(err, ERROR_USAGE, "--output and --dpi are of --image");
    if (o->image && !o->output && isatty(STDOUT_FILENO))
        return error_set(err, ERROR_USAGE, "an image is nothing for a terminal: give --output FILE.png");
    return true;
}

static bool check_page(const struct show_options *o, const struct document *doc, struct error *err)
{
    if (o->page <= doc->page_count)
        return true;
    return error_set(err, ERROR_USAGE, "there is no page %u: the report has %zu", o->page, doc->page_count);
}

static bool write_image(const struct command_input *in, const struct cli_report *report, const struct document *doc,
                        struct error *err)
{
    const struct show_options *o = in->options;
    struct run_page page = {.study = in->study, .report = report->id, .sha256 = report->sha256, .document = doc,
                            .page = o->page > 0 ? o->page - 1 : 0};
    struct buf png = {0};
    struct file_out file = {0};
    bool ok = run_page_image(&png, &page, o->dpi > 0 ? o->dpi : DEFAULT_DPI, true, err)
        && file_create(&file, o->output ? o->output : "-", err);

    if (ok) {
        fwrite(png.at, 1, png.size, file.stream);
        ok = file_commit(&file, err);
    }
    file_abandon(&file);
    buf_free(&png);
    return ok;
}

static bool show_report(const struct command_input *in, const struct cli_report *report, struct document *doc,
                        struct error *err)
{
    const struct show_options *o = in->options;
    struct cli_show show = {in->out, (enum table_format)o->format, in->study, report, doc, (int)o->page - 1};

    if (!check_page(o, doc, err))
        return false;
    if (o->image)
        return write_image(in, report, doc, err);
    if (!o->text && !o->blocks)
        return cli_show_summary(&show, err);
    if (o->text)
        cli_show_text(&show);
    else
        cli_show_blocks(&show);
    return true;
}

static bool show_run(const struct command_input *in, struct error *err)
{
    struct document *doc = NULL;
    struct cli_report report = {0};
    bool ok = check_options(in->options, err) && cli_find_report(&report, in->study, in->words[0], err)
        && store_load_document(in->study, report.id, &doc, err) && show_report(in, &report, doc, err);

    document_free(doc);
    cli_report_free(&report);
    return ok;
}

const struct command command_show = {
    .name = "show",
    .arguments = "REPORT",
    .summary = "show what the program saw of a report",
    .description =
        "REPORT is a file's path, its name with or without its ending, or the beginning of the report's SHA-256\n"
        "(four digits or more) as \"excerpta reports\" prints it. Told are what is known of the report, what its\n"
        "text is like and what to distrust in it, and its headings with their pages.\n"
        "\n"
        "With --text comes the text that rules look at: lines joined, running headers and page numbers taken out.\n"
        "With --blocks each of its blocks: pages, number in reading order, kind, level of a heading, range in bytes\n"
        "of the text, sentences, the headings above it, and its words. Furniture, which is what was taken out,\n"
        "stands behind its page's blocks without a number.\n"
        "\n"
        "With --image the page of a PDF is drawn as it looks, each block in a box with its number: the colour tells\n"
        "its kind, and furniture is hatched. The file is read again for this, so it must be where it was, with the\n"
        "same bytes.\n",
    .examples = "excerpta show 3f9a --page 12 --blocks\twhat was made of page 12\n"
                "excerpta show north-2024.pdf --text\tthe text, to read or to search\n"
                "excerpta show 3f9a --page 12 --image --output page.png\tthe page with its blocks outlined\n",
    .options = show_option_table,
    .options_size = sizeof(struct show_options),
    .needs = NEEDS_STUDY_TO_READ,
    .least_words = 1,
    .most_words = 1,
    .run = show_run,
};
