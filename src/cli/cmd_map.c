#include "analyse/pairs.h"
#include "cli/command.h"
#include "cli/table.h"

static const char *const within_words[] = {"block", "sentence", "report", NULL};        /* as enum pairs_within */
static const char *const status_words[] = {"kept", "all", "accepted", NULL};
static const enum evidence_status status_of[] = {EVIDENCE_KEPT, EVIDENCE_EVERY, EVIDENCE_ACCEPTED};

struct map_options {
    int format, within, status;
    const char *rows, *columns;
};

static const struct option map_option_table[] = {
    TABLE_FORMAT_OPTION(struct map_options, format),
    {OPTION_TEXT, "rows", offsetof(struct map_options, rows), "THEME", NULL, "the codes of this theme are the rows"},
    {OPTION_TEXT, "columns", offsetof(struct map_options, columns), "THEME", NULL,
     "the codes of this theme are the columns"},
    {OPTION_CHOICE, "within", offsetof(struct map_options, within), "WHERE", within_words,
     "where two excerpts must stand to be together"},
    {OPTION_CHOICE, "status", offsetof(struct map_options, status), "STATUS", status_words,
     "excerpts that reviewers did not reject, all, or only those that they accepted"},
    {0},
};

static void add_row(struct table *out, const struct pairs_code *row, const struct pairs_code *column,
                    const struct pairs_cell *cell)
{
    table_text(out, row->codebook);
    table_text(out, row->code);
    table_text(out, column->codebook);
    table_text(out, column->code);
    table_number(out, (int64_t)cell->reports);
    table_number(out, (int64_t)cell->pairs);
    table_text(out, cell->keys);
}

static bool map_run(const struct command_input *in, struct error *err)
{
    const struct map_options *o = in->options;
    const struct pairs_options how = {str_of(o->rows), str_of(o->columns), (enum pairs_within)o->within,
                                      status_of[o->status]};
    struct table out = {0};
    struct pairs p;
    bool ok = analyse_pairs(&p, in->study, &how, err);

    table_columns(&out, "row_codebook row column_codebook column #reports #pairs excerpts");
    for (size_t r = 0; ok && r < p.row_count; r++)
        for (size_t c = 0; c < p.column_count; c++)
            add_row(&out, &p.rows[r], &p.columns[c], &p.cells[r * p.column_count + c]);
    if (ok)
        table_print(&out, in->out, (enum table_format)o->format);
    table_free(&out);
    analyse_pairs_free(&p);
    return ok;
}

const struct command command_map = {
    .name = "map",
    .arguments = "",
    .summary = "tell which codes stand together: services and results, gaps and plans",
    .description =
        "An evidence map: a row for each code of one theme with each code of another, in how many reports both stand\n"
        "together, how many pairs of excerpts do, and of each such report one excerpt of the row's code. Together is\n"
        "in one block (paragraph, list item, table row), one sentence (the excerpts share words), or one report.\n"
        "0 is a gap in the evidence. Without themes, every code with every other.\n"
        "\n"
        "excerpta report draws the same map of two themes.\n",
    .examples = "excerpta map --rows engagement --columns results\twhich engagement has a result beside it\n"
                "excerpta map --within report --format csv\twhich codes the same reports have\n",
    .options = map_option_table,
    .options_size = sizeof(struct map_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = map_run,
};
