#include "document/quality.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONG_TEXT = 5000,           /* letters from which on a report without figures is odd */
    LETTERS_A_DIGIT = 4000,     /* reports have a digit in 20 to 200 letters */
    LONGEST_WORD = 20,          /* letters; few words of English reach it */
    SHORTEST_CAMEL = 3, SHORTEST_HALF = 4,
    SPACED_LETTERS = 5,
};

/* Takes the next run of ASCII letters; false at the end. */
static bool next_word(struct str text, size_t *at, struct str *word)
{
    size_t start;

    while (*at < text.size && !ascii_is_letter(text.at[*at]))
        ++*at;
    start = *at;
    while (*at < text.size && ascii_is_letter(text.at[*at]))
        ++*at;
    *word = str_slice(text, start, *at);
    return word->size > 0;
}

/* FNV-1a of the word in lower case. */
static uint32_t hash_word(struct str word)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < word.size; i++)
        hash = (hash ^ ((unsigned char)word.at[i] | 0x20u)) * 16777619u;
    return hash ? hash : 1;
}

/* The words of the document, as a table of hashes, 0 where none is: a clash of two costs one wrong count. */
struct known_words {
    uint32_t *slots;
    size_t mask;
};

static uint32_t *slot_of(const struct known_words *known, uint32_t hash)
{
    size_t i = hash & known->mask;

    while (known->slots[i] != 0 && known->slots[i] != hash)
        i = (i + 1) & known->mask;
    return &known->slots[i];
}

static void learn(struct known_words *known, struct str text)
{
    struct str word;
    size_t at = 0, size = 64;

    while (size < text.size)    /* a word and its blank have two letters or more */
        size *= 2;
    known->slots = must_realloc(NULL, size * sizeof *known->slots);
    memset(known->slots, 0, size * sizeof *known->slots);
    known->mask = size - 1;
    while (next_word(text, &at, &word)) {
        uint32_t hash = hash_word(word);

        *slot_of(known, hash) = hash;
    }
}

static bool is_known(const struct known_words *known, struct str word)
{
    return *slot_of(known, hash_word(word)) != 0;
}

/* "theReport" or "safeguardingpartnership": both halves are words of this document. Short words in
 * small letters are left alone, since a step-father is one word. */
static bool is_fused(const struct known_words *known, struct str word)
{
    for (size_t i = SHORTEST_CAMEL; i + SHORTEST_CAMEL <= word.size; i++) {
        bool camel = word.at[i - 1] >= 'a' && word.at[i] <= 'Z';
        bool half = word.size >= LONGEST_WORD && i >= SHORTEST_HALF && i + SHORTEST_HALF <= word.size;

        if ((camel || half) && is_known(known, str_slice(word, 0, i)) && is_known(known, str_slice(word, i, word.size)))
            return true;
    }
    return false;
}

/* "S a f e g u a r d i n g": letters alone, a blank between two. */
static uint32_t count_spaced(struct str text)
{
    uint32_t count = 0;
    size_t run = 0;

    for (size_t i = 0; i < text.size; i++) {
        bool alone = ascii_is_letter(text.at[i]) && (i == 0 || text.at[i - 1] == ' ' || text.at[i - 1] == '\n')
            && (i + 1 == text.size || text.at[i + 1] == ' ' || text.at[i + 1] == '\n');

        if (alone)
            count += ++run == SPACED_LETTERS;
        else if (text.at[i] != ' ')
            run = 0;
    }
    return count;
}

void document_measure(struct document *doc)
{
    struct known_words known = {0};
    struct str word;
    size_t letters = 0, digits = 0, at = 0;

    learn(&known, doc->text);
    doc->quality[QUALITY_WORDS_FUSED] = 0;
    while (next_word(doc->text, &at, &word))
        doc->quality[QUALITY_WORDS_FUSED] += is_fused(&known, word);
    free(known.slots);
    for (size_t i = 0; i < doc->text.size; i++) {
        letters += ascii_is_letter(doc->text.at[i]);
        digits += ascii_is_digit(doc->text.at[i]);
    }
    doc->quality[QUALITY_DIGITS_MISSING] = letters >= LONG_TEXT && digits < letters / LETTERS_A_DIGIT;
    doc->quality[QUALITY_WORDS_SPACED] = count_spaced(doc->text);
}
