#include "store/area.h"
#include "store/listing.h"
#include "store/pass.h"
#include "store/store_internal.h"
#include "tap.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/test_store.XXXXXX";
static struct buf path_buffer;

static const char *in_folder(const char *name)
{
    buf_clear(&path_buffer);
    buf_add_format(&path_buffer, "%s/%s", folder, name);
    return path_buffer.at;
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;

    if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        printf("# %s: %s\n", path, sqlite3_errmsg(db));
    sqlite3_close(db);
}

static void write_file(const char *path, const char *bytes)
{
    FILE *f = fopen(path, "w");

    if (f) {
        fputs(bytes, f);
        fclose(f);
    }
}

/* A study that cannot be opened: what is there, and the words that must be said. */
static const struct {
    const char *what, *name, *sql, *bytes;
    enum store_mode mode;
    const char *words;
} refused[] = {
    {"no file", "none.db", NULL, NULL, STORE_READ, "run \"excerpta index FOLDER\" first"},
    {"no file to write to", "none.db", NULL, NULL, STORE_WRITE, "no study at"},
    {"a folder", ".", NULL, NULL, STORE_CREATE, "a study is a file"},
    {"a text file", "text.db", NULL, "This is not a database, but a text that is long enough.", STORE_CREATE,
     "this is no study"},
    {"another program's database", "other.db", "CREATE TABLE t(a)", NULL, STORE_CREATE, "another program's"},
    {"another's, by its id", "id.db", "PRAGMA application_id = 7", NULL, STORE_CREATE, "another program's"},
    {"an empty file, to read", "empty.db", NULL, "", STORE_READ, "an empty study"},
    {"a newer version", "newer.db", "PRAGMA application_id = 1163412304; PRAGMA user_version = 99; CREATE TABLE t(a)",
     NULL, STORE_WRITE, "newer excerpta"},
    {"an older version that holds something else", "older.db", "PRAGMA application_id = 1163412304;"
     "PRAGMA user_version = 1; CREATE TABLE t(a)", NULL, STORE_WRITE, "no such view"},
    {"a version between two releases", "between.db", "PRAGMA application_id = 1163412304;"
     "PRAGMA user_version = 2; CREATE TABLE t(a)", NULL, STORE_WRITE, "between two releases"},
    {"nor one of a later such", "later.db", "PRAGMA application_id = 1163412304;"
     "PRAGMA user_version = 3; CREATE TABLE copied(a)", NULL, STORE_WRITE, "between two releases"},
};

static void test_refusals(void)
{
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        const char *path = in_folder(refused[i].name);
        struct store *s = NULL;
        struct error err = {0};

        if (refused[i].bytes)
            write_file(path, refused[i].bytes);
        if (refused[i].sql)
            run_sql(path, refused[i].sql);
        ok(!store_open(&s, path, refused[i].mode, &err) && err.kind == ERROR_STUDY
           && strstr(err.text, refused[i].words), "%s is refused: %s", refused[i].what, err.text);
        store_close(s);
    }
}

static const char text[] = "Annual report\nFathers are seen. They were not asked.\nCaf\xc3\xa9.";

/* A heading, a paragraph of two sentences that runs over a page break, and another paragraph. */
static struct document sample(void)
{
    static const struct page pages[] = {{"i", 595.5f, 842, PAGE_HAS_TEXT, false}, {"1", 595.5f, 842, 93, false}};
    static const struct page_run runs[] = {{0, 0}, {33, 1}};
    static const struct block blocks[] = {
        {{0, 13}, BLOCK_HEADING, 1, DOCUMENT_NONE, false}, {{14, 52}, BLOCK_PARAGRAPH, 0, 0, false},
        {{53, 59}, BLOCK_LIST_ITEM, 0, 0, false}};
    static const struct range sentences[] = {{0, 13}, {14, 31}, {32, 52}, {53, 59}};
    static const struct furniture furniture[] = {{1, {"Page 1", 6}}};

    return (struct document){.text = {text, sizeof text - 1}, .format = "pdf", .title = "A title", .pages = pages,
        .runs = runs, .blocks = blocks, .sentences = sentences, .furniture = furniture, .page_count = 2,
        .run_count = 2, .block_count = 3, .sentence_count = 4, .furniture_count = 1,
        .quality = {[QUALITY_WORDS_FUSED] = 7}};
}

