/* Words as "near within" counts them. */
#include "document/tokens.h"

#include "tap.h"

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
    tokenizer_free(t);
    tokenizer_free(NULL);
    return done_testing();
}
