/* Lines of a PDF become blocks: furniture, headings, paragraphs over page ends, items, rows, notes. */
#include "extract/pdf_internal.h"
#include "tap.h"

#include <stdlib.h>

enum { MOST_LINES = 40 };

/* A line as a row of the table below: page, left edge, top, width, font size (negative: bold), words. */
struct given {
    unsigned page;
    float x, y, width, size;
    const char *words;      /* "^2": raised, half as high as its size says */
};

static void add_line(struct pdf *pdf, const struct given *g)
{
    struct pdf_line *line = &pdf->lines[pdf->line_count];
    float size = g->size < 0 ? -g->size : g->size;
    bool is_raised = *g->words == '^';

    *line = (struct pdf_line){.text = str_of(g->words + is_raised), .x0 = g->x, .x1 = g->x + g->width, .y0 = g->y,
                              .y1 = g->y + size * (is_raised ? 0.55f : 1.1f), .size = size, .page = g->page,
                              .bold = g->size < 0};
    while (pdf->page_count <= g->page)
        pdf->pages[pdf->page_count++] = (struct pdf_page){.first = pdf->line_count, .width = 600, .height = 800,
                                                          .label = STR("")};
    pdf->pages[g->page].last = ++pdf->line_count;
}

static void add_blocks(const struct document *doc, struct buf *said)
{
    for (size_t i = 0; i < doc->block_count; i++) {
        const struct block *b = &doc->blocks[i];

        buf_add_format(said, "%s", block_kind_words[b->kind]);
        if (b->level > 0)
            buf_add_format(said, "%d", b->level);
        buf_add_format(said, " <%.*s>\n", STR_ARGS(document_text(doc, b->range)));
    }
    for (size_t i = 0; i < doc->furniture_count; i++)
        buf_add_format(said, "furniture %u <%.*s>\n", doc->furniture[i].page, STR_ARGS(doc->furniture[i].text));
}

static void check(const char *what, const struct given *given, const char *expected)
{
    struct pdf_line lines[MOST_LINES];
    struct pdf_page pages[MOST_LINES];
    struct pdf pdf = {.lines = lines, .pages = pages, .title = STR("")};
    struct document_builder *b;
    struct document *doc = NULL;
    struct buf said = {0};
    struct error err;

    while (given->words)
        add_line(&pdf, given++);
    pdf_mark_furniture(&pdf);
    pdf_mark_styles(&pdf);
    document_builder_new(&b, "pdf");
    pdf_write_blocks(&pdf, b);
    if (document_builder_finish(b, &doc, &err))
        add_blocks(doc, &said);
    is_text(expected, buf_text(&said), what);
    document_free(doc);
    buf_free(&said);
    arena_free(&pdf.arena);
}

#define LONG "words of the body that fill a line from edge to edge so that it is full and goes on"

