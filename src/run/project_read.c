#include "run/project.h"

#include "extract/archive.h"

#include <ctype.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

/* What the functions below share. */
struct reading {
    struct project *p;
    const struct archive *archive;
    struct error *err;
    size_t outside;             /* selections of pictures, sounds and pages of a PDF */
};

static bool is_called(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static struct str attribute(struct reading *r, const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    struct str copy = {0};

    if (value)
        copy = arena_str(&r->p->arena, str_trim(str_of((const char *)value)));
    xmlFree(value);
    return copy;
}

/* Either case and braces are met. */
static struct str guid(struct reading *r, const xmlNode *node, const char *name)
{
    struct str s = attribute(r, node, name);
    char *copy;

    if (s.size >= 2 && *s.at == '{' && s.at[s.size - 1] == '}')
        s = str_slice(s, 1, s.size - 1);
    copy = arena_alloc(&r->p->arena, s.size + 1, 1);
    for (size_t i = 0; i < s.size; i++)
        copy[i] = (char)tolower((unsigned char)s.at[i]);
    return (struct str){copy, s.size};
}

static const xmlNode *child_of(const xmlNode *node, const char *name)
{
    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
        if (is_called(child, name))
            return child;
    return NULL;
}

static struct str content(struct reading *r, const xmlNode *node)
{
    xmlChar *value = node ? xmlNodeGetContent(node) : NULL;
    struct str copy = {0};

    if (value)
        copy = arena_str(&r->p->arena, str_of((const char *)value));
    xmlFree(value);
    return copy;
}

static void read_codes(struct reading *r, const xmlNode *node, size_t parent)
{
    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next) {
        struct str codable;

        if (!is_called(child, "Code"))
            continue;
        codable = attribute(r, child, "isCodable");
        *VEC_PUSH(&r->p->codes) = (struct project_code){
            .guid = guid(r, child, "guid"), .name = attribute(r, child, "name"), .colour = attribute(r, child, "color"),
            .description = str_trim(content(r, child_of(child, "Description"))), .parent = parent,
            .codable = !str_equal(codable, STR("false")) && !str_equal(codable, STR("0")),
        };
        read_codes(r, child, r->p->codes.count - 1);
    }
}

static void read_codings(struct reading *r, const xmlNode *selection)
{
    for (const xmlNode *child = selection->children; child; child = child->next) {
        const xmlNode *code = child_of(child, "CodeRef"), *note = child_of(child, "NoteRef");

        if (!is_called(child, "Coding") || !code)
            continue;
        *VEC_PUSH(&r->p->codings) = (struct project_coding){
            .guid = guid(r, child, "guid"), .user = guid(r, child, "creatingUser"),
            .code = guid(r, code, "targetGUID"), .note = note ? guid(r, note, "targetGUID") : STR(""),
            .selection = r->p->selections.count - 1,
        };
    }
}

static int64_t number(struct str s)
{
    size_t n;

    return str_to_size(s, &n) && n < UINT32_MAX ? (int64_t)n : -1;
}

static void read_selections(struct reading *r, const xmlNode *source)
{
    for (const xmlNode *child = source->children; child; child = child->next) {
        if (!is_called(child, "PlainTextSelection"))
            continue;
        *VEC_PUSH(&r->p->selections) = (struct project_selection){
            .source = r->p->sources.count - 1, .name = attribute(r, child, "name"),
            .start = number(attribute(r, child, "startPosition")), .stop = number(attribute(r, child, "endPosition")),
        };
        read_codings(r, child);
    }
}

/* The part of the archive that a path names: "internal://GUID.txt", in a folder that either case names. */
static bool read_part(struct reading *r, struct str path, struct buf *out)
{
    static const char *const folders[] = {"sources/", "Sources/", ""};
    struct extract_failure failure;
    struct buf name = {0};
    bool ok = false;

    if (str_starts(path, STR("internal://")))
        path = str_slice(path, 11, path.size);
    for (size_t i = 0; i < 3 && !ok; i++) {
        buf_clear(&name);
        buf_add_format(&name, "%s%.*s", folders[i], STR_ARGS(path));
        ok = extract_archive_has(r->archive, name.at) && extract_archive_read(out, r->archive, name.at, &failure);
    }
    buf_free(&name);
    return ok && str_is_text(buf_str(out));
}

static void read_text_source(struct reading *r, const xmlNode *node, struct str name)
{
    struct str path = attribute(r, node, "plainTextPath");
    const xmlNode *words = child_of(node, "PlainTextContent");
    struct buf text = {0};

    if (path.size > 0 && read_part(r, path, &text))
        *VEC_PUSH(&r->p->sources) = (struct project_source){guid(r, node, "guid"), name,
                                                            arena_str(&r->p->arena, buf_str(&text))};
    else if (words)
        *VEC_PUSH(&r->p->sources) = (struct project_source){guid(r, node, "guid"), name, content(r, words)};
    else
        buf_add_format(&r->p->left_out, "source \"%.*s\": its text is not in the archive\n", STR_ARGS(name));
    if ((path.size > 0 && text.size > 0) || words)
        read_selections(r, node);
    buf_free(&text);
}

