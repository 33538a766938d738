#include "analyse/tally.h"
#include "cli/command.h"
#include "cli/table.h"
#include "cli/tell.h"

/* As columns: all but the whole shelf. */
static const char *const by_words[] = {"region", "report", "partnership", "authority", "year", "format", NULL};
static const enum tally_by by_of[] = {TALLY_REGION, TALLY_REPORT, TALLY_PARTNERSHIP, TALLY_AUTHORITY, TALLY_YEAR,
                                      TALLY_FORMAT};
static const char *const measure_words[] = {"reports", "excerpts", "rate", NULL};
enum measure { MEASURE_REPORTS, MEASURE_EXCERPTS, MEASURE_RATE };
static const char *const status_words[] = {"all", "kept", "accepted", NULL};        /* as enum tally_status */

struct matrix_options {
    int format, by, measure, status;
    const char *codebook, *theme, *code;
};

static const struct option matrix_option_table[] = {
    TABLE_FORMAT_OPTION(struct matrix_options, format),
    {OPTION_CHOICE, "by", offsetof(struct matrix_options, by), "WHAT", by_words, "what the rows are"},
    {OPTION_CHOICE, "measure", offsetof(struct matrix_options, measure), "WHAT", measure_words,
     "what a cell holds: reports with the code, its excerpts, or excerpts in 10,000 words"},
    {OPTION_CHOICE, "status", offsetof(struct matrix_options, status), "STATUS", status_words,
     "all excerpts, those that reviewers did not reject, or only those that they accepted"},
    {OPTION_TEXT, "codebook", offsetof(struct matrix_options, codebook), "ID", NULL, "only this codebook"},
    {OPTION_TEXT, "theme", offsetof(struct matrix_options, theme), "ID", NULL, "only this theme"},
    {OPTION_TEXT, "code", offsetof(struct matrix_options, code), "ID", NULL, "only this code"},
    {0},
};

enum { MOST_CODES = TABLE_MAX_COLUMNS - 2 };

static void add_row(struct table *out, const struct tally *t, size_t group, enum measure measure)
{
    const struct tally_group *g = &t->groups[group];

    table_text(out, g->name);
    table_number(out, (int64_t)g->reports);
    for (size_t c = 0; c < t->code_count; c++) {
        const struct tally_cell *cell = &t->cells[c * t->group_count + group];

        if (measure == MEASURE_RATE)
            table_decimal(out, cell->words > 0 ? (double)cell->excerpts * 10000 / (double)cell->words : 0, 2);
        else
            table_number(out, (int64_t)(measure == MEASURE_REPORTS ? cell->reports : cell->excerpts));
    }
}

static bool matrix_run(const struct command_input *in, struct error *err)
{
    const struct matrix_options *o = in->options;
    const struct tally_options how = {{str_of(o->codebook), str_of(o->theme), str_of(o->code)}, by_of[o->by],
                                      (enum tally_status)o->status, {false}};
    struct table out = {0};
    struct tally t = {0};
    struct buf name = {0};
    bool ok = analyse_tally(&t, in->study, &how, err);

    if (ok && t.code_count > MOST_CODES)
        ok = error_set(err, ERROR_LIMIT, "%zu codes are more columns than the %d there is room for: choose with "
                       "--codebook, --theme or --code, or take \"excerpta counts --by %s\", a row for each",
                       t.code_count, MOST_CODES, by_words[o->by]);
    table_columns(&out, by_words[o->by]);
    table_columns(&out, "#of");
    for (size_t c = 0; ok && c < t.code_count; c++) {
        buf_clear(&name);
        buf_add_format(&name, "#%.*s", STR_ARGS(t.codes[c].code));
        table_columns(&out, buf_text(&name));
    }
    for (size_t g = 0; ok && g < t.group_count; g++)
        add_row(&out, &t, g, (enum measure)o->measure);
    if (ok)
        table_print(&out, in->out, (enum table_format)o->format);
    ok = ok && cli_tell_unsearched(in, "matrix", o->codebook, err);
    buf_free(&name);
    analyse_tally_free(&t);
    table_free(&out);
    return ok;
}

const struct command command_matrix = {
    .name = "matrix",
    .arguments = "",
    .summary = "set codes beside regions, authorities, years or reports",
    .description =
        "A row for each region (or report, partnership, authority, year, format), a column for each code of the\n"
        "newest complete passes, and in each cell the reports with an excerpt of the code, its excerpts, or their\n"
        "number in 10,000 words. of is how many reports were searched. A report of several authorities is in the row\n"
        "of each.\n",
    .examples = "excerpta matrix --theme engagement\tregions and the codes of a theme\n"
                "excerpta matrix --by year --measure rate --codebook male-carers --format csv\tfor a chart\n",
    .options = matrix_option_table,
    .options_size = sizeof(struct matrix_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = matrix_run,
};
