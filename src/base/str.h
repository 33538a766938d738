/* Text that knows its length: a borrowed view, and a growing buffer. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/error.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that someone else owns. No NUL need follow, and NULs may stand inside. */
struct str {
    const char *at;
    size_t size;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* For "%.*s". */
#define STR_ARGS(s) (int)(s).size, (s).at

struct str str_of(const char *text);    /* NULL gives the empty text */
struct str str_slice(struct str s, size_t start, size_t stop);
bool str_equal(struct str a, struct str b);
bool str_equal_caseless(struct str a, struct str b);    /* ASCII letters fold */
bool str_starts(struct str s, struct str with);
bool str_ends(struct str s, struct str with);
int str_compare(struct str a, struct str b);            /* by bytes, as memcmp */
struct str str_trim(struct str s);                      /* blanks and line ends of ASCII */

/* Takes the words up to the next `separator`, or all, off *rest. False when nothing is left. */
bool str_next(struct str *rest, char separator, struct str *part);

/* The place of a word in a list; count: it is not there. */
size_t str_find(struct str word, const char *const *list, size_t count);
size_t str_find_caseless(struct str word, const char *const *list, size_t count);   /* ASCII letters fold */
/* Whether it is a word of an array. */
#define STR_AMONG(word, array) \
    (str_find(word, array, sizeof(array) / sizeof *(array)) < sizeof(array) / sizeof *(array))
#define STR_AMONG_CASELESS(word, array) \
    (str_find_caseless(word, array, sizeof(array) / sizeof *(array)) < sizeof(array) / sizeof *(array))

/* Whether s is so many hex digits, in small letters: a hash, a key. */
bool str_is_hex(struct str s, size_t digits);

/* Whether s is shape, in which each 0 stands for any digit. */
bool str_has_shape(struct str s, struct str shape);

/* Whole number in decimal; false where s is anything else or does not fit. */
bool str_to_size(struct str s, size_t *number);

/* Whether s is UTF-8 (no surrogates, none overlong) without a NUL. */
bool str_is_text(struct str s);

/* Of UTF-8: whether a character begins at `at`, or s ends there or before. */
static inline bool str_is_edge(struct str s, size_t at)
{
    return at >= s.size || ((unsigned char)s.at[at] & 0xc0) != 0x80;
}
size_t str_characters(struct str s);                /* how many begin in s */
struct str str_cut(struct str s, size_t most);      /* its first characters, of at most so many bytes together */

/* How many bytes at its beginning XML has no character for: a control character that is no tab or line end, U+FFFE,
 * U+FFFF; or 0. s is UTF-8. */
size_t str_not_xml(struct str s);

/* Bytes that the buffer owns, with a NUL behind the last. All zero is an empty one. */
struct buf {
    char *at;
    size_t size;        /* in use, the NUL not counted */
    size_t room;        /* allocated */
};

void buf_add(struct buf *b, struct str s);
void buf_add_char(struct buf *b, char c);
void buf_add_number(struct buf *b, uint64_t n);     /* in digits */
void buf_add_format(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_add_values(struct buf *b, const char *format, va_list values) PRINTF_LIKE(2, 0);
void buf_clear(struct buf *b);              /* empties, keeps the room */
struct str buf_str(const struct buf *b);    /* good until the buffer changes */
const char *buf_text(const struct buf *b);  /* never NULL */
void buf_free(struct buf *b);

#endif
