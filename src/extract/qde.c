#include "extract/qde_internal.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

bool extract_qde_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

const xmlNode *extract_qde_child(const xmlNode *node, const char *name)
{
    for (const xmlNode *child = node ? node->children : NULL; child; child = child->next)
        if (extract_qde_is(child, name))
            return child;
    return NULL;
}

struct str extract_qde_attribute(struct arena *a, const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    struct str copy = value ? arena_str(a, str_trim(str_of((const char *)value))) : STR("");

    xmlFree(value);
    return copy;
}

/* Either case and braces are met. */
struct str extract_qde_guid(struct arena *a, const xmlNode *node, const char *name)
{
    struct str s = extract_qde_attribute(a, node, name);
    char *copy;

    if (s.size >= 2 && *s.at == '{' && s.at[s.size - 1] == '}')
        s = str_slice(s, 1, s.size - 1);
    copy = arena_alloc(a, s.size + 1, 1);
    for (size_t i = 0; i < s.size; i++)
        copy[i] = ascii_lower(s.at[i]);
    return (struct str){copy, s.size};
}

struct str extract_qde_content(struct arena *a, const xmlNode *node)
{
    xmlChar *value = node ? xmlNodeGetContent(node) : NULL;
    struct str copy = value ? arena_str(a, str_of((const char *)value)) : STR("");

    xmlFree(value);
    return copy;
}

static int64_t number(struct str s)
{
    size_t n;

    return str_to_size(s, &n) && n < UINT32_MAX ? (int64_t)n : -1;
}

struct selection extract_qde_selection(struct arena *a, const xmlNode *node)
{
    return (struct selection){number(extract_qde_attribute(a, node, "startPosition")),
                              number(extract_qde_attribute(a, node, "endPosition")),
                              extract_qde_attribute(a, node, "name")};
}

/* "internal://GUID.txt" names a part in a folder whose name has either case. */
bool extract_qde_part(const struct qde *q, struct str path, struct buf *name)
{
    static const char *const folders[] = {"sources/", "Sources/", ""};

    if (str_starts(path, STR("internal://")))
        path = str_slice(path, 11, path.size);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0] && path.size > 0; i++) {
        buf_clear(name);
        buf_add_format(name, "%s%.*s", folders[i], STR_ARGS(path));
        if (extract_archive_has(q->archive, name->at))
            return true;
    }
    return false;
}

/* Where a walk is. */
struct walking {
    struct qde *q;
    const struct qde_walk *walk;
    void *payload;
    xmlTextReader *reader;
    struct archive_part *part;
    bool begun;                     /* the part's first bytes are read */
    char section[32];               /* child of the project that is open */
    struct qde_source source;
    bool awaits_text;               /* in a source whose text has not come */
    struct arena arena;             /* of the source */
    size_t sources;
    bool failed;
};

/* A mark before the declaration of XML, which some programs write, is taken off. */
static int give_bytes(void *payload, char *at, int room)
{
    struct walking *w = payload;
    int64_t got = extract_archive_next(w->part, at, (size_t)room, w->q->f);

    if (got >= 3 && !w->begun && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
        got -= 3;
        memmove(at, at + 3, (size_t)got);
    }
    w->begun = true;
    w->failed = w->failed || got < 0;
    return (int)got;
}

static int close_bytes(void *payload)
{
    (void)payload;
    return 0;
}

static void note_problem(void *payload, xmlError *problem)
{
    struct walking *w = payload;

    if (w->failed || !problem || problem->level < XML_ERR_ERROR)
        return;
    w->failed = true;
    extract_fail(w->q->f, PROBLEM_DAMAGED, "its project: line %d: %s", problem->line,
                 problem->message ? problem->message : "no XML");
    w->q->f->detail[strcspn(w->q->f->detail, "\n")] = '\0';
}

/* The text of a source from its part; false where it has none there that can be taken. */
static bool read_text(struct walking *w, const xmlNode *node)
{
    struct extract_failure ignored;
    struct buf name = {0}, text = {0};
    bool ok = extract_qde_part(w->q, extract_qde_attribute(&w->arena, node, "plainTextPath"), &name)
        && extract_archive_size(w->q->archive, name.at) <= QDE_MOST_TEXT
        && extract_archive_read(&text, w->q->archive, name.at, &ignored) && str_is_text(buf_str(&text));

    if (ok)
        w->source.text = arena_str(&w->arena, buf_str(&text));
    buf_free(&name);
    buf_free(&text);
    return ok;
}

static void begin_source(struct walking *w)
{
    w->source.open = true;
    w->awaits_text = false;
    w->source.number = w->sources++;
    w->walk->source(w->payload, &w->source);
}

static void end_source(struct walking *w)
{
    if (w->source.open)
        w->walk->end(w->payload, &w->source);
    w->source.open = false;
}

/* A source that may have a text. Its own words come as an element, if not from a part. */
static void open_source(struct walking *w, const xmlNode *node, bool representation)
{
    if (!representation) {
        arena_free(&w->arena);
        w->source = (struct qde_source){.name = extract_qde_attribute(&w->arena, node, "name"),
                                        .guid = extract_qde_guid(&w->arena, node, "guid")};
        w->awaits_text = true;
    }
    if (w->awaits_text && !extract_qde_is(node, "PDFSource") && read_text(w, node))
        begin_source(w);
}

