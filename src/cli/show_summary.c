#include "cli/show.h"

#include "store/listing.h"

#include <inttypes.h>

/* Rows "part name page value". As text they stand under their part's name. */
struct summary {
    const struct cli_show *show;
    struct table rows;
};

static void add(struct summary *s, const char *part, const char *name, struct str value)
{
    table_text(&s->rows, str_of(part));
    table_text(&s->rows, str_of(name));
    table_nothing(&s->rows);
    table_text(&s->rows, value);
}

static void add_number(struct summary *s, const char *part, const char *name, int64_t number)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%" PRId64, number);
    add(s, part, name, str_of(digits));
}

/* Each value, and below it where it was read and how sure that is. */
static void add_attributes(struct summary *s, const struct report_attributes *a)
{
    struct report_attributes copy = *a;

    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        const struct attribute_basis *basis = &a->basis[i];
        struct buf name = {0}, from = {0};

        add(s, "attributes", store_attribute_names[i], *store_attribute(&copy, (enum attribute)i));
        buf_add_format(&name, "%s_from", store_attribute_names[i]);
        if (basis->source == SOURCE_GUESS)
            buf_add_format(&from, "%.*s (%d of 100 sure)", STR_ARGS(basis->origin), basis->confidence);
        else
            buf_add(&from, basis->origin);
        add(s, "attributes", buf_text(&name), buf_str(&from));
        buf_free(&name);
        buf_free(&from);
    }
}

static bool add_report(void *payload, const struct report_row *r, struct error *err)
{
    struct summary *s = payload;

    (void)err;
    if (r->id != s->show->report->id)
        return true;
    add(s, "report", "sha256", r->sha256);
    add(s, "report", "predecessor", r->predecessor);
    add(s, "report", "format", r->format);
    add(s, "report", "title of the file", str_of(s->show->document->title));
    add_number(s, "report", "words", r->words);
    add_number(s, "report", "excerpts", r->excerpts);
    add_attributes(s, &r->attributes);
    return true;
}

static bool add_path(void *payload, const struct path_row *p, struct error *err)
{
    struct summary *s = payload;

    (void)err;
    if (p->report == s->show->report->id)
        add(s, "report", "file", p->path);
    return true;
}

static void add_text(struct summary *s)
{
    const struct document *doc = s->show->document;
    size_t kinds[BLOCK_KIND_COUNT] = {0}, labelled = 0, outside = 0;

    for (size_t i = 0; i < doc->block_count; i++)
        kinds[doc->blocks[i].kind]++;
    for (size_t i = 0; i < doc->page_count; i++) {
        labelled += *doc->pages[i].label != '\0';
        outside += doc->pages[i].outside;
    }
    add_number(s, "text", "pages", (int64_t)doc->page_count);
    if (outside > 0)
        add_number(s, "text", "pages not of the report", (int64_t)outside);
    add_number(s, "text", "pages with a label", (int64_t)labelled);
    add_number(s, "text", "bytes", (int64_t)doc->text.size);
    add_number(s, "text", "sentences", (int64_t)doc->sentence_count);
    for (int k = 0; k < BLOCK_KIND_COUNT; k++)
        if (kinds[k] > 0)
            add_number(s, "text", block_kind_words[k], (int64_t)kinds[k]);
    add_number(s, "text", "furniture", (int64_t)doc->furniture_count);
    for (int q = 0; q < QUALITY_COUNT; q++)
        if (doc->quality[q] > 0)
            add_number(s, "quality", quality_words[q], doc->quality[q]);
}

static void add_headings(struct summary *s)
{
    const struct document *doc = s->show->document;

    for (size_t i = 0; i < doc->block_count; i++) {
        const struct block *b = &doc->blocks[i];
        char level[2] = {(char)('0' + b->level), '\0'};
        size_t page = document_page_at(doc, b->range.start);

        if (b->kind != BLOCK_HEADING || (s->show->page != DOCUMENT_NONE && (size_t)s->show->page != page))
            continue;
        table_text(&s->rows, STR("headings"));
        table_text(&s->rows, str_of(level));
        table_number(&s->rows, (int64_t)page + 1);
        table_text(&s->rows, document_text(doc, b->range));
    }
}

static void print_row(FILE *out, const struct str *cells)
{
    struct str part = cells[0], name = cells[1], page = cells[2], value = cells[3];

    if (str_equal(part, STR("headings"))) {
        fprintf(out, "  p. %4.*s  %*s", STR_ARGS(page), 2 * (*name.at - '1'), "");
        table_write_plain(out, value);
        fputc('\n', out);
        return;
    }
    fprintf(out, "  %-20.*s  ", STR_ARGS(name));
    table_write_plain(out, value);
    if (str_equal(part, STR("quality")))
        fprintf(out, "  (%s)", quality_meaning(name));
    fputc('\n', out);
}

/* For a person: each part under its name, and nothing of what is not known. */
static void print_text(const struct table *t, FILE *out)
{
    struct str part = STR("");

    for (size_t i = 0; i < t->cells.count; i += t->column_count) {
        const struct str *cells = &t->cells.at[i];

        if (cells[3].size == 0)
            continue;
        if (!str_equal(part, cells[0]))
            fprintf(out, "%.*s\n", STR_ARGS(cells[0]));
        part = cells[0];
        print_row(out, cells);
    }
}

bool cli_show_summary(const struct cli_show *show, struct error *err)
{
    struct summary s = {.show = show};
    bool ok;

    table_columns(&s.rows, "part name #page value");
    ok = store_paths(show->study, add_path, &s, err) && store_reports(show->study, add_report, &s, err);
    if (ok) {
        add_text(&s);
        add_headings(&s);
        if (show->format == TABLE_TEXT)
            print_text(&s.rows, show->out);
        else
            table_print(&s.rows, show->out, show->format);
    }
    table_free(&s.rows);
    return ok;
}
