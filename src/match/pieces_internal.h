/* Pieces: the alternatives of a regex, each looked for by itself where the filter tells that it may match. */
#ifndef MATCH_PIECES_INTERNAL_H
#define MATCH_PIECES_INTERNAL_H

#include "match/program_internal.h"

struct match_worker;

/* A piece that may match in a text, and a place before which each of its matches begins. */
struct found_piece {
    uint32_t piece, last;
};

/* The pieces that may match in a row's subject. */
struct candidates {
    size_t first, count;                /* in worker.found_pieces */
    bool all;                           /* it could not be filtered: any may */
    bool narrow;                        /* of the leaves that the narrow filter tells of */
};

/* Those of one regex, in its order. */
enum { MATCH_MOST_PIECES = 16 };
struct piece_list {
    struct found_piece at[MATCH_MOST_PIECES];
    size_t count;
};

/* A piece or a regex as a worker compiled it. */
struct match_compiled {
    pcre2_code *code;
    bool jit;
};

/* pieces.c: those of the regex among the candidates; false where they are too many to be looked for one by one. */
bool match_pieces_of(const struct match_worker *w, const struct candidates *c, size_t regex, struct piece_list *out);
/* Adds each match of the regex to w->hits; gives 0, or PCRE2's error. */
int match_scan_pieces(struct match_worker *w, const struct piece_list *pieces, struct str text, uint32_t start);

/* The regex or the piece as this worker has it. Compiled when it is first looked for: most alternatives are met in no
 * report. NULL where PCRE2 has no memory. */
const struct match_compiled *match_compiled_regex(struct match_worker *w, size_t regex);
const struct match_compiled *match_compiled_piece(struct match_worker *w, size_t piece);

#endif
