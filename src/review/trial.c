#include "review/trial.h"

#include "review/words.h"
#include "run/diff.h"
#include "run/examples.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { WORDS_BYTES = 600, EXAMPLES_TOLD = 20 };

/* A difference as it is kept. */
struct row {
    enum excerpt_change change;
    const char *code;                   /* of the counts */
    const char *sha256, *standing_before, *standing_after, *rule;
    struct str words;
    const struct range *spans;          /* in the words */
    size_t span_count, page;
    size_t decisions[VERDICT_COUNT];
    bool touched;
};

struct failed_example {
    const char *code, *expected, *text;
};

enum trial_state { TRIAL_NONE, TRIAL_RUNS, TRIAL_DONE, TRIAL_STOPPED, TRIAL_FAILED };
static const char *const state_words[] = {"none", "running", "done", "stopped", "failed"};

/* Its thread alone writes what is below the line while it runs, and nobody reads that until it has ended. */
struct trial {
    enum trial_state state;
    int64_t reviewer;
    struct str name, id, version;
    struct str xml, modifiers, changed;
    bool all;
    size_t reports, done;
    time_t begun, ended;
    /* ---- */
    struct codebook *before, *after;
    struct diff_summary sum;
    struct { struct row *at; size_t count, room; } rows;
    size_t kept[EXCERPT_CHANGES], left_out;
    struct { struct failed_example *at; size_t count, room; } failed;
    size_t tried, failures;
    struct error err;
    struct arena arena;
};

struct review_trials {
    pthread_mutex_t lock;
    pthread_t thread;
    bool has_thread, stop;
    char *study;
    struct trial now;
};

static time_t seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

void review_trials_new(struct review_trials **out, const char *study)
{
    struct review_trials *t = must_realloc(NULL, sizeof *t);

    *t = (struct review_trials){.lock = PTHREAD_MUTEX_INITIALIZER, .study = strdup(study)};
    if (!t->study)
        abort();
    *out = t;
}

/* With the lock held, where none runs. */
static void forget(struct review_trials *t)
{
    if (t->has_thread)
        pthread_join(t->thread, NULL);
    t->has_thread = t->stop = false;
    codebook_free(t->now.before);
    codebook_free(t->now.after);
    free(t->now.sum.counts);
    free(t->now.rows.at);
    free(t->now.failed.at);
    arena_free(&t->now.arena);
    t->now = (struct trial){.state = TRIAL_NONE};
}

void review_trials_free(struct review_trials *t)
{
    if (!t)
        return;
    pthread_mutex_lock(&t->lock);
    t->stop = true;
    pthread_mutex_unlock(&t->lock);
    if (t->has_thread)
        pthread_join(t->thread, NULL);
    t->has_thread = false;
    forget(t);
    free(t->study);
    free(t);
}

static bool goes_on(void *payload, struct error *err)
{
    struct review_trials *t = payload;
    bool stop;

    pthread_mutex_lock(&t->lock);
    stop = t->stop;
    pthread_mutex_unlock(&t->lock);
    if (stop)
        return error_set(err, ERROR_LIMIT, "it was stopped");
    return seconds() - t->now.begun < REVIEW_TRIAL_SECONDS
        || error_set(err, ERROR_LIMIT, "it took more than %d minutes and was stopped: try it with \"excerpta codebook "
                     "diff\" on the command line, which takes its time", REVIEW_TRIAL_SECONDS / 60);
}

static bool count_report(void *payload, size_t reports, struct error *err)
{
    struct review_trials *t = payload;

    pthread_mutex_lock(&t->lock);
    t->now.done = reports;
    pthread_mutex_unlock(&t->lock);
    return goes_on(t, err);
}

static const char *keep_text(struct trial *n, struct str s)
{
    return arena_copy(&n->arena, s);
}

/* The spans as they stand in the words alone. */
static const struct range *keep_spans(struct trial *n, const struct excerpt_difference *d)
{
    struct range *spans = arena_alloc(&n->arena, d->span_count, sizeof *spans);

    for (size_t i = 0; i < d->span_count; i++)
        spans[i] = (struct range){d->spans[i].start - d->after.start, d->spans[i].stop - d->after.start};
    return spans;
}

