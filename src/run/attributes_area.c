/* Which partnership a report is of, and which authorities. */
#include "base/ascii.h"
#include "run/attributes_internal.h"
#include "run/partnership.h"
#include "run/places.h"

#include <stdlib.h>

enum { OTHERS_TAKE = 40, COVER_TIMES = 4, MAX_PLACES = 16 };

/* Two ways of writing one name: the case, &, the apostrophe and "Local" make no difference. */
static void fold_name(struct buf *to, struct str name)
{
    struct str word;

    buf_clear(to);
    while (str_next(&name, ' ', &word)) {
        if (str_equal_caseless(word, STR("local")) || word.size == 0)
            continue;
        if (str_equal(word, STR("&")))
            word = STR("and");
        for (size_t i = 0; i < word.size; i++)
            if ((unsigned char)word.at[i] < 0x80 && word.at[i] != '\'')
                buf_add_char(to, ascii_lower(word.at[i]));
        if (str_ends(buf_str(to), STR("childrens")))
            to->at[--to->size] = '\0';
        buf_add_char(to, ' ');
    }
}

static bool is_all_capitals(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.at[i] >= 'a' && s.at[i] <= 'z')
            return false;
    return true;
}

/* "TARNWICK SAFEGUARDING PARTNERSHIP" as it is written elsewhere; short words may be letters ("BCP"). */
static struct str lower_capitals(struct arena *a, struct str name)
{
    struct buf b = {0};
    struct str word;

    while (str_next(&name, ' ', &word)) {
        bool joint = str_equal(word, STR("AND")) || str_equal(word, STR("OF")) || str_equal(word, STR("UPON"));

        if (b.size > 0)
            buf_add_char(&b, ' ');
        for (size_t i = 0; i < word.size; i++) {
            bool stays = !joint && (word.size <= 3 || i == 0 || word.at[i - 1] == '-');

            buf_add_char(&b, stays ? word.at[i] : ascii_lower(word.at[i]));
        }
    }
    name = arena_str(a, buf_str(&b));
    buf_free(&b);
    return name;
}

/* How often each name is met in a text; *best is the commonest, as printed, in mixed case if it ever is. */
struct tally {
    struct run_partnership best;
    size_t count, distinct, total;
};

static struct tally count_names(struct str text)
{
    struct { struct run_partnership *at; size_t count, room; } names = {0};
    struct tally t = {0};
    struct run_partnership p;
    struct buf mine = {0}, other = {0};

    for (size_t at = 0; run_find_partnership(text, &at, &p);)
        *VEC_PUSH(&names) = p;
    for (size_t i = 0; i < names.count; i++) {
        size_t count = 0;
        bool first = true;

        p = names.at[i];
        fold_name(&mine, names.at[i].name);
        for (size_t k = 0; k < names.count; k++) {
            fold_name(&other, names.at[k].name);
            if (!str_equal(buf_str(&mine), buf_str(&other)))
                continue;
            count++;
            first = first && k >= i;
            if (is_all_capitals(p.name) && !is_all_capitals(names.at[k].name))
                p = names.at[k];
        }
        t.distinct += first;
        t.total = names.count;
        if (first && count >= t.count)
            t = (struct tally){p, count == t.count ? 0 : count, t.distinct, t.total};
    }
    buf_free(&mine);
    buf_free(&other);
    free(names.at);
    return t;
}

static bool has_name(struct str text, struct str name)
{
    struct run_partnership p;
    struct buf mine = {0}, other = {0};
    bool has = false;

    fold_name(&mine, name);
    for (size_t at = 0; !has && run_find_partnership(text, &at, &p);) {
        fold_name(&other, p.name);
        has = str_equal(buf_str(&mine), buf_str(&other));
    }
    buf_free(&mine);
    buf_free(&other);
    return has;
}

/* By the places that have the name, less what other names beside it take away. */
static struct attribute_basis basis_of(const struct sources *s, const struct tally *t, struct arena *a)
{
    struct attribute_basis basis;
    seen_in seen = 0;

    for (int i = 0; i < IN_COUNT; i++)
        if (has_name(buf_str(&s->at[i]), t->best.name))
            seen |= 1U << i;
    basis = run_basis(seen, a);
    if (t->distinct > 1)
        basis.confidence -= (int)(OTHERS_TAKE * (t->total - t->count) / t->total);
    return basis;
}

