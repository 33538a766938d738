#include "analyse/judged.h"
#include "analyse/suggest.h"
#include "analyse/words.h"
#include "base/ascii.h"
#include "document/tokens.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_PASSAGES = 3 };

/* A term of a passage, each once. */
struct stand {
    struct str term;
    size_t passage;
    bool accepted;
};

struct gathering {
    struct judged_list judged;
    struct tokenizer *tokenizer;
    struct { struct stand *at; size_t count, room; } stands;
    struct { struct suggest_term *at; size_t count, room; } terms;
    size_t passages, accepted;
    struct buf word;
    struct arena arena;
};

static void add_stand(struct gathering *g, struct str text, size_t start, size_t stop, bool accepted)
{
    buf_clear(&g->word);
    for (size_t i = start; i < stop; i++)
        buf_add_char(&g->word, ascii_lower(text.at[i]));
    *VEC_PUSH(&g->stands) = (struct stand){arena_str(&g->arena, buf_str(&g->word)), g->passages, accepted};
}

static void add_passage(struct gathering *g, const struct document *doc, struct range r, bool accepted)
{
    const struct range *words;
    size_t count = tokenizer_split(g->tokenizer, doc->text, r, &words);

    for (size_t i = 0; i < count; i++) {
        add_stand(g, doc->text, words[i].start, words[i].stop, accepted);
        if (i > 0)
            add_stand(g, doc->text, words[i - 1].start, words[i].stop, accepted);
    }
    g->passages++;
    g->accepted += accepted;
}

static bool keep_judged(void *payload, const struct shelf_report *r, struct error *err)
{
    struct gathering *g = payload;

    (void)err;
    for (size_t i = 0; i < r->count; i++) {
        enum judgement j = analyse_judged_at(&g->judged, r->report->report, r->units[i]);

        if (j == JUDGED_RIGHT || j == JUDGED_WRONG)
            add_passage(g, r->document, r->units[i], j == JUDGED_RIGHT);
    }
    return true;
}

static int by_term(const void *a, const void *b)
{
    const struct stand *x = a, *y = b;
    int order = str_compare(x->term, y->term);

    return order ? order : (x->passage > y->passage) - (x->passage < y->passage);
}

static void count_terms(struct gathering *g)
{
    size_t rejected = g->passages - g->accepted;

    if (g->stands.count > 0)
        qsort(g->stands.at, g->stands.count, sizeof *g->stands.at, by_term);
    for (size_t i = 0, next; i < g->stands.count; i = next) {
        struct suggest_term t = {.term = g->stands.at[i].term};

        for (next = i; next < g->stands.count && str_equal(g->stands.at[next].term, t.term); next++) {
            bool again = next > i && g->stands.at[next].passage == g->stands.at[next - 1].passage;

            t.accepted += !again && g->stands.at[next].accepted;
            t.rejected += !again && !g->stands.at[next].accepted;
        }
        if (t.accepted + t.rejected < LEAST_PASSAGES)
            continue;
        t.keyness = analyse_keyness(t.accepted, g->accepted, t.rejected, rejected);
        t.ratio = analyse_log_ratio(t.accepted, g->accepted, t.rejected, rejected);
        *VEC_PUSH(&g->terms) = t;
    }
}

/* Accepted ones first, each side by how telling. */
static int by_keyness(const void *a, const void *b)
{
    const struct suggest_term *x = a, *y = b;

    if ((x->keyness > 0) != (y->keyness > 0))
        return x->keyness > 0 ? -1 : 1;
    if (fabs(x->keyness) < fabs(y->keyness) || fabs(x->keyness) > fabs(y->keyness))
        return fabs(x->keyness) > fabs(y->keyness) ? -1 : 1;
    return str_compare(x->term, y->term);
}

static bool tell(struct gathering *g, const struct suggest_options *o, suggest_each_term *each, void *payload,
                 struct error *err)
{
    size_t told[2] = {0, 0};

    if (g->accepted == 0 || g->accepted == g->passages)
        return error_set(err, ERROR_INPUT, "code %s: %zu accepted and %zu rejected passages; terms that part them need "
                         "some of both", o->code, g->accepted, g->passages - g->accepted);
    count_terms(g);
    if (g->terms.count > 0)
        qsort(g->terms.at, g->terms.count, sizeof *g->terms.at, by_keyness);
    for (size_t i = 0; i < g->terms.count; i++) {
        if (told[g->terms.at[i].keyness > 0]++ < o->count && !each(payload, &g->terms.at[i], err))
            return false;
    }
    return true;
}

bool analyse_suggest_terms(struct store *s, const struct suggest_options *options, suggest_each_term *each,
                           void *payload, struct error *err)
{
    struct gathering g = {0};
    struct shelf shelf;
    bool ok = analyse_shelf_open(&shelf, s, options->codebook, options->code, err) && tokenizer_new(&g.tokenizer, err)
        && analyse_judged_load(&g.judged, s, &shelf, err) && analyse_shelf_walk(&shelf, s, keep_judged, &g, err)
        && tell(&g, options, each, payload, err);

    analyse_shelf_free(&shelf);
    analyse_judged_free(&g.judged);
    tokenizer_free(g.tokenizer);
    free(g.stands.at);
    free(g.terms.at);
    buf_free(&g.word);
    arena_free(&g.arena);
    return ok;
}
