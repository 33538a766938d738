/* What the files of the program excerpta-extract share. No other module includes this. */
#ifndef EXTRACT_EXTRACT_INTERNAL_H
#define EXTRACT_EXTRACT_INTERNAL_H

#include "document/builder.h"
#include "document/wire.h"

/* Why a file gives no document. */
struct extract_failure {
    enum report_problem problem;
    char detail[256];
};

/* Fills *f; always false. */
bool extract_fail(struct extract_failure *f, enum report_problem problem, const char *format, ...) PRINTF_LIKE(3, 4);

/* What a file is by its bytes; what no reader is for comes with words on what to do. */
enum extract_type { EXTRACT_PDF, EXTRACT_HTML, EXTRACT_TEXT, EXTRACT_OFFICE, EXTRACT_OTHER };
enum extract_type extract_type_of(struct str bytes, const char **what_else);

/* How pages that are pictures are read. */
struct picture_reader;
struct extract_pictures {
    struct picture_reader *reader;      /* NULL: they are not */
    bool every_page;                    /* those with a text layer too */
};

/* Each makes a document of the file's bytes, or says why there is none. */
bool extract_pdf(struct document **out, struct str bytes, const struct extract_pictures *pictures,
                 struct extract_failure *f);
bool extract_html(struct document **out, struct str bytes, struct extract_failure *f);
bool extract_text(struct document **out, struct str bytes, struct extract_failure *f);
bool extract_office(struct document **out, struct str bytes, struct extract_failure *f);    /* DOCX, ODT */

/* Where the words of a page (an index) stand on it, with the document that they are words of. */
struct extract_places;
bool extract_pdf_places(struct extract_places *out, struct document **doc, struct str bytes, uint32_t page,
                        struct extract_failure *f);

/* The page as a PNG. doc and places: also its blocks, outlined; else NULL. */
struct extract_image_request {
    uint32_t page;
    unsigned dpi;
    const struct document *doc;
    const struct extract_places *places;
};
bool extract_pdf_image(struct buf *png, struct str bytes, const struct extract_image_request *request,
                       struct extract_failure *f);

/* Writes the project of a REFI-QDA archive to out, line by line; convention: how it counts, or NULL: to be found. What
 * was written before a failure is to be thrown away. */
struct convention;
bool extract_qde(FILE *out, struct str bytes, const struct convention *convention, struct extract_failure *f);

/* The program's own name, and what it does before anything else. Two programs are made of these files. */
extern const char extract_program[];
struct extract_sandbox {
    unsigned cpu_seconds;
    size_t memory_bytes;
};
extern const struct extract_sandbox extract_own_limits;     /* where none are said */
void extract_prepare(char **argv);

/* Loads the recogniser, which the process keeps; *out NULL: this program has none. false: what it takes is missing. */
NODISCARD bool picture_reader_new(struct picture_reader **out, struct error *err);
/* Its name, version and languages: "tesseract 5.3.0 eng+cym"; "" where there is none. */
const char *picture_reader_engine(const struct picture_reader *r);

/* "poppler 22.12.0, libxml2 20914, icu 72.1, unicode 15.0": what decides a text beside this program. */
void extract_libraries(char *out, size_t size);

/* bytes as UTF-8: told by a byte order mark (UTF-8, UTF-16), by its being UTF-8, else taken for
 * Windows-1252, in which each byte is a character. */
void extract_decode(struct str bytes, struct buf *out);

/* Finishes the document; too little text for a report is a failure. */
bool extract_finish(struct document_builder *b, struct document **out, struct extract_failure *f);

/* From here on this process opens files to read only, where the kernel has Landlock the system's own alone, and makes
 * no socket, process or file.
 * What it may do is a list; anything else fails with EPERM. Where the kernel refuses the
 * filter the process ends: it never reads a file unguarded. */
NODISCARD bool extract_enter_sandbox(const struct extract_sandbox *s, struct error *err);

#endif
