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

static bool no_such_action(const struct command_action *actions, const char *word, struct error *err)
{
    struct buf names = {0};
    struct nearest near;

    nearest_start(&near, str_of(word));
    for (size_t i = 0; actions[i].name; i++) {
        nearest_offer(&near, actions[i].name);
        buf_add_format(&names, "%s%s", i == 0 ? "" : actions[i + 1].name ? ", " : " and ", actions[i].name);
    }
    error_set(err, ERROR_USAGE, "there is no action %s; %s%s%s", word, near.best ? "did you mean " : "there are ",
              near.best ? near.best : buf_text(&names), near.best ? "?" : "");
    buf_free(&names);
    return false;
}

/* What there is to do: the command itself, where it has no actions. */
static bool find_action(struct command_action *out, const struct command *c, const struct command_input *in,
                        struct error *err)
{
    const struct command_action *a = c->actions;

    *out = (struct command_action){.needs = c->needs, .writes = c->writes, .run = c->run};
    if (!a)
        return true;
    while (a->name && strcmp(a->name, in->words[0]) != 0)
        a++;
    if (!a->name)
        return no_such_action(c->actions, in->words[0], err);
    if (in->count - 1 < a->least_words || (a->most_words >= 0 && in->count - 1 > a->most_words))
        return error_set(err, ERROR_USAGE, "%s takes %s", a->name, a->takes);
    *out = *a;
    return true;
}

static bool open_study(struct command_input *in, const struct command_action *a, const char *path, struct error *err)
{
    static const enum store_mode modes[] = {
        [NEEDS_STUDY_TO_READ] = STORE_READ, [NEEDS_STUDY_TO_WRITE] = STORE_WRITE,
        [NEEDS_STUDY_OR_MAKES_IT] = STORE_CREATE};
    enum command_needs needs = a->writes && a->writes(in->options) ? NEEDS_STUDY_TO_WRITE : a->needs;
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
    struct command_action action;
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
    if (!check_words(c, in.count, err) || !find_action(&action, c, &in, err)
        || !open_study(&in, &action, common->study, err))
        goto out;
    ok = action.run(&in, err);
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
