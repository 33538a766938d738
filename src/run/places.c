#include "run/places.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

#define AUTHORITY(code, name, region, kind, from, to, by)
#define PLACE(as_written, in_list, of_region, code, from, to)
#define MEMBER(partnership, code, from, to, source)

static const struct run_place places[] = {
#undef PLACE
#define PLACE(as_written, in_list, of_region, code, from, to) \
    {{as_written, sizeof as_written - 1}, in_list, of_region, code, from, to},
#include "run/places.def"
#undef PLACE
#define PLACE(as_written, in_list, of_region, code, from, to)
};

static const struct area_authority authorities[] = {
#undef AUTHORITY
#define AUTHORITY(code, name, region, kind, from, to, by) {code, name, region, kind, from, to, by},
#include "run/places.def"
#undef AUTHORITY
#define AUTHORITY(code, name, region, kind, from, to, by)
};

static const struct area_member members[] = {
#undef MEMBER
#define MEMBER(partnership, code, from, to, source) {partnership, code, from, to, source},
#include "run/places.def"
};

enum {
    PLACE_COUNT = sizeof places / sizeof places[0],
    AUTHORITY_COUNT = sizeof authorities / sizeof authorities[0],
    MEMBER_COUNT = sizeof members / sizeof members[0],
};

const struct area_list *run_area_list(void)
{
    static const struct area_list list = {authorities, AUTHORITY_COUNT, members, MEMBER_COUNT};

    return &list;
}

static bool held_on(const char *from, const char *to, struct str date)
{
    if (date.size == 0)
        return *to == '\0';
    return str_compare(str_of(from), date) <= 0 && (*to == '\0' || str_compare(str_of(to), date) >= 0);
}

static bool is_word_char(char c)
{
    return ascii_is_digit(c) || ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

static bool same_char(char a, char b, bool caseless)
{
    struct str x = {&a, 1}, y = {&b, 1};

    return caseless ? str_equal_caseless(x, y) : a == b || (b == 'u' && a == 'U') || (b == 'U' && a == 'u');
}

static bool is_capitals(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.at[i] >= 'a' && s.at[i] <= 'z')
            return false;
    return true;
}

/* Where name ends in text when it stands at `at`, or 0. In a file's name a hyphen may be a blank. */
static size_t match_name(struct str text, size_t at, struct str name, bool caseless)
{
    for (size_t i = 0; i < name.size;) {
        if (str_starts(str_slice(name, i, name.size), STR("and ")) && at < text.size && text.at[at] == '&') {
            at++;
            i += 3;
        } else if (at < text.size && (same_char(text.at[at], name.at[i], caseless)
                                      || (caseless && name.at[i] == '-' && text.at[at] == ' '))) {
            at++;
            i++;
        } else {
            return 0;
        }
    }
    return at < text.size && is_word_char(text.at[at]) ? 0 : at;
}

const struct run_place *run_place_at(struct str text, size_t at, bool caseless, struct str date, size_t *stop)
{
    const struct run_place *best = NULL;

    if (at > 0 && (is_word_char(text.at[at - 1]) || text.at[at - 1] == '-'))
        return NULL;
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        size_t end = held_on(places[i].valid_from, places[i].valid_to, date)
            ? match_name(text, at, places[i].written, caseless) : 0;

        if (end > 0 && (!best || end > *stop)) {
            best = &places[i];
            *stop = end;
        }
    }
    return best;
}

const struct run_place *run_place_named(struct str name, struct str date)
{
    const struct run_place *best = NULL;

    for (size_t i = 0; i < PLACE_COUNT; i++) {
        const struct run_place *p = &places[i];

        if (name.size == 0 || match_name(name, 0, p->written, true) != name.size)
            continue;
        if (held_on(p->valid_from, p->valid_to, date))
            return p;
        if (!best || *p->valid_to == '\0')
            best = p;
    }
    return best;
}

bool run_is_region(struct str name)
{
    for (size_t i = 0; i < AUTHORITY_COUNT; i++)
        if (str_equal(str_of(authorities[i].region), name))
            return true;
    return false;
}

void run_offer_places(struct nearest *near)
{
    for (size_t i = 0; i < PLACE_COUNT; i++)
        nearest_offer(near, places[i].written.at);
}

void run_offer_regions(struct nearest *near)
{
    for (size_t i = 0; i < AUTHORITY_COUNT; i++)
        nearest_offer(near, authorities[i].region);
}

static const struct run_place *place_of_code(const char *code)
{
    size_t i = 0;

    while (i + 1 < PLACE_COUNT && strcmp(places[i].code, code) != 0)
        i++;
    return &places[i];
}

bool run_places_of_partnership(struct run_places *all, struct str place, struct str date, bool *unsure)
{
    bool found = false;

    *unsure = false;
    for (size_t i = 0; i < MEMBER_COUNT; i++) {
        const struct area_member *m = &members[i];
        bool bounded = *m->valid_from != '\0' || *m->valid_to != '\0';

        if (match_name(place, 0, str_of(m->partnership), is_capitals(place)) != place.size)
            continue;
        if (date.size == 0 && bounded)
            *unsure = true;
        else if (!bounded || held_on(m->valid_from, m->valid_to, date)) {
            run_places_add(all, place_of_code(m->authority));
            found = true;
        }
    }
    return found;
}

bool run_place_is_a_word(const struct run_place *place)
{
    static const char *const words[] = {"Reading", "Bury"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(place->name, words[i]) == 0)
            return true;
    return false;
}

void run_places_add(struct run_places *all, const struct run_place *place)
{
    for (size_t i = 0; i < all->found.count; i++)
        if (strcmp(all->found.at[i]->name, place->name) == 0)
            return;
    *VEC_PUSH(&all->found) = place;
}

void run_places_free(struct run_places *all)
{
    free(all->found.at);
    *all = (struct run_places){0};
}

void run_places_join(const struct run_places *all, struct arena *a, struct str *names, struct str *region)
{
    struct buf b = {0};
    const char *last = "", *only = NULL;

    *region = STR("");
    for (size_t n = 0; n < all->found.count; n++) {
        const struct run_place *next = NULL;

        for (size_t i = 0; i < all->found.count; i++)
            if (strcmp(all->found.at[i]->name, last) > 0 && (!next || strcmp(all->found.at[i]->name, next->name) < 0))
                next = all->found.at[i];
        if (!next)
            break;
        buf_add_format(&b, "%s%s", n ? "; " : "", next->name);
        only = n == 0 || (only && strcmp(only, next->region) == 0) ? next->region : NULL;
        last = next->name;
    }
    *names = arena_str(a, buf_str(&b));
    if (only)
        *region = str_of(only);
    buf_free(&b);
}
