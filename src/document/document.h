/* A report as the program sees it: one canonical text, and where its parts stand in it.
 *
 * The text is UTF-8 in NFC without NUL. Blocks follow one another, a newline between two,
 * cells of a table row a tab apart; inside a block lines are joined by one blank. Page
 * furniture (running headers and footers, page numbers) is not in the text but kept
 * beside it. A document never changes once it is built; any thread may read it. */
#ifndef DOCUMENT_DOCUMENT_H
#define DOCUMENT_DOCUMENT_H

#include "base/arena.h"

#include <stdint.h>

enum {
    DOCUMENT_MAX_TEXT = 64 << 20,   /* bytes */
    DOCUMENT_MAX_PAGES = 20000,
    DOCUMENT_NONE = -1,             /* no heading, no page */
};

/* [start, stop) in bytes of the canonical text. */
struct range {
    uint32_t start, stop;
};
int document_compare_ranges(struct range a, struct range b);    /* by start, then by stop; 0: the same */

#define BLOCK_KINDS(X) \
    X(HEADING, "heading") X(PARAGRAPH, "paragraph") X(LIST_ITEM, "list-item") X(TABLE_ROW, "table-row") \
    X(CAPTION, "caption") X(NOTE, "note") X(CONTENTS, "contents")

enum block_kind {
#define X(id, word) BLOCK_##id,
    BLOCK_KINDS(X)
#undef X
    BLOCK_KIND_COUNT
};
extern const char *const block_kind_words[BLOCK_KIND_COUNT];

/* Contents lines, and what stands on pages that are not the report's, are kept and shown, but no rule looks at them. */
struct block {
    struct range range;
    enum block_kind kind;
    int level;              /* of a heading, 1 (highest) to 6; else 0 */
    int heading;            /* the block that heads this one (for a heading: the one above it), or DOCUMENT_NONE */
    bool outside;           /* it begins on such a page */
};
bool document_is_coded(const struct block *b);

enum { PAGE_HAS_TEXT = -1 };

struct page {
    const char *label;      /* as the file labels it ("iv"), or "" */
    float width, height;    /* points; 0 where the format has no pages */
    int confidence;         /* of its recognised words, 0 to 100, by OCR; PAGE_HAS_TEXT else */
    bool outside;           /* not of the report: a page of an agenda pack, or a cover report's */
};

/* Measures of the text; 0 where there is nothing to say. */
enum quality {
#define QUALITY(id, word, what) QUALITY_##id,
#include "document/quality.def"
#undef QUALITY
    QUALITY_COUNT
};
extern const char *const quality_words[QUALITY_COUNT];
const char *quality_meaning(struct str word);   /* "" of one that is not known */

/* From byte start on the text stands on page (an index; sheets count from page + 1), until
 * the next run. Notes taken out of the flow can lead back, so pages need not rise. */
struct page_run {
    uint32_t start;
    uint32_t page;
};

struct furniture {
    uint32_t page;
    struct str text;
};

struct document {
    struct str text;
    const char *format;             /* "pdf", "docx", "odt", "html", "text" */
    const char *title;              /* of the file's metadata, or "" */
    const struct page *pages;
    const struct page_run *runs;    /* by start; the first at 0 */
    const struct block *blocks;     /* by position; they do not overlap */
    const struct range *sentences;  /* by position; each inside one block */
    const struct furniture *furniture;
    size_t page_count, run_count, block_count, sentence_count, furniture_count;
    uint32_t quality[QUALITY_COUNT];
    struct arena arena;             /* all of the above lives here */
};

void document_free(struct document *doc);   /* frees doc itself too; NULL is fine */

struct str document_text(const struct document *doc, struct range r);
size_t document_page_at(const struct document *doc, uint32_t at);               /* index of a page */
/* The last block that starts at or before a byte; 0 where none does. */
size_t document_block_at(const struct document *doc, uint32_t at);

/* The pages that are the report, where a file holds other papers too: indices, both inside. */
struct page_span {
    uint32_t first, last;
};
/* "12-47" or "12", counted from 1; false where it is neither. */
bool document_parse_pages(struct str text, struct page_span *out);
/* Marks the other pages and the blocks that begin on them. pages and blocks are doc's own, while it is made. What is
 * inside stands under no heading that is outside. */
void document_keep_pages(const struct document *doc, struct page *pages, struct block *blocks, struct page_span span);

/* Headings above a block, highest first, joined by " > ", added to *out. */
void document_heading_path(const struct document *doc, size_t block, struct buf *out);

/* The section that begins with heading block `heading` (DOCUMENT_NONE: what stands before the
 * first): blocks [first, last) up to the next heading, whatever its level. Sections do not nest: one
 * of a report's title would be the whole report. */
struct block_span {
    size_t first, last;
};
struct block_span document_section(const struct document *doc, int heading);

/* A passage as it is, without normalising, so that ranges count the bytes given: blocks are
 * parted by empty lines, and all on one page. ERROR_INPUT where it is not UTF-8 or holds a NUL. */
NODISCARD bool document_of_passage(struct document **out, struct str text, struct error *err);

#endif
