#include "analyse/draw_internal.h"
#include "analyse/shelf.h"

/* In the order of the strata. */
enum closeness { CLOSE_BLOCK, CLOSE_SECTION, CLOSE_NOT, CLOSENESS_COUNT };
static const char *const closeness_words[CLOSENESS_COUNT] = {"same block", "same section", "elsewhere"};

struct drawing_passages {
    const struct draw_passages *draw;
    struct drawing_from from;
};

static int heading_at(const struct document *doc, size_t block)
{
    return doc->blocks[block].kind == BLOCK_HEADING ? (int)block : doc->blocks[block].heading;
}

static enum closeness closeness_of(const struct shelf_report *r, struct range unit)
{
    size_t block = document_block_at(r->document, unit.start);
    enum closeness best = CLOSE_NOT;

    for (size_t i = 0; i < r->tag_count; i++) {
        size_t other = document_block_at(r->document, r->tags[i].start);

        if (other == block)
            return CLOSE_BLOCK;
        if (heading_at(r->document, other) == heading_at(r->document, block))
            best = CLOSE_SECTION;
    }
    return best;
}

static bool keep_untagged(void *payload, const struct shelf_report *r, struct error *err)
{
    struct drawing_passages *d = payload;

    (void)err;
    for (size_t i = 0; i < r->count; i++) {
        size_t stratum = d->draw->by == DRAW_CLOSENESS ? closeness_of(r, r->units[i]) : 0;

        if (r->tagged[i])
            continue;
        *VEC_PUSH(&d->from.items) = (struct sample_item){stratum, r->report->report, r->units[i]};
        d->from.strata.at[stratum].units++;
    }
    return true;
}

static void name_strata(struct drawing_passages *d)
{
    if (d->draw->by == DRAW_SIMPLE)
        *VEC_PUSH(&d->from.strata) = (struct sample_stratum){.name = STR("all")};
    for (int i = 0; d->draw->by == DRAW_CLOSENESS && i < CLOSENESS_COUNT; i++)
        *VEC_PUSH(&d->from.strata) = (struct sample_stratum){.name = str_of(closeness_words[i])};
}

/* As many of each, what a small stratum lacks going to the others. */
static void share_out(const struct drawing_passages *d, size_t wanted[CLOSENESS_COUNT])
{
    size_t strata = d->from.strata.count, left = d->draw->count;
    bool more = true;

    for (size_t i = 0; i < strata; i++)
        wanted[i] = 0;
    while (left > 0 && more) {
        more = false;
        for (size_t i = strata; i-- > 0 && left > 0; ) {
            if (wanted[i] == d->from.strata.at[i].units)
                continue;
            wanted[i]++;
            left--;
            more = true;
        }
    }
}

static bool draw_and_keep(struct drawing_passages *d, struct store *s, const struct shelf *shelf, int64_t *sample,
                          struct error *err)
{
    struct sample_new n = {
        .codebook = shelf->codebook, .code = str_of(shelf->code), .pass = shelf->pass,
        .seed = d->draw->seed, .method = d->draw->by == DRAW_CLOSENESS ? STR("closeness") : STR("simple"),
    };
    size_t wanted[CLOSENESS_COUNT];

    if (d->from.items.count == 0)
        return error_set(err, ERROR_INPUT, "no passage is without the code %s: there is nothing to draw from",
                         shelf->code);
    share_out(d, wanted);
    analyse_draw(&d->from, wanted, d->draw->seed);
    n.strata = d->from.strata.at;
    n.stratum_count = d->from.strata.count;
    n.items = d->from.items.at;
    n.item_count = d->from.items.count;
    return store_add_sample(s, &n, sample, err);
}

bool analyse_draw_passages(struct store *s, const struct draw_passages *draw, int64_t *sample, struct error *err)
{
    struct drawing_passages d = {.draw = draw};
    struct shelf shelf;
    bool ok = analyse_shelf_open(&shelf, s, draw->codebook, draw->code, err);

    name_strata(&d);
    ok = ok && analyse_shelf_walk(&shelf, s, keep_untagged, &d, err) && draw_and_keep(&d, s, &shelf, sample, err);
    analyse_free_drawing(&d.from);
    analyse_shelf_free(&shelf);
    return ok;
}
