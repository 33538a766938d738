/* What the files that write a REFI-QDA project share. */
#ifndef EXPORT_QDPX_INTERNAL_H
#define EXPORT_QDPX_INTERNAL_H

#include "base/uuid.h"
#include "codebook/writer.h"
#include "export/export_internal.h"
#include "export/names.h"
#include "export/package.h"
#include "store/review.h"

struct qdpx_report {
    int64_t id;
    struct str sha256, name;
    struct str attributes[ATTRIBUTE_COUNT];
};

struct qdpx {
    struct store *study;
    const struct excerpt_filter *filter;
    struct xml_writer xml;
    struct names names;
    struct { struct qdpx_report *at; size_t count, room; } reports;
    size_t next;                        /* report whose source is written next */
    struct { struct str *at; size_t count, room; } refused;     /* excerpts of the set */
    struct buf theme;                   /* codebook|theme that is open */
    const struct excerpt_row *excerpt;  /* at work */
    /* Where code points were counted to. */
    struct { int64_t report; uint32_t byte, point; } counted;
    uint64_t beyond;                    /* characters outside the BMP in the texts */
    struct arena arena;
};

/* Writes an attribute: the UUID of kind|key|more, the same in every export. */
void export_qdpx_guid(struct qdpx *w, const char *attribute, const char *kind, struct str key, struct str more);

/* The code points before a byte of the excerpt's report. */
uint32_t export_qdpx_position(struct qdpx *w, const struct excerpt_row *e, uint32_t byte);

/* The element Notes: of each codebook, and of each excerpt. */
NODISCARD bool export_qdpx_notes(struct qdpx *w, struct error *err);

#endif
