#include "cli/options.h"

#include "base/nearest.h"

#include <limits.h>
#include <string.h>

static bool take_choice(const struct option *o, int *field, const char *value, struct error *err)
{
    struct nearest near;

    nearest_start(&near, str_of(value));
    for (int i = 0; o->choices[i]; i++) {
        if (strcmp(o->choices[i], value) == 0) {
            *field = i;
            return true;
        }
        nearest_offer(&near, o->choices[i]);
    }
    error_set(err, ERROR_USAGE, "--%s cannot be %s%s%s%s; it can be", o->name, value,
              near.best ? " (did you mean " : "", near.best ? near.best : "", near.best ? "?)" : "");
    for (int i = 0; o->choices[i]; i++) {
        size_t used = strlen(err->text);

        strncat(err->text + used, i ? ", " : " ", sizeof err->text - used - 1);
        strncat(err->text, o->choices[i], sizeof err->text - strlen(err->text) - 1);
    }
    return false;
}

static bool take_value(const struct option *o, void *field, const char *value, struct error *err)
{
    struct option_texts *texts = field;
    size_t number;

    switch (o->kind) {
    case OPTION_SWITCH:
        *(bool *)field = true;
        return true;
    case OPTION_TEXT:
        *(const char **)field = value;
        return true;
    case OPTION_TEXTS:
        if (texts->count == OPTION_MAX_TEXTS)
            return error_set(err, ERROR_USAGE, "--%s can be given %d times", o->name, OPTION_MAX_TEXTS);
        texts->at[texts->count++] = value;
        return true;
    case OPTION_NUMBER:
        if (!str_to_size(str_of(value), &number) || number > INT_MAX)
            return error_set(err, ERROR_USAGE, "--%s needs a whole number, not %s", o->name, value);
        *(unsigned *)field = (unsigned)number;
        return true;
    default:
        return take_choice(o, field, value, err);
    }
}

static const struct option *find(const struct option *table, struct str name, struct error *err)
{
    struct nearest near;

    nearest_start(&near, name);
    for (const struct option *o = table; o->kind != OPTION_END; o++) {
        if (str_equal(str_of(o->name), name))
            return o;
        nearest_offer(&near, o->name);
    }
    error_set(err, ERROR_USAGE, "there is no option --%.*s%s%s%s", STR_ARGS(name), near.best ? "; did you mean --" : "",
              near.best ? near.best : "", near.best ? "?" : "");
    return NULL;
}

/* The option at argv[*at]; *at moves to its last word. */
static bool take_option(const struct option *table, void *options, int argc, char **argv, int *at, struct error *err)
{
    struct str rest = str_of(argv[*at] + 2), name = {"", 0};
    const char *value = strchr(argv[*at], '=');
    const struct option *o;

    str_next(&rest, '=', &name);
    o = find(table, name, err);
    if (!o)
        return false;
    if (o->kind == OPTION_SWITCH && value)
        return error_set(err, ERROR_USAGE, "--%s takes no value", o->name);
    if (o->kind != OPTION_SWITCH && !value && *at + 1 == argc)
        return error_set(err, ERROR_USAGE, "--%s needs a %s", o->name, o->value);
    if (o->kind != OPTION_SWITCH)
        value = value ? value + 1 : argv[++*at];
    return take_value(o, (char *)options + o->field, value, err);
}

bool options_parse(const struct option *table, void *options, int argc, char **argv, int *words, struct error *err)
{
    bool ended = false;

    *words = 0;
    for (int i = 1; i < argc; i++) {
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!ended && argv[i][0] == '-' && argv[i][1] != '\0' && argv[i][1] != '-')
            return error_set(err, ERROR_USAGE, "there is no option %s; options begin with two dashes", argv[i]);
        else if (ended || strncmp(argv[i], "--", 2) != 0)
            argv[++*words] = argv[i];
        else if (!take_option(table, options, argc, argv, &i, err))
            return false;
    }
    return true;
}
