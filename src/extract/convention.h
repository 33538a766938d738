/* How a program counts positions in a text. The exchange format leaves it open, and programs differ. */
#ifndef EXTRACT_CONVENTION_H
#define EXTRACT_CONVENTION_H

#include "base/arena.h"

#include <stdint.h>

struct convention {
    bool mark;                  /* a byte order mark counts */
    bool two;                   /* CR LF counts as two */
    bool utf16;                 /* UTF-16 units, else code points */
    bool last;                  /* the end is the last character selected, not the one behind it */
};
enum { CONVENTIONS = 16 };

/* Plain ones first; which is below CONVENTIONS. */
struct convention extract_convention(unsigned which);
unsigned extract_convention_number(struct convention c);
/* "UTF-16 units, CR LF as two" */
void extract_convention_say(struct buf *out, struct convention c);
/* "utf16-crlf", the word for it on the command line; extract_convention_find reads it. */
void extract_convention_name(struct buf *out, struct convention c);
bool extract_convention_find(struct str word, struct convention *out);

/* Positions of a text in a convention, and where its bytes are when it is made plain: without mark, with LF, with a
 * blank for each control character. What is plain is the same in every convention. */
struct measured {
    struct buf plain;
    uint32_t *at;               /* byte of plain for each position of the convention, and one behind the last */
    size_t count;               /* positions */
};
void extract_measure(struct measured *m, struct str text, struct convention c);
void extract_measured_free(struct measured *m);

struct selection {
    int64_t start, stop;        /* as the program counts; -1: no number */
    struct str name;            /* several programs put the words there, cut and with an ellipsis */
};
/* The bytes of plain that are selected; {0, 0} where there are none. c: what m was measured in. */
struct selected {
    uint32_t start, stop;
};
struct selected extract_select(const struct measured *m, const struct selection *s, struct convention c);

/* How well each convention fits the words. All zero is the beginning. */
struct convention_scores {
    uint64_t points[CONVENTIONS];       /* of CONVENTION_POINTS a selection, and more for names that are the words */
    uint64_t bounds[CONVENTIONS];       /* ends that are not inside a word */
    uint64_t named[CONVENTIONS];        /* selections whose names are their words */
    uint64_t apart[CONVENTIONS][CONVENTIONS];   /* selections that two of them place otherwise */
    uint64_t selections;
};
enum { CONVENTION_POINTS = 4 };

/* Adds the selections of one text, which are put in order. */
void extract_convention_score(struct convention_scores *s, struct str text, struct selection *selections,
                              size_t count);
/* The convention that fits best; without selections the plainest. ERROR_INPUT where no one is clearly best, or none
 * fits; the words name the candidates. */
NODISCARD bool extract_convention_choose(const struct convention_scores *s, struct convention *out,
                                         struct error *err);

#endif
