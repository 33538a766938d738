#include "base/file.h"
#include "base/nearest.h"
#include "cli/choose.h"
#include "cli/command.h"
#include "cli/find.h"
#include "export/export.h"

struct export_cli_options {
    int format;
    const char *output, *codebook, *theme, *code, *report;
    int status, standing;
    const char *since;
    struct option_texts filter;
    bool without_names, without_memos, byte_order_mark;
    int line_ends;
};

static const char *const statuses[] = {
    "any", "kept", "undecided", "accepted", "rejected", "recoded", "unsure", "disagreed", NULL
};
static const char *const standings[] = {"any", "present", "absent", "planned", "past", NULL};

static const char *const line_ends[] = {"crlf", "lf", NULL};

static const char *const formats[] = {
#define FORMAT(id) #id,
#include "export/format.def"
#undef FORMAT
    NULL
};

static const struct option export_option_table[] = {
    {OPTION_CHOICE, "format", offsetof(struct export_cli_options, format), "FORMAT", formats, "what is written"},
    {OPTION_TEXT, "output", offsetof(struct export_cli_options, output), "FILE", NULL,
     "where to (else standard output); the file appears whole or not at all"},
    {OPTION_TEXT, "codebook", offsetof(struct export_cli_options, codebook), "ID", NULL, "only this codebook's"},
    {OPTION_TEXT, "theme", offsetof(struct export_cli_options, theme), "ID", NULL, "only this theme's"},
    {OPTION_TEXT, "code", offsetof(struct export_cli_options, code), "ID", NULL, "only this code's"},
    {OPTION_TEXT, "report", offsetof(struct export_cli_options, report), "REPORT", NULL,
     "only this report's, by its file, the file's name, or the beginning of its SHA-256"},
    {OPTION_CHOICE, "status", offsetof(struct export_cli_options, status), "STATUS", statuses,
     "only what reviewers have decided so; kept: neither rejected nor recoded"},
    {OPTION_CHOICE, "standing", offsetof(struct export_cli_options, standing), "STANDING", standings,
     "only of this standing"},
    {OPTION_TEXT, "since", offsetof(struct export_cli_options, since), "DAY", NULL,
     "only what was decided on since that day (yyyy-mm-dd) or time (yyyy-mm-ddThh:mm) of UTC"},
    {OPTION_TEXTS, "filter", offsetof(struct export_cli_options, filter), "ATTRIBUTE=VALUE", NULL,
     "only of reports that have it, as region=London, authority=Leeds or year=2024; several must all hold"},
    {OPTION_CHOICE, "line-ends", offsetof(struct export_cli_options, line_ends), "ENDS", line_ends,
     "csv, framework: how lines end, as RFC 4180 has it or as on Unix"},
    {OPTION_SWITCH, "byte-order-mark", offsetof(struct export_cli_options, byte_order_mark), NULL, NULL,
     "csv, framework: begins with the mark by which Excel knows UTF-8"},
    {OPTION_SWITCH, "without-names", offsetof(struct export_cli_options, without_names), NULL, NULL,
     "reviewers are told as R1, R2, …"},
    {OPTION_SWITCH, "without-memos", offsetof(struct export_cli_options, without_memos), NULL, NULL,
     "study: reviewers' notes are left out"},
    {0},
};

/* What a filter may name: a word that no code has is a slip, not an empty result. */
struct known {
    const struct excerpt_filter *filter;
    struct nearest codebook, theme, code;
    bool codebook_met, theme_met, code_met;
    struct arena words;
};

static bool note_code(void *payload, const struct code_row *c, struct error *err)
{
    struct known *k = payload;

    (void)err;
    k->codebook_met = k->codebook_met || str_equal(c->codebook, k->filter->codebook);
    k->theme_met = k->theme_met || str_equal(c->theme, k->filter->theme);
    k->code_met = k->code_met || str_equal(c->code, k->filter->code);
    nearest_offer(&k->codebook, arena_copy(&k->words, c->codebook));
    nearest_offer(&k->theme, arena_copy(&k->words, c->theme));
    nearest_offer(&k->code, arena_copy(&k->words, c->code));
    return true;
}

static bool met(const char *what, struct str wanted, bool found, const struct nearest *near, struct error *err)
{
    if (wanted.size == 0 || found)
        return true;
    return error_set(err, ERROR_USAGE, "the study's passes have no %s %.*s%s%s%s", what, STR_ARGS(wanted),
                     NEAREST_ARGS(*near));
}

static bool check_filter(struct store *study, const struct excerpt_filter *filter, struct error *err)
{
    struct known k = {.filter = filter};
    bool ok;

    if (filter->codebook.size + filter->theme.size + filter->code.size == 0)
        return true;
    nearest_start(&k.codebook, filter->codebook);
    nearest_start(&k.theme, filter->theme);
    nearest_start(&k.code, filter->code);
    ok = store_codes(study, note_code, &k, err)
        && met("codebook", filter->codebook, k.codebook_met, &k.codebook, err)
        && met("theme", filter->theme, k.theme_met, &k.theme, err)
        && met("code", filter->code, k.code_met, &k.code, err);
    arena_free(&k.words);
    return ok;
}

/* "" for the first choice, which is any. */
static struct str chosen(const char *const *choices, int choice)
{
    return choice == 0 ? (struct str){0} : str_of(choices[choice]);
}

static bool check_since(const char *since, struct error *err)
{
    struct str s = str_of(since);

    return s.size == 0 || str_has_shape(s, STR("0000-00-00")) || str_has_shape(s, STR("0000-00-00T00:00"))
        || str_has_shape(s, STR("0000-00-00T00:00:00"))
        || error_set(err, ERROR_USAGE, "--since takes a day or a time of UTC, as 2026-01-31 or "
                             "2026-01-31T09:00, not %s", since);
}

