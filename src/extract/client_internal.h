/* How the client asks a server, for the files that want something of a file. */
#ifndef EXTRACT_CLIENT_INTERNAL_H
#define EXTRACT_CLIENT_INTERNAL_H

#include "extract/channel.h"
#include "extract/client.h"

/* Adds what came to *bytes, unread. Where nothing whole came out->problem says why. */
NODISCARD bool extract_ask(struct extractors *x, struct wire_result *out, struct buf *bytes, const char *path,
                           const struct channel_wanted *wanted, const struct extract_limits *limits,
                           struct error *err);

#endif
