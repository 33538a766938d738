/* How two lines of a block become one. For the files of document/ only. */
#ifndef DOCUMENT_JOIN_H
#define DOCUMENT_JOIN_H

#include "base/arena.h"

/* The words that stand whole inside the document's lines: the evidence on its hyphens. */
struct join_evidence;

void document_join_evidence_new(struct join_evidence **out);
void document_join_evidence_free(struct join_evidence *e);
/* Takes the words of a line; one that its end may break off is left out, and so is the first where the line
 * before may have broken it. */
void document_join_learn(struct join_evidence *e, struct str line, bool after_hyphen);
/* Takes a pair of lines that follow one another: a document that is seen to break words
 * (joined form known or the rest no word, hyphenated form not known) is a hyphenating one. After all lines are
 * learnt. */
void document_join_weigh(struct join_evidence *e, struct str line, struct str next);

enum join { JOIN_BLANK, JOIN_TIGHT, JOIN_WITHOUT_HYPHEN };
enum join document_join_lines(const struct join_evidence *e, struct str line, struct str next);

#endif
