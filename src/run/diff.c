#include "run/diff.h"

#include "codebook/diff.h"
#include "run/found.h"
#include "store/form.h"
#include "store/report.h"
#include "store/spans.h"

#include <stdlib.h>
#include <string.h>

const char *const run_excerpt_change_words[EXCERPT_CHANGES] = {"anew", "no longer", "standing", "moved"};

/* One codebook at work, and what it found in the report at hand. */
struct side {
    const struct codebook *book;
    struct match_program *program;
    struct match_worker *worker;
    bool *wanted;                   /* by code: may find something else than the other's */
    struct found_list found;
    size_t given_up;
};

/* A decision that counts. */
struct decided {
    struct str report, code;
    struct range range;
    enum verdict verdict;
};

struct comparing {
    struct store *store;
    const struct diff_options *options;
    struct { struct decided *at; size_t count, room; } decided;     /* by report */
    size_t first_decided, stop_decided;     /* those of the report at hand */
    struct arena arena;             /* of their text */
    struct side a, b;
    struct diff_summary *sum;
    struct { struct found_difference *at; size_t count, room; } found;
    struct { struct telling *at; size_t count, room; } told;
    struct { struct range *at; size_t count, room; } spans;
};

struct telling {
    struct excerpt_difference d;
    struct str spans;               /* as struct found_row has them */
};

static bool open_side(struct side *s, const struct codebook *book, struct error *err)
{
    s->book = book;
    s->wanted = must_realloc(NULL, (book->code_count + 1) * sizeof *s->wanted);
    return match_compile(&s->program, book, err) && match_worker_new(&s->worker, s->program, err);
}

static void close_side(struct side *s)
{
    match_worker_free(s->worker);
    match_free(s->program);
    free(s->wanted);
    run_found_free(&s->found);
}

/* The codes that are to be looked at: those of b, then what only a has. */
static void choose_codes(struct comparing *c)
{
    const struct codebook *a = c->a.book, *b = c->b.book;
    struct diff_count *counts = must_realloc(NULL, (a->code_count + b->code_count + 1) * sizeof *counts);
    size_t count = 0;

    for (size_t i = 0; i < b->code_count; i++) {
        bool in_both = codebook_find_code(a, str_of(b->codes[i].id)) != NULL;

        c->b.wanted[i] = !codebook_finds_same(a, b, b->codes[i].id);
        if (c->b.wanted[i])
            counts[count++] = (struct diff_count){.code = b->codes[i].id, .before = in_both ? 0 : -1,
                                                  .reports_before = in_both ? 0 : -1};
    }
    for (size_t i = 0; i < a->code_count; i++) {
        bool in_both = codebook_find_code(b, str_of(a->codes[i].id)) != NULL;

        c->a.wanted[i] = !codebook_finds_same(a, b, a->codes[i].id);
        if (!in_both)
            counts[count++] = (struct diff_count){.code = a->codes[i].id, .after = -1, .reports_after = -1};
    }
    c->sum->counts = counts;
    c->sum->count = count;
}

static struct diff_count *count_of(const struct comparing *c, struct str code)
{
    size_t i = 0;

    while (!str_equal(str_of(c->sum->counts[i].code), code))
        i++;
    return &c->sum->counts[i];
}

static bool goes_on(void *payload, struct error *err)
{
    const struct comparing *c = payload;

    return !c->options->goes_on || c->options->goes_on(c->options->payload, c->sum->reports, err);
}

static bool run_side(struct comparing *c, struct side *s, const struct document *doc, const struct range *answers,
                     size_t answer_count, struct error *err)
{
    struct run_coded coded = {0};
    const struct match_sink sink = run_coded_sink(&coded);
    bool ok;

    run_found_free(&s->found);
    match_use_answers(s->worker, answers, answer_count);
    match_use_codes(s->worker, s->wanted);
    match_use_watch(s->worker, goes_on, c);
    ok = match_run(s->worker, doc, &sink, err);
    if (ok)
        run_found_coded(&s->found, &coded);
    s->given_up += coded.problems.count;
    run_coded_free(&coded);
    return ok;
}