static void read_sources(struct reading *r, const xmlNode *node)
{
    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next) {
        struct str name = {0};

        if (child->type != XML_ELEMENT_NODE)
            continue;
        name = attribute(r, child, "name");
        if (is_called(child, "TextSource"))
            read_text_source(r, child, name);
        else if (is_called(child, "PDFSource") && child_of(child, "Representation"))
            read_text_source(r, child_of(child, "Representation"), name);
        else
            buf_add_format(&r->p->left_out, "source \"%.*s\": a %s has no text\n", STR_ARGS(name), child->name);
        for (const xmlNode *part = child->children; part; part = part->next)
            r->outside += is_called(part, "PDFSelection") || is_called(part, "PictureSelection")
                || is_called(part, "Coding");
    }
}

static int compare_notes(const void *a, const void *b)
{
    return str_compare(((const struct project_note *)a)->guid, ((const struct project_note *)b)->guid);
}

static void read_notes(struct reading *r, const xmlNode *node)
{
    size_t others = 0;

    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next) {
        const xmlNode *words = child_of(child, "PlainTextContent");
        struct str text = str_trim(content(r, words));

        if (is_called(child, "Note") && str_starts(text, STR("{\"excerpta\":")))
            *VEC_PUSH(&r->p->notes) = (struct project_note){guid(r, child, "guid"), text};
        else
            others += is_called(child, "Note");
    }
    if (r->p->notes.count > 0)
        qsort(r->p->notes.at, r->p->notes.count, sizeof *r->p->notes.at, compare_notes);
    if (others > 0)
        buf_add_format(&r->p->left_out, "%zu notes\n", others);
}

static void read_project(struct reading *r, const xmlNode *root)
{
    static const char *const lost[] = {"Variables", "Cases", "Links", "Sets", "Graphs"};
    const xmlNode *users = child_of(root, "Users");

    r->p->origin = attribute(r, root, "origin");
    for (const xmlNode *child = users ? users->children : NULL; child; child = child->next)
        if (is_called(child, "User"))
            *VEC_PUSH(&r->p->users) = (struct project_user){guid(r, child, "guid"), attribute(r, child, "name")};
    read_codes(r, child_of(child_of(root, "CodeBook"), "Codes"), SIZE_MAX);
    read_sources(r, child_of(root, "Sources"));
    read_notes(r, child_of(root, "Notes"));
    if (r->outside > 0)
        buf_add_format(&r->p->left_out, "%zu selections of a page, picture or whole source\n", r->outside);
    for (size_t i = 0; i < sizeof lost / sizeof lost[0]; i++)
        if (child_of(root, lost[i]))
            buf_add_format(&r->p->left_out, "%s\n", lost[i]);
}

static bool parse(struct reading *r, struct str xml)
{
    xmlParserCtxt *parser = xmlNewParserCtxt();
    xmlDoc *doc = NULL;
    const xmlNode *root;
    bool ok = false;

    if (!parser)
        return error_set(r->err, ERROR_SYSTEM, "the XML parser cannot start");
    if (str_starts(xml, STR("\xef\xbb\xbf")))
        xml = str_slice(xml, 3, xml.size);
    doc = xmlCtxtReadMemory(parser, xml.at, (int)xml.size, "project.qde", NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    root = doc ? xmlDocGetRootElement(doc) : NULL;
    if (!doc) {
        const xmlError *e = xmlCtxtGetLastError(parser);

        error_set(r->err, ERROR_INPUT, "its project: line %d: %.*s", e ? e->line : 1,
                  STR_ARGS(str_trim(str_of(e && e->message ? e->message : "it is empty"))));
    } else if (doc->intSubset) {
        error_set(r->err, ERROR_INPUT, "its project: a <!DOCTYPE> is not taken");
    } else if (!root || !is_called(root, "Project")) {
        error_set(r->err, ERROR_INPUT, "its project: a <Project> was expected");
    } else {
        read_project(r, root);
        ok = true;
    }
    xmlFreeDoc(doc);
    xmlFreeParserCtxt(parser);
    return ok;
}

bool run_project_read(struct project *out, struct str bytes, struct error *err)
{
    struct reading r = {.p = out, .err = err};
    struct extract_failure failure = {.problem = PROBLEM_NONE};
    struct archive *archive = NULL;
    struct buf xml = {0}, name = {0};
    bool ok;

    *out = (struct project){.origin = STR("")};
    ok = extract_archive_open(&archive, bytes, &failure);
    if (ok && !extract_archive_only(archive, ".qde", &name))
        ok = error_set(err, ERROR_INPUT, "no project: one file NAME.qde was expected at the archive's root");
    else if (ok)
        ok = extract_archive_read(&xml, archive, name.at, &failure);
    if (failure.problem != PROBLEM_NONE)
        error_set(err, failure.problem == PROBLEM_TOO_LARGE ? ERROR_LIMIT : ERROR_INPUT, "%s", failure.detail);
    r.archive = archive;
    ok = ok && parse(&r, buf_str(&xml));
    extract_archive_close(archive);
    buf_free(&xml);
    buf_free(&name);
    return ok;
}

const struct project_note *run_project_find_note(const struct project *p, struct str guid)
{
    struct project_note key = {.guid = guid};

    return p->notes.count ? bsearch(&key, p->notes.at, p->notes.count, sizeof key, compare_notes) : NULL;
}

void run_project_free(struct project *p)
{
    free(p->users.at);
    free(p->codes.at);
    free(p->sources.at);
    free(p->selections.at);
    free(p->codings.at);
    free(p->notes.at);
    buf_free(&p->left_out);
    arena_free(&p->arena);
}
