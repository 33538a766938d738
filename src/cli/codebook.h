/* What the actions of "excerpta codebook" share: each is a row of the table in cmd_codebook.c and a function. */
#ifndef CLI_CODEBOOK_H
#define CLI_CODEBOOK_H

#include "cli/measure.h"
#include "match/match.h"

enum codebook_format { CODEBOOK_TABLE, CODEBOOK_CSV, CODEBOOK_JSON, CODEBOOK_HTML, CODEBOOK_QDC };

struct codebook_options {
    struct measure_options measure;     /* of which all actions have codebook and format, an enum codebook_format */
    const char *code, *report, *output;
    unsigned page;
    bool strict;
};

/* A codebook ready to run. All zero is none. */
struct cli_codebook {
    struct codebook *book;
    struct match_program *program;
    struct match_worker *worker;
};
NODISCARD bool cli_codebook_open(struct cli_codebook *c, const char *path, struct error *err);
/* A codebook, or a file of lists. */
NODISCARD bool cli_codebook_open_shared(struct cli_codebook *c, const char *path, struct error *err);
void cli_codebook_close(struct cli_codebook *c);

/* in->words[0] is the action's name. */
NODISCARD bool cli_codebook_check(const struct command_input *in, struct error *err);
NODISCARD bool cli_codebook_test(const struct command_input *in, struct error *err);
NODISCARD bool cli_codebook_diff(const struct command_input *in, struct error *err);
NODISCARD bool cli_codebook_new(const struct command_input *in, struct error *err);
NODISCARD bool cli_codebook_export(const struct command_input *in, struct error *err);
NODISCARD bool cli_codebook_import(const struct command_input *in, struct error *err);
NODISCARD bool cli_codebook_explain(const struct command_input *in, struct error *err);

#endif
