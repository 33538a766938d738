#include "export/appendix.h"
#include "export/word.h"

static void add_theme(struct buf *out, struct str title)
{
    export_word_paragraph(out, "Heading1", "", title, "");
}

static void add_code(struct buf *out, const struct code_row *c)
{
    export_word_paragraph(out, "Heading2", "", c->title, "");
    if (c->definition.size > 0)
        export_word_paragraph(out, "Normal", "", c->definition, "");
}

static void add_quotation(struct buf *out, const struct excerpt_row *e, struct str cited)
{
    export_word_paragraph(out, "Quote", "“", document_text(e->document, e->range), "”");
    export_word_paragraph(out, "Citation", "— ", cited, "");
}

static bool write_docx(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    static const struct appendix_look look = {add_theme, add_code, add_quotation};
    FILE *body;

    if (!export_word_start(&body, STR("Quotations"), err))
        return false;
    if (!export_appendix(body, study, options, &look, err)) {
        fclose(body);
        return false;
    }
    return export_word_finish(body, out, err);
}

const struct export_format export_docx = {
    .name = "docx", .summary = "quotations by theme and code, as a Word document", .write = write_docx,
};
