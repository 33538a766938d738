/* Passages that people labelled, read for a codebook; doc/formats/labels.md tells the files. */
#ifndef RUN_LABELS_H
#define RUN_LABELS_H

#include "codebook/codebook.h"

enum { LABELS_MAX_BYTES = 64 << 20 };

/* What a reader said of a passage: a code (its place in codebook.codes) with a standing. */
struct label {
    size_t code;
    enum standing standing;
};

struct labelled_passage {
    struct str id, before, text, side;      /* before: the sentence before in the same paragraph, or empty */
    struct str word;                        /* its one label, where the file has such; else empty */
    const struct label *labels;             /* by code, a code once */
    size_t label_count;
    bool coded;                             /* it has a list of codes, empty or not */
    unsigned line;
};

/* Holds for an excerpt that has all that is given. */
struct label_condition {
    const struct theme *theme;              /* NULL: any */
    const struct code *code;                /* NULL: any */
    int standing;                           /* -1: any */
};

/* A label of the file's own, and which excerpts mean it. */
struct label_class {
    const char *name;
    const struct str *words;                /* a passage with one of these labels is of the class */
    const struct label_condition *when;     /* one excerpt for which one of these holds says so too */
    size_t word_count, when_count;
};

struct labels {
    const struct labelled_passage *passages;
    const struct label_class *classes;      /* of the map */
    const bool *asked;                      /* of each code: readers were asked for it */
    size_t passage_count, class_count;
    struct arena arena;                     /* all of the above lives here */
};

/* Reads the passages at path, those of one side only where side is not NULL, with what map (NULL: none) says of their
 * labels. The codebook is borrowed and must outlive *out. ERROR_INPUT: "PATH: line N: …" for what is no labelled
 * passage, for a code, theme or standing that there is not (with the nearest), and where no passage is left. */
NODISCARD bool run_labels_read(struct labels *out, const char *path, const char *map, const char *side,
                               const struct codebook *book, struct error *err);
void run_labels_free(struct labels *l);     /* of all zero too */

#endif
