#include "base/file.h"
#include "cli/command.h"
#include "run/import.h"

#include <string.h>

struct import_cli_options {
    int positions;
};

/* Behind the first, as run_convention numbers them. */
static const char *const positions[] = {
    "found", "code-points", "utf16", "code-points-crlf", "utf16-crlf", "code-points-mark", "utf16-mark",
    "code-points-crlf-mark", "utf16-crlf-mark", NULL
};

static const struct option import_option_table[] = {
    {OPTION_CHOICE, "positions", offsetof(struct import_cli_options, positions), "HOW", positions,
     "how the project counts in its texts (else it is found from the words): crlf: CR LF is two; mark: a byte order "
     "mark counts"},
    {0},
};

static void tell(const struct command_input *in, const struct import_summary *sum, const struct buf *remarks)
{
    struct buf how = {0};
    struct str rest = buf_str(remarks), line;

    run_convention_say(&how, sum->convention);
    fprintf(in->out, "positions: %s\nreports: %zu known, %zu added as text\n", how.at, sum->found, sum->added);
    if (sum->codes > 0)
        fprintf(in->out, "codes: %zu, tagged by hand\n", sum->codes);
    if (sum->excerpts > 0)
        fprintf(in->out, "excerpts of passes: %zu\n", sum->excerpts);
    fprintf(in->out, "decisions: %zu, and %zu that were there\n", sum->decisions, sum->again);
    if (sum->lost > 0) {
        *in->partly = true;
        fprintf(in->notes, "excerpta import: %zu selections stand nowhere, or their words stand more than once in a "
                "report of another text\n", sum->lost);
    }
    while (str_next(&rest, '\n', &line))
        fprintf(in->notes, "excerpta import: left out: %.*s\n", STR_ARGS(line));
    buf_free(&how);
}

static bool import_run(const struct command_input *in, struct error *err)
{
    const struct import_cli_options *options = in->options;
    const char *path = in->words[0];
    struct convention chosen = run_convention(options->positions > 0 ? (unsigned)options->positions - 1 : 0);
    struct import_options what = {.path = path, .convention = options->positions > 0 ? &chosen : NULL};
    struct import_summary sum;
    struct buf bytes = {0}, remarks = {0};
    bool ok = file_read(&bytes, path, PROJECT_MAX_BYTES, err)
        && (run_import(in->study, buf_str(&bytes), &what, &sum, &remarks, err) || error_within(err, "%s", path));

    if (ok)
        tell(in, &sum, &remarks);
    buf_free(&remarks);
    buf_free(&bytes);
    return ok;
}

const struct command command_import = {
    .name = "import",
    .arguments = "FILE.qdpx",
    .summary = "take in a project of NVivo, ATLAS.ti, MAXQDA, QualCoder or excerpta",
    .description =
        "Reads a REFI-QDA project. A source whose text a report of the study has, or whose name one has, is that\n"
        "report; any other is added as a text. Its codes become a codebook whose codes are tagged by hand, each\n"
        "coding a decision of its coder, who becomes a reviewer. What excerpta wrote comes back as it was: passes\n"
        "with rules and standings, and decisions with their memos. Importing the same file again adds nothing.\n"
        "\n"
        "Programs count positions differently (code points or UTF-16 units, CR LF as one or two, with or without a\n"
        "byte order mark). How is found from the words: ends of selections stand on the bounds of words, and names\n"
        "of selections are their words. Where no way fits clearly best, nothing is taken in and the candidates are\n"
        "named; --positions says which. What could not be carried is told.\n",
    .examples = "excerpta import project.qdpx\tcodings made in another program\n",
    .options = import_option_table,
    .options_size = sizeof(struct import_cli_options),
    .needs = NEEDS_STUDY_OR_MAKES_IT,
    .least_words = 1, .most_words = 1,
    .run = import_run,
};
