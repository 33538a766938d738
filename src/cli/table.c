#include "cli/table.h"

#include "base/csv.h"
#include "base/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

enum { TABLE_WIDEST = 60 };

const char *const table_formats[] = {[TABLE_TEXT] = "table", [TABLE_CSV] = "csv", [TABLE_JSON] = "json", NULL};

void table_columns(struct table *t, const char *names)
{
    struct str rest = str_of(names), name;

    while (str_next(&rest, ' ', &name)) {
        if (t->column_count == TABLE_MAX_COLUMNS)
            abort();
        t->number[t->column_count] = str_starts(name, STR("#"));
        t->columns[t->column_count] = arena_str(&t->arena, str_slice(name, t->number[t->column_count], name.size));
        t->column_count++;
    }
}

void table_text(struct table *t, struct str cell)
{
    *VEC_PUSH(&t->cells) = arena_str(&t->arena, cell);
}

void table_number(struct table *t, int64_t cell)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%" PRId64, cell);
    table_text(t, str_of(digits));
}

void table_decimal(struct table *t, double cell, int digits)
{
    char number[64];

    snprintf(number, sizeof number, "%.*f", digits, cell);
    table_text(t, isnan(cell) ? STR("") : str_of(number));
}

void table_nothing(struct table *t)
{
    table_text(t, STR(""));
}

/* Bytes of the control character at the head of s (those of C1 take two in UTF-8); 0: none. */
static size_t control_size(struct str s)
{
    unsigned char c = (unsigned char)*s.at, next = s.size > 1 ? (unsigned char)s.at[1] : 0;

    if ((c < ' ' && c != '\n' && c != '\t') || c == 0x7f)
        return 1;
    return c == 0xc2 && next >= 0x80 && next < 0xa0 ? 2 : 0;
}

void table_write_plain(FILE *out, struct str s)
{
    size_t from = 0, at = 0;

    while (at < s.size) {
        size_t control = control_size(str_slice(s, at, s.size));

        if (control == 0) {
            at++;
            continue;
        }
        fwrite(s.at + from, 1, at - from, out);
        fputc('?', out);
        at += control;
        from = at;
    }
    if (s.size > from)
        fwrite(s.at + from, 1, s.size - from, out);
}

/* Each character is taken for one column wide. */
static struct str cut(struct str s, size_t width)
{
    size_t i = 0;

    while (i < s.size && (width > 0 || !str_is_edge(s, i))) {
        width -= str_is_edge(s, i);
        i++;
    }
    return str_slice(s, 0, i);
}

static void print_cell(FILE *out, struct str s, size_t width, bool right, bool last)
{
    size_t own = str_characters(s);
    int fill;

    if (own > TABLE_WIDEST) {
        table_write_plain(out, cut(s, TABLE_WIDEST - 1));
        fputs("…", out);
        own = TABLE_WIDEST;
        s = STR("");
    }
    fill = own < width ? (int)(width - own) : 0;
    if (right)
        fprintf(out, "%*s", fill, "");
    table_write_plain(out, s);
    if (!right && !last)
        fprintf(out, "%*s", fill, "");
    fputs(last ? "\n" : "  ", out);
}

static void print_text(const struct table *t, FILE *out)
{
    size_t widths[TABLE_MAX_COLUMNS], n = t->column_count;

    for (size_t c = 0; c < n; c++)
        widths[c] = str_characters(t->columns[c]);
    for (size_t i = 0; i < t->cells.count; i++) {
        size_t width = str_characters(t->cells.at[i]);

        width = width > TABLE_WIDEST ? TABLE_WIDEST : width;
        widths[i % n] = width > widths[i % n] ? width : widths[i % n];
    }
    for (size_t c = 0; c < n; c++)
        print_cell(out, t->columns[c], widths[c], t->number[c], c + 1 == n);
    for (size_t i = 0; i < t->cells.count; i++)
        print_cell(out, t->cells.at[i], widths[i % n], t->number[i % n], i % n + 1 == n);
}

static void print_json(const struct table *t, FILE *out)
{
    struct json_writer j = {.out = out};

    json_write_array(&j, NULL);
    for (size_t i = 0; i < t->cells.count; i++) {
        size_t c = i % t->column_count;

        if (c == 0)
            json_write_object(&j, NULL);
        if (t->number[c] && t->cells.at[i].size == 0)
            json_write_null(&j, t->columns[c].at);
        else if (t->number[c])
            json_write_digits(&j, t->columns[c].at, t->cells.at[i]);
        else
            json_write_text(&j, t->columns[c].at, t->cells.at[i]);
        if (c + 1 == t->column_count)
            json_write_object_end(&j);
    }
    json_write_array_end(&j);
    json_write_line(&j);
}

void table_print(const struct table *t, FILE *out, enum table_format format)
{
    if (format == TABLE_JSON) {
        print_json(t, out);
        return;
    }
    if (format == TABLE_TEXT) {
        print_text(t, out);
        return;
    }
    csv_write_row(out, t->columns, t->column_count);
    for (size_t i = 0; i < t->cells.count; i += t->column_count)
        csv_write_row(out, t->cells.at + i, t->column_count);
}

void table_free(struct table *t)
{
    free(t->cells.at);
    arena_free(&t->arena);
    *t = (struct table){0};
}
