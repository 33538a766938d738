/* REFI-QDA: codes within codes. Read leniently, since programs write more than the schema allows: by local names,
 * whatever the namespace; what is empty is passed over. */
#include "codebook/draft_internal.h"

#include <libxml/parser.h>
#include <string.h>

static bool is_called(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static struct str attribute(struct draft *d, const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    struct str copy = {0};

    if (value)
        copy = arena_str(&d->arena, str_trim(str_of((const char *)value)));
    xmlFree(value);
    return copy;
}

static struct str description(struct draft *d, const xmlNode *node)
{
    struct str copy = {0};

    for (const xmlNode *child = node->children; child; child = child->next)
        if (is_called(child, "Description")) {
            xmlChar *value = xmlNodeGetContent(child);

            if (value)
                copy = arena_str(&d->arena, str_trim(str_of((const char *)value)));
            xmlFree(value);
        }
    return copy;
}

static bool read_codes(struct draft *d, const xmlNode *node, size_t parent, struct error *err);

static bool read_code(struct draft *d, const xmlNode *node, size_t parent, struct error *err)
{
    struct str codable = attribute(d, node, "isCodable");
    unsigned line = (unsigned)xmlGetLineNo(node);
    size_t code;

    if (!codebook_draft_code(d, parent, attribute(d, node, "name"), &code, err))
        return error_within(err, "line %u", line);
    if (attribute(d, node, "name").size == 0)
        codebook_draft_note(d, line, "a code has no name; it is \"%.*s\"", STR_ARGS(d->codes.at[code].title));
    d->codes.at[code].is_group = str_equal(codable, STR("false")) || str_equal(codable, STR("0"));
    d->codes.at[code].definition = description(d, node);
    codebook_draft_colour(d, code, attribute(d, node, "color"), line);
    return read_codes(d, node, code, err);
}

static bool read_codes(struct draft *d, const xmlNode *node, size_t parent, struct error *err)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (is_called(child, "Code") && !read_code(d, child, parent, err))
            return false;
    return true;
}

/* A codebook by itself, or inside a project. */
static const xmlNode *find_codes(const xmlNode *node, unsigned depth)
{
    for (const xmlNode *child = node ? node->children : NULL; child && depth < 3; child = child->next) {
        const xmlNode *found;

        if (is_called(child, "Codes"))
            return child;
        found = find_codes(child, depth + 1);
        if (found)
            return found;
    }
    return NULL;
}

/* A group of codes whose definition would have no place, since it is no code. */
static void note_lost(struct draft *d, const xmlNode *root)
{
    for (size_t i = 0; i < d->codes.count; i++)
        if (d->codes.at[i].is_group && d->codes.at[i].definition.size > 0)
            codebook_draft_note(d, 0, "the description of the group \"%.*s\" was left out: a theme has a title only",
                                STR_ARGS(d->codes.at[i].title));
    for (const xmlNode *child = root->children; child; child = child->next)
        if (is_called(child, "Sets") && child->children)
            codebook_draft_note(d, (unsigned)xmlGetLineNo(child), "sets of codes were left out");
}

bool codebook_read_qdc(struct draft *d, struct str text, struct error *err)
{
    xmlParserCtxt *parser = xmlNewParserCtxt();
    xmlDoc *doc = NULL;
    const xmlNode *codes;
    bool ok = false;

    if (!parser)
        return error_set(err, ERROR_SYSTEM, "the XML parser cannot start");
    if (text.size > 0)
        doc = xmlCtxtReadMemory(parser, text.at, (int)text.size, d->name, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA);
    codes = doc && !doc->intSubset ? find_codes((const xmlNode *)doc, 0) : NULL;
    if (!doc) {
        const xmlError *e = xmlCtxtGetLastError(parser);
        struct str words = str_trim(str_of(e && e->message ? e->message : "it is empty"));

        error_set(err, ERROR_INPUT, "line %d: %.*s", e ? e->line : 1, STR_ARGS(words));
    } else if (doc->intSubset) {
        error_set(err, ERROR_INPUT, "line 1: a codebook takes no <!DOCTYPE>; leave it out");
    } else if (!codes) {
        error_set(err, ERROR_INPUT, "line 1: a <CodeBook> with <Codes> was expected");
    } else {
        ok = read_codes(d, codes, SIZE_MAX, err);
        note_lost(d, xmlDocGetRootElement(doc));
    }
    xmlFreeDoc(doc);
    xmlFreeParserCtxt(parser);
    return ok;
}
