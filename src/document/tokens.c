#include "document/tokens.h"

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

size_t tokenizer_split(struct tokenizer *t, struct str text, struct range r, const struct range **words)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t from = 0;

    t->words.count = 0;
    *words = t->words.at;
    t->text = utext_openUTF8(t->text, text.at + r.start, r.stop - r.start, &status);
    ubrk_setUText(t->breaker, t->text, &status);
    /* Can only fail for want of memory: with no words, nothing is near anything. */
    if (U_FAILURE(status))
        return 0;
    for (int32_t at = ubrk_next(t->breaker); at != UBRK_DONE; at = ubrk_next(t->breaker)) {
        if (ubrk_getRuleStatus(t->breaker) >= UBRK_WORD_NONE_LIMIT)
            *VEC_PUSH(&t->words) = (struct range){r.start + (uint32_t)from, r.start + (uint32_t)at};
        from = at;
    }
    *words = t->words.at;
    return t->words.count;
}
