/* What to look for: a codebook read from XML, checked, ready to be compiled by match.
 * doc/formats/codebook.md tells the format; codebooks/codebook.rng is its schema. */
#ifndef CODEBOOK_CODEBOOK_H
#define CODEBOOK_CODEBOOK_H

#include "base/file.h"

#include <limits.h>

enum { CODEBOOK_MAX_BYTES = 10 << 20, CODEBOOK_MAX_DEPTH = 16 };

/* An answer is what stands under a question of a template that the report follows. */
enum unit { UNIT_SENTENCE, UNIT_BLOCK, UNIT_ANSWER, UNIT_SECTION, UNIT_REPORT, UNIT_COUNT };
extern const char *const unit_words[UNIT_COUNT];

enum standing { STANDING_PRESENT, STANDING_ABSENT, STANDING_PLANNED, STANDING_PAST, STANDING_COUNT };
extern const char *const standing_words[STANDING_COUNT];

/* A regular expression with the line it stands on. */
struct pattern {
    const char *text;
    unsigned line;
    bool match_case;        /* case="match" */
    bool loose;             /* bound="no": may stand inside a word */
    const char *from;       /* what it was made of, as another program has it, or NULL */
};

struct term_list {
    const char *id;
    unsigned line;
    const char *file;       /* where it was imported from, or NULL; lines are that file's */
    const struct pattern *patterns, *excepts;   /* a hit inside or overlapping an except's is none */
    size_t pattern_count, except_count;
};

enum rule_kind {        /* their numbers are in the hash of a code: a new one comes last */
    RULE_PATTERN,       /* leaf: pattern */
    RULE_TERMS,         /* leaf: list */
    RULE_ANY,           /* one child or more */
    RULE_ALL,           /* every child, anywhere in the unit */
    RULE_NEAR,          /* every child, within `within` words of one another */
    RULE_FOLLOWED_BY,   /* the children in this order, each within `within` words of the one before */
    RULE_NOT,           /* none of its children (scope as unless) */
    RULE_WITHIN,        /* the unit's heading path has its pattern; no hit of its own */
    RULE_BALANCE,       /* leaf: the scale's weighted sum is above or below */
    RULE_AROUND,        /* one of its children or more, where a not would look; no hit of its own */
};

enum scope { SCOPE_SENTENCE, SCOPE_BLOCK, SCOPE_SECTION, SCOPE_MATCH, SCOPE_PREVIOUS };

struct scale_cue {
    double weight;
    const struct rule_node *rule;       /* its hits are counted */
};

/* Cues that add up: sum of weight × hits, per 100 words where `per_words` is 100. */
struct scale {
    const char *id;
    unsigned line;
    const char *file;                   /* as a term list's */
    const struct scale_cue *cues;
    size_t cue_count;
    unsigned per_words;                 /* 0: the plain sum */
};

struct rule_node {
    enum rule_kind kind;
    unsigned line;
    const struct pattern *pattern;      /* RULE_PATTERN, RULE_WITHIN */
    const struct term_list *terms;      /* RULE_TERMS */
    const struct scale *scale;          /* RULE_BALANCE */
    bool has_above, has_below;
    double above, below;                /* strictly */
    unsigned within;                    /* words; RULE_NEAR, RULE_FOLLOWED_BY */
    bool ordered;                       /* RULE_NEAR order="as-given" */
    enum scope scope;                   /* RULE_NOT, RULE_AROUND; SCOPE_MATCH in an unless only */
    const struct rule_node *const *children;
    size_t child_count;
};

struct rule {
    const char *id;
    unsigned line;
    const struct rule_node *node;           /* what must hold: RULE_ALL of what stands in <rule>, unless aside */
    const struct rule_node *const *unless;  /* RULE_NOT nodes: strike hits out in whose scope a child holds */
    size_t unless_count;
};

/* What a code does with a hit whose standing is not present. */
enum standing_use { STANDING_KEEP, STANDING_DROP, STANDING_IGNORE };

enum example_kind { EXAMPLE_NO, EXAMPLE_PRESENT, EXAMPLE_ABSENT, EXAMPLE_PLANNED, EXAMPLE_PAST, EXAMPLE_KINDS };
extern const char *const codebook_example_words[EXAMPLE_KINDS];

struct example {
    enum example_kind kind;
    const char *text, *source;
    unsigned line;
};

