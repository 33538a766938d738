/* A codebook compiled: leaves, trees over them, modifiers. Read only once match_compile is done, but for what look.c
 * compiles when it is first looked for. */
#ifndef MATCH_PROGRAM_INTERNAL_H
#define MATCH_PROGRAM_INTERNAL_H

#include "match/filter_internal.h"
#include "match/match.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    /* PCRE2 counts the steps of backtracking anew at each place where a match might begin, so a unit may take the limit
     * times its length. JIT takes about 6 ns a step, the interpreter 80 and more. */
    MATCH_LOOKS_WITHOUT_JIT = 32,   /* to compile by JIT costs as much as some dozens of looks by the interpreter */
    MATCH_FIRST_LIMIT = 10000,      /* of these looks; what takes more steps is left to JIT, whose limits decide */
    MATCH_LIMIT = 1000000,          /* of patterns whose work at each place is bounded */
    MATCH_UNIT_STEPS = 8000000,     /* of others: shared out among the unit's bytes, within the next two */
    MATCH_LEAST_STEPS = 10000,      /* shipped patterns on real reports need more than 2,000 and less than this */
    MATCH_MOST_STEPS = 100000,
    MATCH_DEPTH_LIMIT = 100000,
    MATCH_HEAP_KIB = 64 << 10,
    MATCH_STACK_BYTES = 4 << 20,
    MATCH_MAX_PATTERNS = 20000,
    MATCH_ROW_BYTES = 32 << 20,     /* rows of one worker */
    MATCH_KEPT_HITS = 1 << 20,      /* hits kept before all rows are emptied */
    MATCH_KEPT_PIECES = 1 << 20,    /* the same of what the filter found */
};

#define MATCH_NONE SIZE_MAX

struct regex {
    const char *text;               /* as PCRE2 gets it */
    size_t hash;
    bool match_case;
    bool bounded;                   /* as match_find_literals tells */
    pcre2_code *code;               /* without JIT */
    size_t leaf;                    /* of a rule's single <pattern>, or MATCH_NONE */
    size_t first_piece, piece_count;    /* 0: the filter cannot tell where it cannot match */
};

/* An alternative of a regex; of one that has none, the whole. */
struct piece {
    size_t regex;
    const char *text;               /* as PCRE2 gets it */
    bool anchored;                  /* it matches at the beginning of a text or nowhere */
    bool begins_with_need;          /* its matches begin where a literal of its first need does */
};

/* Numbers of other things that belong to each of some things: those of i are at[first[i]] to at[first[i + 1]]. */
struct numbers_of {
    const uint32_t *first, *at;
};

struct leaf_pattern {
    size_t regex;
    const struct pattern *pattern;
};

struct leaf {
    const struct leaf_pattern *patterns, *excepts;
    size_t pattern_count, except_count;
};

struct match_node {
    const struct rule_node *rule;
    size_t leaf;                            /* RULE_PATTERN, RULE_TERMS, RULE_WITHIN */
    const struct match_scale *scale;        /* RULE_BALANCE */
    const struct match_node *const *children;
};

struct match_scale {
    const struct scale *scale;
    const struct match_node *const *cues;
};

struct match_rule {
    const struct rule *rule;
    const struct match_node *node;
    const struct match_node *const *unless;
    bool grows;                             /* more hits never undo it: it has no <not>, <around>, <balance> */
};

struct match_code {
    const struct code *code;
    const struct match_rule *rules;
};

struct match_modifier {
    const struct modifier *modifier;
    size_t cues, until;                     /* leaves; until may be MATCH_NONE */
};

struct match_program {
    const struct codebook *book;
    struct arena arena;
    struct { struct regex *at; size_t count, room; } regexes;
    struct { struct piece *at; size_t count, room; } pieces;
    struct { struct leaf *at; size_t count, room; } leaves;
    const struct match_scale *scales;
    const struct match_code *codes;
    const struct match_modifier *modifiers;
    bool has_unit[UNIT_COUNT];

    struct match_compiled *compiled;        /* look.c */

    bool unfiltered;                        /* every pattern is tried everywhere */

    /* triggers.c */
    struct match_literals literals;         /* of all pieces, text in arena */
    const size_t *first_literal;            /* by piece, and one more */
    struct match_filter *filter;
    struct match_filter *narrow;            /* of some codes (match_narrow), or NULL */
    const bool *narrow_leaves;              /* by leaf: narrow tells of it */
    struct numbers_of regex_leaves;         /* leaves that have the regex among their patterns */
    struct numbers_of leaf_codes;           /* codes that hold in a sentence or block only with such a leaf */
    const uint32_t *idle_row;               /* by leaf: a cell where no pattern may match: 1, or 0 of unfiltered ones */
    const uint64_t *always;                 /* bits of the codes that may hold without any such leaf */
};

/* rewrite.c: an author's pattern as PCRE2 gets it, with where each byte came from. */
struct rewritten {
    struct buf text;
    struct { size_t *at; size_t count, room; } from;    /* offset in the author's text, by byte */
    const char *problem;                                /* NULL, or why it is refused */
    size_t problem_at;                                  /* offset in the author's text */
};
void match_rewrite(struct rewritten *out, const struct pattern *p);
void match_rewritten_free(struct rewritten *r);

/* triggers.c: makes the filter, and what it tells of leaves and codes. */
void match_add_triggers(struct match_program *program);

/* pieces.c: the pieces of a regex, with their literals; none where one of them has none. Appends where the literals of
 * each begin to first. */
struct literal_starts {
    size_t *at;
    size_t count, room;
};
void match_add_pieces(struct match_program *program, size_t regex, struct literal_starts *first);

/* look.c: what it keeps of each piece and regex, once all are known. */
void match_add_compiled(struct match_program *program);
void match_free_compiled(struct match_program *program);

/* regex.c: with more of PCRE2's options, without JIT. NULL where PCRE2 refuses it or has no memory. */
pcre2_code *match_compile_text(const char *text, bool match_case, uint32_t options);
NODISCARD bool match_add_regex(struct match_program *program, const struct pattern *p, size_t *index,
                               struct error *err);

#endif
