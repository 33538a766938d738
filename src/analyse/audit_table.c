#include "analyse/audit_table.h"

#include "analyse/unsearched.h"
#include "store/listing.h"
#include "store/provenance.h"

#include <stdlib.h>

const char *const analyse_audit_states[AUDIT_STATES] = {
    "found", "found negative", "searched and not found", "unclear", "unreadable", "not reviewed",
};
const char *const analyse_audit_bases[AUDIT_BASES] = {"", "rules", "reviewers"};

/* An excerpt that may be shown. */
struct shown {
    struct str key;
    struct range range;
};

/* An excerpt by its key, so that those which reviewers named are found. */
struct named {
    struct shown shown;
    size_t report, code;
};

/* What is known of a cell until it is whole. */
struct pending {
    struct range range;                 /* of its excerpt */
    struct str named;                   /* the excerpts that reviewers named: keys with blanks between */
    struct str proposal;                /* the answer by the excerpts alone */
    bool settled;                       /* by an adjudicator */
};

/* What one report has of the codes of one codebook, by the code's place and the standing. */
struct found {
    bool searched;
    size_t (*counts)[STANDING_COUNT];
    struct shown (*best)[STANDING_COUNT];
};

struct auditing {
    struct audit_table *out;
    const struct audit_options *options;
    struct store *store;
    const struct codebook *book;        /* in hand */
    struct found *found;                /* of it, for each report */
    struct unsearched unsearched;
    size_t first;                       /* its first question among asked */
    struct { int64_t *at; size_t count, room; } passes;
    struct { struct audit_asked *at; size_t count, room; } asked;
    struct { struct audit_report *at; size_t count, room; } reports;
    struct { struct audit_file *at; size_t count, room; } files;
    struct { struct audit_cell *at; size_t count, room; } cells;
    struct { struct pending *at; size_t count, room; } pending;     /* beside the cells */
    struct { struct named *at; size_t count, room; } named;         /* excerpts of the book in hand, by key */
};

static bool keep_report(void *payload, const struct report_row *r, struct error *err)
{
    struct auditing *a = payload;
    struct arena *arena = &a->out->arena;

    (void)err;
    *VEC_PUSH(&a->reports) = (struct audit_report){
        r->id, arena_str(arena, r->sha256), arena_str(arena, r->path), arena_str(arena, r->attributes.partnership),
        arena_str(arena, r->attributes.period)};
    return true;
}

static bool keep_file(void *payload, const struct problem_row *p, struct error *err)
{
    struct auditing *a = payload;

    (void)err;
    *VEC_PUSH(&a->files) = (struct audit_file){arena_str(&a->out->arena, p->path),
                                               arena_str(&a->out->arena, p->reason)};
    return true;
}

static bool keep_pass(void *payload, const struct pass_row *p, struct error *err)
{
    struct auditing *a = payload;

    (void)err;
    if (p->current && (a->options->codebook.size == 0 || str_equal(p->codebook, a->options->codebook)))
        *VEC_PUSH(&a->passes) = p->pass;
    return true;
}

static size_t find_report(const struct auditing *a, int64_t id)
{
    size_t i = 0;

    while (i < a->reports.count && a->reports.at[i].id != id)
        i++;
    return i;
}

static bool add_evidence(void *payload, const struct evidence_row *r, struct error *err)
{
    struct auditing *a = payload;
    size_t report = find_report(a, r->report), standing = str_find(r->standing, standing_words, STANDING_COUNT);
    struct found *f;
    struct shown shown;

    (void)err;
    if (report == a->reports.count || r->ordinal >= a->book->code_count)
        return true;
    f = &a->found[report];
    shown = (struct shown){arena_str(&a->out->arena, r->key), r->range};
    if (standing < STANDING_COUNT && f->counts[r->ordinal][standing]++ == 0)
        f->best[r->ordinal][standing] = shown;
    *VEC_PUSH(&a->named) = (struct named){shown, report, r->ordinal};
    return true;
}

static void show(struct auditing *a, const struct audit_when *when, const struct found *f, struct audit_cell *cell,
                 struct pending *pending)
{
    const struct audit_condition *c = &when->conditions[0];
    size_t code = (size_t)(c->code - a->book->codes);

    for (int s = 0; s < STANDING_COUNT && cell->key.size == 0; s++)
        if (c->standing[s] && f->counts[code][s] > 0) {
            cell->key = f->best[code][s].key;
            cell->code = arena_str(&a->out->arena, str_of(c->code->id));
            pending->range = f->best[code][s].range;
        }
}

/* By the excerpts alone. */
static void propose(struct auditing *a, const struct audit_question *q, const struct found *f,
                    struct audit_cell *cell, struct pending *pending)
{
    static const enum audit_answer answers[AUDIT_KINDS] = {AUDIT_YES, AUDIT_PARTLY, AUDIT_NO};
    const struct audit_when *when = codebook_answer(a->book, q, f->counts);
    enum audit_answer answer = when ? answers[when->kind] : AUDIT_NOT_FOUND;

