#include "extract/office_internal.h"

#include <libxml/xmlreader.h>
#include <string.h>

static const struct { const char *uri; enum office_space space; } spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", OFFICE_WORD},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", OFFICE_WORD},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", OFFICE_COMPATIBILITY},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", OFFICE_MATH},
    {"http://purl.oclc.org/ooxml/officeDocument/math", OFFICE_MATH},
    {"http://schemas.openxmlformats.org/package/2006/content-types", OFFICE_TYPES},
    {"http://purl.org/dc/elements/1.1/", OFFICE_CORE},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", OFFICE_TEXT},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", OFFICE_TABLE},
    {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", OFFICE_DRAW},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", OFFICE_BODY},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", OFFICE_STYLE},
    {"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", OFFICE_FORMAT},
    {"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", OFFICE_SVG},
};

static enum office_space space_of(const char *uri)
{
    for (size_t i = 0; uri && i < sizeof spaces / sizeof spaces[0]; i++)
        if (strcmp(uri, spaces[i].uri) == 0)
            return spaces[i].space;
    return OFFICE_OTHER;
}

/* Where a walk is. libxml2 keeps each name of a vocabulary once, so the one before is found by its address. */
struct walk {
    const struct office_walker *walker;
    void *payload;
    const char *part, *uri;
    enum office_space space;
    struct extract_failure *f;
    bool failed;
};

static void note_problem(void *payload, xmlError *problem)
{
    struct walk *w = payload;

    if (w->failed || !problem || problem->level < XML_ERR_ERROR)
        return;
    w->failed = true;
    extract_fail(w->f, PROBLEM_DAMAGED, "%s, line %d: %s", w->part, problem->line,
                 problem->message ? problem->message : "no XML");
    w->f->detail[strcspn(w->f->detail, "\n")] = '\0';
}

static struct office_element element_at(struct walk *w, xmlTextReader *reader)
{
    const char *uri = (const char *)xmlTextReaderConstNamespaceUri(reader);

    if (uri != w->uri) {
        w->uri = uri;
        w->space = space_of(uri);
    }
    return (struct office_element){(const char *)xmlTextReaderConstLocalName(reader), w->space, reader};
}

/* Handles one node; false: what is in it is passed over. */
static bool take_node(struct walk *w, xmlTextReader *reader)
{
    const struct office_walker *walker = w->walker;
    struct office_element e;
    bool empty;

    switch (xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT:
        empty = xmlTextReaderIsEmptyElement(reader) == 1;
        e = element_at(w, reader);
        if (!walker->start(w->payload, &e))
            return empty;
        if (empty && walker->end)
            walker->end(w->payload, &e);
        return true;
    case XML_READER_TYPE_END_ELEMENT:
        e = element_at(w, reader);
        if (walker->end)
            walker->end(w->payload, &e);
        return true;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        if (walker->text)
            walker->text(w->payload, str_of((const char *)xmlTextReaderConstValue(reader)));
        return true;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
        w->failed = true;
        extract_fail(w->f, PROBLEM_DAMAGED, "%s declares or uses entities, as no office program does", w->part);
        return true;
    default:
        return true;
    }
}

bool office_walk(struct str xml, const char *name, const struct office_walker *walker, void *payload,
                 struct extract_failure *f)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
    struct walk w = {.walker = walker, .payload = payload, .part = name, .f = f};
    xmlTextReader *reader = xmlReaderForMemory(xml.at ? xml.at : "", (int)xml.size, NULL, NULL, options);
    int more;

    if (!reader)
        return extract_fail(f, PROBLEM_DAMAGED, "%s cannot be read as XML", name);
    xmlTextReaderSetStructuredErrorHandler(reader, note_problem, &w);
    more = xmlTextReaderRead(reader);
    while (more == 1 && !w.failed)
        more = take_node(&w, reader) ? xmlTextReaderRead(reader) : xmlTextReaderNext(reader);
    if (more < 0 && !w.failed) {
        w.failed = true;
        extract_fail(f, PROBLEM_DAMAGED, "%s is not well-formed XML", name);
    }
    xmlFreeTextReader(reader);
    return !w.failed;
}

bool office_walk_part(const struct archive *a, const char *name, const struct office_walker *w, void *payload,
                      struct extract_failure *f)
{
    struct buf xml = {0};
    bool ok;

    if (!extract_archive_has(a, name))
        return true;
    ok = extract_archive_read(&xml, a, name, f) && office_walk(buf_str(&xml), name, w, payload, f);
    buf_free(&xml);
    return ok;
}

int office_tag_of(const struct office_tag *table, const struct office_element *e)
{
    for (; table->name; table++)
        if (*table->name == *e->name && table->space == e->space && strcmp(table->name, e->name) == 0)
            return table->tag;
    return 0;
}

const char *office_attribute(const struct office_element *e, const char *name)
{
    const char *value = NULL;

    for (int more = xmlTextReaderMoveToFirstAttribute(e->reader); more == 1 && !value;
         more = xmlTextReaderMoveToNextAttribute(e->reader))
        if (strcmp((const char *)xmlTextReaderConstLocalName(e->reader), name) == 0)
            value = (const char *)xmlTextReaderConstValue(e->reader);
    xmlTextReaderMoveToElement(e->reader);
    return value;
}

bool office_attribute_is(const struct office_element *e, const char *name, const char *value)
{
    const char *got = office_attribute(e, name);

    return got && strcmp(got, value) == 0;
}
