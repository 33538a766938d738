/* Which reports a person means by what is known of them. */
#ifndef CLI_CHOOSE_H
#define CLI_CHOOSE_H

#include "cli/options.h"
#include "store/listing.h"

/* Each word is ATTRIBUTE=VALUE; choices has room for as many, and borrows them. ERROR_USAGE names an attribute that
 * reports have not, or a value that none has, with the nearest. */
NODISCARD bool cli_choose(struct report_choice *choices, const struct option_texts *words, struct store *s,
                          struct error *err);

#endif
