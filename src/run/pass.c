#include "run/run.h"

#include "config.h"

#include "base/pool.h"
#include "base/progress.h"
#include "run/coded.h"
#include "run/run_internal.h"
#include "store/form.h"
#include "store/pass.h"
#include "store/provenance.h"

#include <stdlib.h>
#include <time.h>

enum { WRITTEN_AT_ONCE = 32 };

/* Of one thread. */
struct worker {
    struct store *reader;
    struct match_worker *matcher;
};

/* What is found is written by the thread that runs the pass. */
struct passing {
    struct store *store;
    const struct match_program *program;
    bool has_answers;           /* a code of the book asks for them */
    struct worker *workers;
    struct pass_before before;
    bool *changed;              /* by code: it may find something else than in the pass before */
    size_t changed_count;
    char origin[160];           /* programs and libraries that decide what is found */
    int64_t pass, *reports;
    size_t count;
    struct run_shard shard;
    struct run_shared shared;
    struct pass_summary *sum;
    struct progress progress;
    struct coded *waiting[WRITTEN_AT_ONCE];     /* coded, not yet written: a transaction for each would cost more */
    size_t waiting_count;
};

struct coded {
    int64_t report;
    struct run_coded found;
    char text_hash[FILE_HASH_SIZE]; /* of the text that was looked at; "" where none was */
    size_t bytes;
    bool copies;                /* what the pass before found by unchanged codes is taken over */
    bool failed;
    struct error err;
};

static void free_coded(void *payload, void *result)
{
    struct coded *c = result;

    (void)payload;
    run_coded_free(&c->found);
    free(c);
}

static void note_text(struct coded *c, struct str text)
{
    c->bytes = text.size;
    file_hash_bytes(text, c->text_hash);
}

/* Whether the codes that changed may tag anything in the report, by its text alone. */
static bool may_change(const struct worker *w, struct coded *c, bool *may)
{
    struct arena arena = {0};
    struct str text;
    bool ok = store_load_text(w->reader, c->report, &arena, &text, &c->err);

    *may = ok && match_may_tag(w->matcher, text);
    if (ok && !*may)
        note_text(c, text);
    arena_free(&arena);
    return ok;
}

/* What is to be read of a report: nothing where the pass before has all, or where what changed cannot be there. */
static bool load(const struct passing *p, const struct worker *w, struct coded *c, struct document **doc,
                 struct range **answers, size_t *answer_count)
{
    bool may = true;

    if (p->before.pass != 0 && !store_pass_has_report(w->reader, p->before.pass, c->report, &c->copies, &c->err))
        return false;
    match_use_codes(w->matcher, c->copies ? p->changed : NULL);
    if (c->copies && p->changed_count == 0)
        return true;
    if (c->copies && !may_change(w, c, &may))
        return false;
    if (!may)
        return true;
    if (!store_load_words(w->reader, c->report, doc, &c->err))
        return false;
    note_text(c, (*doc)->text);
    return !p->has_answers || store_answers_of(w->reader, c->report, answers, answer_count, &c->err);
}

static void *code_report(void *payload, size_t number, unsigned thread)
{
    const struct passing *p = payload;
    const struct worker *w = &p->workers[thread];
    struct coded *c = must_realloc(NULL, sizeof *c);
    struct match_sink sink;
    struct document *doc = NULL;
    struct range *answers = NULL;
    size_t answer_count = 0;
    bool ok;

    *c = (struct coded){.report = p->reports[number]};
    sink = run_coded_sink(&c->found);
    ok = load(p, w, c, &doc, &answers, &answer_count);
    match_use_answers(w->matcher, answers, answer_count);
    c->failed = !(ok && (!doc || match_run(w->matcher, doc, &sink, &c->err)));
    document_free(doc);
    free(answers);
    return c;
}

