#include "extract/odt_internal.h"

#include <stdlib.h>

enum { P = 1, H, SPAN, BLANK, SOFT_PAGE, LIST, LIST_ITEM, LIST_HEADER, NOTE, NOTE_BODY, CHANGES, DELETION, CONTENTS,
       SECTION, TABLE, COLUMN, ROW, CELL, BOX, STYLES, AUTOMATIC_STYLES, BODY, FURNITURE, PASS_OVER };

static const struct office_tag tags[] = {
    {"p", OFFICE_TEXT, P}, {"h", OFFICE_TEXT, H}, {"span", OFFICE_TEXT, SPAN}, {"s", OFFICE_TEXT, BLANK},
    {"tab", OFFICE_TEXT, BLANK}, {"line-break", OFFICE_TEXT, BLANK}, {"soft-page-break", OFFICE_TEXT, SOFT_PAGE},
    {"list", OFFICE_TEXT, LIST}, {"list-item", OFFICE_TEXT, LIST_ITEM}, {"list-header", OFFICE_TEXT, LIST_HEADER},
    {"note", OFFICE_TEXT, NOTE}, {"note-body", OFFICE_TEXT, NOTE_BODY}, {"note-citation", OFFICE_TEXT, PASS_OVER},
    {"tracked-changes", OFFICE_TEXT, CHANGES}, {"deletion", OFFICE_TEXT, DELETION},
    {"table-of-content", OFFICE_TEXT, CONTENTS}, {"illustration-index", OFFICE_TEXT, CONTENTS},
    {"table-index", OFFICE_TEXT, CONTENTS}, {"object-index", OFFICE_TEXT, CONTENTS},
    {"user-index", OFFICE_TEXT, CONTENTS}, {"alphabetical-index", OFFICE_TEXT, CONTENTS},
    {"table-of-content-source", OFFICE_TEXT, PASS_OVER}, {"illustration-index-source", OFFICE_TEXT, PASS_OVER},
    {"table-index-source", OFFICE_TEXT, PASS_OVER}, {"object-index-source", OFFICE_TEXT, PASS_OVER},
    {"user-index-source", OFFICE_TEXT, PASS_OVER}, {"alphabetical-index-source", OFFICE_TEXT, PASS_OVER},
    {"bibliography-source", OFFICE_TEXT, PASS_OVER}, {"section", OFFICE_TEXT, SECTION},
    {"ruby-text", OFFICE_TEXT, PASS_OVER}, {"hidden-text", OFFICE_TEXT, PASS_OVER},
    {"script", OFFICE_TEXT, PASS_OVER}, {"sequence-decls", OFFICE_TEXT, PASS_OVER},
    {"table", OFFICE_TABLE, TABLE}, {"table-column", OFFICE_TABLE, COLUMN}, {"table-row", OFFICE_TABLE, ROW},
    {"table-cell", OFFICE_TABLE, CELL}, {"covered-table-cell", OFFICE_TABLE, PASS_OVER},
    {"text-box", OFFICE_DRAW, BOX}, {"object", OFFICE_DRAW, PASS_OVER}, {"annotation", OFFICE_BODY, PASS_OVER},
    {"forms", OFFICE_BODY, PASS_OVER}, {"binary-data", OFFICE_BODY, PASS_OVER}, {"scripts", OFFICE_BODY, PASS_OVER},
    {"event-listeners", OFFICE_BODY, PASS_OVER}, {"title", OFFICE_SVG, PASS_OVER}, {"desc", OFFICE_SVG, PASS_OVER},
    {"styles", OFFICE_BODY, STYLES}, {"automatic-styles", OFFICE_BODY, AUTOMATIC_STYLES}, {"body", OFFICE_BODY, BODY},
    {"header", OFFICE_STYLE, FURNITURE}, {"header-left", OFFICE_STYLE, FURNITURE},
    {"header-first", OFFICE_STYLE, FURNITURE}, {"footer", OFFICE_STYLE, FURNITURE},
    {"footer-left", OFFICE_STYLE, FURNITURE}, {"footer-first", OFFICE_STYLE, FURNITURE}, {0},
};

struct walking {
    struct odt_reading *r;
    struct { const struct odt_style **at; size_t count, room; } paragraphs;
    unsigned items;             /* list items open */
    unsigned contents;
    bool in_styles, had_styles, in_text, item_begun, is_endnote;
};

static int level_of(const struct office_element *e, const struct odt_style *style)
{
    const char *told = office_attribute(e, "outline-level");
    size_t level = 0;

    if (told && str_to_size(str_of(told), &level) && level > 0)
        return level > 9 ? 9 : (int)level;
    return style->level > 0 ? style->level : 1;
}

static enum block_kind kind_of(const struct walking *w, int tag, const struct odt_style *style)
{
    if (w->contents > 0 || style->role == ODT_CONTENTS)
        return BLOCK_CONTENTS;
    if (style->role == ODT_CAPTION)
        return BLOCK_CAPTION;
    if (tag == H || style->role == ODT_TITLE || style->level > 0)
        return BLOCK_HEADING;
    return w->items > 0 && !w->item_begun ? BLOCK_LIST_ITEM : BLOCK_PARAGRAPH;
}

