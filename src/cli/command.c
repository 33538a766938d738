#include "cli/command.h"

#include "base/arena.h"
#include "base/nearest.h"
#include "cli/help.h"
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

const struct command *const commands[] = {
#define COMMAND(name) &command_##name,
#include "cli/commands.def"
#undef COMMAND
    NULL
};

/* What every command takes beside its own options; kept apart from them. */
struct common_options {
    const char *study;
    bool help;
};

const struct option command_common_options[] = {
    {OPTION_TEXT, "study", offsetof(struct common_options, study), "FILE", NULL,
     "the study (else EXCERPTA_STUDY, else study.db in this folder)"},
    {OPTION_SWITCH, "help", offsetof(struct common_options, help), NULL, NULL, "tell of this command"},
    {0},
};

const char *const command_exit_statuses[] = {
    [ERROR_NONE] = "all done",
    [ERROR_PARTLY] = "done, but some reports or passages failed and are listed",
    [ERROR_USAGE] = "the command line is wrong",
    [ERROR_INPUT] = "a codebook, manifest or passage is wrong, or a folder holds nothing",
    [ERROR_LIMIT] = "a limit was reached",
    [ERROR_STUDY] = "the study cannot be opened, read or written",
    [ERROR_SYSTEM] = "the system refused: no such file, no space left",
    NULL
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static bool open_study(struct command_input *in, const struct command *c, const char *path, struct error *err)
{
    static const enum store_mode modes[] = {
        [NEEDS_STUDY_TO_READ] = STORE_READ, [NEEDS_STUDY_TO_WRITE] = STORE_WRITE,
        [NEEDS_STUDY_OR_MAKES_IT] = STORE_CREATE};
    enum command_needs needs = c->writes && c->writes(in->options) ? NEEDS_STUDY_TO_WRITE : c->needs;
    const char *named = path ? path : getenv("EXCERPTA_STUDY");

    in->study_named = named && *named;
    in->study_path = in->study_named ? named : "study.db";
    return needs == NEEDS_NOTHING || store_open(&in->study, in->study_path, modes[needs], err);
}

static bool check_words(const struct command *c, int count, struct error *err)
{
    if (count < c->least_words)
        return error_set(err, ERROR_USAGE, "needs %s (see \"excerpta %s --help\")", c->arguments, c->name);
    if (c->most_words >= 0 && count > c->most_words)
        return error_set(err, ERROR_USAGE, "takes %s (see \"excerpta %s --help\")",
                         c->most_words ? c->arguments : "options only", c->name);
    return true;
}

/* The common options and the command's own as one table over one block of memory: the common
 * ones stand first in it. */
static struct option *join_tables(const struct command *c)
{
    size_t own = 0, common = 0;
    struct option *table;

    while (c->options && c->options[own].kind != OPTION_END)
        own++;
    while (command_common_options[common].kind != OPTION_END)
        common++;
    table = must_realloc(NULL, (own + common + 1) * sizeof *table);
    memcpy(table, command_common_options, common * sizeof *table);
    for (size_t i = 0; i < own; i++) {
        table[common + i] = c->options[i];
        table[common + i].field += sizeof(struct common_options);
    }
    table[common + own] = (struct option){0};
    return table;
}

static bool run(const struct command *c, int argc, char **argv, bool *partly, struct error *err)
{
    struct command_input in = {.out = stdout, .notes = stderr, .partly = partly, .words = argv + 1};
    struct option *table = join_tables(c);
    struct arena memory = {0};
    struct common_options *common = arena_alloc(&memory, 1, sizeof *common + c->options_size);
    bool ok = false;

    in.options = common + 1;
    if (!options_parse(table, common, argc, argv, &in.count, err))
        goto out;
    if (common->help) {
        help_print_command(in.out, c);
        ok = true;
        goto out;
    }
    if (!check_words(c, in.count, err) || !open_study(&in, c, common->study, err))
        goto out;
    ok = c->run(&in, err);
    if (ok && (fflush(stdout) != 0 || ferror(stdout)))
        ok = error_set(err, ERROR_SYSTEM, "standard output cannot be written: %s", strerror(errno));
out:
    store_close(in.study);
    arena_free(&memory);
    free(table);
    return ok;
}

static int no_such_command(const char *word)
{
    struct nearest near;

    nearest_start(&near, str_of(word));
    for (size_t i = 0; commands[i]; i++)
        nearest_offer(&near, commands[i]->name);
    fprintf(stderr, "excerpta: there is no command %s%s%s%s (see \"excerpta help\")\n", word,
            NEAREST_ARGS(near));
    return ERROR_USAGE;
}

int command_main(int argc, char **argv)
{
    struct error err = {0};
    const struct command *c = &command_help;
    bool partly = false;

    signal(SIGPIPE, SIG_IGN);   /* a reader that goes away is an error to report, not a death in mid-write */
    if (argc == 2 && strcmp(argv[1], "--version") == 0)
        return printf("%s %s\n", PACKAGE_NAME, PACKAGE_VERSION) < 0 ? ERROR_SYSTEM : ERROR_NONE;
    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        argc = 1;
    if (argc > 1)
        c = command_find(argv[1]);
    if (!c)
        return no_such_command(argv[1]);
    if (run(c, argc > 1 ? argc - 1 : 1, argc > 1 ? argv + 1 : argv, &partly, &err))
        return partly ? ERROR_PARTLY : ERROR_NONE;
    fprintf(stderr, "excerpta %s: %s\n", c->name, err.text);
    return err.kind;
}
