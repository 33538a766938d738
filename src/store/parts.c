/* A document's pages, blocks, sentences and furniture, written and read back. What is read is
 * checked: a study may come from elsewhere, and no range may lead out of its text. */
#include "store/report.h"
#include "store/store_internal.h"

#include <zstd.h>

static bool add_pages(struct store *s, int64_t report, const struct document *doc, struct error *err)
{
    sqlite3_stmt *q;

    for (size_t i = 0; i < doc->page_count; i++) {
        if (!(q = store_statement(s, SQL_PAGE_ADD, err)))
            return false;
        store_bind_int(q, ":report", report);
        store_bind_int(q, ":ordinal", (int64_t)i);
        store_bind_text(q, ":label", str_of(doc->pages[i].label));
        store_bind_real(q, ":width", (double)doc->pages[i].width);
        store_bind_real(q, ":height", (double)doc->pages[i].height);
        store_bind_int(q, ":confidence", doc->pages[i].confidence);
        if (!store_run(s, q, err))
            return false;
    }
    for (size_t i = 0; i < doc->run_count; i++) {
        if (!(q = store_statement(s, SQL_PAGE_RUN_ADD, err)))
            return false;
        store_bind_int(q, ":report", report);
        store_bind_int(q, ":start", doc->runs[i].start);
        store_bind_int(q, ":page", doc->runs[i].page);
        if (!store_run(s, q, err))
            return false;
    }
    return true;
}

static bool add_blocks(struct store *s, int64_t report, const struct document *doc, struct error *err)
{
    for (size_t i = 0; i < doc->block_count; i++) {
        const struct block *b = &doc->blocks[i];
        sqlite3_stmt *q = store_statement(s, SQL_BLOCK_ADD, err);

        if (!q)
            return false;
        store_bind_int(q, ":report", report);
        store_bind_int(q, ":ordinal", (int64_t)i);
        store_bind_int(q, ":start", b->range.start);
        store_bind_int(q, ":stop", b->range.stop);
        store_bind_text(q, ":kind", str_of(block_kind_words[b->kind]));
        store_bind_int(q, ":level", b->level);
        store_bind_int(q, ":heading", b->heading);
        if (!store_run(s, q, err))
            return false;
    }
    return true;
}

static bool add_rest(struct store *s, int64_t report, const struct document *doc, struct error *err)
{
    sqlite3_stmt *q;

    for (size_t i = 0; i < doc->sentence_count; i++) {
        if (!(q = store_statement(s, SQL_SENTENCE_ADD, err)))
            return false;
        store_bind_int(q, ":report", report);
        store_bind_int(q, ":ordinal", (int64_t)i);
        store_bind_int(q, ":start", doc->sentences[i].start);
        store_bind_int(q, ":stop", doc->sentences[i].stop);
        if (!store_run(s, q, err))
            return false;
    }
    for (size_t i = 0; i < doc->furniture_count; i++) {
        if (!(q = store_statement(s, SQL_FURNITURE_ADD, err)))
            return false;
        store_bind_int(q, ":report", report);
        store_bind_int(q, ":ordinal", (int64_t)i);
        store_bind_int(q, ":page", doc->furniture[i].page);
        store_bind_text(q, ":text", doc->furniture[i].text);
        if (!store_run(s, q, err))
            return false;
    }
    return true;
}

static bool add_quality(struct store *s, int64_t report, const struct document *doc, struct error *err)
{
    for (int i = 0; i < QUALITY_COUNT; i++) {
        sqlite3_stmt *q;

        if (doc->quality[i] == 0)
            continue;
        if (!(q = store_statement(s, SQL_QUALITY_ADD, err)))
            return false;
        store_bind_int(q, ":report", report);
        store_bind_text(q, ":measure", str_of(quality_words[i]));
        store_bind_int(q, ":value", doc->quality[i]);
        if (!store_run(s, q, err))
            return false;
    }
    return true;
}

bool store_add_parts(struct store *s, int64_t report, const struct document *doc, struct error *err)
{
    return add_pages(s, report, doc, err) && add_blocks(s, report, doc, err) && add_rest(s, report, doc, err)
        && add_quality(s, report, doc, err);
}

/* What is being read. Each of the functions below takes one row; false: it makes no sense. */
struct loading {
    struct document *doc;
    struct page *pages;
    struct page_run *runs;
    struct block *blocks;
    struct range *sentences;
    struct furniture *furniture;
};

