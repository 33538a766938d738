/* A REFI-QDA project: read in the sandbox and written as lines for the client (doc/formats/wire.md). It is gone through
 * twice, so that no more of it is held than its texts one at a time and what refers to what: first what it has and how
 * it counts, then the codings. */
#ifndef EXTRACT_QDE_INTERNAL_H
#define EXTRACT_QDE_INTERNAL_H

#include "base/json.h"
#include "extract/archive.h"
#include "extract/convention.h"

#include <libxml/tree.h>
#include <libxml/xmlreader.h>

/* The first lines of the parts and the notes that excerpta writes. */
#define QDE_STUDY "excerpta-study 1\n"
#define QDE_FINDINGS "excerpta-findings 1\n"
#define QDE_STRUCTURE "excerpta-structure 1 "
#define QDE_NOTE "{\"excerpta\":"
#define QDE_SET "Rejected or recoded by reviewers"      /* what its record tells too */

enum {
    QDE_MOST_TEXT = 64 << 20,       /* bytes of a source */
    QDE_MOST_LINE = 160 << 20,      /* of a record, where such a text may stand in one */
    QDE_MOST_MEMO = 1 << 20,        /* of a note that is a part */
    QDE_MOST_MEMOS = 16 << 20,      /* of all notes that may be memos */
};

struct qde_note {
    struct str guid, text;          /* text: of another program's; "" of a part or of excerpta's */
    struct str part;                /* a path, or "" */
    bool own;                       /* of excerpta's, told of an excerpt */
    bool taken;                     /* it is excerpta's record, or a coding's memo */
};

/* A source that has a text, and a note that it names. */
struct qde_source_note {
    size_t source;
    struct str guid;
};

struct qde_variable {
    struct str guid, name;
};

struct qde {
    const struct archive *archive;
    const char *name;               /* of the project's part */
    FILE *out;
    struct extract_failure *f;
    struct arena arena;
    struct { struct qde_note *at; size_t count, room; } notes;      /* by GUID when all are known */
    struct { struct qde_source_note *at; size_t count, room; } source_notes;    /* by source */
    struct { struct qde_variable *at; size_t count, room; } variables;
    struct convention_scores scores;
    struct convention convention;
    bool recorded;                  /* it has excerpta's own record: what that tells is not taken from codings */
    size_t memo_bytes;
    struct { size_t sets, outside, uncoded, lost; } left;   /* outside: selections of pages, pictures, … */
};

/* One walk through the project. Elements of its parts come whole, a text's only when they are asked for. */
struct qde_source {
    struct str guid, name, text;    /* good until its end */
    size_t number;                  /* of those that have a text */
    bool open;                      /* its text has come, and not ended: a PDF has more behind its text */
};
struct qde_walk {
    void (*part)(void *payload, const char *section, const xmlNode *element);   /* outside of Sources */
    void (*source)(void *payload, const struct qde_source *source);             /* it begins */
    void (*inside)(void *payload, const struct qde_source *source, const xmlNode *element);    /* any child of it */
    void (*end)(void *payload, const struct qde_source *source);
    void (*other)(void *payload, struct str name, const char *kind);            /* a source without a text */
};
bool extract_qde_walk(struct qde *q, const struct qde_walk *walk, void *payload);

bool extract_qde_scan(struct qde *q, const struct convention *convention);
bool extract_qde_write(struct qde *q);

/* What the two walks ask of an element. Text lives in the arena. */
bool extract_qde_is(const xmlNode *node, const char *name);
const xmlNode *extract_qde_child(const xmlNode *node, const char *name);
struct str extract_qde_attribute(struct arena *a, const xmlNode *node, const char *name);
struct str extract_qde_guid(struct arena *a, const xmlNode *node, const char *name);
struct str extract_qde_content(struct arena *a, const xmlNode *node);
struct selection extract_qde_selection(struct arena *a, const xmlNode *node);

/* The name in the archive of what a path names; false where it is not there. */
bool extract_qde_part(const struct qde *q, struct str path, struct buf *name);
/* The note with this GUID, or NULL: when all are known. */
struct qde_note *extract_qde_note(const struct qde *q, struct str guid);

/* A line: a word and an object, which the caller fills. */
struct json_writer extract_qde_begin(struct qde *q, const char *word);
void extract_qde_end(struct json_writer *json);
void extract_qde_left_out(struct qde *q, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
