#include "run/anchor.h"

#include "base/arena.h"
#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

enum { NEAREST = 12, LONG = 30 };

/* The letter at the head of s, which is UTF-8; gives its bytes. */
static size_t read_letter(struct str s, uint32_t *letter)
{
    unsigned char first = (unsigned char)*s.at;
    size_t bytes = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

    *letter = first < 0x80 ? first : first & (0xffu >> (bytes + 1));
    if (bytes > s.size)
        bytes = s.size;
    for (size_t i = 1; i < bytes; i++)
        *letter = *letter << 6 | ((unsigned char)s.at[i] & 0x3f);
    return bytes;
}

/* Signs of ASCII and Latin-1, punctuation and symbols, private use, variation selectors and the byte order mark. */
static bool is_sign(uint32_t letter)
{
    static const struct { uint32_t first, last; } signs[] = {
        {0, '0' - 1}, {'9' + 1, 'A' - 1}, {'Z' + 1, 'a' - 1}, {'z' + 1, 0xbf}, {0xd7, 0xd7}, {0xf7, 0xf7},
        {0x2000, 0x2bff}, {0x3000, 0x303f}, {0xe000, 0xf8ff}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}};

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (letter >= signs[i].first && letter <= signs[i].last)
            return true;
    return false;
}

/* What the letter at the head of s is folded to, "" where it is left out; gives its bytes. */
static size_t fold_letter(struct str s, char out[4], size_t *size)
{
    static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    uint32_t letter;
    size_t bytes = read_letter(s, &letter);

    *size = 0;
    if (is_sign(letter))
        return bytes;
    if (letter >= 0xfb00 && letter <= 0xfb06) {
        *size = strlen(ligatures[letter - 0xfb00]);
        memcpy(out, ligatures[letter - 0xfb00], *size);
        return bytes;
    }
    memcpy(out, s.at, bytes);
    *out = ascii_lower(*out);
    *size = bytes;
    return bytes;
}

void run_anchor_fold(struct anchor_text *a, struct str text)
{
    size_t room = text.size + 4, count = 0, size;
    char *folded = must_realloc(NULL, room);

    a->text = text;
    a->at = must_realloc(NULL, (room + 1) * sizeof *a->at);
    for (size_t i = 0; i < text.size;) {
        char letters[4];
        size_t bytes = fold_letter(str_slice(text, i, text.size), letters, &size);

        for (size_t k = 0; k < size; k++) {
            folded[count] = letters[k];
            a->at[count++] = (uint32_t)i;
        }
        i += bytes;
    }
    a->at[count] = (uint32_t)text.size;
    a->letters = folded;
    a->folded = (struct str){folded, count};
}

void run_anchor_free(struct anchor_text *a)
{
    free(a->letters);
    free(a->at);
    *a = (struct anchor_text){.at = NULL};
}

