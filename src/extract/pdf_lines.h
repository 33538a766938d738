/* The characters of a page, as poppler gives them, become lines cut at every gap. */
#ifndef EXTRACT_PDF_LINES_H
#define EXTRACT_PDF_LINES_H

#include "extract/pdf_internal.h"

#include <poppler.h>

/* What one page gives: a rectangle for each character of the text, and runs of characters with one font. */
struct pdf_characters {
    struct str text;
    const PopplerRectangle *rects;
    size_t rect_count;
    GList *attributes;
    bool places;            /* the box of each word is kept with its line */
};

struct pdf_lines {
    struct pdf_line *at;
    size_t count, room;
    size_t letters;         /* of a to z, in all */
};

/* Adds the lines of a page; their text goes to the arena. */
void pdf_lines_take(struct pdf_lines *lines, struct arena *a, const struct pdf_characters *p, uint32_t page);

#endif
