#include "export/markup.h"

void export_write_escaped(FILE *out, struct str s)
{
    size_t plain = 0;

    for (size_t i = 0; i < s.size; i++) {
        const char *entity = s.at[i] == '&' ? "&amp;" : s.at[i] == '<' ? "&lt;" : s.at[i] == '>' ? "&gt;"
            : s.at[i] == '"' ? "&quot;" : s.at[i] == '\'' ? "&#39;" : NULL;

        if (!entity)
            continue;
        fwrite(s.at + plain, 1, i - plain, out);
        fputs(entity, out);
        plain = i + 1;
    }
    fwrite(s.at + plain, 1, s.size - plain, out);
}

void export_write_marked(FILE *out, const struct document *doc, struct range r, const struct range *spans,
                         size_t count)
{
    uint32_t at = r.start;

    for (size_t i = 0; i < count; i++) {
        export_write_escaped(out, document_text(doc, (struct range){at, spans[i].start}));
        fputs("<mark>", out);
        export_write_escaped(out, document_text(doc, spans[i]));
        fputs("</mark>", out);
        at = spans[i].stop;
    }
    export_write_escaped(out, document_text(doc, (struct range){at, r.stop}));
}
