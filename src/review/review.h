/* The review page's server: on this machine only, or elsewhere with a certificate. What the page asks is told in
 * doc/formats/review.md. */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

#include "store/store.h"

enum { REVIEW_PORT = 8717, REVIEW_PORTS_TRIED = 20 };

struct review_options {
    const char *study;                  /* the path of the study */
    const char *listen;                 /* a name or address of this machine; NULL: 127.0.0.1 */
    unsigned port;                      /* 0: REVIEW_PORT, or the next one that is free */
    const char *certificate, *key;      /* files in PEM; NULL where only this machine is served */
};

struct review;

/* Answers from now on, by threads of its own, until review_stop. ERROR_USAGE says why an address is refused,
 * ERROR_SYSTEM that there is no port, ERROR_STUDY what is wrong with the study. */
NODISCARD bool review_start(struct review **out, const struct review_options *options, struct error *err);
/* Lets requests that run end, then closes the study. NULL is fine. */
void review_stop(struct review *r);

/* The link that makes a browser that of this reviewer, added to *out. It is good once, while the server runs; the
 * browser that used it stays the reviewer's, also of a later server, until another one uses a link of theirs. */
NODISCARD bool review_link(struct buf *out, struct review *r, const char *reviewer, struct error *err);

#endif
