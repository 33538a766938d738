/* What a reviewer says: decisions, taken back, tags by hand, many at once, disagreements settled. An answer is sent
 * only after the study has it on the disk; the same request sent again does nothing again. */
#include "review/review_internal.h"
#include "review/words.h"
#include "store/decision.h"

#include <stdlib.h>

enum { EXCERPTS_AT_ONCE = 1000, EXCERPTS_TOLD = 200 };

/* Decisions of one request, with the memory of their names. */
struct several {
    struct { struct decision_new *at; size_t count, room; } decisions;
    struct { uint32_t *at; size_t count, room; } entries;
    struct decision_new like;           /* what they have in common */
    bool together;                      /* many in one go: what was noted of each is kept */
    struct arena arena;
};

static void free_several(struct several *s)
{
    free(s->decisions.at);
    free(s->entries.at);
    arena_free(&s->arena);
}

/* "BOOK/CODE" of the same book as the entry's code, as the study names it: without the book. */
static bool read_recode(struct str *out, const struct review_desk *d, uint32_t code, struct str name, struct error *err)
{
    struct str rest = name, book;
    const struct codebook *own = d->codes[code].book->book;

    *out = STR("");
    if (name.size == 0)
        return true;
    if (review_desk_code(d, name) < 0 || !str_next(&rest, '/', &book) || !str_equal(book, str_of(own->id)))
        return error_set(err, ERROR_USAGE, "codebook %s has no code %.*s", own->id, STR_ARGS(str_cut(name, 80)));
    *out = rest;
    return true;
}

/* One who decides many at once did not look at what they had noted of each. */
static void keep_noted(struct decision_new *one, const struct review_saying *noted)
{
    if (one->memo.size == 0)
        one->memo = str_of(noted->memo);
    one->star = one->star || noted->star;
}

static bool add_entry(struct several *s, const struct review_call *call, uint32_t entry, struct error *err)
{
    const struct review_desk *d = call->review->desk;
    const struct review_entry *e = &d->entries[entry];
    const struct review_reviewer *own = review_own(call);
    struct decision_new one = s->like;
    struct buf request = {0};
    char key[17];

    review_key_text(e->key, key);
    one.excerpt = arena_str(&s->arena, str_of(key));
    one.report = d->reports[e->report].sha256;
    if (s->together && own->says[entry].verdict == REVIEW_NONE)
        keep_noted(&one, &own->says[entry]);
    if (one.verdict == VERDICT_RECODE && !read_recode(&one.recode, d, e->code, review_asked_text(call, "code"), err))
        return false;
    buf_add_format(&request, "%.*s/%s", STR_ARGS(s->like.request), key);
    one.request = arena_str(&s->arena, buf_str(&request));
    buf_free(&request);
    *VEC_PUSH(&s->decisions) = one;
    *VEC_PUSH(&s->entries) = entry;
    return true;
}

static bool read_like(struct several *s, const struct review_call *call, struct error *err)
{
    struct str verdict = review_asked_text(call, "verdict");

    s->like = (struct decision_new){
        .request = review_asked_text(call, "request"), .reviewer = review_own(call)->id,
        .memo = review_asked_text(call, "memo"), .star = json_is_true(json_object_get(call->asked, "star")),
    };
    if (s->like.request.size == 0 || s->like.request.size > 64)
        return error_set(err, ERROR_USAGE, "what is to be saved needs a \"request\", a name of its own of 1 to 64 "
                         "letters");
    return store_find_verdict(verdict, &s->like.verdict)
        || error_set(err, ERROR_USAGE, "there is no verdict %.*s", STR_ARGS(str_cut(verdict, 40)));
}

