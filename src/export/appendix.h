/* Quotations by theme and code, as for the appendix of a report; a format says how they look. */
#ifndef EXPORT_APPENDIX_H
#define EXPORT_APPENDIX_H

#include "export/export_internal.h"

struct appendix_look {
    void (*theme)(struct buf *out, struct str title);
    void (*code)(struct buf *out, const struct code_row *c);
    /* cited: who says it, where: "Tarnwick …, 2021/22, page 4" */
    void (*quotation)(struct buf *out, const struct excerpt_row *e, struct str cited);
};

/* Writes to out what the look makes of each theme and code that the filter leaves and that has an excerpt, and of
 * these, in the order of the codebook, by report and position. Holds the made text of all quotations until then. */
NODISCARD bool export_appendix(FILE *out, struct store *study, const struct export_options *options,
                               const struct appendix_look *look, struct error *err);

#endif