static bool write_coded(struct passing *p, const struct coded *c, struct error *err)
{
    int64_t report = c->report;
    size_t copied = 0;
    bool ok = !c->copies || store_copy_excerpts(p->store, p->pass, p->before.pass, report, &copied, err);

    for (size_t i = 0; ok && i < c->found.excerpts.count; i++) {
        const struct match_excerpt *e = &c->found.excerpts.at[i];
        struct store_excerpt row = {e->code->id, e->rule->id, standing_words[e->standing], e->range, e->spans,
                                    e->span_count};

        ok = store_add_excerpt(p->store, p->pass, report, &row, err);
    }
    for (size_t i = 0; ok && i < c->found.problems.count; i++) {
        const struct match_problem *m = &c->found.problems.at[i];
        char reason[128];

        snprintf(reason, sizeof reason, "the pattern on line %u: %s", m->pattern ? m->pattern->line : 0, m->reason);
        ok = store_add_unit_problem(p->store, p->pass, report, m->code ? m->code->id : "", m->range, reason, err);
    }
    ok = ok && store_pass_report_done(p->store, p->pass, report, copied + c->found.excerpts.count, err);
    return ok && (*c->text_hash ? store_set_pass_origin(p->store, p->pass, report, c->text_hash, p->origin, err)
                  : store_copy_pass_origin(p->store, p->pass, p->before.pass, report, err));
}

/* All that wait, in one short transaction. */
static bool write_waiting(struct passing *p, struct error *err)
{
    bool ok;

    if (p->waiting_count == 0)
        return true;
    ok = store_begin(p->store, err);
    if (ok) {
        for (size_t i = 0; ok && i < p->waiting_count; i++)
            ok = write_coded(p, p->waiting[i], err);
        ok = store_end(p->store, ok, err);
    }
    for (size_t i = 0; i < p->waiting_count; i++) {
        p->sum->coded += ok;
        p->sum->bytes += p->waiting[i]->bytes;
        free_coded(NULL, p->waiting[i]);
    }
    p->waiting_count = 0;
    return ok;
}

static bool take_coded(void *payload, size_t number, void *result, struct error *err)
{
    struct passing *p = payload;
    struct coded *c = result;

    if (c->failed) {
        *err = c->err;
        free_coded(NULL, c);
        return false;
    }
    p->waiting[p->waiting_count++] = c;
    if ((p->waiting_count == WRITTEN_AT_ONCE || number + 1 == p->count) && !write_waiting(p, err))
        return false;
    progress_step(&p->progress, number + 1, NULL);
    return true;
}

static bool code_pending(struct passing *p, unsigned threads, struct error *err)
{
    /* While a transaction is written, the next reports are coded. */
    struct pool_job job = {p->count, (size_t)threads * 4 + WRITTEN_AT_ONCE, threads, p, code_report, take_coded,
                           free_coded};
    bool ok = true;

    p->workers = must_realloc(NULL, threads * sizeof *p->workers);
    for (unsigned i = 0; i < threads; i++)
        p->workers[i] = (struct worker){NULL, NULL};
    for (unsigned i = 0; ok && i < threads; i++)
        ok = store_open_reader(&p->workers[i].reader, p->store, err)
            && match_worker_new(&p->workers[i].matcher, p->program, err);
    ok = ok && pool_run(&job, err);
    if (!ok) {
        struct error later;

        write_waiting(p, &later);       /* what was coded before is kept; why it failed is known */
    }
    for (unsigned i = 0; i < threads; i++) {
        match_worker_free(p->workers[i].matcher);
        store_close(p->workers[i].reader);
    }
    free(p->workers);
    return ok;
}

static bool find_totals(void *payload, const struct pass_row *row, struct error *err)
{
    struct passing *p = payload;

    (void)err;
    if (row->pass == p->pass) {
        p->sum->reports = (size_t)row->reports;
        p->sum->excerpts = (size_t)row->excerpts;
        p->sum->problems = (size_t)row->problems;
    }
    return true;
}