static const char hash_a[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char hash_b[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

static bool set_path(struct store *s, const char *path, const char *hash, int64_t report, enum report_problem problem)
{
    struct store_path p = {.path = path, .size = 5, .modified_ns = 77, .report = report, .problem = problem,
                           .detail = STR("because")};
    struct error err = {0};

    memcpy(p.sha256, hash, strlen(hash) + 1);
    return store_set_path(s, &p, &err) || (printf("# %s\n", err.text), false);
}

static void test_pages_and_rest(const struct document *back)
{
    is_text("i", back->pages[0].label, "a page's label");
    ok(back->pages[0].confidence == PAGE_HAS_TEXT && back->pages[1].confidence == 93, "how surely it was recognised");
    ok(back->quality[QUALITY_WORDS_FUSED] == 7 && back->quality[QUALITY_GLYPHS_LOST] == 0, "and the measures");
    ok(str_equal(back->furniture[0].text, STR("Page 1")) && back->furniture[0].page == 1, "and the furniture");
}

static void test_document(struct store *s, int64_t *a)
{
    struct document doc = sample(), *back = NULL;
    struct error err = {0};
    int64_t again = 0;

    ok(store_begin(s, &err) && store_end(s, store_add_report(s, hash_a, 5, &doc, a, &err), &err), "a report: %s",
       err.text);
    ok(store_add_report(s, hash_a, 5, &doc, &again, &err) && again == *a, "the same bytes are the same report");
    if (!ok(store_load_document(s, *a, &back, &err), "it is read back: %s", err.text))
        return;
    ok(str_equal(back->text, doc.text) && back->page_count == 2 && back->block_count == 3 && back->sentence_count == 4
       && back->furniture_count == 1, "all of it");
    ok(memcmp(back->sentences, doc.sentences, 4 * sizeof *doc.sentences) == 0, "sentences where they were");
    ok(back->blocks[1].heading == 0 && back->blocks[2].kind == BLOCK_LIST_ITEM && back->blocks[0].level == 1
       && back->blocks[2].range.start == 53, "blocks as they were");
    ok(back->runs[1].start == 33 && back->runs[1].page == 1 && back->pages[0].width > 595.4f, "pages too");
    test_pages_and_rest(back);
    document_free(back);
}

static void test_paths(struct store *s, int64_t a, int64_t b)
{
    struct error err = {0};
    struct store_path p;
    bool found = true;

    ok(store_find_path(s, "/r/a.pdf", &p, &found, &err) && !found, "a path that is new");
    ok(set_path(s, "/r/a.pdf", hash_a, a, PROBLEM_NONE) && set_path(s, "/r/copy.pdf", hash_a, a, PROBLEM_NONE)
       && set_path(s, "/r/b.pdf", hash_b, b, PROBLEM_NONE), "three paths of two reports");
    ok(store_find_path(s, "/r/a.pdf", &p, &found, &err) && found && p.size == 5 && p.modified_ns == 77 && p.report == a
       && p.problem == PROBLEM_NONE, "a path that is known");
}

static void test_problems(struct store *s, int64_t a)
{
    struct error err = {0};
    struct store_path p;
    bool found = false;

    ok(set_path(s, "/r/bad.pdf", "cccc", 0, PROBLEM_ENCRYPTED), "a problem");
    ok(store_find_path(s, "/r/bad.pdf", &p, &found, &err) && p.problem == PROBLEM_ENCRYPTED && p.report == 0
       && str_equal(p.detail, STR("because")), "is found by its path");
    ok(store_find_problem(s, "cccc", &p, &found, &err) && found && p.problem == PROBLEM_ENCRYPTED, "and by its hash");
    ok(set_path(s, "/r/bad.pdf", hash_a, a, PROBLEM_NONE) && store_find_problem(s, "cccc", &p, &found, &err) && !found,
       "and is gone when the file is mended");
    ok(set_path(s, "/r/bad.pdf", "cccc", 0, PROBLEM_ENCRYPTED), "and is there again");
}

static bool note_report(void *payload, const struct report_row *r, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%.1s %.*s paths=%d pages=%d words=%d sentences=%d excerpts=%d before=%.1s %.*s/%.*s/%d\n",
                   r->sha256.at, STR_ARGS(r->path), (int)r->paths, (int)r->pages, (int)r->words, (int)r->sentences,
                   (int)r->excerpts, r->predecessor.size ? r->predecessor.at : "-", STR_ARGS(r->attributes.partnership),
                   STR_ARGS(r->attributes.region), (int)r->attributes.source);
    return true;
}

static void test_attributes(struct store *s, int64_t a)
{
    struct report_attributes guess = {.partnership = STR("Guess"), .region = STR("North"), .source = SOURCE_GUESS};
    struct report_attributes manifest = {.partnership = STR("Manifest"), .source = SOURCE_MANIFEST};
    struct buf seen = {0};
    struct error err = {0};

    ok(store_set_attributes(s, a, &manifest, &err) && store_set_attributes(s, a, &guess, &err), "attributes: %s",
       err.text);
    ok(store_reports(s, note_report, &seen, &err), "reports are listed: %s", err.text);
    is_text("a /r/a.pdf paths=2 pages=2 words=10 sentences=4 excerpts=0 before=- Manifest/North/2\n"
            "b /r/b.pdf paths=1 pages=2 words=10 sentences=4 excerpts=0 before=- //0\n", buf_text(&seen),
            "by path; a guess does not overwrite a manifest");
    buf_free(&seen);
}

static void test_bases(struct store *s, int64_t report)
{
    struct report_attributes guess = {.title = STR("Guess"), .source = SOURCE_GUESS}, got;
    struct attribute_basis edited = {SOURCE_PERSON, 100, STR("edited"), STR("")};
    struct arena arena = {0};
    struct error err = {0};

    guess.basis[ATTRIBUTE_title] = (struct attribute_basis){SOURCE_GUESS, 85, STR("cover"), STR("")};
    ok(store_set_attributes(s, report, &guess, &err) && store_read_attributes(s, report, &got, &arena, &err),
       "a guess with its basis: %s", err.text);
    ok(got.basis[ATTRIBUTE_title].confidence == 85 && str_equal(got.basis[ATTRIBUTE_title].origin, STR("cover"))
       && got.basis[ATTRIBUTE_region].source == SOURCE_NONE, "is read back");
    ok(store_set_attribute(s, report, ATTRIBUTE_title, STR(""), &edited, &err)
       && store_set_attributes(s, report, &guess, &err)
       && store_read_attributes(s, report, &got, &arena, &err), "a person says that it is not known: %s", err.text);
    ok(got.title.size == 0 && got.source == SOURCE_PERSON && got.basis[ATTRIBUTE_title].source == SOURCE_PERSON
       && str_equal(got.basis[ATTRIBUTE_title].below, STR("Guess")), "which no guess overwrites");
    arena_free(&arena);
}

/* What a query of one text gives, rows apart by |. */
static void ask(struct store *s, const char *sql, struct buf *out)
{
    sqlite3_stmt *q = NULL;

    buf_clear(out);
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) != SQLITE_OK)
        buf_add_format(out, "%s", sqlite3_errmsg(s->db));
    while (q && sqlite3_step(q) == SQLITE_ROW)
        buf_add_format(out, "%s%s", out->size ? "|" : "",
                       sqlite3_column_text(q, 0) ? (const char *)sqlite3_column_text(q, 0) : "NULL");
    sqlite3_finalize(q);
}

