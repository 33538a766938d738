/* Pieces: the alternatives of a regex, each looked for by itself where the filter tells that it may match. */
#ifndef MATCH_PIECES_INTERNAL_H
#define MATCH_PIECES_INTERNAL_H

#include "match/program_internal.h"

struct match_worker;

/* A piece that may match in a text, and the places from which and before which each of its matches begins. */
struct found_piece {
    uint32_t piece, first, last;
};

struct found_pieces {
    struct found_piece *at;
    size_t count, room;
};

/* The pieces that may match in a row's subject. */
struct candidates {
    size_t first, count;                /* in worker.found_pieces */
    bool all;                           /* it could not be filtered: any may */
    bool narrow;                        /* of the leaves that the narrow filter tells of */
};

/* Those of the sentences that come next, which are filtered together. */
enum { MATCH_AHEAD = 64 };
struct ahead {
    struct candidates of[MATCH_AHEAD];
    size_t first, count;                /* sentences whose candidates are known */
    size_t next;                        /* no sentence from here on was filtered ahead */
};

/* Those of one regex, in its order. */
enum { MATCH_MOST_PIECES = 16 };
struct piece_list {
    struct found_piece at[MATCH_MOST_PIECES];
    size_t count;
};

/* pieces.c: those of the regex among the candidates; false where they are too many to be looked for one by one. */
bool match_pieces_of(const struct match_worker *w, const struct candidates *c, size_t regex, struct piece_list *out);
/* Adds each match of the regex to w->hits; gives 0, or PCRE2's error. */
int match_scan_pieces(struct match_worker *w, const struct piece_list *pieces, struct str text, uint32_t start);

/* look.c: looks for one match of the piece of this number, or, counted on from the pieces, of the whole regex: one that
 * begins at a place or behind it, and before another. Gives what PCRE2 gives. */
int match_look(struct match_worker *w, size_t number, struct str text, size_t from, size_t before);

#endif
