/* The reports of a study, coded with codebooks by src/match, with its filter and without, beside the plain matcher.
 * Usage: study_oracle STUDY EVERY BOOK…: each EVERY-th report. Ends with 1 where an excerpt differs. */
#include "match/match.h"
#include "oracle/oracle.h"
#include "store/listing.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

struct comparing {
    struct store *store;
    const char *book_path;
    struct oracle *oracle;
    struct match_worker *workers[2];            /* with the filter, without */
    struct buf expected, found;
    size_t every, number, reports, excerpts, different;
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

/* Tells the first line that differs. */
static void tell(const struct comparing *c, const char *how, struct str path)
{
    struct str expected = buf_str(&c->expected), found = buf_str(&c->found), a = {0}, b = {0};
    bool more = true;

    while (more && str_equal(a, b)) {
        bool left = str_next(&expected, '\n', &a), right = str_next(&found, '\n', &b);

        a = left ? a : STR("(nothing)");
        b = right ? b : STR("(nothing)");
        more = left || right;
    }
    printf("%s, %.*s, %s: the oracle has %.*s, match %.*s\n", c->book_path, STR_ARGS(path), how, STR_ARGS(a),
           STR_ARGS(b));
}

static bool compare_report(void *payload, const struct report_row *r, struct error *err)
{
    static const char *const how[] = {"with the filter", "without it"};
    struct comparing *c = payload;
    struct document *doc;

    if (c->number++ % c->every != 0)
        return true;
    if (!store_load_document(c->store, r->id, &doc, err))
        return false;
    buf_clear(&c->expected);
    oracle_run(c->oracle, doc, &c->expected);
    for (size_t i = 0; i < c->expected.size; i++)
        c->excerpts += c->expected.at[i] == '\n';
    for (int k = 0; k < 2; k++) {
        struct match_sink sink = {note, note_problem, &c->found};

        buf_clear(&c->found);
        if (!match_run(c->workers[k], doc, &sink, err))
            abort();
        if (strcmp(buf_text(&c->expected), buf_text(&c->found)) != 0) {
            c->different++;
            tell(c, how[k], r->path);
        }
    }
    c->reports++;
    document_free(doc);
    return true;
}

static bool compare_book(struct comparing *c, const char *path, struct error *err)
{
    struct match_program *programs[2] = {NULL, NULL};
    struct codebook *book = NULL;
    bool ok = codebook_read(&book, path, err) && oracle_new(&c->oracle, book, err)
        && match_compile(&programs[0], book, err) && match_compile(&programs[1], book, err);

    c->number = 0;
    c->book_path = path;
    if (ok)
        match_drop_filter(programs[1]);
    for (int k = 0; k < 2; k++)
        ok = ok && match_worker_new(&c->workers[k], programs[k], err);
    ok = ok && store_reports(c->store, compare_report, c, err);
    for (int k = 0; k < 2; k++) {
        match_worker_free(c->workers[k]);
        match_free(programs[k]);
        c->workers[k] = NULL;
    }
    oracle_free(c->oracle);
    c->oracle = NULL;
    codebook_free(book);
    return ok;
}

int main(int argc, char **argv)
{
    struct comparing c = {.every = argc > 3 ? (size_t)strtoul(argv[2], NULL, 10) : 0};
    struct error err;
    bool ok = c.every > 0 && store_open(&c.store, argv[1], STORE_READ, &err);

    if (c.every == 0)
        error_set(&err, ERROR_USAGE, "study_oracle STUDY EVERY BOOK…");
    for (int i = 3; ok && i < argc; i++)
        ok = compare_book(&c, argv[i], &err);
    store_close(c.store);
    buf_free(&c.expected);
    buf_free(&c.found);
    if (!ok) {
        fprintf(stderr, "%s\n", err.text);
        return 2;
    }
    printf("%zu times a report and a codebook, %zu excerpts, %zu differ\n", c.reports, c.excerpts, c.different);
    return c.different > 0;
}
