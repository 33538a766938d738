/* A REFI-QDA project as excerpta-extract reads it, line by line (doc/formats/wire.md). */
#ifndef EXTRACT_PROJECT_H
#define EXTRACT_PROJECT_H

#include "extract/convention.h"
#include "extract/client.h"

/* A line without its end. It may be an attacker's, so the callback checks it. Good for the call. */
typedef bool extract_take_line(void *payload, struct str line, struct error *err);

/* Calls take for each line. convention: how the project counts, or NULL: found from its words. What was taken before
 * a failure is to be thrown away. ERROR_INPUT where it is no project, is damaged, or how it counts is not clear,
 * ERROR_LIMIT past a limit, ERROR_SYSTEM where the file cannot be opened, or what take says. */
NODISCARD bool extract_project(struct extractors *x, const char *path, const struct convention *convention,
                               extract_take_line *take, void *payload, struct error *err);

#endif
