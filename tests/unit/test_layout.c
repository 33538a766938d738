/* Lines of a PDF become blocks: furniture, headings, paragraphs over page ends, items, rows, notes. */
#include "extract/pdf_internal.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

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

/* The words of the page's lines in the order in which they are read, a line a line. In poppler's order and with
 * pieces cut at gaps: "~" before the words says that a gap which may be a blank follows, "|" one as between cells,
 * "+" that both may be. */
static void check_order(const char *what, const struct given *given, const char *expected)
{
    struct pdf_line lines[MOST_LINES];
    struct pdf_page pages[1];
    struct pdf pdf = {.lines = lines, .pages = pages};
    struct buf said = {0};
    size_t count;

    for (; given->words; given++) {
        struct pdf_line *line = &lines[pdf.line_count];
        bool flagged = strchr("~|+", *given->words) != NULL;

        add_line(&pdf, given);
        line->text = str_slice(line->text, flagged, line->text.size);
        line->goes_on = flagged && *given->words != '|';
        line->cell = flagged && *given->words != '~';
    }
    count = pdf_order_page(&pdf.arena, lines, pdf.line_count);
    for (size_t i = 0; i < count; i++)
        buf_add_format(&said, "%.*s\n", STR_ARGS(lines[i].text));
    is_text(expected, buf_text(&said), what);
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
static const struct given glued[] = {
    {0, 50, 100, 500, 11, "The Act says " LONG "s."}, {0, 50, 600, 300, 8, "2The Children Act 2004."}, {0},
};
static const struct given raised[] = {
    {0, 50, 100, 500, 11, "The Act says " LONG}, {0, 50, 600, 4, 11, "^2"},
    {0, 56, 601, 300, 8, "The Children Act 2004."},
    {1, 50, 100, 300, 11, "what is to be done."}, {0},
};
/* Two headings of one style, one below the other as close as their lines are; then one of two lines, spaced like the
 * text of its page. The cover's title heads nothing. */
static const struct given two_headings[] = {
    {0, 50, 100, 300, 24, "Hartmoor Partnership"}, {0, 50, 140, 200, 20, "Yearly report"},
    {1, 50, 100, 200, 16, "15. Disclaimer"}, {1, 50, 120, 200, 16, "16. Limitation"},
    {1, 50, 150, 500, 11, "Plain " LONG}, {1, 50, 164, 300, 11, "text ends here."},
    {1, 50, 200, 480, 16, "What the partners of Hartmoor did for fathers and"}, {1, 50, 229, 200, 16, "For Babies"},
    {1, 50, 260, 500, 11, "More " LONG}, {1, 50, 274, 300, 11, "text ends here."}, {0},
};
static const struct given contents[] = {
    {0, 50, 80, 90, 18, "Contents"}, {0, 50, 120, 400, 11, "Foreword ........ 3"},
    {0, 50, 136, 400, 11, "Neglect ........ 12"}, {1, 50, 100, 500, 11, "Plain " LONG}, {0},
};

/* Two columns 250 points wide with 10 between them; poppler read across. Its second column is not level with the
 * first, ends earlier, and a heading spans both. */
static const struct given columns[] = {
    {0, 50, 60, 400, 18, "A heading over both of the columns"},
    {0, 50, 100, 250, 11, "|Fathers of babies are asked at"}, {0, 310, 100, 250, 11, "Kinship carers tell the board"},
    {0, 50, 114, 250, 11, "|the first visit what they would"}, {0, 310, 114, 250, 11, "that help came late for many"},
    {0, 50, 128, 250, 11, "|like to know and who will help"}, {0, 310, 128, 250, 11, "of them and that the court had"},
    {0, 50, 142, 250, 11, "|them, and the answer is written"}, {0, 310, 142, 250, 11, "more to say than they did."},
    {0, 50, 156, 250, 11, "in the record of the child."}, {0},
};
/* The same columns as poppler gives them where baselines differ by half a line. */
static const struct given uneven[] = {
    {0, 50, 100, 250, 11, "Fathers of babies are asked at"}, {0, 310, 106, 250, 11, "Kinship carers tell the board"},
    {0, 50, 114, 250, 11, "the first visit what they would"}, {0, 310, 120, 250, 11, "that help came late for many"},
    {0, 50, 128, 250, 11, "like to know and who will help"}, {0, 310, 134, 250, 11, "of them and that the court had"},
    {0, 50, 142, 250, 11, "them, and the answer is written"}, {0, 310, 148, 250, 11, "more to say than they did."},
    {0, 50, 156, 250, 11, "in the record of the child."}, {0, 310, 162, 250, 11, "So say the minutes of May."}, {0},
};
/* poppler read it by columns. */
static const struct given by_columns[] = {
    {0, 50, 100, 60, 11, "Agency"}, {0, 50, 116, 60, 11, "Health"}, {0, 50, 132, 60, 11, "Police"},
    {0, 250, 100, 40, 11, "2022"}, {0, 250, 116, 40, 11, "249"}, {0, 250, 132, 40, 11, "31"},
    {0, 350, 100, 40, 11, "2023"}, {0, 350, 116, 40, 11, "238"}, {0, 350, 132, 40, 11, "28"},
    {0, 50, 180, 500, 11, "After it comes text."}, {0},
};
/* Figures in boxes with their labels below, each label of two lines. */
static const struct given wrapped[] = {
    {0, 50, 100, 40, 24, "|291"}, {0, 250, 100, 40, 24, "163"},
    {0, 50, 140, 60, 10, "|babies"}, {0, 250, 140, 90, 10, "infants in the care"},
    {0, 50, 152, 80, 10, "|with a plan"}, {0, 250, 152, 95, 10, "of the local authority"},
    {0, 50, 200, 500, 11, "After it comes text."}, {0},
};
static const struct given justified[] = {
    {0, 50, 100, 120, 11, "+Partners met"}, {0, 190, 100, 360, 11, "every month and looked at what had been done for"},
    {0, 50, 114, 500, 11, "the children who were named in the review of the year before, and they"},
    {0, 50, 128, 200, 11, "~saw that a third of them"}, {0, 260, 128, 290, 11, "had no plan of any kind, which they"},
    {0, 50, 142, 300, 11, "called a matter of concern."}, {0},
};
static const struct given marked[] = {
    {0, 50, 100, 5, 11, "+\xe2\x80\xa2"}, {0, 70, 100, 300, 11, "Fathers are seen before the birth of a child"},
    {0, 50, 114, 5, 11, "+\xe2\x80\xa2"}, {0, 70, 114, 300, 11, "and afterwards by the same health visitor,"},
    {0, 50, 128, 5, 11, "+\xe2\x80\xa2"}, {0, 70, 128, 300, 11, "which the board thinks is the main reason"},
    {0, 50, 142, 5, 11, "+\xe2\x80\xa2"}, {0, 70, 142, 300, 11, "why more of them came to the group."}, {0},
};
/* A running head at every page's top that stands lower than the edge, a foot that wanders with its page's text,
 * and lists whose numbers recur where a head would be. */
static const struct given edges[] = {
    {0, 50, 130, 200, 11, "Hartmoor Partnership"}, {0, 50, 160, 10, 11, "1."}, {0, 80, 160, 450, 11, "One " LONG "."},
    {1, 50, 130, 200, 11, "Hartmoor Partnership"}, {1, 50, 160, 10, 11, "1."}, {1, 80, 160, 450, 11, "Two " LONG "."},
    {2, 50, 130, 200, 11, "Hartmoor Partnership"}, {2, 50, 160, 10, 11, "1."}, {2, 80, 160, 450, 11, "Three " LONG "."},
    {0},
};

static void test_order(void)
{
    check_order("columns with a narrow gutter are read one after the other", columns,
                "A heading over both of the columns\n"
                "Fathers of babies are asked at\nthe first visit what they would\nlike to know and who will help\n"
                "them, and the answer is written\nin the record of the child.\n"
                "Kinship carers tell the board\nthat help came late for many\nof them and that the court had\n"
                "more to say than they did.\n");
    check_order("so are columns whose lines are not level", uneven,
                "Fathers of babies are asked at\nthe first visit what they would\nlike to know and who will help\n"
                "them, and the answer is written\nin the record of the child.\n"
                "Kinship carers tell the board\nthat help came late for many\nof them and that the court had\n"
                "more to say than they did.\nSo say the minutes of May.\n");
    check_order("a table is read by rows", by_columns,
                "Agency\n2022\n2023\nHealth\n249\n238\nPolice\n31\n28\nAfter it comes text.\n");
    check_order("cells of several lines are read whole", wrapped,
                "291\n163\nbabies with a plan\ninfants in the care of the local authority\n"
                "After it comes text.\n");
    check_order("wide blanks of a justified line part nothing", justified,
                "Partners met every month and looked at what had been done for\n"
                "the children who were named in the review of the year before, and they\n"
                "saw that a third of them had no plan of any kind, which they\ncalled a matter of concern.\n");
    check_order("the room behind bullets is no gutter", marked,
                "\xe2\x80\xa2 Fathers are seen before the birth of a child\n"
                "\xe2\x80\xa2 and afterwards by the same health visitor,\n"
                "\xe2\x80\xa2 which the board thinks is the main reason\n"
                "\xe2\x80\xa2 why more of them came to the group.\n");
}

int main(void)
{
    test_order();
    check("a head below the edge is furniture, the number of an item is not", edges,
          "list-item <1. One " LONG ".>\nlist-item <1. Two " LONG ".>\nlist-item <1. Three " LONG ".>\n"
          "furniture 0 <Hartmoor Partnership>\nfurniture 1 <Hartmoor Partnership>\n"
          "furniture 2 <Hartmoor Partnership>\n");
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
    check("a heading ends where another begins, not where its line does; the cover takes no level", two_headings,
          "heading1 <Hartmoor Partnership>\nheading1 <Yearly report>\n"
          "heading1 <15. Disclaimer>\nheading1 <16. Limitation>\nparagraph <Plain " LONG " text ends here.>\n"
          "heading1 <What the partners of Hartmoor did for fathers and For Babies>\n"
          "paragraph <More " LONG " text ends here.>\n");
    check("bullets of three fonts, on the line and before it", bullets,
          "paragraph <They need to " LONG ":>\nlist-item <ask fathers>\nlist-item <write it down>\n"
          "list-item <and look again>\n");
    check("cells on one height are a row", table,
          "table-row <Agency\tLast year\tThis year>\ntable-row <Health\t249\t238>\n"
          "paragraph <After it " LONG " comes text.>\n");
    check("a footnote waits for the sentence that runs over the page's end", noted,
          "paragraph <The Act says " LONG " what is to be done.>\nnote <2 The Children Act 2004.>\n");
    check("a footnote's number stands apart from its words", glued,
          "paragraph <The Act says " LONG "s.>\nnote <2 The Children Act 2004.>\n");
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
