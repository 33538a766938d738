/* A pass made again and compared with what the study has. Nothing is written. */
#ifndef RUN_VERIFY_H
#define RUN_VERIFY_H

#include "run/found.h"

#include <stdio.h>

enum verify_what {
    VERIFY_FILE_CHANGED,    /* a file that held the report holds other bytes */
    VERIFY_FILE_GONE,       /* none of the report's files is there, or they cannot be read */
    VERIFY_NO_REPORT,       /* the same bytes are no report now: words say why */
    VERIFY_TEXT,            /* the same bytes give another text now */
    VERIFY_STUDY_TEXT,      /* the study has another text than the pass saw */
    VERIFY_EXCERPT,         /* an excerpt differs */
    VERIFY_WHAT_COUNT
};
extern const char *const run_verify_words[VERIFY_WHAT_COUNT];

struct verify_finding {
    enum verify_what what;
    struct str sha256, path;                /* path: the file in question, else the report's first, or "" */
    struct str words;                       /* more of it, or "" */
    const struct found_difference *excerpt; /* VERIFY_EXCERPT, else NULL */
    const struct document *document;        /* with it: the text in the study */
};
/* Good for the call only. */
typedef bool run_each_finding(void *payload, const struct verify_finding *f, struct error *err);

struct verify_options {
    int64_t pass;
    unsigned threads;           /* 0: one a core */
    bool stored;                /* the files are left alone: only the study's texts are coded again */
    FILE *progress;
};

struct verify_summary {
    size_t reports, excerpts;           /* of the pass, as the study has them */
    size_t files_read, texts_read;      /* files whose hash was taken, reports that were extracted again */
    size_t differing;                   /* reports of which something was told */
    size_t otherwise;                   /* reports coded with other libraries or another excerpta */
    size_t unrecorded;                  /* reports of which that was not recorded */
    char codebook[64], version[64];
};

/* By report (path, then hash), what was told of it in the order above. ERROR_USAGE where there is no such pass;
 * ERROR_STUDY where the codebook as the study has it is not the one that its hash names. */
NODISCARD bool run_verify(struct store *s, const struct verify_options *options, run_each_finding *each, void *payload,
                          struct verify_summary *out, struct error *err);

#endif
