/* The manifest: CSV with a header row that names the columns. */
#include "base/ascii.h"
#include "base/csv.h"
#include "run/attributes.h"
#include "run/periods.h"
#include "run/run_internal.h"

#include <stdlib.h>

enum { MANIFEST_MAX_BYTES = 64 << 20 };

/* "Leeds;York" and "Leeds ; York" become "Leeds; York". */
static struct str join_names(struct arena *a, struct str names)
{
    struct buf b = {0};
    struct str one, joined;

    while (str_next(&names, ';', &one)) {
        one = str_trim(one);
        if (one.size > 0)
            buf_add_format(&b, "%s%.*s", b.size ? "; " : "", STR_ARGS(one));
    }
    joined = arena_str(a, buf_str(&b));
    buf_free(&b);
    return joined;
}

static struct str *field_of(struct run_manifest_row *row, struct str column)
{
    const struct { const char *name; struct str *value; } columns[] = {
        {"file", &row->file}, {"sha256", &row->sha256}, {"authority", &row->attributes.authorities},
    };
    size_t which = str_find_caseless(column, store_attribute_names, ATTRIBUTE_COUNT);

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (str_equal_caseless(column, str_of(columns[i].name)))
            return columns[i].value;
    return which < ATTRIBUTE_COUNT ? store_attribute(&row->attributes, (enum attribute)which) : NULL;
}

/* page_count: 0 where the file is not read yet. */
static bool check_nature(const struct run_manifest_row *row, uint32_t page_count, struct error *err)
{
    struct report_attributes a = row->attributes;
    struct buf why = {0};
    bool ok = true;
    char where[32] = "--pages";

    if (row->line > 0)
        snprintf(where, sizeof where, "line %u", row->line);
    for (int i = 0; ok && i < ATTRIBUTE_COUNT; i++)
        ok = run_nature_holds((enum attribute)i, *store_attribute(&a, (enum attribute)i), page_count, &why)
            || error_set(err, ERROR_INPUT, "%s: %s", where, buf_text(&why));
    buf_free(&why);
    return ok;
}

static bool check_row(const struct run_manifest_row *row, struct error *err)
{
    const struct report_attributes *a = &row->attributes;

    if (row->file.size == 0 && row->sha256.size == 0)
        return error_set(err, ERROR_INPUT, "line %u: names no file", row->line);
    if (a->period_start.size > 0 && !run_is_date(a->period_start))
        return error_set(err, ERROR_INPUT, "line %u: period_start \"%.*s\" is no date; write it as 2023-04-01",
                         row->line, STR_ARGS(a->period_start));
    if (a->period_end.size > 0 && !run_is_date(a->period_end))
        return error_set(err, ERROR_INPUT, "line %u: period_end \"%.*s\" is no date; write it as 2024-03-31",
                         row->line, STR_ARGS(a->period_end));
    if (a->period_start.size > 0 && a->period_end.size > 0 && str_compare(a->period_start, a->period_end) > 0)
        return error_set(err, ERROR_INPUT, "line %u: the period ends before it starts", row->line);
    return check_nature(row, 0, err);
}

static bool check_header(const struct csv_record *header, struct error *err)
{
    struct run_manifest_row row = {0};
    bool names_file = false;

    for (size_t i = 0; i < header->count; i++) {
        names_file = names_file || str_equal_caseless(header->at[i], STR("file"))
            || str_equal_caseless(header->at[i], STR("sha256"));
        for (size_t j = 0; j < i; j++)
            if (field_of(&row, header->at[i]) && field_of(&row, header->at[i]) == field_of(&row, header->at[j]))
                return error_set(err, ERROR_INPUT, "line 1: column %.*s stands twice", STR_ARGS(header->at[i]));
    }
    return names_file
        || error_set(err, ERROR_INPUT, "line 1: there is no column \"file\" or \"sha256\"; the first row names the "
                     "columns, with commas between them");
}

static bool take_row(struct run_manifest *m, const struct csv_record *header, const struct csv_record *f,
                     struct error *err)
{
    struct run_manifest_row row = {.line = f->line, .attributes.source = SOURCE_MANIFEST};

    if (f->count != header->count)
        return error_set(err, ERROR_INPUT, "line %u: %zu fields, but the first row names %zu columns", f->line,
                         f->count, header->count);
    for (size_t i = 0; i < f->count; i++) {
        struct str *value = field_of(&row, header->at[i]);

        if (value)
            *value = f->at[i];
    }
    row.attributes.authorities = join_names(&m->arena, row.attributes.authorities);
    if (!check_row(&row, err))
        return false;
    *VEC_PUSH(m) = row;
    return true;
}

