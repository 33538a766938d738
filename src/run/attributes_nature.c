/* What a document is: a yearly report or what only looks like one, in full or in part, and in what language. */
#include "run/attributes_internal.h"

#include "base/nearest.h"
#include "document/language.h"

enum {
    FULL_PAGES = 8, FULL_WORDS = 3000,      /* a yearly report of so much is no summary */
    SHORT_PAGES = 12,                       /* a longer one has a summary in it, and is none */
    FULL_CONFIDENCE = 85, COVER_CONFIDENCE = 80, SURE_WORDS = 1000, LIKELY_WORDS = 200,
};

static const struct nature {
    enum attribute attribute;
    const char *value, *phrases;
} natures[] = {
#define NATURE(attribute, value, phrases) {ATTRIBUTE_##attribute, value, phrases},
#include "run/nature.def"
#undef NATURE
};
enum { NATURE_COUNT = sizeof natures / sizeof natures[0] };

static bool is_one_of(enum attribute which, struct str value, struct buf *why)
{
    struct buf words = {0};
    struct nearest near;
    size_t count = 0;
    bool known = false;

    nearest_start(&near, value);
    for (size_t i = 0; i < NATURE_COUNT; i++) {
        if (natures[i].attribute != which)
            continue;
        known = known || str_equal(value, str_of(natures[i].value));
        nearest_offer(&near, natures[i].value);
        buf_add_format(&words, "%s%s", count++ ? ", " : "", natures[i].value);
    }
    if (!known)
        buf_add_format(why, "there is no %s \"%.*s\"; %s %s", store_attribute_names[which], STR_ARGS(value),
                       near.best ? "did you mean" : "write one of", near.best ? near.best : buf_text(&words));
    buf_free(&words);
    return known;
}

bool run_nature_holds(enum attribute which, struct str value, uint32_t page_count, struct buf *why)
{
    struct page_span pages;

    if (value.size == 0)
        return true;
    if (which == ATTRIBUTE_document_kind || which == ATTRIBUTE_variant || which == ATTRIBUTE_language)
        return is_one_of(which, value, why);
    if (which != ATTRIBUTE_report_pages)
        return true;
    if (!document_parse_pages(value, &pages))
        buf_add_format(why, "pages \"%.*s\"; write them as 12-47, the file's first page being 1", STR_ARGS(value));
    else if (page_count > 0 && pages.last >= page_count)
        buf_add_format(why, "pages %.*s, and the file has %u", STR_ARGS(value), page_count);
    return why->size == 0;
}

/* The value whose phrase a text has, or NULL. */
static const struct nature *nature_in(enum attribute which, struct str text)
{
    for (size_t i = 0; i < NATURE_COUNT; i++) {
        struct str rest = str_of(natures[i].phrases), phrase;

        while (natures[i].attribute == which && str_next(&rest, '|', &phrase)) {
            char word[64];

            snprintf(word, sizeof word, "%.*s", STR_ARGS(phrase));
            if (run_text_contains(text, word))
                return &natures[i];
        }
    }
    return NULL;
}

/* What the places say that are asked; nothing where two say otherwise. *seen: those that say it. */
static const struct nature *ask(enum attribute which, const struct sources *s, const enum place_of_answer *places,
                                size_t count, seen_in *seen)
{
    const struct nature *answer = NULL;

    *seen = 0;
    for (size_t i = 0; i < count; i++) {
        const struct nature *here = nature_in(which, buf_str(&s->at[places[i]]));

        if (!here)
            continue;
        if (answer && answer != here)
            return NULL;
        answer = here;
        *seen |= 1U << places[i];
    }
    return answer;
}

static void say(struct report_attributes *out, struct arena *a, const struct nature *n, seen_in seen)
{
    struct attribute_basis basis = run_basis(seen, a);

    run_say(out, n->attribute, str_of(n->value), &basis);
}

static void say_sure(struct report_attributes *out, enum attribute which, const char *value, const char *origin,
                     int confidence)
{
    run_say(out, which, str_of(value), &(struct attribute_basis){SOURCE_GUESS, confidence, str_of(origin), STR("")});
}

static void guess_kind(struct report_attributes *out, struct arena *a, const struct sources *s)
{
    static const enum place_of_answer best[] = {IN_TITLE, IN_FILE, IN_HEADINGS}, after[] = {IN_TITLES};
    seen_in seen, here;
    const struct nature *kind = ask(ATTRIBUTE_document_kind, s, best, sizeof best / sizeof best[0], &seen);

    if (!kind && seen == 0)
        kind = ask(ATTRIBUTE_document_kind, s, after, 1, &here), seen = here;
    if (kind)
        say(out, a, kind, seen);
}

/* The whole of a document, without what stands on other pages. */
static size_t count_pages(const struct document *doc, const struct page_span *pages)
{
    uint32_t last = pages->last < doc->page_count ? pages->last : (uint32_t)doc->page_count - 1;

    return last - pages->first + 1;
}

static void guess_variant(struct report_attributes *out, struct arena *a, const struct sources *s,
                          const struct document *doc, const struct page_span *pages, size_t words, bool papers)
{
    static const enum place_of_answer named[] = {IN_TITLE, IN_FILE, IN_HEADINGS};
    size_t count = count_pages(doc, pages);
    seen_in seen;
    const struct nature *n = ask(ATTRIBUTE_variant, s, named, sizeof named / sizeof named[0], &seen);

    if (n && (count <= SHORT_PAGES || doc->page_count == 1))
        say(out, a, n, seen);
    else if (!n && seen == 0 && papers && count <= SHORT_PAGES)
        say_sure(out, ATTRIBUTE_variant, "cover report", "captions", COVER_CONFIDENCE);
    else if (!n && seen == 0 && count >= FULL_PAGES && words >= FULL_WORDS
             && str_equal(out->document_kind, STR("yearly report")))
        say_sure(out, ATTRIBUTE_variant, "full report", "length", FULL_CONFIDENCE);
}

static size_t guess_language(struct report_attributes *out, const struct document *doc, const struct page_span *pages)
{
    static const char *const words_for[] = {
        [LANGUAGE_UNKNOWN] = "", [LANGUAGE_ENGLISH] = "English", [LANGUAGE_WELSH] = "Welsh",
        [LANGUAGE_MIXED] = "mixed", [LANGUAGE_OTHER] = "other"};
    struct language_words words = {0};
    int sure;

    for (size_t i = 0; i < doc->block_count; i++) {
        size_t page = document_page_at(doc, doc->blocks[i].range.start);

        if ((doc->blocks[i].kind == BLOCK_PARAGRAPH || doc->blocks[i].kind == BLOCK_LIST_ITEM)
            && page >= pages->first && page <= pages->last)
            document_count_languages(&words, document_text(doc, doc->blocks[i].range));
    }
    sure = words.all >= SURE_WORDS ? 99 : words.all >= LIKELY_WORDS ? 95 : 85;
    say_sure(out, ATTRIBUTE_language, words_for[document_language(&words)], "words", sure);
    return words.all;
}

void run_guess_nature(struct report_attributes *out, struct arena *a, const struct sources *s,
                      const struct document *doc, const struct page_span *pages, bool papers)
{
    size_t words = guess_language(out, doc, pages);

    guess_kind(out, a, s);
    guess_variant(out, a, s, doc, pages, words, papers);
}