static bool note(void *payload, const struct found_difference *d, struct error *err)
{
    struct comparing *c = payload;

    (void)err;
    if (d->change != FOUND_RULE && d->change != FOUND_SPANS)
        *VEC_PUSH(&c->found) = *d;
    return true;
}

static void add(struct comparing *c, enum excerpt_change change, const struct found_row *a, const struct found_row *b)
{
    const struct found_row *one = b ? b : a;
    struct diff_count *count = count_of(c, one->code);

    *VEC_PUSH(&c->told) = (struct telling){
        {.change = change, .code = count->code, .before = a ? a->range : b->range, .after = one->range,
         .standing_before = a ? a->standing : (struct str){0}, .standing_after = b ? b->standing : (struct str){0},
         .rule = one->rule}, one->spans};
    count->changes[change]++;
}

static bool overlap(const struct found_row *a, const struct found_row *b)
{
    return str_equal(a->code, b->code) && a->range.start < b->range.stop && b->range.start < a->range.stop;
}

/* What was found anew where something of the code is no longer found has moved: the first such, each one once. */
static void pair(struct comparing *c)
{
    for (size_t i = 0; i < c->found.count; i++) {
        struct found_difference *gone = &c->found.at[i];

        for (size_t k = 0; gone->change == FOUND_NO_LONGER && k < c->found.count; k++) {
            struct found_difference *anew = &c->found.at[k];

            if (anew->change == FOUND_ANEW && anew->after && overlap(gone->before, anew->after)) {
                add(c, EXCERPT_MOVED, gone->before, anew->after);
                gone->before = anew->after = NULL;
                break;
            }
        }
    }
    for (size_t i = 0; i < c->found.count; i++) {
        const struct found_difference *d = &c->found.at[i];

        if (d->before || d->after)
            add(c, d->change == FOUND_STANDING ? EXCERPT_STANDING : d->before ? EXCERPT_NO_LONGER : EXCERPT_ANEW,
                d->before, d->after);
    }
}

/* By where the words stand now; an orphan, by where they stood. */
static bool keep_decision(void *payload, const struct decision_row *d, struct error *err)
{
    struct comparing *c = payload;
    bool orphan = d->excerpt.size == 0;
    enum verdict verdict;

    (void)err;
    if (store_find_verdict(d->verdict, &verdict))
        *VEC_PUSH(&c->decided) = (struct decided){arena_str(&c->arena, orphan ? d->decided_report : d->report),
                                                  arena_str(&c->arena, d->code), orphan ? d->decided : d->range,
                                                  verdict};
    return true;
}

static int by_report(const void *a, const void *b)
{
    return str_compare(((const struct decided *)a)->report, ((const struct decided *)b)->report);
}

