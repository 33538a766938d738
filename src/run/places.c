#include "run/places.h"

#include <stdlib.h>
#include <string.h>

static const struct run_place places[] = {
#define PLACE(as_written, in_list, of_region) {{as_written, sizeof as_written - 1}, in_list, of_region},
#include "run/places.def"
#undef PLACE
};
enum { PLACE_COUNT = sizeof places / sizeof places[0] };

static bool is_word_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool same_char(char a, char b, bool caseless)
{
    struct str x = {&a, 1}, y = {&b, 1};

    return caseless ? str_equal_caseless(x, y) : a == b || (b == 'u' && a == 'U') || (b == 'U' && a == 'u');
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

const struct run_place *run_place_at(struct str text, size_t at, bool caseless, size_t *stop)
{
    const struct run_place *best = NULL;

    if (at > 0 && (is_word_char(text.at[at - 1]) || text.at[at - 1] == '-'))
        return NULL;
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        size_t end = match_name(text, at, places[i].written, caseless);

        if (end > 0 && (!best || end > *stop)) {
            best = &places[i];
            *stop = end;
        }
    }
    return best;
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
