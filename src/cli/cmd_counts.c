#include "analyse/vary.h"
#include "cli/command.h"
#include "cli/table.h"
#include "cli/tell.h"

#include <math.h>

static const char *const status_words[] = {"all", "kept", "accepted", NULL};        /* as enum tally_status */

struct counts_options {
    int format, by, status;
    const char *codebook, *theme, *code, *standing;
};

static const struct option counts_option_table[] = {
    TABLE_FORMAT_OPTION(struct counts_options, format),
    {OPTION_CHOICE, "by", offsetof(struct counts_options, by), "WHAT", analyse_tally_words,
     "what reports are grouped by; a year is the one in which the period ends"},
    {OPTION_CHOICE, "status", offsetof(struct counts_options, status), "STATUS", status_words,
     "all excerpts, those that reviewers did not reject, or only those that they accepted"},
    {OPTION_TEXT, "standing", offsetof(struct counts_options, standing), "STANDING", NULL,
     "only present, absent, planned or past; several with commas between"},
    {OPTION_TEXT, "codebook", offsetof(struct counts_options, codebook), "ID", NULL, "only this codebook"},
    {OPTION_TEXT, "theme", offsetof(struct counts_options, theme), "ID", NULL, "only this theme"},
    {OPTION_TEXT, "code", offsetof(struct counts_options, code), "ID", NULL, "only this code"},
    {0},
};

static bool read_standings(const char *words, bool standings[STANDING_COUNT], struct error *err)
{
    struct str rest = str_of(words), word;

    while (str_next(&rest, ',', &word)) {
        int s = 0;

        while (s < STANDING_COUNT && !str_equal(str_trim(word), str_of(standing_words[s])))
            s++;
        if (s == STANDING_COUNT)
            return error_set(err, ERROR_USAGE, "--standing %.*s: it is present, absent, planned or past",
                             STR_ARGS(word));
        standings[s] = true;
    }
    return true;
}

/* Since the year before; the first has none, and what is of no known year neither. */
static void add_change(struct table *out, const struct tally *t, const struct tally_cell *row, size_t group)
{
    struct vary_change c = {NAN, {NAN, NAN}};

    if (group > 0 && !str_equal(t->groups[group].name, STR("unknown")))
        c = analyse_change(row[group - 1].reports, row[group - 1].of, row[group].reports, row[group].of, 0.95);
    table_decimal(out, c.change, 3);
    table_decimal(out, c.interval.low, 3);
    table_decimal(out, c.interval.high, 3);
}

static void add_cell(struct table *out, const struct tally *t, size_t code, size_t group, enum tally_by by)
{
    const struct tally_cell *row = t->cells + code * t->group_count, *cell = &row[group];
    const struct tally_group *g = &t->groups[group];
    struct interval in = analyse_wilson(cell->reports, cell->of, 0.95);

    table_text(out, t->codes[code].codebook);
    table_text(out, t->codes[code].theme);
    table_text(out, t->codes[code].code);
    if (by != TALLY_ALL)
        table_text(out, g->name);
    table_number(out, (int64_t)cell->reports);
    table_number(out, (int64_t)cell->of);
    table_decimal(out, cell->of > 0 ? (double)cell->reports / (double)cell->of : 0, 3);
    table_decimal(out, in.low, 3);
    table_decimal(out, in.high, 3);
    table_number(out, (int64_t)cell->excerpts);
    table_decimal(out, cell->words > 0 ? (double)cell->excerpts * 10000 / (double)cell->words : 0, 2);
    for (int s = 0; s < STANDING_COUNT; s++)
        table_number(out, (int64_t)cell->standing[s]);
    if (by != TALLY_ALL)
        table_text(out, str_of(analyse_outside_words[analyse_outside(t, code, group)]));
    if (by == TALLY_YEAR)
        add_change(out, t, row, group);
}

static bool counts_run(const struct command_input *in, struct error *err)
{
    const struct counts_options *o = in->options;
    struct tally_options how = {{str_of(o->codebook), str_of(o->theme), str_of(o->code)}, (enum tally_by)o->by,
                                (enum tally_status)o->status, {false}};
    bool grouped = o->by != TALLY_ALL, ok;
    struct table out = {0};
    struct tally t = {0};

    table_columns(&out, "codebook theme code");
    if (grouped)
        table_columns(&out, analyse_tally_words[o->by]);
    table_columns(&out, "#reports #of #share #low #high #excerpts #per_10000_words #present #absent #planned #past");
    if (grouped)
        table_columns(&out, "outside");
    if (o->by == TALLY_YEAR)
        table_columns(&out, "#change #change_low #change_high");
    ok = read_standings(o->standing, how.standings, err) && analyse_tally(&t, in->study, &how, err);
    for (size_t c = 0; ok && c < t.code_count; c++)
        for (size_t g = 0; g < t.group_count; g++)
            add_cell(&out, &t, c, g, how.by);
    if (ok)
        table_print(&out, in->out, (enum table_format)o->format);
    ok = ok && cli_tell_unsearched(in, "counts", o->codebook, err);
    analyse_tally_free(&t);
    table_free(&out);
    return ok;
}

const struct command command_counts = {
    .name = "counts",
    .arguments = "",
    .summary = "tell in how many of how many reports each code was found",
    .description =
        "A row for each code of the newest complete passes: reports with one excerpt or more, of how many that were\n"
        "searched, the share with Wilson's interval of 95 percent, the excerpts, their number in 10,000 words, and\n"
        "how many are present, absent, planned and past. 0 of n is a finding: it was searched for and not found.\n"
        "Files that could not be read are in no n; \"excerpta status\" lists them. Nor are reports that were read\n"
        "after the newest pass, which is told.\n"
        "\n"
        "Grouped by an attribute of the reports, a row for each code and group. Where a group's share of reports\n"
        "differs from that of all together by more than chance explains, outside says beyond which limits of the\n"
        "funnel it lies, 95 or 99.8 percent: of twenty groups one lies outside the first by chance. By year, change\n"
        "is that of the share since the year before, with Newcombe's interval of 95 percent.\n",
    .examples = "excerpta counts --theme engagement\tn of N for each code of a theme\n"
                "excerpta counts --by region --status accepted --format csv\tby region, as reviewed\n"
                "excerpta counts --by year --code engaged --standing present\tfrom year to year\n",
    .options = counts_option_table,
    .options_size = sizeof(struct counts_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = counts_run,
};
