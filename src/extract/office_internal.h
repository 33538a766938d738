/* What the readers of DOCX and ODT share: a walk over the XML of a part, and the flow, which
 * takes the parts of a text as they are met and gives them to the document in reading order. */
#ifndef EXTRACT_OFFICE_INTERNAL_H
#define EXTRACT_OFFICE_INTERNAL_H

#include "extract/archive.h"

/* --- the walk (office_xml.c) --- */

/* The vocabularies that a name may be of; all others are OFFICE_OTHER. */
enum office_space { OFFICE_OTHER, OFFICE_WORD, OFFICE_COMPATIBILITY, OFFICE_MATH, OFFICE_TEXT, OFFICE_TABLE,
                    OFFICE_DRAW, OFFICE_BODY, OFFICE_STYLE, OFFICE_FORMAT, OFFICE_SVG, OFFICE_CORE, OFFICE_TYPES };

struct office_element {
    const char *name;           /* without its prefix */
    enum office_space space;
    void *reader;               /* for office_attribute */
};

/* start: false passes over the element and all in it, and end is not called for it. */
struct office_walker {
    bool (*start)(void *payload, const struct office_element *e);
    void (*end)(void *payload, const struct office_element *e);     /* may be NULL */
    void (*text)(void *payload, struct str text);                   /* may be NULL */
};

/* One row of a reader's table of the elements it knows; the last has no name. */
struct office_tag {
    const char *name;
    enum office_space space;
    int tag;
};
int office_tag_of(const struct office_tag *table, const struct office_element *e);      /* 0: none */

/* Walks one part. Nothing but the part is read; a document type declaration is refused, and so are entities.
 * Fails as damaged, with the part's name and the line. */
NODISCARD bool office_walk(struct str xml, const char *name, const struct office_walker *w, void *payload,
                           struct extract_failure *f);
/* The same for a part of the archive; one that is absent is no failure. */
NODISCARD bool office_walk_part(const struct archive *a, const char *name, const struct office_walker *w,
                                void *payload, struct extract_failure *f);
/* Of the element that start was called with; NULL where it has none. Good until the next call. */
const char *office_attribute(const struct office_element *e, const char *name);
bool office_attribute_is(const struct office_element *e, const char *name, const char *value);

/* --- the flow (office_flow.c) --- */

struct office_piece {
    size_t start, stop;         /* in words; empty for a cell's begin */
    uint32_t page;
    bool cell;
};

struct office_block {
    enum block_kind kind;
    int level;
    size_t first, last;         /* pieces */
};

/* Blocks that wait for their place. */
struct office_store {
    struct buf words;
    struct { struct office_piece *at; size_t count, room; } pieces;
    struct { struct office_block *at; size_t count, room; } blocks;
};
void office_store_free(struct office_store *s);

struct office_frame;

struct office_table {
    unsigned columns;
    bool decided, box, framed;
};

/* A text within a text (a note, a text box, a table in a cell) has a frame of its own; its blocks
 * follow the block in which it stands. */
struct office_flow {
    struct document_builder *b;
    uint32_t page, pages;
    struct office_frame *top;
    struct office_store at_end;     /* endnotes */
    struct { struct office_table *at; size_t count, room; } tables;
    unsigned stories;               /* open ones: pages do not end in them */
    bool started, fresh;            /* a paragraph was met; the page was begun by a break and has no text yet */
};

/* A break that Word noted when it last laid the text out, one that stands in the text, one that a
 * paragraph asks for before it (none where nothing stands before it). */
enum office_break { OFFICE_RENDERED, OFFICE_BREAK, OFFICE_BEFORE };

enum { OFFICE_ANY_KIND = -1 };

void office_flow_begin(struct office_flow *flow, struct document_builder *b);
/* Gives the builder what is left, endnotes last, on the last page. */
void office_flow_finish(struct office_flow *flow);
void office_flow_free(struct office_flow *flow);

/* A paragraph met inside another is a story of its own. In a row's cell it is a part of the cell. */
void office_paragraph(struct office_flow *flow, enum block_kind kind, int level);
/* merged: its end was deleted, so that the next one goes on with it. */
void office_paragraph_end(struct office_flow *flow, bool merged);
void office_text(struct office_flow *flow, struct str text);
bool office_paragraph_is_empty(const struct office_flow *flow);
void office_make_list_item(struct office_flow *flow);       /* the open paragraph, if it is a plain one */
void office_page(struct office_flow *flow, enum office_break how);

/* A table of one column is a box around paragraphs, which stay what they are; else each row is a block. */
void office_table(struct office_flow *flow);
void office_columns(struct office_flow *flow, unsigned count);
void office_row(struct office_flow *flow);
void office_cell(struct office_flow *flow);
void office_row_end(struct office_flow *flow);
void office_table_end(struct office_flow *flow);

/* A note or text box: kind (or OFFICE_ANY_KIND) is that of all blocks in it. They go to *target, or, where
 * it is NULL, follow the block in the making. */
void office_story(struct office_flow *flow, int kind, struct office_store *target);
void office_story_end(struct office_flow *flow);
/* Puts blocks [first, last) of a store behind the block in the making, or, at_end, behind the whole text. */
void office_refer(struct office_flow *flow, const struct office_store *from, size_t first, size_t last, bool at_end);
/* Each different text of a store as furniture of the first page. */
void office_furniture(struct office_flow *flow, const struct office_store *from);

/* --- the formats --- */

/* The title in the part that tells about the file. */
NODISCARD bool office_title(struct document_builder *b, const struct archive *a, const char *part,
                            struct extract_failure *f);
bool docx_extract(struct document **out, const struct archive *a, struct extract_failure *f);
bool odt_extract(struct document **out, const struct archive *a, struct extract_failure *f);

#endif
