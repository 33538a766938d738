#include "cli/help.h"

enum help_format { HELP_TEXT, HELP_MAN, HELP_BASH };

struct help_options {
    int format;
};

static const char *const formats[] = {[HELP_TEXT] = "text", [HELP_MAN] = "man", [HELP_BASH] = "bash", NULL};

static const struct option help_option_table[] = {
    {OPTION_CHOICE, "format", offsetof(struct help_options, format), "FORMAT", formats,
     "for people, as a manual page, or as a completion"},
    {0},
};

static bool help_run(const struct command_input *in, struct error *err)
{
    const struct help_options *options = in->options;
    const struct command *c = in->count > 0 ? command_find(in->words[0]) : NULL;

    if (in->count > 0 && !c)
        return error_set(err, ERROR_USAGE, "there is no command %s", in->words[0]);
    if (options->format == HELP_BASH)
        help_print_bash(in->out);
    else if (options->format == HELP_MAN)
        help_print_man(in->out, c);
    else if (c)
        help_print_command(in->out, c);
    else
        help_print_list(in->out);
    return true;
}

const struct command command_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .summary = "list the commands, or tell of one",
    .description = "Without a COMMAND, lists them all.\n",
    .options = help_option_table,
    .options_size = sizeof(struct help_options),
    .needs = NEEDS_NOTHING,
    .most_words = 1,
    .run = help_run,
};
