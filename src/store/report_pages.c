/* Which pages of a file are the report, and what follows when that is said otherwise. */
#include "base/ascii.h"
#include "store/report.h"
#include "store/store_internal.h"

#include <string.h>

int64_t store_words_of(struct str text)
{
    int64_t count = 0;
    bool word = false;

    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c <= ' ') {
            word = false;
        } else if (!word && (c >= 0x80 || ascii_is_digit(c) || ascii_is_letter(c))) {
            word = true;
            count++;
        }
    }
    return count;
}

bool store_count_words(struct store *s, int64_t report, struct error *err)
{
    struct document *doc = NULL;
    sqlite3_stmt *q;
    int64_t words = 0;

    if (!store_load_document(s, report, &doc, err))
        return false;
    for (size_t i = 0; i < doc->block_count; i++)
        if (!doc->blocks[i].outside)
            words += store_words_of(document_text(doc, doc->blocks[i].range));
    document_free(doc);
    q = store_statement(s, SQL_REPORT_WORDS_SET, err);
    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    store_bind_int(q, ":words", words);
    return store_run(s, q, err);
}

bool store_count_pages(struct store *s, int64_t report, uint32_t *pages, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_PAGE_COUNT, err);
    int64_t count = 0;
    bool found;

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    if (!store_one(s, q, &count, &found, err))
        return false;
    *pages = (uint32_t)count;
    return true;
}

bool store_known_pages(struct store *s, int64_t report, struct known_pages *out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REPORT_PAGES_KNOWN, err);
    bool found;

    *out = (struct known_pages){.word = ""};
    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    if (!store_step(s, q, &found, err))
        return false;
    if (found) {
        snprintf(out->word, sizeof out->word, "%.*s", STR_ARGS(store_column(q, 0)));
        sqlite3_reset(q);
    }
    return true;
}

bool store_follow_pages(struct store *s, int64_t report, const struct known_pages *before, struct error *err)
{
    struct known_pages now;

    if (!store_known_pages(s, report, &now, err))
        return false;
    return strcmp(before->word, now.word) == 0
        || (store_drop_findings(s, report, err) && store_count_words(s, report, err));
}
