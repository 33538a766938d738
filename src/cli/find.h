/* Which report a person means. */
#ifndef CLI_FIND_H
#define CLI_FIND_H

#include "base/arena.h"
#include "store/store.h"

/* All zero is none; freed with cli_report_free. */
struct cli_report {
    int64_t id;
    struct str sha256, path;    /* path: the file that was named, else the report's first */
    struct arena arena;
};

/* word is a file's path, its name with or without its ending, or the beginning (4 hex digits or more) of a
 * report's SHA-256. ERROR_USAGE where it is none, with the names that come near it, or means several
 * reports, with each. */
NODISCARD bool cli_find_report(struct cli_report *out, struct store *s, const char *word, struct error *err);
void cli_report_free(struct cli_report *r);

#endif
