/* Writes CSV as RFC 4180 says: CRLF, quotes where needed, doubled inside. */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/str.h"

#include <stdio.h>

/* Writes fields separated by commas and ends the line. A field that a spreadsheet would take
 * for a formula (it begins with = + - @, a tab or CR) gets an apostrophe before it, unless it
 * is a number; a reader who wants the exact words takes JSONL. */
void csv_write_row(FILE *out, const struct str *fields, size_t count);

#endif
