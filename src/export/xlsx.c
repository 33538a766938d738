/* A workbook: excerpts, decisions, codes, reports, audit answers, and two matrices of reports by codes. */
#include "config.h"
#include "export/grid.h"
#include "export/names.h"
#include "export/package.h"
#include "export/sheet_internal.h"
#include "store/audit.h"
#include "store/decision.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    SHEET_EXCERPTS, SHEET_DECISIONS, SHEET_CODES, SHEET_REPORTS, SHEET_AUDIT, SHEET_MATRIX, SHEET_FRAMEWORK, SHEETS
};
static const char *const sheet_names[SHEETS] = {
    "excerpts", "decisions", "codes", "reports", "audit", "matrix", "framework",
};

struct xlsx_writing {
    lxw_workbook *book;
    struct sheet sheets[SHEETS];
    struct export_fields fields;
    struct grid grid;
    struct names names;
    const struct excerpt_filter *filter;
};

static void write_heads(struct sheet *s, const char *const *names)
{
    for (; *names; names++)
        export_sheet_head(s, str_of(*names), 16);
}

static void write_text_cells(struct sheet *s, const struct str *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        export_sheet_text(s, texts[i]);
}

static void write_field(struct sheet *s, enum export_field field, struct str text)
{
    if (text.size > 0 && export_is_number(field))
        export_sheet_number(s, (double)strtol(text.at, NULL, 10));
    else if (field == FIELD_PERIOD_START || field == FIELD_PERIOD_END)
        export_sheet_date(s, text);
    else
        export_sheet_text(s, text);
}

static bool write_excerpt(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct xlsx_writing *w = payload;
    struct sheet *s = &w->sheets[SHEET_EXCERPTS];

    export_fill_fields(&w->fields, e);
    export_sheet_next(s);
    for (int i = 0; i < FIELD_COUNT; i++)
        write_field(s, (enum export_field)i, w->fields.at[i]);
    return export_grid_add(&w->grid, e, err);
}

/* A row of both matrices. */
static bool write_grid_row(void *payload, const struct grid *g, const struct grid_report *r, struct error *err)
{
    struct xlsx_writing *w = payload;

    (void)err;
    for (int which = SHEET_MATRIX; which <= SHEET_FRAMEWORK; which++) {
        struct sheet *s = &w->sheets[which];

        export_sheet_next(s);
        write_text_cells(s, (const struct str[]){r->sha256, r->path, r->partnership, r->period}, 4);
        for (size_t i = 0; i < g->codes.count; i++)
            if (which == SHEET_MATRIX)
                export_sheet_number(s, g->cells[i].excerpts);
            else
                export_sheet_text(s, buf_str(&g->cells[i].quotations));
    }
    return true;
}

static bool start_grid(struct xlsx_writing *w, struct store *study, struct error *err)
{
    struct buf name = {0};

    w->grid = (struct grid){.filter = w->filter, .row = write_grid_row, .payload = w};
    if (!export_grid_start(&w->grid, study, err))
        return false;
    for (int which = SHEET_MATRIX; which <= SHEET_FRAMEWORK; which++) {
        struct sheet *s = &w->sheets[which];

        write_heads(s, (const char *const[]){"report", "file", "partnership", "period", NULL});
        for (size_t i = 0; i < w->grid.codes.count; i++) {
            buf_clear(&name);
            buf_add_format(&name, "%.*s/%.*s", STR_ARGS(w->grid.codes.at[i].codebook),
                           STR_ARGS(w->grid.codes.at[i].code));
            export_sheet_head(s, buf_str(&name), which == SHEET_MATRIX ? 12 : 40);
        }
    }
    buf_free(&name);
    return true;
}

static bool is_left(struct str filter, struct str word)
{
    return filter.size == 0 || str_equal(filter, word);
}

