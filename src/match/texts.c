#include "match/texts_internal.h"

#include <string.h>

static bool has(const struct match_texts *t, const struct match_text *text)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->of[i].size == text->size && memcmp(t->of[i].at, text->at, text->size) == 0)
            return true;
    return false;
}

static bool add(struct match_texts *t, const struct match_text *text)
{
    if (has(t, text))
        return true;
    if (t->count == MATCH_MOST_TEXTS)
        return false;
    t->of[t->count++] = *text;
    return true;
}

/* What stands behind a blank that begins with one has but one blank. */
static bool join(struct match_text *out, const struct match_text *text, struct str behind)
{
    if (text->size > 0 && behind.size > 0 && text->at[text->size - 1] == ' ' && behind.at[0] == ' ')
        behind = str_slice(behind, 1, behind.size);
    if (text->size + behind.size > MATCH_LONGEST_TEXT)
        return false;
    *out = *text;
    if (behind.size > 0)
        memcpy(out->at + out->size, behind.at, behind.size);
    out->size = (unsigned char)(out->size + behind.size);
    return true;
}

bool match_texts_add(struct match_texts *t, struct str text)
{
    struct match_text none = {.size = 0}, added;

    return join(&added, &none, text) && add(t, &added);
}

bool match_texts_unite(struct match_texts *t, const struct match_texts *other)
{
    size_t before = t->count;

    for (size_t i = 0; i < other->count; i++)
        if (!add(t, &other->of[i])) {
            t->count = before;
            return false;
        }
    return true;
}

bool match_texts_append(struct match_texts *t, const struct match_texts *behind)
{
    struct match_texts all = {.count = 0};
    struct match_text joined;

    for (size_t i = 0; i < t->count; i++)
        for (size_t k = 0; k < behind->count; k++)
            if (!join(&joined, &t->of[i], (struct str){behind->of[k].at, behind->of[k].size}) || !add(&all, &joined))
                return false;
    *t = all;
    return true;
}

/* Beyond ASCII the signs from U+00A1 to U+00BF that are no letters, and of the general punctuation what is no blank. */
size_t match_plain_character(const char *text)
{
    static const struct { const char *first, *last; } signs[] = {
        {"\xc2\xa1", "\xc2\xa9"}, {"\xc2\xab", "\xc2\xb4"}, {"\xc2\xb6", "\xc2\xb9"}, {"\xc2\xbb", "\xc2\xbf"},
        {"\xe2\x80\x90", "\xe2\x80\xa7"}, {"\xe2\x80\xb0", "\xe2\x80\xbe"},
    };
    unsigned char c = (unsigned char)*text;

    if (c < 0x80)
        return c >= ' ' && c < 0x7f;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        size_t size = strlen(signs[i].first);

        if (strncmp(text, signs[i].first, size) >= 0 && strncmp(text, signs[i].last, size) <= 0)
            return size;
    }
    return 0;
}
