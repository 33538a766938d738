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

/* Rows of the command's table of options; field is its struct measure_options. */
#define MEASURE_OPTIONS(type, field) \
    {OPTION_TEXT, "codebook", offsetof(type, field.codebook), "FILE", NULL, "the codebook to measure"}, \
    {OPTION_TEXT, "labels", offsetof(type, field.labels), "FILE", NULL, "passages with what people said of them"}, \
    {OPTION_TEXT, "map", offsetof(type, field.map), "FILE", NULL, "what the labels mean to the codebook"}, \
    {OPTION_TEXT, "side", offsetof(type, field.side), "SIDE", NULL, "only passages of this side"}, \
    {OPTION_SWITCH, "confusion", offsetof(type, field.confusion), NULL, NULL, \
     "standings labelled beside those found, not the figures"}, \
    {OPTION_SWITCH, "errors", offsetof(type, field.errors), NULL, NULL, \
     "the passages that came out wrong, not the figures"}, \
    TABLE_FORMAT_OPTION(type, field.format)

NODISCARD bool cli_measure(const struct command_input *in, const struct measure_options *options,
                                struct error *err);

#endif
