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

/* Whether a condition before this one asks for the same code. */
static bool is_told(const struct audit_question *q, size_t when, size_t condition)
{
    const struct code *code = q->whens[when].conditions[condition].code;

    for (size_t w = 0; w <= when; w++)
        for (size_t c = 0; c < (w == when ? condition : q->whens[w].condition_count); c++)
            if (q->whens[w].conditions[c].code == code)
                return true;
    return false;
}

/* An audit question is a set of the codes that answer it. */
static void write_set(struct xml_writer *w, const struct codebook *book, const struct audit_question *q)
{
    struct buf name = {0}, answers = {0};

    buf_add_format(&name, "%s%s%s", q->number ? q->number : "", q->number ? " " : "", q->text);
    buf_add(&answers, STR("Audit question, asked of each report"));
    if (q->when_count > 0)
        buf_add(&answers, STR(": "));
    codebook_say_answers(&answers, q);
    codebook_write_start(w, "Set");
    write_guid(w, book, "question", q->id);
    codebook_write_attribute(w, "name", buf_str(&name));
    codebook_write_element(w, "Description", buf_str(&answers));
    for (size_t i = 0; i < q->when_count; i++)
        for (size_t c = 0; c < q->whens[i].condition_count; c++) {
            if (is_told(q, i, c))
                continue;
            codebook_write_start(w, "MemberCode");
            write_guid(w, book, "code", q->whens[i].conditions[c].code->id);
            codebook_write_end(w);
        }
    codebook_write_end(w);
    buf_free(&name);
    buf_free(&answers);
}

static bool is_asked_for(struct str filter, const char *id)
{
    return filter.size == 0 || str_equal(filter, str_of(id));
}

void codebook_write_codes(struct xml_writer *w, const struct codebook *book, struct str theme, struct str code)
{
    for (size_t t = 0; t < book->theme_count; t++) {
        const struct theme *one = &book->themes[t];
        bool begun = false;

        for (size_t c = one->first_code; c < one->first_code + one->code_count && is_asked_for(theme, one->id); c++) {
            if (!is_asked_for(code, book->codes[c].id))
                continue;
            if (!begun) {
                codebook_write_start(w, "Code");
                write_guid(w, book, "theme", one->id);
                codebook_write_attribute(w, "name", str_of(one->title));
                codebook_write_attribute(w, "isCodable", STR("false"));
            }
            begun = true;
            write_code(w, book, &book->codes[c]);
        }
        if (begun)
            codebook_write_end(w);
    }
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
    codebook_write_codes(&w, book, STR(""), STR(""));
    codebook_write_end(&w);
    if (book->question_count > 0)
        codebook_write_start(&w, "Sets");
    for (size_t i = 0; i < book->question_count; i++)
        write_set(&w, book, &book->questions[i]);
    codebook_writer_finish(&w, out);
}
