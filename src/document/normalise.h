/* Makes what an extractor met into plain text. For the files of document/ only. */
#ifndef DOCUMENT_NORMALISE_H
#define DOCUMENT_NORMALISE_H

#include "base/str.h"

#include <stdint.h>

/* Adds raw to *out as NFC with one blank for any run of blanks, none at either end; controls,
 * private-use characters and invisible ones dropped, what is no UTF-8 as U+FFFD, the typesetter's
 * ligatures (ﬁ) spelled out, since a quotation is the author's words and not the font's. A soft
 * hyphen is kept at the very end only, where it says that the word goes on. */
struct normalised {
    bool blank_before, blank_behind;    /* whether blanks stood at that end of raw */
    uint32_t lost;                      /* characters that say no letter: private use, controls, U+FFFD */
};
struct normalised document_normalise(struct str raw, struct buf *out);

#endif
