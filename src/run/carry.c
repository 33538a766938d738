#include "run/carry.h"

#include "run/anchor.h"
#include "run/found.h"
#include "store/pass.h"
#include "store/report.h"
#include "store/spans.h"

#include <stdlib.h>
#include <string.h>

/* Why a passage is an orphan, as the study writes it. */
enum carry_reason {
    CARRY_REPORT_GONE,      /* no file holds the report, or one that came after it, any more */
    CARRY_SEVERAL_HEIRS,    /* copies of the file became different reports that all have the words */
    CARRY_CODE_GONE,        /* the codebook has no such code any more */
    CARRY_WORDS_GONE,       /* the report has other words now */
    CARRY_SEVERAL_PLACES,   /* it has them in several places, and nothing tells which is meant */
    CARRY_NOT_TAGGED,       /* it has them, but no rule tags them with the code */
    CARRY_OTHER_UNIT,       /* they are in an excerpt of another size, with more that was matched than these words */
    CARRY_REASON_COUNT
};
static const char *const reasons[CARRY_REASON_COUNT] = {
    [CARRY_REPORT_GONE] = "report gone", [CARRY_SEVERAL_HEIRS] = "several reports", [CARRY_CODE_GONE] = "code gone",
    [CARRY_WORDS_GONE] = "words gone", [CARRY_SEVERAL_PLACES] = "several places", [CARRY_NOT_TAGGED] = "not tagged",
    [CARRY_OTHER_UNIT] = "other unit",
};

/* A report in which passages are looked for, loaded when it is first needed and kept for the passages behind. */
struct heir {
    int64_t report;
    char sha256[FILE_HASH_SIZE], text_hash[FILE_HASH_SIZE];
    struct anchor_text anchor;
    struct arena arena;         /* of the text */
    struct found_list found;    /* what the pass found in it, by start */
    bool loaded;
};

struct carrying {
    struct store *store;
    struct str codebook;
    int64_t pass;
    struct { struct passage_row *at; size_t count, room; } passages;
    struct arena arena;         /* of their words */
    struct { struct heir *at; size_t count, room; } heirs;  /* of the report that the passage stood in last */
    struct carry_summary *sum;
};

/* What was found of a passage. */
struct outcome {
    const char *how;
    enum carry_reason reason;   /* where how is "orphaned" */
    const struct heir *heir;    /* where it was looked for, or NULL */
    struct range range;
    char key[17];
};

static bool keep_passage(void *payload, const struct passage_row *p, struct error *err)
{
    struct carrying *c = payload;
    struct passage_row row = *p;
    struct str *texts[] = {&row.report, &row.code, &row.words, &row.prefix, &row.suffix, &row.how, &row.reason,
                           &row.now_report, &row.text};

    (void)err;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        *texts[i] = arena_str(&c->arena, *texts[i]);
    *VEC_PUSH(&c->passages) = row;
    return true;
}

static void drop_heirs(struct carrying *c)
{
    for (size_t i = 0; i < c->heirs.count; i++) {
        run_anchor_free(&c->heirs.at[i].anchor);
        run_found_free(&c->heirs.at[i].found);
        arena_free(&c->heirs.at[i].arena);
    }
    c->heirs.count = 0;
}

static bool keep_heir(void *payload, int64_t report, struct str sha256, struct error *err)
{
    struct carrying *c = payload;

    (void)err;
    *VEC_PUSH(&c->heirs) = (struct heir){.report = report};
    snprintf(c->heirs.at[c->heirs.count - 1].sha256, FILE_HASH_SIZE, "%.*s", STR_ARGS(sha256));
    return true;
}

/* The report itself where a file still holds it; else those that came after it, and where there is none, those that
 * came after the report that was decided on: its file may hold the old bytes again. */
static bool find_heirs(struct carrying *c, const struct passage_row *p, struct error *err)
{
    drop_heirs(c);
    if (!store_heirs(c->store, p->now_report, keep_heir, c, err)
        || (c->heirs.count == 0 && !store_heirs(c->store, p->report, keep_heir, c, err)))
        return false;
    for (size_t i = 0; i < c->heirs.count; i++)
        if (str_equal(str_of(c->heirs.at[i].sha256), p->now_report)) {
            c->heirs.at[0] = c->heirs.at[i];
            c->heirs.count = 1;
        }
    return true;
}

