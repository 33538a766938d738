/* Reviewers by the name that an export gives them. */
#ifndef EXPORT_NAMES_H
#define EXPORT_NAMES_H

#include "store/reviewer.h"

/* All zero is none. */
struct names {
    struct { struct names_one { struct str name, shown; } *at; size_t count, room; } all;
    bool hidden;                /* they are told as R1, R2, … by their number */
    struct arena arena;
};

NODISCARD bool export_names_read(struct names *n, struct store *study, bool hidden, struct error *err);
/* As the export shows a reviewer; good until export_names_free. */
struct str export_names_show(const struct names *n, struct str reviewer);
void export_names_free(struct names *n);

#endif
