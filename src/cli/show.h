/* The views of one report that `excerpta show` prints. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/find.h"
#include "cli/table.h"
#include "document/document.h"

struct cli_show {
    FILE *out;
    enum table_format format;
    struct store *study;
    const struct cli_report *report;
    const struct document *document;
    int page;                   /* an index, or DOCUMENT_NONE: all */
};

/* What is known of the report, what its text is like, and its headings. */
NODISCARD bool cli_show_summary(const struct cli_show *show, struct error *err);
/* The canonical text with a mark at each page's beginning. */
void cli_show_text(const struct cli_show *show);
/* A row a block, page by page; behind those of a page its furniture. */
void cli_show_blocks(const struct cli_show *show);

#endif
