/* The findings as one HTML page: a number is a link that the page's script opens. */
#include "export/paper.h"

#include "export/markup.h"

#include <inttypes.h>

static const struct { const char *begin, *end; } parts[PAPER_PARTS] = {
    [PAPER_SECTION] = {"h2", "</h2>\n"}, [PAPER_THEME] = {"h3", "</h3>\n"}, [PAPER_CODE] = {"h4", "</h4>\n"},
    [PAPER_TEXT] = {"p", "</p>\n"}, [PAPER_NOTE] = {"p class=\"soft\"", "</p>\n"},
    [PAPER_LIST] = {"ul", "</ul>\n"}, [PAPER_KEYS] = {"ul class=\"keys\"", "</ul>\n"}, [PAPER_ITEM] = {"li", "</li>\n"},
    [PAPER_QUOTE] = {"div class=\"q\"><blockquote", "</blockquote>"}, [PAPER_CITED] = {"p", "</p></div>\n"},
    [PAPER_HEAD_ROW] = {"thead><tr", "</tr></thead><tbody>\n"}, [PAPER_ROW] = {"tr", "</tr>\n"},
};

static void begin(struct paper *p, enum paper_part part, const char *id)
{
    fprintf(p->out, id ? "<%s id=\"%s\">" : "<%s>", parts[part].begin, id);
}

static void end(struct paper *p, enum paper_part part)
{
    fputs(parts[part].end, p->out);
}

static void put_text(struct paper *p, struct str text, bool strong)
{
    fputs(strong ? "<b>" : "", p->out);
    export_write_escaped(p->out, text);
    fputs(strong ? "</b>" : "", p->out);
}

static void put_which(struct paper *p, const struct paper_number *n)
{
    static const char *const words[] = {
        [PAPER_OPENS_CODE] = "code", [PAPER_OPENS_SEARCHED] = "searched", [PAPER_OPENS_REPORTS] = "reports",
        [PAPER_OPENS_EXCERPTS] = "excerpts", [PAPER_OPENS_ANSWERS] = "answers", [PAPER_OPENS_PAIRS] = "pairs",
        [PAPER_OPENS_JUDGED] = "judged", [PAPER_OPENS_LIST] = "list",
    };

    fprintf(p->out, " data-opens=\"%s\"", words[n->opens]);
    if (n->opens != PAPER_OPENS_LIST && n->opens != PAPER_OPENS_REPORTS && n->code != (size_t)PAPER_ANY)
        fprintf(p->out, " data-code=\"%zu\"", n->code);
    if (n->opens == PAPER_OPENS_PAIRS)
        fprintf(p->out, " data-other=\"%zu\"", n->other);
    if (n->name)
        fprintf(p->out, " data-name=\"%s\"", n->name);
    if (n->by) {
        fprintf(p->out, " data-by=\"%s\" data-group=\"", n->by);
        export_write_escaped(p->out, n->group);
        fputs("\"", p->out);
    }
}

/* Where the number leads without script. */
static void put_way(struct paper *p, const struct paper_number *n)
{
    static const char *const ways[] = {
        [PAPER_OPENS_SEARCHED] = "reports", [PAPER_OPENS_REPORTS] = "reports", [PAPER_OPENS_EXCERPTS] = "quotes",
        [PAPER_OPENS_ANSWERS] = "answers", [PAPER_OPENS_PAIRS] = "quotes", [PAPER_OPENS_JUDGED] = "method",
    };

    if (n->opens == PAPER_OPENS_CODE)
        fprintf(p->out, " href=\"#c%zu\"", n->code);
    else
        fprintf(p->out, " href=\"#%s\"", n->opens == PAPER_OPENS_LIST ? n->name : ways[n->opens]);
}

static void put_number(struct paper *p, const struct paper_number *n)
{
    fputs(n->value > 0 ? "<a" : "<span", p->out);
    if (n->value > 0)
        put_way(p, n);
    put_which(p, n);
    fprintf(p->out, ">%" PRIu64 "%s", n->value, n->value > 0 ? "</a>" : "</span>");
}

static void put_link(struct paper *p, struct str address, struct str text)
{
    fputs("<a href=\"", p->out);
    export_write_escaped(p->out, address);
    fputs("\">", p->out);
    export_write_escaped(p->out, text);
    fputs("</a>", p->out);
}

static void fold(struct paper *p, const char *id, struct str summary)
{
    fprintf(p->out, "<details id=\"%s\"><summary>", id);
    export_write_escaped(p->out, summary);
    fputs("</summary>\n", p->out);
}

static void fold_end(struct paper *p)
{
    fputs("</details>\n", p->out);
}

static void table(struct paper *p, const char *look, struct str caption)
{
    fprintf(p->out, "<div class=\"scroll\"><table class=\"%s\">", look);
    if (caption.size > 0) {
        fputs("<caption>", p->out);
        export_write_escaped(p->out, caption);
        fputs("</caption>", p->out);
    }
}

static void table_end(struct paper *p)
{
    fputs("</tbody></table></div>\n", p->out);
}

static void cell(struct paper *p, enum paper_cell cell, int shade, size_t columns)
{
    static const char *const tags[] = {
        [PAPER_HEAD] = "th scope=\"col\"", [PAPER_HEAD_NUMBER] = "th scope=\"col\" class=\"n\"",
        [PAPER_NAME] = "th scope=\"row\"", [PAPER_WORDS] = "td", [PAPER_FIGURE] = "td class=\"n\"",
    };

    if (shade != PAPER_PLAIN)
        fprintf(p->out, "<td class=\"n s%d\"", shade);
    else
        fprintf(p->out, "<%s", tags[cell]);
    if (columns > 1)
        fprintf(p->out, " colspan=\"%zu\"", columns);
    fputs(">", p->out);
}

static void cell_end(struct paper *p, enum paper_cell cell)
{
    fputs(cell == PAPER_WORDS || cell == PAPER_FIGURE ? "</td>" : "</th>", p->out);
}

const struct paper_kind export_paper_html = {
    begin, end, put_text, put_number, put_link, fold, fold_end, table, table_end, cell, cell_end,
};
