/* Words as "near within" counts them. */
#include "document/tokens.h"

#include "oracle/chance.h"
#include "tap.h"

#include <string.h>
#include <unicode/ubrk.h>

static const struct { const char *what, *text, *words; } cases[] = {
    {"words", "Fathers are met.", "Fathers|are|met"},
    {"nothing", "", ""},
    {"punctuation only", " \xe2\x80\x93 \xe2\x80\xa6 (!) ", ""},
    {"an apostrophe joins", "a father's", "a|father's"},
    {"a curly one too", "a father\xe2\x80\x99s", "a|father\xe2\x80\x99s"},
    {"a hyphen parts", "multi-agency", "multi|agency"},
    {"numbers", "1,234.5 in 2023/24", "1,234.5|in|2023|24"},
    {"tabs and line ends", "one\ttwo\nthree", "one|two|three"},
    {"bytes are counted", "\xc3\x89" "cole b", "\xc3\x89" "cole|b"},
};

/* Whether a text has the words that ICU finds in it as a whole. */
static bool as_icu(struct tokenizer *t, UBreakIterator *breaker, struct str text)
{
    const struct range *words;
    UErrorCode status = U_ZERO_ERROR;
    UText *shown = utext_openUTF8(NULL, text.at, (int64_t)text.size, &status);
    size_t count = tokenizer_split(t, text, (struct range){0, (uint32_t)text.size}, &words), found = 0;
    bool same = true;

    ubrk_setUText(breaker, shown, &status);
    for (int32_t from = 0, at = ubrk_next(breaker); at != UBRK_DONE; from = at, at = ubrk_next(breaker)) {
        if (ubrk_getRuleStatus(breaker) < UBRK_WORD_NONE_LIMIT)
            continue;
        same = same && found < count && words[found].start == (uint32_t)from && words[found].stop == (uint32_t)at;
        found++;
    }
    utext_close(shown);
    return same && found == count && U_SUCCESS(status);
}

static void test_as_icu(struct tokenizer *t)
{
    static const char *const parts[] = {
        "a", "Bc", "x", "1", "23", " ", " ", "\t", "\n", ".", ",", ":", ";", "'", "-", "_", "/", "(", ")", "\"", "%",
        "@",
        "\xe2\x80\x99", "\xe2\x80\x93", "\xc3\xa9", "\xcc\x81", "\xe2\x80\x8d", "\xc2\xa0", "\xc2\xad",
        "\xe2\x82\xac",
        "\xe3\x82\xab", "\xe4\xb8\xad", "\xf0\x9f\x91\xa9", "\xd7\x90", "\xe2\x80\x8b", "\xef\xbc\x8e",
    };
    enum { TEXTS = 60000, PARTS = 14 };
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaker = ubrk_open(UBRK_WORD, "en_GB", NULL, 0, &status);
    uint32_t state = 29, different = 0;

    for (int i = 0; i < TEXTS; i++) {
        struct buf text = {0};

        for (uint32_t k = below(&state, PARTS); k > 0; k--)
            buf_add(&text, str_of(parts[below(&state, below(&state, 3) ? 22 : sizeof parts / sizeof parts[0])]));
        if (!as_icu(t, breaker, buf_str(&text)) && different++ < 3)
            printf("# %s\n", buf_text(&text));
        buf_free(&text);
    }
    ok(U_SUCCESS(status) && different == 0, "the words of texts made by chance are those that ICU finds in the whole");
    ubrk_close(breaker);
}

int main(void)
{
    struct tokenizer *t = NULL;
    const struct range *words = NULL;
    struct error err;
    struct str text = STR("one two three");

    if (!ok(tokenizer_new(&t, &err), "a tokenizer"))
        return done_testing();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct str of = str_of(cases[i].text);
        size_t count = tokenizer_split(t, of, (struct range){0, (uint32_t)of.size}, &words);
        struct buf said = {0};

        for (size_t w = 0; w < count; w++) {
            if (w > 0)
                buf_add_char(&said, '|');
            buf_add(&said, str_slice(of, words[w].start, words[w].stop));
        }
        is_text(cases[i].words, buf_text(&said), cases[i].what);
        buf_free(&said);
    }
    ok(tokenizer_split(t, text, (struct range){4, 9}, &words) == 2 && words[0].start == 4 && words[1].start == 8
       && words[1].stop == 9, "of a part, counted from the whole text's start");
    test_as_icu(t);
    tokenizer_free(t);
    tokenizer_free(NULL);
    return done_testing();
}
