/* A codebook changed part by part: its text, the change tried on the study, and the file that it makes. Nothing of the
 * study is changed by any of them. */
#include "base/ascii.h"
#include "review/review_internal.h"
#include "review/trial.h"

#include "codebook/part.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS_AT_ONCE = 100, VERSION_BYTES = 40 };

/* Who settles disagreements sees what everybody decided; who reviews alone has nobody to be blind to. */
static bool check_leads(struct review_call *call, struct error *err)
{
    if (review_said_leads(call->review->said, review_own(call)))
        return true;
    call->status = 403;
    return error_set(err, ERROR_USAGE, "changes are tried by who settles disagreements; \"excerpta reviewer "
                     "adjudicator %s\" makes you one", call->reviewer);
}

static const struct review_book *find_book(const struct review_desk *d, struct str id, struct error *err)
{
    for (size_t i = 0; i < d->book_count; i++)
        if (str_equal(str_of(d->books[i].book->id), id))
            return &d->books[i];
    error_fill(err, ERROR_INPUT, "the study has no codebook %.*s", STR_ARGS(str_cut(id, 80)));
    return NULL;
}

bool review_get_parts(struct review_call *call, struct error *err)
{
    const struct review_desk *d = call->review->desk;
    struct str name = review_query(call, "code");
    int64_t code = review_desk_code(d, name);
    struct json_writer *j = &call->json;
    struct codebook_parts parts;

    if (!check_leads(call, err))
        return false;
    if (code < 0)
        return error_set(err, ERROR_INPUT, "there is no code %.*s", STR_ARGS(str_cut(name, 80)));
    if (!str_is_text(d->codes[code].book->book->xml))
        return error_set(err, ERROR_USAGE, "the file of codebook %s is not in UTF-8: change it in an editor",
                         d->codes[code].book->book->id);
    codebook_parts_of(&parts, d->codes[code].book->book, d->codes[code].code);
    json_write_array(j, "parts");
    for (size_t i = 0; i < parts.count; i++) {
        json_write_object(j, NULL);
        json_write_text(j, "kind", str_of(parts.at[i].kind));
        json_write_text(j, "id", parts.at[i].id);
        json_write_number(j, "line", parts.at[i].line);
        json_write_text(j, "text", parts.at[i].text);
        json_write_object_end(j);
    }
    json_write_array_end(j);
    free(parts.at);
    return true;
}

static const char *find_kind(const char *word)
{
    for (size_t i = 0; word && i < CODEBOOK_PART_KINDS; i++)
        if (strcmp(word, codebook_part_kinds[i]) == 0)
            return codebook_part_kinds[i];
    return NULL;
}

/* The parts that were sent; their text is the request's. */
static bool read_parts(struct codebook_part *parts, size_t *count, const struct review_call *call, struct error *err)
{
    const json_t *list = json_object_get(call->asked, "parts"), *one;

    *count = json_array_size(list);
    if (*count > PARTS_AT_ONCE)
        return error_set(err, ERROR_USAGE, "at most %d parts are changed at once", PARTS_AT_ONCE);
    for (size_t i = 0; i < *count; i++) {
        const json_t *text;

        one = json_array_get(list, i);
        text = json_object_get(one, "text");
        parts[i] = (struct codebook_part){
            .kind = find_kind(json_string_value(json_object_get(one, "kind"))),
            .id = str_of(json_string_value(json_object_get(one, "id"))),
            .text = (struct str){json_string_value(text), json_string_length(text)}};
        if (!parts[i].kind || !json_is_string(text))
            return error_set(err, ERROR_USAGE, "a part has a \"kind\" (code, terms or scale), an \"id\" and a "
                             "\"text\"");
    }
    return true;
}

/* The book's file with what was sent in it. */
static bool change(struct buf *out, const struct review_call *call, struct str xml, struct str version,
                   struct error *err)
{
    struct codebook_part parts[PARTS_AT_ONCE];
    size_t count;

    return read_parts(parts, &count, call, err) && codebook_change(out, xml, parts, count, version, err);
}

