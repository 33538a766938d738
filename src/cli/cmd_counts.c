#include "analyse/tally.h"
#include "cli/command.h"
#include "cli/table.h"

#include <string.h>

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

/* "" inside the funnel, "95" or "99.8": outside the limits of all groups together. */
static const char *outside(const struct tally *t, const struct tally_cell *row, size_t group, double overall)
{
    uint64_t n = t->groups[group].reports;
    double share = n > 0 ? (double)row[group].reports / (double)n : 0;
    struct interval narrow = analyse_funnel(n, overall, 0.95), wide = analyse_funnel(n, overall, 0.998);

    if (n == 0 || (share >= narrow.low && share <= narrow.high))
        return "";
    return share < wide.low || share > wide.high ? "99.8" : "95";
}

static double overall_share(const struct tally *t, const struct tally_cell *row)
{
    uint64_t found = 0, reports = 0;

    for (size_t g = 0; g < t->group_count; g++) {
        found += row[g].reports;
        reports += t->groups[g].reports;
    }
    return reports > 0 ? (double)found / (double)reports : 0;
}

static void add_cell(struct table *out, const struct tally *t, size_t code, size_t group, bool grouped)
{
    const struct tally_cell *row = t->cells + code * t->group_count, *cell = &row[group];
    const struct tally_group *g = &t->groups[group];
    struct interval in = analyse_wilson(cell->reports, g->reports, 0.95);

    table_text(out, t->codes[code].codebook);
    table_text(out, t->codes[code].theme);
    table_text(out, t->codes[code].code);
    if (grouped)
        table_text(out, g->name);
    table_number(out, (int64_t)cell->reports);
    table_number(out, (int64_t)g->reports);
    table_decimal(out, g->reports > 0 ? (double)cell->reports / (double)g->reports : 0, 3);
    table_decimal(out, in.low, 3);
    table_decimal(out, in.high, 3);
    table_number(out, (int64_t)cell->excerpts);
    table_decimal(out, g->words > 0 ? (double)cell->excerpts * 10000 / (double)g->words : 0, 2);
    for (int s = 0; s < STANDING_COUNT; s++)
        table_number(out, (int64_t)cell->standing[s]);
    if (grouped)
        table_text(out, str_of(outside(t, row, group, overall_share(t, row))));
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
    ok = read_standings(o->standing, how.standings, err) && analyse_tally(&t, in->study, &how, err);
    for (size_t c = 0; ok && c < t.code_count; c++)
        for (size_t g = 0; g < t.group_count; g++)
            add_cell(&out, &t, c, g, grouped);
    if (ok)
        table_print(&out, in->out, (enum table_format)o->format);
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
        "Files that could not be read are in no n; \"excerpta status\" lists them.\n"
        "\n"
        "Grouped by an attribute of the reports, a row for each code and group. Where a group's share of reports\n"
        "differs from that of all together by more than chance explains, outside says beyond which limits of the\n"
        "funnel it lies, 95 or 99.8 percent: of twenty groups one lies outside the first by chance.\n",
    .examples = "excerpta counts --theme engagement\tn of N for each code of a theme\n"
                "excerpta counts --by region --status accepted --format csv\tby region, as reviewed\n"
                "excerpta counts --by year --code engaged --standing present\tfrom year to year\n",
    .options = counts_option_table,
    .options_size = sizeof(struct counts_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = counts_run,
};
