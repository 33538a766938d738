#include "document/tokens.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <unicode/ubrk.h>

struct tokenizer {
    UBreakIterator *breaker;
    UText *text;
    struct { struct range *at; size_t count, room; } words;
};

bool tokenizer_new(struct tokenizer **out, struct error *err)
{
    UErrorCode status = U_ZERO_ERROR;
    struct tokenizer *t = must_realloc(NULL, sizeof *t);

    *t = (struct tokenizer){0};
    t->breaker = ubrk_open(UBRK_WORD, "en_GB", NULL, 0, &status);
    if (U_FAILURE(status)) {
        free(t);
        return error_set(err, ERROR_SYSTEM, "ICU has no rules for words: %s", u_errorName(status));
    }
    *out = t;
    return true;
}

void tokenizer_free(struct tokenizer *t)
{
    if (!t)
        return;
    ubrk_close(t->breaker);
    utext_close(t->text);
    free(t->words.at);
    free(t);
}

static bool is_letter_or_digit(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

/* Whether the words of what stands between two blanks are its runs of ASCII letters and digits: it has no character
 * that UAX #29 lets stand within a word, but at a run's end. */
static bool is_simple(struct str chunk)
{
    for (size_t i = 0; i < chunk.size; i++) {
        char c = chunk.at[i];

        if (c == '_' || c == '@' || (unsigned char)c >= 0x80)      /* "@" is a letter to ICU from 72 on */
            return false;
        if ((c == '\'' || c == '.' || c == ':' || c == ',' || c == ';') && i > 0 && i + 1 < chunk.size
            && is_letter_or_digit(chunk.at[i - 1]) && is_letter_or_digit(chunk.at[i + 1]))
            return false;
    }
    return true;
}

static void split_simple(struct tokenizer *t, struct str chunk, uint32_t start)
{
    for (size_t i = 0, from; i < chunk.size; i++) {
        if (!is_letter_or_digit(chunk.at[i]))
            continue;
        for (from = i; i < chunk.size && is_letter_or_digit(chunk.at[i]);)
            i++;
        *VEC_PUSH(&t->words) = (struct range){start + (uint32_t)from, start + (uint32_t)i};
    }
}

/* By ICU. It can only fail for want of memory: with no words, nothing is near anything. */
static void split_chunk(struct tokenizer *t, struct str chunk, uint32_t start)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t from = 0;

    t->text = utext_openUTF8(t->text, chunk.at, (int64_t)chunk.size, &status);
    ubrk_setUText(t->breaker, t->text, &status);
    if (U_FAILURE(status))
        return;
    for (int32_t at = ubrk_next(t->breaker); at != UBRK_DONE; at = ubrk_next(t->breaker)) {
        if (ubrk_getRuleStatus(t->breaker) >= UBRK_WORD_NONE_LIMIT)
            *VEC_PUSH(&t->words) = (struct range){start + (uint32_t)from, start + (uint32_t)at};
        from = at;
    }
}

/* No word goes over a blank, and most of what stands between two needs no ICU. */
size_t tokenizer_split(struct tokenizer *t, struct str text, struct range r, const struct range **words)
{
    t->words.count = 0;
    for (uint32_t at = r.start, start; at < r.stop; at++) {
        struct str chunk;

        for (start = at; at < r.stop && !ascii_is_blank(text.at[at]);)
            at++;
        chunk = str_slice(text, start, at);
        if (is_simple(chunk))
            split_simple(t, chunk, start);
        else
            split_chunk(t, chunk, start);
    }
    *words = t->words.at;
    return t->words.count;
}
