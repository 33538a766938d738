/* Rows for people and programs: --format table|csv|json of every listing command. */
#ifndef CLI_TABLE_H
#define CLI_TABLE_H

#include "base/arena.h"
#include "cli/options.h"

#include <stdint.h>
#include <stdio.h>

enum table_format { TABLE_TEXT, TABLE_CSV, TABLE_JSON };
extern const char *const table_formats[];       /* for OPTION_CHOICE */
#define TABLE_FORMAT_OPTION(type, field) \
    {OPTION_CHOICE, "format", offsetof(type, field), "FORMAT", table_formats, "how the rows are written"}

enum { TABLE_MAX_COLUMNS = 48 };

/* Fill in column names, add cells row by row, print. All zero is an empty one. */
struct table {
    struct str columns[TABLE_MAX_COLUMNS];
    bool number[TABLE_MAX_COLUMNS];         /* set to the right; bare in JSON */
    size_t column_count;
    struct { struct str *at; size_t count, room; } cells;   /* row by row */
    struct arena arena;
};

/* Adds columns: names parted by blanks, one that begins with # for numbers. */
void table_columns(struct table *t, const char *names);
void table_text(struct table *t, struct str cell);      /* copied */
void table_number(struct table *t, int64_t cell);
void table_decimal(struct table *t, double cell, int digits);    /* NAN as table_nothing */
void table_nothing(struct table *t);                    /* an empty cell; null in JSON where numbers stand */
/* As text, cells over 60 characters are cut with an ellipsis; csv and json are whole. */
void table_print(const struct table *t, FILE *out, enum table_format format);
/* Writes s with a question mark for each control character but line ends and tabs: a study may come from
 * elsewhere, and a terminal does what such characters tell it. */
void table_write_plain(FILE *out, struct str s);
void table_free(struct table *t);

#endif