/* Dorset County was replaced by Dorset on 2019-04-01. */
static void test_areas(struct store *s, int64_t report)
{
    static const struct area_authority authorities[] = {
        {"E1", "Dorset", "South West", "County", "", "2019-03-31", "E2"},
        {"E2", "Dorset", "South West", "Unitary", "2019-04-01", "", ""},
        {"E3", "Hull, City of", "Yorkshire", "Unitary", "", "", ""},
    };
    static const struct area_member members[] = {{"Both", "E2", "2019-04-01", "", "s"}, {"Both", "E3", "", "", "s"}};
    static const struct { const char *end, *codes; } periods[] = {
        {"2019-03-31", "E1|E3|NULL"}, {"2020-03-31", "E2|E3|NULL"}, {"", "NULL|E3|NULL"},
    };
    struct area_list list = {authorities, 3, members, 2}, shorter = {authorities, 2, members, 1};
    struct attribute_basis edited = {SOURCE_PERSON, 100, STR("edited"), STR("")};
    struct error err = {0};
    struct buf seen = {0}, again = {0};

    ok(store_set_areas(s, &list, &err), "lists of areas: %s", err.text);
    ask(s, "SELECT total_changes()", &seen);
    ok(store_set_areas(s, &list, &err), "and again");
    ask(s, "SELECT total_changes()", &again);
    is_text(buf_text(&seen), buf_text(&again), "which writes nothing");
    ok(store_set_attribute(s, report, ATTRIBUTE_authorities, STR("Dorset; Hull, City of; Nowhere"), &edited, &err),
       "a report of three");
    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
        ok(store_set_attribute(s, report, ATTRIBUTE_period_end, str_of(periods[i].end), &edited, &err), "a period");
        ask(s, "SELECT code FROM v_report_authority ORDER BY authority", &seen);
        is_text(periods[i].codes, buf_text(&seen), "the codes are those of the period's last day");
    }
    ok(store_set_attribute(s, report, ATTRIBUTE_authorities, STR(""), &edited, &err)
       && store_set_areas(s, &shorter, &err), "other lists: %s", err.text);
    ask(s, "SELECT count(*) FROM authority UNION ALL SELECT count(*) FROM partnership", &seen);
    is_text("2|1", buf_text(&seen), "replace the old ones");
    buf_free(&seen);
    buf_free(&again);
}

