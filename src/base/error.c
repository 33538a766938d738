#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void error_fill(struct error *err, enum error_kind kind, const char *format, ...)
{
    va_list args;

    err->kind = kind;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
}

void error_prefix(struct error *err, const char *format, ...)
{
    char before[sizeof err->text];
    size_t used, left;
    va_list args;

    va_start(args, format);
    vsnprintf(before, sizeof before - 2, format, args);
    va_end(args);
    strcat(before, ": ");
    used = strlen(before);
    left = sizeof err->text - used - 1;
    if (strlen(err->text) > left)
        err->text[left] = '\0';
    memmove(err->text + used, err->text, strlen(err->text) + 1);
    memcpy(err->text, before, used);
}
