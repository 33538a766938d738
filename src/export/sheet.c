#include "export/sheet_internal.h"

#include "base/ascii.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool export_sheet_start(struct sheet *s, lxw_workbook *book, const char *name, struct error *err)
{
    *s = (struct sheet){.at = workbook_add_worksheet(book, name)};
    if (!s->at)
        return error_set(err, ERROR_SYSTEM, "the sheet %s cannot be made", name);
    s->bold = workbook_add_format(book);
    s->date = workbook_add_format(book);
    format_set_bold(s->bold);
    format_set_num_format(s->date, "yyyy-mm-dd");
    worksheet_freeze_panes(s->at, 1, 0);
    return true;
}

#define UNDERSCORE "_x005F_"

/* "_x0041_", by which the format tells a character. */
static bool is_escape(struct str s)
{
    bool is = s.size >= 7 && s.at[0] == '_' && s.at[1] == 'x' && s.at[6] == '_';

    for (size_t i = 2; is && i < 6; i++)
        is = ascii_is_hex(s.at[i]);
    return is;
}

/* The UTF-16 units of the character that begins with s, as it is written; 0 where none begins. */
static size_t units_of(struct str s)
{
    unsigned char c = (unsigned char)*s.at;

    if (!str_is_edge(s, 0))
        return 0;
    return c >= 0xf0 ? 2 : is_escape(s) ? strlen(UNDERSCORE) : 1;
}

/* How many bytes of s a cell can hold, whose length counts UTF-16 units; `spare` units are left free. */
static size_t bytes_that_fit(struct str s, size_t spare)
{
    size_t units = 0;

    if (s.size <= SHEET_LONGEST_CELL - spare && !memchr(s.at, '_', s.size))
        return s.size;
    for (size_t i = 0; i < s.size; i++) {
        size_t more = units_of(str_slice(s, i, s.size));

        if (units + more > SHEET_LONGEST_CELL - spare)
            return i;
        units += more;
    }
    return s.size;
}

/* The library tells control characters so; what looks like it and what else XML has not it leaves as it is. */
static void add_cell_text(struct buf *out, struct str text)
{
    if (!memchr(text.at, '_', text.size) && !memchr(text.at, '\xef', text.size)) {
        buf_add(out, text);
        return;
    }
    for (size_t i = 0; i < text.size; i++) {
        struct str rest = str_slice(text, i, text.size);

        if (is_escape(rest))
            buf_add(out, STR(UNDERSCORE));
        else if (str_not_xml(rest) > 1)
            buf_add(out, STR("\xef\xbf\xbd")), i += 2;
        else
            buf_add_char(out, text.at[i]);
    }
}

static void write_string(struct sheet *s, struct str text, lxw_format *format)
{
    lxw_col_t column = s->column++;

    if (text.size == 0 || s->full || column >= SHEET_MOST_COLUMNS)
        return;
    buf_clear(&s->scratch);
    if (bytes_that_fit(text, 0) < text.size) {
        s->cut++;
        add_cell_text(&s->scratch, str_slice(text, 0, bytes_that_fit(text, 2)));
        buf_add(&s->scratch, STR(" …"));
    } else {
        add_cell_text(&s->scratch, text);
    }
    if (worksheet_write_string(s->at, s->row, column, buf_text(&s->scratch), format) != LXW_NO_ERROR)
        abort();
}

void export_sheet_head(struct sheet *s, struct str name, double width)
{
    worksheet_set_column(s->at, s->column, s->column, width, NULL);
    write_string(s, name, s->bold);
}

void export_sheet_next(struct sheet *s)
{
    s->column = 0;
    if (s->row + 1 >= SHEET_MOST_ROWS)
        s->full = true;
    else
        s->row++;
}

void export_sheet_text(struct sheet *s, struct str text)
{
    write_string(s, text, NULL);
}

void export_sheet_number(struct sheet *s, double number)
{
    lxw_col_t column = s->column++;

    if (!s->full && column < SHEET_MOST_COLUMNS)
        worksheet_write_number(s->at, s->row, column, number, NULL);
}

void export_sheet_date(struct sheet *s, struct str text)
{
    lxw_datetime date = {0};
    char copy[11] = "";
    int size = 0;

    if (text.size == 10)
        snprintf(copy, sizeof copy, "%.*s", STR_ARGS(text));
    /* The calendar of XLSX begins in 1900, with a leap day that there was not. */
    if (sscanf(copy, "%4d-%2d-%2d%n", &date.year, &date.month, &date.day, &size) == 3 && size == 10
        && date.year > 1900 && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31)
        worksheet_write_datetime(s->at, s->row, s->column++, &date, s->date);
    else
        export_sheet_text(s, text);
}

bool export_sheet_finish(struct sheet *s, const char *name, struct error *err)
{
    bool full = s->full;

    if (s->row > 0 && s->at->dim_colmax > 0)
        worksheet_autofilter(s->at, 0, 0, s->row, s->at->dim_colmax);
    buf_free(&s->scratch);
    return !full || error_set(err, ERROR_LIMIT, "the sheet %s holds %d rows and more were found: narrow the export "
                              "(--codebook, --theme, --code, --report) or take --format csv", name,
                              SHEET_MOST_ROWS - 1);
}
