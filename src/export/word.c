#include "export/word.h"

#include "export/package.h"

void export_word_escape(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = (unsigned char)text.at[i];

        if (c == '&')
            buf_add(out, STR("&amp;"));
        else if (c == '<')
            buf_add(out, STR("&lt;"));
        else if (c == '>')
            buf_add(out, STR("&gt;"));
        else if (c == '"')
            buf_add(out, STR("&quot;"));
        else if (str_not_xml(str_slice(text, i, text.size)) > 1)
            buf_add(out, STR("\xef\xbf\xbd")), i += 2;
        else
            buf_add_char(out, c < ' ' ? ' ' : text.at[i]);
    }
}

void export_word_paragraph(struct buf *out, const char *style, const char *before, struct str text, const char *behind)
{
    buf_add_format(out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:t xml:space=\"preserve\">%s", style,
                   before);
    export_word_escape(out, text);
    buf_add_format(out, "%s</w:t></w:r></w:p>\n", behind);
}

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml"
#define PART(name, type) "<Override PartName=\"/word/" name ".xml\" ContentType=\"" TYPE "." type "+xml\"/>"
#define STYLE(id, name, paragraph, run) \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/><w:basedOn w:val=\"Normal\"/>" \
    "<w:pPr>" paragraph "</w:pPr><w:rPr>" run "</w:rPr></w:style>"
#define HEADING(n, level, size) \
    STYLE("Heading" #n, "heading " #n, "<w:keepNext/><w:spacing w:before=\"280\" w:after=\"80\"/>" \
          "<w:outlineLvl w:val=\"" #level "\"/>", "<w:b/><w:sz w:val=\"" #size "\"/>")
#define RULE(side) "<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"bfc7ce\"/>"

static const struct { const char *name, *text; } parts[] = {
    {"[Content_Types].xml", HEAD "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
     "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
     "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
     PART("document", "document.main") PART("styles", "styles") PART("numbering", "numbering") "</Types>"},
    {"_rels/.rels", HEAD "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
    {"word/_rels/document.xml.rels", HEAD
     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
     "<Relationship Id=\"rId2\" Type=\"" OFFICE "/numbering\" Target=\"numbering.xml\"/></Relationships>"},
    {"word/numbering.xml", HEAD "<w:numbering " WORD "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\">"
     "<w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/>"
     "<w:pPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr></w:lvl></w:abstractNum>"
     "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"},
    {"word/styles.xml", HEAD "<w:styles " WORD "><w:docDefaults><w:rPrDefault><w:rPr>"
     "<w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"21\"/>"
     "<w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"100\"/></w:pPr>"
     "</w:pPrDefault></w:docDefaults>"
     "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
     STYLE("Title", "Title", "<w:spacing w:after=\"160\"/>", "<w:b/><w:sz w:val=\"40\"/>")
     HEADING(1, 0, 32) HEADING(2, 1, 26) HEADING(3, 2, 22)
     STYLE("Note", "Note", "", "<w:color w:val=\"56616b\"/><w:sz w:val=\"19\"/>")
     STYLE("Item", "List Bullet", "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"40\"/>", "")
     STYLE("Quote", "Quote", "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"0\"/><w:ind w:left=\"567\"/>",
           "<w:i/>")
     STYLE("Citation", "Citation", "<w:spacing w:after=\"120\"/><w:ind w:left=\"567\"/>", "<w:sz w:val=\"19\"/>")
     STYLE("Cell", "Cell", "<w:spacing w:before=\"20\" w:after=\"20\"/>", "<w:sz w:val=\"17\"/>")
     STYLE("Head", "Head", "<w:keepNext/><w:spacing w:before=\"20\" w:after=\"20\"/>", "<w:b/><w:sz w:val=\"14\"/>")
     "<w:style w:type=\"table\" w:styleId=\"Findings\"><w:name w:val=\"Findings\"/><w:tblPr><w:tblBorders>"
     RULE("top") RULE("bottom") RULE("insideH") "</w:tblBorders><w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/>"
     "<w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>"},
};

/* A part of what is written to a stream of its own. */
static bool scratch(FILE **stream, struct error *err)
{
    *stream = tmpfile();
    return *stream || error_set(err, ERROR_SYSTEM, "no scratch file can be made");
}

bool export_word_start(FILE **body, struct str title, struct error *err)
{
    struct buf head = {0};

    if (!scratch(body, err))
        return false;
    buf_add(&head, STR(HEAD "<w:document " WORD "><w:body>"));
    export_word_paragraph(&head, "Title", "", title, "");
    fwrite(head.at, 1, head.size, *body);
    buf_free(&head);
    return true;
}

static bool add_parts(struct package *p, struct error *err)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        FILE *stream;

        if (!scratch(&stream, err))
            return false;
        fputs(parts[i].text, stream);
        if (!export_package_add_stream(p, parts[i].name, stream, err))
            return false;
    }
    return true;
}

bool export_word_finish(FILE *body, FILE *out, struct error *err)
{
    struct package *p = NULL;
    bool ok = export_package_new(&p, err) && add_parts(p, err);

    fputs("<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" "
          "w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body>"
          "</w:document>\n", body);
    if (!ok)
        fclose(body);
    ok = ok && export_package_add_stream(p, "word/document.xml", body, err) && export_package_write(p, out, err);
    export_package_free(p);
    return ok;
}