static bool keep_difference(void *payload, const struct excerpt_difference *d, struct error *err)
{
    struct review_trials *t = payload;
    struct trial *n = &t->now;
    bool touched = false;
    struct row *row;

    (void)err;
    for (int v = 0; v < VERDICT_COUNT; v++)
        touched = touched || d->decisions[v] > 0;
    if (n->kept[d->change] >= REVIEW_TRIAL_KEPT * (touched ? 2 : 1)) {
        n->left_out++;
        return true;
    }
    n->kept[d->change]++;
    row = VEC_PUSH(&n->rows);
    *row = (struct row){
        .change = d->change, .code = d->code, .sha256 = keep_text(n, d->report->sha256),
        .standing_before = keep_text(n, d->standing_before), .standing_after = keep_text(n, d->standing_after),
        .rule = keep_text(n, d->rule), .words = arena_str(&n->arena, str_cut(d->words, WORDS_BYTES)),
        .spans = keep_spans(n, d), .span_count = d->span_count, .page = d->page, .touched = touched};
    memcpy(row->decisions, d->decisions, sizeof row->decisions);
    return true;
}

static bool keep_example(void *payload, const struct example_outcome *o, struct error *err)
{
    struct review_trials *t = payload;

    (void)err;
    if (t->now.failures++ < EXAMPLES_TOLD)
        *VEC_PUSH(&t->now.failed) = (struct failed_example){o->code->id, codebook_example_words[o->example->kind],
                                                            o->example->text};
    return true;
}

static bool try_change(struct review_trials *t, struct error *err)
{
    struct trial *n = &t->now;
    const struct diff_options options = {.each = keep_difference, .goes_on = count_report, .payload = t,
                                         .reviewer = n->all ? STR("") : n->name};
    struct store *study = NULL;
    bool ok = codebook_parse_with(&n->before, n->xml, n->modifiers, n->id.at, err)
        && codebook_parse_with(&n->after, n->changed, n->modifiers, n->id.at, err)
        && (run_examples(n->after, keep_example, goes_on, t, &n->tried, err) || error_within(err, "%s", n->id.at))
        && store_open(&study, t->study, STORE_READ, err)
        && run_diff(study, n->before, n->after, &options, &n->sum, err);

    store_close(study);
    return ok;
}

