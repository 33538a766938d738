#include "cli/options.h"
#include "tap.h"

struct options {
    bool quiet;
    const char *study;
    struct option_texts codebooks;
    unsigned threads;
    int format;
};

static const char *const formats[] = {"csv", "jsonl", "html", NULL};

static const struct option table[] = {
    {OPTION_SWITCH, "quiet", offsetof(struct options, quiet), NULL, NULL, ""},
    {OPTION_TEXT, "study", offsetof(struct options, study), "FILE", NULL, ""},
    {OPTION_TEXTS, "codebook", offsetof(struct options, codebooks), "FILE", NULL, ""},
    {OPTION_NUMBER, "threads", offsetof(struct options, threads), "N", NULL, ""},
    {OPTION_CHOICE, "format", offsetof(struct options, format), "FORMAT", formats, ""},
    {0},
};

/* Runs the parser over words parted by blanks and says what it made of them. */
static const char *parsed(const char *line)
{
    static char said[2048];
    static char words[256];
    char *argv[16] = {(char[]){"test"}};
    int argc = 1, count = 0;
    struct options o = {0};
    struct error err = {0};

    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    if (!options_parse(table, &o, argc, argv, &count, &err))
        return strcpy(said, err.text);
    snprintf(said, sizeof said, "quiet=%d study=%s books=%zu:%s threads=%u format=%d words=%d:%s", o.quiet,
             o.study ? o.study : "-", o.codebooks.count,
             o.codebooks.count ? o.codebooks.at[o.codebooks.count - 1] : "-", o.threads, o.format, count,
             count ? argv[count] : "-");
    return said;
}

static const struct { const char *what, *line, *said; } cases[] = {
    {"nothing", "", "quiet=0 study=- books=0:- threads=0 format=0 words=0:-"},
    {"options between words", "a --quiet b --study=s.db c",
     "quiet=1 study=s.db books=0:- threads=0 format=0 words=3:c"},
    {"one may repeat", "--codebook a --codebook b", "quiet=0 study=- books=2:b threads=0 format=0 words=0:-"},
    {"a number and a choice", "--threads 8 --format html", "quiet=0 study=- books=0:- threads=8 format=2 words=0:-"},
    {"two dashes end options", "-- --quiet", "quiet=0 study=- books=0:- threads=0 format=0 words=1:--quiet"},
    {"a lone dash is a word", "-", "quiet=0 study=- books=0:- threads=0 format=0 words=1:-"},
    {"unknown, with the nearest", "--codebok x", "there is no option --codebok; did you mean --codebook?"},
    {"unknown, nothing near", "--zzzzzzzz", "there is no option --zzzzzzzz"},
    {"one dash", "-q", "there is no option -q; options begin with two dashes"},
    {"a value is missing", "--study", "--study needs a FILE"},
    {"a switch takes none", "--quiet=1", "--quiet takes no value"},
    {"no number", "--threads many", "--threads needs a whole number, not many"},
    {"a number too large", "--threads 99999999999", "--threads needs a whole number, not 99999999999"},
    {"no such choice", "--format htm", "--format cannot be htm (did you mean html?); it can be csv, jsonl, html"},
};

int main(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        is_text(cases[i].said, parsed(cases[i].line), cases[i].what);
    return done_testing();
}
