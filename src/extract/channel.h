/* What excerpta and excerpta-extract --serve say to one another over a socket of theirs: a greeting, then a request
 * and a reply for each file. The document itself goes through a pipe that comes with the request. */
#ifndef EXTRACT_CHANNEL_H
#define EXTRACT_CHANNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CHANNEL_NAME_SIZE = 1024 };

/* Sent once, when the server is ready; another version's program is told by it. */
#define CHANNEL_GREETING "excerpta-extract " PACKAGE_VERSION
enum { CHANNEL_ENGINE_SIZE = 96, CHANNEL_LIBRARIES_SIZE = 160 };
struct channel_greeting {
    char version[64];                       /* CHANNEL_GREETING */
    char engine[CHANNEL_ENGINE_SIZE];       /* what it recognises words with; "": it does not */
    char libraries[CHANNEL_LIBRARIES_SIZE]; /* what it reads files with: "poppler 22.12.0, …" */
};

/* Of a file its document; or of one of its pages where the words stand, or the picture, plain or with outlines; or of
 * a REFI-QDA archive its project. */
enum { CHANNEL_DOCUMENT, CHANNEL_PLACES, CHANNEL_IMAGE, CHANNEL_OUTLINES, CHANNEL_PROJECT };
struct channel_wanted {
    uint32_t what;
    uint32_t page;                  /* from 1 */
    uint32_t dpi;                   /* of a picture */
    uint32_t every_page;            /* is read by its picture, one with words too */
    uint32_t convention;            /* how a project counts, a number of extract/convention.h and 1; 0: to be found */
};

struct channel_request {
    struct channel_wanted wanted;
    uint32_t wall_seconds, cpu_seconds;
    uint64_t memory_bytes;
    char name[CHANNEL_NAME_SIZE];   /* the file's, of which its ending counts: a long one is cut in front */
};

struct channel_reply {
    int32_t status;             /* as waitpid gives it; -1: no process could be made */
    uint32_t problem;           /* errno then */
    uint64_t peak_bytes;        /* the most memory that the process held */
};

/* The file and the pipe's end to write to: sent with the request, the receiver closes them. */
struct channel_files { int file, output; };

/* A message each; interrupted calls are taken up again. False with errno set; 0 where the other side has gone. */
bool channel_send_request(int socket, const struct channel_request *r, struct channel_files files);
bool channel_take_request(int socket, struct channel_request *r, struct channel_files *files);
bool channel_send(int socket, const void *message, size_t size);
bool channel_take(int socket, void *message, size_t size);

#endif
