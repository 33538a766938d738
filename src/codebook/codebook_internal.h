/* How a codebook is read: XML to a tree, the tree against a table of shapes, then into structs.
 * Problems are collected, so that an author sees several at once. */
#ifndef CODEBOOK_CODEBOOK_INTERNAL_H
#define CODEBOOK_CODEBOOK_INTERNAL_H

#include "codebook/codebook.h"

#include <libxml/tree.h>

enum { MAX_PROBLEMS = 10, MAX_PATTERN = 64 << 10 };

struct named {
    const char *id;
    unsigned line;
    const char *file;       /* where it was imported from, or NULL */
    const void *thing;
};

struct named_list {
    struct named *at;
    size_t count, room;
};

/* What a file is: its namespace, and the schema that has the last word on it. */
struct reader_kind {
    const char *what;               /* "codebook": for messages */
    const char *space;
    struct str schema;
};

/* State of one reading; problems and lists are freed by who began it. */
struct reader {
    const struct reader_kind *kind;
    struct arena *arena;            /* where what is read lives: the codebook's, or the template's */
    struct codebook *book;          /* NULL where a template is read */
    const char *name;               /* of the file that is read now */
    struct buf problems;
    size_t problem_count;
    struct named_list terms, scales, codes;
    bool kept;                      /* with all that it names: no other file is read */
    struct { const char **at; size_t count, room; } imported;      /* canonical paths */
    size_t imported_bytes;
};

/* xml.c. A tree is freed with xmlFreeDoc; root is that element's name, or the names it may have: "lists|codebook". */
NODISCARD bool codebook_load(struct reader *r, xmlDoc **out, struct str bytes, const char *root, struct error *err);
NODISCARD bool codebook_validate(struct reader *r, xmlDoc *doc, struct error *err);
unsigned codebook_line(const xmlNode *node);
const char *codebook_name(const xmlNode *node);
bool codebook_is(const xmlNode *node, const char *name);
xmlNode *codebook_first(const xmlNode *node);           /* child element, or NULL */
xmlNode *codebook_next(const xmlNode *node);            /* sibling element, or NULL */
size_t codebook_count(const xmlNode *node, const char *name);
const char *codebook_attribute(struct reader *r, const xmlNode *node, const char *name);    /* NULL: not there */
struct str codebook_raw(struct reader *r, const xmlNode *node);         /* all text in it, in the arena */
const char *codebook_words(struct reader *r, const xmlNode *node);      /* the same, each run of blanks one */

/* Adds "NAME: line N: words" to the problems; after MAX_PROBLEMS nothing. */
void codebook_problem(struct reader *r, unsigned line, const char *format, ...) PRINTF_LIKE(3, 4);
bool codebook_refuse(struct reader *r, struct error *err);  /* puts the problems in *err; always false */

/* shape.c: elements, attributes and their order, below an element that is a shape's. */
void codebook_check_shape(struct reader *r, const xmlNode *root);

/* import.c: puts into each <import> what its file holds, unless something stands in it, or the codebook was kept: then
 * an empty one is of a file whose lists another has brought already.
 * What was put in has the path as its _private. *changed whether there was any. */
NODISCARD bool codebook_import(struct reader *r, xmlDoc *doc, bool *changed, struct error *err);
/* The path of a file named beside the file `name`. */
const char *codebook_beside(struct arena *a, const char *name, const char *file);
/* The list of that name behind node (NULL: the first), of the root's own and of those imported. */
const xmlNode *codebook_next_list(const xmlNode *root, const xmlNode *node, const char *name);

/* names.c: sorts by id, and says where one is doubled; then finds. */
void codebook_sort_names(struct reader *r, struct named_list *list, const char *kind);
const void *codebook_find_named(struct reader *r, const struct named_list *list, const char *id, const char *kind,
                                unsigned line);

/* rules.c */
const struct pattern *codebook_patterns(struct reader *r, const xmlNode *parent, const char *name, size_t *count);
void codebook_read_terms(struct reader *r, const xmlNode *root);
void codebook_read_scales(struct reader *r, const xmlNode *root);
void codebook_read_rule(struct reader *r, const xmlNode *node, struct rule *out);

/* themes.c and modifiers.c */
void codebook_read_themes(struct reader *r, const xmlNode *root);
void codebook_read_audit(struct reader *r, const xmlNode *root);    /* audit.c: when the codes are known */
void codebook_read_modifiers(struct reader *r, const xmlNode *root);

#endif
