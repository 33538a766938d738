/* Measures what of a text looks wrong. For the files of document/ only. */
#ifndef DOCUMENT_QUALITY_H
#define DOCUMENT_QUALITY_H

#include "document/document.h"

/* Sets the measures that the text itself shows: digits missing, words fused, words spaced. */
void document_measure(struct document *doc);

#endif