/* The matrix has the reports that are chosen; where none are left out, decisions of reports without a file stay. */
static bool is_of_chosen(const struct xlsx_writing *w, struct str sha256)
{
    size_t i = 0;

    if (w->filter->report.size + w->filter->choice_count == 0)
        return true;
    while (i < w->grid.reports.count && !str_equal(w->grid.reports.at[i].sha256, sha256))
        i++;
    return i < w->grid.reports.count;
}

static bool write_decision(void *payload, const struct decision_row *d, struct error *err)
{
    struct xlsx_writing *w = payload;
    struct sheet *s = &w->sheets[SHEET_DECISIONS];

    (void)err;
    if (!is_of_chosen(w, d->report) || str_compare(d->at, w->filter->since) < 0)
        return true;
    export_sheet_next(s);
    export_sheet_number(s, (double)d->decision);
    write_text_cells(s, (const struct str[]){export_names_show(&w->names, d->reviewer), d->at, d->kind, d->verdict,
        d->recode, d->memo,
        d->star ? STR("yes") : STR("no"), d->counts ? STR("yes") : STR("no"), d->codebook, d->version, d->code,
        d->origin, d->excerpt, d->report, d->how, d->reason, d->words}, 17);
    return true;
}

static bool write_code(void *payload, const struct code_row *c, struct error *err)
{
    struct xlsx_writing *w = payload;
    struct sheet *s = &w->sheets[SHEET_CODES];

    (void)err;
    if (!is_left(w->filter->codebook, c->codebook) || !is_left(w->filter->theme, c->theme)
        || !is_left(w->filter->code, c->code))
        return true;
    export_sheet_next(s);
    write_text_cells(s, (const struct str[]){c->codebook, c->version, c->theme, c->theme_title, c->code, c->title,
                                             c->definition}, 7);
    export_sheet_number(s, (double)c->excerpts);
    export_sheet_number(s, (double)c->reports);
    export_sheet_number(s, (double)c->reports_searched);
    return true;
}

static bool write_report(void *payload, const struct report_row *r, struct error *err)
{
    struct xlsx_writing *w = payload;
    struct sheet *s = &w->sheets[SHEET_REPORTS];
    const struct report_attributes *a = &r->attributes;

    (void)err;
    if (!store_is_chosen(w->filter, r))
        return true;
    export_sheet_next(s);
    write_text_cells(s, (const struct str[]){r->sha256, r->path, r->format, a->title, a->partnership, a->authorities,
                                             a->region}, 7);
    export_sheet_date(s, a->period_start);
    export_sheet_date(s, a->period_end);
    write_text_cells(s, (const struct str[]){a->period, a->document_kind, a->variant, a->language}, 4);
    export_sheet_number(s, (double)r->pages);
    export_sheet_number(s, (double)r->words);
    export_sheet_number(s, (double)r->sentences);
    export_sheet_number(s, (double)r->excerpts);
    return true;
}

static bool write_answer(void *payload, const struct audit_row *a, struct error *err)
{
    struct xlsx_writing *w = payload;
    struct sheet *s = &w->sheets[SHEET_AUDIT];

    (void)err;
    if (!is_of_chosen(w, a->report) || str_compare(a->at, w->filter->since) < 0)
        return true;
    export_sheet_next(s);
    write_text_cells(s, (const struct str[]){a->report, a->codebook, a->version, a->question, a->answer,
        export_names_show(&w->names, a->reviewer), a->kind, a->at, a->memo, a->evidence}, 10);
    return true;
}

