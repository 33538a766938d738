#include "review/review_internal.h"

#include <openssl/rand.h>
#include <stdlib.h>
#include <string.h>

/* Links that were printed and not used yet: few, so a list. */
struct link {
    char secret[REVIEWER_TOKEN_SIZE];
    char reviewer[REVIEWER_MAX_NAME + 1];
};

struct review_links {
    pthread_mutex_t lock;
    struct { struct link *at; size_t count, room; } waiting;
};

void review_links_new(struct review_links **out)
{
    struct review_links *l = must_realloc(NULL, sizeof *l);

    *l = (struct review_links){.lock = PTHREAD_MUTEX_INITIALIZER};
    *out = l;
}

void review_links_free(struct review_links *l)
{
    if (!l)
        return;
    free(l->waiting.at);
    free(l);
}

bool review_links_add(struct review_links *l, struct str reviewer, char secret[REVIEWER_TOKEN_SIZE], struct error *err)
{
    unsigned char bytes[(REVIEWER_TOKEN_SIZE - 1) / 2];
    struct link link;

    if (RAND_bytes(bytes, sizeof bytes) != 1)
        return error_set(err, ERROR_SYSTEM, "the system gives no random numbers");
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(link.secret + 2 * i, 3, "%02x", bytes[i]);
    snprintf(link.reviewer, sizeof link.reviewer, "%.*s", STR_ARGS(reviewer));
    memcpy(secret, link.secret, sizeof link.secret);
    pthread_mutex_lock(&l->lock);
    *VEC_PUSH(&l->waiting) = link;
    pthread_mutex_unlock(&l->lock);
    return true;
}

bool review_links_use(struct review_links *l, struct str secret, char reviewer[REVIEWER_MAX_NAME + 1])
{
    bool found = false;

    pthread_mutex_lock(&l->lock);
    for (size_t i = 0; !found && i < l->waiting.count; i++) {
        struct link *one = &l->waiting.at[i];

        if (!review_guard_same(secret, str_of(one->secret)))
            continue;
        memcpy(reviewer, one->reviewer, sizeof one->reviewer);
        *one = l->waiting.at[--l->waiting.count];
        found = true;
    }
    pthread_mutex_unlock(&l->lock);
    return found;
}