static bool export_run(const struct command_input *in, struct error *err)
{
    const struct export_cli_options *options = in->options;
    const struct export_format *format = export_formats[options->format];
    struct report_choice choices[OPTION_MAX_TEXTS];
    struct cli_report report = {0};
    struct buf remarks = {0};
    struct export_options what = {.filter = {str_of(options->codebook), str_of(options->theme), str_of(options->code),
                                             {0},
                                             chosen(statuses, options->status),
                                             chosen(standings, options->standing), str_of(options->since),
                                             options->without_names, choices, options->filter.count},
                                  .remarks = &remarks, .without_memos = options->without_memos,
                                  .line_feeds = options->line_ends == 1,
                                  .byte_order_mark = options->byte_order_mark};
    struct file_out file = {0};
    struct str said, line;
    bool ok;

    if (!format->is_csv && (what.line_feeds || what.byte_order_mark))
        return error_set(err, ERROR_USAGE, "--line-ends and --byte-order-mark are of csv and framework, not of %s",
                         format->name);
    ok = check_since(options->since, err) && check_filter(in->study, &what.filter, err)
        && cli_choose(choices, &options->filter, in->study, err)
        && (!options->report || cli_find_report(&report, in->study, options->report, err));
    what.filter.report = report.sha256;
    ok = ok && file_create(&file, options->output ? options->output : "-", err)
        && format->write(file.stream, in->study, &what, err) && file_commit(&file, err);
    file_abandon(&file);
    said = buf_str(&remarks);
    while (ok && str_next(&said, '\n', &line))
        fprintf(in->notes, "excerpta export: %.*s\n", STR_ARGS(line));
    buf_free(&remarks);
    cli_report_free(&report);
    return ok;
}

const struct command command_export = {
    .name = "export",
    .arguments = "",
    .summary = "write the excerpts for a spreadsheet, a script or a reader",
    .description =
        "Writes the excerpts of the newest complete pass of each codebook, by report, position and code, always in\n"
        "the same order. CSV and JSON lines have the same fields: excerpt, codebook, version, theme, code, rule,\n"
        "standing, report, file, partnership, authorities, region, period_start, period_end, period, page,\n"
        "page_label, heading, text, matched, before, after, question, copied, copied_from, copied_page,\n"
        "copied_similarity, document_kind, variant, language, origin, status, decided_by, recode, memo, star.\n"
        "report is the SHA-256 of the file, page counts sheets from 1. copied is earlier where the excerpt's\n"
        "paragraph stands in an earlier report of the partnership, and elsewhere where it stands in any other report,\n"
        "with that report, its page and the percentage of words that are the same (figures may differ). origin is\n"
        "hand for a passage that a reviewer tagged and no rule; status is what holds by the decisions that count:\n"
        "undecided, accepted, rejected, recoded, unsure or disagreed.\n"
        "\n"
        "Every format but study can be of some excerpts: of a codebook, theme, code, report, standing, by what was\n"
        "decided and since when, and of reports with an attribute. What is chosen by must be there: a code or a\n"
        "region that the study has not is an error, not an empty file.\n"
        "\n"
        "In CSV a field that a spreadsheet would run as a formula has an apostrophe before it; JSON lines hold the\n"
        "exact words. Lines end with CR and LF as RFC 4180 has it, which Excel, R and Python read; awk and its like\n"
        "want --line-ends lf. Excel takes a file that is opened by a double click for UTF-8 only with\n"
        "--byte-order-mark; R then needs fileEncoding = \"UTF-8-BOM\", and Python encoding = \"utf-8-sig\".\n"
        "\n"
        "The html format is one file without any link to the network: what was searched, what was found in how many\n"
        "reports, and every excerpt with its words marked, to filter and to print. The study format is a copy of the\n"
        "study to give away: with --without-names without tokens too, and files are named from the folder on that all\n"
        "are in.\n"
        "\n"
        "The xlsx format is a workbook with the sheets excerpts, decisions, codes, reports, audit, matrix (excerpts\n"
        "of each report and code) and framework (their quotations): numbers and dates as such, words always as\n"
        "text, heads that stay in sight and filter. A cell holds 32,767 characters; what is longer is cut and ends\n"
        "in an ellipsis. The framework format is that last sheet as CSV.\n"
        "\n"
        "The docx and markdown formats are quotations by theme and code for an appendix, each with its report, period\n"
        "and page; codes without one are left out.\n"
        "\n"
        "The qdpx format is a REFI-QDA project: codes with their themes, reports as plain text, codings by rule (of a\n"
        "user excerpta) and by each reviewer who accepted, attributes and audit answers as variables of a case for\n"
        "each report, and a note of each excerpt with its rule, standing, page and decisions as JSON. What reviewers\n"
        "rejected or recoded is not coded; its notes are in a set. Positions count code points. What other programs\n"
        "have no place for is in parts of its own, from which \"excerpta import\" makes the same study again.\n",
    .examples = "excerpta export --format study --without-names --output shared.db\ta study to give away\n"
                "excerpta export --format html --output findings.html\ta page to open in a browser\n"
                "excerpta export --format csv --theme engagement --output engagement.csv\t"
                "one theme for a spreadsheet\n"
                "excerpta export --format docx --filter region=London --since 2026-01-31 --output london.docx\t"
                "one region, what was decided on since that day\n"
                "excerpta export --format csv --line-ends lf | awk -F, '...'\tfor a script\n"
                "excerpta export --format xlsx --status kept --output findings.xlsx\t"
                "a workbook without what reviewers rejected\n",
    .options = export_option_table,
    .options_size = sizeof(struct export_cli_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = export_run,
};
