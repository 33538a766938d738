/* Finds a convention from the words: people select words, so where it is the right one few ends stand inside a word. */
#include "extract/convention.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum {
    /* By so much of the points of what they place otherwise one must be ahead of another. Where a way of counting is
     * wrong its ends stand anywhere, and two of three are inside a word. */
    CLEAR_PERCENT = 20, CLEAR_POINTS = 2,
    /* Nobody is known to give the last character, though the format's words do: so few selections, or ends that fit no
     * better than so, do not speak for it. */
    LAST_SELECTIONS = 4, LAST_PERCENT = 90,
};

enum sort { SORT_BLANK, SORT_SIGN, SORT_WORD };

static enum sort sort_of(UChar32 c)
{
    if (c < 0 || u_isUWhiteSpace(c))
        return SORT_BLANK;
    return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) || c == '\'' || c == 0x2019 ? SORT_WORD : SORT_SIGN;
}

static enum sort sort_before(struct str text, uint32_t at)
{
    int32_t i = (int32_t)at;
    UChar32 c = -1;

    if (i > 0)
        U8_PREV((const uint8_t *)text.at, 0, i, c);
    return sort_of(c);
}

static enum sort sort_behind(struct str text, uint32_t at)
{
    int32_t i = (int32_t)at, size = (int32_t)text.size;
    UChar32 c = -1;

    if (i < size)
        U8_NEXT((const uint8_t *)text.at, i, size, c);
    return sort_of(c);
}

