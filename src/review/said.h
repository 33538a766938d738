/* What each reviewer says now of each excerpt of the desk, in memory. Guarded by the review's lock. */
#ifndef REVIEW_SAID_H
#define REVIEW_SAID_H

#include "review/desk.h"
#include "store/assignment.h"

enum review_verdict { REVIEW_NONE, REVIEW_ACCEPT, REVIEW_REJECT, REVIEW_RECODE, REVIEW_UNSURE, REVIEW_VERDICTS };
extern const char *const review_verdict_words[REVIEW_VERDICTS];     /* "" for none */

struct review_saying {
    const char *code;               /* of a recode: "BOOK/CODE", several with blanks between; else NULL */
    const char *memo;               /* or NULL */
    enum review_verdict verdict;
    bool star;                      /* star and memo may be there without a verdict */
};

struct review_reviewer {
    int64_t id;
    struct str name;
    bool adjudicates;               /* else they see nothing of what others said */
    struct review_saying *says;     /* of each entry of the desk */
    bool *assigned;                 /* each entry; NULL where nothing is assigned to anybody: all is everyone's */
};

struct review_said {
    struct { struct review_reviewer *at; size_t count, room; } reviewers;
    struct review_saying *settled;  /* of each entry, by adjudication */
    struct assignments assignments;
    size_t room;                    /* for so many entries */
    struct arena arena;
};

NODISCARD bool review_said_open(struct review_said **out, const struct review_desk *d, struct store *s,
                                struct error *err);
void review_said_close(struct review_said *said);       /* NULL is fine */
/* Reads again what holds of one entry. */
NODISCARD bool review_said_renew(struct review_said *said, const struct review_desk *d, uint32_t entry, struct store *s,
                                 struct error *err);

/* Of an entry that the desk has now at that place, or that it has taken away from there. It must have room for all. */
void review_said_insert(struct review_said *said, const struct review_desk *d, uint32_t at);
void review_said_remove(struct review_said *said, const struct review_desk *d, uint32_t at);

/* NULL: there is none, or they have left. */
const struct review_reviewer *review_said_find(const struct review_said *said, struct str name);
/* Whether they may try another codebook on the study: they adjudicate, or review it alone. */
bool review_said_leads(const struct review_said *said, const struct review_reviewer *r);
/* Whether the entry is the reviewer's to decide: assigned to them, and tagged by a rule or by themselves, or by anybody
 * where they adjudicate. */
bool review_said_is_theirs(const struct review_desk *d, uint32_t entry, const struct review_reviewer *r);
/* Whether two reviewers decided it otherwise. */
bool review_said_disagreed(const struct review_said *said, uint32_t entry);

/* How often a rule's excerpts were accepted and rejected: of an excerpt what was settled, else what each reviewer said;
 * for one who does not adjudicate, what they said themselves. *out has a place for each rule of the desk and is freed
 * with free. */
struct review_rule_count {
    uint32_t accepted, rejected;
};
void review_said_count_rules(struct review_rule_count **out, const struct review_said *said,
                             const struct review_desk *d, const struct review_reviewer *r);

#endif
