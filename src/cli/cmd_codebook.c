#include "cli/codebook.h"

static const char *const formats[] = {"table", "csv", "json", "html", "qdc", NULL};

static const struct option codebook_option_table[] = {
    {OPTION_CHOICE, "format", offsetof(struct codebook_options, measure.format), "FORMAT", formats,
     "how the result is written; html and qdc are of export"},
    {OPTION_TEXT, "output", offsetof(struct codebook_options, output), "FILE", NULL,
     "export, import: where it is written to (else standard output)"},
    {OPTION_TEXT, "codebook", offsetof(struct codebook_options, measure.codebook), "FILE", NULL,
     "explain, measure: what to look for"},
    {OPTION_TEXT, "code", offsetof(struct codebook_options, code), "ID", NULL,
     "explain: this code only, all its rules"},
    {OPTION_TEXT, "report", offsetof(struct codebook_options, report), "REPORT", NULL,
     "explain: a report of the study in the place of TEXT"},
    {OPTION_NUMBER, "page", offsetof(struct codebook_options, page), "N", NULL,
     "explain: which sheet of the report, counted from 1"},
    {OPTION_SWITCH, "strict", offsetof(struct codebook_options, strict), NULL, NULL,
     "check: the exit status is 1 where there are warnings"},
    MEASURE_OPTIONS(struct codebook_options, measure),
    {0},
};

static bool compile(struct cli_codebook *c, const char *path, struct error *err)
{
    return (match_compile(&c->program, c->book, err) && match_worker_new(&c->worker, c->program, err))
        || error_within(err, "%s", path);
}

bool cli_codebook_open(struct cli_codebook *c, const char *path, struct error *err)
{
    *c = (struct cli_codebook){0};
    return codebook_read(&c->book, path, err) && compile(c, path, err);
}

bool cli_codebook_open_shared(struct cli_codebook *c, const char *path, struct error *err)
{
    *c = (struct cli_codebook){0};
    return codebook_read_shared(&c->book, path, err) && compile(c, path, err);
}

void cli_codebook_close(struct cli_codebook *c)
{
    match_worker_free(c->worker);
    match_free(c->program);
    codebook_free(c->book);
}

static bool measure(const struct command_input *in, struct error *err)
{
    const struct codebook_options *options = in->options;

    if (options->measure.format > CODEBOOK_JSON)
        return error_set(err, ERROR_USAGE, "measure writes a table, csv or json");
    return cli_measure(in, &options->measure, err);
}

static const struct command_action actions[] = {
    {"check", "FILE...", 1, -1, NEEDS_NOTHING, NULL, cli_codebook_check},
    {"test", "FILE...", 1, -1, NEEDS_NOTHING, NULL, cli_codebook_test},
    {"diff", "two files, A and B", 2, 2, NEEDS_NOTHING, NULL, cli_codebook_diff},
    {"new", "a FILE, or nothing for standard output", 0, 1, NEEDS_NOTHING, NULL, cli_codebook_new},
    {"export", "a FILE", 1, 1, NEEDS_NOTHING, NULL, cli_codebook_export},
    {"import", "a FILE", 1, 1, NEEDS_NOTHING, NULL, cli_codebook_import},
    {"measure", "--codebook FILE and --labels FILE", 0, 0, NEEDS_NOTHING, NULL, measure},
    {"explain", "--codebook FILE and TEXT, - or --report REPORT --page N", 0, 1, NEEDS_NOTHING, NULL,
     cli_codebook_explain},
    {0},
};

const struct command command_codebook = {
    .name = "codebook",
    .arguments = "check|test FILE... | diff A B | explain [TEXT|-] | new [FILE] | export FILE | import FILE | measure",
    .summary = "check, test, compare, explain, measure, begin and exchange codebooks",
    .description =
        "check reads a codebook as coding would, or a file of <lists> that codebooks import: the schema, references\n"
        "between its parts, and each pattern.\n"
        "What is wrong is told with the line and what was expected, and the exit status is 3. What is well formed and\n"
        "most likely a mistake is a warning: patterns that can never match, that match nearly every sentence (of some\n"
        "ordinary ones or, with --study, of the study's) or backtrack without end; lists that nothing uses; what\n"
        "stands twice; rules that can never hold or that another makes superfluous; codes without examples.\n"
        "\n"
        "test runs every example of every code and prints those that come out otherwise than they say; the exit\n"
        "status is 1 if there are any.\n"
        "\n"
        "diff tells what changed from codebook A to B: codes, rules, lists, audit questions and by what they are\n"
        "answered, and what is written of them. With --study both are run over the study's reports, nothing of which\n"
        "is written down, and each excerpt that is tagged anew, no longer, with another standing or in another unit\n"
        "is told with its page and with the decisions on it that count, and counts for each code.\n"
        "\n"
        "new writes a commented codebook to begin with. export writes one as a page for an appendix (--format html),\n"
        "with definitions, criteria, rules in words, examples and audit questions, or as a REFI-QDA codebook\n"
        "(--format qdc). import makes a codebook of a REFI-QDA codebook (.qdc), a CSV table of codes (.csv), a\n"
        "quanteda dictionary (.yml), one of LIWC (.dic) or of WordStat with its rules (.cat); what could not be\n"
        "carried over is listed, and the exit status is then 1.\n"
        "\n"
        "explain tells which rule of the codebook tags a passage, or why none does: each part of the rule with what\n"
        "it found, the words of an unless that struck this out, and the cue that changed the standing. The passage is\n"
        "TEXT, what comes from standard input (-), or a page of a report in the study. Without --code the codes that\n"
        "tag it are told in full, of each other code that found some of its words the rule that came nearest; with\n"
        "--code all rules of that code up to the one that tags.\n"
        "\n"
        "measure runs --codebook over the passages of --labels, which people labelled, and prints precision, recall\n"
        "and F1 of each code, theme and standing, and in all, with what was labelled, found and found right.\n"
        "Intervals are at 95 %: Wilson's of precision and recall; of F1 from 2,000 drawings of the passages, the\n"
        "same at each run. An empty cell is a figure that is not defined. With --map, a file that says which\n"
        "codes and standings a label of another kind means, its classes are measured too.\n"
        "doc/formats/labels.md tells both files.\n",
    .examples = "excerpta codebook check my-codebook.xml\tis it well formed?\n"
                "excerpta codebook test codebooks/*.xml\tdoes it tag what its examples say?\n"
                "excerpta codebook measure --codebook my-codebook.xml --labels labelled.jsonl\thow right is it?\n"
                "excerpta codebook measure --codebook my-codebook.xml --labels labelled.jsonl --errors\t"
                "what comes out wrong?\n"
                "excerpta codebook new my-codebook.xml\tbegin one\n"
                "excerpta codebook import --output men.xml men.cat\ttake over a dictionary\n"
                "excerpta codebook export --format html --output appendix.html my-codebook.xml\tto print\n"
                "excerpta codebook diff --study study.db old.xml new.xml\twhat would the new one tag otherwise?\n"
                "excerpta codebook explain --codebook my-codebook.xml \"Dads were invited.\"\twhy is this so?\n"
                "excerpta codebook explain --codebook my-codebook.xml --code engaged --report north-2024 --page 12\t"
                "why did this code find nothing on page 12?\n",
    .options = codebook_option_table,
    .options_size = sizeof(struct codebook_options),
    .least_words = 1,
    .most_words = -1,
    .actions = actions,
};