static bool read_excerpts(struct several *s, const struct review_call *call, struct error *err)
{
    const json_t *list = json_object_get(call->asked, "excerpts"), *one;
    size_t i;

    if (!json_is_array(list) || json_array_size(list) == 0 || json_array_size(list) > EXCERPTS_AT_ONCE)
        return error_set(err, ERROR_USAGE, "\"excerpts\" must be a list of 1 to %d excerpts", EXCERPTS_AT_ONCE);
    s->together = json_array_size(list) > 1 && !s->like.adjudicated;
    json_array_foreach(list, i, one) {
        const char *id = json_string_value(one);
        const struct review_entry *e = review_desk_entry(call->review->desk, str_of(id));

        if (!e)
            return error_set(err, ERROR_INPUT, "there is no excerpt %.40s in the current passes", id ? id : "");
        if (!add_entry(s, call, (uint32_t)(e - call->review->desk->entries), err))
            return false;
    }
    return true;
}

static bool renew(struct review *r, const uint32_t *entries, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (!review_said_renew(r->said, r->desk, entries[i], r->study, err))
            return false;
    return true;
}

/* One is a decision of its own; several are a batch, which one undo takes back. */
static bool decide(struct review_call *call, struct several *s, struct error *err)
{
    struct review *r = call->review;
    struct decision_done done;
    bool ok;

    if (s->decisions.count == 1) {
        s->decisions.at[0].request = s->like.request;
        ok = store_decide(r->study, s->decisions.at, &done, err);
    } else {
        ok = store_decide_all(r->study, s->decisions.at, s->decisions.count, s->like.request, NULL, err);
    }
    if (!ok || !renew(r, s->entries.at, s->entries.count, err))
        return false;
    json_write_number(&call->json, "count", (int64_t)s->decisions.count);
    return true;
}

bool review_post_decide(struct review_call *call, struct error *err)
{
    struct several s = {0};
    bool ok = read_like(&s, call, err) && read_excerpts(&s, call, err) && decide(call, &s, err);

    free_several(&s);
    return ok;
}

bool review_post_settle(struct review_call *call, struct error *err)
{
    struct several s = {0};
    bool ok = read_like(&s, call, err);

    s.like.adjudicated = true;
    ok = ok && read_excerpts(&s, call, err) && decide(call, &s, err);
    free_several(&s);
    return ok;
}

/* Star and memo before there is a verdict. */
bool review_post_note(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    const struct review_entry *e = review_desk_entry(r->desk, review_asked_text(call, "excerpt"));
    struct decision_new note = {
        .request = review_asked_text(call, "request"), .reviewer = review_own(call)->id,
        .excerpt = review_asked_text(call, "excerpt"), .memo = review_asked_text(call, "memo"),
        .star = json_is_true(json_object_get(call->asked, "star"))};
    struct decision_done done;
    uint32_t entry;

    if (!e)
        return error_set(err, ERROR_INPUT, "there is no excerpt %.*s in the current passes",
                         STR_ARGS(str_cut(note.excerpt, 40)));
    entry = (uint32_t)(e - r->desk->entries);
    note.report = r->desk->reports[e->report].sha256;
    return store_note(r->study, &note, &done, err) && renew(r, &entry, 1, err);
}

/* Those that fit the filters and that the reviewer has not decided by another deed; *already: how many they have. */
static bool read_matches(struct several *s, const struct review_call *call, size_t *already, struct error *err)
{
    const struct review_reviewer *own = review_own(call);
    struct review_matches m;
    bool ok = review_match(&m, call, review_asked_filter, err);

    s->together = true;
    *already = 0;
    if (!ok)
        return false;
    for (size_t i = 0; ok && i < m.count; i++) {
        if (own->says[m.at[i]].verdict == REVIEW_NONE)
            ok = add_entry(s, call, m.at[i], err);
        else
            ++*already;
    }
    free(m.at);
    return ok;
}

bool review_post_preview(struct review_call *call, struct error *err)
{
    struct several s = {0};
    size_t already;
    bool ok = read_matches(&s, call, &already, err);

    if (ok) {
        json_write_number(&call->json, "count", (int64_t)s.decisions.count);
        json_write_number(&call->json, "already", (int64_t)already);
    }
    free_several(&s);
    return ok;
}

