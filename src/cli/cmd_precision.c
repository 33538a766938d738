#include "analyse/precision.h"
#include "cli/command.h"
#include "cli/table.h"

static const char *const by_words[] = {"code", "rule", "words", NULL};      /* as enum precision_by */

/* A rule that is wrong more often than right, and surely so, does more harm than good. */
static const double retire_below = 0.5;

struct precision_options {
    int format, by;
    const char *codebook, *code;
    bool retire;
};

static const struct option precision_option_table[] = {
    TABLE_FORMAT_OPTION(struct precision_options, format),
    {OPTION_TEXT, "codebook", offsetof(struct precision_options, codebook), "ID", NULL, "only this codebook"},
    {OPTION_TEXT, "code", offsetof(struct precision_options, code), "ID", NULL, "only this code"},
    {OPTION_CHOICE, "by", offsetof(struct precision_options, by), "WHAT", by_words,
     "a row for each code, each rule, or the words that each rule found"},
    {OPTION_SWITCH, "retire", offsetof(struct precision_options, retire), NULL, NULL,
     "only rows whose whole interval is below one half: what to mend or to take out"},
    {0},
};

struct precision_listing {
    struct table table;
    const struct precision_options *options;
};

static bool add_row(void *payload, const struct precision_row *r, struct error *err)
{
    struct precision_listing *l = payload;
    struct table *t = &l->table;
    bool retire = r->accepted + r->rejected > 0 && r->interval.high < retire_below;

    (void)err;
    if (l->options->retire && !retire)
        return true;
    table_text(t, r->codebook);
    table_text(t, r->code);
    if (l->options->by >= PRECISION_RULES)
        table_text(t, r->rule);
    if (l->options->by >= PRECISION_WORDS)
        table_text(t, r->words);
    table_number(t, (int64_t)r->excerpts);
    table_number(t, (int64_t)r->accepted);
    table_number(t, (int64_t)r->rejected);
    table_number(t, (int64_t)r->open);
    table_decimal(t, r->precision, 3);
    table_decimal(t, r->interval.low, 3);
    table_decimal(t, r->interval.high, 3);
    table_text(t, retire ? STR("yes") : STR(""));
    return true;
}

static bool precision_run(const struct command_input *in, struct error *err)
{
    const struct precision_options *o = in->options;
    const struct rating_filter filter = {str_of(o->codebook), str_of(o->code)};
    struct precision_listing l = {.options = o};
    bool ok;

    table_columns(&l.table, "codebook code");
    if (o->by >= PRECISION_RULES)
        table_columns(&l.table, "rule");
    if (o->by >= PRECISION_WORDS)
        table_columns(&l.table, "words");
    table_columns(&l.table, "#excerpts #accepted #rejected #open #precision #low #high retire");
    ok = analyse_precision(in->study, &filter, (enum precision_by)o->by, 0.95, add_row, &l, err);
    if (ok)
        table_print(&l.table, in->out, (enum table_format)o->format);
    table_free(&l.table);
    return ok;
}

const struct command command_precision = {
    .name = "precision",
    .arguments = "",
    .summary = "tell how often reviewers found a code, a rule, or its words right",
    .description =
        "Of the excerpts of the newest complete passes: how many reviewers accepted and rejected (a recoded one is\n"
        "wrong for its code), how many are open (undecided, unsure, or reviewers differ), and the share that is\n"
        "right, with Wilson's interval of 95 percent. By words, the words that the rule found are told apart, those\n"
        "that were wrong most often first: what to except. \"yes\" under retire: the interval lies below one half.\n"
        "\n"
        "Where reviewers looked at the doubtful excerpts first, the figure is of those, not of all.\n",
    .examples = "excerpta precision --by rule\teach rule with its precision so far\n"
                "excerpta precision --by words --code engaged --retire\twords that mislead\n",
    .options = precision_option_table,
    .options_size = sizeof(struct precision_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = precision_run,
};
