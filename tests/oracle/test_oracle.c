/* Codebooks and reports made by chance: what src/match finds, with its filter and without, on 1, 2 and 8 threads,
 * beside what the plain matcher of oracle.c finds. Usage: test_oracle [UNITS [SEED]]; make check takes a small
 * share. */
#include "base/pool.h"
#include "match/match.h"
#include "oracle/generate.h"
#include "oracle/oracle.h"
#include "unit/tap.h"

#include <stdlib.h>

enum { DOCUMENTS = 16, MOST_THREADS = 8, SHARE = 6000 };

struct trial {
    struct codebook *book;
    struct document *docs[DOCUMENTS];
    struct buf expected[DOCUMENTS], found[DOCUMENTS];
    struct match_worker *workers[MOST_THREADS];
};

static bool note(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct buf *out = payload;

    (void)err;
    buf_add_format(out, "%s/%s/%s[%u,%u)", e->code->id, e->rule->id, standing_words[e->standing], e->range.start,
                   e->range.stop);
    for (size_t i = 0; i < e->span_count; i++)
        buf_add_format(out, "%s%u,%u", i ? " " : "{", e->spans[i].start, e->spans[i].stop);
    buf_add(out, e->span_count ? STR("}\n") : STR("{}\n"));
    return true;
}

static bool note_problem(void *payload, const struct match_problem *p, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%s gave up\n", p->code->id);
    return true;
}

static void *look(void *payload, size_t number, unsigned worker)
{
    struct trial *t = payload;
    struct match_sink sink = {note, note_problem, &t->found[number]};
    struct error err;

    buf_clear(&t->found[number]);
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

/* Tells the first line that differs. */
static void tell(const char *how, const struct trial *t, size_t doc, struct str xml)
{
    struct str expected = buf_str(&t->expected[doc]), found = buf_str(&t->found[doc]), a = {0}, b = {0};
    bool more = true;

    while (more && str_equal(a, b)) {
        bool left = str_next(&expected, '\n', &a), right = str_next(&found, '\n', &b);

        a = left ? a : STR("(nothing)");
        b = right ? b : STR("(nothing)");
        more = left || right;
    }
    printf("# %s: the oracle has %.*s, match %.*s\n# %.*s\n# %.*s\n", how, STR_ARGS(a), STR_ARGS(b), STR_ARGS(xml),
           STR_ARGS(t->docs[doc]->text));
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
        if (strcmp(buf_text(&t->expected[d]), buf_text(&t->found[d])) != 0 && different++ == 0 && !quiet)
            tell(how, t, d, xml);
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
    ok(sum.different == 0, "with the filter, without it, on 1, 2 and 8 threads: as the oracle");
    return done_testing();
}
