/* A PDF's lines on their way to blocks: pdf.c reads them, pdf_order.c puts them in reading order,
 * pdf_furniture.c and pdf_styles.c say what each is, pdf_blocks.c puts them together. */
#ifndef EXTRACT_PDF_INTERNAL_H
#define EXTRACT_PDF_INTERNAL_H

#include "document/builder.h"

enum line_role {
    LINE_BODY,
    LINE_FURNITURE,     /* running header or footer, page number */
    LINE_HEADING,
    LINE_CONTENTS,      /* of the table of contents */
    LINE_NOTE,          /* a footnote, or a further line of one */
    LINE_ROW,           /* a cell of a table's row: shares its baseline with a neighbour */
};

/* Gaps between characters of a line, in heights of the line. No blank of a ragged line is wider than the
 * first; in a justified one it can be, up to the last. */
#define PDF_GAP 0.5f
#define PDF_CELL_GAP 1.5f
#define PDF_WIDEST_BLANK 3.0f

/* A word of a line and where it stands; only of the page whose places are asked for. */
struct pdf_word {
    float x0, y0, x1, y1;
    struct pdf_word *next;
};

/* A line of text as poppler orders them. Points from the page's top left. */
struct pdf_line {
    struct str text;
    float x0, y0, x1, y1;
    float size;             /* the font size that most characters have */
    uint32_t page;
    bool bold;              /* most characters are */
    bool goes_on;           /* a gap that may be a blank parts it from the next, which stood on its line */
    bool cell;              /* that gap is as wide as one between cells */
    enum line_role role;
    int level;              /* of a heading, 1 to 6 */
    struct pdf_word *first_word, *last_word;    /* NULL: not asked for, or the reader of the page knows none */
};

struct pdf_page {
    size_t first, last;     /* lines [first, last) */
    float width, height;
    float highest, lowest;  /* where its text begins and ends */
    struct str label;       /* as the file labels it, or as it is printed in the furniture */
    bool recognised;        /* its lines are a recogniser's, which is that sure of them, 0 to 100: */
    int confidence;
};

struct pdf_outline_entry {
    struct str title;
};

struct pdf {
    struct pdf_line *lines;
    struct pdf_page *pages;
    struct pdf_outline_entry *outline;
    size_t line_count, page_count, outline_count;
    float body_size;        /* the size that most characters of the document have */
    float body_leading;     /* the commonest distance of two lines, in font sizes */
    struct str title;
    struct pdf_places *places;      /* what is asked for of one page, or NULL */
    struct arena arena;
};

/* Puts the pieces of a page's lines in reading order: columns one after the other, a table's cells by rows,
 * and joins what a wide blank parted. Gives how many lines are left. */
size_t pdf_order_page(struct arena *a, struct pdf_line *lines, size_t count);

/* Marks furniture: lines near a page's edge that recur over pages, digits aside; and lone page
 * numbers there. Gives pages without a label of their own the printed number. */
void pdf_mark_furniture(struct pdf *pdf);

/* Finds body_size and body_leading; marks contents, notes, rows and headings with levels. */
void pdf_mark_styles(struct pdf *pdf);

/* Recognised lines lack the exactness that blocks are told by. Sizes close to the commonest become it, and a mark
 * that stands apart from its words is put before them. Does nothing where no page was recognised. */
void pdf_even_recognised(struct pdf *pdf);

/* Whether a heading's line goes on in the next, rather than that another heading begins there. */
bool pdf_heading_goes_on(const struct pdf *pdf, const struct pdf_line *above, const struct pdf_line *line);

/* Keeps what the builder says of where a page's words came to stand in the text (pdf_places.c). */
struct extract_places;
void pdf_places_new(struct pdf_places **out, struct extract_places *into, uint32_t page);
void pdf_places_free(struct pdf_places *p);
bool pdf_places_wants(const struct pdf_places *p, uint32_t page);
/* The box of a line's next character, which goes on with the line's last word or begins one. */
void pdf_place_character(struct arena *a, struct pdf_line *line, const struct pdf_word *box, bool begins);
/* The words of next behind those of line, of which it became part. */
void pdf_place_join(struct pdf_line *line, const struct pdf_line *next);
/* A line handed to the builder without its first `skipped` bytes; one that was taken for furniture. */
void pdf_place_line(struct pdf_places *p, const struct pdf_line *line, size_t skipped);
void pdf_place_furniture(struct pdf_places *p, const struct pdf_line *line);
void pdf_places_watch(struct pdf_places *p, struct document_builder *b);
/* The words that are in the text now, once the builder has finished. */
void pdf_places_take(struct pdf_places *p, const struct document *doc);

/* Hands everything to the builder as blocks in reading order. */
void pdf_write_blocks(const struct pdf *pdf, struct document_builder *b);

/* Bytes of the list mark and blanks at a line's beginning; 0: none. A line that is nothing but
 * a mark counts whole. */
size_t pdf_bullet_size(struct str text);

/* Whether text is only the mark of an enumerated item: "1.", "12)", "a)", "(iv)", "3.2". */
bool pdf_is_enumerator(struct str text);

/* Whether b stands beside a, to its right and with a gap between. */
bool pdf_same_row(const struct pdf_line *a, const struct pdf_line *b);

/* Letters in lower case and digits as '#', blanks folded: lines that differ in numbers only
 * become the same. */
void pdf_fold(struct str text, struct buf *out);

#endif
