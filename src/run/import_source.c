/* Texts of a project, and which report each is. */
#include "run/import_internal.h"

#include "document/wire.h"
#include "run/attributes.h"
#include "run/periods.h"

#include <string.h>

static void use_text(struct import *m, struct str sha256, struct str text, int64_t id)
{
    m->text.sha256 = arena_str(&m->text.arena, sha256);
    m->text.text = text;
    m->text.id = id;
    m->text.same = true;
    file_hash_bytes(text, m->text.hash);
}

/* "excerpta-structure 1 SHA256 BYTES TEXT" and the wire form: the report whose text this is, with pages and headings.
 * *done false: another program has changed the text, or what is told of it. */
bool run_import_report(struct import *m, struct str structure, struct str text, bool *done, struct error *err)
{
    struct wire_result r = {.doc = NULL};
    struct str head, word, sha256, bytes;
    char hash[FILE_HASH_SIZE], key[FILE_HASH_SIZE];
    struct error ignored;
    size_t size;
    int64_t id;

    *done = false;
    file_hash_bytes(text, hash);
    if (!str_next(&structure, '\n', &head) || !str_next(&head, ' ', &word) || !str_next(&head, ' ', &word)
        || !str_next(&head, ' ', &sha256) || !str_is_hex(sha256, FILE_HASH_SIZE - 1) || !str_next(&head, ' ', &bytes)
        || !str_to_size(bytes, &size) || size > INT64_MAX || !str_equal(head, str_of(hash))
        || !wire_read_structure(&r, structure, text, &ignored) || !r.doc)
        return true;
    snprintf(key, sizeof key, "%.*s", STR_ARGS(sha256));
    *done = store_add_report(m->made, key, size, r.doc, &id, err);
    document_free(r.doc);
    if (!*done)
        return false;
    use_text(m, sha256, text, id);
    return true;
}

/* The text as a report of its own, its words as they are. */
static bool add_text(struct import *m, struct str name, struct str guid, struct str text, struct error *err)
{
    struct store_path path = {.size = text.size};
    struct document *doc = NULL;
    struct buf file = {0};
    bool ok = document_of_passage(&doc, text, err);

    file_hash_bytes(text, path.sha256);
    buf_add_format(&file, "%s/%.*s", buf_text(&m->folder), STR_ARGS(name.size > 0 ? name : guid));
    path.path = file.at;
    ok = ok && store_add_report(m->made, path.sha256, text.size, doc, &path.report, err)
        && store_set_path(m->made, &path, err);
    if (ok)
        use_text(m, str_of(path.sha256), text, path.report);
    document_free(doc);
    buf_free(&file);
    return ok || error_within(err, "source \"%.*s\"", STR_ARGS(name));
}

static struct str without_ending(struct str name)
{
    const char *dot;

    name = file_name(name);
    dot = memrchr(name.at, '.', name.size);
    return dot && dot > name.at ? str_slice(name, 0, (size_t)(dot - name.at)) : name;
}

/* The study's report that has the source's GUID, or else the one that has its name; NULL: none, or several have. */
static const struct import_known *find_known(const struct import *m, struct str guid, struct str name)
{
    const struct import_known *found = NULL;
    bool several = false;

    for (size_t i = 0; i < m->known.count; i++)
        if (str_equal(str_of(m->known.at[i].guid), guid))
            return &m->known.at[i];
    for (size_t i = 0; i < m->known.count && name.size > 0; i++)
        if (str_equal_caseless(m->known.at[i].stem, without_ending(name))) {
            several = several || (found && found->id != m->known.at[i].id);
            found = &m->known.at[i];
        }
    return several ? NULL : found;
}

static bool use_known(struct import *m, const struct import_known *k, struct str plain, struct error *err)
{
    struct str text;

    if (!store_load_text(m->into, k->id, &m->text.arena, &text, err))
        return false;
    use_text(m, k->sha256, text, 0);
    m->text.same = str_equal(text, plain);
    m->text.plain = plain;
    m->sum->matched++;
    return true;
}

