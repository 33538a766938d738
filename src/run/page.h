/* A page of a report that the study holds, looked at in its file again. */
#ifndef RUN_PAGE_H
#define RUN_PAGE_H

#include "extract/page.h"
#include "store/store.h"

/* Before the extractor is asked, one of the report's files is found that still holds the report's bytes. ERROR_INPUT
 * says what has become of them, or that the format has no pages; and where the extractor makes another text of
 * the same bytes than the study has, since ranges would be wrong, as where OCR has read pages of it. */
struct run_page {
    struct store *study;
    int64_t report;
    struct str sha256;
    const struct document *document;    /* as the study has it */
    uint32_t page;                      /* an index */
    struct extractors *extractors;      /* NULL: one is started for the call */
};
NODISCARD bool run_page_places(struct extract_places *out, const struct run_page *page, struct error *err);
/* The picture, added to *png; without outlines where OCR has read pages of the report: it would have to do so again. */
NODISCARD bool run_page_image(struct buf *png, const struct run_page *page, unsigned dpi, bool outlines,
                              struct error *err);

#endif
