/* The audit form of a report: each question of the codebooks, answered from the excerpts, to be confirmed or
 * changed. */
#include "review/review_internal.h"
#include "store/audit.h"

#include <stdlib.h>
#include <string.h>

enum { EVIDENCE_SHOWN = 12, EVIDENCE_BYTES = 240 };

/* What a reviewer answered before, by question. */
struct answered {
    struct { struct { struct str codebook, question, answer, memo; } *at; size_t count, room; } rows;
    struct arena arena;
};

struct form {
    struct review *review;
    const struct review_reviewer *own;
    const struct review_report *report;
    const struct document *doc;
    struct answered answered;
    struct json_writer *json;
};

static bool take_answer(void *payload, const struct audit_row *row, struct error *err)
{
    struct answered *a = payload;

    (void)err;
    VEC_PUSH(&a->rows);
    a->rows.at[a->rows.count - 1].codebook = arena_str(&a->arena, row->codebook);
    a->rows.at[a->rows.count - 1].question = arena_str(&a->arena, row->question);
    a->rows.at[a->rows.count - 1].answer = arena_str(&a->arena, row->answer);
    a->rows.at[a->rows.count - 1].memo = arena_str(&a->arena, row->memo);
    return true;
}

/* What the reviewer has rejected, or given another code, is no evidence. */
static bool is_evidence(const struct form *f, uint32_t entry)
{
    enum review_verdict v = f->own->says[entry].verdict;

    return v != REVIEW_REJECT && v != REVIEW_RECODE
        && review_said_is_theirs(f->review->desk, entry, f->own);
}

static size_t (*count_codes(const struct form *f, const struct review_book *book))[STANDING_COUNT]
{
    const struct review_desk *d = f->review->desk;
    size_t bytes = (book->book->code_count + 1) * sizeof(size_t[STANDING_COUNT]);
    size_t (*counts)[STANDING_COUNT] = must_realloc(NULL, bytes);

    memset(counts, 0, bytes);
    for (uint32_t i = f->report->first; i < f->report->first + f->report->excerpts; i++)
        if (d->codes[d->entries[i].code].book == book && is_evidence(f, i))
            counts[d->entries[i].code - book->first_code][d->entries[i].standing]++;
    return counts;
}

static bool answers(const struct audit_when *when, const struct review_desk *d, const struct review_entry *e)
{
    for (size_t i = 0; when && i < when->condition_count; i++)
        if (when->conditions[i].code == d->codes[e->code].code
            && (when->conditions[i].any ? when->conditions[i].standing[e->standing]
                : e->standing == STANDING_PRESENT))
            return true;
    return false;
}

static void write_evidence(const struct form *f, const struct review_book *book, const struct audit_when *when)
{
    const struct review_desk *d = f->review->desk;
    size_t shown = 0;

    json_write_array(f->json, "evidence");
    for (uint32_t i = f->report->first; i < f->report->first + f->report->excerpts && shown < EVIDENCE_SHOWN; i++) {
        const struct review_entry *e = &d->entries[i];

        if (d->codes[e->code].book != book || !answers(when, d, e) || !is_evidence(f, i)
            || e->range.stop > f->doc->text.size)
            continue;
        shown++;
        json_write_object(f->json, NULL);
        review_write_key(f->json, "id", e->key);
        review_write_code_name(f->json, "code", d, e->code);
        json_write_text(f->json, "standing", str_of(standing_words[e->standing]));
        json_write_number(f->json, "page", (int64_t)document_page_at(f->doc, e->range.start) + 1);
        json_write_text(f->json, "words", str_cut(document_text(f->doc, e->range), EVIDENCE_BYTES));
        json_write_object_end(f->json);
    }
    json_write_array_end(f->json);
}

static void write_mine(const struct form *f, struct str book, struct str question)
{
    struct str answer = STR(""), memo = STR("");

    for (size_t i = 0; i < f->answered.rows.count; i++)
        if (str_equal(f->answered.rows.at[i].codebook, book) && str_equal(f->answered.rows.at[i].question, question)) {
            answer = f->answered.rows.at[i].answer;
            memo = f->answered.rows.at[i].memo;
        }
    json_write_text(f->json, "answer", answer);
    json_write_text(f->json, "memo", memo);
}

