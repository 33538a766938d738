/* What the program says of itself, all from the command table. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

void help_print_list(FILE *out);
void help_print_command(FILE *out, const struct command *c);
/* A manual page in mdoc: of a command, or of the whole program where c is NULL. */
void help_print_man(FILE *out, const struct command *c);
void help_print_bash(FILE *out);

#endif
