/* Codes of other programs as a codebook that reviewers tag by hand. */
#include "config.h"
#include "run/import_internal.h"

#include "base/json.h"
#include "codebook/writer.h"
#include "store/pass.h"

#include <stdlib.h>

static void know(struct import *m, struct str codebook, struct str code, struct str version)
{
    struct buf key = {0};
    char guid[UUID_SIZE];

    buf_add_format(&key, "code|%.*s|%.*s", STR_ARGS(codebook), STR_ARGS(code));
    uuid_of(buf_str(&key), guid);
    buf_free(&key);
    for (size_t i = 0; i < m->codes.count; i++)
        if (str_equal(m->codes.at[i].guid, str_of(guid))) {
            m->codes.at[i].codebook = arena_str(&m->arena, codebook);
            m->codes.at[i].code = arena_str(&m->arena, code);
            m->codes.at[i].version = arena_str(&m->arena, version);
        }
}

static bool know_code(void *payload, const struct code_row *c, struct error *err)
{
    (void)err;
    know(payload, c->codebook, c->code, c->version);
    return true;
}

/* The codes that the study has, or the project's record. */
static bool know_codes(struct import *m, struct error *err)
{
    for (size_t b = 0; b < m->books.count; b++) {
        const struct codebook *book = m->books.at[b].book;

        for (size_t i = 0; i < book->code_count; i++)
            know(m, str_of(book->id), str_of(book->codes[i].id), str_of(book->version));
    }
    return !m->into || store_codes(m->into, know_code, m, err);
}

static size_t theme_of(const struct import *m, size_t code)
{
    while (m->codes.at[code].parent != SIZE_MAX)
        code = m->codes.at[code].parent;
    return code;
}

/* Its name below its theme's: "parent / child". */
static void add_title(const struct import *m, size_t code, struct buf *out)
{
    const struct import_code *c = &m->codes.at[code];

    if (c->parent != SIZE_MAX && m->codes.at[c->parent].parent != SIZE_MAX) {
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

    codebook_make_id(id, m->codes.at[code].name, 40, otherwise);
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
    struct import_code *c = &m->codes.at[code];
    struct buf title = {0};

    c->codebook = book;
    c->code = make_id(m, code, "code");
    add_title(m, code, &title);
    codebook_write_start(w, "code");
    codebook_write_attribute(w, "id", c->code);
    if (codebook_is_colour(c->colour))
        codebook_write_attribute(w, "colour", c->colour);
    codebook_write_attribute(w, "by", STR("hand"));
    codebook_write_element(w, "title", str_trim(buf_str(&title)).size > 0 ? buf_str(&title) : STR("code"));
    codebook_write_element(w, "definition", c->description);
    codebook_write_end(w);
    buf_free(&title);
}

/* The codes of one root of the project's tree, itself among them where it can be coded. */
static void write_theme(struct import *m, struct xml_writer *w, size_t theme, const bool *wanted, struct str book)
{
    char number[32];
    bool any = false;

    for (size_t i = 0; i < m->codes.count; i++)
        any = any || (wanted[i] && theme_of(m, i) == theme);
    if (!any)
        return;
    snprintf(number, sizeof number, "theme-%zu", theme + 1);
    codebook_write_start(w, "theme");
    codebook_write_attribute(w, "id", str_of(number));
    codebook_write_element(w, "title", m->codes.at[theme].name.size > 0 ? m->codes.at[theme].name : STR("theme"));
    for (size_t i = theme; i < m->codes.count; i++)
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
    for (size_t i = 0; i < m->codes.count; i++)
        if (m->codes.at[i].parent == SIZE_MAX)
            write_theme(m, &w, i, wanted, book);
    codebook_writer_finish(&w, xml);
}

/* It is numbered behind the passes of the record. The study then knows it as any other codebook's. */
static bool add_pass(struct import *m, struct codebook *book, struct error *err)
{
    struct import_book b = {book, 1};
    char *text = NULL;
    size_t size = 0;
    struct json_writer json = {.out = open_memstream(&text, &size)};
    struct buf at = {0};
    int64_t id;
    bool fits, ok;

    if (!json.out)
        abort();
    for (size_t i = 0; i < m->books.count; i++)
        b.pass = m->books.at[i].pass >= b.pass ? m->books.at[i].pass + 1 : b.pass;
    buf_add_format(&at, "%sZ", m->when);
    json_write_object(&json, NULL);
    json_write_number(&json, "number", b.pass);
    json_write_text(&json, "codebook", str_of(book->id));
    json_write_text(&json, "version", str_of(book->version));
    json_write_text(&json, "tool", STR(PACKAGE_VERSION));
    json_write_text(&json, "answers", STR(""));
    json_write_text(&json, "started", buf_str(&at));
    json_write_text(&json, "finished", buf_str(&at));
    json_write_object_end(&json);
    fclose(json.out);
    *VEC_PUSH(&m->books) = b;
    m->hand = m->books.count - 1;
    ok = store_keep_codebook(m->made, book, &id, err)
        && run_import_take(m, STR("pass"), (struct str){text, size}, &fits, err);
    buf_free(&at);
    free(text);
    return ok;
}

/* The book's version is of its content, so that the same project gives the same book. */
static bool make_book(struct import *m, const bool *wanted, struct error *err)
{
    struct codebook *book = NULL;
    struct buf xml = {0};
    char id[CODEBOOK_ID_SIZE], hash[FILE_HASH_SIZE], version[16];
    struct str name = file_name(str_of(m->options->path));
    bool ok;

    if (str_ends(name, STR(".qdpx")))
        name = str_slice(name, 0, name.size - 5);
    codebook_make_id(id, name, 50, "imported");
    name = arena_str(&m->arena, str_of(id));
    write_book(m, &xml, wanted, name, "0");
    file_hash_bytes(buf_str(&xml), hash);
    snprintf(version, sizeof version, "1-%.8s", hash);
    buf_clear(&xml);
    write_book(m, &xml, wanted, name, version);
    ok = codebook_parse(&book, buf_str(&xml), m->options->path, err) && add_pass(m, book, err);
    for (size_t i = 0; i < m->codes.count; i++)
        if (wanted[i])
            m->codes.at[i].version = arena_str(&m->arena, str_of(version));
    buf_free(&xml);
    return ok;
}

bool run_import_make_book(struct import *m, struct error *err)
{
    bool *wanted, ok;

    if (m->has_book)
        return true;
    m->has_book = true;
    ok = know_codes(m, err);
    wanted = must_realloc(NULL, m->codes.count + 1);
    for (size_t i = 0; i < m->codes.count; i++) {
        wanted[i] = m->codes.at[i].codable && m->codes.at[i].code.size == 0;
        m->sum->codes += wanted[i];
        if (!m->codes.at[i].codable && m->codes.at[i].description.size > 0)
            buf_add_format(m->remarks, "the description of the group of codes \"%.*s\"\n",
                           STR_ARGS(m->codes.at[i].name));
    }
    ok = ok && (m->sum->codes == 0 || make_book(m, wanted, err));
    free(wanted);
    return ok;
}
