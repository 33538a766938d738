/* Codebooks, modifiers and reports by chance: of few words, so that they meet often. The same seed gives the same. */
#ifndef TESTS_ORACLE_GENERATE_H
#define TESTS_ORACLE_GENERATE_H

#include "document/document.h"

void generate_codebook(struct buf *out, uint32_t *seed);
void generate_modifiers(struct buf *out, uint32_t *seed);
/* A codebook of patterns as people write them, each a code of its own, and a list. */
void generate_phrases(struct buf *out, uint32_t *seed);
/* Never without text. */
void generate_document(struct document **out, uint32_t *seed);

#endif
