/* HTML from a report's words: always escaped. */
#ifndef EXPORT_MARKUP_H
#define EXPORT_MARKUP_H

#include "document/document.h"

#include <stdio.h>

/* s with & < > " ' escaped: for text and for quoted attributes. */
void export_write_escaped(FILE *out, struct str s);
/* The range's words with each span in a <mark>. Spans are inside it, by position, disjoint. */
void export_write_marked(FILE *out, const struct document *doc, struct range r, const struct range *spans,
                         size_t count);

#endif
