/* What the files that read an edited list share. */
#ifndef RUN_EDIT_INTERNAL_H
#define RUN_EDIT_INTERNAL_H

#include "base/arena.h"
#include "run/edit.h"
#include "store/listing.h"

/* A report of the study and what its row says. */
struct edit_report {
    int64_t id;
    uint32_t pages;
    struct str sha256, path;
    struct report_attributes known;
    unsigned line;                      /* of its row; 0: it has none */
    bool edited[ATTRIBUTE_COUNT];
    struct report_attributes wanted;    /* where edited */
};

/* All text lives in the arena. */
struct edit {
    struct { struct edit_report *at; size_t count, room; } reports;
    struct arena arena;
    struct buf wrong;                   /* a line for each row that is wrong */
    size_t wrong_count;
};

/* Notes that a row is wrong. */
void run_edit_wrong(struct edit *e, unsigned line, const char *format, ...) PRINTF_LIKE(3, 4);

/* What an edited report wants after the edits: checks it, and lets days and region follow. */
void run_edit_check(struct edit *e, struct edit_report *r);

#endif