static void write_questions(const struct form *f, const struct review_book *book)
{
    static const char *const kinds[AUDIT_KINDS] = {"yes", "partly", "no"};
    size_t (*counts)[STANDING_COUNT] = count_codes(f, book);

    for (size_t i = 0; i < book->book->question_count; i++) {
        const struct audit_question *q = &book->book->questions[i];
        const struct audit_when *when = codebook_answer(book->book, q, counts);

        json_write_object(f->json, NULL);
        json_write_text(f->json, "codebook", str_of(book->book->id));
        json_write_text(f->json, "id", str_of(q->id));
        json_write_text(f->json, "number", str_of(q->number));
        json_write_text(f->json, "text", str_of(q->text));
        json_write_text(f->json, "proposed", str_of(when ? kinds[when->kind] : "not found"));
        write_evidence(f, book, when);
        write_mine(f, str_of(book->book->id), str_of(q->id));
        json_write_object_end(f->json);
    }
    free(counts);
}

bool review_get_audit(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    struct form f = {.review = r, .own = review_own(call), .json = &call->json};
    struct audit_filter filter = {.reviewer = f.own->name, .report = call->rest, .counting = true};
    bool ok = review_find_report(&f.report, r, call->rest, err)
        && review_documents_take(r->documents, r->study, f.report->id, &f.doc, err)
        && store_audit_answers(r->study, &filter, take_answer, &f.answered, err);

    json_write_array(&call->json, "questions");
    for (size_t i = 0; ok && i < r->desk->book_count; i++)
        write_questions(&f, &r->desk->books[i]);
    json_write_array_end(&call->json);
    review_documents_give(r->documents, f.doc);
    free(f.answered.rows.at);
    arena_free(&f.answered.arena);
    return ok;
}

static const struct review_book *find_question(const struct review_desk *d, struct str book, struct str question)
{
    for (size_t b = 0; b < d->book_count; b++)
        for (size_t i = 0; i < d->books[b].book->question_count; i++)
            if (str_equal(str_of(d->books[b].book->id), book)
                && str_equal(str_of(d->books[b].book->questions[i].id), question))
                return &d->books[b];
    return NULL;
}

bool review_post_audit(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    const struct review_report *report;
    struct audit_new a = {
        .request = review_asked_text(call, "request"), .reviewer = review_own(call)->id,
        .codebook = review_asked_text(call, "codebook"), .question = review_asked_text(call, "question"),
        .memo = review_asked_text(call, "memo"), .evidence = review_asked_text(call, "evidence")};
    const struct review_book *book = find_question(r->desk, a.codebook, a.question);
    struct decision_done done;

    if (!review_find_report(&report, r, review_asked_text(call, "report"), err))
        return false;
    if (!book)
        return error_set(err, ERROR_INPUT, "the codebooks ask no question %.*s", STR_ARGS(str_cut(a.question, 80)));
    if (!store_find_audit_word(review_asked_text(call, "answer"), &a.answer))
        return error_set(err, ERROR_USAGE, "the answer is yes, partly, no, unclear, not found or unreadable");
    a.report = report->sha256;
    a.version = book->version;
    return store_answer_audit(r->study, &a, &done, err);
}

struct undoing {
    struct review_call *call;
    int64_t undo;           /* the entry's number */
};

static bool tell_undone(void *payload, const struct audit_row *row, struct error *err)
{
    struct undoing *u = payload;

    (void)err;
    if (row->answer_id != u->undo)
        return true;
    json_write_text(&u->call->json, "codebook", row->codebook);
    json_write_text(&u->call->json, "question", row->question);
    return true;
}

bool review_post_audit_undo(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    const struct review_reviewer *own = review_own(call);
    const struct review_report *report;
    struct undoing u = {call, 0};
    struct audit_filter filter = {.reviewer = own->name};
    struct decision_done done;

    if (!review_find_report(&report, r, review_asked_text(call, "report"), err)
        || !store_undo_last_audit(r->study, review_asked_text(call, "request"), own->id, report->sha256, &done, err))
        return false;
    filter.report = report->sha256;
    u.undo = done.decision;
    return store_audit_answers(r->study, &filter, tell_undone, &u, err);
}
