/* The reports of a study, coded with codebooks by src/match, with its filter and without, beside the plain matcher.
 * Usage: study_oracle STUDY EVERY BOOK…: each EVERY-th report. Ends with 1 where an excerpt differs. */
#include "match/match.h"
#include "oracle/lines.h"
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
        struct match_sink sink = lines_sink(&c->found);

        buf_clear(&c->found);
        if (!match_run(c->workers[k], doc, &sink, err))
            abort();
        if (strcmp(buf_text(&c->expected), buf_text(&c->found)) != 0) {
            c->different++;
            printf("%s, %.*s\n", c->book_path, STR_ARGS(r->path));
            lines_tell(how[k], &c->expected, &c->found);
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
