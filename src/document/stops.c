#include "document/stops.h"

#include "base/ascii.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

enum { LONGEST_LIST_NUMBER = 12, LONGEST_WORD = 40 };

/* What a full stop follows without ending the sentence. All lists are in lower case, a NULL last. */
static const char *const abbreviations[] = {
    "e.g", "i.e", "cf", "vs", "mr", "mrs", "ms", "dr", "prof", "rev", "cllr", "sgt", "supt", "insp", "approx",
    "incl", "para", "paras", "ref", "fig", "figs", "vol", "rt", "ch", "eg", "ie", "pp", NULL,
};

/* Those that stand at the end of a sentence too: there a word follows that seldom is a name. */
static const char *const at_either_place[] = {"st", "co", "jr", "dept", "hon", NULL};

/* No end before a number: "No. 5", "s. 47", "et al. 2019", "3 Sept. 2023". */
static const char *const before_numbers[] = {
    "no", "nos", "s", "ss", "art", "arts", "reg", "regs", "sec", "sect", "sch", "p", "pp", "para", "paras", "fig",
    "figs", "vol", "ch", "chap", "app", "cl", "pt", "ref", "v", "ver", "ext", "tel", "al", "c", "ca", "circa",
    "max", "min", "est", "av", "ave", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", NULL,
};

/* Behind these a letter is a name and not an initial: "Child Q. Practitioners then". */
static const char *const before_letters[] = {
    "child", "children", "baby", "family", "mother", "father", "adult", "person", "sibling", "case", "group",
    "part", "tier", "category", "class", "grade", "hepatitis", "vitamin", "plan", "option", "school", "section",
    "appendix", "annex", "annexe", "schedule", "and", "or", NULL,
};

static const char *const first_words[] = {
    "the", "this", "these", "those", "that", "they", "their", "there", "it", "its", "he", "she", "his", "her", "we",
    "our", "in", "on", "at", "as", "for", "from", "by", "with", "to", "an", "all", "both", "if", "when", "where",
    "while", "who", "what", "after", "during", "since", "following", "however", "although", "but", "and", "then",
    NULL,
};

static bool is_in(const char *const *list, struct str word)
{
    for (; *list; list++)
        if (str_equal_caseless(word, str_of(*list)))
            return true;
    return false;
}