/* What the reviewer saw in the preview is what is done: where another number fits by now, nothing is. */
bool review_post_bulk(struct review_call *call, struct error *err)
{
    struct several s = {0};
    json_t *seen = json_object_get(call->asked, "count");
    size_t already;
    bool known, ok = read_like(&s, call, err) && store_desk_knows(call->review->study, s.like.request, &known, err);

    if (ok && known)
        json_write_number(&call->json, "count", json_integer_value(seen));
    else if (ok) {
        ok = read_matches(&s, call, &already, err);
        if (ok && (json_int_t)s.decisions.count != json_integer_value(seen))
            ok = error_set(err, ERROR_USAGE, "%zu excerpts fit by now, not those that the preview counted: look again",
                           s.decisions.count);
        ok = ok && (s.decisions.count > 0 || error_set(err, ERROR_USAGE, "there is nothing left to decide"))
            && decide(call, &s, err);
    }
    free_several(&s);
    return ok;
}

struct undone {
    struct review_call *call;
    struct { uint32_t *at; size_t count, room; } entries;
};

static bool take_undone(void *payload, const struct desk_deed *deed, struct error *err)
{
    struct undone *u = payload;
    const struct review_entry *e = review_desk_entry(u->call->review->desk, deed->excerpt);

    (void)err;
    if (e)
        *VEC_PUSH(&u->entries) = (uint32_t)(e - u->call->review->desk->entries);
    return true;
}

static bool undo_last(struct undone *u, struct str request, struct error *err)
{
    struct review *r = u->call->review;
    int64_t reviewer = review_own(u->call)->id;
    struct decision_done done;
    struct desk_deed last;
    char batch[DECISION_MAX_REQUEST + 1];
    size_t count;

    if (!store_desk_last(r->study, reviewer, &last, err))
        return false;
    if (last.decision == 0)
        return error_set(err, ERROR_USAGE, "there is nothing to undo");
    snprintf(batch, sizeof batch, "%.*s", STR_ARGS(last.batch));
    if (!store_desk_deeds(r->study, last.decision, take_undone, u, err))
        return false;
    return *batch ? store_undo_batch(r->study, request, reviewer, str_of(batch), &count, err)
        : store_undo(r->study, request, reviewer, last.decision, &done, err);
}

/* A tag by hand that is taken back is no excerpt any more, unless another has tagged the same. */
static bool drop_tag(struct review *r, uint32_t entry, struct error *err)
{
    char key[17];
    bool stays;

    review_key_text(r->desk->entries[entry].key, key);
    if (!store_desk_is_hand(r->study, str_of(key), &stays, err))
        return false;
    if (!stays) {
        review_desk_remove(r->desk, entry);
        review_said_remove(r->said, r->desk, entry);
    }
    return true;
}

/* The excerpt that a tag by hand has made, if it is none yet; then what was said of it. */
static bool take_tag(struct review *r, const struct review_entry *made, struct error *err)
{
    char key[17];
    const struct review_entry *there;
    uint32_t at;

    review_key_text(made->key, key);
    there = review_desk_entry(r->desk, str_of(key));
    if (!there && r->desk->entry_count >= r->said->room)
        return review_reload(r, err);
    if (there) {
        at = (uint32_t)(there - r->desk->entries);
    } else {
        review_desk_insert(r->desk, made, &at);
        review_said_insert(r->said, r->desk, at);
    }
    return renew(r, &at, 1, err);
}

