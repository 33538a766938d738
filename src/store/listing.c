#include "store/listing.h"
#include "store/spans.h"
#include "store/store_internal.h"

#include <stdlib.h>

/* Reports are read whole before the first is handed out, so that a callback may ask the store again. */
struct report_rows {
    struct report_row *at;
    size_t count, room;
    struct arena arena;
};

static void free_rows(struct report_rows *rows)
{
    free(rows->at);
    arena_free(&rows->arena);
}

static bool take_report(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct report_rows *rows = payload;

    (void)each, (void)err;
    *VEC_PUSH(rows) = (struct report_row){
        .id = sqlite3_column_int64(q, 0),
        .sha256 = arena_str(&rows->arena, store_column(q, 1)),
        .path = arena_str(&rows->arena, store_column(q, 2)),
        .format = arena_str(&rows->arena, store_column(q, 3)),
        .predecessor = arena_str(&rows->arena, store_column(q, 4)),
        .paths = sqlite3_column_int64(q, 5), .words = sqlite3_column_int64(q, 6),
        .pages = sqlite3_column_int64(q, 7), .sentences = sqlite3_column_int64(q, 8),
        .excerpts = sqlite3_column_int64(q, 9), .compared = sqlite3_column_int64(q, 10),
        .earlier = sqlite3_column_int64(q, 11), .elsewhere = sqlite3_column_int64(q, 12),
        .earlier_report = arena_str(&rows->arena, store_column(q, 13)),
        .duplicate_of = arena_str(&rows->arena, store_column(q, 14)), .bytes = sqlite3_column_int64(q, 15),
    };
    return true;
}

static bool read_reports(struct store *s, struct report_rows *rows, struct error *err)
{
    if (!store_list(s, store_statement(s, SQL_LIST_REPORTS, err), take_report, NULL, rows, err))
        return false;
    for (size_t i = 0; i < rows->count; i++)
        if (!store_read_attributes(s, rows->at[i].id, &rows->at[i].attributes, &rows->arena, err))
            return false;
    return true;
}

bool store_reports(struct store *s, store_each_report *each, void *payload, struct error *err)
{
    struct report_rows rows = {0};
    bool ok = read_reports(s, &rows, err);

    for (size_t i = 0; ok && i < rows.count; i++)
        ok = each(payload, &rows.at[i], err);
    free_rows(&rows);
    return ok;
}

static bool take_path(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct path_row r = {store_column(q, 0), store_column(q, 2), sqlite3_column_int64(q, 1)};

    return (*(store_each_path *const *)each)(payload, &r, err);
}

bool store_paths(struct store *s, store_each_path *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_LIST_PATHS, err), take_path, &each, payload, err);
}

static bool take_problem(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct problem_row r = {store_column(q, 0), store_column(q, 1), store_column(q, 2), store_column(q, 3)};

    return (*(store_each_problem *const *)each)(payload, &r, err);
}

bool store_problems(struct store *s, store_each_problem *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_LIST_PROBLEMS, err), take_problem, &each, payload, err);
}

static bool take_quality(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct quality_row r = {store_column(q, 0), store_column(q, 1), store_column(q, 2), sqlite3_column_int64(q, 3)};

    return (*(store_each_quality *const *)each)(payload, &r, err);
}

bool store_quality(struct store *s, store_each_quality *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_LIST_QUALITY, err), take_quality, &each, payload, err);
}

static bool take_pass(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct pass_row r = {
        .pass = sqlite3_column_int64(q, 0),
        .codebook = store_column(q, 1), .version = store_column(q, 2), .title = store_column(q, 3),
        .hash = store_column(q, 4), .tool = store_column(q, 5), .started = store_column(q, 6),
        .finished = store_column(q, 7), .reports = sqlite3_column_int64(q, 8),
        .excerpts = sqlite3_column_int64(q, 9), .problems = sqlite3_column_int64(q, 10),
        .current = sqlite3_column_int(q, 11),
    };

    return (*(store_each_pass *const *)each)(payload, &r, err);
}

bool store_passes(struct store *s, store_each_pass *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_LIST_PASSES, err), take_pass, &each, payload, err);
}

static bool take_code(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct code_row r = {
        .codebook = store_column(q, 0), .version = store_column(q, 1), .theme = store_column(q, 2),
        .theme_title = store_column(q, 3), .code = store_column(q, 4), .title = store_column(q, 5),
        .definition = store_column(q, 6), .colour = store_column(q, 7), .excerpts = sqlite3_column_int64(q, 8),
        .reports = sqlite3_column_int64(q, 9), .reports_searched = sqlite3_column_int64(q, 10),
    };

    return (*(store_each_code *const *)each)(payload, &r, err);
}

bool store_codes(struct store *s, store_each_code *each, void *payload, struct error *err)
{
    return store_list(s, store_statement(s, SQL_LIST_CODES, err), take_code, &each, payload, err);
}

