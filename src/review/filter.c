#include "review/filter.h"

#include <stdlib.h>
#include <string.h>

/* A filter in numbers, so that an entry is looked at in a few steps. */
struct test {
    const struct review_filter *f;
    const struct review_desk *d;
    const struct review_said *said;
    const struct review_reviewer *of, *asking;  /* of: whose decisions are asked for; NULL: nobody has that name */
    bool *reports, *codes, *rules;      /* of each: whether it fits */
    bool standings[STANDING_COUNT];
};

static bool has_authority(struct str authorities, struct str wanted)
{
    while (authorities.size > 0) {
        const char *end = memmem(authorities.at, authorities.size, "; ", 2);
        size_t size = end ? (size_t)(end - authorities.at) : authorities.size;

        if (str_equal(str_slice(authorities, 0, size), wanted))
            return true;
        authorities = str_slice(authorities, end ? size + 2 : size, authorities.size);
    }
    return false;
}

static bool is_any(struct str wanted, struct str value)
{
    return wanted.size == 0 || str_equal(wanted, value);
}

static bool report_fits(const struct review_report *r, const struct review_filter *f)
{
    return is_any(f->report, r->sha256) && is_any(f->region, r->region) && is_any(f->period, r->period)
        && (f->authority.size == 0 || has_authority(r->authorities, f->authority));
}

/* name: "BOOK/THEME". */
static bool is_of_theme(const struct review_code *c, struct str name)
{
    struct str book;

    return str_next(&name, '/', &book) && str_equal(book, str_of(c->book->book->id))
        && str_equal(name, str_of(c->code->theme->id));
}

static bool rule_fits(const struct review_rule *r, const struct review_rule_count *count, const struct review_filter *f)
{
    return is_any(f->rule, str_of(r->id)) && (!count || str_equal(f->confidence, str_of(review_confidence(count))));
}

const char *review_confidence(const struct review_rule_count *rule)
{
    uint32_t of = rule->accepted + rule->rejected;

    if (of < REVIEW_CONFIDENT_FROM)
        return "unknown";
    return 2 * rule->accepted < of ? "low" : 5 * rule->accepted < 4 * of ? "middle" : "high";
}

static bool verdict_fits(const struct test *t, uint32_t entry)
{
    struct str wanted = t->f->verdict;
    enum review_verdict verdict;

    if (wanted.size == 0)
        return true;
    if (!t->of)
        return false;
    verdict = t->of->says[entry].verdict;
    if (str_equal(wanted, STR("none")))
        return verdict == REVIEW_NONE;
    if (str_equal(wanted, STR("any")))
        return verdict != REVIEW_NONE;
    return str_equal(wanted, str_of(review_verdict_words[verdict]));
}

static bool said_fits(const struct test *t, uint32_t entry)
{
    const struct review_filter *f = t->f;

    if (f->reviewer.size > 0 && f->verdict.size == 0 && (!t->of || t->of->says[entry].verdict == REVIEW_NONE))
        return false;
    return (!f->starred || (t->of && t->of->says[entry].star))
        && (!f->disagreed || review_said_disagreed(t->said, entry));
}

static bool words_fit(struct str text, struct str words)
{
    for (size_t i = 0; i + words.size <= text.size; i++)
        if (((text.at[i] ^ *words.at) & ~0x20) == 0     /* the same letter, in whatever case */
            && str_equal_caseless(str_slice(text, i, i + words.size), words))
            return true;
    return false;
}

/* Without the verdict, of which a queue tells how many are decided. */
static bool entry_fits(const struct test *t, uint32_t entry)
{
    const struct review_entry *e = &t->d->entries[entry];

    return t->reports[e->report] && t->codes[e->code] && t->standings[e->standing] && t->rules[e->rule]
        && said_fits(t, entry) && review_said_is_theirs(t->d, entry, t->asking);
}

static void prepare(struct test *t, struct arena *arena)
{
    const struct review_filter *f = t->f;
    int64_t code = review_desk_code(t->d, f->code);
    struct review_rule_count *counts = NULL;

    t->reports = arena_alloc(arena, t->d->report_count, sizeof *t->reports);
    t->codes = arena_alloc(arena, t->d->code_count, sizeof *t->codes);
    t->rules = arena_alloc(arena, t->d->rule_count, sizeof *t->rules);
    for (size_t i = 0; i < t->d->report_count; i++)
        t->reports[i] = report_fits(&t->d->reports[i], f);
    for (size_t i = 0; i < t->d->code_count; i++)
        t->codes[i] = (f->code.size == 0 || code == (int64_t)i)
            && (f->theme.size == 0 || is_of_theme(&t->d->codes[i], f->theme));
    for (int i = 0; i < STANDING_COUNT; i++)
        t->standings[i] = is_any(f->standing, str_of(standing_words[i]));
    if (f->confidence.size > 0)
        review_said_count_rules(&counts, t->said, t->d, t->asking);
    for (size_t i = 0; i < t->d->rule_count; i++)
        t->rules[i] = rule_fits(&t->d->rules[i], counts ? &counts[i] : NULL, f);
    free(counts);
}

/* The words of a report's excerpts are looked at with its text at hand: entries come report by report. */
struct reading {
    struct review_documents *documents;
    struct store *study;
    const struct document *doc;
    uint32_t report;
};

static bool has_words(struct reading *r, const struct test *t, uint32_t entry, bool *has, struct error *err)
{
    const struct review_entry *e = &t->d->entries[entry];

    *has = true;
    if (t->f->words.size == 0)
        return true;
    if (!r->doc || r->report != e->report) {
        review_documents_give(r->documents, r->doc);
        r->doc = NULL;
        if (!review_documents_take(r->documents, r->study, t->d->reports[e->report].id, &r->doc, err))
            return false;
        r->report = e->report;
    }
    *has = e->range.stop <= r->doc->text.size && words_fit(document_text(r->doc, e->range), t->f->words);
    return true;
}

bool review_filter_run(struct review_matches *out, const struct review_filter *f, const struct review_filter_study *in,
                       struct error *err)
{
    struct test t = {.f = f, .d = in->desk, .said = in->said,
                     .of = f->reviewer.size > 0 ? review_said_find(in->said, f->reviewer) : in->asking,
                     .asking = in->asking};
    struct reading reading = {.documents = in->documents, .study = in->study};
    struct arena arena = {0};
    bool ok = true, has;

    *out = (struct review_matches){0};
    prepare(&t, &arena);
    for (uint32_t i = 0; ok && i < in->desk->entry_count; i++) {
        if (!entry_fits(&t, i))
            continue;
        ok = has_words(&reading, &t, i, &has, err);
        if (!ok || !has)
            continue;
        out->total++;
        out->decided += in->asking->says[i].verdict != REVIEW_NONE;
        if (verdict_fits(&t, i))
            *VEC_PUSH(out) = i;
    }
    review_documents_give(in->documents, reading.doc);
    arena_free(&arena);
    if (!ok) {
        free(out->at);
        *out = (struct review_matches){0};
    }
    return ok;
}
