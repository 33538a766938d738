/* Whom the server listens to. Pure: text in, yes or no out. The server answers only requests that name it by the
 * very address it listens on, so that another site's page, whose name was made to lead here, gets nothing. */
#ifndef REVIEW_GUARD_H
#define REVIEW_GUARD_H

#include "base/str.h"

enum { REVIEW_MAX_BODY = 1 << 20, REVIEW_MAX_PATH = 512 };

/* Where the server is: "http" or "https", the name that stands in links, the port. */
struct review_place {
    const char *scheme, *host;
    unsigned port;
    bool loopback;              /* then 127.0.0.1, localhost and [::1] are all its names */
};

/* What a Host header may be: one of the place's names with its port. NULL is no header. */
bool review_guard_host(const struct review_place *place, const char *host);
/* The same with the scheme before it; "null", as a sandboxed page sends it, is another. */
bool review_guard_origin(const struct review_place *place, const char *origin);

/* Whether a path is one that the page asks for: from a slash, letters, digits and "-._~/" only, no empty or dotted
 * part. What has to be escaped in a path is not asked for. */
bool review_guard_path(struct str path);

/* The value of a cookie in a Cookie header, borrowed from it; false where there is none or it stands twice. */
bool review_guard_cookie(const char *header, const char *name, struct str *value);

/* Whether two secrets are the same, in a time that does not tell where they differ. */
bool review_guard_same(struct str a, struct str b);

/* "" is an address of this machine's loopback; else the words that tell why the server must not listen there:
 * without a certificate, or at every address at once. */
const char *review_guard_listen(const char *address, bool certificate);
bool review_guard_is_loopback(const char *address);

#endif