/* The commonest of the first text that names any, unless another is as common there. */
static void guess_partnership(struct report_attributes *out, struct arena *a, const struct sources *s,
                              struct str *place)
{
    static const enum place_of_answer order[] = {IN_FURNITURE, IN_COVER};
    struct buf best = {0}, all = {0};
    struct attribute_basis basis;
    struct tally t;

    buf_add_format(&best, "%s\n%s", buf_text(&s->at[IN_TITLE]), buf_text(&s->at[IN_HEADINGS]));
    buf_add_format(&all, "%s\n%s\n%s", buf_text(&best), buf_text(&s->at[IN_EARLY]), buf_text(&s->at[IN_FURNITURE]));
    t = count_names(buf_str(&best));
    for (size_t i = 0; t.distinct == 0 && i < sizeof order / sizeof order[0]; i++)
        t = count_names(buf_str(&s->at[order[i]]));
    if (t.distinct != 1)
        t = count_names(buf_str(&all));
    if (t.distinct > 0 && t.count > 0) {
        basis = basis_of(s, &t, a);
        run_say(out, ATTRIBUTE_partnership,
                is_all_capitals(t.best.name) ? lower_capitals(a, t.best.name) : arena_str(a, t.best.name), &basis);
        *place = str_slice(out->partnership, 0, t.best.place.size);
    }
    buf_free(&best);
    buf_free(&all);
}

/* "Derby and Derbyshire": a partnership's place made of authorities only; else all of it is unknown. */
static bool places_of_name(struct run_places *found, struct str place, struct str date)
{
    static const char *const joints[] = {"and ", "& ", ", ", " ", "City", "County", "Borough"};
    static const char *const ranks[] = {"London Borough of ", "Royal Borough of ", "City of ", "Borough of ",
                                        "County of "};
    size_t i = 0, before;
    bool unsure;

    if (run_places_of_partnership(found, place, date, &unsure) || unsure)
        return !unsure;
    for (size_t k = 0; k < sizeof ranks / sizeof ranks[0]; k++)
        if (str_starts(place, str_of(ranks[k])) && !str_equal(place, STR("City of London")))
            place = str_slice(place, str_of(ranks[k]).size, place.size);
    while (i < place.size) {
        size_t stop;
        const struct run_place *p = run_place_at(place, i, is_all_capitals(place), date, &stop);

        if (p) {
            run_places_add(found, p);
            i = stop;
            continue;
        }
        before = i;
        for (size_t k = 0; i == before && k < sizeof joints / sizeof joints[0]; k++)
            if (str_starts(str_slice(place, i, place.size), str_of(joints[k])) && (i > 0 || k < 4))
                i += str_of(joints[k]).size;
        if (i == before)
            return false;
    }
    return found->found.count > 0;
}

/* A place whose name is a word must be followed by what only a place is followed by. */
static bool is_surely_place(struct str text, size_t stop, const struct run_place *place)
{
    static const char *const after[] = {"council", "city", "county", "borough", "metropolitan", "local", "lscb", "lscp",
                                        "scp", "scb", "safeguarding", "children", "royal"};
    struct str rest = str_trim(str_slice(text, stop, text.size));

    if (!run_place_is_a_word(place))
        return true;
    for (size_t i = 0; i < sizeof after / sizeof after[0]; i++)
        if (str_equal_caseless(str_slice(rest, 0, str_of(after[i]).size), str_of(after[i])))
            return true;
    return false;
}

/* Kent Police and Kent Fire are of a wider area than a report that thanks them. */
static bool is_other_body(struct str text, size_t stop)
{
    static const char *const bodies[] = {"police", "constabulary", "fire", "community", "probation", "ambulance",
                                         "university", "nhs", "hospital"};
    struct str rest = str_trim(str_slice(text, stop, text.size));

    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        if (str_equal_caseless(str_slice(rest, 0, str_of(bodies[i]).size), str_of(bodies[i])))
            return true;
    return false;
}

