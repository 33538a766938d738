/* What changed between two codebooks, and what that changes in a study. */
#include "cli/codebook.h"
#include "cli/table.h"
#include "codebook/diff.h"
#include "run/diff.h"

#include <stdlib.h>

struct diff {
    const struct command_input *in;
    struct codebook *a, *b;
    struct table table;
    size_t changes;
};

/* A line of the table; page 0 is an empty cell. */
struct diff_line {
    const char *what, *change, *code;
    struct str id, report;
    size_t page;
    struct str before, after, decisions, words;
};

static const char columns[] = "what change code id report #page before after decisions words";

static void add_line(struct diff *d, const struct diff_line *l)
{
    table_text(&d->table, str_of(l->what));
    table_text(&d->table, str_of(l->change));
    table_text(&d->table, str_of(l->code));
    table_text(&d->table, l->id);
    table_text(&d->table, l->report);
    if (l->page > 0)
        table_number(&d->table, (int64_t)l->page);
    else
        table_nothing(&d->table);
    table_text(&d->table, l->before);
    table_text(&d->table, l->after);
    table_text(&d->table, l->decisions);
    table_text(&d->table, l->words);
}

static void take_difference(void *payload, const struct codebook_difference *c)
{
    struct diff *d = payload;

    add_line(d, &(struct diff_line){.what = c->part, .change = c->change, .code = c->code, .id = str_of(c->id),
                                    .before = str_of(c->before), .after = str_of(c->after)});
    d->changes++;
}

/* "2 accept, 1 reject" */
static void say_decisions(struct buf *out, const size_t decisions[VERDICT_COUNT])
{
    for (int v = 0; v < VERDICT_COUNT; v++)
        if (decisions[v] > 0)
            buf_add_format(out, "%s%zu %s", out->size ? ", " : "", decisions[v], store_verdict_words[v]);
}

static bool take_excerpt(void *payload, const struct excerpt_difference *e, struct error *err)
{
    struct diff *d = payload;
    struct buf decisions = {0};

    (void)err;
    say_decisions(&decisions, e->decisions);
    add_line(d, &(struct diff_line){
        .what = "excerpt", .change = run_excerpt_change_words[e->change], .code = e->code,
        .id = e->rule, .report = e->report->path, .page = e->page, .before = e->standing_before,
        .after = e->standing_after, .decisions = buf_str(&decisions), .words = e->words});
    buf_free(&decisions);
    return true;
}

static void add_count(struct diff *d, const struct diff_count *c)
{
    char before[24] = "", after[24] = "", decisions[24] = "", words[120];

    if (c->before >= 0)
        snprintf(before, sizeof before, "%lld", (long long)c->before);
    if (c->after >= 0)
        snprintf(after, sizeof after, "%lld", (long long)c->after);
    snprintf(words, sizeof words, "%zu anew, %zu no longer, %zu with another standing, %zu moved",
             c->changes[EXCERPT_ANEW], c->changes[EXCERPT_NO_LONGER], c->changes[EXCERPT_STANDING],
             c->changes[EXCERPT_MOVED]);
    if (c->decisions > 0)
        snprintf(decisions, sizeof decisions, "%zu", c->decisions);
    add_line(d, &(struct diff_line){.what = "count", .change = "", .code = c->code, .before = str_of(before),
                                    .after = str_of(after), .decisions = str_of(decisions), .words = str_of(words)});
}

static bool compare_study(struct diff *d, struct error *err)
{
    const struct diff_options options = {.each = take_excerpt, .payload = d};
    struct diff_summary sum = {0};
    struct store *study = NULL;
    bool ok = store_open(&study, d->in->study_path, STORE_READ, err)
        && run_diff(study, d->a, d->b, &options, &sum, err);

    for (size_t i = 0; ok && i < sum.count; i++)
        add_count(d, &sum.counts[i]);
    if (ok && sum.given_up > 0) {
        *d->in->partly = true;
        fprintf(d->in->notes, "excerpta codebook: a pattern was given up on in %zu passages, which count as not "
                "found\n", sum.given_up);
    }
    free(sum.counts);
    store_close(study);
    return ok;
}

bool cli_codebook_diff(const struct command_input *in, struct error *err)
{
    const struct codebook_options *options = in->options;
    struct diff d = {.in = in};
    bool ok;

    if (options->measure.format > CODEBOOK_JSON)
        return error_set(err, ERROR_USAGE, "diff writes a table, csv or json");
    table_columns(&d.table, columns);
    ok = codebook_read(&d.a, in->words[1], err) && codebook_read(&d.b, in->words[2], err);
    if (ok) {
        codebook_diff(d.a, d.b, take_difference, &d);
        ok = !in->study_named || compare_study(&d, err);
    }
    if (ok && d.changes == 0 && options->measure.format == CODEBOOK_TABLE)
        fputs("the two codebooks are the same\n", in->out);
    else if (ok)
        table_print(&d.table, in->out, (enum table_format)options->measure.format);
    table_free(&d.table);
    codebook_free(d.a);
    codebook_free(d.b);
    return ok;
}
