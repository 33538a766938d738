/* What drawing passages and drawing reports share: strata, items, and the draw itself. */
#ifndef ANALYSE_DRAW_INTERNAL_H
#define ANALYSE_DRAW_INTERNAL_H

#include "analyse/draw.h"

/* All that may be drawn, in the study's order of reports and places; then what was. All zero is empty. */
struct drawing_from {
    struct { struct sample_stratum *at; size_t count, room; } strata;
    struct { struct sample_item *at; size_t count, room; } items;
};

/* Keeps wanted[stratum] items of each stratum (no more than it has), in an order that is drawn too. */
void analyse_draw(struct drawing_from *d, const size_t *wanted, uint32_t seed);
void analyse_free_drawing(struct drawing_from *d);

#endif
