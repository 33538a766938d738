#include "base/uuid.h"
#include "codebook/words.h"
#include "codebook/write.h"
#include "codebook/writer.h"

static void write_guid(struct xml_writer *w, const struct codebook *book, const char *kind, const char *id)
{
    struct buf key = {0};
    char guid[UUID_SIZE];

    buf_add_format(&key, "%s|%s|%s", kind, book->id, id);
    uuid_of(buf_str(&key), guid);
    codebook_write_attribute(w, "guid", str_of(guid));
    buf_free(&key);
}

static void add_paragraph(struct buf *out, const char *head, const char *text)
{
    if (text && *text)
        buf_add_format(out, "%s%s%s", out->size ? "\n" : "", head, text);
}

static void write_code(struct xml_writer *w, const struct codebook *book, const struct code *code)
{
    struct buf text = {0};

    codebook_write_start(w, "Code");
    write_guid(w, book, "code", code->id);
    codebook_write_attribute(w, "name", str_of(code->title));
    codebook_write_attribute(w, "isCodable", STR("true"));
    if (code->colour)
        codebook_write_attribute(w, "color", str_of(code->colour));
    add_paragraph(&text, "", code->definition);
    add_paragraph(&text, "Include: ", code->include);
    add_paragraph(&text, "Exclude: ", code->exclude);
    for (size_t i = 0; i < code->rule_count; i++) {
        buf_add_format(&text, "%sRule %s:\n", text.size ? "\n" : "", code->rules[i].id);
        codebook_say_rule(&text, &code->rules[i]);
    }
    codebook_write_element(w, "Description", buf_str(&text));
    codebook_write_end(w);
    buf_free(&text);
}

void codebook_write_qdc(struct buf *out, const struct codebook *book)
{
    struct xml_writer w;
    struct buf origin = {0};

    codebook_writer_start(&w, true);
    xmlTextWriterStartDocument(w.xml, NULL, "UTF-8", NULL);
    codebook_write_start(&w, "CodeBook");
    codebook_write_attribute(&w, "xmlns", STR("urn:QDA-XML:codebook:1.0"));
    buf_add_format(&origin, "excerpta: %s %s", book->id, book->version);
    codebook_write_attribute(&w, "origin", buf_str(&origin));
    buf_free(&origin);
    codebook_write_start(&w, "Codes");
    for (size_t t = 0; t < book->theme_count; t++) {
        const struct theme *theme = &book->themes[t];

        codebook_write_start(&w, "Code");
        write_guid(&w, book, "theme", theme->id);
        codebook_write_attribute(&w, "name", str_of(theme->title));
        codebook_write_attribute(&w, "isCodable", STR("false"));
        for (size_t c = theme->first_code; c < theme->first_code + theme->code_count; c++)
            write_code(&w, book, &book->codes[c]);
        codebook_write_end(&w);
    }
    codebook_writer_finish(&w, out);
}
