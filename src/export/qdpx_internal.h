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
    int64_t bytes;
    struct str attributes[ATTRIBUTE_COUNT];
};

struct qdpx {
    struct store *study;
    const struct excerpt_filter *filter;
    struct xml_writer xml;
    struct names names;
    struct { struct qdpx_report *at; size_t count, room; } reports;
    size_t next;                        /* report whose source is written next */
    struct { struct str *at; size_t count, room; } excerpts;    /* keys of those that are told; sorted when all are */
    struct { struct str *at; size_t count, room; } refused;     /* those of the set */
    size_t codes, questions;            /* codes that are told; audit questions of their codebooks */
    bool whole;                         /* nothing is left out by the filter */
    struct export_fields fields;
    const struct excerpt_row *excerpt;  /* at work */
    /* Where code points were counted to. */
    struct { int64_t report; uint32_t byte, point; } counted;
    uint64_t beyond;                    /* characters outside the BMP in the texts */
    struct arena arena;
};

/* Writes an attribute: the UUID of kind|key|more, the same in every export. */
void export_qdpx_guid(struct qdpx *w, const char *attribute, const char *kind, struct str key, struct str more);
/* An element whose targetGUID is that. */
void export_qdpx_ref(struct qdpx *w, const char *element, const char *kind, struct str key, struct str more);

/* The code points before a byte of the excerpt's report. */
uint32_t export_qdpx_position(struct qdpx *w, const struct excerpt_row *e, uint32_t byte);
/* Whether the opinion is a coding of that reviewer, and whether anybody has one. */
bool export_qdpx_is_coding(const struct opinion_row *o);
bool export_qdpx_is_decided(const struct excerpt_row *e);

/* The elements Variables and Cases: what is known of each report, and its answers to audit questions. */
NODISCARD bool export_qdpx_cases(struct qdpx *w, struct error *err);
/* The element Notes: of each codebook, excerpt and memo, and those that have the parts below. */
NODISCARD bool export_qdpx_notes(struct qdpx *w, struct error *err);

/* Parts of excerpta's own (qdpx_record.c): of a report its pages, headings and sentences; of the study what another
 * makes it from again. Each has a note. */
NODISCARD bool export_qdpx_add_structure(struct qdpx *w, struct package *p, size_t report, struct error *err);
NODISCARD bool export_qdpx_add_records(struct qdpx *w, struct package *p, struct error *err);
void export_qdpx_record_notes(struct qdpx *w);
void export_qdpx_record_refs(struct qdpx *w);
/* Adds what the study has and the project has not. */
NODISCARD bool export_qdpx_remarks(struct qdpx *w, struct buf *remarks, struct error *err);

#endif
