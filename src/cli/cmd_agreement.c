#include "analyse/coders.h"
#include "cli/command.h"
#include "cli/table.h"

#include <math.h>

enum { ROUNDS = 2000 };

static const char *const over_words[] = {"passages", "excerpts", "reports", NULL};      /* as enum coders_over */

struct agreement_options {
    int format, over;
    const char *codebook, *code;
    bool by_report;
    unsigned rounds, seed;
};

static const struct option agreement_option_table[] = {
    TABLE_FORMAT_OPTION(struct agreement_options, format),
    {OPTION_TEXT, "codebook", offsetof(struct agreement_options, codebook), "ID", NULL, "only this codebook"},
    {OPTION_TEXT, "code", offsetof(struct agreement_options, code), "ID", NULL, "only this code"},
    {OPTION_CHOICE, "over", offsetof(struct agreement_options, over), "UNIT", over_words, "what is counted"},
    {OPTION_SWITCH, "by-report", offsetof(struct agreement_options, by_report), NULL, NULL,
     "intervals from drawing whole reports: wider, and fairer where passages of a report are alike"},
    {OPTION_NUMBER, "rounds", offsetof(struct agreement_options, rounds), "N", NULL,
     "how often is drawn for the intervals; 2000 unless said"},
    {OPTION_NUMBER, "seed", offsetof(struct agreement_options, seed), "N", NULL,
     "another seed, other draws; the same seed, the same intervals"},
    {0},
};

struct agreement_listing {
    struct table table;
    bool text;
    size_t rows;
};

static const char *const figure_names[AGREEMENT_FIGURES] = {
    "percent", "kappa", "ac1", "alpha", "positive", "negative",
};

static void name_columns(struct agreement_listing *l)
{
    struct buf names = {0};

    buf_add_format(&names, "codebook code #reports #coders #units #prevalence ");
    for (int f = 0; f < AGREEMENT_FIGURES; f++) {
        if (l->text)
            buf_add_format(&names, "%s ", figure_names[f]);
        else
            buf_add_format(&names, "#%s #%s_low #%s_high ", figure_names[f], figure_names[f], figure_names[f]);
    }
    buf_add_format(&names, "#yes_yes #yes_no #no_yes #no_no");
    table_columns(&l->table, buf_text(&names));
    buf_free(&names);
}

/* "0.82 (0.71-0.90)", "0.82", "-": what is not defined is told as that. */
static void add_figure(struct agreement_listing *l, double figure, struct interval in)
{
    char text[64];

    if (!l->text) {
        table_decimal(&l->table, figure, 6);
        table_decimal(&l->table, in.low, 6);
        table_decimal(&l->table, in.high, 6);
        return;
    }
    if (isnan(figure))
        snprintf(text, sizeof text, "-");
    else if (isnan(in.low))
        snprintf(text, sizeof text, "%.2f", figure);
    else
        snprintf(text, sizeof text, "%.2f (%.2f to %.2f)", figure, in.low, in.high);
    table_text(&l->table, str_of(text));
}

static bool add_row(void *payload, const struct coders_row *r, struct error *err)
{
    struct agreement_listing *l = payload;

    (void)err;
    table_text(&l->table, r->codebook);
    table_text(&l->table, r->code.size > 0 ? r->code : STR("(all)"));
    table_number(&l->table, (int64_t)r->reports);
    table_number(&l->table, (int64_t)r->coders);
    table_number(&l->table, (int64_t)r->agreement.paired);
    table_decimal(&l->table, r->agreement.prevalence, l->text ? 3 : 6);
    for (int f = 0; f < AGREEMENT_FIGURES; f++)
        add_figure(l, r->agreement.figure[f], r->agreement.interval[f]);
    table_number(&l->table, (int64_t)r->both);
    table_number(&l->table, (int64_t)r->first);
    table_number(&l->table, (int64_t)r->second);
    table_number(&l->table, (int64_t)r->neither);
    l->rows++;
    return true;
}

static bool agreement_run(const struct command_input *in, struct error *err)
{
    const struct agreement_options *o = in->options;
    const struct coders_options how = {
        .filter = {str_of(o->codebook), str_of(o->code)}, .over = (enum coders_over)o->over,
        .bootstrap = {o->rounds ? o->rounds : ROUNDS, o->seed ? o->seed : 1, 0.95, o->by_report},
    };
    struct agreement_listing l = {.text = o->format == TABLE_TEXT};
    bool ok;

    name_columns(&l);
    ok = analyse_coders(in->study, &how, add_row, &l, err);
    if (ok) {
        table_print(&l.table, in->out, (enum table_format)o->format);
        if (l.rows == 0)
            fprintf(in->notes, "excerpta agreement: no two reviewers decided on excerpts of one code in one report; "
                    "\"excerpta reviewer assign\" shares excerpts out twice\n");
    }
    table_free(&l.table);
    return ok;
}

const struct command command_agreement = {
    .name = "agreement",
    .arguments = "",
    .summary = "tell how well reviewers agree, code by code",
    .description =
        "For each code that two reviewers or more decided on in the same reports: how many reports, coders and units,\n"
        "how many of the ratings are a yes (prevalence), and the agreement as percent, Cohen's kappa, Gwet's AC1,\n"
        "Krippendorff's alpha, and on yes (positive) and no (negative) alone, each with an interval of 95 percent\n"
        "by the bootstrap; then the table itself, for all pairs of coders. No figure stands alone: where nearly all\n"
        "is a no, kappa is low though coders hardly differ, and percent is high though they agree on little.\n"
        "\n"
        "Over passages (the default), every sentence, block or section of the reports that were coded twice counts:\n"
        "where nobody tagged anything, each coder has said no. Over excerpts, only what was looked at one by one;\n"
        "over reports, whether a report has an excerpt of the code at all. An accepted excerpt is a yes, a rejected\n"
        "one a no, a recoded one a no to its code and a yes to those it was given; unsure is left out. What settled a\n"
        "disagreement afterwards does not count. The row (all) takes the codes of a codebook together.\n"
        "\n"
        "Figures are not to be compared with those of programs that count characters, or only what somebody coded.\n",
    .examples = "excerpta agreement\teach code, over all passages of the reports coded twice\n"
                "excerpta agreement --over excerpts --by-report --format csv\tfor an appendix\n",
    .options = agreement_option_table,
    .options_size = sizeof(struct agreement_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = agreement_run,
};
