#include "codebook/writer.h"

#include <stdlib.h>

static void must(int result)
{
    if (result < 0)
        abort();
}

void codebook_writer_start(struct xml_writer *w, bool indent)
{
    w->buffer = xmlBufferCreate();
    w->xml = w->buffer ? xmlNewTextWriterMemory(w->buffer, 0) : NULL;
    if (!w->xml)
        abort();
    must(xmlTextWriterSetIndent(w->xml, indent));
}

void codebook_writer_start_on(struct xml_writer *w, FILE *out, bool indent)
{
    xmlOutputBuffer *sink = xmlOutputBufferCreateFile(out, NULL);

    w->buffer = NULL;
    w->xml = sink ? xmlNewTextWriter(sink) : NULL;
    if (!w->xml)
        abort();
    must(xmlTextWriterSetIndent(w->xml, indent));
}

void codebook_writer_end(struct xml_writer *w)
{
    xmlTextWriterEndDocument(w->xml);
    xmlFreeTextWriter(w->xml);
}

void codebook_writer_finish(struct xml_writer *w, struct buf *out)
{
    must(xmlTextWriterEndDocument(w->xml));
    xmlFreeTextWriter(w->xml);
    buf_add(out, (struct str){(const char *)xmlBufferContent(w->buffer), (size_t)xmlBufferLength(w->buffer)});
    xmlBufferFree(w->buffer);
}

void codebook_write_start(struct xml_writer *w, const char *element)
{
    must(xmlTextWriterStartElement(w->xml, (const xmlChar *)element));
}

void codebook_write_end(struct xml_writer *w)
{
    must(xmlTextWriterEndElement(w->xml));
}

static struct buf plain(struct str s)
{
    struct buf copy = {0};

    for (size_t i = 0; i < s.size;) {
        size_t none = str_not_xml(str_slice(s, i, s.size));

        if (none > 1)
            buf_add(&copy, STR("\xef\xbf\xbd"));
        else
            buf_add_char(&copy, none || s.at[i] == '\r' ? ' ' : s.at[i]);
        i += none > 1 ? none : 1;
    }
    return copy;
}

void codebook_write_attribute(struct xml_writer *w, const char *name, struct str value)
{
    struct buf copy = plain(value);

    must(xmlTextWriterWriteAttribute(w->xml, (const xmlChar *)name, (const xmlChar *)buf_text(&copy)));
    buf_free(&copy);
}

void codebook_write_text(struct xml_writer *w, struct str text)
{
    struct buf copy = plain(text);

    must(xmlTextWriterWriteString(w->xml, (const xmlChar *)buf_text(&copy)));
    buf_free(&copy);
}

void codebook_write_element(struct xml_writer *w, const char *element, struct str text)
{
    if (str_trim(text).size == 0)
        return;
    codebook_write_start(w, element);
    codebook_write_text(w, str_trim(text));
    codebook_write_end(w);
}
