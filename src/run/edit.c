#include "run/edit.h"

#include "base/csv.h"
#include "base/nearest.h"
#include "run/edit_internal.h"

#include <stdarg.h>
#include <stdlib.h>

enum { COLUMN_FILE = ATTRIBUTE_COUNT, COLUMN_SHA256, COLUMN_PASSED_OVER, COLUMN_NONE };

static bool add_report(void *payload, const struct report_row *r, struct error *err)
{
    struct edit *e = payload;
    struct edit_report *to = VEC_PUSH(&e->reports);

    (void)err;
    *to = (struct edit_report){.id = r->id, .pages = (uint32_t)r->pages, .known = r->attributes};
    to->sha256 = arena_str(&e->arena, r->sha256);
    to->path = arena_str(&e->arena, r->path);
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        struct str *value = store_attribute(&to->known, (enum attribute)i);
        struct attribute_basis *basis = &to->known.basis[i];

        *value = arena_str(&e->arena, *value);
        basis->origin = arena_str(&e->arena, basis->origin);
        basis->below = arena_str(&e->arena, basis->below);
    }
    to->wanted = to->known;
    return true;
}

static void free_edit(struct edit *e)
{
    free(e->reports.at);
    arena_free(&e->arena);
    buf_free(&e->wrong);
}

void run_edit_wrong(struct edit *e, unsigned line, const char *format, ...)
{
    char words[512];
    va_list args;

    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    buf_add_format(&e->wrong, "%sline %u: %s", e->wrong_count++ ? "\n" : "", line, words);
}

static struct str from_words(struct arena *a, const struct attribute_basis *basis)
{
    struct buf b = {0};
    struct str words;

    buf_add(&b, basis->origin);
    if (basis->source == SOURCE_GUESS)
        buf_add_format(&b, " %d", basis->confidence);
    if (basis->below.size > 0)
        buf_add_format(&b, "; else %.*s", STR_ARGS(basis->below));
    words = arena_str(a, buf_str(&b));
    buf_free(&b);
    return words;
}

bool run_edit_write(FILE *out, struct store *s, struct error *err)
{
    struct str row[2 + 2 * ATTRIBUTE_COUNT] = {STR("file"), STR("sha256")};
    struct edit e = {0};
    bool ok = store_reports(s, add_report, &e, err);

    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        struct buf name = {0};

        buf_add_format(&name, "%s_from", store_attribute_names[i]);
        row[2 + i] = str_of(store_attribute_names[i]);
        row[2 + ATTRIBUTE_COUNT + i] = arena_str(&e.arena, buf_str(&name));
        buf_free(&name);
    }
    if (ok)
        csv_write_row(out, row, sizeof row / sizeof row[0]);
    for (size_t k = 0; ok && k < e.reports.count; k++) {
        struct edit_report *r = &e.reports.at[k];

        row[0] = r->path;
        row[1] = r->sha256;
        for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
            row[2 + i] = *store_attribute(&r->known, (enum attribute)i);
            row[2 + ATTRIBUTE_COUNT + i] = from_words(&e.arena, &r->known.basis[i]);
        }
        csv_write_row(out, row, sizeof row / sizeof row[0]);
    }
    free_edit(&e);
    return ok;
}

/* An attribute, or one of COLUMN_…. */
static int column_of(struct str name)
{
    if (str_equal_caseless(name, STR("file")))
        return COLUMN_FILE;
    if (str_equal_caseless(name, STR("sha256")))
        return COLUMN_SHA256;
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        struct str word = str_of(store_attribute_names[i]);

        if (str_equal_caseless(name, word))
            return i;
        if (str_equal_caseless(str_slice(name, 0, word.size), word)
            && str_equal_caseless(str_slice(name, word.size, name.size), STR("_from")))
            return COLUMN_PASSED_OVER;
    }
    return COLUMN_NONE;
}

static bool no_such_column(struct str name, struct error *err)
{
    struct nearest near;

    nearest_start(&near, name);
    nearest_offer(&near, "file");
    nearest_offer(&near, "sha256");
    for (int i = 0; i < ATTRIBUTE_COUNT; i++)
        nearest_offer(&near, store_attribute_names[i]);
    return error_set(err, ERROR_INPUT, "line 1: there is no column \"%.*s\"%s%s%s", STR_ARGS(name),
                     NEAREST_ARGS(near));
}

static bool check_header(const struct csv_record *header, struct error *err)
{
    bool hash = false;

    for (size_t i = 0; i < header->count; i++) {
        int column = column_of(header->at[i]);

        if (column == COLUMN_NONE)
            return no_such_column(header->at[i], err);
        hash = hash || column == COLUMN_SHA256;
        for (size_t k = 0; k < i; k++)
            if (column != COLUMN_PASSED_OVER && column_of(header->at[k]) == column)
                return error_set(err, ERROR_INPUT, "line 1: column %.*s stands twice", STR_ARGS(header->at[i]));
    }
    return hash || error_set(err, ERROR_INPUT, "line 1: there is no column \"sha256\", which says what report a row is "
                             "of; write the list anew with --edit --output FILE");
}

