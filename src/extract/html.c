#include "extract/extract_internal.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { DEEPEST = 256 };     /* elements inside one another; deeper ones are passed over */

/* What an element is to a reader. */
enum html_role { ROLE_INLINE, ROLE_BLOCK, ROLE_SKIP, ROLE_BREAK, ROLE_ITEM, ROLE_ROW, ROLE_CELL, ROLE_CAPTION,
                 ROLE_HEADING };

static const struct { const char *name; enum html_role role; } roles[] = {
    {"p", ROLE_BLOCK}, {"div", ROLE_BLOCK}, {"section", ROLE_BLOCK}, {"article", ROLE_BLOCK}, {"main", ROLE_BLOCK},
    {"blockquote", ROLE_BLOCK}, {"pre", ROLE_BLOCK}, {"body", ROLE_BLOCK}, {"table", ROLE_BLOCK}, {"ul", ROLE_BLOCK},
    {"ol", ROLE_BLOCK}, {"dl", ROLE_BLOCK}, {"dt", ROLE_BLOCK}, {"dd", ROLE_BLOCK}, {"address", ROLE_BLOCK},
    {"figure", ROLE_BLOCK}, {"details", ROLE_BLOCK}, {"summary", ROLE_BLOCK}, {"hr", ROLE_BLOCK},
    {"fieldset", ROLE_BLOCK}, {"header", ROLE_BLOCK}, {"hgroup", ROLE_BLOCK},
    {"li", ROLE_ITEM}, {"tr", ROLE_ROW}, {"td", ROLE_CELL}, {"th", ROLE_CELL}, {"br", ROLE_BREAK},
    {"caption", ROLE_CAPTION}, {"figcaption", ROLE_CAPTION},
    {"h1", ROLE_HEADING}, {"h2", ROLE_HEADING}, {"h3", ROLE_HEADING}, {"h4", ROLE_HEADING}, {"h5", ROLE_HEADING},
    {"h6", ROLE_HEADING},
    {"head", ROLE_SKIP}, {"script", ROLE_SKIP}, {"style", ROLE_SKIP}, {"nav", ROLE_SKIP}, {"footer", ROLE_SKIP},
    {"aside", ROLE_SKIP}, {"form", ROLE_SKIP}, {"noscript", ROLE_SKIP}, {"template", ROLE_SKIP}, {"iframe", ROLE_SKIP},
    {"svg", ROLE_SKIP}, {"button", ROLE_SKIP}, {"select", ROLE_SKIP}, {"object", ROLE_SKIP},
};

static bool has_value(const xmlNode *node, const char *attribute, const char *value)
{
    xmlChar *got = xmlGetProp(node, (const xmlChar *)attribute);
    bool same = got && strcmp((const char *)got, value) == 0;

    xmlFree(got);
    return same;
}

static enum html_role role_of(const xmlNode *node)
{
    if (xmlHasProp(node, (const xmlChar *)"hidden") || has_value(node, "aria-hidden", "true")
        || has_value(node, "role", "navigation") || has_value(node, "role", "contentinfo")
        || has_value(node, "role", "banner"))
        return ROLE_SKIP;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (strcmp((const char *)node->name, roles[i].name) == 0)
            return roles[i].role;
    return ROLE_INLINE;
}

struct html_reading {
    struct document_builder *b;
    uint32_t page;
    bool in_row;        /* inside a table row: blocks in cells do not end it */
};

static void open_block(struct html_reading *r, enum block_kind kind, int level)
{
    if (r->in_row)
        return;
    document_builder_block(r->b, kind, level);
}

