#include "codebook/codebook_internal.h"

#include <libxml/parser.h>
#include <stdlib.h>

const char *const unit_words[UNIT_COUNT] = {"sentence", "block", "answer", "section", "report"};
const char *const standing_words[STANDING_COUNT] = {"present", "absent", "planned", "past"};
const char *const codebook_example_words[EXAMPLE_KINDS] = {"no", "present", "absent", "planned", "past"};

static const char schema_text[] =
#include "codebook/codebook_rng.inc"
    ;
static const struct reader_kind codebook_kind = {
    "codebook", "urn:excerpta:codebook:1", {schema_text, sizeof schema_text - 1}};

static const char modifiers_text[] =
#include "codebook/modifiers_xml.inc"
    ;

/* Keeps the file with what the others it names hold. */
static bool keep_whole(struct reader *r, xmlDoc *doc, struct error *err)
{
    xmlChar *bytes = NULL;
    int size = 0;
    bool ok;

    xmlDocDumpMemoryEnc(doc, &bytes, &size, "UTF-8");
    ok = bytes && size <= CODEBOOK_MAX_BYTES;
    if (ok)
        r->book->xml = arena_str(&r->book->arena, (struct str){(const char *)bytes, (size_t)size});
    xmlFree(bytes);
    return ok || error_set(err, ERROR_LIMIT, "%s: a codebook with what it imports may have %d bytes", r->name,
                           CODEBOOK_MAX_BYTES);
}

/* Reads one file, shape first, then what its parts say, then the schema, so that the words of
 * the first two are heard before those of the schema. */
static bool read_file(struct reader *r, struct str bytes, const char *root,
                      void (*read)(struct reader *r, const xmlNode *root), struct error *err)
{
    xmlDoc *doc = NULL;
    bool ok = false, changed = false;

    if (!codebook_load(r, &doc, bytes, root, err))
        goto out;
    codebook_check_shape(r, xmlDocGetRootElement(doc));
    if (r->problem_count == 0 && !codebook_import(r, doc, &changed, err))
        goto out;
    if (r->problem_count == 0)
        read(r, xmlDocGetRootElement(doc));
    ok = r->problem_count > 0 ? codebook_refuse(r, err) : codebook_validate(r, doc, err);
    ok = ok && (!changed || keep_whole(r, doc, err));
out:
    xmlFreeDoc(doc);
    return ok;
}

static void read_book(struct reader *r, const xmlNode *root)
{
    struct codebook *book = r->book;
    struct buf sources = {0};

    book->id = codebook_is(root, "lists") ? "" : codebook_attribute(r, root, "id");
    book->version = codebook_is(root, "lists") ? "" : codebook_attribute(r, root, "version");
    book->title = "";
    book->language = codebook_attribute(r, root, "xml:lang");
    book->description = "";
    for (const xmlNode *node = codebook_first(root); node; node = codebook_next(node)) {
        if (codebook_is(node, "title"))
            book->title = codebook_words(r, node);
        else if (codebook_is(node, "description"))
            book->description = codebook_words(r, node);
        else if (codebook_is(node, "source"))
            buf_add_format(&sources, "%s%s", sources.size ? "\n" : "", codebook_words(r, node));
        else if (codebook_is(node, "modifiers"))
            book->modifiers_ref = codebook_attribute(r, node, "ref");
    }
    book->source = arena_copy(&book->arena, buf_str(&sources));
    buf_free(&sources);
    codebook_read_terms(r, root);
    codebook_read_scales(r, root);
    codebook_read_themes(r, root);
    codebook_read_audit(r, root);
}

/* The modifiers of a codebook that was not kept with any: those of the file that it names, or the built-in ones. */
static bool find_modifiers(struct reader *r, struct buf *out, struct error *err)
{
    if (!r->book->modifiers_ref) {
        r->name = "built-in modifiers";
        buf_add(out, (struct str){modifiers_text, sizeof modifiers_text - 1});
        return true;
    }
    r->name = codebook_beside(r->arena, r->name, r->book->modifiers_ref);
    return file_read(out, r->name, CODEBOOK_MAX_BYTES, err);
}

/* root: the element that the file may be. kept: the modifiers, or NULL where they are to be found. */
static bool read_all(struct reader *r, struct str xml, const char *root, const struct str *kept, struct error *err)
{
    struct buf modifiers = {0}, both = {0};
    bool ok = false;

    r->book->xml = arena_str(&r->book->arena, xml);
    r->kept = kept != NULL;
    if (!read_file(r, xml, root, read_book, err))
        goto out;
    if (kept) {
        r->name = "its modifiers";
        buf_add(&modifiers, *kept);
    } else if (!find_modifiers(r, &modifiers, err)) {
        goto out;
    }
    if (!read_file(r, buf_str(&modifiers), "modifiers", codebook_read_modifiers, err))
        goto out;
    buf_add(&both, r->book->xml);
    buf_add(&both, buf_str(&modifiers));
    file_hash_bytes(buf_str(&both), r->book->hash);
    r->book->modifiers_xml = arena_str(&r->book->arena, buf_str(&modifiers));
    ok = true;
out:
    buf_free(&modifiers);
    buf_free(&both);
    return ok;
}

static bool parse(struct codebook **out, struct str xml, const char *root, const struct str *modifiers,
                  const char *name, struct error *err)
{
    struct codebook *book = must_realloc(NULL, sizeof *book);
    struct reader r = {.kind = &codebook_kind, .arena = &book->arena, .book = book, .name = name};
    bool ok;

    *book = (struct codebook){0};
    *out = NULL;
    ok = read_all(&r, xml, root, modifiers, err);
    buf_free(&r.problems);
    free(r.terms.at);
    free(r.scales.at);
    free(r.imported.at);
    free(r.codes.at);
    if (ok)
        *out = book;
    else
        codebook_free(book);
    return ok;
}

bool codebook_parse(struct codebook **out, struct str xml, const char *name, struct error *err)
{
    return parse(out, xml, "codebook", NULL, name, err);
}

bool codebook_parse_with(struct codebook **out, struct str xml, struct str modifiers, const char *name,
                         struct error *err)
{
    return parse(out, xml, "codebook", &modifiers, name, err);
}

static bool read_path(struct codebook **out, const char *path, const char *root, struct error *err)
{
    struct buf bytes = {0};
    bool ok = false;

    *out = NULL;
    if (file_read(&bytes, path, CODEBOOK_MAX_BYTES, err))
        ok = parse(out, buf_str(&bytes), root, NULL, path, err);
    else if (err->kind == ERROR_LIMIT)
        error_set(err, ERROR_LIMIT, "%s: a codebook may have %d bytes; split it", path, CODEBOOK_MAX_BYTES);
    buf_free(&bytes);
    return ok;
}

bool codebook_read(struct codebook **out, const char *path, struct error *err)
{
    return read_path(out, path, "codebook", err);
}

bool codebook_read_shared(struct codebook **out, const char *path, struct error *err)
{
    return read_path(out, path, "codebook|lists", err);
}

void codebook_free(struct codebook *book)
{
    if (!book)
        return;
    arena_free(&book->arena);
    free(book);
}

const struct code *codebook_find_code(const struct codebook *book, struct str id)
{
    for (size_t i = 0; i < book->code_count; i++)
        if (str_equal(str_of(book->codes[i].id), id))
            return &book->codes[i];
    return NULL;
}
