#include "base/json.h"

#include <inttypes.h>

static void write_escape(FILE *out, unsigned code)
{
    fprintf(out, "\\u%04x", code);
}

/* Bytes at the start of s that must not stand as they are: U+2028 and U+2029 end a line in
 * JavaScript, "</" would end a script element. 0: the first byte may stand. */
static size_t special(struct str s)
{
    unsigned char c = (unsigned char)*s.at;

    if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f)
        return 1;
    if (c == '<' && s.size > 1 && (s.at[1] == '/' || s.at[1] == '!'))
        return 1;
    return str_starts(s, STR("\xe2\x80\xa8")) || str_starts(s, STR("\xe2\x80\xa9")) ? 3 : 0;
}

static void write_special(FILE *out, struct str s, size_t size)
{
    switch (*s.at) {
    case '"': fputs("\\\"", out); return;
    case '\\': fputs("\\\\", out); return;
    case '\n': fputs("\\n", out); return;
    case '\t': fputs("\\t", out); return;
    case '\r': fputs("\\r", out); return;
    default: write_escape(out, size == 3 ? 0x2000u | ((unsigned char)s.at[2] & 0x3fu) : (unsigned char)*s.at);
    }
}

/* Whether something special may begin with the byte: nearly none does, and texts are long. */
static bool is_suspect(unsigned char c)
{
    return c < 0x20 || c == '"' || c == '\\' || c == '<' || c == 0x7f || c == 0xe2;
}

static void write_text(FILE *out, struct str s)
{
    size_t plain = 0;

    fputc('"', out);
    for (size_t i = 0; i < s.size;) {
        size_t size = is_suspect((unsigned char)s.at[i]) ? special(str_slice(s, i, s.size)) : 0;

        if (size == 0) {
            i++;
            continue;
        }
        fwrite(s.at + plain, 1, i - plain, out);
        write_special(out, str_slice(s, i, s.size), size);
        i += size;
        plain = i;
    }
    fwrite(s.at + plain, 1, s.size - plain, out);
    fputc('"', out);
}

static void begin(struct json_writer *j, const char *key)
{
    if (j->comma)
        fputc(',', j->out);
    j->comma = true;
    if (key) {
        write_text(j->out, str_of(key));
        fputc(':', j->out);
    }
}

static void open_with(struct json_writer *j, const char *key, char bracket)
{
    begin(j, key);
    fputc(bracket, j->out);
    j->comma = false;
}

static void close_with(struct json_writer *j, char bracket)
{
    fputc(bracket, j->out);
    j->comma = true;
}

void json_write_object(struct json_writer *j, const char *key)
{
    open_with(j, key, '{');
}

void json_write_object_end(struct json_writer *j)
{
    close_with(j, '}');
}

void json_write_array(struct json_writer *j, const char *key)
{
    open_with(j, key, '[');
}

void json_write_array_end(struct json_writer *j)
{
    close_with(j, ']');
}

void json_write_text(struct json_writer *j, const char *key, struct str text)
{
    begin(j, key);
    write_text(j->out, text);
}

void json_write_number(struct json_writer *j, const char *key, int64_t number)
{
    begin(j, key);
    fprintf(j->out, "%" PRId64, number);
}

void json_write_digits(struct json_writer *j, const char *key, struct str digits)
{
    begin(j, key);
    fprintf(j->out, "%.*s", STR_ARGS(digits));
}

void json_write_real(struct json_writer *j, const char *key, double number)
{
    begin(j, key);
    fprintf(j->out, "%.6g", number);
}

void json_write_bool(struct json_writer *j, const char *key, bool yes)
{
    begin(j, key);
    fputs(yes ? "true" : "false", j->out);
}

void json_write_null(struct json_writer *j, const char *key)
{
    begin(j, key);
    fputs("null", j->out);
}

void json_write_line(struct json_writer *j)
{
    fputc('\n', j->out);
    j->comma = false;
}
