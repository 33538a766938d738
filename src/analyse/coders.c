#include "analyse/coders.h"

#include "analyse/agreement_internal.h"
#include "analyse/units.h"
#include "store/provenance.h"
#include "store/report.h"

#include <stdlib.h>
#include <string.h>

struct rating {
    size_t code;                    /* its place in the codebook */
    uint32_t report;                /* its place among those met: ids differ from machine to machine */
    struct range range;
    unsigned coder;
    signed char value;              /* 1 yes, 0 no, AGREEMENT_NONE */
    bool told;                      /* of the excerpt itself, not by recoding another */
    bool hand;                      /* no rule tagged the unit with the code, as far as this reviewer knew */
};

struct met_report {
    int64_t id;
    size_t units[UNIT_COUNT];       /* by kind, where known */
    bool known[UNIT_COUNT];
};

/* A codebook's ratings at a time. */
struct gathering {
    struct store *store;
    const struct coders_options *options;
    analyse_each_coders *each;
    void *payload;
    struct analyse_units *lister;
    struct { struct met_report *at; size_t count, room; } reports;
    struct buf name;                /* of the codebook in hand */
    int64_t pass;
    struct codebook *book;
    struct { struct rating *at; size_t count, room; } ratings;
    struct { struct str *at; size_t count, room; } coders;
    struct arena arena;
    struct { struct agreement_row *at; size_t count, room; } rows, all;
};

static int by_place(const void *a, const void *b)
{
    const struct rating *x = a, *y = b;
    int order;

    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    if ((order = document_compare_ranges(x->range, y->range)) != 0)
        return order;
    if (x->coder != y->coder)
        return x->coder < y->coder ? -1 : 1;
    return x->told - y->told;       /* the excerpt's own decision last: it counts */
}

static bool same_unit(const struct rating *a, const struct rating *b)
{
    return a->code == b->code && a->report == b->report && document_compare_ranges(a->range, b->range) == 0;
}

static bool find_coder(struct gathering *g, struct str name, unsigned *coder, struct error *err)
{
    for (*coder = 0; *coder < g->coders.count; ++*coder)
        if (str_equal(g->coders.at[*coder], name))
            return true;
    if (g->coders.count == AGREEMENT_MOST_CODERS)
        return error_set(err, ERROR_LIMIT, "codebook %s: more than %d reviewers decided on its codes; "
                         "name one code with --code", buf_text(&g->name), AGREEMENT_MOST_CODERS);
    *VEC_PUSH(&g->coders) = arena_str(&g->arena, name);
    return true;
}

/* The codes that an excerpt was given instead. */
static void add_recoded(struct gathering *g, const struct rating *from, struct str codes)
{
    struct str id;

    while (str_next(&codes, ' ', &id)) {
        const struct code *code = codebook_find_code(g->book, id);
        struct rating r = *from;

        if (!code)
            continue;
        r.code = (size_t)(code - g->book->codes);
        r.value = 1;
        r.told = false;
        r.hand = true;
        *VEC_PUSH(&g->ratings) = r;
    }
}

static uint32_t find_report(struct gathering *g, int64_t id)
{
    uint32_t at = 0;

    while (at < g->reports.count && g->reports.at[at].id != id)
        at++;
    if (at == g->reports.count)
        *VEC_PUSH(&g->reports) = (struct met_report){.id = id};
    return at;
}

static bool count_units(struct gathering *g, uint32_t report, enum unit unit, size_t *count, struct error *err)
{
    struct met_report *r = &g->reports.at[report];
    const struct range *ranges;
    struct document *doc;
    bool ok = r->known[unit];

    if (!ok && store_load_document(g->store, r->id, &doc, err)) {
        ok = r->known[unit] = analyse_units_list(g->lister, doc, unit, &ranges, &r->units[unit], err);
        document_free(doc);
    }
    *count = r->units[unit];
    return ok;
}

static void add_row(struct gathering *g, const struct agreement_row *row)
{
    *VEC_PUSH(&g->rows) = *row;
    *VEC_PUSH(&g->all) = *row;
}

static struct agreement_row nothing_rated(uint32_t report)
{
    struct agreement_row row = {.units = 1, .report = report};

    memset(row.rating, AGREEMENT_NONE, sizeof row.rating);
    return row;
}

/* Ratings [first, stop) are a report's, of one code: a row for each unit that somebody decided on. seen: who coded
 * the report. */
static size_t add_excerpts(struct gathering *g, size_t first, size_t stop, const bool *seen,
                           struct agreement_row *whole)
{
    size_t units = 0;

    for (size_t i = first, next; i < stop; i = next, units++) {
        struct agreement_row row = nothing_rated(whole->report);
        bool hand = true;

        for (next = i; next < stop && same_unit(&g->ratings.at[i], &g->ratings.at[next]); next++) {
            const struct rating *r = &g->ratings.at[next];

            hand = hand && r->hand;
            row.rating[r->coder] = r->value;
            if (whole->rating[r->coder] != 1)
                whole->rating[r->coder] = r->value == 1;
        }
        /* What one tagged by hand, the others who coded the report left out. */
        for (int c = 0; hand && g->options->over == CODERS_PASSAGES && c < AGREEMENT_MOST_CODERS; c++)
            if (seen[c] && row.rating[c] == AGREEMENT_NONE)
                row.rating[c] = 0;
        if (g->options->over != CODERS_REPORTS)
            add_row(g, &row);
    }
    return units;
}

