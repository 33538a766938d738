/* Tells English from Welsh by words that are common in the one and rare in the other. */
#ifndef DOCUMENT_LANGUAGE_H
#define DOCUMENT_LANGUAGE_H

#include "document/document.h"

struct language_words {
    size_t english, welsh;      /* common words of each */
    size_t all;
};
/* Adds a text's words: runs of letters of ASCII, any byte beyond it, and apostrophes between them. */
void document_count_languages(struct language_words *words, struct str text);

enum language { LANGUAGE_UNKNOWN, LANGUAGE_ENGLISH, LANGUAGE_WELSH, LANGUAGE_MIXED, LANGUAGE_OTHER };
/* What a text with these words is written in; MIXED: a tenth or more of it in each of the two. UNKNOWN where there are
 * too few words, or one language is between a trace and a tenth. */
enum language document_language(const struct language_words *words);

#endif
