/* After a pass: where the words that people decided on stand now. A decision follows where the same code tags the
 * same words, whatever moved them: a new version of the codebook, other bytes of the file, another reading of them.
 * Else it is listed as orphaned; it is never dropped, and never given to words that only look alike. */
#ifndef RUN_CARRY_H
#define RUN_CARRY_H

#include "store/place.h"

struct carry_summary {
    size_t looked_at;       /* passages that do not stand where they stood, or whose text was read again */
    size_t same, moved, respelt, unit, orphaned;    /* of them */
    size_t changed;         /* of them, those for which a new place was written down */
};

/* For the passages of a codebook (its id) and its newest complete pass; without one nothing is done. Each report is a
 * transaction of its own, so that decisions can be made meanwhile; run again, it writes nothing more. */
NODISCARD bool run_carry(struct store *s, struct str codebook, struct carry_summary *out, struct error *err);

#endif
