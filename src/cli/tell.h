/* Remarks that several commands make. */
#ifndef CLI_TELL_H
#define CLI_TELL_H

#include "cli/command.h"

/* Tells which codebooks' newest passes have not searched all reports, so that these are in no number of theirs.
 * codebook NULL or "": any. */
NODISCARD bool cli_tell_unsearched(const struct command_input *in, const char *command, const char *codebook,
                                   struct error *err);

#endif
