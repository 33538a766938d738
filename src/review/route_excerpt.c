/* Excerpts as they are reviewed: the words in their paragraph, what stands on the same words, and the same words in
 * other reports. */
#include "review/review_internal.h"
#include "review/words.h"

#include <stdlib.h>

enum {
    EXCERPTS_AT_ONCE = 20,
    ROWS_AT_ONCE = 100,
    ROW_BYTES = 240,        /* of an excerpt's words, in a list */
    SHOWN_BLOCKS = 40,      /* of an excerpt that is a whole section or report */
    GROUP_SHOWN = 50,
};

/* An excerpt with what is needed to write it. */
struct shown {
    struct review *review;
    const struct review_reviewer *own;
    const struct review_entry *entry;
    const struct document *doc;
    struct range *spans;
    size_t span_count;
    struct json_writer *json;
};

static void write_place(const struct shown *s)
{
    size_t page = document_page_at(s->doc, s->entry->range.start);

    json_write_number(s->json, "page", (int64_t)page + 1);
    json_write_text(s->json, "label", str_of(s->doc->pages[page].label));
}

static void write_head(const struct shown *s)
{
    const struct review_desk *d = s->review->desk;
    const struct review_entry *e = s->entry;

    review_write_key(s->json, "id", e->key);
    json_write_text(s->json, "report", d->reports[e->report].sha256);
    review_write_code_name(s->json, "code", d, e->code);
    json_write_text(s->json, "rule", str_of(d->rules[e->rule].id));
    json_write_text(s->json, "standing", str_of(standing_words[e->standing]));
    write_place(s);
}

static void write_said(const struct shown *s)
{
    size_t entry = (size_t)(s->entry - s->review->desk->entries);

    json_write_object(s->json, "mine");
    review_write_saying(s->json, &s->own->says[entry]);
    json_write_object_end(s->json);
}

/* What others said is for an adjudicator's eyes only. */
static void write_theirs(const struct shown *s)
{
    const struct review_said *said = s->review->said;
    size_t entry = (size_t)(s->entry - s->review->desk->entries);

    json_write_array(s->json, "theirs");
    for (size_t i = 0; s->own->adjudicates && i < said->reviewers.count; i++) {
        const struct review_reviewer *one = &said->reviewers.at[i];

        if (one == s->own || one->says[entry].verdict == REVIEW_NONE)
            continue;
        json_write_object(s->json, NULL);
        json_write_text(s->json, "reviewer", one->name);
        review_write_saying(s->json, &one->says[entry]);
        json_write_object_end(s->json);
    }
    json_write_array_end(s->json);
}

static void write_heading(const struct shown *s, size_t block)
{
    struct { struct str *at; size_t count, room; } path = {0};

    for (int h = s->doc->blocks[block].heading; h != DOCUMENT_NONE; h = s->doc->blocks[h].heading)
        *VEC_PUSH(&path) = document_text(s->doc, s->doc->blocks[h].range);
    json_write_array(s->json, "heading");
    while (path.count > 0)
        json_write_text(s->json, NULL, path.at[--path.count]);
    json_write_array_end(s->json);
    free(path.at);
}

static void write_block(const struct shown *s, size_t block)
{
    const struct block *b = &s->doc->blocks[block];

    json_write_object(s->json, NULL);
    json_write_text(s->json, "kind", str_of(block_kind_words[b->kind]));
    review_write_words(s->json, "words", s->doc, b->range, s->entry->range, s->spans, s->span_count);
    json_write_object_end(s->json);
}

static bool is_prose(const struct document *doc, size_t block)
{
    return doc->blocks[block].kind != BLOCK_HEADING && doc->blocks[block].kind != BLOCK_CONTENTS;
}

/* The blocks that the excerpt touches, and the prose on either side. */
static void write_blocks(const struct shown *s)
{
    size_t first = document_block_at(s->doc, s->entry->range.start), last = first, stop;

    while (last + 1 < s->doc->block_count && s->doc->blocks[last + 1].range.start < s->entry->range.stop)
        last++;
    write_heading(s, first);
    if (first > 0 && is_prose(s->doc, first - 1))
        first--;
    if (last + 1 < s->doc->block_count && is_prose(s->doc, last + 1))
        last++;
    stop = last - first + 1 > SHOWN_BLOCKS ? first + SHOWN_BLOCKS : last + 1;
    json_write_array(s->json, "blocks");
    for (size_t i = first; i < stop; i++)
        write_block(s, i);
    json_write_array_end(s->json);
    json_write_number(s->json, "left_out", (int64_t)(last + 1 - stop));
}

