/* Of the findings page: the excerpts for its script, as JSON that is deflated and written as base64. As they stand one
 * after the other in a report, the same words of several codes cost little. */
#include "export/report_internal.h"

#include "base/json.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <zlib.h>

enum { MOST_DATA = 1150000 };   /* bytes: with the rest, 100 reports and 100 codes make a page of less than 2 MB */

static void write_reports(struct json_writer *j, const struct findings *f)
{
    json_write_array(j, "reports");
    for (size_t i = 0; i < f->reports.count; i++) {
        const struct page_report *r = &f->reports.at[i];

        json_write_object(j, NULL);
        json_write_text(j, "name", r->name);
        json_write_text(j, "period", r->period);
        json_write_text(j, "region", r->region);
        json_write_text(j, "year", r->year);
        json_write_text(j, "authorities", r->authorities);
        json_write_text(j, "link", r->link);
        json_write_text(j, "sha256", r->sha256);
        json_write_number(j, "pages", r->pages);
        json_write_number(j, "copied", r->copied);
        json_write_number(j, "compared", r->compared);
        json_write_bool(j, "doubtful", r->doubtful);
        json_write_object_end(j);
    }
    json_write_array_end(j);
}

/* [codebook, report]: not searched yet. */
static void write_unsearched(struct json_writer *j, const struct findings *f)
{
    json_write_array(j, "unsearched");
    for (size_t i = 0; i < f->unsearched.reports.count; i++)
        for (size_t r = 0; r < f->reports.count; r++) {
            if (f->reports.at[r].id != f->unsearched.reports.at[i].report)
                continue;
            json_write_array(j, NULL);
            json_write_text(j, NULL, f->unsearched.reports.at[i].codebook);
            json_write_number(j, NULL, (int64_t)r);
            json_write_array_end(j);
        }
    json_write_array_end(j);
}

static void write_files(struct json_writer *j, const struct findings *f)
{
    json_write_array(j, "files");
    for (size_t i = 0; i < f->files.count; i++) {
        json_write_array(j, NULL);
        json_write_text(j, NULL, f->files.at[i].name);
        json_write_text(j, NULL, f->files.at[i].reason);
        json_write_array_end(j);
    }
    json_write_array_end(j);
}

static void write_codes(struct json_writer *j, const struct findings *f)
{
    json_write_array(j, "codes");
    for (size_t i = 0; i < f->codes.count; i++) {
        json_write_array(j, NULL);
        json_write_text(j, NULL, f->codes.at[i].codebook);
        json_write_text(j, NULL, f->codes.at[i].code);
        json_write_text(j, NULL, f->codes.at[i].title);
        json_write_array_end(j);
    }
    json_write_array_end(j);
}

static bool is_shown(const struct page_quote *q, size_t most)
{
    return q->words.size > 0 && (q->rank < most || q->pinned);
}

static const char *more_of(const struct page_quote *q)
{
    return q->starred && q->by_hand ? "sh" : q->starred ? "s" : q->by_hand ? "h" : "";
}

/* [report, code, page, first block, last block, standing, status, more, words]; more: s starred, h by hand. */
static void write_excerpts(struct json_writer *j, const struct findings *f, size_t most)
{
    json_write_array(j, "excerpts");
    for (size_t i = 0; i < f->quotes.count; i++) {
        const struct page_quote *q = f->order[i];
        struct buf words = {0};

        if (!is_shown(q, most))
            continue;
        buf_add_format(&words, "%s%.*s%s", q->behind ? "… " : "", STR_ARGS(q->words), q->cut ? " …" : "");
        json_write_array(j, NULL);
        json_write_number(j, NULL, (int64_t)q->report);
        json_write_number(j, NULL, (int64_t)q->code);
        json_write_number(j, NULL, (int64_t)q->page);
        json_write_number(j, NULL, (int64_t)q->first_block);
        json_write_number(j, NULL, (int64_t)q->last_block);
        json_write_text(j, NULL, q->standing);
        json_write_text(j, NULL, q->status);
        json_write_text(j, NULL, str_of(more_of(q)));
        json_write_text(j, NULL, buf_str(&words));
        json_write_array_end(j);
        buf_free(&words);
    }
    json_write_array_end(j);
}

static bool is_alike(const struct page_quote *a, const struct page_quote *b)
{
    return a->code == b->code && a->report == b->report && str_equal(a->status, b->status) && a->by_hand == b->by_hand;
}

static int by_likeness(const void *a, const void *b)
{
    const struct page_quote *x = *(struct page_quote *const *)a, *y = *(struct page_quote *const *)b;

    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return !str_equal(x->status, y->status) ? str_compare(x->status, y->status) : x->by_hand - y->by_hand;
}

/* Those for which there is no room, as [report, code, status, more, how many]. */
static void write_rest(struct json_writer *j, const struct findings *f, size_t most)
{
    struct { const struct page_quote **at; size_t count, room; } rest = {0};

    for (size_t i = 0; i < f->quotes.count; i++)
        if (!is_shown(&f->quotes.at[i], most))
            *VEC_PUSH(&rest) = &f->quotes.at[i];
    if (rest.count > 0)
        qsort(rest.at, rest.count, sizeof *rest.at, by_likeness);
    json_write_array(j, "rest");
    for (size_t i = 0, next; i < rest.count; i = next) {
        for (next = i; next < rest.count && is_alike(rest.at[i], rest.at[next]); )
            next++;
        json_write_array(j, NULL);
        json_write_number(j, NULL, (int64_t)rest.at[i]->report);
        json_write_number(j, NULL, (int64_t)rest.at[i]->code);
        json_write_text(j, NULL, rest.at[i]->status);
        json_write_text(j, NULL, str_of(rest.at[i]->by_hand ? "h" : ""));
        json_write_number(j, NULL, (int64_t)(next - i));
        json_write_array_end(j);
    }
    json_write_array_end(j);
    free(rest.at);
}

