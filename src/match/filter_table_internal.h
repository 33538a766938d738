/* The filter's table: the automaton of Aho and Corasick ("Efficient string matching", CACM 18(6), 1975), with its
 * failure links worked into the moves. filter.c makes it, filter_walk.c walks it. */
#ifndef MATCH_FILTER_TABLE_INTERNAL_H
#define MATCH_FILTER_TABLE_INTERNAL_H

#include "base/ascii.h"
#include "match/filter_internal.h"

enum { MATCH_BYTES = 256 };
/* What a byte is to the check of a text. */
enum { MATCH_IS_BLANK = 1, MATCH_IS_WORD = 2 };

struct match_filter {
    uint8_t kind[MATCH_BYTES];      /* of a byte, case folded: a column of the table; 0: in no literal */
    uint8_t is[MATCH_BYTES];        /* MATCH_IS_BLANK, … */
    size_t kinds, states, room;     /* kinds: a power of two, 1 << shift */
    unsigned shift;
    uint16_t *moves;                /* by state and kind: a state */
    uint32_t first_end;             /* literals end at this state and all behind it */
    uint32_t *ends;                 /* by state: 1 + the literal that ends there; 0: none */
    uint16_t *shorter;              /* by state: the longest other state that is its end and where a literal ends */
    struct literal *literals;       /* different ones */
    struct place *places;
    uint32_t literal_count, place_count;
};

/* The places of those patterns that need it at a word's beginning, then of those that need it anywhere: from first to
 * middle to stop. */
struct literal {
    uint32_t size, first, middle, stop;
};

/* Where a literal stands among what patterns need. */
struct place {
    uint32_t pattern;
    uint8_t need, needs;        /* needs: how many the pattern has */
    bool to_edge;
};

static inline bool match_is_word_byte(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '_';
}

/* filterable.c: whether a text is one that match_filter_scan filters. */
bool match_is_filterable(const struct match_filter *f, struct str text);

#endif