/* Of an end of a selection: 0 inside a word, 1 where a blank is the first or last character selected, else 2. */
static unsigned rate_end(enum sort inside, enum sort outside)
{
    if (inside == SORT_WORD && outside == SORT_WORD)
        return 0;
    return inside == SORT_BLANK ? 1 : 2;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Whether one begins as the other, blanks aside: line ends do not outlast an attribute of XML. *all: to the end. */
static bool begins_alike(struct str words, struct str name, bool *all)
{
    size_t i = 0, k = 0;

    for (;; i++, k++) {
        while (i < words.size && is_blank(words.at[i]))
            i++;
        while (k < name.size && is_blank(name.at[k]))
            k++;
        if (i >= words.size || k >= name.size || words.at[i] != name.at[k])
            break;
    }
    *all = i >= words.size;
    return k >= name.size;
}

static bool is_named(struct str words, struct str name)
{
    enum { ENOUGH = 12 };       /* bytes of words that were cut */
    bool all, alike, cut = true;

    if (str_ends(name, STR("…")))
        name = str_slice(name, 0, name.size - strlen("…"));
    else if (str_ends(name, STR("...")))
        name = str_slice(name, 0, name.size - 3);
    else
        cut = false;
    alike = begins_alike(words, name, &all);
    return alike && (all || (cut && name.size >= ENOUGH));
}

static void score_one(struct convention_scores *scores, unsigned which, struct str text, struct selected r,
                      struct str name)
{
    unsigned first, last;

    if (r.stop == 0)
        return;
    first = rate_end(sort_behind(text, r.start), sort_before(text, r.start));
    last = rate_end(sort_before(text, r.stop), sort_behind(text, r.stop));
    scores->bounds[which] += (first > 0) + (last > 0);
    scores->points[which] += first + last;
    if (name.size > 0 && is_named(str_slice(text, r.start, r.stop), name)) {
        scores->points[which] += CONVENTION_POINTS;
        scores->named[which]++;
    }
}

static void compare(struct convention_scores *scores, const struct selected *places, size_t count)
{
    for (unsigned a = 0; a < CONVENTIONS; a++)
        for (unsigned b = 0; b < a; b++)
            for (size_t i = 0; i < count; i++) {
                const struct selected *x = &places[a * count + i], *y = &places[b * count + i];
                bool apart = x->start != y->start || x->stop != y->stop;

                scores->apart[a][b] += apart;
                scores->apart[b][a] += apart;
            }
}

/* Some programs repeat a selection for each of its codes: it speaks once. */
static size_t drop_repeated(struct selection *selections, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (kept == 0 || selections[i].start != selections[kept - 1].start
            || selections[i].stop != selections[kept - 1].stop)
            selections[kept++] = selections[i];
    return kept;
}

void extract_convention_score(struct convention_scores *s, struct str text, struct selection *selections,
                              size_t count)
{
    const unsigned last = extract_convention_number((struct convention){.last = true});
    struct selected *places;

    count = drop_repeated(selections, count);
    if (count == 0)
        return;
    places = must_realloc(NULL, CONVENTIONS * count * sizeof *places);
    for (unsigned c = 0; c < CONVENTIONS; c++) {
        struct measured m;

        if (c & last)           /* the positions of its neighbour, with other ends */
            continue;
        extract_measure(&m, text, extract_convention(c));
        for (size_t i = 0; i < count; i++)
            for (unsigned which = c; which <= (c | last); which += last) {
                struct selected *r = &places[which * count + i];

                *r = extract_select(&m, &selections[i], extract_convention(which));
                score_one(s, which, buf_str(&m.plain), *r, selections[i].name);
            }
        extract_measured_free(&m);
    }
    compare(s, places, count);
    s->selections += count;
    free(places);
}

/* The best of those whose ends are `last` or are not; where several place everything alike, the plainest. */
static unsigned find_best(const struct convention_scores *s, bool last)
{
    unsigned best = CONVENTIONS;

    for (unsigned c = 0; c < CONVENTIONS; c++)
        if (extract_convention(c).last == last && (best == CONVENTIONS || s->points[c] > s->points[best]))
            best = c;
    return best;
}

/* Whether one is clearly ahead of another, by those selections that they place otherwise. */
static bool is_ahead(const struct convention_scores *s, unsigned one, unsigned other)
{
    uint64_t lead = s->points[one] > s->points[other] ? s->points[one] - s->points[other] : 0;

    return lead >= CLEAR_POINTS && lead * 100 >= s->apart[one][other] * CONVENTION_POINTS * CLEAR_PERCENT;
}

static bool not_clear(const struct convention_scores *s, unsigned one, unsigned other, struct error *err)
{
    struct buf a = {0}, b = {0};

    extract_convention_name(&a, extract_convention(one));
    extract_convention_name(&b, extract_convention(other));
    error_set(err, ERROR_INPUT, "how it counts positions is not clear: %s has %llu points and %s %llu, and they differ "
              "on %llu selections; say --positions", a.at, (unsigned long long)s->points[one], b.at,
              (unsigned long long)s->points[other], (unsigned long long)s->apart[one][other]);
    buf_free(&a);
    buf_free(&b);
    return false;
}

bool extract_convention_choose(const struct convention_scores *s, struct convention *out, struct error *err)
{
    unsigned best = find_best(s, false), last = find_best(s, true);

    *out = extract_convention(0);
    if (s->selections == 0)
        return true;
    if (s->selections >= LAST_SELECTIONS && s->bounds[last] * 100 >= s->selections * 2 * LAST_PERCENT
        && is_ahead(s, last, best))
        best = last;
    for (unsigned c = 0; c < CONVENTIONS; c++)
        if (extract_convention(c).last == extract_convention(best).last && s->apart[best][c] > 0
            && !is_ahead(s, best, c))
            return not_clear(s, best, c, err);
    *out = extract_convention(best);
    return s->bounds[best] * 3 >= s->selections * 4 || s->named[best] * 3 >= s->selections * 2
        || error_set(err, ERROR_INPUT, "its positions do not fit its texts: at best %llu of %llu ends of selections "
                     "stand on the bound of a word; say --positions to take them all the same",
                     (unsigned long long)s->bounds[best], (unsigned long long)s->selections * 2);
}