/* Bytes beyond ASCII are taken for letters. */
static bool is_letter(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

static size_t behind_blanks(struct str text, size_t at)
{
    while (at < text.size && text.at[at] == ' ')
        at++;
    return at;
}

static UChar32 character_at(struct str text, size_t at)
{
    const uint8_t *bytes = (const uint8_t *)text.at;
    UChar32 c = 0;

    if (at < text.size)
        U8_GET_OR_FFFD(bytes, 0, (int32_t)at, (int32_t)text.size, c);
    return c;
}

/* The word that ends at text[stop), without what stands before it. Of a longer one the end. */
static struct str word_before(struct str text, size_t start, size_t stop)
{
    size_t at = stop;

    while (at > start && stop - at < LONGEST_WORD && text.at[at - 1] != ' ' && !strchr("([\"'/", text.at[at - 1]))
        at--;
    while (at < stop && (unsigned char)text.at[at] >= 0x80)     /* an opening curly quote */
        at++;
    return str_slice(text, at, stop);
}

/* "J", and "J.K" of "J.K. Smith". */
static bool is_initials(struct str word)
{
    for (size_t i = 0; i < word.size; i++)
        if (i % 2 == 0 ? word.at[i] < 'A' || word.at[i] > 'Z' : word.at[i] != '.')
            return false;
    return word.size % 2 == 1;
}

static bool begins_a_sentence(struct str text, size_t at)
{
    size_t stop = at;

    while (stop < text.size && is_letter(text.at[stop]))
        stop++;
    return is_in(first_words, str_slice(text, at, stop));
}

/* Whether the full stop at `stop` belongs to the word before it, where a word with a capital or a
 * number follows at `next`. */
static bool is_abbreviated(struct str text, size_t start, size_t stop, size_t next)
{
    struct str word = word_before(text, start, stop);
    size_t before = stop - word.size;

    if (is_in(abbreviations, word))
        return true;
    if (ascii_is_digit(text.at[next]) && is_in(before_numbers, word))
        return true;
    if (is_in(at_either_place, word))
        return !begins_a_sentence(text, next);
    if (!is_initials(word) || begins_a_sentence(text, next))
        return false;
    while (before > start && text.at[before - 1] == ' ')
        before--;
    return !is_in(before_letters, word_before(text, start, before));
}

/* "23." or "(4)." alone: the number of a paragraph, not a sentence. */
static bool is_list_number(struct str s)
{
    s = str_trim(s);
    if (s.size > LONGEST_LIST_NUMBER)
        return false;
    for (size_t i = 0; i < s.size; i++)
        if (!strchr("0123456789.()", s.at[i]))
            return false;
    return true;
}

/* Behind a footnote's mark at `at` (as "¹", "[12]" or "12"), or `at` where there is none. */
static size_t behind_mark(struct str text, size_t at)
{
    size_t stop = at;
    UChar32 c = character_at(text, at);

    while (c == 0xb9 || c == 0xb2 || c == 0xb3 || (c >= 0x2070 && c <= 0x2079)) {
        stop += U8_LENGTH(c);
        c = character_at(text, stop);
    }
    if (stop > at)
        return stop;
    if (c == '[')
        stop++;
    while (stop < text.size && stop < at + 4 && ascii_is_digit(text.at[stop]))
        stop++;
    if (c != '[')
        return stop - at <= 2 ? stop : at;
    return stop > at + 1 && character_at(text, stop) == ']' ? stop + 1 : at;
}

bool document_sentence_goes_on(struct str text, size_t start, size_t stop)
{
    size_t end = stop, next = behind_blanks(text, stop);

    while (end > start && text.at[end - 1] == ' ')
        end--;
    if (next == text.size || end == start)
        return false;
    /* ICU takes the "[" of "Hull.[1]" for a quotation mark's like, and sees none in "Hull.¹". */
    if (text.at[end - 1] == '[' || (end == stop && behind_mark(text, stop) > stop))
        return true;
    if (is_list_number(str_slice(text, start, end)) || u_islower(character_at(text, next)))
        return true;
    return text.at[end - 1] == '.' && is_abbreviated(text, start, end - 1, next);
}

/* Whether what stands before a full stop may end a sentence whatever follows: a word, a year, a share. */
static bool ends_in_word(struct str text, size_t start, size_t stop)
{
    struct str word = word_before(text, start, stop);
    char last;

    if (stop == start)
        return false;
    last = text.at[stop - 1];
    if (last == ')' || last == '%')
        return true;
    if (ascii_is_digit(last))
        return word.size == 4 && (str_starts(word, STR("19")) || str_starts(word, STR("20")));
    return is_letter(last) && (word.size > 1 || (unsigned char)last >= 0x80);
}

/* Behind the closing quotes and brackets at `at`. */
static size_t behind_closers(struct str text, size_t at)
{
    UChar32 c = character_at(text, at);

    while (c == ')' || c == '"' || c == '\'' || c == 0x2019 || c == 0x201d) {
        at += U8_LENGTH(c);
        c = character_at(text, at);
    }
    return at;
}

static bool may_begin(UChar32 c)
{
    return u_isupper(c) || c == 0x2018 || c == 0x201c || c == '"' || c == '(';
}

/* Where the next sentence begins if one ends with the stop at `at` and ICU has not seen it; else 0. */
static size_t next_sentence(struct str text, size_t start, size_t at)
{
    bool is_ellipsis = character_at(text, at) == 0x2026;
    size_t end = behind_closers(text, at + (is_ellipsis ? 3 : 1)), mark = behind_mark(text, end);
    size_t next = behind_blanks(text, mark);
    UChar32 c = character_at(text, next);
    bool begins;

    if (next == mark || next == text.size)
        return 0;
    if (is_ellipsis)        /* "and… I": a capital alone says nothing */
        return u_isupper(c) && u_isalpha(character_at(text, next + U8_LENGTH(c))) ? next : 0;
    begins = mark > end ? may_begin(c) : text.at[at] == '.' && ascii_is_digit(c);
    return begins && ends_in_word(text, start, at) && !is_abbreviated(text, start, at, mark > end ? end : next) ? next
        : 0;
}

size_t document_sentence_missed(struct str text, size_t start, size_t from, size_t stop)
{
    for (size_t at = from; at < stop; at++) {
        size_t next = 0;

        if (text.at[at] == '.' || text.at[at] == '!' || text.at[at] == '?'
            || (text.at[at] == '\xe2' && character_at(text, at) == 0x2026))
            next = next_sentence(text, start, at);
        if (next > 0)
            return next;
    }
    return text.size;
}
