/* What the rules of a code missed, as a judged sample of untagged passages tells. */
#ifndef ANALYSE_MISSED_H
#define ANALYSE_MISSED_H

#include "analyse/recall.h"
#include "store/sample.h"

struct missed_options {
    double confidence;
    double width;               /* of recall's interval that is wished for; 0: nothing is asked */
    double target;              /* recall at which reading may stop; 0: nothing is asked */
    uint32_t seed;
    unsigned draws;
};

/* Of one sample. Text is good for the call. */
struct missed_row {
    const struct sample_row *sample;
    uint64_t untagged, drawn, judged, relevant;
    struct recall_found found;
    struct recall_estimate estimate;
    uint64_t more;              /* judgements until the width is reached (analyse_recall_judgements) */
    double chance;              /* analyse_stop_chance at the target; NAN of strata, or where none is judged */
};
typedef bool analyse_each_missed(void *payload, const struct missed_row *r, struct error *err);

/* By sample; sample 0: every sample of passages. ERROR_USAGE where there is no such sample, or reports were drawn. */
NODISCARD bool analyse_missed(struct store *s, int64_t sample, const struct missed_options *options,
                              analyse_each_missed *each, void *payload, struct error *err);

#endif
