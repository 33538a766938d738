/* The study as a review has it at hand: reports, codes, rules and every excerpt in few bytes, in memory, so that a
 * queue of a hundred thousand is filtered while a key is pressed. Made anew where somebody else writes to the study.
 * Not for several threads at a time: the review's lock guards it. */
#ifndef REVIEW_DESK_H
#define REVIEW_DESK_H

#include "codebook/codebook.h"
#include "store/desk.h"

struct review_report {
    int64_t id;
    struct str sha256, path, file;      /* file: the path's last part */
    struct str name;                    /* the partnership, else the title, else the file */
    struct str partnership, authorities, region, period, period_start, format;
    int64_t pages, words;
    uint32_t first, excerpts;           /* of the desk's entries */
};

struct review_book {
    int64_t id;
    struct str version;
    struct codebook *book;
    uint32_t first_code;                /* of the desk's codes, in the book's order */
};

struct review_code {
    const struct review_book *book;
    const struct code *code;
    uint32_t first_rule, excerpts;      /* of the desk's rules, in the code's order; behind them one for tags by hand */
};

struct review_rule {
    uint32_t code;
    const char *id;                     /* "": tagged by hand */
    uint32_t excerpts;
};

enum { REVIEW_NO_GROUP = 0 };

struct review_entry {
    uint64_t key;                       /* the excerpt's 16 hex digits */
    int64_t pass;
    struct range range;
    uint32_t report, code, rule;        /* indices */
    uint32_t group;                     /* the same for the same words in several reports; REVIEW_NO_GROUP else */
    enum standing standing;
};

struct review_desk {
    struct review_report *reports;      /* by path */
    struct review_book *books;          /* by name */
    struct review_code *codes;
    struct review_rule *rules;
    struct review_entry *entries;       /* by report, position, code */
    size_t report_count, book_count, code_count, rule_count, entry_count;
    uint32_t *slots;                    /* entries by key: index + 1, or 0; freed with free */
    size_t slot_mask;
    int64_t changes;                    /* store_changes when it was made */
    struct arena arena;
};

NODISCARD bool review_desk_open(struct review_desk **out, struct store *s, struct error *err);
void review_desk_close(struct review_desk *d);      /* NULL is fine */

/* NULL: there is none. */
const struct review_entry *review_desk_entry(const struct review_desk *d, struct str excerpt);
const struct review_report *review_desk_report(const struct review_desk *d, struct str sha256);
/* name: "BOOK/CODE"; -1: there is none. */
int64_t review_desk_code(const struct review_desk *d, struct str name);
/* The excerpt of an entry, for the store. */
struct desk_excerpt review_desk_excerpt(const struct review_desk *d, const struct review_entry *e);
/* A tag by hand that was made, or taken back, without making the desk anew; in no group. *at: its place, behind which
 * all others move by one. What is known by place (said.h) must move with them. */
void review_desk_insert(struct review_desk *d, const struct review_entry *e, uint32_t *at);
void review_desk_remove(struct review_desk *d, uint32_t at);
/* Gives the entries their groups (group.c). */
NODISCARD bool review_desk_group(struct review_desk *d, struct store *s, struct error *err);
bool review_key_of(struct str excerpt, uint64_t *key);
void review_key_text(uint64_t key, char hex[17]);

#endif