static const struct given over_pages[] = {
    {0, 50, 30, 100, 9, "Annual Report 2024"}, {0, 50, 100, 500, 11, "Fathers are asked by " LONG},
    {0, 290, 770, 8, 9, "1"},
    {1, 50, 30, 100, 9, "Annual Report 2024"}, {1, 50, 100, 500, 11, "and they come to " LONG},
    {1, 50, 114, 200, 11, "the clinic."}, {1, 290, 770, 8, 9, "2"},
    {2, 50, 30, 100, 9, "Annual Report 2024"}, {2, 50, 100, 300, 11, "Another matter."}, {2, 290, 770, 8, 9, "3"}, {0},
};
static const struct given numbered[] = {
    {0, 50, 100, 10, 11, "1."}, {0, 80, 100, 450, 11, "Early help is " LONG}, {0, 80, 114, 200, 11, "strong."},
    {0, 50, 140, 10, 11, "2."}, {0, 80, 140, 450, 11, "Visits are " LONG}, {0, 80, 154, 200, 11, "regular."}, {0},
};
static const struct given headed[] = {
    {0, 50, 100, 400, 18, "The experiences of children who need help and"}, {0, 50, 122, 200, 18, "protection: good"},
    {0, 50, 160, 500, 11, "Plain " LONG}, {0, 50, 174, 300, 11, "text ends here."},
    {0, 50, 210, 100, -11, "What we did"}, {0, 50, 230, 500, 11, "Then " LONG}, {0, 50, 244, 300, 11, "it ends."}, {0},
};
static const struct given bullets[] = {
    {0, 50, 100, 500, 11, "They need to " LONG ":"}, {0, 60, 120, 5, 11, "\xef\x82\xb7"},
    {0, 80, 120, 300, 11, "ask fathers"}, {0, 60, 136, 300, 11, "• write it down"},
    {0, 60, 152, 5, 11, "\xc2\x83"}, {0, 80, 152, 300, 11, "and look again"}, {0},
};
static const struct given table[] = {
    {0, 50, 100, 40, 11, "Agency"}, {0, 200, 100, 50, 11, "Last year"}, {0, 350, 100, 50, 11, "This year"},
    {0, 50, 116, 40, 11, "Health"}, {0, 200, 116, 20, 11, "249"}, {0, 350, 116, 20, 11, "238"},
    {0, 50, 160, 500, 11, "After it " LONG}, {0, 50, 174, 300, 11, "comes text."}, {0},
};
static const struct given noted[] = {
    {0, 50, 100, 500, 11, "The Act says " LONG}, {0, 50, 600, 4, 5, "2"},
    {0, 56, 600, 300, 8, "The Children Act 2004."},
    {1, 50, 100, 300, 11, "what is to be done."}, {0},
};
static const struct given numbers[] = {
    {0, 50, 100, 500, 11, "One " LONG "."}, {0, 290, 692, 6, 11, "1"},
    {1, 50, 100, 500, 11, "Two " LONG "."}, {1, 50, 660, 60, 11, "A foot."}, {1, 290, 692, 6, 11, "2"},
    {2, 50, 100, 500, 11, "Three " LONG "."}, {2, 290, 692, 6, 11, "3"}, {0},
};
static const struct given raised[] = {
    {0, 50, 100, 500, 11, "The Act says " LONG}, {0, 50, 600, 4, 11, "^2"},
    {0, 56, 601, 300, 8, "The Children Act 2004."},
    {1, 50, 100, 300, 11, "what is to be done."}, {0},
};
static const struct given contents[] = {
    {0, 50, 80, 90, 18, "Contents"}, {0, 50, 120, 400, 11, "Foreword ........ 3"},
    {0, 50, 136, 400, 11, "Neglect ........ 12"}, {1, 50, 100, 500, 11, "Plain " LONG}, {0},
};

int main(void)
{
    check("a sentence runs on over a page's end, and what stands at the edges stays out", over_pages,
          "paragraph <Fathers are asked by " LONG " and they come to " LONG " the clinic.>\n"
          "paragraph <Another matter.>\n"
          "furniture 0 <Annual Report 2024>\nfurniture 0 <1>\nfurniture 1 <Annual Report 2024>\nfurniture 1 <2>\n"
          "furniture 2 <Annual Report 2024>\nfurniture 2 <3>\n");
    check("a numbered paragraph is one item with its number", numbered,
          "list-item <1. Early help is " LONG " strong.>\nlist-item <2. Visits are " LONG " regular.>\n");
    check("a heading over two lines is one; a bold line of its own is one below it", headed,
          "heading1 <The experiences of children who need help and protection: good>\n"
          "paragraph <Plain " LONG " text ends here.>\nheading2 <What we did>\nparagraph <Then " LONG " it ends.>\n");
    check("bullets of three fonts, on the line and before it", bullets,
          "paragraph <They need to " LONG ":>\nlist-item <ask fathers>\nlist-item <write it down>\n"
          "list-item <and look again>\n");
    check("cells on one height are a row", table,
          "table-row <Agency\tLast year\tThis year>\ntable-row <Health\t249\t238>\n"
          "paragraph <After it " LONG " comes text.>\n");
    check("a footnote waits for the sentence that runs over the page's end", noted,
          "paragraph <The Act says " LONG " what is to be done.>\nnote <2 The Children Act 2004.>\n");
    check("a page number further in, where other pages have one", numbers,
          "paragraph <One " LONG ".>\nparagraph <Two " LONG ".>\nparagraph <A foot.>\nparagraph <Three " LONG ".>\n"
          "furniture 0 <1>\nfurniture 1 <2>\nfurniture 2 <3>\n");
    check("a raised number is as small as it is high", raised,
          "paragraph <The Act says " LONG " what is to be done.>\nnote <2 The Children Act 2004.>\n");
    check("a table of contents", contents,
          "heading1 <Contents>\ncontents <Foreword ........ 3>\ncontents <Neglect ........ 12>\n"
          "paragraph <Plain " LONG ">\n");
    return done_testing();
}