static bool load_heir(struct carrying *c, struct heir *h, struct error *err)
{
    struct str text;

    if (h->loaded)
        return true;
    if (!store_load_text(c->store, h->report, &h->arena, &text, err)
        || !run_found_load(&h->found, c->store, c->pass, h->report, err))
        return false;
    file_hash_bytes(text, h->text_hash);
    run_anchor_fold(&h->anchor, text);
    h->loaded = true;
    return true;
}

/* Whether all that an excerpt's rule matched lies in the words. */
static bool matched_within(const struct heir *h, const struct found_row *f, struct range words)
{
    struct str rest = f->spans;
    struct range span;

    while (store_next_span(&rest, &span)) {
        if (span.stop > h->anchor.text.size)
            return false;
        span = run_anchor_folded(&h->anchor, span);
        if (span.start < words.start || span.stop > words.stop)
            return false;
    }
    return f->spans.size > 0 && rest.size == 0;
}

/* Whether an excerpt has all of the words. That a code applies to them holds for what they are a part of; that it does
 * not apply says nothing of the rest. */
static bool holds(const struct heir *h, const struct found_row *f, struct range words)
{
    struct range r = run_anchor_folded(&h->anchor, f->range);

    return r.start <= words.start && r.stop >= words.stop;
}

/* The excerpts of the code that have letters of the words: the one that is just these words, or how many others. */
static const struct found_row *find_tagged(const struct heir *h, struct str code, struct range words, size_t *others,
                                           const struct found_row **other)
{
    *others = 0;
    for (size_t i = 0; i < h->found.count; i++) {
        const struct found_row *f = &h->found.at[i];
        struct range r;

        if (!str_equal(f->code, code))
            continue;
        r = run_anchor_folded(&h->anchor, f->range);
        if (document_compare_ranges(r, words) == 0)
            return f;
        if (r.start < words.stop && r.stop > words.start) {
            *other = f;
            ++*others;
        }
    }
    return NULL;
}

static struct outcome orphan(const struct heir *h, const struct passage_row *p, enum carry_reason reason)
{
    return (struct outcome){.how = "orphaned", .reason = reason, .heir = h, .range = p->now};
}

/* The words are an excerpt: by a rule (tagged), or since a hand tagged them. `there`: they are where they were last. */
static void place_words(struct outcome *o, const struct passage_row *p, const struct found_row *tagged, bool exact,
                        bool there)
{
    struct str text = o->heir->anchor.text;

    if (tagged)
        o->range = tagged->range;
    exact = exact && str_equal(str_slice(text, o->range.start, o->range.stop), p->words);
    o->how = exact ? "moved" : "respelt";
    if (there && exact && document_compare_ranges(o->range, p->now) == 0)
        o->how = str_equal(p->how, STR("orphaned")) ? "same" : p->how.at;
}

/* The words stand in the report: is the code there? */
static struct outcome judge(struct carrying *c, const struct heir *h, const struct passage_row *p, struct range words,
                            bool there)
{
    const struct found_row *other = NULL, *tagged;
    struct outcome o = {.heir = h};
    bool exact;
    size_t others;

    tagged = find_tagged(h, p->code, words, &others, &other);
    o.range = run_anchor_place(&h->anchor, p->words, words, &exact);
    if (tagged || (p->hand && others == 0)) {
        place_words(&o, p, tagged, exact, there);
    } else if (others == 1 && (matched_within(h, other, words) || (p->accepted && holds(h, other, words)))) {
        o.range = other->range;
        o.how = "unit";
    } else {
        return orphan(h, p, others > 0 ? CARRY_OTHER_UNIT : CARRY_NOT_TAGGED);
    }
    store_excerpt_key(c->store, str_of(h->sha256), c->codebook, p->code, o.range, o.key);
    return o;
}

/* Words that are where they stood last are those words, however often they stand elsewhere. */
static bool look_in(struct carrying *c, struct heir *h, const struct passage_row *p, struct outcome *o,
                    struct error *err)
{
    struct range words;

    if (!load_heir(c, h, err))
        return false;
    if (str_equal(str_of(h->sha256), p->now_report) && p->now.stop <= h->anchor.text.size
        && str_equal(str_slice(h->anchor.text, p->now.start, p->now.stop), p->words)) {
        words = run_anchor_folded(&h->anchor, p->now);
        if (words.start < words.stop) {
            *o = judge(c, h, p, words, true);
            return true;
        }
    }
    switch (run_anchor_find(&h->anchor, p->words, p->prefix, p->suffix, &words)) {
    case ANCHOR_FOUND:
        *o = judge(c, h, p, words, false);
        break;
    case ANCHOR_SEVERAL:
        *o = orphan(h, p, CARRY_SEVERAL_PLACES);
        break;
    case ANCHOR_NONE:
        *o = orphan(h, p, CARRY_WORDS_GONE);
        break;
    }
    return true;
}

