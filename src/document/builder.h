/* Makes a document from what an extractor meets, in reading order. It joins lines, undoes
 * line-end hyphens, normalises to NFC, drops control characters and splits sentences (ICU).
 *
 *     document_builder_new(&b, "pdf");
 *     page = document_builder_page(b, "iv", 595, 842);       … for every page, first
 *     document_builder_block(b, BLOCK_PARAGRAPH, 0);
 *     document_builder_line(b, STR("a multi-"), page);       … a line of that block
 *     document_builder_line(b, STR("agency plan"), page);
 *     document_builder_finish(b, &doc, err);                 … frees b, also where it fails
 */
#ifndef DOCUMENT_BUILDER_H
#define DOCUMENT_BUILDER_H

#include "document/document.h"

struct document_builder;

void document_builder_new(struct document_builder **out, const char *format);
void document_builder_title(struct document_builder *b, struct str title);
/* Adds a page and gives its index. */
uint32_t document_builder_page(struct document_builder *b, const char *label, float width, float height);
/* Says that a page's words were recognised, not read; confidence 0 to 100. */
void document_builder_recognised(struct document_builder *b, uint32_t page, int confidence);
/* Says a measure that the extractor knows; those of the text itself finish measures. */
void document_builder_quality(struct document_builder *b, enum quality measure, uint32_t number);
/* Ends the block before and begins one; level 1-6 for a heading, else 0. Empty blocks vanish. */
void document_builder_block(struct document_builder *b, enum block_kind kind, int level);
/* Adds a line of the block. Blanks fold to one. Where the line before ended in a hyphen, the two
 * are joined: without the hyphen (a word broken by the typesetter) when the whole document has the
 * joined word elsewhere and not the hyphenated one; with it else. A soft hyphen always vanishes. */
void document_builder_line(struct document_builder *b, struct str line, uint32_t page);
/* Adds text that continues the line before as it stands (HTML's inline parts). */
void document_builder_text(struct document_builder *b, struct str text, uint32_t page);
/* Begins the next cell of a table row. */
void document_builder_cell(struct document_builder *b);
void document_builder_furniture(struct document_builder *b, struct str text, uint32_t page);
/* Has placed called by finish, in the order in which they were added, for each line or text that came into the
 * document's text: its number among them, from 0, and the range that its words became. */
typedef void document_placed(void *payload, size_t number, struct range r);
void document_builder_watch(struct document_builder *b, document_placed *placed, void *payload);
/* ERROR_LIMIT past DOCUMENT_MAX_TEXT; ERROR_INPUT "no text" where there is none. */
NODISCARD bool document_builder_finish(struct document_builder *b, struct document **out, struct error *err);
void document_builder_free(struct document_builder *b);

#endif
