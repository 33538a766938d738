/* What a unit test says: TAP lines, "ok 1 - what". */
#ifndef TESTS_UNIT_TAP_H
#define TESTS_UNIT_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int tap_number;

__attribute__((format(printf, 2, 3)))
static inline bool ok(bool passed, const char *format, ...)
{
    va_list args;

    printf(passed ? "ok %d - " : "not ok %d - ", ++tap_number);
    va_start(args, format);
    vprintf(format, args);
    va_end(args);
    putchar('\n');
    fflush(stdout);     /* so that a crash leaves what was said before it */
    return passed;
}

static inline bool is_text(const char *expected, const char *actual, const char *what)
{
    bool same = strcmp(expected, actual) == 0;

    ok(same, "%s", what);
    if (!same)
        printf("# expected: %s\n# actual:   %s\n", expected, actual);
    return same;
}

/* Prints the plan; main returns it. Always 0: a failed line is reported by TAP itself, and
 * another status would count it twice. */
static inline int done_testing(void)
{
    printf("1..%d\n", tap_number);
    return 0;
}

#endif
