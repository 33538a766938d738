/* What every Word document of ours has: its parts but for the body, its styles, escaped text.
 * Styles: Title, Heading1 to 3, Note, Item, Quote, Citation, Cell and Head; a table style, Findings. */
#ifndef EXPORT_WORD_H
#define EXPORT_WORD_H

#include "base/str.h"

#include <stdio.h>

enum { WORD_WIDE = 9638 };      /* twentieths of a point between the margins of a page */

void export_word_escape(struct buf *out, struct str text);
/* One paragraph of a style: the text with what stands before and behind it, both markup. */
void export_word_paragraph(struct buf *out, const char *style, const char *before, struct str text, const char *behind);
/* A document is a body of paragraphs and tables, under a title. It is written to a scratch file, and finishing makes
 * the package of it; the body is closed by that, or by who gives up. ERROR_SYSTEM. */
NODISCARD bool export_word_start(FILE **body, struct str title, struct error *err);
NODISCARD bool export_word_finish(FILE *body, FILE *out, struct error *err);

#endif
