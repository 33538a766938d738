#include "base/csv.h"

#include <string.h>

static bool is_number(struct str s)
{
    bool digit = false;

    for (size_t i = 0; i < s.size; i++) {
        if (s.at[i] >= '0' && s.at[i] <= '9')
            digit = true;
        else if (!strchr("+-.", s.at[i]) || (i > 0 && s.at[i] != '.'))
            return false;
    }
    return digit;
}

static void write_field(FILE *out, struct str s)
{
    bool guarded = s.size > 0 && memchr("=+-@\t\r", *s.at, 6) && !is_number(s);
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
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            fputc(',', out);
        write_field(out, fields[i]);
    }
    fputs("\r\n", out);
}
