/* What went wrong: words for a person, and a kind that becomes the exit status.
 *
 * Every function that can fail returns bool and takes `struct error *err` last.
 * On false it has filled *err; it never prints and never exits. A caller that
 * passes the failure on puts "where: " before the words with error_within. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

#if defined __GNUC__
# define NODISCARD __attribute__((warn_unused_result))
# define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#else
# define NODISCARD
# define PRINTF_LIKE(format_at, first_at)
#endif

/* Exit statuses: documented in the manual, so a number never changes its meaning. */
enum error_kind {
    ERROR_NONE = 0,
    ERROR_PARTLY = 1,   /* some reports or units failed and are listed; the rest is done */
    ERROR_USAGE = 2,    /* the command line */
    ERROR_INPUT = 3,    /* a codebook, manifest or report that does not parse */
    ERROR_LIMIT = 4,    /* a set limit was reached: too large, too deep, too long */
    ERROR_STUDY = 5,    /* the study cannot be opened, read or written */
    ERROR_SYSTEM = 6,   /* the system refused: no such file, disk full */
};

struct error {
    enum error_kind kind;
    char text[1024];    /* one line or more, no newline at the end; cut where too long */
};

static inline bool error_false(void)
{
    return false;
}

/* `return error_set(err, ERROR_INPUT, "line %u: …", line);` is always false. Macros, so
 * that the compiler sees the false and knows which out-parameters are filled. */
#define error_set(...) (error_fill(__VA_ARGS__), error_false())
#define error_within(...) (error_prefix(__VA_ARGS__), error_false())
void error_fill(struct error *err, enum error_kind kind, const char *format, ...) PRINTF_LIKE(3, 4);
void error_prefix(struct error *err, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
