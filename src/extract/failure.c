#include "extract/extract_internal.h"

#include <stdarg.h>

bool extract_fail(struct extract_failure *f, enum report_problem problem, const char *format, ...)
{
    va_list args;

    f->problem = problem;
    va_start(args, format);
    vsnprintf(f->detail, sizeof f->detail, format, args);
    va_end(args);
    return false;
}

bool extract_finish(struct document_builder *b, struct document **out, struct extract_failure *f)
{
    struct error err;

    if (document_builder_finish(b, out, &err))
        return true;
    return extract_fail(f, err.kind == ERROR_LIMIT ? PROBLEM_TOO_LARGE : PROBLEM_NO_TEXT, "%s", err.text);
}
