#include "store/check.h"

#include "store/pass.h"
#include "store/report.h"
#include "store/spans.h"
#include "store/store_internal.h"

#include <stdlib.h>
#include <string.h>

struct checking {
    struct store *s;
    store_each_wrong *each;
    void *payload;
    struct check_summary *sum;
    bool stopped;               /* each said so */
    /* The report whose excerpts are looked at. */
    const struct document *doc;
    char sha256[FILE_HASH_SIZE];
};

static bool tell(struct checking *c, const char *where, const char *what, struct error *err)
{
    c->sum->wrong++;
    c->stopped = !c->each(c->payload, str_of(where), str_of(what), err);
    return !c->stopped;
}

static bool take_wrong(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct checking *c = payload;

    (void)each;
    c->sum->wrong++;
    c->stopped = !c->each(c->payload, store_column(q, 0), store_column(q, 1), err);
    return !c->stopped;
}

/* What a query fails on is itself what is wrong. */
static bool ask(struct checking *c, enum statement id, struct error *err)
{
    struct error failed;

    if (store_list(c->s, store_statement(c->s, id, &failed), take_wrong, NULL, c, &failed))
        return true;
    if (!c->stopped)
        return tell(c, "file", failed.text, err);
    *err = failed;
    return false;
}

static bool on_character(struct str text, int64_t at)
{
    return at >= 0 && at <= (int64_t)text.size && str_is_edge(text, (size_t)at);
}

static bool spans_fit(struct str spans, struct str text, int64_t start, int64_t stop)
{
    struct range one;

    while (store_next_span(&spans, &one))
        if (one.start < start || one.stop > stop || !on_character(text, one.start) || !on_character(text, one.stop))
            return false;
    return spans.size == 0;
}

static bool take_excerpt(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct checking *c = payload;
    int64_t start = sqlite3_column_int64(q, 0), stop = sqlite3_column_int64(q, 1);
    struct str text = c->doc->text, key = store_column(q, 2);
    const char *wrong = NULL;
    char right[17], where[96];

    (void)each;
    c->sum->excerpts++;
    store_excerpt_key(c->s, str_of(c->sha256), store_column(q, 4), store_column(q, 5),
                      (struct range){(uint32_t)start, (uint32_t)stop}, right);
    if (!on_character(text, start) || !on_character(text, stop) || stop <= start)
        wrong = "it does not lie on whole characters of its report";
    else if (!spans_fit(store_column(q, 3), text, start, stop))
        wrong = "its words do not lie inside it";
    else if (!str_equal(key, str_of(right)))
        wrong = "its key is not that of its report, code and place";
    if (!wrong)
        return true;
    snprintf(where, sizeof where, "excerpt %.*s", (int)(key.size < 64 ? key.size : 64), key.at);
    return tell(c, where, wrong, err);
}

static bool check_report(struct checking *c, const struct report_hashes *r, struct error *err)
{
    struct document *doc = NULL;
    struct error failed;
    char hash[FILE_HASH_SIZE], where[FILE_HASH_SIZE + 8];
    bool ok = true;
    sqlite3_stmt *q;

    c->sum->reports++;
    snprintf(where, sizeof where, "report %.12s", r->sha256);
    if (!store_load_document(c->s, r->id, &doc, &failed))
        return tell(c, where, failed.text, err);
    file_hash_bytes(doc->text, hash);
    if (*r->text_hash && strcmp(hash, r->text_hash) != 0)
        ok = tell(c, where, "its text is not the one that was read", err);
    c->doc = doc;
    memcpy(c->sha256, r->sha256, sizeof c->sha256);
    q = store_statement(c->s, SQL_CHECK_EXCERPTS, &failed);
    if (q)
        store_bind_int(q, ":report", r->id);
    if (ok && !store_list(c->s, q, take_excerpt, NULL, c, &failed)) {
        ok = !c->stopped && tell(c, where, failed.text, err);
        if (c->stopped)
            *err = failed;
    }
    document_free(doc);
    return ok;
}

static bool check_reports(struct checking *c, struct error *err)
{
    struct report_hashes *all;
    size_t count;
    struct error failed;
    bool ok = store_report_hashes(c->s, &all, &count, &failed) || tell(c, "reports", failed.text, err);

    for (size_t i = 0; ok && i < count; i++)
        ok = check_report(c, &all[i], err);
    free(all);
    return ok;
}

static bool take_passage(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct checking *c = payload;
    char hash[FILE_HASH_SIZE], where[32];

    (void)each;
    c->sum->passages++;
    file_hash_bytes(store_column(q, 2), hash);
    if (str_equal(store_column(q, 1), str_of(hash)))
        return true;
    snprintf(where, sizeof where, "passage %lld", (long long)sqlite3_column_int64(q, 0));
    return tell(c, where, "its words are not those that were decided on", err);
}

static bool check_passages(struct checking *c, struct error *err)
{
    struct error failed;

    if (store_list(c->s, store_statement(c->s, SQL_CHECK_PASSAGES, &failed), take_passage, NULL, c, &failed))
        return true;
    if (!c->stopped)
        return tell(c, "passages", failed.text, err);
    *err = failed;
    return false;
}

bool store_check(struct store *s, bool full, store_each_wrong *each, void *payload, struct check_summary *out,
                 struct error *err)
{
    struct checking c = {.s = s, .each = each, .payload = payload, .sum = out};

    *out = (struct check_summary){.wrong = 0};
    return ask(&c, full ? SQL_CHECK_PAGES : SQL_CHECK_PAGES_QUICK, err) && ask(&c, SQL_CHECK_REFERENCES, err)
        && ask(&c, SQL_CHECK_COUNTS, err) && (!full || (check_reports(&c, err) && check_passages(&c, err)));
}
