/* Texts that patterns match, or nearly match: what src/match finds in them, and gives up, must be the same with its
 * filter as without it, and with one of some codes alone. The patterns are made by chance or those of codebooks.
 * Usage: test_texts [TEXTS [SEED [CODEBOOK…]]]; make check takes a small share, and of the shipped codebooks one. */
#include "match/program_internal.h"
#include "oracle/chance.h"
#include "oracle/generate.h"
#include "oracle/lines.h"
#include "oracle/sample.h"
#include "unit/tap.h"

#include <stdlib.h>

enum { PASSAGES = 40, DOCUMENTS = 5, SHARE = 6000 };

struct tally {
    size_t books, refused, texts, found, given_up, different;
};

/* One way to look for a codebook's codes. */
struct look {
    const char *how;
    struct match_program *program;
    struct match_worker *worker;
};
enum { PLAIN, FILTERED, NARROWED, LOOKS };

struct trial {
    const struct codebook *book;
    struct look looks[LOOKS];
    bool *wanted;               /* by code: those that are narrowed to */
    struct buf lines[LOOKS];
};

static void add_passage(struct buf *out, const struct match_program *program, uint32_t *seed)
{
    static const char *const fill[] = {"The ", "no ", "and ", "not ", "Children ", "a", "x", "", "", "", "", "("};
    static const char *const ends[] = {"", ".", " is.", "s.", " not never", ". The end.", "ing", ", and", ")"};
    size_t start = out->size;

    for (uint32_t i = 0, parts = 1 + (below(seed, 4) == 0); i < parts; i++) {
        buf_add(out, str_of(PICK(seed, fill)));
        sample_text(out, program->regexes.at[below(seed, (uint32_t)program->regexes.count)].text, seed);
        buf_add(out, str_of(PICK(seed, ends)));
        if (below(seed, 2))
            buf_add_char(out, ' ');
    }
    for (uint32_t changes = below(seed, 4); changes > 0; changes--)
        sample_change(out, start, seed);
    buf_add(out, STR("\n\n"));
}

static void look(struct trial *t, int k, const struct document *doc, const bool *wanted)
{
    struct match_sink sink = lines_sink(&t->lines[k]);
    struct error err;

    buf_clear(&t->lines[k]);
    match_use_codes(t->looks[k].worker, wanted);
    if (!match_run(t->looks[k].worker, doc, &sink, &err))
        abort();
}

static void compare(struct trial *t, int k, const struct buf *expected, const struct document *doc, struct tally *sum)
{
    if (strcmp(buf_text(expected), buf_text(&t->lines[k])) == 0)
        return;
    if (sum->different++ < 3) {
        lines_tell(t->looks[k].how, expected, &t->lines[k]);
        printf("# %.*s\n# %.*s\n", STR_ARGS(t->book->xml), STR_ARGS(doc->text));
    }
}

static void count(const struct buf *lines, struct tally *sum)
{
    struct str rest = buf_str(lines), line;

    while (str_next(&rest, '\n', &line)) {
        bool found = str_ends(line, STR("}"));

        sum->found += found;
        sum->given_up += !found;
    }
}

static void try_document(struct trial *t, uint32_t *seed, struct tally *sum)
{
    struct buf text = {0}, some = {0};
    struct document *doc = NULL;
    struct error err;

    for (int i = 0; i < PASSAGES; i++)
        add_passage(&text, t->looks[PLAIN].program, seed);
    if (!document_of_passage(&doc, buf_str(&text), &err))
        abort();
    look(t, PLAIN, doc, NULL);
    look(t, FILTERED, doc, NULL);
    look(t, NARROWED, doc, t->wanted);
    compare(t, FILTERED, &t->lines[PLAIN], doc, sum);
    lines_of_codes(&some, &t->lines[PLAIN], t->book, t->wanted);
    compare(t, NARROWED, &some, doc, sum);
    count(&t->lines[PLAIN], sum);
    sum->texts += PASSAGES;
    document_free(doc);
    buf_free(&text);
    buf_free(&some);
}

static bool open_looks(struct trial *t, struct error *err)
{
    static const char *const how[] = {"without the filter", "filtered", "narrowed"};

    for (int k = 0; k < LOOKS; k++) {
        struct look *l = &t->looks[k];

        l->how = how[k];
        if (!match_compile(&l->program, t->book, err))
            return false;
        if (k == PLAIN)
            match_drop_filter(l->program);
        if (k == NARROWED)
            match_narrow(l->program, t->wanted);
        if (!match_worker_new(&l->worker, l->program, err))
            return false;
    }
    return true;
}

static void try_book(const struct codebook *book, uint32_t *seed, size_t texts, struct tally *sum)
{
    struct trial t = {.book = book, .wanted = must_realloc(NULL, book->code_count + 1)};
    struct error err;

    for (size_t c = 0; c < book->code_count; c++)
        t.wanted[c] = c % 2 == 0;
    if (open_looks(&t, &err)) {
        for (size_t tried = 0; tried < texts; tried += PASSAGES)
            try_document(&t, seed, sum);
        sum->books++;
    } else {
        printf("# %s\n", err.text);
        sum->refused++;
    }
    for (int k = 0; k < LOOKS; k++) {
        match_worker_free(t.looks[k].worker);
        match_free(t.looks[k].program);
        buf_free(&t.lines[k]);
    }
    free(t.wanted);
}

static void try_made(uint32_t *seed, struct tally *sum)
{
    struct codebook *book = NULL;
    struct buf xml = {0};
    struct error err;

    generate_phrases(&xml, seed);
    if (codebook_parse(&book, buf_str(&xml), "book.xml", &err)) {
        try_book(book, seed, PASSAGES * DOCUMENTS, sum);
    } else {
        printf("# %s\n# %s\n", err.text, buf_text(&xml));
        sum->refused++;
    }
    codebook_free(book);
    buf_free(&xml);
}

static void try_file(const char *path, size_t texts, uint32_t *seed, struct tally *sum)
{
    struct codebook *book;
    struct error err;

    if (!codebook_read(&book, path, &err)) {
        printf("# %s\n", err.text);
        sum->refused++;
        return;
    }
    try_book(book, seed, texts, sum);
    codebook_free(book);
}

static void tell(const struct tally *sum, const char *what)
{
    printf("# %s: %zu codebooks, %zu texts, %zu excerpts, %zu given up\n", what, sum->books, sum->texts, sum->found,
           sum->given_up);
    ok(sum->refused == 0, "%s: every codebook is one", what);
    ok(sum->found > sum->texts / 10, "%s: enough is found", what);
    ok(sum->different == 0, "%s: the same with the filter, without it, and narrowed", what);
}

int main(int argc, char **argv)
{
    size_t texts = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : SHARE;
    uint32_t seed = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 20260101;
    struct tally made = {0}, read = {0};
    const char *source = getenv("top_srcdir");
    struct buf path = {0};

    while (made.texts < texts)
        try_made(&seed, &made);
    tell(&made, "patterns by chance");
    buf_add_format(&path, "%s/codebooks/male-carers.xml", source ? source : ".");
    for (int i = 3; i < argc; i++)
        try_file(argv[i], texts / (size_t)(argc - 3), &seed, &read);
    if (argc <= 3)
        try_file(buf_text(&path), texts / 10, &seed, &read);
    tell(&read, "patterns of codebooks");
    buf_free(&path);
    return done_testing();
}
