/* What the files of run/ share. */
#ifndef RUN_RUN_INTERNAL_H
#define RUN_RUN_INTERNAL_H

#include "base/file.h"
#include "run/run.h"

#include "document/wire.h"

/* What decides what a pass finds, beside the codebook: this program, its libraries, the option on the filter. */
void run_coding_origin(char *out, size_t size, bool unfiltered);
/* Whether a code of the book looks at answers to a template's questions. */
bool run_asks_for_answers(const struct codebook *book);

/* A file that the walk met. */
struct run_file {
    const char *path;           /* as it is opened; absolute */
    struct str name;            /* as the study writes it: bytes that are no UTF-8 as \xHH */
    const char *why;            /* it cannot be read: why; or NULL */
    uint64_t size;
    int64_t modified_ns;
    char sha256[FILE_HASH_SIZE];    /* "" until it was read */
    int64_t report;             /* 0: none */
    bool known, same;           /* the study has this path; and with these bytes, or as a problem that stays one */
    bool first;                 /* the first of the run with bytes that the study does not know, or that are */
    bool elsewhere;             /* another part of the shelf does it */
    bool anew;                  /* to be read anew, since OCR is to be used otherwise */
    enum index_ocr ocr;         /* how it is to be used: never KEEP */
};

/* Sorted by path; all text lives in the arena. */
struct run_files {
    struct run_file *at;
    size_t count, room;
    struct arena arena;
};

/* Collects the files below each path, without the study's own and the manifest. */
NODISCARD bool run_files_find(struct run_files *files, const struct index_options *options, const char *study,
                              struct error *err);
void run_files_free(struct run_files *files);
/* A study that was not finished, with its neighbours. */
void run_study_remove(const char *path);

/* A manifest, read whole and checked before anything is indexed. */
struct run_manifest_row {
    unsigned line;
    struct str file, sha256;
    struct report_attributes attributes;
};
struct run_manifest {
    struct run_manifest_row *at;
    size_t count, room;
    struct arena arena;
};

NODISCARD bool run_manifest_read(struct run_manifest *m, const char *path, struct error *err);
NODISCARD bool run_manifest_parse(struct run_manifest *m, struct str text, struct error *err);
/* Adds a row for "FILE:FROM-TO", a person's word. */
NODISCARD bool run_manifest_add_pages(struct run_manifest *m, const char *pages, struct error *err);
void run_manifest_free(struct run_manifest *m);
/* Sets the attributes of the files that rows name, in one transaction. */
NODISCARD bool run_manifest_apply(const struct run_manifest *m, struct store *s, const struct run_files *files,
                                  struct index_summary *out, struct error *err);

/* --- OCR (ocr.c) --- */

struct run_ocr;
/* Nothing is started before the first page that asks for it. */
void run_ocr_new(struct run_ocr **out, enum index_ocr mode);
void run_ocr_free(struct run_ocr *o);
/* ERROR_SYSTEM where every page is to be recognised and nothing can do that. */
NODISCARD bool run_ocr_check(struct run_ocr *o, struct error *err);

/* How OCR is to be used on these bytes, and whether what the study has of them was read otherwise. */
NODISCARD bool run_ocr_plan(struct run_ocr *o, struct store *s, const char *sha256, enum index_ocr *how, bool *anew,
                            struct error *err);

/* Puts what OCR gives in the place of *read where `how` asks for it; *recognised: it did. What OCR fails on stays as
 * the extractor read it, and a file without a text layer says so. Any thread may call. */
NODISCARD bool run_ocr_read(struct run_ocr *o, enum index_ocr how, const char *path, struct wire_result *read,
                            bool *recognised, struct error *err);

/* What has bytes read as they were, by what was written down of them (store_reading.ocr). */
enum index_ocr run_ocr_kept(struct str ocr);

/* Writes down how these bytes were read. */
NODISCARD bool run_ocr_note(struct run_ocr *o, struct store *s, const char *sha256, enum index_ocr how,
                            const struct wire_result *read, bool recognised, struct error *err);
/* Finds the passages that stand in several reports of the study, unless the same shelf was compared before. */
NODISCARD bool run_compare(struct store *s, FILE *progress, struct error *err);

#endif