/* A file whose bytes have changed: what a person said of the report before stays where the guess stays. */
static void test_carry(struct store *s, int64_t old, int64_t report)
{
    struct report_attributes guess = {.partnership = STR("Same"), .period = STR("2021/22"), .source = SOURCE_GUESS};
    struct attribute_basis edited = {SOURCE_PERSON, 100, STR("edited"), STR("")};
    struct report_attributes got;
    struct arena arena = {0};
    struct error err = {0};

    ok(store_set_attributes(s, old, &guess, &err)
       && store_set_attribute(s, old, ATTRIBUTE_partnership, STR("Right"), &edited, &err)
       && store_set_attribute(s, old, ATTRIBUTE_period, STR("1921/22"), &edited, &err), "edits: %s", err.text);
    guess.period = STR("2022/23");
    ok(store_set_attributes(s, report, &guess, &err) && store_carry_attributes(s, old, report, &err)
       && store_read_attributes(s, report, &got, &arena, &err), "a report that follows: %s", err.text);
    ok(str_equal(got.partnership, STR("Right")), "keeps what was said of the same guess");
    ok(str_equal(got.period, STR("2022/23")), "and not what was said of another");
    arena_free(&arena);
}

/* What the row of one report says of its copies. */
static bool note_copied(void *payload, const struct report_row *r, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%.1s %d %d %d %.1s %.1s\n", r->sha256.at, (int)r->compared, (int)r->earlier,
                   (int)r->elsewhere, r->earlier_report.size ? r->earlier_report.at : "-",
                   r->duplicate_of.size ? r->duplicate_of.at : "-");
    return true;
}

static void test_copied(struct store *s, int64_t a, int64_t b)
{
    const struct store_copied earlier = {b, a, 1, 2, true, 80, 30}, elsewhere = {b, a, 1, 1, false, 100, 38};
    char shelf[FILE_HASH_SIZE];
    struct buf seen = {0};
    struct error err = {0};

    ok(store_find_comparison(s, shelf, &err) && !*shelf, "nothing was compared");
    ok(store_begin(s, &err) && store_begin_comparison(s, "shelf", &err) && store_add_compared(s, a, 50, 0, &err)
       && store_add_compared(s, b, 60, a, &err) && store_add_copied(s, &earlier, &err)
       && store_add_copied(s, &elsewhere, &err) && store_end(s, true, &err), "what was copied: %s", err.text);
    ok(store_find_comparison(s, shelf, &err) && strcmp(shelf, "shelf") == 0, "the shelf is known again");
    ok(store_reports(s, note_copied, &seen, &err), "reports");
    is_text("a 50 0 0 - -\nb 60 30 38 a a\n", buf_text(&seen), "words, sources and the duplicate");
    buf_free(&seen);
}