/* In each heir; where several have the passage, which is meant is not known. */
static bool look(struct carrying *c, const struct passage_row *p, struct outcome *o, struct error *err)
{
    size_t having = 0;

    *o = orphan(NULL, p, p->code_known ? CARRY_REPORT_GONE : CARRY_CODE_GONE);
    for (size_t i = 0; p->code_known && i < c->heirs.count; i++) {
        struct outcome one;

        if (!look_in(c, &c->heirs.at[i], p, &one, err))
            return false;
        if (strcmp(one.how, "orphaned") != 0)
            having++;
        if (i == 0 || strcmp(one.how, "orphaned") != 0)
            *o = one;
    }
    if (having > 1)
        *o = orphan(NULL, p, CARRY_SEVERAL_HEIRS);
    return true;
}

static void count(struct carry_summary *sum, const char *how)
{
    sum->looked_at++;
    if (strcmp(how, "same") == 0)
        sum->same++;
    else if (strcmp(how, "moved") == 0)
        sum->moved++;
    else if (strcmp(how, "respelt") == 0)
        sum->respelt++;
    else if (strcmp(how, "unit") == 0)
        sum->unit++;
    else
        sum->orphaned++;
}

/* Whether it stands elsewhere than was written down last, or in another text. */
static bool is_news(const struct passage_row *p, const struct store_place *place)
{
    return !str_equal(p->how, str_of(place->how)) || !str_equal(p->reason, str_of(place->reason))
        || !str_equal(p->now_report, str_of(place->report)) || !str_equal(p->text, str_of(place->text))
        || document_compare_ranges(p->now, place->range) != 0;
}

static bool write_place(struct carrying *c, const struct passage_row *p, const struct outcome *o, struct error *err)
{
    bool orphaned = strcmp(o->how, "orphaned") == 0;
    const struct store_place place = {
        .pass = c->pass, .how = o->how, .reason = orphaned ? reasons[o->reason] : "", .excerpt = o->key,
        .report = orphaned ? p->now_report.at : o->heir->sha256, .text = o->heir ? o->heir->text_hash : "",
        .range = o->range};

    count(c->sum, o->how);
    if (!is_news(p, &place))
        return true;
    c->sum->changed++;
    return store_add_place(c->store, p->id, p->place, &place, err);
}

/* All is looked for before anything is written, so that the study is kept from others for no longer than needed. */
static bool carry_some(struct carrying *c, size_t first, size_t stop, struct error *err)
{
    struct outcome *outcomes = must_realloc(NULL, (stop - first) * sizeof *outcomes);
    bool ok = find_heirs(c, &c->passages.at[first], err);

    for (size_t i = first; ok && i < stop; i++)
        ok = look(c, &c->passages.at[i], &outcomes[i - first], err);
    ok = ok && store_begin(c->store, err);
    if (ok) {
        for (size_t i = first; ok && i < stop; i++)
            ok = write_place(c, &c->passages.at[i], &outcomes[i - first], err);
        ok = store_end(c->store, ok, err);
    }
    free(outcomes);
    return ok;
}

/* Passages from `first` on that were decided on in one report and stood in one report last. */
static bool carry_report(struct carrying *c, size_t first, size_t *next, struct error *err)
{
    const struct passage_row *p = &c->passages.at[first];

    *next = first + 1;
    while (*next < c->passages.count && str_equal(c->passages.at[*next].now_report, p->now_report)
           && str_equal(c->passages.at[*next].report, p->report))
        ++*next;
    return carry_some(c, first, *next, err);
}

bool run_carry(struct store *s, struct str codebook, struct carry_summary *out, struct error *err)
{
    struct carrying c = {.store = s, .codebook = codebook, .sum = out};
    size_t next = 0;
    bool found, ok;

    *out = (struct carry_summary){.looked_at = 0};
    if (!store_current_pass(s, codebook, &c.pass, &found, err))
        return false;
    ok = !found || store_passages(s, codebook, c.pass, keep_passage, &c, err);
    while (ok && next < c.passages.count)
        ok = carry_report(&c, next, &next, err);
    drop_heirs(&c);
    free(c.heirs.at);
    free(c.passages.at);
    arena_free(&c.arena);
    return ok;
}