/* For each question, for each report: [state, answer, by reviewers, excerpt or -1]. */
static void write_answers(struct json_writer *j, const struct findings *f)
{
    const struct audit_table *t = &f->audit;

    json_write_array(j, "questions");
    for (size_t q = 0; q < t->asked_count; q++)
        json_write_text(j, NULL, t->asked[q].text);
    json_write_array_end(j);
    json_write_array(j, "answers");
    for (size_t q = 0; q < t->asked_count; q++) {
        json_write_array(j, NULL);
        for (size_t r = 0; r < t->report_count; r++) {
            const struct audit_cell *c = &t->cells[q * t->report_count + r];
            const struct page_quote *shown = export_find_quote(f, c->key);

            json_write_array(j, NULL);
            json_write_text(j, NULL, str_of(analyse_audit_states[c->state]));
            json_write_text(j, NULL, c->answer);
            json_write_bool(j, NULL, c->basis == AUDIT_BY_REVIEWERS);
            json_write_number(j, NULL, shown && shown->number != NOT_SHOWN ? (int64_t)shown->number : -1);
            json_write_array_end(j);
        }
        json_write_array_end(j);
    }
    json_write_array_end(j);
}

/* [sample, report, page, status, words] */
static void write_judged(struct json_writer *j, const struct findings *f)
{
    json_write_array(j, "judged");
    for (size_t i = 0; i < f->judged.count; i++) {
        const struct page_judged *p = &f->judged.at[i];

        json_write_array(j, NULL);
        json_write_number(j, NULL, (int64_t)p->sample);
        json_write_number(j, NULL, (int64_t)p->report);
        json_write_number(j, NULL, (int64_t)p->page);
        json_write_text(j, NULL, p->status);
        json_write_text(j, NULL, p->words);
        json_write_array_end(j);
    }
    json_write_array_end(j);
}

static void number_quotes(struct findings *f, size_t most)
{
    size_t number = 0;

    f->most = most;
    f->shown = 0;
    for (size_t i = 0; i < f->quotes.count; i++) {
        f->order[i]->number = is_shown(f->order[i], most) ? number++ : NOT_SHOWN;
        f->shown += f->order[i]->kept && f->order[i]->number != NOT_SHOWN;
    }
}

static bool write_data(struct findings *f, size_t most, struct buf *out, struct error *err)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    struct json_writer j = {.out = stream};

    if (!stream)
        return error_set(err, ERROR_SYSTEM, "no memory for the page's excerpts");
    number_quotes(f, most);
    json_write_object(&j, NULL);
    write_reports(&j, f);
    write_unsearched(&j, f);
    write_files(&j, f);
    write_codes(&j, f);
    write_answers(&j, f);
    write_judged(&j, f);
    write_rest(&j, f, most);
    write_excerpts(&j, f, most);
    json_write_object_end(&j);
    fclose(stream);
    buf_clear(out);
    buf_add(out, (struct str){text, size});
    free(text);
    return true;
}

static bool deflate_all(struct str plain, struct buf *out, struct error *err)
{
    uLongf size = compressBound(plain.size);

    free(out->at);
    *out = (struct buf){.at = must_realloc(NULL, size + 1), .room = size + 1};
    if (compress2((Bytef *)out->at, &size, (const Bytef *)plain.at, plain.size, Z_BEST_COMPRESSION) != Z_OK)
        return error_set(err, ERROR_SYSTEM, "the page's excerpts could not be packed");
    out->size = size;
    out->at[size] = '\0';
    return true;
}

/* The data of at most `most` excerpts of each code and report, packed. */
static bool make(struct findings *f, size_t most, struct buf *packed, struct error *err)
{
    struct buf plain = {0};
    bool ok = write_data(f, most, &plain, err) && deflate_all(buf_str(&plain), packed, err);

    buf_free(&plain);
    return ok;
}

/* Base64: four letters for three bytes. */
static bool fits(const struct buf *packed)
{
    return (packed->size + 2) / 3 * 4 <= MOST_DATA;
}

static struct str as_base64(struct arena *a, const struct buf *packed)
{
    unsigned char *letters = arena_alloc(a, (packed->size + 2) / 3 * 4 + 1, 1);
    int size = EVP_EncodeBlock(letters, (const unsigned char *)packed->at, (int)packed->size);

    return (struct str){(const char *)letters, (size_t)size};
}

bool export_gather_data(struct findings *f, struct error *err)
{
    struct buf packed = {0};
    size_t low = 1, high = f->most;
    bool ok = make(f, high, &packed, err);

    if (ok && !fits(&packed)) {
        while (ok && low + 1 < high) {
            size_t middle = low + (high - low) / 2;

            ok = make(f, middle, &packed, err);
            if (fits(&packed))
                low = middle;
            else
                high = middle;
        }
        ok = ok && make(f, low, &packed, err);
    }
    if (ok)
        f->data = as_base64(&f->arena, &packed);
    buf_free(&packed);
    return ok;
}
