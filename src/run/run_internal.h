/* What the files of run/ share. */
#ifndef RUN_RUN_INTERNAL_H
#define RUN_RUN_INTERNAL_H

#include "base/file.h"
#include "run/run.h"

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
    bool first;                 /* the first of the run with bytes that the study does not know */
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
void run_manifest_free(struct run_manifest *m);
/* Sets the attributes of the files that rows name, in one transaction. */
NODISCARD bool run_manifest_apply(const struct run_manifest *m, struct store *s, const struct run_files *files,
                                  struct index_summary *out, struct error *err);

#endif
