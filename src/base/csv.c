#include "base/csv.h"

#include "base/ascii.h"

#include <string.h>

static bool is_number(struct str s)
{
    bool digit = false;

    for (size_t i = 0; i < s.size; i++) {
        if (ascii_is_digit(s.at[i]))
            digit = true;
        else if (!strchr("+-.", s.at[i]) || (i > 0 && s.at[i] != '.'))
            return false;
    }
    return digit;
}

/* Apostrophes may stand before it: so that the one that is written can be told from those that were there. */
static bool begins_formula(struct str s)
{
    size_t i = 0;

    while (i < s.size && s.at[i] == '\'')
        i++;
    return i < s.size && memchr("=+-@\t\r", s.at[i], 6);
}

static void write_field(FILE *out, struct str s)
{
    bool guarded = begins_formula(s) && !is_number(s);
    bool quoted = guarded;

    for (size_t i = 0; i < s.size && !quoted; i++)
        quoted = memchr(",\"\r\n", s.at[i], 4) != NULL;
    if (!quoted) {
        fwrite(s.at, 1, s.size, out);
        return;
    }
    fputs(guarded ? "\"'" : "\"", out);
    for (size_t i = 0; i < s.size; i++) {
        if (s.at[i] == '"')
            fputc('"', out);
        fputc(s.at[i], out);
    }
    fputc('"', out);
}

void csv_write_row(FILE *out, const struct str *fields, size_t count)
{
    csv_write_line(out, fields, count, "\r\n");
}

void csv_write_line(FILE *out, const struct str *fields, size_t count, const char *end)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            fputc(',', out);
        write_field(out, fields[i]);
    }
    fputs(end, out);
}

static bool at_line_end(struct str s)
{
    return s.size == 0 || *s.at == '\n' || str_starts(s, STR("\r\n"));
}

static void skip(struct csv_reader *c, size_t size)
{
    c->rest = str_slice(c->rest, size, c->rest.size);
}

static bool read_quoted(struct csv_reader *c, struct buf *field, struct error *err)
{
    unsigned begun = c->line;

    for (skip(c, 1); c->rest.size > 0; skip(c, 1)) {
        if (*c->rest.at == '"' && !str_starts(c->rest, STR("\"\"")))
            break;
        if (*c->rest.at == '"')
            skip(c, 1);
        c->line += *c->rest.at == '\n';
        buf_add_char(field, *c->rest.at);
    }
    if (c->rest.size == 0)
        return error_set(err, ERROR_INPUT, "line %u: a quote is opened and never closed", begun);
    skip(c, 1);
    if (!at_line_end(c->rest) && *c->rest.at != ',')
        return error_set(err, ERROR_INPUT, "line %u: text follows a closing quote; a quote inside a field is "
                         "written twice", c->line);
    return true;
}

static bool read_field(struct csv_reader *c, struct buf *field, struct error *err)
{
    size_t size = 0;

    buf_clear(field);
    if (str_starts(c->rest, STR("\"")))
        return read_quoted(c, field, err);
    while (!at_line_end(str_slice(c->rest, size, c->rest.size)) && c->rest.at[size] != ',') {
        if (c->rest.at[size] == '"')
            return error_set(err, ERROR_INPUT, "line %u: a quote stands inside a field that does not begin with one",
                             c->line);
        size++;
    }
    buf_add(field, str_slice(c->rest, 0, size));
    skip(c, size);
    return true;
}

bool csv_read_start(struct csv_reader *c, struct str text, struct error *err)
{
    *c = (struct csv_reader){.rest = text, .line = 1};
    if (str_starts(text, STR(CSV_BYTE_ORDER_MARK)))
        skip(c, 3);
    return str_is_text(text) || error_set(err, ERROR_INPUT, "is not UTF-8; save it again as \"CSV UTF-8\"");
}

bool csv_read_record(struct csv_reader *c, struct csv_record *r, struct arena *a, bool *more, struct error *err)
{
    struct buf field = {0};
    bool ok = true, next = true;

    r->count = 0;
    while (c->rest.size > 0 && at_line_end(c->rest)) {
        skip(c, *c->rest.at == '\r' ? 2 : 1);
        c->line++;
    }
    r->line = c->line;
    *more = c->rest.size > 0;
    while (*more && ok && next) {
        ok = read_field(c, &field, err);
        if (ok && r->count == CSV_MAX_COLUMNS)
            ok = error_set(err, ERROR_INPUT, "line %u: more than %d columns", r->line, CSV_MAX_COLUMNS);
        if (ok)
            r->at[r->count++] = arena_str(a, str_trim(buf_str(&field)));
        next = ok && str_starts(c->rest, STR(","));
        if (next)
            skip(c, 1);
    }
    buf_free(&field);
    return ok;
}

struct str csv_unguarded(struct str field)
{
    bool guarded = str_starts(field, STR("'")) && begins_formula(field);

    return str_slice(field, guarded, field.size);
}