bool run_manifest_parse(struct run_manifest *m, struct str text, struct error *err)
{
    struct csv_reader c;
    struct csv_record *header = arena_alloc(&m->arena, 2, sizeof *header), *f = header + 1;
    bool more;

    if (!csv_read_start(&c, text, err) || !csv_read_record(&c, header, &m->arena, &more, err)
        || !check_header(header, err))
        return false;
    for (;;) {
        if (!csv_read_record(&c, f, &m->arena, &more, err))
            return false;
        if (!more)
            return true;
        if (!take_row(m, header, f, err))
            return false;
    }
}

bool run_manifest_read(struct run_manifest *m, const char *path, struct error *err)
{
    struct buf text = {0};
    bool ok = file_read(&text, path, MANIFEST_MAX_BYTES, err);

    if (ok && !run_manifest_parse(m, buf_str(&text), err))
        ok = error_within(err, "%s", path);
    buf_free(&text);
    return ok;
}

bool run_manifest_add_pages(struct run_manifest *m, const char *pages, struct error *err)
{
    struct str all = str_of(pages), file = all, span = STR("");
    struct page_span read;

    for (size_t i = all.size; span.size == 0 && i > 0; i--)
        if (all.at[i - 1] == ':') {
            file = str_slice(all, 0, i - 1);
            span = str_slice(all, i, all.size);
        }
    if (file.size == 0 || !document_parse_pages(span, &read))
        return error_set(err, ERROR_USAGE, "--pages %s: write it as FILE:12-47, the file's first page being 1", pages);
    *VEC_PUSH(m) = (struct run_manifest_row){
        .file = file, .attributes = {.report_pages = span, .source = SOURCE_PERSON}};
    return true;
}

void run_manifest_free(struct run_manifest *m)
{
    free(m->at);
    arena_free(&m->arena);
    *m = (struct run_manifest){0};
}

/* Whether path ends with the whole names of file. */
static bool ends_with_file(struct str path, struct str file)
{
    while (str_starts(file, STR("./")))
        file = str_slice(file, 2, file.size);
    return file.size > 0 && str_ends(path, file)
        && (path.size == file.size || *file.at == '/' || path.at[path.size - file.size - 1] == '/');
}

static struct str last_name(struct str path)
{
    for (size_t i = path.size; i > 0; i--)
        if (path.at[i - 1] == '/')
            return str_slice(path, i, path.size);
    return path;
}

/* The one report whose path ends with file; *several where they are different ones. */
static int64_t report_of_file(const struct run_files *files, struct str file, bool *several)
{
    int64_t report = 0;

    *several = false;
    for (size_t i = 0; i < files->count; i++) {
        if (files->at[i].report == 0 || !ends_with_file(files->at[i].name, file))
            continue;
        *several = *several || (report != 0 && report != files->at[i].report);
        report = files->at[i].report;
    }
    return report;
}

static bool find_report(struct store *s, const struct run_files *files, const struct run_manifest_row *row,
                        int64_t *report, bool *several, struct error *err)
{
    struct buf hash = {0};
    bool found = false, ok = true;

    *several = false;
    *report = 0;
    for (size_t i = 0; i < row->sha256.size; i++)
        buf_add_char(&hash, ascii_lower(row->sha256.at[i]));
    if (hash.size > 0)
        ok = store_find_report(s, hash.at, report, &found, err);
    buf_free(&hash);
    if (!ok || found || row->file.size == 0)
        return ok;
    *report = report_of_file(files, row->file, several);
    if (*report == 0)
        *report = report_of_file(files, last_name(row->file), several);
    return true;
}

static bool note_unmatched(struct index_summary *out, const struct run_manifest_row *row, bool several,
                           struct error *err)
{
    struct str name = row->file.size ? row->file : row->sha256;

    if (row->line == 0)
        return error_set(err, ERROR_INPUT, "--pages: %s %.*s", several ? "several files are" : "no file met is",
                         STR_ARGS(name));

    if (out->manifest_unmatched++ == 0)
        snprintf(out->manifest_first, sizeof out->manifest_first, "line %u: %.*s%s", row->line, STR_ARGS(name),
                 several ? " (several files; write more of the path)" : "");
    return true;
}

static bool apply_row(struct store *s, int64_t report, const struct run_manifest_row *row, struct error *err)
{
    uint32_t count;

    return store_count_pages(s, report, &count, err) && check_nature(row, count, err)
        && store_set_attributes(s, report, &row->attributes, err);
}

bool run_manifest_apply(const struct run_manifest *m, struct store *s, const struct run_files *files,
                        struct index_summary *out, struct error *err)
{
    bool ok = store_begin(s, err);

    if (!ok)
        return false;
    for (size_t i = 0; ok && i < m->count; i++) {
        int64_t report;
        bool several;

        ok = find_report(s, files, &m->at[i], &report, &several, err);
        if (ok && (report == 0 || several))
            ok = note_unmatched(out, &m->at[i], several, err);
        else
            ok = ok && apply_row(s, report, &m->at[i], err);
    }
    return store_end(s, ok, err);
}
