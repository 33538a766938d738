/* excerpta-extract --serve: loaded once, it makes a process of its own for each file. */
#ifndef EXTRACT_SERVER_H
#define EXTRACT_SERVER_H

#include "extract/channel.h"

/* Reads one file and writes the wire form to standard output; gives the exit status. Runs in the new process, whose
 * clock is already set; everything else that limits it is for `read` to do. */
typedef int server_read(void *payload, const struct channel_request *r, int file);

struct server_work {
    server_read *read;
    void *payload;          /* what was loaded, which every process gets */
    const char *engine;     /* said in the greeting; NULL: none */
    const char *libraries;  /* the same */
};

/* Greets, then serves until the other side has gone: 0, or 1 where the socket fails. */
int server_run(int socket, const struct server_work *work);

#endif
