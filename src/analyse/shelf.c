#include "analyse/shelf.h"

#include "analyse/units.h"
#include "store/place.h"
#include "store/provenance.h"
#include "store/report.h"

#include <stdlib.h>

struct walking {
    const struct shelf *shelf;
    struct store *store;
    shelf_each_report *each;
    void *payload;
    struct analyse_units *lister;
    struct { struct range *at; size_t count, room; } tags;      /* of the report in hand */
    struct { bool *at; size_t count, room; } tagged;
};

static bool keep_report(void *payload, const struct pass_report_row *r, struct error *err)
{
    struct shelf *h = payload;

    (void)err;
    if (r->path.size > 0)
        *VEC_PUSH(&h->reports) = (struct shelf_place){r->report, arena_str(&h->arena, r->sha256),
                                                      arena_str(&h->arena, r->path)};
    return true;
}

bool analyse_shelf_open(struct shelf *out, struct store *s, const char *codebook, const char *code, struct error *err)
{
    const struct code *found;
    struct current_code current;
    struct codebook *book;

    *out = (struct shelf){.code = code};
    if (!store_find_current_code(s, str_of(codebook), str_of(code), &current, &out->arena, err))
        return false;
    if (current.codebooks == 0)
        return error_set(err, ERROR_USAGE, "no complete pass has a code %s; \"excerpta passes\" lists the passes",
                         code);
    if (current.codebooks > 1)
        return error_set(err, ERROR_USAGE, "%lld codebooks have a code %s: say which with --codebook",
                         (long long)current.codebooks, code);
    out->pass = current.pass;
    out->codebook = current.codebook;
    if (!store_pass_codebook(s, out->pass, &book, err))
        return false;
    found = codebook_find_code(book, str_of(code));
    out->unit = found ? found->unit : UNIT_SENTENCE;
    codebook_free(book);
    if (out->unit == UNIT_ANSWER)
        return error_set(err, ERROR_INPUT, "code %s looks at answers to a template's questions: they are read where "
                         "the report gives them, not drawn or ranked", code);
    return store_pass_reports(s, out->pass, keep_report, out, err);
}

void analyse_shelf_free(struct shelf *h)
{
    free(h->reports.at);
    arena_free(&h->arena);
}

static bool keep_tag(void *payload, const struct found_row *f, struct error *err)
{
    struct walking *w = payload;

    (void)err;
    if (str_equal(f->code, str_of(w->shelf->code)))
        *VEC_PUSH(&w->tags) = f->range;
    return true;
}

/* Both come by place. */
static void mark_tagged(struct walking *w, const struct range *units, size_t count)
{
    size_t next = 0;

    w->tagged.count = 0;
    for (size_t i = 0; i < count; i++) {
        while (next < w->tags.count && w->tags.at[next].start < units[i].start)
            next++;
        *VEC_PUSH(&w->tagged) = false;
        for (size_t k = next; k < w->tags.count && w->tags.at[k].start == units[i].start; k++)
            if (w->tags.at[k].stop == units[i].stop)
                w->tagged.at[i] = true;
    }
}

static bool hand_over(struct walking *w, const struct shelf_place *report, const struct document *doc,
                      struct error *err)
{
    struct shelf_report r = {.report = report, .document = doc, .tags = w->tags.at, .tag_count = w->tags.count};

    if (!analyse_units_list(w->lister, doc, w->shelf->unit, &r.units, &r.count, err))
        return false;
    mark_tagged(w, r.units, r.count);
    r.tagged = w->tagged.at;
    return w->each(w->payload, &r, err);
}

static bool walk_report(struct walking *w, const struct shelf_place *report, struct error *err)
{
    struct document *doc;
    bool ok;

    w->tags.count = 0;
    if (!store_pass_excerpts(w->store, w->shelf->pass, report->report, keep_tag, w, err)
        || !store_load_document(w->store, report->report, &doc, err))
        return false;
    ok = hand_over(w, report, doc, err);
    document_free(doc);
    return ok;
}

bool analyse_shelf_walk(const struct shelf *h, struct store *s, shelf_each_report *each, void *payload,
                        struct error *err)
{
    struct walking w = {.shelf = h, .store = s, .each = each, .payload = payload};
    bool ok = analyse_units_new(&w.lister, err);

    for (size_t i = 0; ok && i < h->reports.count; i++)
        ok = walk_report(&w, &h->reports.at[i], err);
    analyse_units_free(w.lister);
    free(w.tags.at);
    free(w.tagged.at);
    return ok;
}
