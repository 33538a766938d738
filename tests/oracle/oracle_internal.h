#ifndef TESTS_ORACLE_ORACLE_INTERNAL_H
#define TESTS_ORACLE_ORACLE_INTERNAL_H

#include "document/tokens.h"
#include "oracle/oracle.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define NOWHERE SIZE_MAX

struct ranges {
    const struct range *at;
    size_t count;
};

/* What finds words: a pattern, a term list, a modifier's cues. */
struct finder {
    const struct pattern *patterns, *excepts;
    size_t pattern_count, except_count;
};

enum place_kind { PLACE_SENTENCE, PLACE_BLOCK, PLACE_ANSWER, PLACE_SECTION, PLACE_REPORT };

/* A sentence, or blocks [first, last). */
struct place {
    enum place_kind kind;
    size_t first, last;
};

struct unit_at {
    struct place place;
    struct range range;
};

/* One hit, or those that a near chose. */
struct group {
    const struct range *parts;
    size_t count;
    bool weighed;
};

struct groups {
    struct group *at;
    size_t count, room;
};

struct compiled {
    const struct pattern *pattern;
    pcre2_code *code;
    struct compiled *next;
};

struct known {
    const struct pattern *patterns;
    struct range text;
    struct ranges hits;
    struct known *next;
};

enum { BUCKETS = 1 << 12 };

struct oracle {
    const struct codebook *book;
    const struct document *doc;
    struct tokenizer *tokenizer;
    pcre2_match_data *data;
    struct compiled *compiled[BUCKETS];
    struct arena patterns, arena;           /* of the codebook; of the document */
    struct known **known;                   /* of the document */
    struct ranges *words;                   /* by block; at is NULL until they are asked for */
    struct unit_at *units;
    size_t unit_count;
    const struct code *code;
};

/* oracle_find.c */
struct ranges oracle_hits(struct oracle *o, const struct finder *f, struct range text);
bool oracle_in_path(struct oracle *o, const struct pattern *p, size_t block);
size_t oracle_words(struct oracle *o, size_t block, uint32_t start, uint32_t stop);
size_t oracle_block_at(const struct oracle *o, uint32_t at);
size_t oracle_sentence_at(const struct oracle *o, uint32_t at);         /* NOWHERE: its block has none */
size_t oracle_sentence_before(const struct oracle *o, size_t sentence);
struct place oracle_section_of(const struct oracle *o, size_t block);
void oracle_list_units(struct oracle *o);
void oracle_add(struct oracle *o, struct groups *to, struct group g);
struct range oracle_hull(const struct group *g);
static inline bool overlap(struct range a, struct range b) { return a.start < b.stop && b.start < a.stop; }

/* oracle_near.c: each choice of a near, given what its children found. */
void oracle_choose(struct oracle *o, const struct rule_node *near, const struct groups *children, size_t block,
                   struct groups *out);

/* oracle_standing.c */
bool oracle_is_reached(struct oracle *o, const struct group *g, enum standing standing);

#endif
