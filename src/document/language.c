#include "document/language.h"

#include "base/ascii.h"

enum {
    FEWEST_WORDS = 60, FEWEST_OF_OTHER = 300,
    /* Of a hundred words of running text so many are of the lists below. */
    COMMON_OF_ENGLISH = 28, COMMON_OF_WELSH = 20,
    TRACE = 3, PART = 10,       /* of a hundred */
    LEAST_OF_EITHER = 35,       /* of a hundred parts of what running text has: less is another language */
};

#define WORD(w) {w, sizeof w - 1}
static const struct str english[] = {
    WORD("the"), WORD("of"), WORD("and"), WORD("to"), WORD("in"), WORD("for"), WORD("that"), WORD("with"), WORD("is"),
    WORD("are"), WORD("was"), WORD("were"), WORD("by"), WORD("this"), WORD("from"), WORD("have"), WORD("has"),
    WORD("their"), WORD("been"), WORD("which"),
};
static const struct str welsh[] = {
    WORD("y"), WORD("yr"), WORD("yn"), WORD("ac"), WORD("mae"), WORD("wedi"), WORD("gan"), WORD("oedd"), WORD("roedd"),
    WORD("fod"), WORD("eu"), WORD("ei"), WORD("neu"), WORD("ar"), WORD("am"), WORD("ym"), WORD("bod"), WORD("gyda"),
    WORD("iechyd"), WORD("plant"),
};
#undef WORD
enum { LONGEST = 6 };       /* bytes of a word of these */

static bool is_in(const struct str *list, size_t count, struct str word)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].size == word.size && (*list[i].at | 0x20) == (*word.at | 0x20) && str_equal_caseless(word, list[i]))
            return true;
    return false;
}

static bool is_of_word(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0x80 || c == '\'';
}

void document_count_languages(struct language_words *words, struct str text)
{
    for (size_t i = 0, start; i < text.size; i++) {
        for (start = i; i < text.size && is_of_word(text.at[i]);)
            i++;
        if (i == start)
            continue;
        words->all++;
        if (i - start > LONGEST)
            continue;
        words->english += is_in(english, sizeof english / sizeof english[0], str_slice(text, start, i));
        words->welsh += is_in(welsh, sizeof welsh / sizeof welsh[0], str_slice(text, start, i));
    }
}

enum language document_language(const struct language_words *words)
{
    size_t e, w, both;

    if (words->all < FEWEST_WORDS)
        return LANGUAGE_UNKNOWN;
    /* how much of a text in each language there is, of a hundred */
    e = words->english * 100 * 100 / (words->all * COMMON_OF_ENGLISH);
    w = words->welsh * 100 * 100 / (words->all * COMMON_OF_WELSH);
    both = e + w;
    if (both < LEAST_OF_EITHER)
        return words->all >= FEWEST_OF_OTHER ? LANGUAGE_OTHER : LANGUAGE_UNKNOWN;
    if (w * 100 < both * TRACE)
        return LANGUAGE_ENGLISH;
    if (e * 100 < both * TRACE)
        return LANGUAGE_WELSH;
    return w * 100 >= both * PART && e * 100 >= both * PART ? LANGUAGE_MIXED : LANGUAGE_UNKNOWN;
}
