#include "extract/pdf_complaints.h"

#include <stddef.h>

/* poppler's enum ErrorCategory, of which the others say nothing of the file. */
enum { SYNTAX_ERROR = 1, READ_ERROR = 4, INTERNAL_ERROR = 7 };

/* poppler calls a function of this mangled name and passes it nothing of ours, so the count is the process's. */
static size_t count;

__attribute__((visibility("default"))) void _Z5error13ErrorCategoryxPKcz(int category, long long at, const char *, ...);
void _Z5error13ErrorCategoryxPKcz(int category, long long at, const char *words, ...)
{
    (void)at, (void)words;
    count += category == SYNTAX_ERROR || category == READ_ERROR || category == INTERNAL_ERROR;
}

size_t pdf_complaints(void)
{
    return count;
}
