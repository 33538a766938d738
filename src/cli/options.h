/* Options are told once, in a table: the parser, --help, the manual and the completion read it. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/error.h"

#include <stddef.h>

enum { OPTION_MAX_TEXTS = 64 };

enum option_kind {
    OPTION_END = 0,
    OPTION_SWITCH,      /* bool:                 --quiet */
    OPTION_TEXT,        /* const char *:         --study FILE */
    OPTION_TEXTS,       /* struct option_texts:  --codebook FILE --codebook FILE */
    OPTION_NUMBER,      /* unsigned:             --threads N */
    OPTION_CHOICE,      /* int, index of choices: --format csv */
};

struct option_texts {
    const char *at[OPTION_MAX_TEXTS];
    size_t count;
};

struct option {
    enum option_kind kind;
    const char *name;           /* without the dashes */
    size_t field;               /* offsetof in the options' struct */
    const char *value;          /* what the value is called: "FILE"; NULL for a switch */
    const char *const *choices; /* OPTION_CHOICE: ended by NULL; the first is the default */
    const char *help;           /* one line, no full stop */
};

/* Fills *options (zeroed) from argv[1 …]. Options may stand before, between and after the words
 * and "--" ends them. The words are moved to argv[1 … *words]. ERROR_USAGE names the option, and
 * the nearest one there is. */
NODISCARD bool options_parse(const struct option *table, void *options, int argc, char **argv, int *words,
                             struct error *err);

#endif