bool review_post_trial(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    const struct review_reviewer *own = review_own(call);
    const struct review_book *book;
    struct buf xml = {0};
    bool ok = check_leads(call, err) && (book = find_book(r->desk, review_asked_text(call, "codebook"), err))
        && change(&xml, call, book->book->xml, STR(""), err);

    if (ok) {
        const struct review_trial_new trial = {own->id, own->name, own->adjudicates, book, buf_str(&xml),
                                               r->desk->report_count};

        ok = review_trials_start(r->trials, &trial, err);
    }
    buf_free(&xml);
    return ok;
}

bool review_get_trial(struct review_call *call, struct error *err)
{
    struct review_trial_asked asked = {review_own(call)->id, review_query(call, "change"), review_query(call, "code"),
                                       review_query(call, "touched").size > 0, 0};
    struct str from = review_query(call, "from");

    if (!check_leads(call, err))
        return false;
    if (from.size > 0 && !str_to_size(from, &asked.from))
        return error_set(err, ERROR_USAGE, "\"from\" is a number");
    review_trials_tell(call->review->trials, &asked, &call->json);
    return true;
}

bool review_post_stop(struct review_call *call, struct error *err)
{
    (void)err;
    review_trials_stop(call->review->trials, review_own(call)->id);
    return true;
}

/* What the new file is made of, taken while the study is locked. */
struct making {
    struct buf xml, modifiers, study;
    char id[CODEBOOK_ID_SIZE];
};

static bool check_version(struct str version, struct error *err)
{
    bool fits = version.size > 0 && version.size <= VERSION_BYTES;

    for (size_t i = 0; fits && i < version.size; i++) {
        char c = version.at[i];

        fits = ascii_is_letter(c) || ascii_is_digit(c) || (c && strchr(".+-_", c));
    }
    return fits || error_set(err, ERROR_USAGE, "a version is 1 to %d letters, digits and . + - _, such as 1.1.0",
                             VERSION_BYTES);
}

static bool take(struct making *m, struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    struct str version = review_asked_text(call, "version");
    const struct review_book *book;
    bool known;

    if (!review_study(call, err) || !check_leads(call, err)
        || !(book = find_book(r->desk, review_asked_text(call, "codebook"), err)) || !check_version(version, err)
        || !store_desk_has_version(r->study, str_of(book->book->id), version, &known, err))
        return false;
    if (known)
        return error_set(err, ERROR_USAGE, "the study has a version %.*s of codebook %s already: take a new one",
                         STR_ARGS(version), book->book->id);
    snprintf(m->id, sizeof m->id, "%s", book->book->id);
    buf_add(&m->modifiers, book->book->modifiers_xml);
    buf_add(&m->study, str_of(store_file(r->study)));
    return change(&m->xml, call, book->book->xml, version, err);
}

/* Read again outside the lock, so that what is given away is a codebook. */
static bool give(const struct making *m, struct review_call *call, struct error *err)
{
    struct json_writer *j = &call->json;
    struct codebook *book;
    struct buf name = {0};

    if (!codebook_parse_with(&book, buf_str(&m->xml), buf_str(&m->modifiers), m->id, err))
        return false;
    buf_add_format(&name, "%s-%s.xml", book->id, book->version);
    json_write_text(j, "name", buf_str(&name));
    json_write_text(j, "text", buf_str(&m->xml));
    json_write_text(j, "study", buf_str(&m->study));
    if (book->modifiers_ref) {
        json_write_object(j, "beside");
        json_write_text(j, "name", str_of(book->modifiers_ref));
        json_write_text(j, "text", buf_str(&m->modifiers));
        json_write_object_end(j);
    }
    buf_free(&name);
    codebook_free(book);
    return true;
}

bool review_post_codebook(struct review_call *call, struct error *err)
{
    struct making m = {0};
    bool ok = take(&m, call, err);

    review_leave(call);
    ok = ok && (give(&m, call, err) || (call->status = 400, false));
    buf_free(&m.xml);
    buf_free(&m.modifiers);
    buf_free(&m.study);
    return ok;
}