static void choose_decided(struct comparing *c, struct str sha256)
{
    size_t low = 0, high = c->decided.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (str_compare(c->decided.at[middle].report, sha256) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    c->first_decided = c->stop_decided = low;
    while (c->stop_decided < c->decided.count && str_equal(c->decided.at[c->stop_decided].report, sha256))
        c->stop_decided++;
}

static bool is_touched(const struct excerpt_difference *d, const struct decided *on)
{
    return str_equal(on->code, str_of(d->code))
        && ((on->range.start < d->before.stop && d->before.start < on->range.stop)
            || (on->range.start < d->after.stop && d->after.start < on->range.stop));
}

static void find_decisions(struct comparing *c, struct excerpt_difference *d)
{
    for (size_t i = c->first_decided; i < c->stop_decided; i++)
        if (is_touched(d, &c->decided.at[i])) {
            d->decisions[c->decided.at[i].verdict]++;
            count_of(c, str_of(d->code))->decisions++;
        }
}

static int by_place(const void *x, const void *y)
{
    const struct excerpt_difference *a = &((const struct telling *)x)->d, *b = &((const struct telling *)y)->d;

    if (a->after.start != b->after.start)
        return a->after.start < b->after.start ? -1 : 1;
    if (a->after.stop != b->after.stop)
        return a->after.stop > b->after.stop ? -1 : 1;
    return strcmp(a->code, b->code);
}

static void read_spans(struct comparing *c, struct str spans)
{
    struct range one;

    c->spans.count = 0;
    while (store_next_span(&spans, &one))
        *VEC_PUSH(&c->spans) = one;
}

/* Excerpts of each code, and whether the report has any. */
static void count_found(struct comparing *c)
{
    for (size_t k = 0; k < c->sum->count; k++) {
        struct diff_count *count = &c->sum->counts[k];
        int64_t before = count->before, after = count->after;

        for (size_t i = 0; i < c->a.found.count; i++)
            count->before += str_equal(c->a.found.at[i].code, str_of(count->code));
        for (size_t i = 0; i < c->b.found.count; i++)
            count->after += str_equal(c->b.found.at[i].code, str_of(count->code));
        count->reports_before += count->before > before;
        count->reports_after += count->after > after;
    }
}

static bool tell(struct comparing *c, const struct report_row *r, const struct document *doc, struct error *err)
{
    c->found.count = c->told.count = 0;
    count_found(c);
    if (!run_found_compare(&c->a.found, &c->b.found, note, c, err))
        return false;
    pair(c);
    if (c->told.count > 0)
        qsort(c->told.at, c->told.count, sizeof *c->told.at, by_place);
    choose_decided(c, r->sha256);
    for (size_t i = 0; i < c->told.count; i++) {
        struct excerpt_difference *d = &c->told.at[i].d;

        d->report = r;
        find_decisions(c, d);
        d->page = document_page_at(doc, d->after.start) + 1;
        d->words = document_text(doc, d->after);
        d->document = doc;
        read_spans(c, c->told.at[i].spans);
        d->spans = c->spans.at;
        d->span_count = c->spans.count;
        if (!c->options->each(c->options->payload, d, err))
            return false;
    }
    return true;
}

static bool compare_report(void *payload, const struct report_row *r, struct error *err)
{
    struct comparing *c = payload;
    struct document *doc = NULL;
    struct range *answers = NULL;
    size_t answer_count = 0;
    bool ok = goes_on(c, err) && store_load_document(c->store, r->id, &doc, err)
        && store_answers_of(c->store, r->id, &answers, &answer_count, err)
        && run_side(c, &c->a, doc, answers, answer_count, err) && run_side(c, &c->b, doc, answers, answer_count, err)
        && tell(c, r, doc, err);

    c->sum->reports++;
    document_free(doc);
    free(answers);
    return ok;
}

bool run_diff(struct store *s, const struct codebook *a, const struct codebook *b, const struct diff_options *options,
              struct diff_summary *out, struct error *err)
{
    struct comparing c = {.store = s, .options = options, .sum = out};
    const struct decision_filter counting = {.reviewer = options->reviewer, .codebook = str_of(a->id),
                                             .counting = true};
    bool ok;

    *out = (struct diff_summary){0};
    ok = open_side(&c.a, a, err) && open_side(&c.b, b, err) && store_decisions(s, &counting, keep_decision, &c, err);
    if (ok) {
        if (c.decided.count > 0)
            qsort(c.decided.at, c.decided.count, sizeof *c.decided.at, by_report);
        choose_codes(&c);
        ok = store_reports(s, compare_report, &c, err);
    }
    out->given_up = c.a.given_up + c.b.given_up;
    close_side(&c.a);
    close_side(&c.b);
    free(c.found.at);
    free(c.told.at);
    free(c.decided.at);
    free(c.spans.at);
    arena_free(&c.arena);
    return ok;
}
