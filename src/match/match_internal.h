/* How a codebook runs. A *leaf* is what finds words by itself (a pattern, a term list, a
 * modifier's cues); rules are trees over leaves. A *subject* is a text that patterns see and
 * cannot see beyond: a sentence, a block, or a block's heading path. What a leaf finds in a
 * subject is found at most once and kept in a *row*. */
#ifndef MATCH_MATCH_INTERNAL_H
#define MATCH_MATCH_INTERNAL_H

#include "document/tokens.h"
#include "match/pieces_internal.h"
#include "match/program_internal.h"

/* What a leaf found in a subject. */
struct hit_set {
    size_t first, count;                /* in worker.hits */
    const struct pattern *gave_up;      /* NULL, or what exceeded its limits */
    const char *reason;
};

/* One thing found: a hit, or the chosen hits of a near. */
struct item {
    struct range hull;
    size_t part, part_count;            /* in worker.parts */
    bool weighed;                       /* a scale's cue: of no standing */
};

struct item_slice {
    size_t first, stop;                 /* in worker.items */
};

/* Where something is looked for. Sixteen bytes at most, so that it is handed on in registers. */
struct region {
    enum region_kind { REGION_SENTENCE, REGION_BLOCK, REGION_ANSWER, REGION_SECTION, REGION_REPORT } kind;
    uint32_t first, last;               /* the sentence or block; blocks [first, last) */
};

/* Of a document's sentences or blocks, which are fewer than its bytes. */
static inline struct region match_region(enum region_kind kind, size_t first, size_t last)
{
    return (struct region){kind, (uint32_t)first, (uint32_t)last};
}

struct unit_place {
    struct region region;
    struct range range;
};

struct candidate;       /* near.c */
struct strike;          /* strike.c */

struct match_worker {
    const struct match_program *program;
    const struct document *doc;
    pcre2_match_data *data;
    pcre2_match_context *limits, *first_limits;
    pcre2_jit_stack *stack;
    struct tokenizer *tokenizer;

    /* Of the document. */
    struct { size_t *at; size_t count, room; } first_sentence;      /* of each block, and one more */
    struct { size_t *at; size_t count, room; } sentence_block;      /* of each sentence */
    struct { struct range *at; size_t count, room; } words;
    struct { struct item_slice *at; size_t count, room; } block_words;  /* slices of words; first > stop: not yet */
    struct { struct unit_place *at; size_t count, room; } units;
    struct buf path;                                                /* heading path of path_block */
    size_t path_block;

    /* Rows: row i keeps subject row_subject[i]; a cell is 0 (not asked), 1 (nothing) or a set + 2. */
    struct { size_t *at; size_t count, room; } row_subject;
    struct { struct candidates *at; size_t count, room; } row_candidates;
    struct { uint32_t *at; size_t count, room; } cells;
    struct { struct hit_set *at; size_t count, room; } sets;
    struct { struct range *at; size_t count, room; } hits;

    const struct range *answers;         /* of the document that comes or is at hand */
    size_t answer_count;
    const bool *wanted;                         /* by code, or NULL: all */
    struct { match_goes_on *goes_on; void *payload; } watch;    /* goes_on NULL: none */
    struct range question;      /* what stands before the answer that is tried, in its block; else empty */

    /* The filter's. */
    struct match_filter_scratch scratch[MATCH_LANES];   /* the first is that of single texts too */
    struct found_pieces found_pieces;                               /* of all rows, and of sentences ahead */
    struct found_pieces lane_pieces[MATCH_LANES];                   /* of the text that a lane is at */
    struct ahead ahead;
    struct { uint64_t *at; size_t count, room; } code_bits;         /* of the unit */

    /* Of the rule that is tried. */
    struct { struct item *at; size_t count, room; } items;
    struct { struct range *at; size_t count, room; } parts;
    struct { struct range *at; size_t count, room; } struck;       /* what unless of scope "match" find */
    struct { struct strike *at; size_t count, room; } strikers;    /* by number of the rule's unless */
    struct { struct range *at; size_t count, room; } spans;
    struct { struct candidate *at; size_t count, room; } candidates;
    struct { struct match_problem *at; size_t count, room; } problems;  /* of this code and unit */
    const struct code *code;
    const struct match_rule *rule;
    struct region rule_region;
    struct range unit;
    bool gave_up;               /* something that the rule asked for could not be known */
    bool strikes;               /* hits that an unless strikes out are passed over now */
    bool unreached_only;        /* hits that a modifier reaches are passed over now */
};

