/* What the findings are written on: headings, paragraphs, lists and tables, as an HTML page or a Word document. Parts
 * begin and end, and nest as a reader would expect. Text is escaped here. */
#ifndef EXPORT_PAPER_H
#define EXPORT_PAPER_H

#include "base/str.h"

#include <stdint.h>
#include <stdio.h>

enum paper_part {
    PAPER_SECTION, PAPER_THEME, PAPER_CODE,     /* headings, in this order */
    PAPER_TEXT, PAPER_NOTE,                     /* paragraphs; a note is smaller */
    PAPER_LIST, PAPER_KEYS, PAPER_ITEM,         /* keys: the figures at the top, each with its words */
    PAPER_QUOTE, PAPER_CITED,                   /* the words, and whose they are */
    PAPER_HEAD_ROW, PAPER_ROW,                  /* of a table; the head row is the first */
    PAPER_PARTS,
};

enum paper_cell { PAPER_HEAD, PAPER_HEAD_NUMBER, PAPER_NAME /* of its row */, PAPER_WORDS, PAPER_FIGURE };
enum { PAPER_SHADES = 11, PAPER_PLAIN = -1 };   /* of a cell: from none (0) to all (10), or none at all */

/* What a number counts, and so what it opens. A measure (a share, an interval) opens nothing. */
enum paper_opens {
    PAPER_OPENS_CODE,           /* reports of the group that have the code */
    PAPER_OPENS_SEARCHED,       /* reports of the group that were searched for the code */
    PAPER_OPENS_REPORTS,        /* reports of the group, or what they have: pages, words that are copied */
    PAPER_OPENS_EXCERPTS,       /* excerpts by what reviewers said */
    PAPER_OPENS_ANSWERS,        /* reports by the answer to a question */
    PAPER_OPENS_PAIRS,          /* reports in which two codes stand together */
    PAPER_OPENS_JUDGED,         /* passages of a sample */
    PAPER_OPENS_LIST,           /* a list that stands elsewhere on the page */
};

/* `name` is, by what it opens: of reports the measure; of excerpts, answers and passages the state; of a list its id.
 * `by` and `group` say which reports: NULL is all. `code` and `other` are places among codes, questions or samples. */
struct paper_number {
    enum paper_opens opens;
    uint64_t value;
    size_t code, other;
    const char *name, *by;
    struct str group;
};
enum { PAPER_ANY = -1 };        /* as a code: every one */

struct paper;

struct paper_kind {
    void (*begin)(struct paper *p, enum paper_part part, const char *id);
    void (*end)(struct paper *p, enum paper_part part);
    void (*text)(struct paper *p, struct str text, bool strong);
    void (*number)(struct paper *p, const struct paper_number *n);
    void (*link)(struct paper *p, struct str address, struct str text);
    void (*fold)(struct paper *p, const char *id, struct str summary);
    void (*fold_end)(struct paper *p);
    void (*table)(struct paper *p, const char *look, struct str caption);
    void (*table_end)(struct paper *p);
    void (*cell)(struct paper *p, enum paper_cell cell, int shade, size_t columns);
    void (*cell_end)(struct paper *p, enum paper_cell cell);
};
extern const struct paper_kind export_paper_html, export_paper_word;

struct paper {
    const struct paper_kind *kind;
    FILE *out;
    enum paper_cell cell;       /* that is open */
    struct {
        struct buf words, rows, heads;          /* heads: a width for each column */
        bool in_table;
        int shade;
    } held;                     /* of a Word document: what does not stand in out yet */
};
void export_paper_free(struct paper *p);

/* Only HTML draws: what is put as markup is not there elsewhere, so that a table has to tell the same. */
bool export_draws(const struct paper *p);

void export_begin(struct paper *p, enum paper_part part);
void export_begin_at(struct paper *p, enum paper_part part, const char *id);    /* where links lead to */
void export_end(struct paper *p, enum paper_part part);
void export_text(struct paper *p, struct str text);
void export_strong(struct paper *p, struct str text);
void export_words(struct paper *p, const char *format, ...) PRINTF_LIKE(2, 3);
void export_number(struct paper *p, const struct paper_number *n);
void export_link(struct paper *p, struct str address, struct str text);
/* A whole paragraph or heading of one text. */
void export_say(struct paper *p, enum paper_part part, const char *text);
void export_section(struct paper *p, const char *id, const char *title);
/* What a reader may pass over: folded where paper can fold. */
void export_fold(struct paper *p, const char *id, const char *summary);
void export_fold_end(struct paper *p);
/* look: the table's class on the page; caption: NULL where there is none. */
void export_table(struct paper *p, const char *look, const char *caption);
void export_table_end(struct paper *p);
void export_cell(struct paper *p, enum paper_cell cell, int shade);
void export_wide_cell(struct paper *p, enum paper_cell cell, size_t columns);
void export_cell_end(struct paper *p);
void export_cell_text(struct paper *p, enum paper_cell cell, struct str text);
/* Heads of the row in hand: names with | between; one that ends in # is of a column of numbers. */
void export_heads(struct paper *p, const char *names);

/* A shade's colour on white and the ink that is read on it, six digits each: blues from light to dark, told apart by
 * lightness alone, so by every eye and in a copy. */
extern const char *const export_shades[PAPER_SHADES], *const export_inks[PAPER_SHADES];
int export_shade_of(uint64_t part, uint64_t whole);

#endif