static void test_copy(struct store *s, int64_t b)
{
    struct store_copy copy;
    struct error err = {0};

    ok(store_find_copy(s, b, 1, &copy, &err) && strcmp(copy.whence, "earlier") == 0 && copy.similarity == 80
       && copy.page == 2 && strcmp(copy.source, hash_a) == 0, "a block says the earlier report first");
    ok(store_find_copy(s, b, 0, &copy, &err) && copy.similarity == 0 && !*copy.whence, "another stands nowhere else");
    ok(store_begin_comparison(s, "other", &err) && store_find_copy(s, b, 1, &copy, &err) && copy.similarity == 0,
       "another comparison begins with nothing");
}

static const struct theme theme = {"theme", "A theme", 0, 2};
static const struct code codes[] = {
    {.id = "two", .title = "Two", .definition = "d", .colour = "#2a7", .theme = &theme},
    {.id = "one", .title = "One", .definition = "d", .colour = "", .theme = &theme},
};

static struct codebook book_of(const char *version, const char *hash)
{
    struct codebook book = {.id = "book", .version = version, .language = "en", .title = "Book", .xml = STR("<x/>"),
                            .codes = codes, .code_count = 2, .themes = &theme, .theme_count = 1};

    memcpy(book.hash, hash, FILE_HASH_SIZE);
    return book;
}

static bool add_excerpt(struct store *s, int64_t pass, int64_t report, const char *code, uint32_t start, uint32_t stop)
{
    struct range spans[] = {{start, start + 2}, {start + 3, stop}};
    struct store_excerpt e = {code, "r", "present", {start, stop}, spans, 2};
    struct error err = {0};

    return store_add_excerpt(s, pass, report, &e, &err);
}

static bool note_excerpt(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct str words = document_text(e->document, e->range);

    (void)err;
    buf_add_format(payload, "%.1s %.*s %.*s [%.*s] %zu,%u-%u\n", e->report->sha256.at, STR_ARGS(e->code),
                   STR_ARGS(e->standing), STR_ARGS(words), e->span_count, e->spans[1].start, e->spans[1].stop);
    return true;
}

static bool note_key(void *payload, const struct excerpt_row *e, struct error *err)
{
    (void)err;
    buf_clear(payload);
    buf_add(payload, e->excerpt);
    return true;
}

static bool note_code(void *payload, const struct code_row *c, struct error *err)
{
    (void)err;
    buf_add_format(payload, "%.*s %d in %d of %d\n", STR_ARGS(c->code), (int)c->excerpts, (int)c->reports,
                   (int)c->reports_searched);
    return true;
}

static void test_pass(struct store *s, int64_t a, int64_t b)
{
    struct codebook book = book_of("1.0", hash_a), other = book_of("1.0", hash_b);
    struct excerpt_filter all = {.codebook = STR("")}, of_b = {.code = STR("one"), .report = STR("bb")};
    struct error err = {0};
    struct buf seen = {0};
    int64_t pass = 0, again = 0, *ids = NULL;
    size_t count = 0;

    ok(store_begin_pass(s, &book, "0.1", "", &pass, &err), "a pass: %s", err.text);
    ok(store_pass_pending(s, pass, &ids, &count, &err) && count == 2 && ids[0] == a && ids[1] == b, "two to do");
    free(ids);
    ok(!store_begin_pass(s, &other, "0.1", "", &again, &err) && err.kind == ERROR_INPUT
       && strstr(err.text, "new version number"), "the same version with another content is refused");
    ok(add_excerpt(s, pass, a, "one", 32, 52) && add_excerpt(s, pass, a, "two", 32, 52)
       && add_excerpt(s, pass, a, "one", 14, 31) && add_excerpt(s, pass, b, "one", 53, 59), "four excerpts");
    ok(!add_excerpt(s, pass, a, "three", 0, 4), "a code that the codebook lacks is refused");
    ok(!add_excerpt(s, pass, a, "one", 14, 31), "so is the same excerpt twice");
    ok(store_pass_report_done(s, pass, a, 3, &err), "one report done");
    ok(store_excerpts(s, &all, note_excerpt, &seen, &err) && seen.size == 0, "nothing is listed of an incomplete pass");
    ok(store_pass_report_done(s, pass, b, 1, &err) && store_end_pass(s, pass, &err), "the pass is complete");
    ok(store_excerpts(s, &all, note_excerpt, &seen, &err), "excerpts: %s", err.text);
    is_text("a one present [Fathers are seen.] 2,17-31\n"
            "a two present [They were not asked.] 2,35-52\n"
            "a one present [They were not asked.] 2,35-52\n"
            "b one present [Caf\xc3\xa9.] 2,56-59\n", buf_text(&seen), "by report, position, place in the codebook");
    buf_clear(&seen);
    ok(store_excerpts(s, &of_b, note_excerpt, &seen, &err), "filtered");
    is_text("b one present [Caf\xc3\xa9.] 2,56-59\n", buf_text(&seen), "by code and the beginning of a hash");
    ok(store_excerpts(s, &of_b, note_key, &seen, &err), "its name");
    /* printf '%s|book|one|53|59' bbb… | sha256sum | cut -c1-16 */
    is_text("ec064478f7be89ed", buf_text(&seen), "is the same on every machine");
    buf_clear(&seen);
    ok(store_codes(s, note_code, &seen, &err), "codes: %s", err.text);
    is_text("two 1 in 1 of 2\none 3 in 2 of 2\n", buf_text(&seen), "counted, of all reports searched");
    ok(store_begin_pass(s, &book, "0.1", "", &again, &err) && again == pass, "the same pass is found again");
    ok(store_pass_pending(s, pass, &ids, &count, &err) && count == 0, "with nothing to do");
    free(ids);
    buf_free(&seen);
}