static void enter(struct html_reading *r, const xmlNode *node, enum html_role role)
{
    switch (role) {
    case ROLE_BLOCK: open_block(r, BLOCK_PARAGRAPH, 0); break;
    case ROLE_ITEM: open_block(r, BLOCK_LIST_ITEM, 0); break;
    case ROLE_CAPTION: open_block(r, BLOCK_CAPTION, 0); break;
    case ROLE_HEADING: open_block(r, BLOCK_HEADING, node->name[1] - '0'); break;
    case ROLE_ROW:
        r->in_row = false;
        open_block(r, BLOCK_TABLE_ROW, 0);
        r->in_row = true;
        break;
    case ROLE_CELL:
        if (r->in_row)
            document_builder_cell(r->b);
        break;
    case ROLE_BREAK: document_builder_text(r->b, STR(" "), r->page); break;
    default: break;
    }
}

/* What follows the element is no part of it. Behind the rows of a table in a cell, the cells of the row around it are
 * a row of their own. */
static void leave(struct html_reading *r, enum html_role role, bool in_row)
{
    if (role == ROLE_ROW && in_row) {
        document_builder_block(r->b, BLOCK_TABLE_ROW, 0);
        return;
    }
    if (role == ROLE_ROW)
        r->in_row = false;
    if (role == ROLE_CELL || role == ROLE_INLINE || role == ROLE_BREAK || role == ROLE_SKIP)
        return;
    open_block(r, BLOCK_PARAGRAPH, 0);
}

static void walk(struct html_reading *r, const xmlNode *node, unsigned depth)
{
    for (; node; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
            document_builder_text(r->b, str_of((const char *)node->content), r->page);
        } else if (node->type == XML_ELEMENT_NODE && depth < DEEPEST) {
            enum html_role role = role_of(node);
            bool in_row = r->in_row;

            if (role == ROLE_SKIP)
                continue;
            enter(r, node, role);
            walk(r, node->children, depth + 1);
            leave(r, role, in_row);
        }
    }
}

/* The element that holds the page's own words: <main>, role main, or the only <article>; else all. */
static const xmlNode *find_content(const xmlNode *node, const char *name, unsigned depth)
{
    const xmlNode *found = NULL;

    for (; node && !found && depth < DEEPEST; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (strcmp((const char *)node->name, name) == 0
            || (strcmp(name, "main") == 0 && has_value(node, "role", "main")))
            found = node;
        else
            found = find_content(node->children, name, depth + 1);
    }
    return found;
}

static void take_title(struct document_builder *b, const xmlNode *root)
{
    const xmlNode *title = find_content(root, "title", 0);
    xmlChar *words = title ? xmlNodeGetContent(title) : NULL;

    if (words)
        document_builder_title(b, str_of((const char *)words));
    xmlFree(words);
}

/* What the page says of its encoding counts before what its bytes look like, if that is no mistake:
 * bytes that are UTF-8 are UTF-8 whatever it says. */
static htmlDocPtr parse(struct str bytes, struct buf *decoded)
{
    const int options = HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER;
    bool marked = str_starts(bytes, STR("\xff\xfe")) || str_starts(bytes, STR("\xfe\xff"));

    if (!marked && !str_is_text(bytes)) {
        htmlDocPtr page = htmlReadMemory(bytes.at, (int)bytes.size, "", NULL, options);

        if (page && page->encoding)
            return page;
        xmlFreeDoc(page);
    }
    extract_decode(bytes, decoded);
    return htmlReadMemory(decoded->at, (int)decoded->size, "", "UTF-8", options);
}

bool extract_html(struct document **out, struct str bytes, struct extract_failure *f)
{
    struct html_reading r = {0};
    struct buf decoded = {0};
    htmlDocPtr page = parse(bytes, &decoded);
    const xmlNode *root = page ? xmlDocGetRootElement(page) : NULL, *content;

    buf_free(&decoded);
    if (!root) {
        xmlFreeDoc(page);
        return extract_fail(f, PROBLEM_DAMAGED, "no HTML could be made of it");
    }
    document_builder_new(&r.b, "html");
    r.page = document_builder_page(r.b, "", 0, 0);
    take_title(r.b, root);
    content = find_content(root, "main", 0);
    if (!content)
        content = find_content(root, "article", 0);
    walk(&r, content ? content->children : root, 0);
    xmlFreeDoc(page);
    return extract_finish(r.b, out, f);
}
