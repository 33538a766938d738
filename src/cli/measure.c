#include "cli/measure.h"

#include "analyse/score.h"
#include "run/measure.h"

#include <math.h>

static const double confidence = 0.95;
static const struct score_bootstrap drawing = {.rounds = 2000, .seed = 1};

static void add_share(struct table *t, double share)
{
    char digits[16];

    if (isnan(share)) {
        table_nothing(t);
        return;
    }
    snprintf(digits, sizeof digits, "%.3f", share);
    table_text(t, str_of(digits));
}

static void add_figure(struct table *t, double share, struct interval interval)
{
    add_share(t, share);
    add_share(t, interval.low);
    add_share(t, interval.high);
}

static void fill_figures(struct table *t, const struct measure *m)
{
    table_columns(t, "what name theme #labelled #found #right #precision #p-low #p-high #recall #r-low #r-high "
                     "#f1 #f1-low #f1-high");
    for (size_t i = 0; i < m->row_count; i++) {
        const struct measure_row *row = &m->rows[i];
        struct score s;

        analyse_score(&s, row->passages, m->passage_count, confidence, &drawing);
        table_text(t, str_of(run_measure_words[row->kind]));
        table_text(t, str_of(row->name));
        table_text(t, str_of(row->theme));
        table_number(t, (int64_t)s.labelled);
        table_number(t, (int64_t)s.found);
        table_number(t, (int64_t)s.right);
        add_figure(t, s.precision, s.precision_interval);
        add_figure(t, s.recall, s.recall_interval);
        add_figure(t, s.f1, s.f1_interval);
    }
}

static void fill_confusion(struct table *t, const struct measure *m)
{
    table_columns(t, "labelled #present #absent #planned #past");
    for (int labelled = 0; labelled < STANDING_COUNT; labelled++) {
        table_text(t, str_of(standing_words[labelled]));
        for (int found = 0; found < STANDING_COUNT; found++)
            table_number(t, m->standings[labelled][found]);
    }
}

static void fill_errors(struct table *t, const struct measure *m)
{
    table_columns(t, "passage side name labelled found rule matched text");
    for (size_t i = 0; i < m->error_count; i++) {
        const struct measure_error *e = &m->errors[i];

        table_text(t, e->passage->id);
        table_text(t, e->passage->side);
        table_text(t, str_of(e->name));
        table_text(t, str_of(e->labelled));
        table_text(t, str_of(e->found));
        table_text(t, str_of(e->rule));
        table_text(t, str_of(e->matched));
        table_text(t, e->passage->text);
    }
}

bool cli_measure(const struct command_input *in, const struct measure_options *options, struct error *err)
{
    struct codebook *book = NULL;
    struct labels labels = {0};
    struct measure m = {0};
    struct table t = {0};
    bool ok = false;

    if (!options->codebook || !options->labels)
        return error_set(err, ERROR_USAGE, "needs --codebook FILE and --labels FILE");
    if (options->confusion && options->errors)
        return error_set(err, ERROR_USAGE, "--confusion and --errors do not go together: each is a list of its own");
    if (!codebook_read(&book, options->codebook, err)
        || !run_labels_read(&labels, options->labels, options->map, options->side, book, err))
        goto out;
    if (!run_measure(&m, book, &labels, err)) {
        error_prefix(err, "%s", options->codebook);
        goto out;
    }
    if (options->confusion)
        fill_confusion(&t, &m);
    else if (options->errors)
        fill_errors(&t, &m);
    else
        fill_figures(&t, &m);
    table_print(&t, in->out, (enum table_format)options->format);
    ok = true;
out:
    table_free(&t);
    run_measure_free(&m);
    run_labels_free(&labels);
    codebook_free(book);
    return ok;
}
