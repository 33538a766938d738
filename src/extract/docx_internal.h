/* What the files that read DOCX share. */
#ifndef EXTRACT_DOCX_INTERNAL_H
#define EXTRACT_DOCX_INTERNAL_H

#include "extract/office_internal.h"

/* --- the styles (docx_styles.c) --- */

enum docx_role { DOCX_PLAIN, DOCX_TITLE, DOCX_CAPTION, DOCX_CONTENTS };

enum { DOCX_NO_OUTLINE = -1, DOCX_BODY_TEXT = 9 };

/* What a style and those it is based on come to. */
struct docx_style {
    const char *id;
    enum docx_role role;
    int outline;            /* 0 (highest) to 8, DOCX_BODY_TEXT, DOCX_NO_OUTLINE */
    bool list, hidden, page_before;
};

struct docx_styles;

/* Reads the part; one that is absent gives no styles. *out owns what it holds. */
NODISCARD bool docx_styles_read(struct docx_styles **out, const struct archive *a, const char *part,
                                struct extract_failure *f);
void docx_styles_free(struct docx_styles *styles);
/* Never NULL: an unknown name is plain text. */
const struct docx_style *docx_style(const struct docx_styles *styles, const char *id);

/* Whether <w:vanish/> and the like say yes: they do unless their value says no. */
bool docx_is_on(const struct office_element *e);

/* --- the parts (docx_parts.c) --- */

struct docx_parts {
    const char *main, *styles, *footnotes, *endnotes, *core;    /* or "" */
    struct { const char **at; size_t count, room; } furniture;  /* headers and footers, as listed */
    struct arena arena;
};

NODISCARD bool docx_parts_read(struct docx_parts *out, const struct archive *a, struct extract_failure *f);
void docx_parts_free(struct docx_parts *parts);

/* --- the text (docx_text.c) --- */

/* Notes by their number in the file; each is given once, where it is first referred to. */
struct docx_note {
    size_t first, last;     /* blocks of the store */
    bool used;
};
struct docx_notes {
    struct office_store store;
    struct { struct docx_note *at; size_t count, room; } notes;
    struct { long *at; size_t count, room; } numbers;
};
void docx_notes_free(struct docx_notes *notes);

struct docx_reading {
    struct office_flow flow;
    const struct docx_styles *styles;
    struct docx_notes footnotes, endnotes, *notes;              /* notes: those that are being read, or NULL */
    struct { bool *at; size_t count, room; } sections;          /* whether each begins on a new page */
    unsigned deletions;
};

/* Walks the body, a header, or the notes. sections and notes must have been read before the body. */
NODISCARD bool docx_read_text(struct docx_reading *r, struct str xml, const char *part, struct extract_failure *f);

#endif
