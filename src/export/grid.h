/* Excerpts put together report by report and code by code, as they stream by. */
#ifndef EXPORT_GRID_H
#define EXPORT_GRID_H

#include "export/export_internal.h"

struct grid_code {
    struct str codebook, theme, code, title;
};

struct grid_report {
    int64_t id;
    struct str sha256, path, partnership, period;
};

struct grid_cell {
    uint32_t excerpts;
    struct buf quotations;      /* each in its own words with its page: "“…” (page 4)", a line each */
};

/* All zero is none. Grows with the number of reports and codes, not of excerpts. */
struct grid {
    struct { struct grid_code *at; size_t count, room; } codes;
    struct { struct grid_report *at; size_t count, room; } reports;
    struct grid_cell *cells;    /* of the report at work, a code each */
    size_t done;                /* reports that were handed out */
    struct arena arena;
    const struct excerpt_filter *filter;
    /* Is called for every report that the filter leaves, in their order, also one without an excerpt. Cells are good
     * for the call. */
    bool (*row)(void *payload, const struct grid *g, const struct grid_report *r, struct error *err);
    void *payload;
};

/* Takes the codes and reports that the filter leaves; filter, row and payload are set before. */
NODISCARD bool export_grid_start(struct grid *g, struct store *study, struct error *err);
/* Excerpts come in the order of store_excerpts. */
NODISCARD bool export_grid_add(struct grid *g, const struct excerpt_row *e, struct error *err);
NODISCARD bool export_grid_finish(struct grid *g, struct error *err);
void export_grid_free(struct grid *g);

#endif
