/* Reports of a study: documents, paths, attributes, problems. */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "document/document.h"
#include "document/wire.h"
#include "store/store.h"

/* Where an attribute's value comes from; a later one wins over an earlier. */
enum attribute_source { SOURCE_NONE, SOURCE_GUESS, SOURCE_MANIFEST, SOURCE_PERSON };

/* What is known of a report beside its text. "" where unknown. Dates are yyyy-mm-dd. */
struct report_attributes {
    struct str partnership, authorities, region;    /* authorities: names joined by "; " */
    struct str period_start, period_end, period;    /* period: as printed */
    struct str title;
    enum attribute_source source;
};

/* Adds a report or finds it again by its hash; gives its id. doc is stored whole. */
NODISCARD bool store_add_report(struct store *s, const char *sha256, uint64_t bytes, const struct document *doc,
                                int64_t *id, struct error *err);
NODISCARD bool store_find_report(struct store *s, const char *sha256, int64_t *id, bool *found, struct error *err);

/* Says that path (absolute) holds these bytes now, with its size and time, so that an unchanged
 * file need not be read again. A path that held another report makes that one this one's predecessor. */
struct store_path {
    const char *path;
    uint64_t size;
    int64_t modified_ns;
    char sha256[65];
    int64_t report;                 /* 0: a problem */
    enum report_problem problem;    /* PROBLEM_NONE: a report */
    struct str detail;
};
NODISCARD bool store_set_path(struct store *s, const struct store_path *p, struct error *err);
/* *found false: the path is new. Text is good until the next call on s. */
NODISCARD bool store_find_path(struct store *s, const char *path, struct store_path *out, bool *found,
                               struct error *err);
/* A problem known for these bytes, so that a copy need not be tried again. */
NODISCARD bool store_find_problem(struct store *s, const char *sha256, struct store_path *out, bool *found,
                                  struct error *err);

/* Fields that are "" are left as they were; a lower source never overwrites a higher one. */
NODISCARD bool store_set_attributes(struct store *s, int64_t report, const struct report_attributes *a,
                                    struct error *err);

/* The report's document as it was stored; freed with document_free. */
NODISCARD bool store_load_document(struct store *s, int64_t report, struct document **out, struct error *err);

#endif