static bool begin_paragraph(struct walking *w, const struct office_element *e, int tag)
{
    const struct odt_style *style = odt_style(w->r->styles, ODT_PARAGRAPH, office_attribute(e, "style-name"));

    if (style->hidden)
        return false;
    if (style->page_before)
        office_page(&w->r->flow, OFFICE_BEFORE);
    office_paragraph(&w->r->flow, kind_of(w, tag, style), level_of(e, style));
    *VEC_PUSH(&w->paragraphs) = style;
    w->item_begun = true;
    return true;
}

static void end_paragraph(struct walking *w)
{
    if (w->paragraphs.count == 0)
        return;
    office_paragraph_end(&w->r->flow, false);
    if (w->paragraphs.at[--w->paragraphs.count]->page_behind)
        office_page(&w->r->flow, OFFICE_BREAK);
}

static void add_columns(struct walking *w, const struct office_element *e)
{
    const char *told = office_attribute(e, "number-columns-repeated");
    size_t count = 1;

    if (told && !str_to_size(str_of(told), &count))
        count = 1;
    office_columns(&w->r->flow, count > 2 ? 2 : (unsigned)count);
}

static void begin_table(struct walking *w, const struct office_element *e)
{
    if (odt_style(w->r->styles, ODT_TABLE, office_attribute(e, "style-name"))->page_before)
        office_page(&w->r->flow, OFFICE_BEFORE);
    office_table(&w->r->flow);
}

static bool is_shown(const struct walking *w, const struct office_element *e, int tag)
{
    const char *name;

    if (tag == SECTION)
        return !office_attribute_is(e, "display", "none");
    name = office_attribute(e, "style-name");
    return !odt_style(w->r->styles, ODT_TEXT, name)->hidden;
}

/* Outside the body and what stands at a page's top and foot there are only styles. */
static bool start_outside(struct walking *w, const struct office_element *e, int tag)
{
    switch (tag) {
    case STYLES:
        w->in_styles = w->had_styles = true;
        break;
    case AUTOMATIC_STYLES:      /* behind the named ones: those of headers, whose names the text's have too */
        w->in_styles = !w->had_styles;
        break;
    case BODY:
        odt_styles_resolve(w->r->styles);
        w->in_text = true;
        break;
    case FURNITURE:
        w->in_text = true;
        office_story(&w->r->flow, OFFICE_ANY_KIND, &w->r->furniture);
        break;
    default:
        if (w->in_styles)
            odt_styles_start(w->r->styles, e);
    }
    return true;
}

static bool start_structure(struct walking *w, const struct office_element *e, int tag)
{
    struct office_flow *flow = &w->r->flow;

    switch (tag) {
    case LIST_ITEM:
        w->items++;
        w->item_begun = false;
        break;
    case LIST_HEADER: w->item_begun = true; break;
    case NOTE: w->is_endnote = office_attribute_is(e, "note-class", "endnote"); break;
    case NOTE_BODY: office_story(flow, BLOCK_NOTE, w->is_endnote ? &flow->at_end : NULL); break;
    case DELETION: w->r->deletions++; return false;
    case CONTENTS: w->contents++; break;
    case TABLE: begin_table(w, e); break;
    case COLUMN: add_columns(w, e); break;
    case ROW: office_row(flow); break;
    case CELL: office_cell(flow); break;
    case BOX: office_story(flow, OFFICE_ANY_KIND, NULL); break;
    default: break;
    }
    return true;
}

static bool start(void *payload, const struct office_element *e)
{
    struct walking *w = payload;
    int tag = office_tag_of(tags, e);

    if (tag == PASS_OVER)
        return false;
    if (!w->in_text)
        return start_outside(w, e, tag);
    switch (tag) {
    case P: case H: return begin_paragraph(w, e, tag);
    case SPAN: case SECTION: return is_shown(w, e, tag);
    case BLANK: office_text(&w->r->flow, STR(" ")); return true;
    case SOFT_PAGE: office_page(&w->r->flow, OFFICE_RENDERED); return true;
    default: return start_structure(w, e, tag);
    }
}

static void end(void *payload, const struct office_element *e)
{
    struct walking *w = payload;
    struct office_flow *flow = &w->r->flow;
    int tag = office_tag_of(tags, e);

    if (tag == STYLES || tag == AUTOMATIC_STYLES)
        w->in_styles = false;
    if (!w->in_text)
        return;
    switch (tag) {
    case P: case H: end_paragraph(w); break;
    case LIST_ITEM: w->items -= w->items > 0; break;
    case NOTE_BODY: case BOX: office_story_end(flow); break;
    case CONTENTS: w->contents--; break;
    case TABLE: office_table_end(flow); break;
    case ROW: office_row_end(flow); break;
    case FURNITURE: office_story_end(flow); w->in_text = false; break;
    case BODY: w->in_text = false; break;
    default: break;
    }
}

static void text(void *payload, struct str words)
{
    struct walking *w = payload;

    if (w->in_text)
        office_text(&w->r->flow, words);
}

bool odt_read_part(struct odt_reading *r, const struct archive *a, const char *part, struct extract_failure *f)
{
    static const struct office_walker walker = {start, end, text};
    struct walking w = {.r = r};
    bool ok = office_walk_part(a, part, &walker, &w, f);

    free(w.paragraphs.at);
    return ok;
}
