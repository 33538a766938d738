#include "export/appendix.h"

#include "base/ascii.h"

#include <string.h>

/* Every sign that Markdown could take for its own has a backslash before it; a line's end becomes a blank. */
static void add(struct buf *out, struct str text)
{
    size_t digits = 0;

    while (digits < text.size && ascii_is_digit(text.at[digits]))
        digits++;
    for (size_t i = 0; i < text.size; i++) {
        if (text.at[i] == '\n') {
            buf_add_char(out, ' ');
            continue;
        }
        if (strchr("\\`*_{}[]<>#|&!~$=+-", text.at[i])
            || (i == digits && i > 0 && (text.at[i] == '.' || text.at[i] == ')')))     /* the first of a list */
            buf_add_char(out, '\\');
        buf_add_char(out, text.at[i]);
    }
}

static void add_theme(struct buf *out, struct str title)
{
    buf_add(out, STR("\n## "));
    add(out, title);
    buf_add(out, STR("\n"));
}

static void add_code(struct buf *out, const struct code_row *c)
{
    buf_add(out, STR("\n### "));
    add(out, c->title);
    buf_add(out, STR("\n\n"));
    if (c->definition.size > 0) {
        add(out, c->definition);
        buf_add(out, STR("\n\n"));
    }
}

static void add_quotation(struct buf *out, const struct excerpt_row *e, struct str cited)
{
    buf_add(out, STR("> “"));
    add(out, document_text(e->document, e->range));
    buf_add(out, STR("”\n>\n> — "));
    add(out, cited);
    buf_add(out, STR("\n\n"));
}

static bool write_markdown(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    static const struct appendix_look look = {add_theme, add_code, add_quotation};

    fputs("# Quotations\n", out);
    return export_appendix(out, study, options, &look, err);
}

const struct export_format export_markdown = {
    .name = "markdown", .summary = "quotations by theme and code, as Markdown", .write = write_markdown,
};
