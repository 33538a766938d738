/* Attributes corrected as a list: written to a file, taken back from one, or in an editor between the two. */
#ifndef CLI_EDIT_H
#define CLI_EDIT_H

#include "cli/command.h"

NODISCARD bool cli_edit_write(struct store *study, const char *path, struct error *err);
NODISCARD bool cli_edit_apply(const struct command_input *in, const char *path, struct error *err);
/* ERROR_USAGE where there is no terminal or no editor. A list that is wrong is kept, and the words say where. */
NODISCARD bool cli_edit_in_editor(const struct command_input *in, struct error *err);

#endif