/* The first folded byte whose letter begins at byte `at` or behind it. */
static uint32_t fold_place(const struct anchor_text *a, uint32_t at)
{
    size_t low = 0, high = a->folded.size;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (a->at[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint32_t)low;
}

struct range run_anchor_folded(const struct anchor_text *a, struct range r)
{
    return (struct range){fold_place(a, r.start), fold_place(a, r.stop)};
}

/* How many of the last (or first) letters of `wanted` stand before (or behind) place `at`. */
static size_t agree_before(struct str folded, size_t at, struct str wanted)
{
    size_t n = 0;

    while (n < wanted.size && n < at && wanted.at[wanted.size - 1 - n] == folded.at[at - 1 - n])
        n++;
    return n;
}

static size_t agree_behind(struct str folded, size_t at, struct str wanted)
{
    size_t n = 0;

    while (n < wanted.size && at + n < folded.size && wanted.at[n] == folded.at[at + n])
        n++;
    return n;
}

/* The same letter or digit on both sides of a place, with nothing between: the place is inside a word. */
static bool inside_word(const struct anchor_text *a, size_t at)
{
    char letters[4];
    size_t size;

    if (at == 0 || at >= a->folded.size)
        return false;
    if (a->at[at] == a->at[at - 1])
        return true;
    return a->at[at - 1] + fold_letter(str_slice(a->text, a->at[at - 1], a->text.size), letters, &size) == a->at[at];
}

/* What stood around the words, folded. */
struct around {
    struct anchor_text words, prefix, suffix;
    bool loose_start, loose_stop;       /* they began, or ended, inside a word */
};

static bool ends_in_letter(const struct anchor_text *a, bool at_start)
{
    char letters[4];
    size_t size, last;

    if (a->folded.size == 0)
        return false;
    last = a->at[a->folded.size - 1];
    return at_start ? a->at[0] == 0
        : last + fold_letter(str_slice(a->text, last, a->text.size), letters, &size) == a->text.size;
}

static void fold_around(struct around *w, struct str words, struct str prefix, struct str suffix)
{
    run_anchor_fold(&w->words, words);
    run_anchor_fold(&w->prefix, prefix);
    run_anchor_fold(&w->suffix, suffix);
    w->loose_start = ends_in_letter(&w->prefix, false) && ends_in_letter(&w->words, true);
    w->loose_stop = ends_in_letter(&w->suffix, true) && ends_in_letter(&w->words, false);
}

/* How much of what stood around them stands around a place: 4 all of both sides, 3 the nearest of both, 2 of one. */
static int trust(const struct anchor_text *a, const struct around *w, size_t at)
{
    size_t before = agree_before(a->folded, at, w->prefix.folded);
    size_t behind = agree_behind(a->folded, at + w->words.folded.size, w->suffix.folded);
    bool all_before = before == w->prefix.folded.size && (before > 0 || at == 0);
    bool all_behind = behind == w->suffix.folded.size
        && (behind > 0 || at + w->words.folded.size == a->folded.size);

    if (all_before && all_behind)
        return 4;
    all_before = all_before || before >= NEAREST;
    all_behind = all_behind || behind >= NEAREST;
    return all_before && all_behind ? 3 : all_before || all_behind ? 2 : 1;
}

/* Counts the places by how far they can be trusted, and keeps the last of each. */
static void find_places(const struct anchor_text *a, const struct around *w, size_t counts[5], size_t places[5])
{
    struct str rest = a->folded;
    const char *hit;

    while ((hit = memmem(rest.at, rest.size, w->words.folded.at, w->words.folded.size)) != NULL) {
        size_t at = (size_t)(hit - a->folded.at);

        rest = str_slice(a->folded, at + 1, a->folded.size);
        if ((!w->loose_start && inside_word(a, at)) || (!w->loose_stop && inside_word(a, at + w->words.folded.size)))
            continue;
        int much = trust(a, w, at);

        counts[much]++;
        places[much] = at;
    }
}

enum anchor_found run_anchor_find(const struct anchor_text *a, struct str words, struct str prefix, struct str suffix,
                                  struct range *out)
{
    size_t counts[5] = {0}, places[5] = {0};
    struct around w = {.loose_start = false};
    enum anchor_found found = ANCHOR_NONE;
    int much = 4;

    fold_around(&w, words, prefix, suffix);
    if (w.words.folded.size > 0)
        find_places(a, &w, counts, places);
    while (much > 0 && counts[much] == 0)
        much--;
    if (much > 0)
        found = counts[much] == 1 && (much > 1 || w.words.folded.size >= LONG) ? ANCHOR_FOUND : ANCHOR_SEVERAL;
    *out = (struct range){(uint32_t)places[much], (uint32_t)(places[much] + w.words.folded.size)};
    run_anchor_free(&w.words);
    run_anchor_free(&w.prefix);
    run_anchor_free(&w.suffix);
    return found;
}

struct range run_anchor_place(const struct anchor_text *a, struct str words, struct range folded, bool *exact)
{
    struct anchor_text w = {.at = NULL};
    char letters[4];
    size_t size, lead, last = a->at[folded.stop - 1];
    struct range r = {a->at[folded.start], 0};

    run_anchor_fold(&w, words);
    lead = w.folded.size > 0 ? w.at[0] : 0;
    *exact = r.start >= lead && r.start - lead + words.size <= a->text.size
        && memcmp(a->text.at + r.start - lead, words.at, words.size) == 0;
    if (*exact)
        r = (struct range){r.start - (uint32_t)lead, r.start - (uint32_t)lead + (uint32_t)words.size};
    else
        r.stop = (uint32_t)(last + fold_letter(str_slice(a->text, last, a->text.size), letters, &size));
    run_anchor_free(&w);
    return r;
}
