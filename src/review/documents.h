/* Reports' texts and pages' pictures that were asked for lately, within a bound of memory. */
#ifndef REVIEW_DOCUMENTS_H
#define REVIEW_DOCUMENTS_H

#include "review/desk.h"
#include "run/page.h"

enum {
    REVIEW_TEXT_BYTES = 48 << 20,       /* of the texts that are kept; their parts come on top */
    REVIEW_PICTURE_BYTES = 96 << 20,
    REVIEW_PLACES = 16,                 /* pages whose words' places are kept */
};

/* Guarded by the review's lock. */
struct review_documents;
void review_documents_new(struct review_documents **out);
void review_documents_free(struct review_documents *d);
/* Borrowed until it is given back. */
NODISCARD bool review_documents_take(struct review_documents *d, struct store *s, int64_t report,
                                     const struct document **out, struct error *err);
void review_documents_give(struct review_documents *d, const struct document *doc);
void review_documents_forget(struct review_documents *d);       /* those that nobody has taken */

/* Has a lock of its own, and a study of its own to read: a page is drawn in a quarter of a second, and decisions must
 * not wait for it. */
struct review_pages;
NODISCARD bool review_pages_open(struct review_pages **out, const char *study, struct error *err);
void review_pages_close(struct review_pages *p);
void review_pages_forget(struct review_pages *p);               /* where words stand: texts may be others now */

struct review_page {
    int64_t report;
    char sha256[FILE_HASH_SIZE];
    const struct document *document;
    uint32_t page;          /* an index */
};
/* The page as a PNG of so many dots an inch, added to *png. */
NODISCARD bool review_pages_picture(struct buf *png, struct review_pages *p, const struct review_page *page,
                                    unsigned dpi, struct error *err);
/* Where a range stands on it: boxes freed with free; width and height of the page in points. */
struct review_boxes {
    struct extract_boxes boxes;
    float width, height;
};
NODISCARD bool review_pages_boxes(struct review_boxes *out, struct review_pages *p, const struct review_page *page,
                                  struct range r, struct error *err);

#endif
