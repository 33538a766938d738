/* Lists that a codebook takes from other files. They are put into the element that names the file, so that the whole
 * can be kept, hashed and read again without the files. */
#include "codebook/codebook_internal.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_IMPORTS = 64, MAX_IMPORT_DEPTH = 8 };

/* The file that is read now, and those that led to it. */
struct importing {
    const char *path;               /* as its names are told */
    const struct importing *above;
    unsigned depth;
};

const char *codebook_beside(struct arena *a, const char *name, const char *file)
{
    const char *slash = strrchr(name, '/');
    struct buf path = {0};
    const char *copy;

    if (slash && *file != '/')
        buf_add(&path, (struct str){name, (size_t)(slash - name) + 1});
    buf_add(&path, str_of(file));
    copy = arena_copy(a, buf_str(&path));
    buf_free(&path);
    return copy;
}

/* The same for every way to name a file. */
static const char *canonical(struct reader *r, const char *path)
{
    char *real = realpath(path, NULL);
    const char *copy = arena_copy(r->arena, str_of(real ? real : path));

    free(real);
    return copy;
}

static void add_chain(struct buf *out, const struct importing *from)
{
    if (from->above)
        add_chain(out, from->above);
    buf_add_format(out, "%s > ", from->path);
}

/* "book.xml > a.xml > book.xml" */
static void say_cycle(struct reader *r, unsigned line, const struct importing *from, const char *path)
{
    struct buf chain = {0};

    add_chain(&chain, from);
    codebook_problem(r, line, "the imports go round: %s%s; leave one of them out", buf_text(&chain), path);
    buf_free(&chain);
}

/* Whether the file is to be read: not where it was, or where something is wrong with that. */
static bool is_new(struct reader *r, unsigned line, const struct importing *from, const char *path)
{
    const char *real = canonical(r, path);

    for (const struct importing *f = from; f; f = f->above)
        if (strcmp(canonical(r, f->path), real) == 0) {
            say_cycle(r, line, from, path);
            return false;
        }
    for (size_t i = 0; i < r->imported.count; i++)
        if (strcmp(r->imported.at[i], real) == 0)
            return false;
    if (r->imported.count >= MAX_IMPORTS || from->depth >= MAX_IMPORT_DEPTH) {
        codebook_problem(r, line, "a codebook may import %d files, %d deep; join some", MAX_IMPORTS, MAX_IMPORT_DEPTH);
        return false;
    }
    *VEC_PUSH(&r->imported) = real;
    return true;
}

/* Reads the file, and checks its shape under its own name. */
static bool load(struct reader *r, xmlDoc **doc, const char *path, const char *roots, struct error *err)
{
    struct buf bytes = {0};
    const char *name = r->name;
    bool ok = false;

    *doc = NULL;
    if (!file_read(&bytes, path, CODEBOOK_MAX_BYTES, err))
        goto out;
    r->imported_bytes += bytes.size;
    if (r->imported_bytes > CODEBOOK_MAX_BYTES) {
        error_set(err, ERROR_LIMIT, "%s: a codebook with what it imports may have %d bytes", path, CODEBOOK_MAX_BYTES);
        goto out;
    }
    r->name = path;
    if (!codebook_load(r, doc, buf_str(&bytes), roots, err))
        goto out;
    codebook_check_shape(r, xmlDocGetRootElement(*doc));
    ok = r->problem_count == 0 || codebook_refuse(r, err);
out:
    r->name = name;
    buf_free(&bytes);
    return ok;
}

/* Puts copies of the element's children with that name into another document's element. */
static void copy_children(struct reader *r, const xmlNode *from, const char *name, xmlNode *into, const char *path)
{
    for (xmlNode *child = codebook_first(from); child; child = codebook_next(child)) {
        xmlNode *copy;

        if (!codebook_is(child, name))
            continue;
        copy = xmlDocCopyNode(child, into->doc, 1);
        if (!copy || !xmlAddChild(into, copy))
            abort();        /* no memory */
        copy->_private = (void *)(uintptr_t)arena_copy(r->arena, str_of(path));
    }
}

static bool import_from(struct reader *r, const xmlNode *root, const char *name, xmlNode *into,
                        const struct importing *from, struct error *err);

static bool import_file(struct reader *r, unsigned line, const char *path, xmlNode *into, const struct importing *from,
                        struct error *err)
{
    const struct importing here = {path, from, from->depth + 1};
    xmlDoc *doc = NULL;
    bool ok = true;

    if (!is_new(r, line, from, path))
        return r->problem_count == 0 || codebook_refuse(r, err);
    if (!load(r, &doc, path, "lists|codebook", err)) {
        error_within(err, "%s: line %u: import", r->name, line);
        ok = false;
    }
    ok = ok && import_from(r, xmlDocGetRootElement(doc), path, into, &here, err);
    xmlFreeDoc(doc);
    return ok;
}

/* Scales after all lists, as a codebook has them. */
static bool import_from(struct reader *r, const xmlNode *root, const char *name, xmlNode *into,
                        const struct importing *from, struct error *err)
{
    static const char *const kinds[] = {"terms", "scale"};
    const char *outer = r->name;
    bool ok = true;

    for (const xmlNode *node = codebook_first(root); ok && node; node = codebook_next(node)) {
        if (!codebook_is(node, "import") || codebook_first(node))
            continue;
        r->name = name;
        ok = import_file(r, codebook_line(node), codebook_beside(r->arena, name, codebook_attribute(r, node, "href")),
                         into, from, err);
        r->name = outer;
    }
    for (size_t k = 0; ok && k < sizeof kinds / sizeof kinds[0]; k++) {
        for (const xmlNode *node = codebook_first(root); node; node = codebook_next(node))
            if (codebook_is(node, "import"))
                copy_children(r, node, kinds[k], into, name);
        copy_children(r, root, kinds[k], into, name);
    }
    return ok;
}

/* Lists of nested imports may have come behind scales: all term lists first. */
static void order_lists(xmlNode *import)
{
    xmlNode *node = codebook_first(import), *next;
    size_t count = codebook_count(import, "terms") + codebook_count(import, "scale");

    for (size_t i = 0; i < count; i++, node = next) {
        next = codebook_next(node);
        if (codebook_is(node, "scale")) {
            xmlUnlinkNode(node);
            xmlAddChild(import, node);
        }
    }
}

bool codebook_import(struct reader *r, xmlDoc *doc, bool *changed, struct error *err)
{
    const struct importing here = {r->name, NULL, 0};
    xmlNode *root = xmlDocGetRootElement(doc);
    bool ok = true;

    *changed = false;
    for (xmlNode *node = codebook_first(root); ok && node && !r->kept; node = codebook_next(node)) {
        if (!codebook_is(node, "import") || codebook_first(node))
            continue;
        *changed = true;
        ok = import_file(r, codebook_line(node),
                         codebook_beside(r->arena, r->name, codebook_attribute(r, node, "href")), node, &here, err);
        order_lists(node);
    }
    return ok;
}

const xmlNode *codebook_next_list(const xmlNode *root, const xmlNode *node, const char *name)
{
    const xmlNode *next = NULL;

    do {
        if (!node)
            next = codebook_first(root);
        else if (codebook_is(node, "import") && codebook_first(node))
            next = codebook_first(node);
        else if (!(next = codebook_next(node)) && node->parent != root)
            next = codebook_next(node->parent);
        node = next;
    } while (node && !codebook_is(node, name));
    return node;
}
