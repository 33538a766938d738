#include "export/paper.h"

const char *const export_shades[PAPER_SHADES] = {
    "eef4f9", "d1e2ef", "b4cfe6", "96bddc", "79aad3", "5c98c9", "4b83b6", "3a6ea3", "2a5a91", "19457e", "08306b",
};
const char *const export_inks[PAPER_SHADES] = {
    "000000", "000000", "000000", "000000", "000000", "000000", "000000", "ffffff", "ffffff", "ffffff", "ffffff",
};

int export_shade_of(uint64_t part, uint64_t whole)
{
    return whole > 0 ? (int)((part * (PAPER_SHADES - 1) + whole / 2) / whole) : 0;
}

bool export_draws(const struct paper *p)
{
    return p->kind == &export_paper_html;
}

void export_begin(struct paper *p, enum paper_part part)
{
    p->kind->begin(p, part, NULL);
}

void export_begin_at(struct paper *p, enum paper_part part, const char *id)
{
    p->kind->begin(p, part, id);
}

void export_end(struct paper *p, enum paper_part part)
{
    p->kind->end(p, part);
}

void export_text(struct paper *p, struct str text)
{
    p->kind->text(p, text, false);
}

void export_strong(struct paper *p, struct str text)
{
    p->kind->text(p, text, true);
}

void export_words(struct paper *p, const char *format, ...)
{
    struct buf words = {0};
    va_list values;

    va_start(values, format);
    buf_add_values(&words, format, values);
    va_end(values);
    p->kind->text(p, buf_str(&words), false);
    buf_free(&words);
}

void export_number(struct paper *p, const struct paper_number *n)
{
    p->kind->number(p, n);
}

void export_link(struct paper *p, struct str address, struct str text)
{
    p->kind->link(p, address, text);
}

void export_say(struct paper *p, enum paper_part part, const char *text)
{
    export_begin(p, part);
    export_text(p, str_of(text));
    export_end(p, part);
}

void export_section(struct paper *p, const char *id, const char *title)
{
    export_begin_at(p, PAPER_SECTION, id);
    export_text(p, str_of(title));
    export_end(p, PAPER_SECTION);
}

void export_fold(struct paper *p, const char *id, const char *summary)
{
    p->kind->fold(p, id, str_of(summary));
}

void export_fold_end(struct paper *p)
{
    p->kind->fold_end(p);
}

void export_table(struct paper *p, const char *look, const char *caption)
{
    p->kind->table(p, look, str_of(caption));
}

void export_table_end(struct paper *p)
{
    p->kind->table_end(p);
}

void export_cell(struct paper *p, enum paper_cell cell, int shade)
{
    p->cell = cell;
    p->kind->cell(p, cell, shade, 1);
}

void export_wide_cell(struct paper *p, enum paper_cell cell, size_t columns)
{
    p->cell = cell;
    p->kind->cell(p, cell, PAPER_PLAIN, columns);
}

void export_cell_end(struct paper *p)
{
    p->kind->cell_end(p, p->cell);
}

void export_cell_text(struct paper *p, enum paper_cell cell, struct str text)
{
    export_cell(p, cell, PAPER_PLAIN);
    export_text(p, text);
    export_cell_end(p);
}

void export_heads(struct paper *p, const char *names)
{
    struct str rest = str_of(names), name;

    while (str_next(&rest, '|', &name)) {
        bool number = str_ends(name, STR("#"));

        export_cell_text(p, number ? PAPER_HEAD_NUMBER : PAPER_HEAD, str_slice(name, 0, name.size - number));
    }
}

void export_paper_free(struct paper *p)
{
    buf_free(&p->held.words);
    buf_free(&p->held.rows);
    buf_free(&p->held.heads);
}
