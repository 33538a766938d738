/* Tells cheaply which patterns cannot match in a text. It may only ever say "cannot": PCRE2 alone says what matches.
 *
 * Most patterns need literals: each match of "(good|best) practice" has "good" or "best" in it and behind that
 * "practice". literals.c finds such needs for each alternative of a pattern, filter_walk.c looks for those of all in
 * one walk over the text. */
#ifndef MATCH_FILTER_INTERNAL_H
#define MATCH_FILTER_INTERNAL_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Letters in lower case, a blank for any one. */
struct match_literal {
    struct str text;
    bool at_edge, to_edge;  /* no ASCII letter, digit or "_" stands before it, or behind it */
    float chance;           /* how often it is met by chance, at a place of a text */
    uint8_t need;           /* which of its pattern's needs it meets, in the order in which they must stand */
};
enum { MATCH_MOST_NEEDS = 4 };

struct match_literals {
    struct match_literal *at;
    size_t count, room;
};

/* An alternative of a pattern: where it stands in it, and the first of its literals; the others follow. */
struct match_alternative {
    size_t start, stop, first_literal;
    bool begins_with_need;  /* its matches begin where a literal of its first need does */
};

struct match_alternatives {
    struct match_alternative *at;
    size_t count, room;
};

/* Appends the alternatives of a pattern (as match_rewrite makes it) and the literals of what each needs, by need: every
 * match of the alternative has one of each, those of a need behind those of the need before, without overlap; text in
 * the arena. False, with nothing appended, where of an alternative none are known. *bounded: a text that the filter
 * takes (match_filter_scan) has no place at which the work of a match is without bound; it means nothing where none are
 * known. */
bool match_find_literals(struct match_alternatives *out, struct match_literals *literals, struct arena *a,
                         const char *pattern, bool *bounded);

struct match_filter;

/* Literals of pattern i are those from first[i] to first[i + 1]; a pattern without any is never told of. */
void match_filter_new(struct match_filter **out, const struct match_literals *literals, const size_t *first,
                      size_t patterns);
void match_filter_free(struct match_filter *f);      /* NULL is fine */

/* How far a pattern's needs were met in a text; sixteen bytes, which never stand in two lines of the cache. */
enum { MATCH_LAST_TEXT = (1 << 28) - 1 };
struct match_met {
    uint32_t text : 28;         /* the text in which one was last met */
    uint32_t needs : 4;         /* how many */
    uint32_t end;               /* where that ends which met the last; of all, the last that met it */
    uint32_t first, last;       /* where the first begins and the last that met the first need */
};

/* Of one thread: what was met in the text at hand. */
struct match_filter_scratch {
    struct match_met *patterns; /* by number */
    size_t count;
    uint32_t text;
};
void match_filter_scratch_new(struct match_filter_scratch *s, size_t patterns);
void match_filter_scratch_free(struct match_filter_scratch *s);

/* Calls found with the number of each pattern that may match in text, once each, in the order in which their needs are
 * met. False where the text is none to filter: it has one of the two signs that PCRE2 takes for an ASCII letter (the
 * long s, Kelvin's K), two blanks in a row, a blank beyond ASCII, or a stretch without a blank, or without a word, so
 * long that the work of a pattern is not bounded. Then every pattern may match, whatever was said of some. */
typedef void match_filter_found(void *payload, size_t pattern);
bool match_filter_scan(const struct match_filter *f, struct match_filter_scratch *s, struct str text,
                       match_filter_found *found, void *payload);

/* The same for many texts, of which MATCH_LANES are walked side by side: this takes half the time. */
enum { MATCH_LANES = 4 };
struct match_filter_texts {
    const struct str *at;
    size_t count;
    struct match_filter_scratch *scratch;   /* of each lane */
    match_filter_found *found;
    void *const *lanes;                     /* of each: the payload of found */
    /* Called once for each text, in any order, when its lane is through with it: what was met is in the lane's scratch
     * until this returns. Not filtered: where match_filter_scan gives false. */
    void (*done)(void *payload, size_t text, unsigned lane, bool filtered);
    void *payload;
};
void match_filter_scan_texts(const struct match_filter *f, const struct match_filter_texts *texts);

#endif
