/* The long jobs: joins extractor, matcher and study. Nothing is printed here; the caller
 * gives a progress stream or NULL. */
#ifndef RUN_RUN_H
#define RUN_RUN_H

#include "codebook/codebook.h"
#include "codebook/template.h"
#include "run/carry.h"
#include "run/shard.h"
#include "store/listing.h"

#include <stdio.h>

/* Which pages are recognised. */
enum index_ocr {
    INDEX_OCR_KEEP,         /* as each report was read before; else those without words */
    INDEX_OCR_AUTO,         /* those without words */
    INDEX_OCR_NEVER,
    INDEX_OCR_ALWAYS,       /* every page of a PDF */
};

struct index_options {
    const char *const *paths;           /* files and folders */
    size_t path_count;
    const char *manifest;               /* CSV, or NULL */
    const char *pages;                  /* FILE:FROM-TO, a person's word of the pages that are the report; or NULL */
    unsigned threads;                   /* 0: one a core */
    enum index_ocr ocr;
    struct run_shard shard;             /* only files whose hash is this part's; parts 0: all */
    FILE *progress;                     /* NULL: silent */
};

/* Each file counts once: files = added + changed + anew + unchanged + copies + problems + elsewhere. */
struct index_summary {
    size_t elsewhere;                   /* files that another part of the shelf does */
    size_t files, added, changed, unchanged, copies, problems;
    size_t anew;                        /* the same bytes, read again as the option on OCR asks */
    size_t pages;                       /* of the reports read now */
    size_t recognised;                  /* pages of those whose words OCR gave */
    size_t manifest_unmatched;          /* rows that name no file of this run, or several */
    char manifest_first[256];           /* the first of them: "line 7: north.pdf" */
    double seconds;
};

/* Indexes every file not yet known, each in a transaction of its own, in the order of their paths' bytes; and again
 * those that OCR is to read otherwise, which are then to be coded again. A file that cannot be read is listed in the
 * study with its reason. The study's own files and the manifest are passed over. Last, reports are compared with one
 * another. ERROR_INPUT where a path is not there, holds no file, or the manifest does not parse; ERROR_SYSTEM where
 * every page is to be recognised and nothing can do that. */
NODISCARD bool run_index(struct store *s, const struct index_options *options, struct index_summary *out,
                         struct error *err);

struct form_summary {
    size_t reports, following;          /* looked at now, and of these those that follow the template */
    size_t questions, found;            /* of the latter */
};

/* Adds a template to the study and looks for its questions in every report that it was not looked for in yet. */
NODISCARD bool run_form(struct store *s, const struct template *t, struct form_summary *out, struct error *err);
/* The same for each template that the study has: for reports that came later. */
NODISCARD bool run_forms(struct store *s, struct error *err);

struct pass_options {
    struct match_program *program;      /* the codebook compiled, for this pass alone; NULL: the pass compiles it */
    unsigned threads;
    struct run_shard shard;             /* only reports whose hash is this part's; parts 0: all */
    bool unfiltered;                    /* every pattern is tried on every unit; the excerpts are the same */
    FILE *progress;
};

struct pass_summary {
    size_t reports, coded, excerpts, problems;  /* coded: reports that had to be done now */
    size_t bytes;                               /* of their text */
    size_t unchanged;                           /* codes whose excerpts were taken over from another version's pass */
    struct carry_summary carried;               /* decisions whose words are to be looked for */
    bool without_answers;                       /* codes have unit="answer", and the study has no template */
    double seconds;                             /* without what was compiled before */
};

/* Codes every report that the pass of this codebook has not coded yet. */
NODISCARD bool run_pass(struct store *s, const struct codebook *book, const struct pass_options *options,
                        struct pass_summary *out, struct error *err);

#endif