/* subject.c */
void match_begin_document(struct match_worker *w, const struct document *doc);
void match_forget_hits(struct match_worker *w);
size_t match_sentence_at(const struct match_worker *w, uint32_t at);        /* MATCH_NONE: in no sentence */
size_t match_block_of(const struct match_worker *w, size_t sentence);
size_t match_sentence_before(const struct match_worker *w, size_t sentence); /* in its block, or MATCH_NONE */
size_t match_sentence_subject(const struct match_worker *w, size_t sentence);
size_t match_block_subject(const struct match_worker *w, size_t block);
size_t match_path_subject(const struct match_worker *w, size_t block);
/* Words that stand in [start, stop) of the block, and the two counts that "near" needs. */
struct word_index {
    size_t after;       /* number of the first word that begins at or behind the place */
    size_t before;      /* how many words end at or before it */
};
struct word_index match_words_at(struct match_worker *w, size_t block, uint32_t at);
size_t match_words_between(struct match_worker *w, size_t block, uint32_t start, uint32_t stop);

/* rows.c: the row that keeps what is found in the subject; a new one is filtered. */
void match_make_rows(struct match_worker *w);
size_t match_row(struct match_worker *w, size_t subject);
/* Fills the row anew, with what the filter of all codes finds, where the leaf is none that the narrow one tells of. */
void match_widen_row(struct match_worker *w, size_t row, size_t leaf);
/* What the filter finds in a text; good until another row is filled. */
struct candidates match_candidates_in(struct match_worker *w, const struct match_filter *f, struct str text);
/* Sets w->code_bits: which codes may hold in a unit with these. */
void match_find_codes(struct match_worker *w, const struct candidates *c);
/* The same of the units of a document, by what the filter finds in its text. It may be cut where a line ends, for no
 * match goes over that; a piece that is found in several parts is noted as often. */
void match_find_codes_in(struct match_worker *w, const struct match_filter *f, struct str text);
/* The subject's text, and where it begins in the document (0 for a heading path). */
struct str match_subject_text(struct match_worker *w, size_t subject, uint32_t *start);

/* find.c: the hits of a leaf in a subject; count 0 where there are none. Where it gave up, this is
 * noted for the code and unit, and count is 0 too. Indices are good until match_forget_hits. */
struct hit_set match_find(struct match_worker *w, size_t leaf, size_t subject);
/* Whether a pattern of the leaf matches in the subject where an except does: the first such, and the except's match. */
bool match_find_excepted(struct match_worker *w, size_t leaf, size_t subject, struct range *hit, struct range *except);

/* evaluate.c: whether node holds in region; its items are added to w->items, none where not. */
bool match_evaluate(struct match_worker *w, const struct match_node *node, struct region region);
bool match_any_holds(struct match_worker *w, const struct match_node *node, struct region region);
/* Whether a child of a <not> or <around> holds in its scope around region or, where its neighbours have hits, around
 * one of these: the <around> then holds, the <not> does not. *where is that scope, else the first that was looked at;
 * it is empty where there was none, as before a block's first sentence. */
bool match_finds_about(struct match_worker *w, const struct match_node *node, struct region region,
                       struct item_slice beside, struct region *where);
/* A balance's sum in the region; the cues' items are added to w->items. */
double match_balance_sum(struct match_worker *w, const struct match_node *node, struct region region);
/* near.c: the same for a near in a sentence or block. */
bool match_near(struct match_worker *w, const struct match_node *node, struct region region);

/* scope.c */
bool match_region_around(const struct match_worker *w, struct region region, enum scope scope, struct region *out);
bool match_region_of_hit(const struct match_worker *w, struct range hit, enum scope scope, struct region *out);

/* strike.c: whether an unless of the rule that is tried strikes the hit out; false where not w->strikes. */
bool match_is_struck(struct match_worker *w, struct range hit);
/* Whether the rule's unless of this number has struck a hit out that no unless before it did. */
bool match_has_struck(const struct match_worker *w, size_t unless);
/* Whether the rule holds in region by the hits that no unless strikes out; these are then w->items. */
bool match_holds_unstruck(struct match_worker *w, const struct match_rule *rule, struct region region);

/* standing.c: bits (1 << standing) of the modifiers that reach item and that the code heeds. */
unsigned match_reach(struct match_worker *w, const struct item *item);
/* Whether the modifier reaches a part of item; *cue is then the first cue that does. */
bool match_modifier_reaches(struct match_worker *w, const struct match_modifier *m, const struct item *item,
                            struct range *cue);
/* Standing of the rule that held; its items are w->items. */
enum standing match_standing(struct match_worker *w, const struct match_rule *rule, struct region region);

/* match.c: what is tried next; whether a code looks at such units. */
void match_begin_unit(struct match_worker *w, const struct code *code, const struct unit_place *unit);
bool match_tags_unit(const struct code *code, const struct unit_place *unit);
/* For qsort: ranges by start, the shorter first. */
int match_by_place(const void *a, const void *b);

/* never.c: why a part of the pattern can match no text, or NULL. */
const char *match_never(const struct pattern *p);

/* units.c */
void match_list_units(struct match_worker *w);

static inline bool match_overlap(struct range a, struct range b)
{
    return a.start < b.stop && b.start < a.stop;
}

#endif
