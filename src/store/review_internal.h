/* What the files about reviewers, decisions and places share. */
#ifndef STORE_REVIEW_INTERNAL_H
#define STORE_REVIEW_INTERNAL_H

#include "store/decision.h"
#include "store/place.h"
#include "store/reviewer.h"
#include "store/store_internal.h"

/* A durable transaction's work begins so: whether the reviewer may say something now. */
NODISCARD bool store_check_reviewer(struct store *s, int64_t reviewer, bool adjudicated, struct error *err);
NODISCARD bool store_find_reviewer_by_id(struct store *s, int64_t reviewer, struct reviewer_row *out, bool *found,
                                         struct error *err);

/* ERROR_INPUT where s, called `what`, is no text of so many bytes. */
NODISCARD bool store_check_text(const char *what, struct str s, size_t least, size_t most, struct error *err);

/* What a request that is known did then; `which` gives its id, reviewer and excerpt. */
NODISCARD bool store_find_request(struct store *s, enum statement which, struct str request, int64_t reviewer,
                                  struct decision_done *out, struct error *err);

/* 2 × bytes hex digits and NUL, of at most 32 random bytes of the system. */
NODISCARD bool store_random_hex(char *hex, size_t bytes, struct error *err);

#endif
