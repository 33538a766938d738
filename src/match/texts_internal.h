/* The texts that a part of a pattern matches, where they are few. A blank stands for any run of blanks, letters are in
 * lower case. */
#ifndef MATCH_TEXTS_INTERNAL_H
#define MATCH_TEXTS_INTERNAL_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { MATCH_MOST_TEXTS = 24, MATCH_LONGEST_TEXT = 24 };

/* count 0: they are not known, or not few. Different ones. */
struct match_texts {
    size_t count;
    struct match_text {
        char at[MATCH_LONGEST_TEXT];
        unsigned char size;
    } of[MATCH_MOST_TEXTS];
};

/* Each false, with *t as it was, where they would be too many or too long. */
bool match_texts_add(struct match_texts *t, struct str text);
bool match_texts_unite(struct match_texts *t, const struct match_texts *other);
/* Each with each of `behind` behind it. */
bool match_texts_append(struct match_texts *t, const struct match_texts *behind);

/* Bytes of the character at the beginning of a pattern's text that matches nothing but itself and, of a letter, its
 * other case among the ASCII letters, the long s and Kelvin's K; 0: it may match something else, or is a blank. */
size_t match_plain_character(const char *text);

#endif
