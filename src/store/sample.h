/* What was drawn at random from a study, and what reviewers said of it. */
#ifndef STORE_SAMPLE_H
#define STORE_SAMPLE_H

#include "document/document.h"
#include "store/store.h"

struct sample_stratum {
    struct str name;
    uint64_t units;             /* from which were drawn */
    uint64_t judged, relevant;  /* of those drawn; when a sample is added both are not used */
};

struct sample_item {
    size_t stratum;
    int64_t report;
    struct range range;         /* of a passage */
};

struct sample_new {
    bool reports;               /* whole reports were drawn, not passages of a code */
    struct str codebook, code, method;
    int64_t pass;               /* of passages */
    uint32_t seed;
    const struct sample_stratum *strata;
    size_t stratum_count;
    const struct sample_item *items;
    size_t item_count;
};
/* In a transaction of its own. */
NODISCARD bool store_add_sample(struct store *s, const struct sample_new *sample, int64_t *id, struct error *err);

/* Text is good for the call. */
struct sample_row {
    int64_t id, pass, seed, items;
    struct str at, kind, codebook, code, method;
    bool current;               /* the pass is the newest complete one of its codebook still, or reports were drawn */
};
typedef bool store_each_sample(void *payload, const struct sample_row *r, struct error *err);
/* By id; sample 0: all. */
NODISCARD bool store_samples(struct store *s, int64_t sample, store_each_sample *each, void *payload,
                             struct error *err);

struct sample_item_row {
    int64_t ordinal, report;
    struct str stratum, sha256, path, excerpt, status;      /* status: as v_finding has it */
    struct range range;
};
typedef bool store_each_sample_item(void *payload, const struct sample_item_row *r, struct error *err);
/* In the order that was drawn. */
NODISCARD bool store_sample_items(struct store *s, int64_t sample, store_each_sample_item *each, void *payload,
                                  struct error *err);

typedef bool store_each_stratum(void *payload, const struct sample_stratum *t, struct error *err);
NODISCARD bool store_sample_strata(struct store *s, int64_t sample, store_each_stratum *each, void *payload,
                                   struct error *err);
/* Excerpts of a code in a pass, by what holds of them; open: undecided, unsure, or reviewers differ. */
NODISCARD bool store_sample_found(struct store *s, int64_t pass, struct str code, uint64_t *accepted,
                                  uint64_t *rejected, uint64_t *open, struct error *err);

#endif
