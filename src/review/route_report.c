/* A report to be read through, its pages as pictures, and where an excerpt stands on them. */
#include "review/review_internal.h"
#include "review/words.h"

#include <stdlib.h>

bool review_find_report(const struct review_report **out, const struct review *r, struct str sha256, struct error *err)
{
    *out = review_desk_report(r->desk, sha256);
    return *out || error_set(err, ERROR_INPUT, "the study has no report %.*s", STR_ARGS(str_cut(sha256, 64)));
}

enum { NOT_SHOWN = -1 };

/* A report as one reviewer reads it: what others tagged by hand is not there, nor what is not theirs to decide. */
struct reading {
    const struct review_desk *desk;
    const struct review_report *report;
    const struct review_reviewer *own;
    const struct document *doc;
    int64_t *numbers;       /* of each excerpt of the report: its place among those shown, or NOT_SHOWN */
    struct json_writer *json;
};

static void number_tags(struct reading *g)
{
    int64_t next = 0;

    g->numbers = must_realloc(NULL, (g->report->excerpts + 1) * sizeof *g->numbers);
    for (uint32_t i = 0; i < g->report->excerpts; i++)
        g->numbers[i] = review_said_is_theirs(g->desk, g->report->first + i, g->own) ? next++ : NOT_SHOWN;
}

/* Stripes of one block: each excerpt that touches it, in the browser's units of the block's text. */
static uint32_t write_stripes(const struct reading *g, const struct block *b, uint32_t from)
{
    const struct review_desk *d = g->desk;
    const struct review_report *r = g->report;
    struct json_writer *j = g->json;

    json_write_array(j, "tags");
    for (uint32_t i = from; i < r->first + r->excerpts && d->entries[i].range.start < b->range.stop; i++) {
        struct range e = d->entries[i].range;

        if (e.stop <= b->range.start || g->numbers[i - r->first] == NOT_SHOWN)
            continue;
        if (e.start < b->range.start)
            e.start = b->range.start;
        if (e.stop > b->range.stop)
            e.stop = b->range.stop;
        json_write_array(j, NULL);
        json_write_number(j, NULL, g->numbers[i - r->first]);
        json_write_number(j, NULL,
                          (int64_t)review_units(document_text(g->doc, (struct range){b->range.start, e.start})));
        json_write_number(j, NULL,
                          (int64_t)review_units(document_text(g->doc, (struct range){b->range.start, e.stop})));
        json_write_array_end(j);
    }
    json_write_array_end(j);
    /* Excerpts come by where they start: those that ended before the block touch no later one. */
    while (from < r->first + r->excerpts && d->entries[from].range.stop <= b->range.start)
        from++;
    return from;
}

static void write_blocks(const struct reading *g)
{
    struct json_writer *j = g->json;
    uint32_t from = g->report->first;

    json_write_array(j, "blocks");
    for (size_t i = 0; i < g->doc->block_count; i++) {
        const struct block *b = &g->doc->blocks[i];

        json_write_object(j, NULL);
        json_write_text(j, "kind", str_of(block_kind_words[b->kind]));
        json_write_number(j, "level", b->level);
        json_write_number(j, "page", (int64_t)document_page_at(g->doc, b->range.start) + 1);
        json_write_text(j, "text", document_text(g->doc, b->range));
        from = write_stripes(g, b, from);
        json_write_object_end(j);
    }
    json_write_array_end(j);
}

static void write_tags(const struct reading *g)
{
    struct json_writer *j = g->json;

    json_write_array(j, "excerpts");
    for (uint32_t i = g->report->first; i < g->report->first + g->report->excerpts; i++) {
        const struct review_entry *e = &g->desk->entries[i];

        if (g->numbers[i - g->report->first] == NOT_SHOWN)
            continue;

        json_write_object(j, NULL);
        review_write_key(j, "id", e->key);
        review_write_code_name(j, "code", g->desk, e->code);
        json_write_text(j, "standing", str_of(standing_words[e->standing]));
        json_write_object(j, "mine");
        review_write_saying(j, &g->own->says[i]);
        json_write_object_end(j);
        json_write_object_end(j);
    }
    json_write_array_end(j);
}

