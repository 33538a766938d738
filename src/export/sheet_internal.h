/* A sheet of a workbook, written row by row in constant memory. */
#ifndef EXPORT_SHEET_INTERNAL_H
#define EXPORT_SHEET_INTERNAL_H

#include "base/str.h"

#include <stdint.h>
#include <xlsxwriter.h>

/* What XLSX can hold. */
enum { SHEET_MOST_ROWS = 1048576, SHEET_MOST_COLUMNS = 16384, SHEET_LONGEST_CELL = 32767 };

struct sheet {
    lxw_worksheet *at;
    lxw_format *bold, *date;
    lxw_row_t row;              /* at work, from 0: the heads */
    lxw_col_t column;           /* of the next cell */
    uint64_t cut;               /* cells whose text was longer than a cell may be */
    bool full;                  /* rows came that have no place */
    struct buf scratch;
};

/* Adds a sheet; name has at most 31 characters. Its heads are the first row, written with export_sheet_head. */
NODISCARD bool export_sheet_start(struct sheet *s, lxw_workbook *book, const char *name, struct error *err);
void export_sheet_head(struct sheet *s, struct str name, double width);
void export_sheet_next(struct sheet *s);        /* goes to the next row */
/* Always as text, whatever it begins with. What is longer than a cell may be is cut and ends in "…". */
void export_sheet_text(struct sheet *s, struct str text);
void export_sheet_number(struct sheet *s, double number);
/* A date where it is yyyy-mm-dd, text where it is anything else. */
void export_sheet_date(struct sheet *s, struct str text);
/* The heads stay in sight and filter. ERROR_LIMIT where rows had no place. Frees what the sheet holds itself. */
NODISCARD bool export_sheet_finish(struct sheet *s, const char *name, struct error *err);

#endif
