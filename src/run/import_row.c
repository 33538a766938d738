/* Lines of excerpta's own record that other parts of the program read: codebooks, templates, reports of the past,
 * attributes, excerpts. */
#include "run/import_internal.h"

#include "codebook/template.h"
#include "store/form.h"
#include "store/pass.h"
#include "store/spans.h"

#include <stdlib.h>

static int64_t number(const json_t *json, const char *key)
{
    const json_t *value = json_object_get(json, key);

    return json_is_integer(value) ? json_integer_value(value) : -1;
}

static bool take_codebook(struct import *m, const json_t *row, bool *fits, struct error *err)
{
    struct str xml = run_import_text(row, "xml"), modifiers = run_import_text(row, "modifiers");
    struct codebook *book = NULL;
    struct error problem;
    int64_t id;
    bool ok = modifiers.size > 0 ? codebook_parse_with(&book, xml, modifiers, m->options->path, &problem)
                                 : codebook_parse(&book, xml, m->options->path, &problem);

    *fits = ok && str_equal(str_of(book->id), run_import_text(row, "name"))
        && str_equal(str_of(book->version), run_import_text(row, "version"));
    if (*fits)
        *VEC_PUSH(&m->books) = (struct import_book){book, 0};
    else if (ok)
        codebook_free(book);
    return !*fits || store_keep_codebook(m->made, book, &id, err);
}

static bool take_template(struct import *m, const json_t *row, bool *fits, struct error *err)
{
    struct template *t = NULL;
    struct error problem;
    int64_t id;
    bool ok = true;

    *fits = template_parse(&t, run_import_text(row, "xml"), m->options->path, &problem);
    if (*fits)
        ok = store_add_template(m->made, t, &id, err);
    template_free(t);
    return ok;
}

static bool take_old(struct import *m, const json_t *row, bool *fits, struct error *err)
{
    struct str text = run_import_text(row, "text");

    arena_free(&m->text.arena);
    m->text = (struct import_text){.id = 0};
    return run_import_report(m, run_import_text(row, "structure"), arena_str(&m->text.arena, text), fits, err);
}

/* The report that the row is of, its text at hand. *fits false: it is none of the project's. */
static bool find_report(struct import *m, const json_t *row, bool *fits, struct error *err)
{
    struct str sha256 = run_import_text(row, "report"), text;
    char key[FILE_HASH_SIZE];
    int64_t id;

    *fits = str_is_hex(sha256, FILE_HASH_SIZE - 1);
    if (!*fits || (m->text.id && str_equal(m->text.sha256, sha256)))
        return true;
    snprintf(key, sizeof key, "%.*s", STR_ARGS(sha256));
    arena_free(&m->text.arena);
    m->text = (struct import_text){.id = 0};
    if (!store_find_report(m->made, key, &id, fits, err) || !*fits)
        return !*fits;
    m->text.id = id;
    m->text.sha256 = arena_str(&m->text.arena, sha256);
    if (!store_load_text(m->made, id, &m->text.arena, &text, err))
        return false;
    m->text.text = text;
    return true;
}

static bool take_attribute(struct import *m, const json_t *row, bool *fits, struct error *err)
{
    struct attribute_basis basis = {.origin = run_import_text(row, "origin")};
    int64_t source = number(row, "source"), confidence = number(row, "confidence");
    size_t which = str_find(run_import_text(row, "field"), store_attribute_names, ATTRIBUTE_COUNT);

    if (!find_report(m, row, fits, err) || !*fits)
        return !*fits;
    *fits = source >= SOURCE_GUESS && source <= SOURCE_PERSON && confidence >= 0 && confidence <= 100
        && which < ATTRIBUTE_COUNT;
    if (!*fits)
        return true;
    basis.source = (enum attribute_source)source;
    basis.confidence = (int)confidence;
    return store_set_attribute(m->made, m->text.id, (enum attribute)which, run_import_text(row, "value"), &basis, err);
}

static const struct import_book *find_book(const struct import *m, int64_t pass)
{
    for (size_t i = 0; i < m->books.count; i++)
        if (pass > 0 && m->books.at[i].pass == pass)
            return &m->books.at[i];
    return NULL;
}

static bool take_excerpt(struct import *m, const json_t *row, bool *fits, struct error *err)
{
    const struct import_book *book = find_book(m, number(row, "pass"));
    struct str code = run_import_text(row, "code"), standing = run_import_text(row, "standing");
    int64_t start = number(row, "start"), stop = number(row, "stop");
    struct store_spans spans = {.at = NULL};
    struct store_excerpt e = {.code = code.at, .standing = standing.at, .rule = run_import_text(row, "rule").at};
    bool ok = true;

    if (!find_report(m, row, fits, err) || !*fits)
        return !*fits;
    *fits = book && codebook_find_code(book->book, code) && STR_AMONG(standing, standing_words) && start >= 0
        && start < stop && stop <= (int64_t)m->text.text.size && str_is_edge(m->text.text, (size_t)start)
        && str_is_edge(m->text.text, (size_t)stop);
    if (*fits) {
        e.range = (struct range){(uint32_t)start, (uint32_t)stop};
        *fits = store_read_spans(&spans, run_import_text(row, "spans"), e.range);
        e.spans = spans.at;
        e.span_count = spans.count;
    }
    if (*fits)
        ok = store_add_excerpt(m->made, book->pass, m->text.id, &e, err);
    free(spans.at);
    return ok;
}

/* A pass is numbered as in the study that told of it; its excerpts name it so. */
static bool note_pass(struct import *m, const json_t *row, bool *fits, struct error *err)
{
    (void)err;
    *fits = false;
    for (size_t i = 0; i < m->books.count; i++)
        if (str_equal(str_of(m->books.at[i].book->id), run_import_text(row, "codebook"))
            && str_equal(str_of(m->books.at[i].book->version), run_import_text(row, "version"))) {
            m->books.at[i].pass = number(row, "number");
            *fits = m->books.at[i].pass > 0;
        }
    return true;
}

bool run_import_row(struct import *m, struct str line, struct error *err)
{
    static const struct {
        const char *word;
        bool (*take)(struct import *m, const json_t *row, bool *fits, struct error *err);
    } rows[] = {
        {"codebook", take_codebook}, {"template", take_template}, {"attribute", take_attribute},
        {"old", take_old}, {"excerpt", take_excerpt}, {"pass", note_pass},
    };
    struct str word = STR("");
    json_error_t problem;
    json_t *json = NULL;
    bool fits = str_next(&line, ' ', &word), taken = false, ok = true;

    m->recorded = true;
    for (size_t i = 0; fits && i < sizeof rows / sizeof rows[0]; i++) {
        if (!str_equal(word, str_of(rows[i].word)))
            continue;
        json = json_loadb(line.at, line.size, JSON_REJECT_DUPLICATES, &problem);
        fits = json != NULL;
        ok = !fits || rows[i].take(m, json, &fits, err);
        taken = !str_equal(word, STR("pass"));
    }
    if (ok && fits && !taken)
        ok = run_import_take(m, word, line, &fits, err);
    m->sum->refused += ok && !fits;
    json_decref(json);
    return ok;
}
