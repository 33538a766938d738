/* CSV as RFC 4180 has it: written with CRLF and quotes where needed, doubled inside; read with either line end. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"

#include <stdio.h>

/* Writes fields separated by commas and ends the line. A field that a spreadsheet would take for a formula (it begins
 * with = + - @, a tab or CR, behind any apostrophes) gets an apostrophe before it, unless it is a number; csv_unguarded
 * takes that off. */
void csv_write_row(FILE *out, const struct str *fields, size_t count);
/* The same with "\n" or "\r\n" at its end. */
void csv_write_line(FILE *out, const struct str *fields, size_t count, const char *end);
/* By these bytes at its beginning spreadsheets know a file of UTF-8. */
#define CSV_BYTE_ORDER_MARK "\xef\xbb\xbf"

enum { CSV_MAX_COLUMNS = 256 };

/* A text that is read record by record. */
struct csv_reader {
    struct str rest;
    unsigned line;          /* on which rest begins, from 1 */
};

struct csv_record {
    struct str at[CSV_MAX_COLUMNS];
    size_t count;
    unsigned line;          /* on which it begins */
};

/* A byte order mark is passed over. ERROR_INPUT where the text is not UTF-8. The text is borrowed. */
NODISCARD bool csv_read_start(struct csv_reader *c, struct str text, struct error *err);
/* The next record; its fields live in the arena, without blanks around them. Empty lines are passed over.
 * *more false: the end. ERROR_INPUT "line 7: …" where a quote is wrong or there are too many columns. */
NODISCARD bool csv_read_record(struct csv_reader *c, struct csv_record *r, struct arena *a, bool *more,
                               struct error *err);
/* A field without the apostrophe that csv_write_row put before what looks like a formula. */
struct str csv_unguarded(struct str field);

#endif
