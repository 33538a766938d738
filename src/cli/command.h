/* A command is a constant: its words for --help and the manual, its options, what must be open
 * for it, and the one function that runs it. A new one is a line in commands.def and a file. */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/options.h"
#include "store/store.h"

#include <stdio.h>

enum command_needs { NEEDS_NOTHING, NEEDS_STUDY_TO_READ, NEEDS_STUDY_TO_WRITE, NEEDS_STUDY_OR_MAKES_IT };

struct command_input {
    struct store *study;        /* open as the command needs it, or NULL */
    const char *study_path;
    bool study_named;           /* by --study or EXCERPTA_STUDY */
    const void *options;        /* the command's own struct */
    int count;
    char **words;               /* what is no option: count words */
    FILE *out;                  /* results */
    FILE *notes;                /* progress and remarks: standard error */
    bool *partly;               /* set: done, but not all; exit status 1 */
};

/* What the first word of a command may be, where that says what there is to do: "list", "add". */
struct command_action {
    const char *name;
    const char *takes;          /* behind "add takes": "a NAME" */
    int least_words, most_words;    /* behind the name; most -1: any number */
    enum command_needs needs;
    bool (*writes)(const void *options);    /* as a command's */
    bool (*run)(const struct command_input *in, struct error *err);     /* in->words[0] is the name */
};

struct command {
    const char *name;
    const char *arguments;      /* of the synopsis: "FOLDER..." */
    const char *summary;        /* one line, no full stop */
    const char *description;    /* sentences for the manual; an empty line parts paragraphs */
    const char *examples;       /* lines "command<TAB>what it does" */
    const struct option *options;
    size_t options_size;
    enum command_needs needs;
    bool (*writes)(const void *options);    /* NULL, or whether with these it writes what it else only reads */
    int least_words, most_words;    /* most -1: any number */
    bool (*run)(const struct command_input *in, struct error *err);
    const struct command_action *actions;   /* NULL, or instead of needs, writes and run; the last has no name */
};

#define COMMAND(name) extern const struct command command_##name;
#include "cli/commands.def"
#undef COMMAND

extern const struct command *const commands[];      /* ended by NULL */
const struct command *command_find(const char *name);
extern const struct option command_common_options[];    /* those of every command: --study, --help */
extern const char *const command_exit_statuses[];   /* what statuses 0 … 6 mean */

/* The whole command line; gives the exit status. */
int command_main(int argc, char **argv);

#endif
