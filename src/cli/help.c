#include "cli/help.h"

#include "base/str.h"
#include "config.h"

#include <ctype.h>

static void print_choices(FILE *out, const struct option *o)
{
    for (size_t i = 0; o->choices && o->choices[i]; i++)
        fprintf(out, "%s%s", i == 0 ? ": " : ", ", o->choices[i]);
}

static void print_options(FILE *out, const struct option *table)
{
    for (const struct option *o = table; o && o->kind != OPTION_END; o++) {
        int width = fprintf(out, "  --%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");

        fprintf(out, "%*s%s", width < 22 ? 24 - width : 2, "", o->help);
        print_choices(out, o);
        fputc('\n', out);
    }
}

void help_print_list(FILE *out)
{
    fputs("excerpta finds, codes and counts what a shelf of public reports says about a theme.\n\n"
          "usage: excerpta COMMAND [OPTION]... [ARGUMENT]...\n\n", out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
    fputs("\n\"excerpta COMMAND --help\" tells of one. A first run:\n\n"
          "  excerpta index FOLDER\n  excerpta code --codebook codebooks/male-carers.xml\n"
          "  excerpta export --format html --output findings.html\n", out);
}

void help_print_command(FILE *out, const struct command *c)
{
    struct str rest = str_of(c->examples), line, what;

    fprintf(out, "excerpta %s - %s\n\nusage: excerpta %s [OPTION]... %s\n\n%s", c->name, c->summary, c->name,
            c->arguments, c->description);
    fputs("\nOptions:\n", out);
    print_options(out, c->options);
    print_options(out, command_common_options);
    if (rest.size > 0)
        fputs("\nExamples:\n", out);
    while (str_next(&rest, '\n', &line)) {
        str_next(&line, '\t', &what);
        fprintf(out, "  %.*s\n      %.*s\n", STR_ARGS(what), STR_ARGS(line));
    }
}

/* Text of a manual's line: a dot or apostrophe at its beginning would be a request. */
static void print_man_text(FILE *out, struct str text)
{
    struct str line;

    while (str_next(&text, '\n', &line)) {
        if (line.size == 0) {
            fputs(".Pp\n", out);
            continue;
        }
        if (*line.at == '.' || *line.at == '\'')
            fputs("\\&", out);
        for (size_t i = 0; i < line.size; i++)
            fputs(line.at[i] == '\\' ? "\\e" : (char[]){line.at[i], '\0'}, out);
        fputc('\n', out);
    }
}

static void print_man_options(FILE *out, const struct option *table)
{
    for (const struct option *o = table; o && o->kind != OPTION_END; o++) {
        fprintf(out, ".It Fl Fl %s%s%s\n%s", o->name, o->value ? " Ar " : "", o->value ? o->value : "", o->help);
        print_choices(out, o);
        fputs(".\n", out);
    }
}

static void print_man_head(FILE *out, const char *name, const char *summary)
{
    fputs(".\\\" Made by `make docs` from the command table: do not edit.\n.Dd November 1, 2026\n.Dt ", out);
    for (const char *p = name; *p; p++)
        fputc(toupper((unsigned char)*p), out);
    fprintf(out, " 1\n.Os excerpta %s\n.Sh NAME\n.Nm %s\n.Nd %s\n", PACKAGE_VERSION, name, summary);
}

static void print_man_exit(FILE *out)
{
    fputs(".Sh EXIT STATUS\n.Bl -tag -width Ds\n", out);
    for (int i = 0; command_exit_statuses[i]; i++)
        fprintf(out, ".It %d\n%s.\n", i, command_exit_statuses[i]);
    fputs(".El\n", out);
}

static void print_man_program(FILE *out)
{
    print_man_head(out, "excerpta", "find, code and count what a shelf of public reports says about a theme");
    fputs(".Sh SYNOPSIS\n.Nm\n.Ar command\n.Op Ar option ...\n.Op Ar argument ...\n.Sh DESCRIPTION\n"
          "Everything a study knows lies in one file, the study: reports, codebooks, passes and excerpts.\n"
          "The commands are:\n.Bl -tag -width codebook\n", out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, ".It Xr excerpta-%s 1\n%s.\n", commands[i]->name, commands[i]->summary);
    fputs(".El\n.Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
          ".It Ev EXCERPTA_STUDY\nthe study, where\n.Fl Fl study\nis not given.\n"
          ".It Ev EXCERPTA_EXTRACT\nthe program that reads a file, where it is not beside this one.\n"
          ".It Ev NO_COLOR\nno colour on a terminal.\n.El\n", out);
    print_man_exit(out);
}

void help_print_man(FILE *out, const struct command *c)
{
    struct str rest, line, what;
    char name[64];

    if (!c) {
        print_man_program(out);
        return;
    }
    snprintf(name, sizeof name, "excerpta-%s", c->name);
    print_man_head(out, name, c->summary);
    fprintf(out, ".Sh SYNOPSIS\n.Nm excerpta %s\n.Op Ar option ...\n", c->name);
    if (*c->arguments)
        fprintf(out, ".Ar %s\n", c->arguments);
    fputs(".Sh DESCRIPTION\n", out);
    print_man_text(out, str_of(c->description));
    fputs(".Sh OPTIONS\n.Bl -tag -width Ds\n", out);
    print_man_options(out, c->options);
    print_man_options(out, command_common_options);
    fputs(".El\n", out);
    print_man_exit(out);
    rest = str_of(c->examples);
    if (rest.size > 0)
        fputs(".Sh EXAMPLES\n", out);
    while (str_next(&rest, '\n', &line)) {
        str_next(&line, '\t', &what);
        print_man_text(out, line);
        fputs(".Dl ", out);
        print_man_text(out, what);
    }
    fputs(".Sh SEE ALSO\n.Xr excerpta 1\n", out);
}

static void print_bash_words(FILE *out, const struct option *table)
{
    for (const struct option *o = table; o && o->kind != OPTION_END; o++)
        fprintf(out, "--%s ", o->name);
}

void help_print_bash(FILE *out)
{
    fputs("# Made by `make docs` from the command table: do not edit.\n"
          "_excerpta() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words=\n"
          "\tif (( COMP_CWORD == 1 )); then words='", out);
    for (size_t i = 0; commands[i]; i++)
        fprintf(out, "%s%s", i ? " " : "", commands[i]->name);
    fputs("'\n\telse case ${COMP_WORDS[1]},$prev in\n", out);
    for (size_t i = 0; commands[i]; i++) {
        for (const struct option *o = commands[i]->options; o && o->kind != OPTION_END; o++) {
            if (!o->choices)
                continue;
            fprintf(out, "\t\t%s,--%s) words='", commands[i]->name, o->name);
            for (size_t j = 0; o->choices[j]; j++)
                fprintf(out, "%s%s", j ? " " : "", o->choices[j]);
            fputs("' ;;\n", out);
        }
        fprintf(out, "\t\t%s,*) words='", commands[i]->name);
        print_bash_words(out, commands[i]->options);
        print_bash_words(out, command_common_options);
        fputs("' ;;\n", out);
    }
    fputs("\tesac; fi\n\tcase $cur in -*) ;; *) case $words in --*) return ;; esac ;; esac\n"
          "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\ncomplete -o default -F _excerpta excerpta\n", out);
}