void run_coding_origin(char *out, size_t size, bool unfiltered)
{
    char libraries[128];

    match_libraries(libraries, sizeof libraries);
    snprintf(out, size, "excerpta %s, %s, filter %s", PACKAGE_VERSION, libraries, unfiltered ? "off" : "on");
}

static unsigned thread_count(const struct pass_options *options, size_t reports)
{
    unsigned threads = options->threads ? options->threads : pool_cores();

    return threads > reports ? (unsigned)reports : threads;
}

/* Without the filter all is looked for again: who doubts the one doubts the other. */
static bool find_changed(struct passing *p, const struct codebook *book, bool unfiltered, struct error *err)
{
    if (!unfiltered && !store_pass_before(p->store, p->pass, &p->before, err))
        return false;
    p->changed = must_realloc(NULL, (book->code_count + 1) * sizeof *p->changed);
    p->changed_count = book->code_count;
    for (size_t i = 0; i < book->code_count; i++)
        p->changed[i] = true;
    for (size_t i = 0; i < p->before.same_count; i++) {
        p->changed[p->before.same[i]] = false;
        p->changed_count--;
    }
    return true;
}

bool run_asks_for_answers(const struct codebook *book)
{
    for (size_t i = 0; i < book->code_count; i++)
        if (book->codes[i].unit == UNIT_ANSWER)
            return true;
    return false;
}

/* Finds or begins the pass, and what it has to do. */
static bool begin(struct passing *p, const struct codebook *book, bool unfiltered, struct error *err)
{
    char answers[FILE_HASH_SIZE] = "";

    p->has_answers = run_asks_for_answers(book);
    if (p->has_answers && !store_answers_hash(p->store, answers, err))
        return false;
    p->sum->without_answers = p->has_answers && !*answers;
    if (!store_begin_pass(p->store, book, PACKAGE_VERSION, answers, &p->pass, err)
        || !find_changed(p, book, unfiltered, err)
        || !store_pass_pending(p->store, p->pass, &p->reports, &p->count, err)
        || !run_shard_share(&p->shared, p->store, book, &p->shard, p->reports, &p->count, err))
        return false;
    p->sum->unchanged = book->code_count - p->changed_count;
    return true;
}

/* A pass that other parts of the shelf share is complete when all are merged. */
static bool end(struct passing *p, const struct codebook *book, struct error *err)
{
    if (p->shared.elsewhere > 0)
        return run_shard_shared(p->store, &p->shared, &p->shard, err);
    return store_end_pass(p->store, p->pass, err) && run_carry(p->store, str_of(book->id), &p->sum->carried, err);
}

/* The codebook is compiled even where all is done, so that a pattern that is wrong is always told. */
bool run_pass(struct store *s, const struct codebook *book, const struct pass_options *options,
              struct pass_summary *out, struct error *err)
{
    struct passing p = {.store = s, .sum = out, .shard = options->shard};
    struct match_program *program = options->program;
    struct timespec start, now;
    bool ok;

    clock_gettime(CLOCK_MONOTONIC, &start);
    *out = (struct pass_summary){0};
    ok = (program || match_compile(&program, book, err)) && begin(&p, book, options->unfiltered, err);
    if (ok && options->unfiltered)
        match_drop_filter(program);
    else if (ok && p.changed_count > 0 && p.changed_count < book->code_count)
        match_narrow(program, p.changed);
    p.program = program;
    run_coding_origin(p.origin, sizeof p.origin, options->unfiltered);
    if (ok && p.count > 0) {
        progress_start(&p.progress, options->progress, "reports", p.count);
        ok = code_pending(&p, thread_count(options, p.count), err);
        progress_end(&p.progress);
    }
    ok = ok && end(&p, book, err) && store_passes(s, find_totals, &p, err);
    clock_gettime(CLOCK_MONOTONIC, &now);
    out->seconds = (double)(now.tv_sec - start.tv_sec) + (double)(now.tv_nsec - start.tv_nsec) / 1e9;
    if (program != options->program)
        match_free(program);
    free(p.reports);
    free(p.before.same);
    free(p.changed);
    return ok;
}
