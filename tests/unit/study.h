/* A small study for the tests of the review: two reports of the same form, a codebook of two codes, a complete pass. */
#ifndef TESTS_UNIT_STUDY_H
#define TESTS_UNIT_STUDY_H

#include "store/listing.h"
#include "store/pass.h"
#include "tap.h"

#include <string.h>

static const char study_a[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char study_b[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
static const char study_text[] = "Annual report\nFathers are seen. They were not asked.\nCaf\xc3\xa9.";

/* A document of one page with a block and a sentence for each line's sentence of study_text. */
static inline struct document study_document(void)
{
    static const struct page pages[] = {{"1", 595.5f, 842, PAGE_HAS_TEXT, false}};
    static const struct page_run runs[] = {{0, 0}};
    static const struct block blocks[] = {
        {{0, 13}, BLOCK_HEADING, 1, DOCUMENT_NONE, false}, {{14, 52}, BLOCK_PARAGRAPH, 0, 0, false},
        {{53, 59}, BLOCK_LIST_ITEM, 0, 0, false}};
    static const struct range sentences[] = {{0, 13}, {14, 31}, {32, 52}, {53, 59}};

    return (struct document){.text = {study_text, sizeof study_text - 1}, .format = "pdf", .title = "A title",
        .pages = pages, .runs = runs, .blocks = blocks, .sentences = sentences, .page_count = 1, .run_count = 1,
        .block_count = 3, .sentence_count = 4};
}

static inline struct codebook study_codebook(const char *version, const char *hash)
{
    static const struct theme theme = {"theme", "A theme", 0, 2};
    static const struct code codes[] = {
        {.id = "two", .title = "Two", .definition = "d", .colour = "#2a7", .theme = &theme},
        {.id = "one", .title = "One", .definition = "d", .colour = "", .theme = &theme},
    };
    struct codebook book = {.id = "book", .version = version, .language = "en", .title = "Book", .xml = STR("<x/>"),
                            .codes = codes, .code_count = 2, .themes = &theme, .theme_count = 1};

    memcpy(book.hash, hash, FILE_HASH_SIZE);
    return book;
}

static inline bool study_add_report(struct store *s, const char *sha256, const char *path, struct error *err)
{
    struct document doc = study_document();
    struct store_path p = {.path = path, .size = 5, .modified_ns = 77};

    memcpy(p.sha256, sha256, sizeof p.sha256);
    return store_add_report(s, sha256, 5, &doc, &p.report, err) && store_set_path(s, &p, err);
}

/* Codes "one" on [14, 31), [32, 52) and "two" on [32, 52) of each report, in a pass of the codebook's version. */
static inline bool study_code(struct store *s, const char *version, const char *hash, struct error *err)
{
    static const struct { const char *code; struct range r; } finds[] = {
        {"one", {14, 31}}, {"two", {32, 52}}, {"one", {32, 52}}};
    struct codebook book = study_codebook(version, hash);
    int64_t pass, report;
    bool found;

    if (!store_begin_pass(s, &book, "0.1", "", &pass, err))
        return false;
    for (int n = 0; n < 2; n++) {
        if (!store_find_report(s, n ? study_b : study_a, &report, &found, err))
            return false;
        for (int i = 0; i < 3; i++) {
            struct range span = {finds[i].r.start, finds[i].r.start + 4};
            struct store_excerpt e = {finds[i].code, "r", "present", finds[i].r, &span, 1};

            if (!store_add_excerpt(s, pass, report, &e, err))
                return false;
        }
        if (!store_pass_report_done(s, pass, report, 3, err))
            return false;
    }
    return store_end_pass(s, pass, err);
}

static inline bool study_make(struct store **out, const char *path, struct error *err)
{
    return store_open(out, path, STORE_CREATE, err) && study_add_report(*out, study_a, "/r/a.pdf", err)
        && study_add_report(*out, study_b, "/r/b.pdf", err) && study_code(*out, "1.0", study_a, err);
}

#endif
