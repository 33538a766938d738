/* How the client asks a server, for the files that want something of a file. */
#ifndef EXTRACT_CLIENT_INTERNAL_H
#define EXTRACT_CLIENT_INTERNAL_H

#include "extract/channel.h"
#include "extract/client.h"

/* Where what comes goes, piece by piece. False: it takes no more, and *out says why. */
struct extract_sink {
    bool (*take)(void *payload, struct str piece, struct wire_result *out);
    void *payload;
};
/* Where nothing whole came out->problem says why. */
NODISCARD bool extract_ask_for(struct extractors *x, struct wire_result *out, const struct extract_sink *sink,
                               const char *path, const struct channel_wanted *wanted,
                               const struct extract_limits *limits, struct error *err);
/* The same; what came is added to *bytes, unread. */
NODISCARD bool extract_ask(struct extractors *x, struct wire_result *out, struct buf *bytes, const char *path,
                           const struct channel_wanted *wanted, const struct extract_limits *limits,
                           struct error *err);

/* Says what is wrong with the file; false. */
bool extract_refuse(struct wire_result *out, enum report_problem problem, const char *detail);

#endif
