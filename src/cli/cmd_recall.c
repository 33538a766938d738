#include "analyse/missed.h"
#include "cli/command.h"
#include "cli/table.h"

enum { DRAWS = 20000 };

struct recall_options {
    int format;
    unsigned sample, width, target, seed;
};

static const struct option recall_option_table[] = {
    TABLE_FORMAT_OPTION(struct recall_options, format),
    {OPTION_NUMBER, "sample", offsetof(struct recall_options, sample), "SAMPLE", NULL, "only this sample"},
    {OPTION_NUMBER, "width", offsetof(struct recall_options, width), "PERCENT", NULL,
     "tell how many more judgements make recall's interval so narrow"},
    {OPTION_NUMBER, "target", offsetof(struct recall_options, target), "PERCENT", NULL,
     "tell whether reading may stop: the chance of such a sample if recall were below this"},
    {OPTION_NUMBER, "seed", offsetof(struct recall_options, seed), "N", NULL,
     "another seed, other draws for the intervals; 1 unless said"},
    {0},
};

struct recall_listing {
    struct table table;
    FILE *notes;
    bool asked, targeted;       /* for a width; for a target */
    size_t rows;
};

static bool add_row(void *payload, const struct missed_row *r, struct error *err)
{
    struct recall_listing *l = payload;
    struct table *t = &l->table;

    (void)err;
    table_number(t, r->sample->id);
    table_text(t, r->sample->codebook);
    table_text(t, r->sample->code);
    table_number(t, r->sample->pass);
    table_number(t, (int64_t)r->untagged);
    table_number(t, (int64_t)r->drawn);
    table_number(t, (int64_t)r->judged);
    table_number(t, (int64_t)r->relevant);
    table_decimal(t, r->estimate.found, 1);
    table_decimal(t, r->estimate.missed, 1);
    table_decimal(t, r->estimate.missed_interval.low, 1);
    table_decimal(t, r->estimate.missed_interval.high, 1);
    table_decimal(t, r->estimate.recall, 3);
    table_decimal(t, r->estimate.recall_interval.low, 3);
    table_decimal(t, r->estimate.recall_interval.high, 3);
    if (l->asked && r->more == UINT64_MAX)
        table_nothing(t);
    else if (l->asked)
        table_number(t, (int64_t)r->more);
    if (l->targeted)
        table_decimal(t, r->chance, 4);
    if (!r->sample->current)
        fprintf(l->notes, "excerpta recall: sample %lld was drawn from what pass %lld left untagged, and a newer pass "
                "is there: this is the recall of the old one\n", (long long)r->sample->id, (long long)r->sample->pass);
    if (l->asked && r->more == UINT64_MAX)
        fprintf(l->notes, "excerpta recall: sample %lld: no number of judgements makes the interval so narrow: judge "
                "some first, and decide on the excerpts that are open\n", (long long)r->sample->id);
    l->rows++;
    return true;
}

static bool recall_run(const struct command_input *in, struct error *err)
{
    const struct recall_options *o = in->options;
    const struct missed_options how = {0.95, o->width / 100.0, o->target / 100.0, o->seed ? o->seed : 1, DRAWS};
    struct recall_listing l = {.notes = in->notes, .asked = o->width > 0, .targeted = o->target > 0};
    bool ok;

    if (o->width >= 100)
        return error_set(err, ERROR_USAGE, "--width %u: a percentage from 1 to 99", o->width);
    if (o->target > 100)
        return error_set(err, ERROR_USAGE, "--target %u: a percentage from 1 to 100", o->target);
    table_columns(&l.table, "#sample codebook code #pass #untagged #drawn #judged #relevant #found #missed #missed_low "
                            "#missed_high #recall #recall_low #recall_high");
    if (l.asked)
        table_columns(&l.table, "#more");
    if (l.targeted)
        table_columns(&l.table, "#chance");
    ok = analyse_missed(in->study, o->sample, &how, add_row, &l, err);
    if (ok) {
        table_print(&l.table, in->out, (enum table_format)o->format);
        if (l.rows == 0)
            fprintf(in->notes, "excerpta recall: no sample of passages was drawn: \"excerpta sample --untagged N "
                    "--code ID\" draws one\n");
    }
    table_free(&l.table);
    return ok;
}

const struct command command_recall = {
    .name = "recall",
    .arguments = "",
    .summary = "estimate how much the rules of a code missed",
    .description =
        "From each sample of passages that no rule had tagged with a code: how many were judged and found relevant,\n"
        "how many relevant ones there are then among all that were not tagged (missed), and which share of all\n"
        "relevant passages the rules found (recall), with intervals of 95 percent. Found are the excerpts that\n"
        "reviewers accepted; of those not decided yet as many are taken to be right as of the others, and that doubt\n"
        "is in the interval. With --width, how many more judgements bring the interval to that width if they turn out\n"
        "as those before. The figures are of the pass from which the sample was drawn.\n"
        "\n"
        "With --target, whether reading may stop (of a simple sample): the chance to find so few relevant passages in\n"
        "it if less than that share of all had been found (Callaghan and Mueller-Hansen, Syst. Rev. 9, 2020).\n"
        "Below 0.05 it is safe to stop; excerpts that are not decided yet are not counted as found.\n",
    .examples = "excerpta recall\tevery sample\n"
                "excerpta recall --sample 1 --width 10\thow much more to judge for ten points\n"
                "excerpta recall --target 95\twhether enough was read\n",
    .options = recall_option_table,
    .options_size = sizeof(struct recall_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = recall_run,
};
