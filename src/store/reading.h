/* How OCR was used on the bytes of a report, and its text replaced where it is used otherwise. */
#ifndef STORE_READING_H
#define STORE_READING_H

#include "store/report.h"

struct store_reading {
    char ocr[8];            /* "auto", "always", "never"; "": OCR had no say */
    bool pdf;               /* a report in PDF */
    bool unread;            /* it has pages that are pictures and were not read */
    bool no_text;           /* the bytes are listed as a file without a text layer */
};
NODISCARD bool store_find_reading(struct store *s, const char *sha256, struct store_reading *out, struct error *err);
/* ocr as above; "" forgets what was said. */
NODISCARD bool store_set_reading(struct store *s, const char *sha256, const char *ocr, const char *engine,
                                 struct error *err);

/* Puts doc in the place of a report's text. What was guessed of it and tagged in it is dropped, and it is to be coded
 * again; attributes that a manifest or a person gave stay. */
NODISCARD bool store_replace_report(struct store *s, int64_t report, const struct document *doc, struct error *err);

#endif
