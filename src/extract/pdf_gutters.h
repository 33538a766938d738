/* The rows of a page and the gutters between its words, from which pdf_order.c tells columns and tables. */
#ifndef EXTRACT_PDF_GUTTERS_H
#define EXTRACT_PDF_GUTTERS_H

#include "extract/pdf_internal.h"

enum { PDF_MOST_STARTS = 6, PDF_MOST_GUTTERS = 256 };       /* of a page; more is a drawing */

enum pdf_parting { PARTS_NOTHING, PARTS_COLUMNS, PARTS_CELLS };

struct pdf_piece {
    struct pdf_line line;
    float reach;            /* its right edge; of a bullet, where its words begin */
    size_t number;          /* in poppler's order */
    size_t row;
    size_t zone;            /* from 1; 0: none */
    bool done;
};

struct pdf_gutter {
    float x0, x1;
    size_t origin;          /* the gap it began with: its parts share it */
    size_t first, last;     /* rows with words on both sides */
    size_t rows, left, right;   /* how many such rows, and letters beside the gutter in them */
    struct { float x; size_t rows; } starts[PDF_MOST_STARTS];   /* where the words to the right begin */
    enum pdf_parting parts;
};

struct pdf_rows {
    struct pdf_piece *pieces, **by_row; /* in poppler's order; by rows, then from left to right */
    size_t count;
    size_t *starts, row_count;          /* into by_row; one more than rows */
    struct pdf_gutter gutters[PDF_MOST_GUTTERS];
    size_t gutter_count;
};

/* Copies the lines as pieces and finds their rows and gutters. count is above 0. Freed with pdf_rows_free. */
void pdf_rows_find(struct pdf_rows *o, const struct pdf_line *lines, size_t count);
void pdf_rows_free(struct pdf_rows *o);

/* Index in by_row of the last piece of a row that ends before x, or of the first behind it; SIZE_MAX: none. */
size_t pdf_last_before(const struct pdf_rows *o, size_t row, float x);
size_t pdf_first_behind(const struct pdf_rows *o, size_t row, float x);

#endif