static void write_all_heads(struct xlsx_writing *w)
{
    static const char *const decisions[] = {
        "decision", "reviewer", "at", "kind", "verdict", "recode", "memo", "star", "counts", "codebook", "version",
        "code", "origin", "excerpt", "report", "how", "reason", "words", NULL};
    static const char *const codes[] = {"codebook", "version", "theme", "theme_title", "code", "title", "definition",
                                        "excerpts", "reports", "reports_searched", NULL};
    static const char *const reports[] = {
        "report", "file", "format", "title", "partnership", "authorities", "region", "period_start", "period_end",
        "period", "document_kind", "variant", "language", "pages", "words", "sentences", "excerpts", NULL};
    static const char *const audit[] = {"report", "codebook", "version", "question", "answer", "reviewer", "kind",
                                        "at", "memo", "evidence", NULL};

    for (int i = 0; i < FIELD_COUNT; i++)
        export_sheet_head(&w->sheets[SHEET_EXCERPTS], str_of(export_field_names[i]), i == FIELD_TEXT ? 60 : 16);
    write_heads(&w->sheets[SHEET_DECISIONS], decisions);
    write_heads(&w->sheets[SHEET_CODES], codes);
    write_heads(&w->sheets[SHEET_REPORTS], reports);
    write_heads(&w->sheets[SHEET_AUDIT], audit);
}

static bool write_sheets(struct xlsx_writing *w, struct store *study, struct error *err)
{
    const struct excerpt_filter *f = w->filter;
    const struct decision_filter decisions = {.codebook = f->codebook, .code = f->code};
    const struct audit_filter answers = {.codebook = f->codebook, .counting = true};

    for (int i = 0; i < SHEETS; i++)
        if (!export_sheet_start(&w->sheets[i], w->book, sheet_names[i], err))
            return false;
    write_all_heads(w);
    if (!export_names_read(&w->names, study, f->without_names, err) || !start_grid(w, study, err)
        || !store_excerpts(study, f, write_excerpt, w, err) || !export_grid_finish(&w->grid, err)
        || !store_decisions(study, &decisions, write_decision, w, err)
        || !store_codes(study, write_code, w, err) || !store_reports(study, write_report, w, err)
        || !store_audit_answers(study, &answers, write_answer, w, err))
        return false;
    for (int i = 0; i < SHEETS; i++)
        if (!export_sheet_finish(&w->sheets[i], sheet_names[i], err))
            return false;
    return true;
}

/* The library writes to a path only. */
static bool write_workbook(const char *path, struct xlsx_writing *w, struct store *study, struct error *err)
{
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};
    /* A workbook tells when it was made; one instant for all keeps the bytes the same. */
    lxw_doc_properties properties = {.title = (char *)(uintptr_t)"Excerpts",
                                     .comments = (char *)(uintptr_t)"Made by excerpta " PACKAGE_VERSION,
                                     .created = 946684800};
    lxw_error problem;
    bool ok;

    w->book = workbook_new_opt(path, &options);
    if (!w->book)
        return error_set(err, ERROR_SYSTEM, "the workbook cannot be made");
    workbook_set_properties(w->book, &properties);
    ok = write_sheets(w, study, err);
    problem = workbook_close(w->book);
    return ok && (problem == LXW_NO_ERROR
                  || error_set(err, ERROR_SYSTEM, "the workbook cannot be written: %s", lxw_strerror(problem)));
}

static bool write_xlsx(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    struct xlsx_writing w = {.filter = &options->filter};
    struct buf path = {0};
    bool ok;

    if (!export_make_scratch(&path, err)) {
        buf_free(&path);
        return false;
    }
    ok = write_workbook(path.at, &w, study, err) && export_copy_file(out, path.at, err);
    unlink(path.at);
    for (int i = 0; i < SHEETS; i++) {
        if (ok && options->remarks && w.sheets[i].cut > 0)
            buf_add_format(options->remarks, "sheet %s: %llu texts were longer than a cell may be and are cut\n",
                           sheet_names[i], (unsigned long long)w.sheets[i].cut);
        buf_free(&w.sheets[i].scratch);
    }
    export_grid_free(&w.grid);
    export_names_free(&w.names);
    export_free_fields(&w.fields);
    buf_free(&path);
    return ok;
}

const struct export_format export_xlsx = {
    .name = "xlsx", .summary = "a workbook: excerpts, decisions, codes, reports, audit, matrix, framework",
    .write = write_xlsx,
};