bool run_import_source(struct import *m, const json_t *line, struct error *err)
{
    struct str guid = run_import_text(line, "guid"), name = run_import_text(line, "name");
    struct str structure = run_import_text(line, "structure"), text;
    const struct import_known *known = NULL;
    bool done = false;

    arena_free(&m->text.arena);
    m->text = (struct import_text){.id = 0};
    text = arena_str(&m->text.arena, run_import_text(line, "text"));
    if (text.size > DOCUMENT_MAX_TEXT)
        return error_set(err, ERROR_LIMIT, "source \"%.*s\": its text is larger than what is read", STR_ARGS(name));
    if (structure.size > 0 && !run_import_report(m, structure, text, &done, err))
        return false;
    m->changed += structure.size > 0 && !done;
    if (!done) {
        known = find_known(m, guid, name);
        if (known ? !use_known(m, known, text, err)
            : str_trim(text).size > 0 && !add_text(m, name, guid, text, err))
            return false;
    }
    *VEC_PUSH(&m->sources) = (struct import_source){
        arena_str(&m->arena, guid), arena_str(&m->arena, m->text.sha256), m->text.id, known ? known->id : 0};
    return true;
}

/* A report of the study alone gets its place beside what the project adds. */
static bool bring(struct import *m, struct import_source *s, struct error *err)
{
    struct document *doc = NULL;
    bool ok;

    if (s->id || !s->known)
        return true;
    ok = store_load_document(m->into, s->known, &doc, err)
        && store_add_report(m->made, s->sha256.at, 0, doc, &s->id, err);
    document_free(doc);
    return ok;
}

static bool holds(enum attribute which, struct str value)
{
    struct buf why = {0};
    bool day = which == ATTRIBUTE_period_start || which == ATTRIBUTE_period_end;
    bool ok = day ? run_is_date(value) : run_nature_holds(which, value, 0, &why);

    buf_free(&why);
    return ok && str_is_text(value) && !memchr(value.at, '\n', value.size);
}

/* What the variable says counts as a manifest's word; one that is there, or a person's, stays. */
static bool set_value(struct import *m, struct import_source *s, const struct import_value *v, enum attribute which,
                      bool *taken, struct error *err)
{
    const struct attribute_basis basis = {.source = SOURCE_MANIFEST, .confidence = 100, .origin = STR("REFI-QDA")};
    struct report_attributes known = {.source = SOURCE_NONE};
    struct arena a = {0};
    bool ok = bring(m, s, err) && (!s->id || store_read_attributes(m->made, s->id, &known, &a, err));

    if (ok && s->id) {
        *taken = str_equal(*store_attribute(&known, which), v->value);
        if (!*taken && known.basis[which].source < SOURCE_MANIFEST && holds(which, v->value)) {
            ok = store_set_attribute(m->made, s->id, which, v->value, &basis, err);
            *taken = true;
        }
    }
    arena_free(&a);
    return ok;
}

static bool take_value(struct import *m, const struct import_value *v, bool *taken, struct error *err)
{
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        if (!str_equal_caseless(v->variable, str_of(store_attribute_names[i])))
            continue;
        for (size_t k = 0; k < m->sources.count; k++)
            if (str_equal(m->sources.at[k].guid, v->source))
                return set_value(m, &m->sources.at[k], v, (enum attribute)i, taken, err);
    }
    return true;
}

/* An answer to an audit question, which the record tells too. */
static bool is_own_variable(const struct import *m, struct str name)
{
    for (size_t i = 0; m->recorded && i < m->books.count; i++)
        if (str_starts(name, str_of(m->books.at[i].book->id)) && m->books.at[i].book->question_count > 0)
            return true;
    return false;
}

bool run_import_values(struct import *m, struct error *err)
{
    size_t left = 0;

    for (size_t i = 0; i < m->values.count; i++) {
        bool taken = is_own_variable(m, m->values.at[i].variable);

        if (!taken && !take_value(m, &m->values.at[i], &taken, err))
            return false;
        left += !taken;
    }
    if (left > 0)
        buf_add_format(m->remarks, "%zu values of variables that are no attribute of a report, or whose report has "
                       "another\n", left);
    return true;
}
