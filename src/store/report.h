/* Reports of a study: documents, paths, attributes, problems. */
#ifndef STORE_REPORT_H
#define STORE_REPORT_H

#include "base/file.h"
#include "document/document.h"
#include "document/wire.h"
#include "store/store.h"

/* Where an attribute's value comes from; a later one wins over an earlier. */
enum attribute_source { SOURCE_NONE, SOURCE_GUESS, SOURCE_MANIFEST, SOURCE_PERSON };

enum attribute {
#define ATTRIBUTE(name) ATTRIBUTE_##name,
#include "store/attribute.def"
#undef ATTRIBUTE
    ATTRIBUTE_COUNT
};
extern const char *const store_attribute_names[ATTRIBUTE_COUNT];

/* Why a value is believed. */
struct attribute_basis {
    enum attribute_source source;
    int confidence;         /* 0 to 100 */
    struct str origin;      /* where it was read: "headings, file name", "manifest", "edited" */
    struct str below;       /* what the next lower source says, or "" */
};

/* What is known of a report beside its text. "" where unknown. Dates are yyyy-mm-dd, both inside the period;
 * period: as printed; authorities: names joined by "; ". */
struct report_attributes {
#define ATTRIBUTE(name) struct str name;
#include "store/attribute.def"
#undef ATTRIBUTE
    enum attribute_source source;   /* of all when they are set; the highest when they are read */
    struct attribute_basis basis[ATTRIBUTE_COUNT];
};
struct str *store_attribute(struct report_attributes *a, enum attribute which);

/* Adds a report or finds it again by its hash; gives its id. doc is stored whole. */
NODISCARD bool store_add_report(struct store *s, const char *sha256, uint64_t bytes, const struct document *doc,
                                int64_t *id, struct error *err);
NODISCARD bool store_report_hash(struct store *s, int64_t report, char sha256[FILE_HASH_SIZE], struct error *err);

struct report_hashes {
    int64_t id;
    char sha256[FILE_HASH_SIZE];
    char text_hash[FILE_HASH_SIZE];     /* of the text that was read; "": not recorded */
};
/* Of every report, by id. *out has those that could be read, also on false; freed with free. */
NODISCARD bool store_report_hashes(struct store *s, struct report_hashes **out, size_t *count, struct error *err);

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

/* As a->source. Fields that are "" are left as they were. Each source has its own word, so that a lower one never
 * overwrites a higher. Without a basis a value is taken to be certain. */
NODISCARD bool store_set_attributes(struct store *s, int64_t report, const struct report_attributes *a,
                                    struct error *err);
/* One attribute; value "" says of SOURCE_PERSON that it is not known. Of basis, below is not used. Where other pages
 * than before are the report, what was found in it is dropped. */
NODISCARD bool store_set_attribute(struct store *s, int64_t report, enum attribute which, struct str value,
                                   const struct attribute_basis *basis, struct error *err);
/* Text is copied into the arena. */
NODISCARD bool store_read_attributes(struct store *s, int64_t report, struct report_attributes *a, struct arena *arena,
                                     struct error *err);

NODISCARD bool store_count_pages(struct store *s, int64_t report, uint32_t *pages, struct error *err);

/* The report's document as it was stored, with the blocks marked that are not of its pages (report_pages); freed with
 * document_free. */
NODISCARD bool store_load_document(struct store *s, int64_t report, struct document **out, struct error *err);
/* The same without what rules do not look at: its furniture, its measures of quality, and mostly its pages. */
NODISCARD bool store_load_words(struct store *s, int64_t report, struct document **out, struct error *err);
/* Its text alone, in the arena. */
NODISCARD bool store_load_text(struct store *s, int64_t report, struct arena *arena, struct str *text,
                               struct error *err);

#endif
