/* Codebooks written for other programs and for people. */
#ifndef CODEBOOK_WRITE_H
#define CODEBOOK_WRITE_H

#include "codebook/codebook.h"

/* A REFI-QDA codebook, valid by its schema: a theme is a code that cannot be coded with, its codes stand in it. The
 * description has definition, criteria and rules in words. An audit question is a set of the codes that answer it. The
 * same codebook gives the same bytes and GUIDs, which stay the same from version to version. */
void codebook_write_qdc(struct buf *out, const struct codebook *book);

/* The elements Code of such a codebook alone, for one that stands in a project: of this theme and code; "" is any. */
struct xml_writer;
void codebook_write_codes(struct xml_writer *w, const struct codebook *book, struct str theme, struct str code);

/* One self-contained page to print, as the appendix of a report: each code's definition, criteria, rules in words and
 * examples, the lists with their patterns, the cues of standing. */
void codebook_write_html(struct buf *out, const struct codebook *book);

/* A commented codebook to begin with, which passes check and test; id as a codebook's. */
void codebook_write_new(struct buf *out, const char *id);

#endif
