/* XML that is written piece by piece, escaped by libxml2. What fails here fails only without memory, which ends the
 * program. */
#ifndef CODEBOOK_WRITER_H
#define CODEBOOK_WRITER_H

#include "base/str.h"

#include <libxml/xmlwriter.h>
#include <stdio.h>

struct xml_writer {
    xmlBuffer *buffer;          /* NULL: it goes to a stream */
    xmlTextWriter *xml;
};

void codebook_writer_start(struct xml_writer *w, bool indent);
/* The same to a stream, which stays the caller's; whether it could be written its own state tells. */
void codebook_writer_start_on(struct xml_writer *w, FILE *out, bool indent);
void codebook_writer_end(struct xml_writer *w);         /* of a stream */
void codebook_writer_finish(struct xml_writer *w, struct buf *out);    /* adds what was written to *out, frees */

void codebook_write_start(struct xml_writer *w, const char *element);
void codebook_write_end(struct xml_writer *w);
void codebook_write_attribute(struct xml_writer *w, const char *name, struct str value);
/* Control characters, which XML has not, become blanks, and U+FFFE and U+FFFF U+FFFD. */
void codebook_write_text(struct xml_writer *w, struct str text);
/* The whole element; nothing where the text is empty. */
void codebook_write_element(struct xml_writer *w, const char *element, struct str text);

#endif
