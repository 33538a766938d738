#include "export/appendix.h"
#include "export/package.h"

static void add_escaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c == '&')
            buf_add(out, STR("&amp;"));
        else if (c == '<')
            buf_add(out, STR("&lt;"));
        else if (c == '>')
            buf_add(out, STR("&gt;"));
        else
            buf_add_char(out, c < ' ' ? ' ' : text.at[i]);
    }
}

static void add_paragraph(struct buf *out, const char *style, const char *before, struct str text, const char *behind)
{
    buf_add_format(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:t xml:space=\"preserve\">%s", style,
                   before);
    add_escaped(out, text);
    buf_add_format(out, "%s</w:t></w:r></w:p>\n", behind);
}

static void add_theme(struct buf *out, struct str title)
{
    add_paragraph(out, "Heading1", "", title, "");
}

static void add_code(struct buf *out, const struct code_row *c)
{
    add_paragraph(out, "Heading2", "", c->title, "");
    if (c->definition.size > 0)
        add_paragraph(out, "Normal", "", c->definition, "");
}

static void add_quotation(struct buf *out, const struct excerpt_row *e, struct str cited)
{
    add_paragraph(out, "Quote", "“", document_text(e->document, e->range), "”");
    add_paragraph(out, "Citation", "— ", cited, "");
}

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml"
#define HEADING(n, size) \
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading" #n "\"><w:name w:val=\"heading " #n "\"/>" \
    "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"240\"/>" \
    "<w:outlineLvl w:val=\"" #n "\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"" #size "\"/></w:rPr></w:style>"

static const struct { const char *name, *text; } parts[] = {
    {"[Content_Types].xml", HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
     "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
     "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
     "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE ".document.main+xml\"/>"
     "<Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE ".styles+xml\"/></Types>"},
    {"_rels/.rels", HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
    {"word/_rels/document.xml.rels", HEAD
     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/></Relationships>"},
    {"word/styles.xml", HEAD "<w:styles " WORD ">"
     "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
     "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/><w:basedOn w:val=\"Normal\"/>"
     "<w:rPr><w:b/><w:sz w:val=\"40\"/></w:rPr></w:style>" HEADING(1, 32) HEADING(2, 26)
     "<w:style w:type=\"paragraph\" w:styleId=\"Quote\"><w:name w:val=\"Quote\"/><w:basedOn w:val=\"Normal\"/>"
     "<w:next w:val=\"Citation\"/><w:pPr><w:keepNext/><w:spacing w:before=\"120\"/><w:ind w:left=\"567\"/></w:pPr>"
     "<w:rPr><w:i/></w:rPr></w:style>"
     "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Citation\"><w:name w:val=\"Citation\"/>"
     "<w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"120\"/><w:ind w:left=\"567\"/></w:pPr>"
     "<w:rPr><w:sz w:val=\"20\"/></w:rPr></w:style></w:styles>"},
};

/* A part of what a function writes to a stream of its own. */
static FILE *scratch(struct error *err)
{
    FILE *stream = tmpfile();

    if (!stream)
        error_fill(err, ERROR_SYSTEM, "no scratch file can be made");
    return stream;
}

static bool add_parts(struct package *p, struct error *err)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        FILE *stream = scratch(err);

        if (!stream)
            return false;
        fputs(parts[i].text, stream);
        if (!export_package_add_stream(p, parts[i].name, stream, err))
            return false;
    }
    return true;
}

static bool write_docx(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    static const struct appendix_look look = {add_theme, add_code, add_quotation};
    struct package *p = NULL;
    FILE *body = scratch(err);
    bool ok;

    if (!body)
        return false;
    fputs(HEAD "<w:document " WORD "><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Quotations</w:t>"
          "</w:r></w:p>\n", body);
    ok = export_appendix(body, study, options, &look, err);
    fputs("<w:sectPr/></w:body></w:document>\n", body);
    if (!ok)
        fclose(body);
    ok = ok && export_package_new(&p, err);
    ok = ok && add_parts(p, err) && export_package_add_stream(p, "word/document.xml", body, err)
        && export_package_write(p, out, err);
    export_package_free(p);
    return ok;
}

const struct export_format export_docx = {
    .name = "docx", .summary = "quotations by theme and code, as a Word document", .write = write_docx,
};