static bool read_range(struct loading *l, sqlite3_stmt *q, uint32_t from, struct range *r)
{
    int64_t start = sqlite3_column_int64(q, 0), stop = sqlite3_column_int64(q, 1);

    *r = (struct range){(uint32_t)start, (uint32_t)stop};
    return start >= (int64_t)from && stop >= start && stop <= (int64_t)l->doc->text.size;
}

static bool is_page(const struct loading *l, int64_t page)
{
    return page >= 0 && page < (int64_t)l->doc->page_count;
}

static bool take_page(struct loading *l, sqlite3_stmt *q, size_t i)
{
    int confidence = sqlite3_column_int(q, 3);

    l->pages[i] = (struct page){arena_copy(&l->doc->arena, store_column(q, 0)), (float)sqlite3_column_double(q, 1),
                                (float)sqlite3_column_double(q, 2), confidence, false};
    return confidence >= PAGE_HAS_TEXT && confidence <= 100;
}

static bool take_run(struct loading *l, sqlite3_stmt *q, size_t i)
{
    int64_t start = sqlite3_column_int64(q, 0), page = sqlite3_column_int64(q, 1);

    l->runs[i] = (struct page_run){(uint32_t)start, (uint32_t)page};
    return start >= 0 && start <= (int64_t)l->doc->text.size && (i > 0 || start == 0) && is_page(l, page);
}

static bool take_block(struct loading *l, sqlite3_stmt *q, size_t i)
{
    struct block *b = &l->blocks[i];
    struct str kind = store_column(q, 2);
    int64_t level = sqlite3_column_int64(q, 3), heading = sqlite3_column_int64(q, 4);
    size_t k = str_find(kind, block_kind_words, BLOCK_KIND_COUNT);

    if (k == BLOCK_KIND_COUNT || level < 0 || level > 6 || heading < DOCUMENT_NONE || heading >= (int64_t)i
        || (heading >= 0 && l->blocks[heading].kind != BLOCK_HEADING))
        return false;
    b->kind = (enum block_kind)k;
    b->level = (int)level;
    b->heading = (int)heading;
    return read_range(l, q, i > 0 ? b[-1].range.stop : 0, &b->range);
}

static bool take_sentence(struct loading *l, sqlite3_stmt *q, size_t i)
{
    return read_range(l, q, i > 0 ? l->sentences[i - 1].stop : 0, &l->sentences[i]);
}

static bool take_furniture(struct loading *l, sqlite3_stmt *q, size_t i)
{
    int64_t page = sqlite3_column_int64(q, 0);

    l->furniture[i] = (struct furniture){(uint32_t)page, arena_str(&l->doc->arena, store_column(q, 1))};
    return is_page(l, page);
}

/* A measure of a later version is passed over. */
static bool take_quality(struct loading *l, sqlite3_stmt *q, size_t i)
{
    int64_t value = sqlite3_column_int64(q, 1);
    size_t k = str_find(store_column(q, 0), quality_words, QUALITY_COUNT);

    (void)i;
    if (k < QUALITY_COUNT)
        l->doc->quality[k] = (uint32_t)value;
    return value >= 0 && value <= UINT32_MAX;
}

/* In the order of SQL_REPORT_LOAD's numbers. */
enum part_kind { PART_PAGES, PART_RUNS, PART_BLOCKS, PART_SENTENCES, PART_FURNITURE, PART_QUALITY, PART_COUNT };
static const struct part {
    enum statement statement;
    const char *what;
    bool (*take)(struct loading *l, sqlite3_stmt *q, size_t i);
} parts[PART_COUNT] = {
    [PART_PAGES] = {SQL_PAGE_EACH, "a report's pages", take_page},
    [PART_RUNS] = {SQL_PAGE_RUN_EACH, "where a report's pages begin", take_run},
    [PART_BLOCKS] = {SQL_BLOCK_EACH, "a report's blocks", take_block},
    [PART_SENTENCES] = {SQL_SENTENCE_EACH, "a report's sentences", take_sentence},
    [PART_FURNITURE] = {SQL_FURNITURE_EACH, "a report's running headers", take_furniture},
    [PART_QUALITY] = {SQL_QUALITY_EACH, "a report's measures of quality", take_quality},
};