/* False only on an error. */
static bool add_report(struct gathering *g, size_t first, size_t stop, struct error *err)
{
    const struct code *code = &g->book->codes[g->ratings.at[first].code];
    uint32_t report = g->ratings.at[first].report;
    struct agreement_row whole = nothing_rated(report);
    size_t coders = 0, tagged, all;
    bool seen[AGREEMENT_MOST_CODERS] = {false};

    for (size_t i = first; i < stop; i++) {
        coders += !seen[g->ratings.at[i].coder];
        seen[g->ratings.at[i].coder] = true;
    }
    if (coders < 2)
        return true;
    tagged = add_excerpts(g, first, stop, seen, &whole);
    if (g->options->over == CODERS_REPORTS)
        add_row(g, &whole);
    if (g->options->over != CODERS_PASSAGES)
        return true;
    if (!count_units(g, report, code->unit, &all, err))
        return false;
    for (int c = 0; c < AGREEMENT_MOST_CODERS; c++)
        whole.rating[c] = seen[c] ? 0 : AGREEMENT_NONE;
    whole.units = all > tagged ? all - tagged : 0;
    if (whole.units > 0)
        add_row(g, &whole);
    return true;
}

static void add_tables(struct coders_row *out, const struct agreement_data *data)
{
    uint64_t t[4];

    for (unsigned a = 0; a < data->coders; a++)
        for (unsigned b = a + 1; b < data->coders; b++) {
            analyse_agreement_table(data, a, b, t);
            out->both += t[3];
            out->first += t[2];
            out->second += t[1];
            out->neither += t[0];
        }
}

static size_t count_reports(const struct agreement_data *data)
{
    size_t count;

    free(analyse_agreement_reports(data, &count));
    return count;
}

static size_t count_coders(const struct agreement_data *data)
{
    bool seen[AGREEMENT_MOST_CODERS] = {false};
    size_t count = 0;

    for (size_t i = 0; i < data->count; i++)
        for (unsigned c = 0; c < data->coders; c++)
            seen[c] = seen[c] || data->rows[i].rating[c] >= 0;
    for (unsigned c = 0; c < data->coders; c++)
        count += seen[c];
    return count;
}

static bool tell(struct gathering *g, const struct agreement_row *rows, size_t count, const char *code,
                 struct error *err)
{
    const struct agreement_data data = {rows, count, (unsigned)g->coders.count, 2};
    struct coders_row out = {.codebook = buf_str(&g->name), .code = str_of(code)};

    if (count == 0)
        return true;
    out.reports = count_reports(&data);
    out.coders = count_coders(&data);
    analyse_agreement(&out.agreement, &data, &g->options->bootstrap);
    add_tables(&out, &data);
    return g->each(g->payload, &out, err);
}

static bool tell_code(struct gathering *g, size_t first, size_t stop, struct error *err)
{
    const char *id = g->book->codes[g->ratings.at[first].code].id;

    if (g->options->filter.code.size > 0 && !str_equal(g->options->filter.code, str_of(id)))
        return true;
    g->rows.count = 0;
    for (size_t i = first, next; i < stop; i = next) {
        for (next = i; next < stop && g->ratings.at[next].report == g->ratings.at[i].report; )
            next++;
        if (!add_report(g, i, next, err))
            return false;
    }
    return tell(g, g->rows.at, g->rows.count, id, err);
}

/* What was gathered of one codebook. */
static bool tell_codebook(struct gathering *g, struct error *err)
{
    bool ok = true;

    if (g->ratings.count > 0)
        qsort(g->ratings.at, g->ratings.count, sizeof *g->ratings.at, by_place);
    g->all.count = 0;
    for (size_t i = 0, next; ok && i < g->ratings.count; i = next) {
        for (next = i; next < g->ratings.count && g->ratings.at[next].code == g->ratings.at[i].code; )
            next++;
        ok = tell_code(g, i, next, err);
    }
    ok = ok && (g->options->filter.code.size > 0 || tell(g, g->all.at, g->all.count, "", err));
    g->ratings.count = g->coders.count = 0;
    codebook_free(g->book);
    g->book = NULL;
    return ok;
}

static bool start_codebook(struct gathering *g, const struct rating_row *r, struct error *err)
{
    g->pass = r->pass;
    buf_clear(&g->name);
    buf_add(&g->name, r->codebook);
    return store_pass_codebook(g->store, r->pass, &g->book, err);
}

static bool take_rating(void *payload, const struct rating_row *r, struct error *err)
{
    struct gathering *g = payload;
    struct rating rating = {.code = r->ordinal, .report = find_report(g, r->report), .range = r->range, .told = true,
                            .hand = r->hand};

    if (g->book && g->pass != r->pass && !tell_codebook(g, err))
        return false;
    if (!g->book && !start_codebook(g, r, err))
        return false;
    if (!find_coder(g, r->reviewer, &rating.coder, err))
        return false;
    rating.value = str_equal(r->verdict, STR("accept")) ? 1 : str_equal(r->verdict, STR("unsure")) ? AGREEMENT_NONE : 0;
    *VEC_PUSH(&g->ratings) = rating;
    add_recoded(g, &rating, r->recode);
    return true;
}

bool analyse_coders(struct store *s, const struct coders_options *options, analyse_each_coders *each, void *payload,
                    struct error *err)
{
    struct gathering g = {.store = s, .options = options, .each = each, .payload = payload};
    /* A code is judged by excerpts of others too, which were recoded to it. */
    const struct rating_filter all_codes = {.codebook = options->filter.codebook};
    bool ok = analyse_units_new(&g.lister, err) && store_ratings(s, &all_codes, take_rating, &g, err)
        && (!g.book || tell_codebook(&g, err));

    analyse_units_free(g.lister);
    codebook_free(g.book);
    free(g.reports.at);
    free(g.ratings.at);
    free(g.coders.at);
    free(g.rows.at);
    free(g.all.at);
    buf_free(&g.name);
    arena_free(&g.arena);
    return ok;
}