/* Other excerpts that share words with this one: they stand near it in the report's order. */
static void write_others(const struct shown *s)
{
    const struct review_desk *d = s->review->desk;
    const struct review_report *r = &d->reports[s->entry->report];

    json_write_array(s->json, "others");
    for (uint32_t i = r->first; i < r->first + r->excerpts; i++) {
        const struct review_entry *o = &d->entries[i];

        if (o->range.start >= s->entry->range.stop)
            break;
        if (o == s->entry || o->range.stop <= s->entry->range.start
            || !review_said_is_theirs(d, i, s->own))
            continue;
        json_write_object(s->json, NULL);
        review_write_key(s->json, "id", o->key);
        review_write_code_name(s->json, "code", d, o->code);
        json_write_text(s->json, "standing", str_of(standing_words[o->standing]));
        json_write_object_end(s->json);
    }
    json_write_array_end(s->json);
}

/* Only what is theirs: all of it may be decided in one go. */
static void write_group(const struct shown *s)
{
    const struct review_desk *d = s->review->desk;
    size_t shown = 0;

    json_write_array(s->json, "same");
    for (uint32_t i = 0; s->entry->group != REVIEW_NO_GROUP && i < d->entry_count && shown < GROUP_SHOWN; i++) {
        const struct review_entry *o = &d->entries[i];

        if (o->group != s->entry->group || o == s->entry || !review_said_is_theirs(d, i, s->own))
            continue;
        shown++;
        json_write_object(s->json, NULL);
        review_write_key(s->json, "id", o->key);
        json_write_text(s->json, "report", d->reports[o->report].sha256);
        json_write_object_end(s->json);
    }
    json_write_array_end(s->json);
}

static void write_row(const struct shown *s)
{
    struct range r = s->entry->range;
    struct str words = str_cut(document_text(s->doc, r), ROW_BYTES);

    write_head(s);
    review_write_words(s->json, "words", s->doc, (struct range){r.start, r.start + (uint32_t)words.size}, r, s->spans,
                       s->span_count);
    json_write_bool(s->json, "cut", words.size < r.stop - r.start);
    write_said(s);
}

static void write_whole(const struct shown *s)
{
    write_head(s);
    write_blocks(s);
    write_others(s);
    write_group(s);
    write_said(s);
    write_theirs(s);
}

static bool write_one(struct review_call *call, struct str id, void (*write)(const struct shown *), struct error *err)
{
    struct review *r = call->review;
    struct shown s = {.review = r, .entry = review_desk_entry(r->desk, id), .json = &call->json,
                      .own = review_own(call)};
    struct desk_excerpt e;
    bool ok;

    if (!s.entry)
        return error_set(err, ERROR_INPUT, "there is no excerpt %.*s in the current passes",
                         STR_ARGS(str_cut(id, 40)));
    e = review_desk_excerpt(r->desk, s.entry);
    ok = review_documents_take(r->documents, r->study, e.report, &s.doc, err)
        && store_desk_spans(r->study, &e, &s.spans, &s.span_count, err);
    if (ok && e.range.stop > s.doc->text.size)
        ok = error_set(err, ERROR_STUDY, "the study is damaged: an excerpt lies outside its report");
    if (ok) {
        json_write_object(s.json, NULL);
        write(&s);
        json_write_object_end(s.json);
    }
    free(s.spans);
    review_documents_give(r->documents, s.doc);
    return ok;
}

static bool write_several(struct review_call *call, size_t most, void (*write)(const struct shown *), struct error *err)
{
    struct str ids = review_query(call, "ids"), id;
    size_t count = 0;

    json_write_array(&call->json, "excerpts");
    while (str_next(&ids, ',', &id)) {
        if (++count > most)
            return error_set(err, ERROR_USAGE, "at most %zu excerpts at once", most);
        if (!write_one(call, id, write, err))
            return false;
    }
    json_write_array_end(&call->json);
    return true;
}

bool review_get_excerpts(struct review_call *call, struct error *err)
{
    return write_several(call, EXCERPTS_AT_ONCE, write_whole, err);
}

bool review_get_rows(struct review_call *call, struct error *err)
{
    return write_several(call, ROWS_AT_ONCE, write_row, err);
}