bool review_post_undo(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    struct str request = review_asked_text(call, "request");
    struct undone u = {.call = call};
    bool by_hand = false, known = false, ok = store_desk_knows(r->study, request, &known, err);

    ok = ok && (known || undo_last(&u, request, err)) && renew(r, u.entries.at, u.entries.count, err);
    for (size_t i = 0; i < u.entries.count; i++)
        by_hand = by_hand || *r->desk->rules[r->desk->entries[u.entries.at[i]].rule].id == '\0';
    if (ok) {
        json_write_number(&call->json, "count", (int64_t)u.entries.count);
        json_write_array(&call->json, "excerpts");
        for (size_t i = 0; i < u.entries.count && i < EXCERPTS_TOLD; i++) {
            json_write_object(&call->json, NULL);
            review_write_key(&call->json, "id", r->desk->entries[u.entries.at[i]].key);
            review_write_saying(&call->json, &review_own(call)->says[u.entries.at[i]]);
            json_write_object_end(&call->json);
        }
        json_write_array_end(&call->json);
    }
    ok = ok && (!by_hand || (u.entries.count == 1 ? drop_tag(r, u.entries.at[0], err) : review_reload(r, err)));
    free(u.entries.at);
    return ok;
}

/* A place that the browser names by a block and its own units in that block's text. */
static bool read_place(uint32_t *out, const struct review_call *call, const struct document *doc, const char *block,
                       const char *units)
{
    json_t *number = json_object_get(call->asked, block), *at = json_object_get(call->asked, units);
    struct range r;

    if (!json_is_integer(number) || !json_is_integer(at) || json_integer_value(number) < 0 || json_integer_value(at) < 0
        || (size_t)json_integer_value(number) >= doc->block_count)
        return false;
    r = doc->blocks[json_integer_value(number)].range;
    *out = r.start + (uint32_t)review_byte_at(document_text(doc, r), (size_t)json_integer_value(at));
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static bool read_range(struct range *out, const struct review_call *call, const struct document *doc, struct error *err)
{
    const char *text = doc->text.at;

    if (!read_place(&out->start, call, doc, "from_block", "from")
        || !read_place(&out->stop, call, doc, "to_block", "to"))
        return error_set(err, ERROR_USAGE, "these are no words of the report");
    while (out->start < out->stop && is_blank(text[out->start]))
        out->start++;
    while (out->stop > out->start && is_blank(text[out->stop - 1]))
        out->stop--;
    return out->stop > out->start || error_set(err, ERROR_USAGE, "select some words first");
}

bool review_post_tag(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    struct str name = review_asked_text(call, "code");
    int64_t code = review_desk_code(r->desk, name);
    const struct review_report *report;
    const struct document *doc = NULL;
    struct decision_new d = {
        .request = review_asked_text(call, "request"), .reviewer = review_own(call)->id, .verdict = VERDICT_ACCEPT,
        .memo = review_asked_text(call, "memo"), .star = json_is_true(json_object_get(call->asked, "star"))};
    struct review_entry made = {.standing = STANDING_PRESENT};      /* no rule found words in it: of no pass */
    struct decision_done done;
    bool ok;

    if (code < 0)
        return error_set(err, ERROR_USAGE, "there is no code %.*s", STR_ARGS(str_cut(name, 80)));
    if (!review_find_report(&report, r, review_asked_text(call, "report"), err)
        || !review_documents_take(r->documents, r->study, report->id, &doc, err))
        return false;
    d.report = report->sha256;
    d.codebook = str_of(r->desk->codes[code].book->book->id);
    d.code = str_of(r->desk->codes[code].code->id);
    ok = read_range(&d.range, call, doc, err);
    d.seen = ok ? document_text(doc, d.range) : STR("");
    ok = ok && store_decide(r->study, &d, &done, err);
    review_documents_give(r->documents, doc);
    if (!ok)
        return false;
    json_write_text(&call->json, "id", str_of(done.excerpt));
    made.range = d.range;
    made.report = (uint32_t)(report - r->desk->reports);
    made.code = (uint32_t)code;
    made.rule = r->desk->codes[code].first_rule + (uint32_t)r->desk->codes[code].code->rule_count;
    return review_key_of(str_of(done.excerpt), &made.key) && take_tag(r, &made, err);
}
