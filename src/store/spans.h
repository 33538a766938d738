/* The words that a rule matched in an excerpt, as the study has them in excerpt.spans: "12-18 30-41", bytes of the
 * report's text; "" where a hand tagged it. */
#ifndef STORE_SPANS_H
#define STORE_SPANS_H

#include "document/document.h"

/* Takes the first off *text. False at its end, and where what stands there is none: then *text is not "". */
bool store_next_span(struct str *text, struct range *out);

/* All of them; false where one is none, or not inside unit. at: freed with free. */
struct store_spans {
    struct range *at;
    size_t count, room;
};
bool store_read_spans(struct store_spans *spans, struct str text, struct range unit);

void store_write_spans(struct buf *out, const struct range *spans, size_t count);

#endif
