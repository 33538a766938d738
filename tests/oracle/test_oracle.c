/* Codebooks and reports made by chance: what src/match finds, with its filter and without, on 1, 2 and 8 threads,
 * beside what the plain matcher of oracle.c finds. Usage: test_oracle [UNITS [SEED]]; make check takes a small
 * share. */
#include "base/pool.h"
#include "match/match.h"
#include "oracle/generate.h"
#include "oracle/lines.h"
#include "oracle/oracle.h"
#include "unit/tap.h"

#include <stdlib.h>

enum { DOCUMENTS = 16, MOST_THREADS = 8, SHARE = 6000 };

struct trial {
    struct codebook *book;
    struct document *docs[DOCUMENTS];
    struct buf expected[DOCUMENTS], found[DOCUMENTS];
    struct match_worker *workers[MOST_THREADS];
    const bool *wanted;                 /* by code, or NULL: all */
};

static void *look(void *payload, size_t number, unsigned worker)
{
    struct trial *t = payload;
    struct match_sink sink = lines_sink(&t->found[number]);
    struct error err;

    buf_clear(&t->found[number]);
    match_use_codes(t->workers[worker], t->wanted);
    if (t->wanted && !match_may_tag(t->workers[worker], t->docs[number]->text))
        return NULL;            /* as a pass does; what is expected then must be nothing */
    if (!match_run(t->workers[worker], t->docs[number], &sink, &err))
        abort();
    return NULL;
}

static bool take(void *payload, size_t number, void *result, struct error *err)
{
    (void)payload;
    (void)number;
    (void)result;
    (void)err;
    return true;
}

static void drop(void *payload, void *result)
{
    (void)payload;
    (void)result;
}

static size_t count_different(struct trial *t, const struct match_program *program, unsigned threads, const char *how,
                              struct str xml, bool quiet)
{
    struct pool_job job = {DOCUMENTS, 2 * threads, threads, t, look, take, drop};
    size_t different = 0;
    struct error err;
    bool ran = true;

    for (unsigned i = 0; i < threads; i++)
        ran = match_worker_new(&t->workers[i], program, &err) && ran;
    if (!ran || !pool_run(&job, &err))
        abort();
    for (unsigned i = 0; i < threads; i++)
        match_worker_free(t->workers[i]);
    for (size_t d = 0; d < DOCUMENTS; d++)
        if (strcmp(buf_text(&t->expected[d]), buf_text(&t->found[d])) != 0 && different++ == 0 && !quiet) {
            lines_tell(how, &t->expected[d], &t->found[d]);
            printf("# %.*s\n# %.*s\n", STR_ARGS(xml), STR_ARGS(t->docs[d]->text));
        }
    return different;
}

struct tally {
    size_t books, refused, units, excerpts, different;
};

static void expect(struct trial *t, uint32_t *seed, struct tally *sum)
{
    struct oracle *oracle;
    struct error err;

    if (!oracle_new(&oracle, t->book, &err))
        abort();
    for (size_t d = 0; d < DOCUMENTS; d++) {
        generate_document(&t->docs[d], seed);
        oracle_run(oracle, t->docs[d], &t->expected[d]);
        sum->units += oracle_units(oracle);
        for (size_t i = 0; i < t->expected[d].size; i++)
            sum->excerpts += t->expected[d].at[i] == '\n';
    }
    oracle_free(oracle);
}

/* Each other code alone, by a filter of these. Leaves expected with these codes only. */
static size_t count_narrowed(struct trial *t, struct match_program *program, struct str xml, bool quiet)
{
    bool *wanted = must_realloc(NULL, t->book->code_count + 1);
    size_t different;

    for (size_t c = 0; c < t->book->code_count; c++)
        wanted[c] = c % 2 == 0;
    for (size_t d = 0; d < DOCUMENTS; d++) {
        struct buf all = t->expected[d];

        t->expected[d] = (struct buf){0};
        lines_of_codes(&t->expected[d], &all, t->book, wanted);
        buf_free(&all);
    }
    match_narrow(program, wanted);
    t->wanted = wanted;
    different = count_different(t, program, 2, "narrowed", xml, quiet);
    free(wanted);
    return different;
}

static void try_book(uint32_t *seed, struct tally *sum)
{
    struct trial t = {.book = NULL};
    struct match_program *program = NULL;
    struct buf xml = {0}, modifiers = {0};
    struct error err;

    generate_codebook(&xml, seed);
    generate_modifiers(&modifiers, seed);
    if (!codebook_parse_with(&t.book, buf_str(&xml), buf_str(&modifiers), "book.xml", &err)
        || !match_compile(&program, t.book, &err)) {
        printf("# %s\n", err.text);
        sum->refused++;
    } else {
        expect(&t, seed, sum);
        for (unsigned threads = 1; threads <= MOST_THREADS; threads = threads == 1 ? 2 : threads * 4)
            sum->different += count_different(&t, program, threads, "filtered", buf_str(&xml), sum->different > 2);
        match_drop_filter(program);
        sum->different += count_different(&t, program, 1, "unfiltered", buf_str(&xml), sum->different > 2);
        match_free(program);
        if (!match_compile(&program, t.book, &err))
            abort();
        sum->different += count_narrowed(&t, program, buf_str(&xml), sum->different > 2);
        sum->books++;
    }
    for (size_t d = 0; d < DOCUMENTS; d++) {
        document_free(t.docs[d]);
        buf_free(&t.expected[d]);
        buf_free(&t.found[d]);
    }
    match_free(program);
    codebook_free(t.book);
    buf_free(&xml);
    buf_free(&modifiers);
}

int main(int argc, char **argv)
{
    size_t units = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : SHARE;
    uint32_t seed = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 20260101;
    struct tally sum = {0};

    while (sum.units < units)
        try_book(&seed, &sum);
    printf("# %zu codebooks, %zu units, %zu excerpts\n", sum.books, sum.units, sum.excerpts);
    ok(sum.refused == 0, "every codebook made is one");
    ok(sum.excerpts > sum.units / 4, "enough is found");
    ok(sum.different == 0, "with the filter, without it, narrowed, on 1, 2 and 8 threads: as the oracle");
    return done_testing();
}
