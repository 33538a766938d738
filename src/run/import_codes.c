/* What other programs coded: their codes as a codebook that reviewers tag by hand, their codings as decisions. */
#include "run/import_internal.h"

#include "codebook/writer.h"

#include <stdlib.h>
#include <string.h>

static bool know_code(void *payload, const struct code_row *c, struct error *err)
{
    struct import *m = payload;
    struct buf key = {0};
    char guid[UUID_SIZE];

    (void)err;
    buf_add_format(&key, "code|%.*s|%.*s", STR_ARGS(c->codebook), STR_ARGS(c->code));
    uuid_of(buf_str(&key), guid);
    buf_free(&key);
    for (size_t i = 0; i < m->project.codes.count; i++)
        if (str_equal(m->project.codes.at[i].guid, str_of(guid)))
            m->codes.at[i] = (struct import_code){arena_str(&m->arena, c->codebook), arena_str(&m->arena, c->code)};
    return true;
}

/* The code's index; SIZE_MAX where the project has none with that GUID. */
static size_t find_code(const struct import *m, struct str guid)
{
    for (size_t i = 0; i < m->project.codes.count; i++)
        if (str_equal(m->project.codes.at[i].guid, guid))
            return i;
    return SIZE_MAX;
}

/* Whether a note of excerpta's tells of the coding all that is to be known. */
static bool is_own(const struct import *m, const struct project_coding *c)
{
    return c->note.size > 0 && run_project_find_note(&m->project, c->note);
}

static size_t theme_of(const struct import *m, size_t code)
{
    while (m->project.codes.at[code].parent != SIZE_MAX)
        code = m->project.codes.at[code].parent;
    return code;
}

/* Its name below its theme's: "parent / child". */
static void add_title(const struct import *m, size_t code, struct buf *out)
{
    const struct project_code *c = &m->project.codes.at[code];

    if (c->parent != SIZE_MAX && m->project.codes.at[c->parent].parent != SIZE_MAX) {
        add_title(m, c->parent, out);
        buf_add(out, STR(" / "));
    }
    buf_add(out, c->name.size > 0 ? c->name : STR("code"));
}

/* An id that no code before it has. */
static struct str make_id(struct import *m, size_t code, const char *otherwise)
{
    char id[CODEBOOK_ID_SIZE];
    struct buf whole = {0};
    struct str made;

    codebook_make_id(id, m->project.codes.at[code].name, 40, otherwise);
    for (size_t n = 1;; n++) {
        bool taken = false;

        buf_clear(&whole);
        buf_add_format(&whole, n == 1 ? "%s" : "%s-%zu", id, n);
        for (size_t i = 0; i < code && !taken; i++)
            taken = str_equal(m->codes.at[i].code, buf_str(&whole));
        if (!taken)
            break;
    }
    made = arena_str(&m->arena, buf_str(&whole));
    buf_free(&whole);
    return made;
}

static void write_code(struct import *m, struct xml_writer *w, size_t code, struct str book)
{
    const struct project_code *c = &m->project.codes.at[code];
    struct buf title = {0};
    bool coloured = (c->colour.size == 4 || c->colour.size == 7) && *c->colour.at == '#'
        && strspn(c->colour.at + 1, "0123456789abcdefABCDEF") == c->colour.size - 1;

    m->codes.at[code] = (struct import_code){book, make_id(m, code, "code")};
    add_title(m, code, &title);
    codebook_write_start(w, "code");
    codebook_write_attribute(w, "id", m->codes.at[code].code);
    if (coloured)
        codebook_write_attribute(w, "colour", c->colour);
    codebook_write_attribute(w, "by", STR("hand"));
    codebook_write_element(w, "title", str_trim(buf_str(&title)).size > 0 ? buf_str(&title) : STR("code"));
    codebook_write_element(w, "definition", c->description);
    codebook_write_end(w);
    m->sum->codes++;
    buf_free(&title);
}

/* The codes of one root of the project's tree, itself among them where codings name it. */
static void write_theme(struct import *m, struct xml_writer *w, size_t theme, const bool *wanted, struct str book)
{
    char number[32];
    bool any = false;

    for (size_t i = 0; i < m->project.codes.count; i++)
        any = any || (wanted[i] && theme_of(m, i) == theme);
    if (!any)
        return;
    snprintf(number, sizeof number, "theme-%zu", theme + 1);
    codebook_write_start(w, "theme");
    codebook_write_attribute(w, "id", str_of(number));
    codebook_write_element(w, "title", m->project.codes.at[theme].name.size > 0 ? m->project.codes.at[theme].name
                                                                                : STR("theme"));
    for (size_t i = theme; i < m->project.codes.count; i++)
        if (wanted[i] && theme_of(m, i) == theme)
            write_code(m, w, i, book);
    codebook_write_end(w);
}

