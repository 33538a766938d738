/* What the files of review/ share: the server, a request on its way, and how it is answered. */
#ifndef REVIEW_REVIEW_INTERNAL_H
#define REVIEW_REVIEW_INTERNAL_H

#include "base/json.h"
#include "review/documents.h"
#include "review/filter.h"
#include "review/guard.h"
#include "review/review.h"
#include "store/reviewer.h"

#include <jansson.h>
#include <microhttpd.h>
#include <pthread.h>

struct review_links;
struct review_trials;
struct review_watch;

struct review {
    struct review_place place;
    struct buf host;                    /* place.host */
    char cookie[32];                    /* its name: a cookie is kept by host, so the port stands in it */
    struct MHD_Daemon *daemon;
    struct review_watch *watch;
    struct review_links *links;
    struct review_trials *trials;
    pthread_mutex_t lock;               /* of what is below */
    struct store *study;
    struct review_desk *desk;
    struct review_said *said;
    struct review_documents *documents;
    struct review_pages *pages;         /* has a lock of its own */
};

/* Makes the desk anew where somebody else has written to the study; _reload does so in any case. Call them with the
 * lock held. */
NODISCARD bool review_refresh(struct review *r, struct error *err);
NODISCARD bool review_reload(struct review *r, struct error *err);
NODISCARD bool review_find_report(const struct review_report **out, const struct review *r, struct str sha256,
                                  struct error *err);

/* write.c: 16 hex digits; "BOOK/CODE"; members "verdict", "code", "memo", "star" (s NULL: nothing was said). */
void review_write_key(struct json_writer *j, const char *key, uint64_t number);
void review_write_code_name(struct json_writer *j, const char *key, const struct review_desk *d, uint32_t code);
void review_write_saying(struct json_writer *j, const struct review_saying *s);

enum review_who { OPEN, REVIEWER, ALONE };

struct review_call;
struct review_route {
    const char *method, *path;
    bool (*answer)(struct review_call *call, struct error *err);
    enum review_who who;
};

/* A request. The handler writes its answer with `json` (which an object is begun in), or fills `bytes` and `type`. */
struct review_call {
    struct review *review;
    struct MHD_Connection *connection;
    const struct review_route *route;
    struct str rest;                    /* of the path, behind the route's */
    struct buf body;
    json_t *asked;                      /* the body of a POST: an object */
    char reviewer[REVIEWER_MAX_NAME + 1];   /* "": none */
    unsigned status;                    /* 200 unless the handler says otherwise */
    struct json_writer json;
    const char *type;                   /* NULL: JSON */
    struct buf bytes;
    const char *location, *cookie;      /* headers, or NULL */
    struct buf header_memory;
    bool keeps;                         /* the browser may keep the answer for the day */
};

/* A word of the query behind "?", or "". Good for the request. */
struct str review_query(const struct review_call *call, const char *name);
/* A member of what was asked; "" or 0 where it is absent. */
struct str review_asked_text(const struct review_call *call, const char *name);
/* A word of the filters that were asked for: of the member "filters". */
struct str review_asked_filter(const struct review_call *call, const char *name);

/* Takes requests; `payload` is the review. */
enum MHD_Result review_take(void *payload, struct MHD_Connection *connection, const char *path, const char *method,
                            const char *version, const char *upload, size_t *upload_size, void **call);
void review_taken(void *payload, struct MHD_Connection *connection, void **call, enum MHD_RequestTerminationCode how);

/* Ends connections whose client does not get on: one whose whole request is not there in time is shut. */
void review_watch_new(struct review_watch **out);
void review_watch_free(struct review_watch *w);
void review_watch_connection(void *watch, struct MHD_Connection *connection, void **seat,
                             enum MHD_ConnectionNotificationCode how);
/* Of the connection's seat: a request is whole, and the next is waited for. */
void review_watch_whole(void *seat);
void review_watch_waits(void *seat);

/* Links that were printed and not used yet, for as long as the server runs. Threads may call. */
void review_links_new(struct review_links **out);
void review_links_free(struct review_links *l);
NODISCARD bool review_links_add(struct review_links *l, struct str reviewer, char secret[REVIEWER_TOKEN_SIZE],
                                struct error *err);
/* Takes a link off and gives whose it is; false where it is none or was used. */
bool review_links_use(struct review_links *l, struct str secret, char reviewer[REVIEWER_MAX_NAME + 1]);

/* Whose cookie the request has, into call->reviewer; false where it is nobody's. Locks the study. */
bool review_know_reviewer(struct review_call *call);
/* Locks the study, whether or not it fails, until review_leave. ERROR_USAGE where the reviewer has left meanwhile. A
 * route of REVIEWER is called in between, one of ALONE calls them as it needs. */
NODISCARD bool review_study(struct review_call *call, struct error *err);
void review_leave(struct review_call *call);
/* The asking reviewer, in between. */
const struct review_reviewer *review_own(const struct review_call *call);

/* The excerpts that fit the words which `word` gives for a request: review_query's or review_asked's. */
typedef struct str review_word(const struct review_call *call, const char *name);
NODISCARD bool review_match(struct review_matches *out, const struct review_call *call, review_word *word,
                            struct error *err);
/* How long a decision takes the reviewer of late, pauses left out; 0: not known. */
NODISCARD bool review_minutes_each(double *minutes, struct store *s, const struct review_reviewer *r,
                                    struct error *err);
#define ROUTE(method, path, handler, who) bool review_##handler(struct review_call *call, struct error *err);
#include "review/route.def"
#undef ROUTE

#endif