static void *run(void *payload)
{
    struct review_trials *t = payload;
    bool ok = try_change(t, &t->now.err);

    pthread_mutex_lock(&t->lock);
    t->now.state = ok ? TRIAL_DONE : t->stop ? TRIAL_STOPPED : TRIAL_FAILED;
    t->now.done = t->now.sum.reports;
    t->now.ended = seconds();
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

static void take(struct trial *n, const struct review_trial_new *trial)
{
    struct arena *arena = &n->arena;

    n->reviewer = trial->reviewer;
    n->name = arena_str(arena, trial->name);
    n->all = trial->all;
    n->id = arena_str(arena, str_of(trial->book->book->id));
    n->version = arena_str(arena, trial->book->version);
    n->xml = arena_str(arena, trial->book->book->xml);
    n->modifiers = arena_str(arena, trial->book->book->modifiers_xml);
    n->changed = arena_str(arena, trial->xml);
    n->reports = trial->reports;
    n->begun = seconds();
}

bool review_trials_start(struct review_trials *t, const struct review_trial_new *trial, struct error *err)
{
    bool ok = true;

    pthread_mutex_lock(&t->lock);
    if (t->now.state == TRIAL_RUNS) {
        ok = error_set(err, ERROR_USAGE, "%.*s is trying a change: one runs at a time, try yours when it has ended",
                       STR_ARGS(t->now.name));
    } else {
        forget(t);
        take(&t->now, trial);
        t->now.state = TRIAL_RUNS;
        t->has_thread = pthread_create(&t->thread, NULL, run, t) == 0;
        if (!t->has_thread) {
            forget(t);
            ok = error_set(err, ERROR_SYSTEM, "the system has no thread left for it");
        }
    }
    pthread_mutex_unlock(&t->lock);
    return ok;
}

void review_trials_stop(struct review_trials *t, int64_t reviewer)
{
    pthread_mutex_lock(&t->lock);
    t->stop = t->stop || (t->now.state == TRIAL_RUNS && t->now.reviewer == reviewer);
    pthread_mutex_unlock(&t->lock);
}

static void write_decisions(struct json_writer *j, const struct row *r)
{
    json_write_object(j, "decisions");
    for (int v = 0; v < VERDICT_COUNT; v++)
        if (r->decisions[v] > 0)
            json_write_number(j, store_verdict_words[v], (int64_t)r->decisions[v]);
    json_write_object_end(j);
}

static void write_row(struct json_writer *j, const struct trial *n, const struct row *r)
{
    const struct document words = {.text = r->words};
    const struct range all = {0, (uint32_t)r->words.size};
    struct buf code = {0};

    buf_add_format(&code, "%.*s/%s", STR_ARGS(n->id), r->code);
    json_write_object(j, NULL);
    json_write_text(j, "change", str_of(run_excerpt_change_words[r->change]));
    json_write_text(j, "code", buf_str(&code));
    json_write_text(j, "report", str_of(r->sha256));
    json_write_number(j, "page", (int64_t)r->page);
    json_write_text(j, "rule", str_of(r->rule));
    json_write_text(j, "before", str_of(r->standing_before));
    json_write_text(j, "after", str_of(r->standing_after));
    review_write_words(j, "words", &words, all, all, r->spans, r->span_count);
    write_decisions(j, r);
    json_write_object_end(j);
    buf_free(&code);
}

static bool is_asked(const struct row *r, const struct trial *n, const struct review_trial_asked *a)
{
    struct str rest = a->code, book;

    if (a->code.size > 0
        && !(str_next(&rest, '/', &book) && str_equal(book, n->id) && str_equal(rest, str_of(r->code))))
        return false;
    return (a->change.size == 0 || str_equal(a->change, str_of(run_excerpt_change_words[r->change])))
        && (!a->touched || r->touched);
}

static void write_rows(struct json_writer *j, const struct trial *n, const struct review_trial_asked *asked)
{
    size_t fit = 0;

    json_write_array(j, "rows");
    for (size_t i = 0; i < n->rows.count; i++) {
        if (!is_asked(&n->rows.at[i], n, asked))
            continue;
        if (fit >= asked->from && fit < asked->from + REVIEW_TRIAL_ROWS)
            write_row(j, n, &n->rows.at[i]);
        fit++;
    }
    json_write_array_end(j);
    json_write_number(j, "total", (int64_t)fit);
    json_write_number(j, "left_out", (int64_t)n->left_out);
}

/* before and after: null where the codebook lacks the code. */
static void write_pair(struct json_writer *j, const char *key, int64_t before, int64_t after)
{
    json_write_array(j, key);
    if (before < 0)
        json_write_null(j, NULL);
    else
        json_write_number(j, NULL, before);
    if (after < 0)
        json_write_null(j, NULL);
    else
        json_write_number(j, NULL, after);
    json_write_array_end(j);
}

static void write_counts(struct json_writer *j, const struct trial *n)
{
    json_write_array(j, "counts");
    for (size_t i = 0; i < n->sum.count; i++) {
        const struct diff_count *c = &n->sum.counts[i];
        struct buf code = {0};

        buf_add_format(&code, "%.*s/%s", STR_ARGS(n->id), c->code);
        json_write_object(j, NULL);
        json_write_text(j, "code", buf_str(&code));
        write_pair(j, "excerpts", c->before, c->after);
        write_pair(j, "reports", c->reports_before, c->reports_after);
        for (int k = 0; k < EXCERPT_CHANGES; k++)
            json_write_number(j, run_excerpt_change_words[k], (int64_t)c->changes[k]);
        json_write_number(j, "decisions", (int64_t)c->decisions);
        json_write_object_end(j);
        buf_free(&code);
    }
    json_write_array_end(j);
}

static void write_examples(struct json_writer *j, const struct trial *n)
{
    json_write_object(j, "examples");
    json_write_number(j, "tried", (int64_t)n->tried);
    json_write_number(j, "failed", (int64_t)n->failures);
    json_write_array(j, "some");
    for (size_t i = 0; i < n->failed.count; i++) {
        json_write_object(j, NULL);
        json_write_text(j, "code", str_of(n->failed.at[i].code));
        json_write_text(j, "expected", str_of(n->failed.at[i].expected));
        json_write_text(j, "text", str_of(n->failed.at[i].text));
        json_write_object_end(j);
    }
    json_write_array_end(j);
    json_write_object_end(j);
}

void review_trials_tell(struct review_trials *t, const struct review_trial_asked *asked, struct json_writer *j)
{
    struct trial *n = &t->now;

    pthread_mutex_lock(&t->lock);
    if (n->state == TRIAL_NONE || n->reviewer != asked->reviewer) {
        json_write_text(j, "state", str_of(state_words[TRIAL_NONE]));
    } else {
        json_write_text(j, "state", str_of(state_words[n->state]));
        json_write_text(j, "codebook", n->id);
        json_write_text(j, "version", n->version);
        json_write_number(j, "reports", (int64_t)n->reports);
        json_write_number(j, "done", (int64_t)n->done);
        json_write_number(j, "seconds", (int64_t)((n->state == TRIAL_RUNS ? seconds() : n->ended) - n->begun));
        json_write_text(j, "error", str_of(n->state == TRIAL_FAILED ? n->err.text : ""));
        if (n->state == TRIAL_DONE) {
            json_write_number(j, "given_up", (int64_t)n->sum.given_up);
            write_examples(j, n);
            write_counts(j, n);
            write_rows(j, n, asked);
        }
    }
    pthread_mutex_unlock(&t->lock);
}