    *cell = (struct audit_cell){.state = AUDIT_STATE_NOT_REVIEWED, .answer = STR("")};
    *pending = (struct pending){.proposal = STR("")};
    if (q->when_count == 0 || !f->searched)
        return;
    cell->state = answer == AUDIT_NOT_FOUND ? AUDIT_STATE_NOT_FOUND
                : answer == AUDIT_NO ? AUDIT_STATE_NEGATIVE : AUDIT_STATE_FOUND;
    cell->basis = AUDIT_BY_RULES;
    cell->answer = pending->proposal = str_of(store_audit_words[answer]);
    if (when)
        show(a, when, f, cell, pending);
}

static bool fill_found(struct auditing *a, struct error *err)
{
    const struct evidence_filter filter = {.codebook = str_of(a->book->id), .status = a->options->status};
    struct arena *arena = &a->out->arena;

    a->found = arena_alloc(arena, a->reports.count + 1, sizeof *a->found);
    for (size_t r = 0; r < a->reports.count; r++) {
        a->found[r].searched = !analyse_is_unsearched(&a->unsearched, filter.codebook, a->reports.at[r].id);
        a->found[r].counts = arena_alloc(arena, a->book->code_count, sizeof *a->found[r].counts);
        a->found[r].best = arena_alloc(arena, a->book->code_count, sizeof *a->found[r].best);
    }
    return store_evidence(a->store, &filter, add_evidence, a, err);
}

static void add_question(struct auditing *a, const struct audit_question *q)
{
    struct arena *arena = &a->out->arena;

    *VEC_PUSH(&a->asked) = (struct audit_asked){
        .codebook = arena_str(arena, str_of(a->book->id)), .version = arena_str(arena, str_of(a->book->version)),
        .id = arena_str(arena, str_of(q->id)), .number = arena_str(arena, str_of(q->number)),
        .text = arena_str(arena, str_of(q->text))};
    for (size_t r = 0; r < a->reports.count; r++) {
        struct audit_cell *cell = VEC_PUSH(&a->cells);

        propose(a, q, &a->found[r], cell, VEC_PUSH(&a->pending));
    }
}

/* An answer that counts: of one reviewer, question and report the newest. Rows come by age; what was adjudicated
 * overrides what reviewers said, and the newest of several such. */
static bool add_answer(void *payload, const struct audit_row *r, struct error *err)
{
    struct auditing *a = payload;
    size_t q = a->first, report = 0;
    bool adjudicated = str_equal(r->kind, STR("adjudicated")), again;
    struct audit_cell *cell;
    struct pending *pending;

    (void)err;
    while (q < a->asked.count && !str_equal(a->asked.at[q].id, r->question))
        q++;
    while (report < a->reports.count && !str_equal(a->reports.at[report].sha256, r->report))
        report++;
    if (q == a->asked.count || report == a->reports.count)
        return true;
    cell = &a->cells.at[q * a->reports.count + report];
    pending = &a->pending.at[q * a->reports.count + report];
    again = cell->basis == AUDIT_BY_REVIEWERS;
    if (pending->settled && !adjudicated)
        return true;
    if (again && !adjudicated && !str_equal(cell->answer, r->answer))
        cell->answer = STR("disagreed");
    else
        cell->answer = arena_str(&a->out->arena, r->answer);
    cell->basis = AUDIT_BY_REVIEWERS;
    pending->settled = adjudicated;
    if (r->evidence.size > 0)
        pending->named = arena_str(&a->out->arena, r->evidence);
    return true;
}

static int by_key(const void *a, const void *b)
{
    const struct named *x = a, *y = b;

    return str_compare(x->shown.key, y->shown.key);
}

/* Shows what reviewers named; where they named nothing, the proposal's excerpt only if they said the same. */
static void show_named(struct auditing *a, size_t report, struct audit_cell *cell, struct pending *pending)
{
    struct str rest = pending->named;
    struct named wanted = {0}, *found = NULL;

    if (cell->basis != AUDIT_BY_REVIEWERS || (rest.size == 0 && str_equal(cell->answer, pending->proposal)))
        return;
    cell->key = cell->code = STR("");
    while (!found && a->named.count > 0 && str_next(&rest, ' ', &wanted.shown.key)) {
        found = bsearch(&wanted, a->named.at, a->named.count, sizeof wanted, by_key);
        found = found && found->report == report ? found : NULL;
    }
    if (!found)
        return;
    cell->key = found->shown.key;
    cell->code = arena_str(&a->out->arena, str_of(a->book->codes[found->code].id));
    pending->range = found->shown.range;
}

static enum audit_state state_of(struct str answer)
{
    static const enum audit_state states[AUDIT_COUNT] = {
        AUDIT_STATE_FOUND, AUDIT_STATE_FOUND, AUDIT_STATE_NEGATIVE, AUDIT_STATE_UNCLEAR, AUDIT_STATE_NOT_FOUND,
        AUDIT_STATE_UNREADABLE};
    enum audit_answer which;

