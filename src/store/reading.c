#include "store/reading.h"

#include "store/store_internal.h"

bool store_find_reading(struct store *s, const char *sha256, struct store_reading *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_READING_FIND, err);

    *out = (struct store_reading){.pdf = false};
    if (!q)
        return false;
    store_bind_text(q, ":sha256", str_of(sha256));
    if (!store_must_step(s, q, "how a report was read", err))
        return false;
    snprintf(out->ocr, sizeof out->ocr, "%.*s", STR_ARGS(store_column(q, 0)));
    out->pdf = sqlite3_column_int(q, 1);
    out->unread = sqlite3_column_int(q, 2);
    out->no_text = sqlite3_column_int(q, 3);
    sqlite3_reset(q);
    return true;
}

bool store_set_reading(struct store *s, const char *sha256, const char *ocr, const char *engine, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, *ocr ? SQL_READING_SET : SQL_READING_DROP, err);

    if (!q)
        return false;
    store_bind_text(q, ":sha256", str_of(sha256));
    if (*ocr) {
        store_bind_text(q, ":ocr", str_of(ocr));
        store_bind_text(q, ":engine", str_of(engine));
    }
    return store_run(s, q, err);
}

static bool drop(struct store *s, int64_t report, const enum statement *drops, size_t count, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        sqlite3_stmt *q = store_statement(s, drops[i], err);

        if (!q)
            return false;
        store_bind_int(q, ":report", report);
        if (!store_run(s, q, err))
            return false;
    }
    return true;
}

bool store_drop_findings(struct store *s, int64_t report, struct error *err)
{
    static const enum statement drops[] = {SQL_EXCERPT_DROP, SQL_UNIT_PROBLEM_DROP, SQL_PASS_REPORT_DROP,
                                           SQL_ANSWERS_DROP, SQL_TEMPLATE_REPORT_DROP};

    return drop(s, report, drops, sizeof drops / sizeof drops[0], err);
}

bool store_replace_report(struct store *s, int64_t report, const struct document *doc, struct error *err)
{
    static const enum statement drops[] = {SQL_PAGE_DROP, SQL_QUALITY_DROP, SQL_PAGE_RUN_DROP, SQL_BLOCK_DROP,
                                           SQL_SENTENCE_DROP, SQL_FURNITURE_DROP, SQL_GUESS_DROP};
    sqlite3_stmt *q;

    if (!store_drop_findings(s, report, err) || !drop(s, report, drops, sizeof drops / sizeof drops[0], err))
        return false;
    q = store_statement(s, SQL_REPORT_CHANGE, err);
    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    return store_bind_document(s, q, doc, err) && store_run(s, q, err) && store_add_parts(s, report, doc, err)
        && store_count_words(s, report, err);
}
