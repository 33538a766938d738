/* Who reviews. A reviewer is known to the review page by a token, of which the study keeps only a hash. */
#ifndef STORE_REVIEWER_H
#define STORE_REVIEWER_H

#include "store/store.h"

enum { REVIEWER_MAX_NAME = 100, REVIEWER_TOKEN_SIZE = 65 };   /* 32 bytes as hex digits, and NUL */

struct reviewer_row {
    int64_t id;
    struct str name, added;
    struct str retired;         /* when; "" while they review */
    bool adjudicates;           /* may settle disagreements, and for that sees what others decided */
    int64_t decisions;          /* that they made, also those undone since */
};
typedef bool store_each_reviewer(void *payload, const struct reviewer_row *r, struct error *err);
/* By name; text is good for the call. */
NODISCARD bool store_reviewers(struct store *s, store_each_reviewer *each, void *payload, struct error *err);

/* Text is good until the next call on s. */
NODISCARD bool store_find_reviewer(struct store *s, struct str name, struct reviewer_row *out, bool *found,
                                   struct error *err);
/* By the token that was given last; *found false also for one who is retired. */
NODISCARD bool store_find_token(struct store *s, struct str token, struct reviewer_row *out, bool *found,
                                struct error *err);

/* Each of these is a durable transaction of its own. The token is of the system's random numbers and is told this
 * once. ERROR_INPUT where the name is empty, longer than REVIEWER_MAX_NAME bytes, holds control characters or a
 * semicolon (names are listed with "; " between), begins or ends with a blank, or is taken. */
NODISCARD bool store_add_reviewer(struct store *s, struct str name, bool adjudicates, char token[REVIEWER_TOKEN_SIZE],
                                  int64_t *id, struct error *err);
/* The token before holds no more. */
NODISCARD bool store_renew_token(struct store *s, int64_t reviewer, char token[REVIEWER_TOKEN_SIZE],
                                 struct error *err);

enum reviewer_change { REVIEWER_RETIRED, REVIEWER_RETURNED, REVIEWER_ADJUDICATES, REVIEWER_ADJUDICATES_NOT };
NODISCARD bool store_change_reviewer(struct store *s, int64_t reviewer, enum reviewer_change change,
                                     struct error *err);

#endif
