/* A codebook's file by the parts that people change one at a time, each as the file has it. */
#ifndef CODEBOOK_PART_H
#define CODEBOOK_PART_H

#include "codebook/codebook.h"

struct codebook_part {
    const char *kind;       /* one of codebook_part_kinds */
    struct str id;
    struct str text;        /* from its < to its > */
    unsigned line;          /* of the file, where it begins */
};

enum { CODEBOOK_PART_KINDS = 3 };
extern const char *const codebook_part_kinds[CODEBOOK_PART_KINDS];     /* "code", "terms", "scale" */

/* xml is a file that codebook_parse took; text and id of *out are its own. False: there is none. */
NODISCARD bool codebook_find_part(struct codebook_part *out, struct str xml, const char *kind, struct str id);

/* Whether rules ask for a list or scale (its struct): straight, not by a scale that they ask for. */
bool codebook_code_uses(const struct code *code, const void *thing);
bool codebook_scale_uses(const struct scale *scale, const void *thing);

/* The code, then the lists and scales that its rules use, in the file's order; good as long as the book. */
struct codebook_parts {
    struct codebook_part *at;       /* freed with free */
    size_t count, room;
};
void codebook_parts_of(struct codebook_parts *out, const struct codebook *book, const struct code *code);

/* Adds the file to *out, with the text of each part in the place of what the file has of that kind and id, and with
 * that version ("": its own). Every other byte stays. Whether it is a codebook then is told by reading it. ERROR_INPUT
 * where the file has no such part, or one is given twice. */
NODISCARD bool codebook_change(struct buf *out, struct str xml, const struct codebook_part *parts, size_t count,
                               struct str version, struct error *err);

#endif
