/* Asks the extractor for one page of a PDF: its picture, and where its words stand. */
#ifndef EXTRACT_PAGE_H
#define EXTRACT_PAGE_H

#include "extract/client.h"
#include "extract/places.h"

struct extract_page {
    struct extractors *extractors;
    const char *path;
    uint32_t page;              /* an index */
    const struct extract_limits *limits;
};

/* Both: ERROR_INPUT where the file cannot be read or has no such page, ERROR_LIMIT past 40 million pixels or
 * the time, ERROR_SYSTEM where there is no process. */
NODISCARD bool extract_page_places(struct extract_places *out, const struct extract_page *page, struct error *err);

struct extract_image {
    struct buf png;
    char text_hash[FILE_HASH_SIZE];     /* with outlines: of the text that the blocks are of; else "" */
};
/* At dpi dots an inch; outlines: each block in a box of its kind's colour with its number, counted from 1 in
 * reading order, furniture hatched, and a legend below the page. */
NODISCARD bool extract_page_image(struct extract_image *out, const struct extract_page *page, unsigned dpi,
                                  bool outlines, struct error *err);
void extract_image_free(struct extract_image *image);

#endif
