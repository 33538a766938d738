/* Why a code tags a unit, or does not: what each part of its rules found. It asks the evaluator of match_run part by
 * part; for a place at a time, not for a pass. Pure. */
#ifndef MATCH_EXPLAIN_H
#define MATCH_EXPLAIN_H

#include "match/match.h"

enum match_verdict {
    MATCH_TAGS,
    MATCH_LACKS,            /* a part does not hold */
    MATCH_STRUCK,           /* its parts hold, but by hits that an <unless> strikes out */
    MATCH_DROPPED,          /* it holds, but the code drops its standing */
    MATCH_GAVE_UP,          /* a pattern was beyond the limits */
    MATCH_VERDICTS
};
extern const char *const match_verdict_words[MATCH_VERDICTS];

/* A part of a rule, those inside it behind it with a greater depth. */
struct match_part {
    const struct rule_node *node;
    unsigned depth;
    bool unless;                    /* an <unless> of the rule; holds: it struck hits out */
    bool holds;
    const struct range *hits;       /* by position; of an <unless> what it found; of a heading none */
    size_t hit_count;
    bool has_excepted;
    struct range excepted, except;  /* of a list that has no hit: one it would have, but for this match of an except */
    double sum;                     /* RULE_BALANCE: the scale's */
    bool nowhere;                   /* a <not> or <around> of the sentence before, where there is none */
    bool has_apart;
    size_t apart;                   /* of a near whose parts are all there, but too far apart: words, the best choice */
};

/* A cue that changed a hit's standing. */
struct match_influence {
    const struct modifier *modifier;
    struct range cue, hit;
};

struct match_trial {
    const struct code *code;
    const struct rule *rule;
    struct range range;             /* of the unit */
    enum match_verdict verdict;
    enum standing standing;         /* of MATCH_TAGS and MATCH_DROPPED */
    const struct match_part *parts;
    const struct match_influence *influences;
    size_t part_count, influence_count;
};

/* Good for the call only; false stops. */
typedef bool match_tried(void *payload, const struct match_trial *t, struct error *err);

/* Calls tried for each unit that overlaps one of the places, each code of that unit and each of its rules up to the one
 * that tags, in match_run's order. match_use_answers and match_use_codes hold for it too. */
NODISCARD bool match_explain(struct match_worker *w, const struct document *doc, const struct range *places,
                             size_t place_count, match_tried *tried, void *payload, struct error *err);

#endif
