#include "analyse/draw_internal.h"
#include "analyse/units.h"
#include "store/provenance.h"
#include "store/report.h"

#include <stdlib.h>

/* In the order of the strata. */
enum closeness { CLOSE_BLOCK, CLOSE_SECTION, CLOSE_NOT, CLOSENESS_COUNT };
static const char *const closeness_words[CLOSENESS_COUNT] = {"same block", "same section", "elsewhere"};

struct looking {
    struct store *store;
    const struct draw_passages *draw;
    int64_t pass;
    enum unit unit;
    struct analyse_units *lister;
    struct drawing_from from;
    struct { int64_t *at; size_t count, room; } reports;
    struct { struct range *at; size_t count, room; } tagged;    /* of the report in hand */
};

static bool keep_tagged(void *payload, const struct found_row *f, struct error *err)
{
    struct looking *l = payload;

    (void)err;
    if (str_equal(f->code, l->draw->code))
        *VEC_PUSH(&l->tagged) = f->range;
    return true;
}

static int heading_at(const struct document *doc, size_t block)
{
    return doc->blocks[block].kind == BLOCK_HEADING ? (int)block : doc->blocks[block].heading;
}

/* Tagged passages come by place; a unit is tagged where one has its range. */
static bool is_tagged(const struct looking *l, struct range unit)
{
    for (size_t i = 0; i < l->tagged.count && l->tagged.at[i].start <= unit.start; i++)
        if (l->tagged.at[i].start == unit.start && l->tagged.at[i].stop == unit.stop)
            return true;
    return false;
}

static enum closeness closeness_of(const struct looking *l, const struct document *doc, struct range unit)
{
    size_t block = document_block_at(doc, unit.start);
    enum closeness best = CLOSE_NOT;

    for (size_t i = 0; i < l->tagged.count; i++) {
        size_t other = document_block_at(doc, l->tagged.at[i].start);

        if (other == block)
            return CLOSE_BLOCK;
        if (heading_at(doc, other) == heading_at(doc, block))
            best = CLOSE_SECTION;
    }
    return best;
}

static bool look_at_document(struct looking *l, int64_t report, const struct document *doc, struct error *err)
{
    const struct range *units;
    size_t count;

    if (!analyse_units_list(l->lister, doc, l->unit, &units, &count, err))
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t stratum = l->draw->by == DRAW_CLOSENESS ? closeness_of(l, doc, units[i]) : 0;

        if (is_tagged(l, units[i]))
            continue;
        *VEC_PUSH(&l->from.items) = (struct sample_item){stratum, report, units[i]};
        l->from.strata.at[stratum].units++;
    }
    return true;
}

static bool look_at_report(struct looking *l, int64_t report, struct error *err)
{
    struct document *doc;
    bool ok;

    l->tagged.count = 0;
    if (!store_pass_excerpts(l->store, l->pass, report, keep_tagged, l, err)
        || !store_load_document(l->store, report, &doc, err))
        return false;
    ok = look_at_document(l, report, doc, err);
    document_free(doc);
    return ok;
}

static bool keep_report(void *payload, const struct pass_report_row *r, struct error *err)
{
    struct looking *l = payload;

    (void)err;
    /* A report that no file holds any more is of no shelf. They come by path; ids differ from machine to machine, so
     * their order must not matter to what is drawn but for the paths. */
    if (r->path.size > 0)
        *VEC_PUSH(&l->reports) = r->report;
    return true;
}

/* The unit that rules of the code look at. */
static bool find_unit(struct looking *l, struct error *err)
{
    struct codebook *book;
    const struct code *code;

    if (!store_pass_codebook(l->store, l->pass, &book, err))
        return false;
    code = codebook_find_code(book, l->draw->code);
    l->unit = code ? code->unit : UNIT_SENTENCE;
    codebook_free(book);
    return l->unit != UNIT_ANSWER
        || error_set(err, ERROR_INPUT, "code %.*s looks at answers to a template's questions, which are not drawn",
                     STR_ARGS(l->draw->code));
}

static void name_strata(struct looking *l)
{
    if (l->draw->by == DRAW_SIMPLE)
        *VEC_PUSH(&l->from.strata) = (struct sample_stratum){.name = STR("all")};
    for (int i = 0; l->draw->by == DRAW_CLOSENESS && i < CLOSENESS_COUNT; i++)
        *VEC_PUSH(&l->from.strata) = (struct sample_stratum){.name = str_of(closeness_words[i])};
}

/* As many of each, what a small stratum lacks going to the others. */
static void share_out(const struct looking *l, size_t wanted[CLOSENESS_COUNT])
{
    size_t strata = l->from.strata.count, left = l->draw->count;
    bool more = true;

    for (size_t i = 0; i < strata; i++)
        wanted[i] = 0;
    while (left > 0 && more) {
        more = false;
        for (size_t i = strata; i-- > 0 && left > 0; ) {
            if (wanted[i] == l->from.strata.at[i].units)
                continue;
            wanted[i]++;
            left--;
            more = true;
        }
    }
}

static bool draw_and_keep(struct looking *l, struct str codebook, int64_t *sample, struct error *err)
{
    struct sample_new n = {
        .codebook = codebook, .code = l->draw->code, .pass = l->pass, .seed = l->draw->seed,
        .method = l->draw->by == DRAW_CLOSENESS ? STR("closeness") : STR("simple"),
    };
    size_t wanted[CLOSENESS_COUNT];

    if (l->from.items.count == 0)
        return error_set(err, ERROR_INPUT, "no passage is without the code %.*s: there is nothing to draw from",
                         STR_ARGS(l->draw->code));
    share_out(l, wanted);
    analyse_draw(&l->from, wanted, l->draw->seed);
    n.strata = l->from.strata.at;
    n.stratum_count = l->from.strata.count;
    n.items = l->from.items.at;
    n.item_count = l->from.items.count;
    return store_add_sample(l->store, &n, sample, err);
}

bool analyse_draw_passages(struct store *s, const struct draw_passages *draw, int64_t *sample, struct error *err)
{
    struct looking l = {.store = s, .draw = draw};
    struct buf codebook = {0};
    struct str name;
    bool ok = store_find_sampled_code(s, draw->codebook, draw->code, &l.pass, &name, err);

    if (ok)
        buf_add(&codebook, name);
    ok = ok && find_unit(&l, err) && analyse_units_new(&l.lister, err)
        && store_pass_reports(s, l.pass, keep_report, &l, err);
    name_strata(&l);
    for (size_t i = 0; ok && i < l.reports.count; i++)
        ok = look_at_report(&l, l.reports.at[i], err);
    ok = ok && draw_and_keep(&l, buf_str(&codebook), sample, err);
    analyse_units_free(l.lister);
    analyse_free_drawing(&l.from);
    free(l.reports.at);
    free(l.tagged.at);
    buf_free(&codebook);
    return ok;
}
