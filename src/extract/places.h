/* Where the words of a report's text stand on a page of its file: never stored, asked of the
 * extractor when a page is looked at. */
#ifndef EXTRACT_PLACES_H
#define EXTRACT_PLACES_H

#include "base/file.h"
#include "document/document.h"

/* In points from the page's top left. */
struct extract_box {
    float x0, y0, x1, y1;
};

struct extract_place {
    struct range range;         /* of a word in the report's canonical text */
    struct extract_box box;
    uint32_t line;              /* equal for words side by side on one line */
};

struct extract_places {
    char text_hash[FILE_HASH_SIZE];         /* of the whole text that the ranges count in */
    float width, height;                    /* of the page */
    const struct extract_place *words;      /* by range */
    const struct extract_box *furniture;    /* lines that are not in the text */
    size_t word_count, furniture_count;
    struct arena arena;
};
void extract_places_free(struct extract_places *p);

/* Boxes of the words that r touches, one for each line or part of one; adds them to *out, freed with free. */
struct extract_boxes {
    struct extract_box *at;
    size_t count, room;
};
void extract_places_find(const struct extract_places *p, struct range r, struct extract_boxes *out);

/* The wire form of the above (doc/formats/wire.md). The reader checks every count, number and order; ERROR_INPUT. */
void extract_places_write(FILE *out, const struct extract_places *p);
NODISCARD bool extract_places_read(struct extract_places *out, struct str bytes, struct error *err);

#endif
