/* Has excerpta-extract read files, limits it, and reads what it sends. */
#ifndef EXTRACT_CLIENT_H
#define EXTRACT_CLIENT_H

#include "document/wire.h"

struct extract_limits {
    unsigned wall_seconds;      /* 25 */
    unsigned cpu_seconds;       /* 20 */
    size_t memory_bytes;        /* 1 GiB of address space */
    size_t file_bytes;          /* 200 MB */
};
extern const struct extract_limits extract_default_limits;

/* Where the extractor's program is: EXCERPTA_EXTRACT, else beside this program, else
 * libexec. ERROR_SYSTEM says where was looked. Result in *out, freed with free. */
NODISCARD bool extract_find_program(char **out, struct error *err);

/* Where excerpta-ocr is, which reads pages that are pictures: EXCERPTA_OCR, else beside the extractor, whose path
 * is given. False where it was not built: then no page is recognised. Result in *out, freed with free. */
NODISCARD bool extract_find_recogniser(char **out, const char *extractor);

/* Servers that are loaded and wait: `ready` of them from the beginning, which then load while the caller goes on, and
 * more when they are wanted, one for each thread that reads at a time. program is borrowed. */
struct extractors;
void extractors_new(struct extractors **out, const char *program, unsigned ready);
void extractors_free(struct extractors *x);     /* ends them; NULL is fine */

/* Reads path in a process of its own, which a server makes. What is wrong with the file is a result (out->problem),
 * not an error; an error is the system's (no process, no pipe). Many threads may call. */
NODISCARD bool extract_file(struct extractors *x, struct wire_result *out, const char *path,
                            const struct extract_limits *limits, struct error *err);

/* What the servers recognise words with, "tesseract 5.3.0 eng+cym"; "" where they do not. Until extractors_free.
 * Starts one if none has answered yet. */
NODISCARD bool extractors_engine(struct extractors *x, const char **out, struct error *err);
/* The same of what they read files with, which decides the text: "poppler 22.12.0, libxml2 20914, icu 72.1". */
NODISCARD bool extractors_libraries(struct extractors *x, const char **out, struct error *err);

/* The same as extract_file, by excerpta-ocr: pages without words are recognised, or every page. */
NODISCARD bool extract_recognise(struct extractors *x, struct wire_result *out, const char *path, bool every_page,
                                 struct error *err);

#endif