/* The path of a holds b from now on: b's predecessor is a; going back makes no ring. */
static void test_replaced(struct store *s, int64_t a, int64_t b)
{
    struct buf seen = {0};
    struct error err = {0};

    ok(set_path(s, "/r/a.pdf", hash_b, b, PROBLEM_NONE) && set_path(s, "/r/copy.pdf", hash_b, b, PROBLEM_NONE),
       "both paths hold another report");
    ok(store_reports(s, note_report, &seen, &err), "listed: %s", err.text);
    is_text("b /r/a.pdf paths=3 pages=2 words=10 sentences=4 excerpts=1 before=a //0\n", buf_text(&seen),
            "the report before is named, and no longer listed");
    ok(set_path(s, "/r/a.pdf", hash_a, a, PROBLEM_NONE), "and back");
    buf_clear(&seen);
    ok(store_reports(s, note_report, &seen, &err), "listed: %s", err.text);
    is_text("a /r/a.pdf paths=1 pages=2 words=10 sentences=4 excerpts=3 before=- Manifest/North/2\n"
            "b /r/b.pdf paths=2 pages=2 words=10 sentences=4 excerpts=1 before=a //0\n", buf_text(&seen),
            "without a ring");
    buf_free(&seen);
}

/* Statements that run once a report, excerpt or file must not read whole tables. */
static void test_plans(struct store *s)
{
    static const struct { enum statement id; const char *name; } hot[] = {
        {SQL_REPORT_FIND, "report_find"}, {SQL_REPORT_LOAD, "report_load"}, {SQL_PAGE_EACH, "page_each"},
        {SQL_PAGE_RUN_EACH, "page_run_each"}, {SQL_BLOCK_EACH, "block_each"}, {SQL_SENTENCE_EACH, "sentence_each"},
        {SQL_FURNITURE_EACH, "furniture_each"}, {SQL_PATH_FIND, "path_find"}, {SQL_PROBLEM_FIND, "problem_find"},
        {SQL_ATTRIBUTE_EACH, "attribute_each"}, {SQL_CODE_FIND, "code_find"}, {SQL_PASS_NAMES, "pass_names"},
    };

    for (size_t i = 0; i < sizeof hot / sizeof hot[0]; i++) {
        struct buf sql = {0}, plan = {0};
        sqlite3_stmt *q = NULL;

        buf_add_format(&sql, "EXPLAIN QUERY PLAN %s", store_statement_texts[hot[i].id]);
        if (sqlite3_prepare_v2(s->db, sql.at, -1, &q, NULL) != SQLITE_OK)
            buf_add_format(&plan, "SCAN? %s", sqlite3_errmsg(s->db));
        while (q && sqlite3_step(q) == SQLITE_ROW)
            buf_add_format(&plan, "%s; ", (const char *)sqlite3_column_text(q, 3));
        ok(plan.size > 0 && !strstr(plan.at, "SCAN") && !strstr(plan.at, "TEMP B-TREE"), "%s uses an index (%s)",
           hot[i].name, buf_text(&plan));
        sqlite3_finalize(q);
        buf_free(&sql);
        buf_free(&plan);
    }
}

