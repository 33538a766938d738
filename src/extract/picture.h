/* Reading pages that are pictures of text. The program excerpta-ocr recognises them (ocr.c); excerpta-extract, which
 * is not to load a recogniser for each file, only tells that they are there (no_ocr.c). Both are built from the rest
 * of this folder; what differs stands behind this header. */
#ifndef EXTRACT_PICTURE_H
#define EXTRACT_PICTURE_H

#include "extract/extract_internal.h"
#include "extract/pdf_lines.h"

#include <poppler.h>

enum {
    PICTURE_DPI = 300,                  /* at which a page is drawn for the recogniser */
    PICTURE_MOST_PIXELS = 40000000,     /* a larger page is drawn smaller */
    PICTURE_MOST_PAGES = 500,           /* of a file; those behind them stay unread */
    PICTURE_CPU_SECONDS = 30,           /* for a page */
};

/* Whether images cover at least half of the page. */
bool picture_fills(PopplerPage *page, double width, double height);

/* What was recognised on one page. Lines as those of a text layer, from its top left in points, cut at every gap. */
struct picture {
    struct pdf_lines lines;
    int confidence;         /* mean of the words, 0 to 100 */
    bool sideways;          /* the page was turned by a quarter, so its width is its height */
};

/* Text of the lines lives in the arena; the caller frees lines.at. false: no reader, or the page could not be drawn
 * or took too long, and nothing is said of it. */
bool picture_read(struct picture_reader *r, PopplerPage *page, uint32_t number, struct picture *out, struct arena *a);

#endif
