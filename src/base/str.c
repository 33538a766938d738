#include "base/str.h"

#include "base/arena.h"
#include "base/ascii.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct str str_of(const char *text)
{
    return (struct str){text ? text : "", text ? strlen(text) : 0};
}

struct str str_slice(struct str s, size_t start, size_t stop)
{
    if (stop > s.size)
        stop = s.size;
    if (start > stop)
        start = stop;
    return (struct str){s.at + start, stop - start};
}

bool str_equal(struct str a, struct str b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

bool str_equal_caseless(struct str a, struct str b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
            return false;
    return true;
}

bool str_starts(struct str s, struct str with)
{
    return s.size >= with.size && str_equal(str_slice(s, 0, with.size), with);
}

size_t str_not_xml(struct str s)
{
    if (s.size > 0 && (unsigned char)*s.at < ' ' && !memchr("\t\n\r", *s.at, 3))
        return 1;
    return str_starts(s, STR("\xef\xbf\xbe")) || str_starts(s, STR("\xef\xbf\xbf")) ? 3 : 0;
}

size_t str_characters(struct str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.size; i++)
        count += str_is_edge(s, i);
    return count;
}

struct str str_cut(struct str s, size_t most)
{
    while (most > 0 && !str_is_edge(s, most))
        most--;
    return str_slice(s, 0, most);
}

bool str_ends(struct str s, struct str with)
{
    return s.size >= with.size && str_equal(str_slice(s, s.size - with.size, s.size), with);
}

int str_compare(struct str a, struct str b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;

    return order ? order : (a.size > b.size) - (a.size < b.size);
}

struct str str_trim(struct str s)
{
    while (s.size > 0 && ascii_is_blank(*s.at)) {
        s.at++;
        s.size--;
    }
    while (s.size > 0 && ascii_is_blank(s.at[s.size - 1]))
        s.size--;
    return s;
}

bool str_next(struct str *rest, char separator, struct str *part)
{
    const char *found;

    if (rest->size == 0)
        return false;
    found = memchr(rest->at, separator, rest->size);
    *part = (struct str){rest->at, found ? (size_t)(found - rest->at) : rest->size};
    rest->at += part->size + (found != NULL);
    rest->size -= part->size + (found != NULL);
    return true;
}

bool str_to_size(struct str s, size_t *number)
{
    size_t n = 0;

    if (s.size == 0)
        return false;
    for (size_t i = 0; i < s.size; i++) {
        unsigned digit = (unsigned char)s.at[i] - (unsigned)'0';

        if (digit > 9 || n > (SIZE_MAX - digit) / 10)
            return false;
        n = n * 10 + digit;
    }
    *number = n;
    return true;
}

size_t str_find(struct str word, const char *const *list, size_t count)
{
    size_t i = 0;

    while (i < count && !str_equal(word, str_of(list[i])))
        i++;
    return i;
}

size_t str_find_caseless(struct str word, const char *const *list, size_t count)
{
    size_t i = 0;

    while (i < count && !str_equal_caseless(word, str_of(list[i])))
        i++;
    return i;
}

bool str_is_hex(struct str s, size_t digits)
{
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_hex(s.at[i]) || ascii_lower(s.at[i]) != s.at[i])
            return false;
    return s.size == digits;
}

bool str_has_shape(struct str s, struct str shape)
{
    if (s.size != shape.size)
        return false;
    for (size_t i = 0; i < s.size; i++)
        if (shape.at[i] == '0' ? !ascii_is_digit(s.at[i]) : s.at[i] != shape.at[i])
            return false;
    return true;
}

/* Bytes of the well-formed character at p (Unicode table 3-7), or 0. */
static size_t character_size(const unsigned char *p, size_t left)
{
    unsigned char low = 0x80, high = 0xbf;
    size_t size;

    if (*p < 0x80)
        return *p != 0;
    if (*p < 0xc2 || *p > 0xf4)
        return 0;
    size = *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
    if (size > left)
        return 0;
    low = *p == 0xe0 ? 0xa0 : *p == 0xf0 ? 0x90 : low;
    high = *p == 0xed ? 0x9f : *p == 0xf4 ? 0x8f : high;
    if (p[1] < low || p[1] > high)
        return 0;
    for (size_t i = 2; i < size; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    return size;
}

/* Eight at once that are ASCII and not NUL. */
static bool is_plain_ascii(const char *at)
{
    uint64_t eight;

    memcpy(&eight, at, sizeof eight);
    return ((eight | (eight - UINT64_C(0x0101010101010101))) & UINT64_C(0x8080808080808080)) == 0;
}

bool str_is_text(struct str s)
{
    for (size_t i = 0; i < s.size;) {
        size_t step;

        if (s.size - i >= 8 && is_plain_ascii(s.at + i)) {
            i += 8;
            continue;
        }
        step = character_size((const unsigned char *)s.at + i, s.size - i);

        if (step == 0)
            return false;
        i += step;
    }
    return true;
}

static void make_room(struct buf *b, size_t more)
{
    size_t room = b->room ? b->room : 64;

    while (room - b->size <= more)
        room *= 2;
    if (room != b->room) {
        b->at = must_realloc(b->at, room);
        b->room = room;
    }
}

void buf_add(struct buf *b, struct str s)
{
    make_room(b, s.size);
    if (s.size > 0)
        memcpy(b->at + b->size, s.at, s.size);
    b->size += s.size;
    b->at[b->size] = '\0';
}

void buf_add_char(struct buf *b, char c)
{
    buf_add(b, (struct str){&c, 1});
}

void buf_add_values(struct buf *b, const char *format, va_list values)
{
    va_list again;
    int size;

    va_copy(again, values);
    size = vsnprintf(NULL, 0, format, values);
    if (size > 0) {
        make_room(b, (size_t)size);
        vsnprintf(b->at + b->size, (size_t)size + 1, format, again);
        b->size += (size_t)size;
    }
    va_end(again);
}

void buf_add_number(struct buf *b, uint64_t n)
{
    char digits[20];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0);
    buf_add(b, (struct str){digits + at, sizeof digits - at});
}

void buf_add_format(struct buf *b, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    buf_add_values(b, format, values);
    va_end(values);
}

void buf_clear(struct buf *b)
{
    b->size = 0;
    if (b->at)
        *b->at = '\0';
}

struct str buf_str(const struct buf *b)
{
    return (struct str){b->at ? b->at : "", b->size};
}

const char *buf_text(const struct buf *b)
{
    return b->at ? b->at : "";
}

void buf_free(struct buf *b)
{
    free(b->at);
    *b = (struct buf){0};
}
