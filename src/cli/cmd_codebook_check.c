/* Errors stop the reading and are told by the reader itself; what is here are warnings. */
#include "cli/codebook.h"
#include "codebook/remarks.h"
#include "match/probe.h"
#include "store/listing.h"

#include <stdlib.h>

enum { MOST_SENTENCES = 4000 };

struct checking {
    const struct command_input *in;
    struct cli_codebook coder;
    const char *path;
    struct { struct warning { unsigned line; size_t order; char *words; } *at; size_t count, room; } warnings;
    struct { int64_t *at; size_t count, room; } reports;
};

static void warn(void *payload, unsigned line, const char *words)
{
    struct checking *c = payload;
    struct buf copy = {0};

    buf_add(&copy, str_of(words));
    *VEC_PUSH(&c->warnings) = (struct warning){line, c->warnings.count, copy.at};
}

static void warn_of_pattern(void *payload, const struct pattern *p, const char *words)
{
    warn(payload, p->line, words);
}

static int by_line(const void *a, const void *b)
{
    const struct warning *x = a, *y = b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Plain sentences of no theme: a pattern that is found in nearly all of them is found everywhere. */
static const char ordinary[] =
    "The meeting began at ten. Nobody knew where the key was. Rain fell for most of the morning. A train arrives "
    "every hour. She wrote two letters and posted them. The budget was agreed in March. Three offices moved to "
    "another building. We looked at each page again. His answer came late. Some roads were closed. It took longer "
    "than planned. Prices rose by four per cent. The bridge is old but sound. They met twice a month. An appendix "
    "lists the sources. Winter was mild that year. Most shops open on Sundays. The river bends near the mill. You may "
    "keep the copy. Half of the seats were empty. Old maps show a different coast. Milk is delivered before dawn. Her "
    "office faces north. The lift stops at every floor. Few visitors stayed long.";

static bool tally_ordinary(struct checking *c, struct match_tally *tally, struct error *err)
{
    struct document *doc = NULL;

    if (!document_of_passage(&doc, STR(ordinary), err))
        return false;
    match_tally(tally, c->coder.worker, doc, 1);
    document_free(doc);
    return true;
}

static bool note_report(void *payload, const struct report_row *r, struct error *err)
{
    struct checking *c = payload;

    (void)err;
    *VEC_PUSH(&c->reports) = r->id;
    return true;
}

/* Sentences from all over the study, MOST_SENTENCES of them or somewhat more. */
static bool tally_study(struct checking *c, struct match_tally *tally, struct error *err)
{
    struct store *study = NULL;
    bool ok = store_open(&study, c->in->study_path, STORE_READ, err) && store_reports(study, note_report, c, err);

    for (size_t i = 0; ok && i < c->reports.count; i++) {
        size_t share = MOST_SENTENCES / c->reports.count + 1;
        struct document *doc = NULL;

        ok = store_load_document(study, c->reports.at[i], &doc, err);
        if (ok)
            match_tally(tally, c->coder.worker, doc, doc->sentence_count / share + 1);
        document_free(doc);
    }
    store_close(study);
    return ok;
}

static bool find_warnings(struct checking *c, struct error *err)
{
    struct match_tally tally = {0};
    bool ok = c->in->study_named ? tally_study(c, &tally, err) : tally_ordinary(c, &tally, err);

    if (ok) {
        codebook_remarks(c->coder.book, warn, c);
        match_probe(c->coder.worker, warn_of_pattern, c);
        match_tally_tell(&tally, c->coder.worker, warn_of_pattern, c);
    }
    match_tally_free(&tally);
    if (c->warnings.count > 0)
        qsort(c->warnings.at, c->warnings.count, sizeof *c->warnings.at, by_line);
    return ok;
}

static size_t count_patterns(const struct codebook *book)
{
    size_t count = 0;

    for (size_t i = 0; i < book->term_count; i++)
        count += book->terms[i].pattern_count;
    return count;
}

static void print(struct checking *c)
{
    const struct codebook_options *options = c->in->options;
    const struct codebook *book = c->coder.book;

    for (size_t i = 0; i < c->warnings.count; i++)
        fprintf(c->in->out, "%s: line %u: warning: %s\n", c->path, c->warnings.at[i].line, c->warnings.at[i].words);
    fprintf(c->in->out, "%s: ", c->path);
    if (book->theme_count > 0)
        fprintf(c->in->out, "%s %s: %zu themes, %zu codes, ", book->id, book->version, book->theme_count,
                book->code_count);
    fprintf(c->in->out, "%zu term lists with %zu patterns: well formed", book->term_count, count_patterns(book));
    if (c->warnings.count > 0)
        fprintf(c->in->out, ", %zu warning%s", c->warnings.count, c->warnings.count == 1 ? "" : "s");
    fputc('\n', c->in->out);
    if (options->strict && c->warnings.count > 0)
        *c->in->partly = true;
}

static bool check(const struct command_input *in, const char *path, struct error *err)
{
    struct checking c = {.in = in, .path = path};
    bool ok = cli_codebook_open_shared(&c.coder, path, err) && find_warnings(&c, err);

    if (ok)
        print(&c);
    for (size_t i = 0; i < c.warnings.count; i++)
        free(c.warnings.at[i].words);
    free(c.warnings.at);
    free(c.reports.at);
    cli_codebook_close(&c.coder);
    return ok;
}

bool cli_codebook_check(const struct command_input *in, struct error *err)
{
    for (int i = 1; i < in->count; i++)
        if (!check(in, in->words[i], err))
            return false;
    return true;
}
