/* Splits blocks into sentences. For the files of document/ only. */
#ifndef DOCUMENT_SENTENCES_H
#define DOCUMENT_SENTENCES_H

#include "document/document.h"

/* Fills doc->sentences from its text and blocks, with ICU's rules (UAX #29) and what such
 * reports need beside: no end after an abbreviation, an initial, or before a small letter.
 * A line end inside a block is a blank. ERROR_SYSTEM where ICU has no data. */
NODISCARD bool document_split_sentences(struct document *doc, struct error *err);

#endif