struct code {
    const char *id, *title, *definition, *include, *exclude, *colour;
    unsigned line;
    enum unit unit;
    const struct theme *theme;
    const struct rule *rules;
    size_t rule_count;
    enum standing_use use[STANDING_COUNT];  /* of STANDING_PRESENT always KEEP */
    const struct example *examples;
    size_t example_count;
};

struct theme {
    const char *id, *title;
    size_t first_code, code_count;          /* in codebook.codes */
};

/* What answers an audit question, in the order in which it is tried. */
enum audit_kind { AUDIT_KIND_YES, AUDIT_KIND_PARTLY, AUDIT_KIND_NO, AUDIT_KINDS };

/* A report has an excerpt of the code with one of these standings. */
struct audit_condition {
    const struct code *code;
    bool standing[STANDING_COUNT];
    bool any;                               /* the codebook names one; else present will do */
};

struct audit_when {
    enum audit_kind kind;
    unsigned line;
    const struct audit_condition *conditions;   /* all must hold */
    size_t condition_count;
};

/* Asked of each report; a reviewer has the last word on the answer. */
struct audit_question {
    const char *id, *text, *source;
    const char *number;                     /* as people know it: "4b"; or NULL */
    unsigned line;
    const struct audit_when *whens;         /* yes, partly, no */
    size_t when_count;
};

/* A cue that changes a hit's standing (after ConText: cue, direction, scope, terminators). */
struct modifier {
    const char *id;
    unsigned line;
    enum standing standing;
    bool forward, backward;                 /* reaches hits behind the cue, before it */
    bool previous;                          /* as a cue of the sentence before, reaches this one */
    bool inside;                            /* counts where it overlaps the hit too */
    unsigned within;                        /* words; UINT_MAX: to the end of the sentence or a terminator */
    const struct pattern *patterns, *excepts, *terminators;
    size_t pattern_count, except_count, terminator_count;
};

struct codebook {
    const char *id, *version, *language, *title, *description;
    const char *source;                     /* several are a line each */
    char hash[FILE_HASH_SIZE];              /* of xml and of modifiers_xml */
    struct str xml;                         /* the file's bytes; if it imports others, with what these hold put in */
    struct str modifiers_xml;               /* those of its modifiers' file, or the built-in ones */
    const char *modifiers_ref;              /* that file as the codebook names it, or NULL */
    const struct term_list *terms;
    const struct scale *scales;
    const struct theme *themes;
    const struct code *codes;               /* in the file's order */
    const struct modifier *modifiers;
    const struct audit_question *questions; /* in the file's order */
    size_t term_count, scale_count, theme_count, code_count, modifier_count, question_count;
    struct arena arena;
};

/* Reads and validates the codebook at path (_shared: or a file of lists, whose id, version and title are "") with the
 * modifiers it names or the built-in ones. ERROR_INPUT: "PATH: line N: …", what was expected and a hint for each. */
NODISCARD bool codebook_read(struct codebook **out, const char *path, struct error *err);
NODISCARD bool codebook_read_shared(struct codebook **out, const char *path, struct error *err);
/* The same from bytes; name stands for the path in messages and in finding the files it names. */
NODISCARD bool codebook_parse(struct codebook **out, struct str xml, const char *name, struct error *err);
/* The same of one that was kept, with the modifiers it was kept with: no other file is read, whatever it names. */
NODISCARD bool codebook_parse_with(struct codebook **out, struct str xml, struct str modifiers, const char *name,
                                   struct error *err);
void codebook_free(struct codebook *book);

/* SHA-256 of all that decides what a code finds: unit, rules with their ids, lists, scales and modifiers by their
 * content. Title, definition, examples and place in the codebook are left out. */
void codebook_hash_code(const struct codebook *book, const struct code *code, char hex[FILE_HASH_SIZE]);

/* What answers a question by the excerpts of a report, counted for each code (by its place in the codebook) and
 * standing: the first that holds of its whens, or NULL: nothing was found that answers it. */
const struct audit_when *codebook_answer(const struct codebook *book, const struct audit_question *question,
                                         size_t (*counts)[STANDING_COUNT]);
/* An id of words: lower-case letters, digits, hyphens, a letter first, `most` at most; `otherwise` without a letter. */
enum { CODEBOOK_ID_SIZE = 65 };
void codebook_make_id(char id[CODEBOOK_ID_SIZE], struct str words, size_t most, const char *otherwise);
bool codebook_is_colour(struct str value);  /* #2a7 or #22aa77 */
bool codebook_looks_about(const struct rule_node *node);    /* <not> or <around>: it asks about hits beside it */
const struct code *codebook_find_code(const struct codebook *book, struct str id);

#endif