/* What take_excerpt needs beside the row. The document is loaded at a report's first excerpt. */
struct excerpt_listing {
    struct store *s;
    const struct report_row *report;
    struct document *document;
    struct store_spans spans;
    store_each_excerpt_row *each;
    void *payload;
};

static bool find_copy(struct excerpt_listing *l, struct excerpt_row *r, struct error *err)
{
    size_t block = document_block_at(l->document, r->range.start);

    r->copy = (struct store_copy){.whence = ""};
    return block >= l->document->block_count || r->range.stop > l->document->blocks[block].range.stop
        || store_find_copy(l->s, r->report_id, block, &r->copy, err);
}

static bool take_excerpt(sqlite3_stmt *q, const void *each, void *payload, struct error *err)
{
    struct excerpt_listing *l = payload;
    int64_t start = sqlite3_column_int64(q, 10), stop = sqlite3_column_int64(q, 11);
    struct excerpt_row r = {
        .excerpt = store_column(q, 0), .report_id = l->report->id, .codebook = store_column(q, 1),
        .version = store_column(q, 2), .theme = store_column(q, 3), .code = store_column(q, 4),
        .rule = store_column(q, 5), .standing = store_column(q, 6), .theme_title = store_column(q, 7),
        .code_title = store_column(q, 8), .colour = store_column(q, 9), .question = store_column(q, 13),
        .origin = store_column(q, 14), .status = store_column(q, 15), .star = sqlite3_column_int(q, 16),
        .decided_by = store_column(q, 17), .memo = store_column(q, 18), .recode = store_column(q, 19),
        .report = l->report,
    };

    (void)each;
    if (!l->document && !store_load_document(l->s, l->report->id, &l->document, err))
        return false;
    if (start < 0 || stop <= start || stop > (int64_t)l->document->text.size)
        return store_damaged(l->s, "an excerpt lies outside its report", err);
    r.range = (struct range){(uint32_t)start, (uint32_t)stop};
    if (!store_read_spans(&l->spans, store_column(q, 12), r.range))
        return store_damaged(l->s, "the words of an excerpt", err);
    r.document = l->document;
    r.spans = l->spans.at;
    r.span_count = l->spans.count;
    return find_copy(l, &r, err) && l->each(l->payload, &r, err);
}

static bool list_report(struct excerpt_listing *l, const struct report_row *report, const struct excerpt_filter *filter,
                        struct error *err)
{
    sqlite3_stmt *q = store_statement(l->s, SQL_LIST_EXCERPTS, err);
    bool ok;

    if (!q)
        return false;
    l->report = report;
    store_bind_int(q, ":report", report->id);
    store_bind_text(q, ":codebook", filter->codebook);
    store_bind_text(q, ":theme", filter->theme);
    store_bind_text(q, ":code", filter->code);
    store_bind_text(q, ":status", filter->status);
    store_bind_text(q, ":standing", filter->standing);
    store_bind_text(q, ":since", filter->since);
    store_bind_int(q, ":without_names", filter->without_names);
    ok = store_list(l->s, q, take_excerpt, NULL, l, err);
    document_free(l->document);
    l->document = NULL;
    return ok;
}

static bool has_authority(struct str names, struct str wanted)
{
    struct str name;

    while (str_next(&names, ';', &name))
        if (str_equal(str_trim(name), wanted))
            return true;
    return false;
}

static bool has_choice(const struct report_row *r, const struct report_choice *c)
{
    struct report_attributes known = r->attributes;
    size_t which = str_find(c->attribute, store_attribute_names, ATTRIBUTE_COUNT);

    if (str_equal(c->attribute, STR("authority")))
        return has_authority(known.authorities, c->value);
    if (str_equal(c->attribute, STR("year")))
        return known.period_end.size >= 4 && str_equal(str_slice(known.period_end, 0, 4), c->value);
    return which < ATTRIBUTE_COUNT && str_equal(*store_attribute(&known, (enum attribute)which), c->value);
}

bool store_is_chosen(const struct excerpt_filter *f, const struct report_row *r)
{
    bool chosen = str_starts(r->sha256, f->report);

    for (size_t i = 0; chosen && i < f->choice_count; i++)
        chosen = has_choice(r, &f->choices[i]);
    return chosen;
}

bool store_excerpts(struct store *s, const struct excerpt_filter *filter, store_each_excerpt_row *each,
                    void *payload, struct error *err)
{
    struct excerpt_listing l = {.s = s, .each = each, .payload = payload};
    struct report_rows rows = {0};
    bool ok = read_reports(s, &rows, err);

    for (size_t i = 0; ok && i < rows.count; i++)
        if (store_is_chosen(filter, &rows.at[i]))
            ok = list_report(&l, &rows.at[i], filter, err);
    free(l.spans.at);
    free_rows(&rows);
    return ok;
}
