/* Which texts the filter takes: those in which a pattern's literals stand as they are written, and in which the work of
 * a match is bounded. */
#include "match/filter_table_internal.h"

#include <string.h>

enum { LONGEST_STRETCH = 80 };

/* Whether a byte of the kind is among any LONGEST_STRETCH + 1. */
static bool has_often(const struct match_filter *f, struct str text, uint8_t kind)
{
    size_t start = 0;           /* behind the last that was met */

    while (text.size - start > LONGEST_STRETCH) {
        size_t at = start + LONGEST_STRETCH + 1;

        while (at > start && !(f->is[(unsigned char)text.at[at - 1]] & kind))
            at--;
        if (at == start)
            return false;
        start = at;
    }
    return true;
}

/* In each byte of eight the highest bit: whether it is a blank of ASCII. */
static uint64_t blanks_of(uint64_t eight)
{
    const uint64_t each = UINT64_C(0x0101010101010101), high = each * 0x80, low = eight & ~high;
    uint64_t is_other = (low ^ each * ' ') + each * 0x7f;
    uint64_t from_tab = low + each * (0x80 - '\t'), beyond_return = low + each * (0x80 - '\r' - 1);

    return (~is_other | (from_tab & ~beyond_return)) & ~eight & high;
}

/* Eight bytes are looked at, of which the last is the first of the next. */
static bool has_two_blanks(struct str text)
{
    for (size_t i = 0; i < text.size; i += 7) {
        uint64_t eight = 0, blanks;

        if (text.size - i >= sizeof eight)
            memcpy(&eight, text.at + i, sizeof eight);
        else
            memcpy(&eight, text.at + i, text.size - i);
        blanks = blanks_of(eight);
        if (blanks & blanks << 8)
            return true;
    }
    return false;
}

/* The first byte from there on that is of no ASCII character; or where the text ends. */
static size_t first_beyond_ascii(struct str text, size_t from)
{
    uint64_t eight;

    for (; text.size - from >= sizeof eight; from += sizeof eight) {
        memcpy(&eight, text.at + from, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    while (from < text.size && (unsigned char)text.at[from] < 0x80)
        from++;
    return from;
}

static bool begins_sign(int c)
{
    return c == 0xc2 || c == 0xc5 || (c >= 0xe1 && c <= 0xe3);
}

/* The long s and Kelvin's K; what \s takes for a blank: White_Space (UAX #44) and, to PCRE2, U+180E. */
static bool has_sign(struct str text)
{
    static const char *const signs[] = {"\xc5\xbf", "\xe2\x84\xaa", "\xc2\x85", "\xc2\xa0", "\xe1\x9a\x80",
                                        "\xe1\xa0\x8e", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf",
                                        "\xe2\x81\x9f", "\xe3\x80\x80"};

    for (size_t i = first_beyond_ascii(text, 0); i < text.size; i = first_beyond_ascii(text, i + 1)) {
        struct str rest = {text.at + i, text.size - i};

        if (!begins_sign((unsigned char)text.at[i]))
            continue;
        if (rest.size > 2 && str_starts(rest, STR("\xe2\x80")) && (unsigned char)rest.at[2] <= 0x8a)
            return true;        /* U+2000 to U+200A */
        for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
            if (str_starts(rest, str_of(signs[k])))
                return true;
    }
    return false;
}

bool match_is_filterable(const struct match_filter *f, struct str text)
{
    return has_often(f, text, MATCH_IS_BLANK) && has_often(f, text, MATCH_IS_WORD)
        && !has_two_blanks(text) && !has_sign(text);
}
