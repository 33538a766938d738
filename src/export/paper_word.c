/* The findings as a Word document. Rows of a table are held until its end: its grid stands before them. */
#include "export/paper.h"

#include "export/word.h"

#include <inttypes.h>
#include <string.h>

static struct buf *here(struct paper *p)
{
    return p->held.in_table ? &p->held.rows : &p->held.words;
}

/* What is whole goes out. */
static void give_out(struct paper *p)
{
    fwrite(p->held.words.at, 1, p->held.words.size, p->out);
    buf_clear(&p->held.words);
}

static const struct { const char *style, *before, *behind; } parts[PAPER_PARTS] = {
    [PAPER_SECTION] = {"Heading1", "", ""}, [PAPER_THEME] = {"Heading2", "", ""}, [PAPER_CODE] = {"Heading3", "", ""},
    [PAPER_TEXT] = {"Normal", "", ""}, [PAPER_NOTE] = {"Note", "", ""}, [PAPER_ITEM] = {"Item", "", ""},
    [PAPER_QUOTE] = {"Quote", "“", "”"}, [PAPER_CITED] = {"Citation", "— ", ""},
};

static void put_run(struct paper *p, struct str text, bool strong)
{
    struct buf *b = here(p);

    if (text.size == 0)
        return;
    buf_add(b, STR("<w:r><w:rPr>"));
    buf_add(b, strong ? STR("<w:b/>") : STR(""));
    if (p->held.in_table && p->held.shade != PAPER_PLAIN)
        buf_add_format(b, "<w:color w:val=\"%s\"/>", export_inks[p->held.shade]);
    buf_add(b, STR("</w:rPr><w:t xml:space=\"preserve\">"));
    export_word_escape(b, text);
    buf_add(b, STR("</w:t></w:r>"));
}

static void begin(struct paper *p, enum paper_part part, const char *id)
{
    (void)id;
    if (part == PAPER_HEAD_ROW)
        buf_add(&p->held.rows, STR("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"));
    else if (part == PAPER_ROW)
        buf_add(&p->held.rows, STR("<w:tr><w:trPr><w:cantSplit/></w:trPr>"));
    if (!parts[part].style)
        return;
    buf_add_format(&p->held.words, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", parts[part].style);
    put_run(p, str_of(parts[part].before), false);
}

static void end(struct paper *p, enum paper_part part)
{
    if (part == PAPER_HEAD_ROW || part == PAPER_ROW)
        buf_add(&p->held.rows, STR("</w:tr>\n"));
    if (!parts[part].style)
        return;
    put_run(p, str_of(parts[part].behind), false);
    buf_add(&p->held.words, STR("</w:p>\n"));
    give_out(p);
}

static void put_number(struct paper *p, const struct paper_number *n)
{
    struct buf digits = {0};

    buf_add_format(&digits, "%" PRIu64, n->value);
    put_run(p, buf_str(&digits), false);
    buf_free(&digits);
}

/* A field: it needs no part of its own in the package. */
static void put_link(struct paper *p, struct str address, struct str text)
{
    struct buf *b = here(p);
    const char *hash = memchr(address.at, '#', address.size);
    size_t stop = hash ? (size_t)(hash - address.at) : address.size;

    buf_add(b, STR("<w:fldSimple w:instr=\" HYPERLINK &quot;"));
    export_word_escape(b, str_slice(address, 0, stop));
    if (hash) {
        buf_add(b, STR("&quot; \\l &quot;"));
        export_word_escape(b, str_slice(address, stop + 1, address.size));
    }
    buf_add(b, STR("&quot; \">"));
    put_run(p, text, false);
    buf_add(b, STR("</w:fldSimple>"));
}

static void fold(struct paper *p, const char *id, struct str summary)
{
    (void)id;
    export_word_paragraph(&p->held.words, "Heading3", "", summary, "");
}

static void fold_end(struct paper *p)
{
    give_out(p);
}

static void table(struct paper *p, const char *look, struct str caption)
{
    (void)look;
    if (caption.size > 0)
        export_word_paragraph(&p->held.words, "Note", "", caption, "");
    p->held.in_table = true;
    buf_clear(&p->held.heads);
}

/* A column of words is as wide as several of numbers. */
static void put_grid(struct paper *p)
{
    struct str heads = buf_str(&p->held.heads);
    unsigned all = 0;

    for (size_t i = 0; i < heads.size; i++)
        all += (unsigned)heads.at[i];
    buf_add(&p->held.words, STR("<w:tbl><w:tblPr><w:tblStyle w:val=\"Findings\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>"
                                "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"));
    for (size_t i = 0; i < heads.size; i++)
        buf_add_format(&p->held.words, "<w:gridCol w:w=\"%u\"/>", WORD_WIDE * (unsigned)heads.at[i] / all);
    buf_add(&p->held.words, STR("</w:tblGrid>\n"));
}

/* A document's last paragraph, and what parts two tables, is an empty one. */
static void table_end(struct paper *p)
{
    put_grid(p);
    buf_add(&p->held.words, buf_str(&p->held.rows));
    buf_add(&p->held.words, STR("</w:tbl>\n<w:p/>\n"));
    buf_clear(&p->held.rows);
    p->held.in_table = false;
    give_out(p);
}

static void cell(struct paper *p, enum paper_cell cell, int shade, size_t columns)
{
    enum { OF_WORDS = 5, OF_NUMBERS = 2 };     /* parts of the width */
    struct buf *b = &p->held.rows;
    bool head = cell == PAPER_HEAD || cell == PAPER_HEAD_NUMBER;

    p->held.shade = shade;
    if (head)
        buf_add_char(&p->held.heads, cell == PAPER_HEAD ? OF_WORDS : OF_NUMBERS);
    buf_add(b, STR("<w:tc><w:tcPr>"));
    if (columns > 1)
        buf_add_format(b, "<w:gridSpan w:val=\"%zu\"/>", columns);
    if (shade != PAPER_PLAIN)
        buf_add_format(b, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>", export_shades[shade]);
    buf_add_format(b, "</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"%s\"/>", head ? "Head" : "Cell");
    buf_add(b, cell == PAPER_FIGURE || cell == PAPER_HEAD_NUMBER ? STR("<w:jc w:val=\"center\"/>") : STR(""));
    buf_add(b, STR("</w:pPr>"));
}

static void cell_end(struct paper *p, enum paper_cell cell)
{
    (void)cell;
    p->held.shade = PAPER_PLAIN;
    buf_add(&p->held.rows, STR("</w:p></w:tc>"));
}

const struct paper_kind export_paper_word = {
    begin, end, put_run, put_number, put_link, fold, fold_end, table, table_end, cell, cell_end,
};
