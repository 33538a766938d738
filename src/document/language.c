#include "document/language.h"

enum {
    FEWEST_WORDS = 60, FEWEST_OF_OTHER = 300,
    /* Of a hundred words of running text so many are of the lists below. */
    COMMON_OF_ENGLISH = 28, COMMON_OF_WELSH = 20,
    TRACE = 3, PART = 10,       /* of a hundred */
    LEAST_OF_EITHER = 35,       /* of a hundred parts of what running text has: less is another language */
};

static const char *const english[] = {"the", "of", "and", "to", "in", "for", "that", "with", "is", "are", "was", "were",
                                      "by", "this", "from", "have", "has", "their", "been", "which"};
static const char *const welsh[] = {"y", "yr", "yn", "ac", "mae", "wedi", "gan", "oedd", "roedd", "fod", "eu",
                                    "ei", "neu", "ar", "am", "ym", "bod", "gyda", "iechyd", "plant"};

static bool is_in(const char *const *list, size_t count, struct str word)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal_caseless(word, str_of(list[i])))
            return true;
    return false;
}

static bool is_of_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80 || c == '\'';
}

void document_count_languages(struct language_words *words, struct str text)
{
    for (size_t i = 0, start; i < text.size; i++) {
        for (start = i; i < text.size && is_of_word(text.at[i]);)
            i++;
        if (i == start)
            continue;
        words->all++;
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