static bool load_part(struct store *s, int64_t report, const struct part *part, struct loading *l, size_t count,
                      struct error *err)
{
    sqlite3_stmt *q = store_statement(s, part->statement, err);
    size_t i = 0;
    bool row;

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    for (;; i++) {
        if (!store_step(s, q, &row, err))
            return false;
        if (!row)
            break;
        if (i == count || !part->take(l, q, i)) {
            sqlite3_reset(q);
            return store_damaged(s, part->what, err);
        }
    }
    return i == count || store_damaged(s, part->what, err);
}

static bool load_text(struct store *s, sqlite3_stmt *q, struct document *doc, struct error *err)
{
    int64_t size = sqlite3_column_int64(q, 2);
    struct str packed = store_column(q, 3);
    char *text;

    doc->format = arena_copy(&doc->arena, store_column(q, 0));
    doc->title = arena_copy(&doc->arena, store_column(q, 1));
    if (size < 0 || size > DOCUMENT_MAX_TEXT)
        return store_damaged(s, "the size of a report's text", err);
    text = arena_alloc(&doc->arena, (size_t)size + 1, 1);
    if (ZSTD_decompress(text, (size_t)size, packed.at, packed.size) != (size_t)size)
        return store_damaged(s, "a report's text", err);
    doc->text = (struct str){text, (size_t)size};
    return str_is_text(doc->text) || store_damaged(s, "a report's text", err);
}

bool store_load_text(struct store *s, int64_t report, struct arena *arena, struct str *text, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REPORT_TEXT, err);
    struct document doc = {.arena = *arena};
    bool ok;

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    if (!store_must_step(s, q, "a report is not there", err))
        return false;
    ok = load_text(s, q, &doc, err);
    sqlite3_reset(q);
    *arena = doc.arena;
    *text = doc.text;
    return ok;
}

/* Whether a part is read: all are, or blocks and sentences and, where some stand outside the report's pages, what tells
 * which. */
static bool is_read(int part, bool whole, bool parted)
{
    return whole || part == PART_BLOCKS || part == PART_SENTENCES
        || (parted && (part == PART_PAGES || part == PART_RUNS));
}

static bool load_document(struct store *s, int64_t report, bool whole, struct document **out, struct error *err)
{
    sqlite3_stmt *q = store_statement(s, SQL_REPORT_LOAD, err);
    struct arena arena = {0};
    struct document *doc;
    size_t counts[PART_COUNT];
    struct page_span pages;
    bool ok, parted;

    if (!q)
        return false;
    store_bind_int(q, ":report", report);
    if (!store_must_step(s, q, "a report is not there", err))
        return false;
    parted = document_parse_pages(store_column(q, 4 + PART_COUNT), &pages);
    doc = arena_alloc(&arena, 1, sizeof *doc);
    doc->arena = arena;     /* it lives in its own, as document_free expects */
    for (int i = 0; i < PART_COUNT; i++)
        counts[i] = is_read(i, whole, parted) ? (size_t)sqlite3_column_int64(q, 4 + i) : 0;
    ok = load_text(s, q, doc, err);
    sqlite3_reset(q);
    struct loading l = {doc,
        arena_alloc(&doc->arena, counts[PART_PAGES], sizeof *l.pages),
        arena_alloc(&doc->arena, counts[PART_RUNS], sizeof *l.runs),
        arena_alloc(&doc->arena, counts[PART_BLOCKS], sizeof *l.blocks),
        arena_alloc(&doc->arena, counts[PART_SENTENCES], sizeof *l.sentences),
        arena_alloc(&doc->arena, counts[PART_FURNITURE], sizeof *l.furniture)};
    doc->pages = l.pages, doc->page_count = counts[PART_PAGES];
    doc->runs = l.runs, doc->run_count = counts[PART_RUNS];
    doc->blocks = l.blocks, doc->block_count = counts[PART_BLOCKS];
    doc->sentences = l.sentences, doc->sentence_count = counts[PART_SENTENCES];
    doc->furniture = l.furniture, doc->furniture_count = counts[PART_FURNITURE];
    for (int i = 0; ok && i < PART_COUNT; i++)
        ok = !is_read(i, whole, parted) || load_part(s, report, &parts[i], &l, counts[i], err);
    if (ok && parted)
        document_keep_pages(doc, l.pages, l.blocks, pages);
    if (!ok) {
        document_free(doc);
        return false;
    }
    *out = doc;
    return true;
}

bool store_load_document(struct store *s, int64_t report, struct document **out, struct error *err)
{
    return load_document(s, report, true, out, err);
}

bool store_load_words(struct store *s, int64_t report, struct document **out, struct error *err)
{
    return load_document(s, report, false, out, err);
}
