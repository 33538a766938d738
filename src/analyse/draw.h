/* Draws passages or reports at random from a study, and writes down what was drawn. */
#ifndef ANALYSE_DRAW_H
#define ANALYSE_DRAW_H

#include "store/sample.h"

/* What passages are parted by before they are drawn. */
enum draw_by {
    DRAW_SIMPLE,        /* not at all */
    DRAW_CLOSENESS,     /* in the block of a tagged passage, in its section, elsewhere: as many from each, so that where
                         * more is to be found more is looked at */
};

struct draw_passages {
    const char *codebook, *code;    /* codebook NULL or "": the one that has the code */
    size_t count;
    uint32_t seed;
    enum draw_by by;
};
/* Draws units of the code's kind that no rule tagged with it in the newest complete pass. The same study, pass and
 * seed give the same draw on every machine. Fewer are drawn where there are fewer. ERROR_INPUT where none is
 * untagged, or the code's unit is `answer`. */
NODISCARD bool analyse_draw_passages(struct store *s, const struct draw_passages *draw, int64_t *sample,
                                     struct error *err);

/* Draws reports, in each stratum (the values of the attribute, "unknown" where it is not known; attribute NULL: all are
 * one) by its share of all, one at least. */
struct draw_reports {
    const char *attribute;          /* "region", "period", "partnership", or "format" */
    size_t count;
    uint32_t seed;
};
NODISCARD bool analyse_draw_reports(struct store *s, const struct draw_reports *draw, int64_t *sample,
                                    struct error *err);

#endif
