#include "codebook/codebook_internal.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <stdarg.h>
#include <string.h>

void codebook_problem(struct reader *r, unsigned line, const char *format, ...)
{
    char words[512];
    va_list args;

    if (r->problem_count++ >= MAX_PROBLEMS)
        return;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    if (r->problems.size > 0)
        buf_add_char(&r->problems, '\n');
    buf_add_format(&r->problems, "%s: line %u: %s", r->name, line, words);
}

bool codebook_refuse(struct reader *r, struct error *err)
{
    size_t more = r->problem_count > MAX_PROBLEMS ? r->problem_count - MAX_PROBLEMS : 0;

    if (more > 0)
        buf_add_format(&r->problems, "\nand %zu more", more);
    return error_set(err, ERROR_INPUT, "%s", buf_text(&r->problems));
}

/* libxml2's sentence without its line end. */
static void foreign_problem(struct reader *r, const xmlError *e, const char *otherwise)
{
    struct str words = str_trim(str_of(e && e->message ? e->message : otherwise));

    codebook_problem(r, e && e->line > 0 ? (unsigned)e->line : 1, "%.*s", STR_ARGS(words));
}

static bool is_any(const xmlNode *node, struct str names)
{
    struct str name;

    while (str_next(&names, '|', &name))
        if (str_equal(name, str_of(codebook_name(node))))
            return node->ns != NULL;
    return false;
}

static bool accept_root(struct reader *r, const xmlDoc *doc, const char *root, struct error *err)
{
    const xmlNode *node = xmlDocGetRootElement(doc);

    if (doc->intSubset) {
        codebook_problem(r, 1, "a %s takes no <!DOCTYPE>; leave it out", r->kind->what);
    } else if (!node) {
        codebook_problem(r, 1, "there is no element");
    } else if (!is_any(node, str_of(root)) || strcmp((const char *)node->ns->href, r->kind->space) != 0) {
        codebook_problem(r, codebook_line(node), "<%s> with xmlns=\"%s\" was expected, not <%s>%s", root,
                         r->kind->space, (const char *)node->name, node->ns ? "" : " without a namespace");
    } else {
        return true;
    }
    return codebook_refuse(r, err);
}

bool codebook_load(struct reader *r, xmlDoc **out, struct str bytes, const char *root, struct error *err)
{
    xmlParserCtxt *parser;

    *out = NULL;
    if (bytes.size > CODEBOOK_MAX_BYTES)
        return error_set(err, ERROR_LIMIT, "%s: a %s may have %d bytes; split it", r->name, r->kind->what,
                         CODEBOOK_MAX_BYTES);
    parser = xmlNewParserCtxt();
    if (!parser)
        return error_set(err, ERROR_SYSTEM, "%s: the XML parser cannot start", r->name);
    *out = xmlCtxtReadMemory(parser, bytes.size ? bytes.at : " ", bytes.size ? (int)bytes.size : 1, r->name, NULL,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);
    if (!*out)
        foreign_problem(r, xmlCtxtGetLastError(parser), "this is no XML");
    xmlFreeParserCtxt(parser);
    if (!*out)
        return codebook_refuse(r, err);
    return accept_root(r, *out, root, err);
}

static void schema_problem(void *payload, xmlError *e)
{
    struct reader *r = payload;

    if (r->problem_count == 0)      /* what follows the first is mostly its echo */
        foreign_problem(r, e, "the schema does not allow this");
}

bool codebook_validate(struct reader *r, xmlDoc *doc, struct error *err)
{
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewMemParserCtxt(r->kind->schema.at, (int)r->kind->schema.size);
    xmlRelaxNG *schema = NULL;
    xmlRelaxNGValidCtxt *validator = NULL;
    int verdict = -1;

    if (parser) {
        xmlRelaxNGSetParserStructuredErrors(parser, schema_problem, r);
        schema = xmlRelaxNGParse(parser);
    }
    if (schema)
        validator = xmlRelaxNGNewValidCtxt(schema);
    if (validator) {
        xmlRelaxNGSetValidStructuredErrors(validator, schema_problem, r);
        verdict = xmlRelaxNGValidateDoc(validator, doc);
    }
    xmlRelaxNGFreeValidCtxt(validator);
    xmlRelaxNGFree(schema);
    xmlRelaxNGFreeParserCtxt(parser);
    if (verdict == 0)
        return true;
    if (r->problem_count == 0)
        codebook_problem(r, 1, "the built-in schema refuses this %s", r->kind->what);
    return codebook_refuse(r, err);
}

unsigned codebook_line(const xmlNode *node)
{
    long line = xmlGetLineNo(node);

    return line > 0 ? (unsigned)line : 1;
}

const char *codebook_name(const xmlNode *node)
{
    return (const char *)node->name;
}

bool codebook_is(const xmlNode *node, const char *name)
{
    const xmlNode *root;

    if (!node || node->type != XML_ELEMENT_NODE || strcmp(codebook_name(node), name) != 0 || !node->ns)
        return false;
    root = xmlDocGetRootElement(node->doc);
    return root->ns && xmlStrEqual(node->ns->href, root->ns->href);
}

static xmlNode *element_from(xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

xmlNode *codebook_first(const xmlNode *node)
{
    return element_from(node->children);
}

xmlNode *codebook_next(const xmlNode *node)
{
    return element_from(node->next);
}

size_t codebook_count(const xmlNode *node, const char *name)
{
    size_t count = 0;

    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child))
        count += codebook_is(child, name);
    return count;
}

const char *codebook_attribute(struct reader *r, const xmlNode *node, const char *name)
{
    const char *colon = strchr(name, ':');
    xmlChar *value = colon ? xmlGetNsProp(node, (const xmlChar *)colon + 1, XML_XML_NAMESPACE)
                           : xmlGetNoNsProp(node, (const xmlChar *)name);
    const char *copy = NULL;

    if (value)
        copy = arena_copy(r->arena, str_trim(str_of((const char *)value)));
    xmlFree(value);
    return copy;
}

struct str codebook_raw(struct reader *r, const xmlNode *node)
{
    struct buf text = {0};
    struct str copy;

    for (const xmlNode *child = node->children; child; child = child->next)
        if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content)
            buf_add(&text, str_of((const char *)child->content));
    copy = arena_str(r->arena, str_of(buf_text(&text)));
    buf_free(&text);
    return copy;
}

const char *codebook_words(struct reader *r, const xmlNode *node)
{
    struct str rest = str_trim(codebook_raw(r, node));
    char *copy = arena_alloc(r->arena, rest.size + 1, 1), *to = copy;

    for (size_t i = 0; i < rest.size; i++) {
        bool blank = strchr(" \t\r\n", rest.at[i]) != NULL;

        if (!blank || to[-1] != ' ')
            *to++ = blank ? ' ' : rest.at[i];
    }
    return copy;
}