static const char *const spoilings[] = {
    "UPDATE sentence SET stop = 99999 WHERE ordinal = 3",
    "UPDATE sentence SET ordinal = 1000000000000000 WHERE ordinal = 1",
    "UPDATE block SET ordinal = 1000000000000000 WHERE ordinal = 1",
    "UPDATE block SET heading = 2 WHERE ordinal = 1",
    "UPDATE block SET kind = 'poem' WHERE ordinal = 1",
    "UPDATE page_run SET page = 7",
    "UPDATE report SET text_bytes = 1000000000000",
    "UPDATE report SET text_bytes = 7",
    "UPDATE report SET text = x'00'",
    "DELETE FROM page_run WHERE start = 0",
    "UPDATE furniture SET page = -1",
};

static void test_damaged(int64_t a)
{
    for (size_t i = 0; i < sizeof spoilings / sizeof spoilings[0]; i++) {
        struct buf copy = {0}, whole = {0};
        struct document *doc = NULL;
        struct store *s = NULL;
        struct error err = {0};

        buf_add(&copy, str_of(in_folder("spoilt.db")));
        unlink(copy.at);
        buf_add_format(&whole, "VACUUM INTO '%s'", copy.at);
        run_sql(in_folder("study.db"), whole.at);
        run_sql(copy.at, spoilings[i]);
        ok(store_open(&s, copy.at, STORE_READ, &err) && !store_load_document(s, a, &doc, &err)
           && err.kind == ERROR_STUDY && strstr(err.text, "damaged"), "refused: %s: %s", spoilings[i], err.text);
        store_close(s);
        buf_free(&copy);
        buf_free(&whole);
    }
}

static void test_modes(void)
{
    struct store *s = NULL, *other = NULL;
    struct error err = {0};
    int64_t id;
    struct document doc = sample();

    if (!ok(store_open(&s, in_folder("study.db"), STORE_READ, &err), "opened to read: %s", err.text))
        return;
    ok(!store_add_report(s, "cc", 5, &doc, &id, &err) && err.kind == ERROR_STUDY, "a reader cannot write");
    ok(store_open(&other, in_folder("study.db"), STORE_CREATE, &err), "one that is there is opened, not made");
    ok(strstr(store_file(other), "study.db") && *store_file(other) == '/', "it knows its file");
    ok(store_check_statements(other, &err), "every statement fits the schema %s", err.text);
    store_close(s);
    store_close(other);
    store_close(NULL);
}

int main(void)
{
    struct store *s = NULL;
    struct error err = {0};
    struct document doc = sample();
    int64_t a = 0, b = 0;

    if (!mkdtemp(folder))
        return 99;
    test_refusals();
    if (!ok(store_open(&s, in_folder("study.db"), STORE_CREATE, &err), "a new study %s", err.text))
        return done_testing();
    test_document(s, &a);
    ok(store_add_report(s, hash_b, 5, &doc, &b, &err), "another report: %s", err.text);
    ok(store_begin(s, &err) && set_path(s, "/r/undone", hash_a, a, PROBLEM_NONE), "a path, in a transaction");
    ok(!store_end(s, false, &err), "which is undone");
    test_paths(s, a, b);
    test_problems(s, a);
    test_attributes(s, a);
    test_copied(s, a, b);
    test_copy(s, b);
    test_pass(s, a, b);
    test_replaced(s, a, b);
    test_bases(s, b);
    test_areas(s, b);
    test_carry(s, a, b);
    test_plans(s);
    store_close(s);
    test_modes();
    test_damaged(a);
    buf_clear(&path_buffer);
    buf_add_format(&path_buffer, "rm -r '%s'", folder);
    ok(system(path_buffer.at) == 0, "the scratch folder goes away");
    buf_free(&path_buffer);
    return done_testing();
}
