#include "analyse/precision.h"

#include "base/ascii.h"
#include "store/report.h"
#include "store/spans.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_WORDS = 200 };     /* bytes of the words that are told */

struct tally {
    struct str codebook, code, rule, words;
    uint64_t excerpts, accepted, rejected;
    size_t place;               /* of its code and rule in the listing */
};

struct counting {
    struct store *store;
    enum precision_by by;
    struct { struct tally *at; size_t count, room; } tallies;
    struct str codebook, code, rule;    /* in hand */
    size_t place;
    int64_t report;             /* whose text is in hand; 0: none */
    struct arena texts;
    struct str text;
    struct store_spans spans;
    struct buf words;
    struct arena arena;
};

static bool load_text(struct counting *c, int64_t report, struct error *err)
{
    if (c->report == report)
        return true;
    arena_free(&c->texts);
    c->report = report;
    return store_load_text(c->store, report, &c->texts, &c->text, err);
}

/* The words that matched, ASCII letters made small, with " … " between. */
static bool read_words(struct counting *c, const struct rated_row *r, struct error *err)
{
    buf_clear(&c->words);
    if (!load_text(c, r->report, err))
        return false;
    if (!store_read_spans(&c->spans, r->spans, r->range) || r->range.stop > c->text.size)
        return error_set(err, ERROR_STUDY, "an excerpt's words lie outside its report; \"excerpta check\" tells more");
    for (size_t k = 0; k < c->spans.count && c->words.size < MOST_WORDS; k++) {
        if (c->words.size > 0)
            buf_add(&c->words, STR(" … "));
        for (size_t i = c->spans.at[k].start; i < c->spans.at[k].stop; i++)
            buf_add_char(&c->words, ascii_lower(c->text.at[i]));
    }
    return true;
}

/* Rows come by code and rule. */
static void number_place(struct counting *c, const struct rated_row *r)
{
    const struct tally *last = c->tallies.count > 0 ? &c->tallies.at[c->tallies.count - 1] : NULL;

    if (!last || !str_equal(last->code, r->code) || !str_equal(last->codebook, r->codebook)
        || (c->by != PRECISION_CODES && !str_equal(last->rule, r->rule))) {
        c->place++;
        c->codebook = arena_str(&c->arena, r->codebook);
        c->code = arena_str(&c->arena, r->code);
        c->rule = c->by == PRECISION_CODES ? STR("") : arena_str(&c->arena, r->rule);
    }
}

static bool take_rated(void *payload, const struct rated_row *r, struct error *err)
{
    struct counting *c = payload;

    if (c->by == PRECISION_WORDS && !read_words(c, r, err))
        return false;
    number_place(c, r);
    *VEC_PUSH(&c->tallies) = (struct tally){
        .codebook = c->codebook, .code = c->code, .rule = c->rule, .words = arena_str(&c->arena, buf_str(&c->words)),
        .excerpts = 1, .accepted = str_equal(r->status, STR("accepted")),
        .rejected = str_equal(r->status, STR("rejected")) || str_equal(r->status, STR("recoded")), .place = c->place,
    };
    return true;
}

static int by_words(const void *a, const void *b)
{
    const struct tally *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return str_compare(x->words, y->words);
}

/* One tally for each code, rule and words. */
static void add_up(struct counting *c)
{
    size_t kept = 0;

    if (c->tallies.count > 0)
        qsort(c->tallies.at, c->tallies.count, sizeof *c->tallies.at, by_words);
    for (size_t i = 0; i < c->tallies.count; i++) {
        struct tally *to = kept > 0 ? &c->tallies.at[kept - 1] : NULL;
        const struct tally *t = &c->tallies.at[i];

        if (!to || by_words(to, t) != 0) {
            c->tallies.at[kept++] = *t;
            continue;
        }
        to->excerpts += t->excerpts;
        to->accepted += t->accepted;
        to->rejected += t->rejected;
    }
    c->tallies.count = kept;
}

static int by_wrong(const void *a, const void *b)
{
    const struct tally *x = a, *y = b;

    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->rejected != y->rejected)
        return x->rejected > y->rejected ? -1 : 1;
    if (x->excerpts != y->excerpts)
        return x->excerpts > y->excerpts ? -1 : 1;
    return str_compare(x->words, y->words);
}

static struct precision_row row_of(const struct tally *t, double confidence)
{
    uint64_t decided = t->accepted + t->rejected;

    return (struct precision_row){
        .codebook = t->codebook, .code = t->code, .rule = t->rule, .words = t->words, .excerpts = t->excerpts,
        .accepted = t->accepted, .rejected = t->rejected, .open = t->excerpts - decided,
        .precision = decided > 0 ? (double)t->accepted / (double)decided : NAN,
        .interval = analyse_wilson(t->accepted, decided, confidence),
    };
}

bool analyse_precision(struct store *s, const struct rating_filter *filter, enum precision_by by, double confidence,
                       analyse_each_precision *each, void *payload, struct error *err)
{
    struct counting c = {.store = s, .by = by};
    bool ok = store_rated(s, filter, take_rated, &c, err);

    add_up(&c);
    if (ok && c.tallies.count > 0)
        qsort(c.tallies.at, c.tallies.count, sizeof *c.tallies.at, by_wrong);
    for (size_t i = 0; ok && i < c.tallies.count; i++) {
        struct precision_row row = row_of(&c.tallies.at[i], confidence);

        ok = each(payload, &row, err);
    }
    free(c.tallies.at);
    free(c.spans.at);
    buf_free(&c.words);
    arena_free(&c.texts);
    arena_free(&c.arena);
    return ok;
}
