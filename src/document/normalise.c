#include "document/normalise.h"

#include "base/arena.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

enum { SOFT_HYPHEN = 0xad, FIRST_COMBINING = 0x300 };

static const char *const ligatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};    /* U+FB00 … U+FB06 */

static bool is_dropped(UChar32 c)
{
    int8_t type = u_charType(c);

    /* Joiners belong to the spelling of some scripts and to emoji; other format characters (zero-width
     * space, byte order mark, marks of direction) would part words that look whole. */
    if (type == U_FORMAT_CHAR)
        return c != 0x200c && c != 0x200d;
    return type == U_CONTROL_CHAR || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE || U_IS_UNICODE_NONCHAR(c);
}

/* What a font draws and names no letter for. Marks of direction and the like draw nothing. */
static bool is_lost(UChar32 c)
{
    int8_t type = u_charType(c);

    return type == U_CONTROL_CHAR || type == U_PRIVATE_USE_CHAR || c == 0xfffd;
}

static void add_character(struct buf *out, UChar32 c)
{
    char bytes[U8_MAX_LENGTH];
    int32_t size = 0;

    if (c >= 0xfb00 && c <= 0xfb06) {
        buf_add(out, str_of(ligatures[c - 0xfb00]));
        return;
    }
    U8_APPEND_UNSAFE(bytes, size, c);
    buf_add(out, (struct str){bytes, (size_t)size});
}

/* NFC of what stands in *out from `start` on. ICU has it for UTF-16 only; few lines need it. */
static void compose(struct buf *out, size_t start)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    int32_t size = (int32_t)(out->size - start), wide_size = 0, composed_size = 0, back_size = 0;
    UChar *wide = must_realloc(NULL, ((size_t)size + 1) * sizeof *wide);
    UChar *composed = must_realloc(NULL, ((size_t)size * 3 + 1) * sizeof *composed);
    char *back = must_realloc(NULL, (size_t)size * 9 + 1);

    u_strFromUTF8(wide, size + 1, &wide_size, out->at + start, size, &status);
    composed_size = unorm2_normalize(nfc, wide, wide_size, composed, size * 3 + 1, &status);
    u_strToUTF8(back, size * 9 + 1, &back_size, composed, composed_size, &status);
    if (U_SUCCESS(status)) {
        out->size = start;
        buf_add(out, (struct str){back, (size_t)back_size});
    }
    free(wide);
    free(composed);
    free(back);
}

struct normalised document_normalise(struct str raw, struct buf *out)
{
    struct normalised n = {0};
    size_t start = out->size, soft = 0;
    bool may_compose = false;

    for (size_t i = 0; i < raw.size;) {
        UChar32 c;

        U8_NEXT_OR_FFFD((const uint8_t *)raw.at, i, raw.size, c);
        if (u_isUWhiteSpace(c)) {
            n.blank_behind = true;
            n.blank_before = n.blank_before || out->size == start;
            continue;
        }
        if (c == SOFT_HYPHEN) {
            soft = out->size;
            continue;
        }
        n.lost += is_lost(c);
        if (is_dropped(c))
            continue;
        if (n.blank_behind && out->size > start)
            buf_add_char(out, ' ');
        n.blank_behind = false;
        /* Dashes, quotes and signs of currency are what they are; signs beyond them (Kelvin's K) may not be. */
        may_compose = may_compose || (c >= FIRST_COMBINING && (c < 0x2000 || c > 0x20cf));
        add_character(out, c);
    }
    if (soft > start && soft == out->size)
        buf_add(out, STR("\xc2\xad"));
    if (may_compose)
        compose(out, start);
    return n;
}