static void write_book(struct import *m, struct buf *xml, const bool *wanted, struct str book, const char *version)
{
    struct xml_writer w;

    codebook_writer_start(&w, true);
    xmlTextWriterStartDocument(w.xml, NULL, "UTF-8", NULL);
    codebook_write_start(&w, "codebook");
    codebook_write_attribute(&w, "xmlns", STR("urn:excerpta:codebook:1"));
    codebook_write_attribute(&w, "id", book);
    codebook_write_attribute(&w, "version", str_of(version));
    codebook_write_attribute(&w, "xml:lang", STR("en-GB"));
    codebook_write_element(&w, "title", book);
    for (size_t i = 0; i < m->project.codes.count; i++)
        if (m->project.codes.at[i].parent == SIZE_MAX)
            write_theme(m, &w, i, wanted, book);
    codebook_writer_finish(&w, xml);
}

/* The book's version is of its content, so that the same project gives the same book. */
static bool make_book(struct import *m, const bool *wanted, struct error *err)
{
    const struct pass_options options = {.threads = 0};
    const char *slash = strrchr(m->options->path, '/');
    struct pass_summary sum;
    struct codebook *book = NULL;
    struct buf xml = {0};
    char id[CODEBOOK_ID_SIZE], hash[FILE_HASH_SIZE], version[16];
    struct str name = str_of(slash ? slash + 1 : m->options->path);
    bool ok;

    if (str_ends(name, STR(".qdpx")))
        name = str_slice(name, 0, name.size - 5);
    codebook_make_id(id, name, 50, "imported");
    name = arena_str(&m->arena, str_of(id));
    write_book(m, &xml, wanted, name, "0");
    file_hash_bytes(buf_str(&xml), hash);
    snprintf(version, sizeof version, "1-%.8s", hash);
    buf_clear(&xml);
    m->sum->codes = 0;
    write_book(m, &xml, wanted, name, version);
    ok = codebook_parse(&book, buf_str(&xml), m->options->path, err) && run_pass(m->s, book, &options, &sum, err);
    codebook_free(book);
    buf_free(&xml);
    return ok;
}

static bool add_coding(struct import *m, const struct project_coding *c, size_t code, struct error *err)
{
    struct range r = m->ranges[c->selection];
    const struct import_report *report = &m->reports[m->project.selections.at[c->selection].source];
    struct decision_new d = {.report = report->sha256, .codebook = m->codes.at[code].codebook,
                             .code = m->codes.at[code].code, .range = r, .verdict = VERDICT_ACCEPT};
    struct str name = STR("imported");
    struct buf key = {0};
    char guid[UUID_SIZE];

    for (size_t i = 0; i < m->project.users.count; i++)
        if (c->user.size > 0 && str_equal(m->project.users.at[i].guid, c->user))
            name = m->project.users.at[i].name;
    buf_add_format(&key, "coding|%.*s|%.*s|%.*s|%u|%u|%.*s", STR_ARGS(d.report), STR_ARGS(d.codebook), STR_ARGS(d.code),
                   r.start, r.stop, STR_ARGS(name));
    uuid_of(buf_str(&key), guid);
    buf_free(&key);
    d.request = arena_str(&m->arena, str_of(guid));
    if (!run_import_reviewer(m, name, false, &d.reviewer, err))
        return false;
    *VEC_PUSH(&m->decisions) = d;
    return true;
}

/* Marks the codes that need a codebook; whether any does. */
static bool find_wanted(struct import *m, bool *wanted)
{
    size_t unknown = 0;
    bool any = false;

    for (size_t i = 0; i < m->project.codings.count; i++) {
        const struct project_coding *c = &m->project.codings.at[i];
        size_t code = find_code(m, c->code);

        if (is_own(m, c) || m->ranges[c->selection].stop == 0)
            continue;
        unknown += code == SIZE_MAX;
        if (code != SIZE_MAX && m->codes.at[code].code.size == 0)
            wanted[code] = any = true;
    }
    if (unknown > 0)
        buf_add_format(m->remarks, "%zu codings of codes that the project does not have\n", unknown);
    return any;
}

bool run_import_codings(struct import *m, struct error *err)
{
    bool *wanted = must_realloc(NULL, m->project.codes.count + 1), ok;

    for (size_t i = 0; i < m->project.codes.count; i++) {
        *VEC_PUSH(&m->codes) = (struct import_code){STR(""), STR("")};
        wanted[i] = false;
    }
    ok = store_codes(m->s, know_code, m, err) && (!find_wanted(m, wanted) || make_book(m, wanted, err));
    for (size_t i = 0; ok && i < m->project.codings.count; i++) {
        const struct project_coding *c = &m->project.codings.at[i];
        size_t code = find_code(m, c->code);

        if (code != SIZE_MAX && !is_own(m, c) && m->ranges[c->selection].stop > 0)
            ok = add_coding(m, c, code, err);
    }
    free(wanted);
    return ok;
}
