/* What a full stop says, where ICU's rules know too little. For the files of document/ only. */
#ifndef DOCUMENT_STOPS_H
#define DOCUMENT_STOPS_H

#include "base/str.h"

/* In all of these the text is a block's, with every blank a space; places are bytes of it. */

/* Whether the sentence text[start, stop), which ICU ends at stop, goes on with what follows: behind an
 * abbreviation, an initial or a number alone, and before a small letter. */
bool document_sentence_goes_on(struct str text, size_t start, size_t stop);

/* Where the next sentence begins that ICU misses, looking at the full stops of text[from, stop): before a
 * number ("in Hull. 12 children were"), behind a footnote's mark ("in Hull.1 The") or an ellipsis.
 * It can lie behind stop, where ICU would end a sentence inside such a mark. Else text.size. */
size_t document_sentence_missed(struct str text, size_t start, size_t from, size_t stop);

#endif
