/* What the files of an import share. */
#ifndef RUN_IMPORT_INTERNAL_H
#define RUN_IMPORT_INTERNAL_H

#include "base/uuid.h"
#include "run/import.h"
#include "run/run.h"
#include "store/decision.h"
#include "store/reviewer.h"

#include <jansson.h>

/* Where a source stands in the study. */
struct import_report {
    int64_t id;                         /* 0: its text is empty */
    struct str sha256;
    bool same;                          /* the study's text is the source's, byte for byte */
};

/* A note that excerpta wrote of an excerpt, with its place in the report. */
struct import_note {
    json_t *json;
    char report_guid[UUID_SIZE];        /* of the source that is its report */
    size_t source;                      /* index; SIZE_MAX: none */
    struct range range;
    struct range *spans;
    size_t span_count;
    bool placed;
};

struct import {
    struct store *s;
    const struct import_options *options;
    struct import_summary *sum;
    struct buf *remarks;
    struct project project;
    struct import_report *reports;      /* a source each */
    struct range *ranges;               /* a selection each; stop 0: lost */
    struct { struct import_note *at; size_t count, room; } notes;
    struct { json_t **at; size_t count, room; } books;      /* notes of codebooks */
    struct { struct import_code { struct str codebook, code; } *at; size_t count, room; } codes;    /* a code each */
    struct { struct decision_new *at; size_t count, room; } decisions;
    struct arena arena;
};

NODISCARD bool run_import_read_notes(struct import *m, struct error *err);
/* Finds or adds the reports, and where the selections and notes stand in them. */
NODISCARD bool run_import_place(struct import *m, struct error *err);
/* Passes of codebooks that excerpta wrote, and their decisions. */
NODISCARD bool run_import_own(struct import *m, struct error *err);
/* A codebook of the codes that the study does not know, and the codings of other programs as decisions. */
NODISCARD bool run_import_codings(struct import *m, struct error *err);
/* The reviewer of that name, added where there is none. */
NODISCARD bool run_import_reviewer(struct import *m, struct str name, bool adjudicates, int64_t *id, struct error *err);

struct str run_import_text(const json_t *json, const char *key);    /* "" where there is none */

#endif
