/* What the page shows before the first excerpt: whose it is, the codebooks, the reports. */
#include "review/review_internal.h"

static void write_examples(struct json_writer *j, const struct code *code)
{
    json_write_array(j, "examples");
    for (size_t i = 0; i < code->example_count; i++) {
        json_write_object(j, NULL);
        json_write_text(j, "match", str_of(codebook_example_words[code->examples[i].kind]));
        json_write_text(j, "text", str_of(code->examples[i].text));
        json_write_object_end(j);
    }
    json_write_array_end(j);
}

static void write_code(struct json_writer *j, const struct review_desk *d, const struct review_code *c)
{
    json_write_object(j, NULL);
    review_write_code_name(j, "id", d, (uint32_t)(c - d->codes));
    json_write_text(j, "title", str_of(c->code->title));
    json_write_text(j, "theme", str_of(c->code->theme->id));
    json_write_text(j, "theme_title", str_of(c->code->theme->title));
    json_write_text(j, "definition", str_of(c->code->definition));
    json_write_text(j, "include", str_of(c->code->include));
    json_write_text(j, "exclude", str_of(c->code->exclude));
    json_write_text(j, "colour", str_of(c->code->colour));
    json_write_text(j, "unit", str_of(unit_words[c->code->unit]));
    json_write_number(j, "excerpts", c->excerpts);
    write_examples(j, c->code);
    json_write_array(j, "rules");
    for (size_t i = 0; i < c->code->rule_count; i++) {
        json_write_object(j, NULL);
        json_write_text(j, "id", str_of(c->code->rules[i].id));
        json_write_number(j, "excerpts", d->rules[c->first_rule + i].excerpts);
        json_write_object_end(j);
    }
    json_write_array_end(j);
    json_write_object_end(j);
}

static void write_books(struct json_writer *j, const struct review_desk *d)
{
    json_write_array(j, "codebooks");
    for (size_t b = 0; b < d->book_count; b++) {
        const struct codebook *book = d->books[b].book;

        json_write_object(j, NULL);
        json_write_text(j, "id", str_of(book->id));
        json_write_text(j, "version", d->books[b].version);
        json_write_text(j, "title", str_of(book->title));
        json_write_text(j, "description", str_of(book->description));
        json_write_array(j, "codes");
        for (size_t c = 0; c < book->code_count; c++)
            write_code(j, d, &d->codes[d->books[b].first_code + c]);
        json_write_array_end(j);
        json_write_object_end(j);
    }
    json_write_array_end(j);
}

static void write_reports(struct json_writer *j, const struct review_desk *d)
{
    json_write_array(j, "reports");
    for (size_t i = 0; i < d->report_count; i++) {
        const struct review_report *r = &d->reports[i];

        json_write_object(j, NULL);
        json_write_text(j, "id", r->sha256);
        json_write_text(j, "name", r->name);
        json_write_text(j, "file", r->file);
        json_write_text(j, "partnership", r->partnership);
        json_write_text(j, "authorities", r->authorities);
        json_write_text(j, "region", r->region);
        json_write_text(j, "period", r->period);
        json_write_text(j, "format", r->format);
        json_write_number(j, "pages", r->pages);
        json_write_number(j, "excerpts", r->excerpts);
        json_write_object_end(j);
    }
    json_write_array_end(j);
}

static void write_reviewers(struct json_writer *j, const struct review_said *said)
{
    json_write_array(j, "reviewers");
    for (size_t i = 0; i < said->reviewers.count; i++) {
        json_write_object(j, NULL);
        json_write_text(j, "name", said->reviewers.at[i].name);
        json_write_object_end(j);
    }
    json_write_array_end(j);
}

bool review_get_session(struct review_call *call, struct error *err)
{
    struct json_writer *j = &call->json;
    const struct review_desk *d = call->review->desk;

    (void)err;
    json_write_text(j, "reviewer", str_of(call->reviewer));
    json_write_number(j, "edition", d->changes);
    json_write_number(j, "excerpts", (int64_t)d->entry_count);
    json_write_bool(j, "adjudicates", review_own(call)->adjudicates);
    json_write_bool(j, "leads", review_said_leads(call->review->said, review_own(call)));
    write_reviewers(j, call->review->said);
    write_books(j, d);
    write_reports(j, d);
    return true;
}