static struct edit_report *find_report(struct edit *e, struct str sha256)
{
    for (size_t i = 0; i < e->reports.count; i++)
        if (str_equal_caseless(e->reports.at[i].sha256, sha256))
            return &e->reports.at[i];
    return NULL;
}

static const struct edit_report *find_path(const struct edit *e, struct str path)
{
    for (size_t i = 0; i < e->reports.count; i++)
        if (str_equal(e->reports.at[i].path, path))
            return &e->reports.at[i];
    return NULL;
}

/* Whether a cell is what the list was written with. Blanks around a field are lost in reading. */
static bool is_as_known(struct str cell, struct str known)
{
    known = str_trim(known);
    return str_equal(cell, known) || str_equal(csv_unguarded(cell), known);
}

static void take_cells(struct edit *e, struct edit_report *r, const struct csv_record *header,
                       const struct csv_record *f)
{
    r->line = f->line;
    for (size_t i = 0; i < f->count; i++) {
        int column = column_of(header->at[i]);

        if (column >= ATTRIBUTE_COUNT
            || is_as_known(f->at[i], *store_attribute(&r->known, (enum attribute)column)))
            continue;
        r->edited[column] = true;
        *store_attribute(&r->wanted, (enum attribute)column) = csv_unguarded(f->at[i]);
    }
    run_edit_check(e, r);
}

static void take_row(struct edit *e, const struct csv_record *header, const struct csv_record *f)
{
    struct str sha256 = STR(""), file = STR("");
    struct edit_report *r;

    if (f->count != header->count) {
        run_edit_wrong(e, f->line, "%zu fields, but the first row names %zu columns", f->count, header->count);
        return;
    }
    for (size_t i = 0; i < f->count; i++) {
        if (column_of(header->at[i]) == COLUMN_SHA256)
            sha256 = f->at[i];
        if (column_of(header->at[i]) == COLUMN_FILE)
            file = csv_unguarded(f->at[i]);
    }
    r = find_report(e, sha256);
    if (!r && find_path(e, file))
        run_edit_wrong(e, f->line, "%.*s holds other bytes now; write the list anew with --edit --output FILE",
                       STR_ARGS(file));
    else if (!r)
        run_edit_wrong(e, f->line, "no report of the study has the sha256 \"%.*s\"", STR_ARGS(sha256));
    else if (r->line > 0)
        run_edit_wrong(e, f->line, "the same report as in line %u", r->line);
    else
        take_cells(e, r, header, f);
}

static bool read_rows(struct edit *e, struct str text, struct run_edit_summary *out, struct error *err)
{
    struct csv_record *header = arena_alloc(&e->arena, 2, sizeof *header), *f = header + 1;
    struct csv_reader c;
    bool more;

    if (!csv_read_start(&c, text, err) || !csv_read_record(&c, header, &e->arena, &more, err)
        || !check_header(header, err))
        return false;
    for (;;) {
        if (!csv_read_record(&c, f, &e->arena, &more, err))
            return false;
        if (!more)
            break;
        take_row(e, header, f);
        out->rows++;
    }
    return e->wrong_count == 0
        || error_set(err, ERROR_INPUT, "nothing was changed:\n%s", buf_text(&e->wrong));
}

static bool write_edits(struct edit *e, struct store *s, struct run_edit_summary *out, struct error *err)
{
    const struct attribute_basis edited = {SOURCE_PERSON, 100, STR("edited"), STR("")};

    for (size_t k = 0; k < e->reports.count; k++) {
        struct edit_report *r = &e->reports.at[k];
        bool any = false;

        for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
            if (!r->edited[i])
                continue;
            if (!store_set_attribute(s, r->id, (enum attribute)i, *store_attribute(&r->wanted, (enum attribute)i),
                                     &edited, err))
                return false;
            any = true;
            out->values++;
        }
        out->reports += any;
    }
    return true;
}

bool run_edit_apply(struct store *s, struct str text, struct run_edit_summary *out, struct error *err)
{
    struct edit e = {0};
    bool ok;

    *out = (struct run_edit_summary){0};
    /* From the reading on nobody else may write: what is compared is what is changed. */
    ok = store_begin(s, err);
    if (!ok)
        return false;
    ok = store_reports(s, add_report, &e, err) && read_rows(&e, text, out, err) && write_edits(&e, s, out, err);
    ok = store_end(s, ok, err);
    free_edit(&e);
    return ok;
}