    return store_find_audit_word(answer, &which) ? states[which] : AUDIT_STATE_UNCLEAR;
}

static void finish_question(struct auditing *a, size_t q)
{
    struct audit_asked *asked = &a->asked.at[q];

    for (size_t r = 0; r < a->reports.count; r++) {
        struct audit_cell *cell = &a->cells.at[q * a->reports.count + r];

        show_named(a, r, cell, &a->pending.at[q * a->reports.count + r]);
        if (cell->basis == AUDIT_BY_REVIEWERS)
            cell->state = state_of(cell->answer);
        asked->states[cell->state]++;
        asked->partly += str_equal(cell->answer, STR("partly"));
        asked->reviewed += cell->basis == AUDIT_BY_REVIEWERS;
    }
    asked->of = a->reports.count - asked->states[AUDIT_STATE_UNREADABLE] - asked->states[AUDIT_STATE_NOT_REVIEWED];
    asked->interval = analyse_wilson(asked->states[AUDIT_STATE_FOUND], asked->of, 0.95);
}

static bool is_asked(const struct auditing *a, const struct audit_question *q)
{
    return a->options->question.size == 0 || str_equal(str_of(q->id), a->options->question)
        || str_equal(str_of(q->number), a->options->question);
}

static bool audit_book(struct auditing *a, int64_t pass, struct error *err)
{
    struct audit_filter answers = {.counting = true};
    struct codebook *book;
    bool ok;

    if (!store_pass_codebook(a->store, pass, &book, err))
        return false;
    a->book = book;
    a->first = a->asked.count;
    a->named.count = 0;
    answers.codebook = str_of(book->id);
    ok = book->question_count == 0 || fill_found(a, err);
    for (size_t i = 0; ok && i < book->question_count; i++)
        if (is_asked(a, &book->questions[i]))
            add_question(a, &book->questions[i]);
    if (a->named.count > 0)
        qsort(a->named.at, a->named.count, sizeof *a->named.at, by_key);
    ok = ok && store_audit_answers(a->store, &answers, add_answer, a, err);
    for (size_t q = a->first; ok && q < a->asked.count; q++)
        finish_question(a, q);
    codebook_free(book);
    return ok;
}

/* Of one report, all questions. */
static bool fill_words(struct auditing *a, size_t report, struct error *err)
{
    struct document *doc;

    if (!store_load_document(a->store, a->reports.at[report].id, &doc, err))
        return false;
    for (size_t q = 0; q < a->asked.count; q++) {
        struct audit_cell *cell = &a->cells.at[q * a->reports.count + report];
        struct range r = a->pending.at[q * a->reports.count + report].range;

        if (cell->key.size == 0 || r.stop > doc->text.size || r.start >= r.stop)
            continue;
        cell->page = document_page_at(doc, r.start) + 1;
        cell->words = arena_str(&a->out->arena, document_text(doc, r));
    }
    document_free(doc);
    return true;
}

/* What was gathered, for the caller. */
static void hand_out(struct auditing *a)
{
    struct audit_table *t = a->out;

    t->asked = arena_copy_array(&t->arena, a->asked.at, a->asked.count, sizeof *t->asked);
    t->reports = arena_copy_array(&t->arena, a->reports.at, a->reports.count, sizeof *t->reports);
    t->files = arena_copy_array(&t->arena, a->files.at, a->files.count, sizeof *t->files);
    t->cells = arena_copy_array(&t->arena, a->cells.at, a->cells.count, sizeof *t->cells);
    t->asked_count = a->asked.count;
    t->report_count = a->reports.count;
    t->file_count = a->files.count;
    free(a->passes.at);
    free(a->asked.at);
    free(a->reports.at);
    free(a->files.at);
    free(a->cells.at);
    free(a->pending.at);
    free(a->named.at);
    analyse_unsearched_free(&a->unsearched);
}

bool analyse_audit(struct audit_table *out, struct store *s, const struct audit_options *options, struct error *err)
{
    struct auditing a = {.out = out, .options = options, .store = s};
    bool ok;

    *out = (struct audit_table){0};
    ok = analyse_unsearched(&a.unsearched, s, options->codebook, err) && store_reports(s, keep_report, &a, err)
        && store_problems(s, keep_file, &a, err)
        && store_passes(s, keep_pass, &a, err);
    for (size_t i = 0; ok && i < a.passes.count; i++)
        ok = audit_book(&a, a.passes.at[i], err);
    if (ok && a.asked.count == 0)
        ok = error_set(err, ERROR_INPUT, "no complete pass is of a codebook that asks such a question: \"excerpta "
                       "passes\" lists the passes, and <audit> in a codebook asks");
    for (size_t r = 0; ok && options->words && r < a.reports.count; r++)
        ok = fill_words(&a, r, err);
    hand_out(&a);
    return ok;
}

void analyse_audit_free(struct audit_table *t)
{
    arena_free(&t->arena);
}
