#include "cli/command.h"
#include "cli/table.h"
#include "run/import.h"

struct import_cli_options {
    const char *positions;
    bool quiet;
};

static const struct option import_option_table[] = {
    {OPTION_TEXT, "positions", offsetof(struct import_cli_options, positions), "HOW", NULL,
     "how the project counts in its texts (else it is found from the words): code-points or utf16, with -crlf behind "
     "it where CR LF is two, -mark where a byte order mark counts, -last where an end is the last character selected"},
    {OPTION_SWITCH, "quiet", offsetof(struct import_cli_options, quiet), NULL, NULL, "no progress"},
    {0},
};

static bool read_positions(const char *word, struct convention *out, struct error *err)
{
    return !word || extract_convention_find(str_of(word), out)
        || error_set(err, ERROR_USAGE, "--positions takes code-points or utf16, with -crlf, -mark and -last behind it "
                     "in this order, as in utf16-crlf, not %s", word);
}

static void tell_count(FILE *out, const char *what, int64_t all, int64_t added)
{
    if (all > 0)
        fprintf(out, "%s: %lld, %lld of them new\n", what, (long long)all, (long long)added);
}

static void tell(const struct command_input *in, const struct import_summary *sum, const struct buf *remarks)
{
    struct buf how = {0};
    struct str rest = buf_str(remarks), line;

    extract_convention_say(&how, sum->convention);
    fprintf(in->out, "positions: %s; %zu of %zu ends on the bound of a word\n", how.at, sum->bounds, sum->ends);
    tell_count(in->out, "reports", sum->all.reports, sum->added.reports);
    if (sum->matched > 0)
        fprintf(in->out, "texts of reports that the study has: %zu\n", sum->matched);
    if (sum->codes > 0)
        fprintf(in->out, "codes, tagged by hand: %zu\n", sum->codes);
    tell_count(in->out, "excerpts", sum->all.excerpts, sum->added.excerpts);
    tell_count(in->out, "decisions", sum->all.decisions, sum->added.decisions);
    tell_count(in->out, "audit answers", sum->all.answers, sum->added.answers);
    if (sum->lost > 0)
        fprintf(in->notes, "excerpta import: %zu selections stand nowhere, or their words stand more than once in a "
                "report of another text\n", sum->lost);
    while (str_next(&rest, '\n', &line)) {
        fputs("excerpta import: left out: ", in->notes);
        table_write_plain(in->notes, line);
        fputc('\n', in->notes);
    }
    *in->partly = sum->lost > 0 || sum->refused > 0 || sum->conflicts > 0;
    buf_free(&how);
}

static bool list_conflict(void *payload, const char *from, const struct merge_conflict *c, struct error *err)
{
    struct table *t = payload;

    (void)from, (void)err;
    table_text(t, c->what);
    table_text(t, c->which);
    table_text(t, c->here);
    table_text(t, c->there);
    return true;
}

static bool import_run(const struct command_input *in, struct error *err)
{
    const struct import_cli_options *options = in->options;
    struct convention chosen;
    struct import_options what = {.study = in->study_path, .path = in->words[0],
                                  .convention = options->positions ? &chosen : NULL,
                                  .progress = options->quiet ? NULL : in->notes};
    struct import_summary sum;
    struct buf remarks = {0};
    struct table t = {0};
    bool ok;

    if (!read_positions(options->positions, &chosen, err))
        return false;
    table_columns(&t, "what which study project");
    ok = run_import(&what, list_conflict, &t, &sum, &remarks, err) || error_within(err, "%s", what.path);
    if (ok && sum.conflicts > 0)
        table_print(&t, in->out, TABLE_TEXT);
    if (ok)
        tell(in, &sum, &remarks);
    table_free(&t);
    buf_free(&remarks);
    return ok;
}

const struct command command_import = {
    .name = "import",
    .arguments = "FILE.qdpx",
    .summary = "take in a project of NVivo, ATLAS.ti, MAXQDA, QualCoder or excerpta",
    .description =
        "Reads a REFI-QDA project, in the sandbox in which reports are read. A source whose text a report of the\n"
        "study has, or whose name one has, is that report; any other is added as a text. Its codes become a codebook\n"
        "whose codes are tagged by hand, each coding a decision of its coder, who becomes a reviewer, with its time\n"
        "and notes. Variables that are called as attributes of reports are taken in as such.\n"
        "\n"
        "What excerpta wrote comes back as it was: reports with pages, headings and attributes, passes with rules and\n"
        "standings, decisions and audit answers with who, when and why; what other programs coded meanwhile is\n"
        "added. Study and project are joined as \"excerpta merge\" joins studies: importing the same file again adds\n"
        "nothing, what both say differently is listed. The study has all of the project or nothing.\n"
        "\n"
        "Programs count positions differently (code points or UTF-16 units, CR LF as one or two, with or without a\n"
        "byte order mark). How is found from the words: ends of selections stand on the bounds of words, and names\n"
        "of selections are their words. Where no way fits clearly best, or none fits, nothing is taken in and the\n"
        "candidates are named; --positions says which. What could not be carried is told.\n",
    .examples = "excerpta import project.qdpx\tcodings made in another program\n",
    .options = import_option_table,
    .options_size = sizeof(struct import_cli_options),
    .needs = NEEDS_NOTHING,
    .least_words = 1, .most_words = 1,
    .run = import_run,
};
