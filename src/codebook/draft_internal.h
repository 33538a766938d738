/* A codebook as another program has it: codes in a tree of titles, each with words. */
#ifndef CODEBOOK_DRAFT_INTERNAL_H
#define CODEBOOK_DRAFT_INTERNAL_H

#include "codebook/dictionary.h"

enum {
    DRAFT_MAX_DEPTH = 32,
    DRAFT_MAX_CODES = 5000,
    DRAFT_MAX_WORDS = 15000,        /* patterns in all: fewer than a codebook may have */
    DRAFT_MAX_NOTES = 200,          /* told one by one; the rest is counted */
};

/* What a word or rule asks for: words of another code, or a glob of the program it comes from. */
struct draft_words {
    struct str glob;
    size_t code;                    /* SIZE_MAX: glob */
};

enum draft_relation { DRAFT_NEAR, DRAFT_BEFORE, DRAFT_AFTER };

struct draft_clause {
    struct draft_words words;
    enum draft_relation relation;   /* of the rule's first words to these: they stand before these */
    bool forbidden;                 /* NOT: the first words count where these do not stand so */
};

/* A rule of proximity. */
struct draft_rule {
    struct str from;                /* as it was written */
    struct draft_words first;
    struct draft_clause *clauses;
    size_t clause_count;
    unsigned within;                /* words */
    bool paragraph;                 /* looks at a paragraph, not a sentence */
};

struct draft_code {
    size_t parent;                  /* SIZE_MAX: none */
    unsigned depth;                 /* 0: none above it */
    struct str title, definition, include, exclude, colour;
    bool is_group;                  /* holds codes and nothing else but words for rules */
    bool has_children;              /* set when written */
    struct { struct str *at; size_t count, room; } globs;
    struct { struct draft_rule *at; size_t count, room; } rules;
    const char *list;               /* id of its term list, set when written; NULL: it has none */
};

struct draft {
    struct arena arena;
    const char *what;               /* the kind of file, for provenance */
    const char *name;               /* of the file, without folders */
    struct str title;
    struct { struct draft_code *at; size_t count, room; } codes;   /* a parent before its children */
    size_t words;
    struct codebook_converted *out;
};

/* Adds "line N: words" to what could not be carried over. line 0: of the whole. */
void codebook_draft_note(struct draft *d, unsigned line, const char *format, ...) PRINTF_LIKE(3, 4);
/* Adds a code below parent (SIZE_MAX: none); the title is copied, one without a title is named by its number.
 * ERROR_LIMIT past DRAFT_MAX_CODES or DRAFT_MAX_DEPTH. */
NODISCARD bool codebook_draft_code(struct draft *d, size_t parent, struct str title, size_t *code, struct error *err);
/* The code below parent with that title (ASCII letters fold); SIZE_MAX: none. */
size_t codebook_draft_find(const struct draft *d, size_t parent, struct str title);
/* Adds a word with wildcards (* any letters, ? one); one that is wildcards only is noted and left out. */
NODISCARD bool codebook_draft_word(struct draft *d, size_t code, struct str glob, unsigned line, struct error *err);

/* One that is no colour is noted and left out; "" is none. */
void codebook_draft_colour(struct draft *d, size_t code, struct str colour, unsigned line);

/* The pattern of a glob: * becomes \w*, ? \w, what PCRE2 takes for a sign is escaped. */
void codebook_draft_pattern(struct buf *out, struct str glob);
/* Whether something but wildcards and signs is in it. */
bool codebook_draft_has_letter(struct str glob);

#define DICTIONARY(id, ending, what) \
    NODISCARD bool codebook_read_##id(struct draft *d, struct str text, struct error *err);
#include "codebook/dictionary.def"
#undef DICTIONARY

/* draft_write.c */
void codebook_draft_write(struct draft *d);

#endif
