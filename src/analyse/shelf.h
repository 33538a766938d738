/* Goes through the reports of a code's newest complete pass: every unit of the code's kind, and which of them are
 * tagged. */
#ifndef ANALYSE_SHELF_H
#define ANALYSE_SHELF_H

#include "codebook/codebook.h"
#include "document/document.h"
#include "store/store.h"

struct shelf_place {
    int64_t report;
    struct str sha256, path;
};

struct shelf {
    int64_t pass;
    enum unit unit;
    struct str codebook;        /* its id */
    const char *code;           /* borrowed */
    /* Reports of the pass that a file holds, by path: the same order on every machine with the same files. */
    struct { struct shelf_place *at; size_t count, room; } reports;
    struct arena arena;
};
/* codebook "": the one that has the code. ERROR_USAGE where none has it, or several have; ERROR_INPUT where the code's
 * unit is `answer`, of which there is no list. *out freed with analyse_shelf_free, also on false. */
NODISCARD bool analyse_shelf_open(struct shelf *out, struct store *s, const char *codebook, const char *code,
                                  struct error *err);
void analyse_shelf_free(struct shelf *h);

/* Good for the call. */
struct shelf_report {
    const struct shelf_place *report;
    const struct document *document;
    const struct range *units;          /* by place */
    const bool *tagged;                 /* of each unit: a rule tagged it with the code */
    size_t count;
    const struct range *tags;           /* excerpts of the code, by place */
    size_t tag_count;
};
typedef bool shelf_each_report(void *payload, const struct shelf_report *r, struct error *err);
/* In the order of h->reports. */
NODISCARD bool analyse_shelf_walk(const struct shelf *h, struct store *s, shelf_each_report *each, void *payload,
                                  struct error *err);

#endif