/* A child of a source; true: what is in it is to be gone through. */
static bool take_inside(struct walking *w, const char *name)
{
    const xmlNode *node;

    if (strcmp(name, "Representation") == 0) {
        open_source(w, xmlTextReaderCurrentNode(w->reader), true);
        return true;
    }
    node = xmlTextReaderExpand(w->reader);
    if (!node)
        return false;
    if (extract_qde_is(node, "PlainTextContent") && w->awaits_text) {
        w->source.text = extract_qde_content(&w->arena, node);
        if (w->source.text.size <= QDE_MOST_TEXT)
            begin_source(w);
    } else {
        w->walk->inside(w->payload, &w->source, node);
    }
    return false;
}

/* An element of Sources; true: what is in it is to be gone through. */
static bool take_source(struct walking *w, const char *name)
{
    const xmlNode *node = xmlTextReaderCurrentNode(w->reader);
    struct arena a = {0};

    if (strcmp(name, "TextSource") == 0 || strcmp(name, "PDFSource") == 0) {
        open_source(w, node, false);
        return true;
    }
    w->walk->other(w->payload, extract_qde_attribute(&a, node, "name"), name);
    arena_free(&a);
    return false;
}

/* True: go in. */
static bool take_element(struct walking *w)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(w->reader);
    int depth = xmlTextReaderDepth(w->reader);
    const xmlNode *node;

    if (depth == 0) {
        if (strcmp(name, "Project") == 0)
            return true;
        w->failed = true;
        extract_fail(w->q->f, PROBLEM_DAMAGED, "its project: a <Project> was expected, and there is a <%.40s>", name);
        return false;
    }
    if (depth == 1) {
        snprintf(w->section, sizeof w->section, "%.*s", (int)sizeof w->section - 1, name);
        if (w->walk->part)
            w->walk->part(w->payload, w->section, NULL);
        return true;
    }
    if (strcmp(w->section, "Sources") == 0)
        return depth == 2 ? take_source(w, name) : take_inside(w, name);
    node = w->walk->part ? xmlTextReaderExpand(w->reader) : NULL;
    if (node)
        w->walk->part(w->payload, w->section, node);
    return false;
}

/* A source without a text is told when it ends: its words might have been an element. */
static void take_end(struct walking *w)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(w->reader);
    bool whole = xmlTextReaderDepth(w->reader) == 2 && strcmp(w->section, "Sources") == 0;

    if (whole && w->awaits_text)
        w->walk->other(w->payload, w->source.name, name);
    if (whole)
        w->awaits_text = false;
    if (whole || strcmp(name, "Representation") == 0)
        end_source(w);
}

static bool take_node(struct walking *w)
{
    switch (xmlTextReaderNodeType(w->reader)) {
    case XML_READER_TYPE_ELEMENT:
        if (xmlTextReaderIsEmptyElement(w->reader) != 1)
            return take_element(w);
        take_element(w);
        take_end(w);
        return true;
    case XML_READER_TYPE_END_ELEMENT:
        take_end(w);
        return true;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        w->failed = true;
        extract_fail(w->q->f, PROBLEM_DAMAGED, "its project: a <!DOCTYPE> is not taken");
        return true;
    default:
        return true;
    }
}

bool extract_qde_walk(struct qde *q, const struct qde_walk *walk, void *payload)
{
    struct walking w = {.q = q, .walk = walk, .payload = payload};
    int more;

    if (!extract_archive_begin(&w.part, q->archive, q->name, q->f))
        return false;
    w.reader = xmlReaderForIO(give_bytes, close_bytes, &w, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    if (!w.reader)
        abort();
    xmlTextReaderSetStructuredErrorHandler(w.reader, note_problem, &w);
    more = xmlTextReaderRead(w.reader);
    while (more == 1 && !w.failed)
        more = take_node(&w) ? xmlTextReaderRead(w.reader) : xmlTextReaderNext(w.reader);
    if (more < 0 && !w.failed) {
        w.failed = true;
        extract_fail(q->f, PROBLEM_DAMAGED, "its project is no well-formed XML");
    }
    xmlFreeTextReader(w.reader);
    extract_archive_end(w.part);
    arena_free(&w.arena);
    return !w.failed;
}

bool extract_qde(FILE *out, struct str bytes, const struct convention *convention, struct extract_failure *f)
{
    struct qde q = {.out = out, .f = f};
    struct archive *archive = NULL;
    struct buf name = {0};
    bool ok = extract_archive_open(&archive, bytes, ARCHIVE_MOST_STREAMED, f);

    if (ok && !extract_archive_only(archive, ".qde", &name))
        ok = extract_fail(f, PROBLEM_DAMAGED, "no project: one file NAME.qde was expected at the archive's root");
    q.archive = archive;
    q.name = buf_text(&name);
    if (ok) {
        fputs("excerpta-project 1\n", out);
        ok = extract_qde_scan(&q, convention) && extract_qde_write(&q);
    }
    extract_archive_close(archive);
    free(q.notes.at);
    free(q.source_notes.at);
    free(q.variables.at);
    buf_free(&name);
    arena_free(&q.arena);
    return ok;
}
