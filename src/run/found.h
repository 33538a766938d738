/* Two lists of what was found in a report, side by side. Pure but for the one that asks the study. */
#ifndef RUN_FOUND_H
#define RUN_FOUND_H

#include "run/coded.h"
#include "store/provenance.h"

/* By start, stop, code: as the study lists them. All zero is empty. */
struct found_list {
    struct found_row *at;
    size_t count, room;
    struct arena arena;
};

NODISCARD bool run_found_load(struct found_list *list, struct store *s, int64_t pass, int64_t report,
                              struct error *err);
void run_found_coded(struct found_list *list, const struct run_coded *coded);
void run_found_free(struct found_list *list);

enum found_change { FOUND_ANEW, FOUND_NO_LONGER, FOUND_STANDING, FOUND_RULE, FOUND_SPANS, FOUND_CHANGE_COUNT };
extern const char *const run_found_change_words[FOUND_CHANGE_COUNT];

/* before NULL: found anew; after NULL: no longer. Of one that is in both, the first thing that is another. */
struct found_difference {
    enum found_change change;
    const struct found_row *before, *after;
};
typedef bool run_each_difference(void *payload, const struct found_difference *d, struct error *err);
/* By start, stop, code. */
NODISCARD bool run_found_compare(const struct found_list *before, const struct found_list *after,
                                 run_each_difference *each, void *payload, struct error *err);

#endif