/* The place at text[i] if it is one that the text is about; *stop is moved past it either way. */
static const struct run_place *place_in_text(struct str text, size_t i, bool caseless, struct str date, size_t *stop)
{
    const struct run_place *p = run_place_at(text, i, caseless, date, stop);
    /* Greater Manchester is not Manchester. */
    bool greater = i >= 8 && str_equal_caseless(str_slice(text, i - 8, i), STR("greater "));

    if (!p) {
        *stop = i + 1;
        return NULL;
    }
    return greater || !is_surely_place(text, *stop, p) ? NULL : p;
}

static void places_of_text(struct run_places *found, struct str text, bool caseless, struct str date)
{
    for (size_t i = 0, stop; i < text.size; i = stop) {
        const struct run_place *p = place_in_text(text, i, caseless, date, &stop);

        if (p)
            run_places_add(found, p);
    }
}

/* The one place that a cover speaks of again and again, others hardly. */
static void place_of_cover(struct run_places *found, struct str text, struct str date)
{
    struct run_places all = {0};
    size_t counts[MAX_PLACES] = {0}, best = 0, others = 0;

    for (size_t i = 0, stop; i < text.size; i = stop) {
        const struct run_place *p = place_in_text(text, i, false, date, &stop);
        size_t k = 0;

        if (!p || is_other_body(text, stop))
            continue;
        run_places_add(&all, p);
        while (!str_equal(str_of(all.found.at[k]->name), str_of(p->name)))
            k++;
        if (k < MAX_PLACES)
            counts[k]++;
    }
    for (size_t k = 0; k < all.found.count && k < MAX_PLACES; k++)
        best = counts[k] > counts[best] ? k : best;
    for (size_t k = 0; k < all.found.count && k < MAX_PLACES; k++)
        others += k == best ? 0 : counts[k];
    if (all.found.count <= MAX_PLACES && counts[best] >= COVER_TIMES && others * COVER_TIMES <= counts[best])
        run_places_add(found, all.found.at[best]);
    run_places_free(&all);
}

static bool share_a_place(const struct run_places *a, const struct run_places *b)
{
    for (size_t i = 0; i < a->found.count; i++)
        for (size_t k = 0; k < b->found.count; k++)
            if (str_equal(str_of(a->found.at[i]->name), str_of(b->found.at[k]->name)))
                return true;
    return false;
}

/* Title, file name and headings, which must not contradict each other nor what is chosen already. *seen: those that
 * bear it out. */
static bool places_of_best(struct run_places *chosen, const struct sources *s, struct str date, seen_in *seen)
{
    static const enum place_of_answer best[] = {IN_TITLE, IN_FILE, IN_HEADINGS};
    bool fixed = chosen->found.count > 0, sure = true;

    for (size_t i = 0; i < sizeof best / sizeof best[0]; i++) {
        struct run_places here = {0};

        places_of_text(&here, buf_str(&s->at[best[i]]), best[i] == IN_FILE, date);
        for (size_t k = 0; !fixed && *seen == 0 && k < here.found.count; k++)
            run_places_add(chosen, here.found.at[k]);
        if (share_a_place(chosen, &here))
            *seen |= 1U << best[i];
        else
            sure = sure && here.found.count == 0;
        run_places_free(&here);
    }
    return sure;
}

/* By the partnership's name if it is one of authorities; else by the places that are best, else by the cover. */
void run_guess_area(struct report_attributes *out, struct arena *a, const struct sources *s)
{
    struct run_places chosen = {0};
    struct attribute_basis basis;
    struct str place = STR(""), names, region;
    seen_in seen = 0;
    bool sure;

    guess_partnership(out, a, s, &place);
    if (place.size > 0) {
        sure = places_of_name(&chosen, place, out->period_end)
            && places_of_best(&chosen, s, out->period_end, &seen);
        basis = out->basis[ATTRIBUTE_partnership];
        basis.origin = STR("partnership");
    } else {
        sure = places_of_best(&chosen, s, out->period_end, &seen);
        if (sure && chosen.found.count == 0) {
            place_of_cover(&chosen, buf_str(&s->at[IN_COVER]), out->period_end);
            seen = 1U << IN_COVER;
        }
        basis = run_basis(seen, a);
    }
    run_places_join(&chosen, a, &names, &region);
    if (sure) {
        run_say(out, ATTRIBUTE_authorities, names, &basis);
        basis.origin = STR("authorities");
        run_say(out, ATTRIBUTE_region, region, &basis);
    }
    run_places_free(&chosen);
}
