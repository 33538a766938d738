/* excerpta codebook measure: a codebook beside labelled passages. */
#ifndef CLI_MEASURE_H
#define CLI_MEASURE_H

#include "cli/command.h"
#include "cli/table.h"

struct measure_options {
    const char *codebook, *labels, *map, *side;
    bool confusion, errors;
    int format;
};

/* Rows of the command's table of options but for --codebook and --format, which other actions have too; field is its
 * struct measure_options. */
#define MEASURE_OPTIONS(type, field) \
    {OPTION_TEXT, "labels", offsetof(type, field.labels), "FILE", NULL, \
     "measure: passages with what people said of them"}, \
    {OPTION_TEXT, "map", offsetof(type, field.map), "FILE", NULL, "measure: what the labels mean to the codebook"}, \
    {OPTION_TEXT, "side", offsetof(type, field.side), "SIDE", NULL, "measure: only passages of this side"}, \
    {OPTION_SWITCH, "confusion", offsetof(type, field.confusion), NULL, NULL, \
     "measure: standings labelled beside those found, not the figures"}, \
    {OPTION_SWITCH, "errors", offsetof(type, field.errors), NULL, NULL, \
     "measure: the passages that came out wrong, not the figures"}

NODISCARD bool cli_measure(const struct command_input *in, const struct measure_options *options,
                                struct error *err);

#endif