bool review_get_report(struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    struct reading g = {.desk = r->desk, .own = review_own(call), .json = &call->json};

    if (!review_find_report(&g.report, r, call->rest, err)
        || !review_documents_take(r->documents, r->study, g.report->id, &g.doc, err))
        return false;
    json_write_text(g.json, "id", g.report->sha256);
    json_write_number(g.json, "pages", (int64_t)g.doc->page_count);
    number_tags(&g);
    write_tags(&g);
    write_blocks(&g);
    free(g.numbers);
    review_documents_give(r->documents, g.doc);
    return true;
}

/* The page "SHA256/N" that a path names, with its document taken. */
static bool find_page(struct review_page *out, struct review_call *call, struct error *err)
{
    struct review *r = call->review;
    const struct review_report *report;
    struct str path = call->rest, sha256;
    size_t page;
    bool ok;

    if (!str_next(&path, '/', &sha256) || !str_to_size(path, &page) || page == 0)
        return error_set(err, ERROR_USAGE, "a page is named by its report and its number, counted from 1");
    ok = review_study(call, err) && review_find_report(&report, r, sha256, err)
        && review_documents_take(r->documents, r->study, report->id, &out->document, err);
    if (ok) {
        out->report = report->id;
        snprintf(out->sha256, sizeof out->sha256, "%.*s", STR_ARGS(report->sha256));
        out->page = (uint32_t)page - 1;
    }
    review_leave(call);
    if (!ok || page <= out->document->page_count)
        return ok;
    return error_set(err, ERROR_INPUT, "the report has no page %zu", page);
}

static void give_page(struct review_page *page, struct review *r)
{
    pthread_mutex_lock(&r->lock);
    review_documents_give(r->documents, page->document);
    pthread_mutex_unlock(&r->lock);
}

/* Few sizes, so that the same picture is asked for again. */
static unsigned dpi_of(const struct review_call *call)
{
    static const unsigned sizes[] = {72, 110, 160, 220};
    size_t asked, i = 0;

    if (!str_to_size(review_query(call, "dpi"), &asked))
        asked = 110;
    while (i < 3 && sizes[i] < asked)
        i++;
    return sizes[i];
}

bool review_get_page(struct review_call *call, struct error *err)
{
    struct review_page page = {0};
    bool ok = find_page(&page, call, err)
        && review_pages_picture(&call->bytes, call->review->pages, &page, dpi_of(call), err);

    if (ok) {
        call->type = "image/png";
        call->keeps = true;
    }
    give_page(&page, call->review);
    return ok;
}

static bool range_of(struct range *out, struct review *r, struct str excerpt, struct error *err)
{
    const struct review_entry *e;

    pthread_mutex_lock(&r->lock);
    e = review_desk_entry(r->desk, excerpt);
    if (e)
        *out = e->range;
    pthread_mutex_unlock(&r->lock);
    return e || error_set(err, ERROR_INPUT, "there is no such excerpt in the current passes");
}

/* In parts of the page's width and height, so that the page need not know at which size it is shown. */
static void write_box(struct json_writer *j, const struct extract_box *b, const struct review_boxes *of)
{
    json_write_array(j, NULL);
    json_write_real(j, NULL, (double)(b->x0 / of->width));
    json_write_real(j, NULL, (double)(b->y0 / of->height));
    json_write_real(j, NULL, (double)((b->x1 - b->x0) / of->width));
    json_write_real(j, NULL, (double)((b->y1 - b->y0) / of->height));
    json_write_array_end(j);
}

bool review_get_boxes(struct review_call *call, struct error *err)
{
    struct review_page page = {0};
    struct review_boxes boxes = {0};
    struct range r;
    bool ok = find_page(&page, call, err)
        && range_of(&r, call->review, review_query(call, "excerpt"), err)
        && review_pages_boxes(&boxes, call->review->pages, &page, r, err);

    if (ok) {
        json_write_real(&call->json, "width", (double)boxes.width);
        json_write_real(&call->json, "height", (double)boxes.height);
        json_write_array(&call->json, "boxes");
        for (size_t i = 0; i < boxes.boxes.count; i++)
            write_box(&call->json, &boxes.boxes.at[i], &boxes);
        json_write_array_end(&call->json);
    }
    free(boxes.boxes.at);
    give_page(&page, call->review);
    return ok;
}
