/* English words of two parts with a hyphen between, told from words that a line's end broke. For the files of
 * document/ only. */
#ifndef DOCUMENT_COMPOUNDS_H
#define DOCUMENT_COMPOUNDS_H

#include "base/str.h"

#include <stdbool.h>

/* "forty" and "one", "ninety" and "fifth". */
bool document_compound_is_number(struct str first, struct str rest);

/* Whether two parts that a report has neither joined nor with a hyphen are likelier a compound than a broken word:
 * "child" and "centred", not "re" and "sponsibilities" or "under" and "standing". Known: the report has the part as a
 * word. Neither part is empty. */
bool document_compound_is_likely(struct str first, bool first_known, struct str rest, bool rest_known);

#endif
