/* A report's words as the page takes them: text that knows its marks, and places counted as a browser counts. */
#ifndef REVIEW_WORDS_H
#define REVIEW_WORDS_H

#include "base/json.h"
#include "document/document.h"

enum { REVIEW_WORDS_AROUND, REVIEW_WORDS_INSIDE, REVIEW_WORDS_MATCHED };

/* Writes the words of `shown` as an array of pairs [kind, text]: those outside of `inside` are around, those in a span
 * matched. Spans are by position, disjoint. */
void review_write_words(struct json_writer *json, const char *key, const struct document *doc, struct range shown,
                        struct range inside, const struct range *spans, size_t count);

/* How many units a browser counts for s (UTF-16), and the byte of s at which so many units end; s.size where it has
 * fewer. */
size_t review_units(struct str s);
size_t review_byte_at(struct str s, size_t units);

#endif
