/* A REFI-QDA project of any program, as it is read: leniently, by local names, whatever the namespace. */
#ifndef RUN_PROJECT_H
#define RUN_PROJECT_H

#include "base/arena.h"

#include <stdint.h>

struct project_user {
    struct str guid, name;
};

struct project_code {
    struct str guid, name, description, colour;
    size_t parent;              /* index, or SIZE_MAX */
    bool codable;
};

struct project_selection {
    size_t source;              /* index */
    struct str name;
    int64_t start, stop;        /* as the program counts */
};

struct project_coding {
    struct str guid, user, code;        /* GUIDs, lower case without braces; user "" where none is told */
    struct str note;                    /* GUID of the first, or "" */
    size_t selection;                   /* index */
};

struct project_source {
    struct str guid, name, text;        /* text: the file's own bytes */
};

struct project_note {
    struct str guid, text;
};

struct project {
    struct { struct project_user *at; size_t count, room; } users;
    struct { struct project_code *at; size_t count, room; } codes;
    struct { struct project_source *at; size_t count, room; } sources;
    struct { struct project_selection *at; size_t count, room; } selections;
    struct { struct project_coding *at; size_t count, room; } codings;
    struct { struct project_note *at; size_t count, room; } notes;          /* of excerpta's, by GUID */
    struct str origin;
    struct buf left_out;        /* what has no place here, a line each */
    struct arena arena;
};

enum { PROJECT_MAX_BYTES = 200000000 };     /* of the archive; what it unpacks to has the same limit */

/* bytes: a .qdpx. ERROR_INPUT where it is none, or is damaged; ERROR_LIMIT past the limits of archives. Freed with
 * run_project_free, also where it fails. */
NODISCARD bool run_project_read(struct project *out, struct str bytes, struct error *err);
void run_project_free(struct project *p);
/* The note of excerpta's with this GUID, or NULL. */
const struct project_note *run_project_find_note(const struct project *p, struct str guid);

/* How a program counts in a text. */
struct convention {
    bool mark;                  /* a byte order mark counts */
    bool two;                   /* CR LF counts as two */
    bool utf16;                 /* UTF-16 units, else code points */
};
enum { CONVENTIONS = 8 };
struct convention run_convention(unsigned which);
void run_convention_say(struct buf *out, struct convention c);

/* Positions of a text in a convention, and where its bytes are when it is made plain: without mark, with LF. */
struct measured {
    struct buf plain;
    uint32_t *at;               /* byte of plain for each position of the convention, and one behind the last */
    size_t count;               /* positions */
};
void run_positions(struct measured *m, struct str text, struct convention c);
void run_positions_free(struct measured *m);

/* The convention in which the selections fit the words best: their ends on the bounds of words, their names the words
 * selected. ERROR_INPUT where no one is clearly best; the words name the candidates. Conventions that place every
 * selection alike are one, and the first of them is given. */
NODISCARD bool run_convention_find(const struct project *p, struct convention *out, struct error *err);

#endif
