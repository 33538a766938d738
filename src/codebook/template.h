/* A template: the fixed questions of a form, read from XML (doc/formats/template.md). */
#ifndef CODEBOOK_TEMPLATE_H
#define CODEBOOK_TEMPLATE_H

#include "base/arena.h"
#include "base/file.h"

enum {
    TEMPLATE_MAX_QUESTIONS = 500,
    TEMPLATE_MAX_WORDING = 1000,        /* bytes of a question's text or alternative */
};

/* A question, or a part of one; the parts of a question stand right behind it. */
struct template_question {
    const char *id, *text;
    const char *number;                 /* as the form prints it ("3.2"), or "" */
    const char *const *wordings;        /* the text first, then the alternatives */
    size_t wording_count;
    int parent;                         /* index of the question that this is a part of, or -1 */
    unsigned line;
};

struct template {
    const char *id, *version, *language, *title, *description;     /* "" where not given */
    const char *source;                 /* one line each */
    const struct template_question *questions;      /* in the order in which a form asks them */
    size_t question_count;
    struct str xml;                     /* the file as it was */
    char hash[FILE_HASH_SIZE];
    struct arena arena;
};

/* ERROR_INPUT lists what is wrong, each with the file's name and the line. Freed with template_free. */
NODISCARD bool template_read(struct template **out, const char *path, struct error *err);
NODISCARD bool template_parse(struct template **out, struct str xml, const char *name, struct error *err);
void template_free(struct template *t);     /* NULL is fine */

#endif
