/* A codebook beside what people said of passages: what its rules found right, found and should not have, and missed. */
#ifndef RUN_MEASURE_H
#define RUN_MEASURE_H

#include "analyse/score.h"
#include "match/match.h"
#include "run/labels.h"

#define MEASURE_KINDS(X) \
    X(CODE, "code")             /* the passage has the code, whatever its standing */ \
    X(THEME, "theme")           /* a code of the theme */ \
    X(STANDING, "standing")     /* a code with this standing, summed over the codes */ \
    X(ALL, "all")               /* summed over the codes */ \
    X(CLASS, "class")           /* a class of the map */ \
    X(PASSAGE, "passage")       /* all codes and classes of the passage are as labelled, standings aside */

enum measure_kind {
#define X(id, word) MEASURE_##id,
    MEASURE_KINDS(X)
#undef X
    MEASURE_KIND_COUNT
};
extern const char *const run_measure_words[MEASURE_KIND_COUNT];

struct measure_row {
    enum measure_kind kind;
    const char *name, *theme;                   /* theme: of a code; else "" */
    const struct score_count *passages;       /* one for each labelled passage, in their order */
};

struct measure_error {
    const struct labelled_passage *passage;
    const char *name;                           /* of the code or class */
    const char *labelled, *found;               /* a standing, "yes" of a class, or "no" */
    const char *rule, *matched;                 /* of what was found; else "" */
};

struct measure {
    const struct measure_row *rows;             /* codes, themes, standings, all, classes, passages */
    size_t row_count, passage_count;
    uint32_t standings[STANDING_COUNT][STANDING_COUNT];     /* of codes both labelled and found: [labelled][found] */
    const struct measure_error *errors;         /* by passage, then by code, then classes */
    size_t error_count;
    struct arena arena;
};

/* Runs the codebook over each passage with the sentence before it; an excerpt counts where it stands in the passage
 * itself. Codes that readers were not asked for are left out. Labels are borrowed and must outlive *out. ERROR_LIMIT
 * where a pattern was given up. */
NODISCARD bool run_measure(struct measure *out, const struct codebook *book, const struct labels *labels,
                           struct error *err);
void run_measure_free(struct measure *m);

#endif
