/* What reviewers said of the passages of a code, to be asked passage by passage. */
#ifndef ANALYSE_JUDGED_H
#define ANALYSE_JUDGED_H

#include "analyse/shelf.h"

enum judgement {
    JUDGED_NOT,         /* nobody decided */
    JUDGED_RIGHT,       /* accepted */
    JUDGED_WRONG,       /* rejected, or recoded */
    JUDGED_OPEN,        /* unsure, or reviewers differ */
};

/* All zero is empty. */
struct judged_list {
    struct { struct judged_passage *at; size_t count, room; } passages;
};
NODISCARD bool analyse_judged_load(struct judged_list *out, struct store *s, const struct shelf *shelf,
                                   struct error *err);
enum judgement analyse_judged_at(const struct judged_list *list, int64_t report, struct range r);
void analyse_judged_free(struct judged_list *list);

#endif
