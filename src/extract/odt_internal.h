/* What the files that read ODT share. */
#ifndef EXTRACT_ODT_INTERNAL_H
#define EXTRACT_ODT_INTERNAL_H

#include "extract/office_internal.h"

enum odt_role { ODT_PLAIN, ODT_TITLE, ODT_CAPTION, ODT_CONTENTS };
enum odt_family { ODT_PARAGRAPH = 'p', ODT_TEXT = 't', ODT_TABLE = 'b', ODT_OTHER = 'o' };

/* What a style and its parents come to. */
struct odt_style {
    enum odt_role role;
    int level;              /* of a heading, from 1; 0: none */
    bool hidden, page_before, page_behind;
};

struct odt_styles;

void odt_styles_new(struct odt_styles **out);
void odt_styles_free(struct odt_styles *styles);
/* To be called for what is met inside office:styles and office:automatic-styles. */
void odt_styles_start(struct odt_styles *styles, const struct office_element *e);
/* All are read: from here on they are found. May be called again after more were read. */
void odt_styles_resolve(struct odt_styles *styles);
/* Never NULL: an unknown name is plain text. */
const struct odt_style *odt_style(const struct odt_styles *styles, enum odt_family family, const char *name);

struct odt_reading {
    struct office_flow flow;
    struct odt_styles *styles;
    struct office_store furniture;
    unsigned deletions;
};

/* Walks styles.xml (styles, headers, footers) or content.xml (the body). */
NODISCARD bool odt_read_part(struct odt_reading *r, const struct archive *a, const char *part,
                             struct extract_failure *f);

#endif
