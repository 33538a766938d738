/* Words of a piece of text: what "near within 12" counts. */
#ifndef DOCUMENT_TOKENS_H
#define DOCUMENT_TOKENS_H

#include "document/document.h"

/* A tokenizer keeps ICU's word breaker (UAX #29); one for each thread. */
struct tokenizer;
NODISCARD bool tokenizer_new(struct tokenizer **out, struct error *err);
void tokenizer_free(struct tokenizer *t);

/* The words (runs with a letter or digit; punctuation and blanks are none) of text[r], by
 * position; ranges count from the text's start. Borrowed until the next call. */
size_t tokenizer_split(struct tokenizer *t, struct str text, struct range r, const struct range **words);

#endif
