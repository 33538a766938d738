#include "extract/docx_internal.h"

#include <stdlib.h>
#include <string.h>

enum { P = 1, R, T, TAB, BREAK, HYPHEN, SOFT_HYPHEN, SYMBOL, P_PROPERTIES, R_PROPERTIES, P_STYLE, R_STYLE, NUMBERING,
       OUTLINE, VANISH, PAGE_BEFORE, SECTION, TABLE, GRID_COLUMN, ROW, ROW_PROPERTIES, CELL, DELETED, FIELD, BOX,
       FOOTNOTE_AT, ENDNOTE_AT, NOTE, CONTROL, CONTROL_CONTENT, GALLERY, PLACEHOLDER, RENDERED_BREAK, ALTERNATES,
       CHOICE, FALLBACK, PASS_OVER };

#define W(name, tag) {name, OFFICE_WORD, tag}
static const struct office_tag tags[] = {
    W("p", P), W("r", R), W("t", T), W("tab", TAB), W("ptab", TAB), W("br", BREAK), W("cr", BREAK),
    W("noBreakHyphen", HYPHEN), W("softHyphen", SOFT_HYPHEN), W("sym", SYMBOL), W("pPr", P_PROPERTIES),
    W("rPr", R_PROPERTIES), W("pStyle", P_STYLE), W("rStyle", R_STYLE), W("numId", NUMBERING),
    W("outlineLvl", OUTLINE), W("vanish", VANISH), W("pageBreakBefore", PAGE_BEFORE), W("sectPr", SECTION),
    W("tbl", TABLE), W("gridCol", GRID_COLUMN), W("tr", ROW), W("trPr", ROW_PROPERTIES), W("tc", CELL),
    W("del", DELETED), W("moveFrom", DELETED), W("fldChar", FIELD), W("txbxContent", BOX),
    W("footnoteReference", FOOTNOTE_AT), W("endnoteReference", ENDNOTE_AT), W("footnote", NOTE), W("endnote", NOTE),
    W("sdt", CONTROL), W("sdtContent", CONTROL_CONTENT), W("docPartGallery", GALLERY),
    W("showingPlcHdr", PLACEHOLDER), W("lastRenderedPageBreak", RENDERED_BREAK),
    W("instrText", PASS_OVER), W("delText", PASS_OVER), W("delInstrText", PASS_OVER), W("tabs", PASS_OVER),
    W("pPrChange", PASS_OVER), W("rPrChange", PASS_OVER), W("sectPrChange", PASS_OVER), W("tblPrChange", PASS_OVER),
    W("trPrChange", PASS_OVER), W("tcPrChange", PASS_OVER), W("tblGridChange", PASS_OVER), W("rt", PASS_OVER),
    {"AlternateContent", OFFICE_COMPATIBILITY, ALTERNATES}, {"Choice", OFFICE_COMPATIBILITY, CHOICE},
    {"Fallback", OFFICE_COMPATIBILITY, FALLBACK}, {"t", OFFICE_MATH, T}, {"r", OFFICE_MATH, R},
    {"ctrlPr", OFFICE_MATH, PASS_OVER}, {0},
};
#undef W

/* A paragraph in the making; those around it (of a text box's) wait. */
struct paragraph {
    const struct docx_style *style;
    int outline;
    int list;               /* -1: as the style says */
    bool page_before, begun, ends_section, mark_deleted, hidden;
};

struct walking {
    struct docx_reading *r;
    struct { struct paragraph *at; size_t count, room; } paragraphs;
    struct { bool *at; size_t count, room; } alternates;    /* whether one was taken */
    size_t section;
    uint64_t fields;            /* a bit a field that is open, 1: in its instruction, which is no text */
    unsigned controls, contents;    /* content controls open, and at which the table of contents began */
    bool in_text, keeps_blanks, in_properties, in_mark, in_row_properties, placeholder;
    size_t note_first;
    long note_number;
};

void docx_notes_free(struct docx_notes *notes)
{
    office_store_free(&notes->store);
    free(notes->notes.at);
    free(notes->numbers.at);
}

static struct paragraph *open_paragraph(struct walking *w)
{
    return w->paragraphs.count > 0 ? &w->paragraphs.at[w->paragraphs.count - 1] : NULL;
}

static enum block_kind kind_of(const struct walking *w, const struct paragraph *p, int *level)
{
    int outline = p->outline != DOCX_NO_OUTLINE ? p->outline : p->style->outline;
    bool list = p->list >= 0 ? p->list > 0 : p->style->list;

    *level = 0;
    if (w->contents > 0 || p->style->role == DOCX_CONTENTS)
        return BLOCK_CONTENTS;
    if (p->style->role == DOCX_CAPTION)
        return BLOCK_CAPTION;
    if (outline >= 0 && outline < DOCX_BODY_TEXT) {
        *level = outline + 1;
        return BLOCK_HEADING;
    }
    *level = p->style->role == DOCX_TITLE;
    return *level > 0 ? BLOCK_HEADING : list ? BLOCK_LIST_ITEM : BLOCK_PARAGRAPH;
}

/* Its properties are known: it begins. */
static void begin(struct walking *w)
{
    struct paragraph *p = open_paragraph(w);
    int level = 0;
    enum block_kind kind;

    if (!p || p->begun)
        return;
    p->begun = true;
    if (p->page_before || p->style->page_before)
        office_page(&w->r->flow, OFFICE_BEFORE);
    kind = kind_of(w, p, &level);
    office_paragraph(&w->r->flow, kind, level);
}

/* A section says how it begins itself, at its end. */
static void next_section(struct walking *w)
{
    w->section++;
    if (w->section < w->r->sections.count && w->r->sections.at[w->section])
        office_page(&w->r->flow, OFFICE_BREAK);
}

static void end_paragraph(struct walking *w)
{
    struct paragraph *p = open_paragraph(w);

    if (!p)
        return;
    begin(w);
    office_paragraph_end(&w->r->flow, p->mark_deleted);
    if (p->ends_section)
        next_section(w);
    w->paragraphs.count--;
    w->fields = 0;
}

static void add_text(struct walking *w, struct str text)
{
    struct paragraph *p = open_paragraph(w);

    if (!p || p->hidden || w->fields != 0)
        return;
    begin(w);
    office_text(&w->r->flow, text);
}

/* A sign of a picture font stands for no letter; at a paragraph's begin it is a list's mark. */
static void add_symbol(struct walking *w)
{
    begin(w);
    if (open_paragraph(w) && office_paragraph_is_empty(&w->r->flow))
        office_make_list_item(&w->r->flow);
    add_text(w, STR(" "));
}

static void add_break(struct walking *w, const struct office_element *e)
{
    if (office_attribute_is(e, "type", "page")) {
        begin(w);
        office_page(&w->r->flow, OFFICE_BREAK);
    }
    add_text(w, STR(" "));
}

static void take_field(struct walking *w, const struct office_element *e)
{
    if (office_attribute_is(e, "fldCharType", "begin"))
        w->fields = w->fields << 1 | 1;
    else if (office_attribute_is(e, "fldCharType", "separate"))
        w->fields &= ~(uint64_t)1;
    else
        w->fields >>= 1;
}

static long number_of(const struct office_element *e)
{
    const char *id = office_attribute(e, "id");

    return id ? strtol(id, NULL, 10) : -1;
}

static void refer(struct walking *w, struct docx_notes *notes, const struct office_element *e, bool at_end)
{
    long number = number_of(e);

    for (size_t i = 0; i < notes->numbers.count; i++) {
        struct docx_note *note = &notes->notes.at[i];

        if (notes->numbers.at[i] != number || note->used)
            continue;
        begin(w);
        note->used = true;
        office_refer(&w->r->flow, &notes->store, note->first, note->last, at_end);
        return;
    }
}

/* The lines between text and notes are notes too in the file, of a type of their own. */
static bool begin_note(struct walking *w, const struct office_element *e)
{
    const char *type = office_attribute(e, "type");

    if (!w->r->notes || (type && strcmp(type, "normal") != 0))
        return false;
    w->note_number = number_of(e);
    w->note_first = w->r->notes->store.blocks.count;
    office_story(&w->r->flow, BLOCK_NOTE, &w->r->notes->store);
    return true;
}

static void end_note(struct walking *w)
{
    struct docx_notes *notes = w->r->notes;

    office_story_end(&w->r->flow);
    *VEC_PUSH(&notes->notes) = (struct docx_note){w->note_first, notes->store.blocks.count, false};
    *VEC_PUSH(&notes->numbers) = w->note_number;
}

static bool take_alternate(struct walking *w, int tag)
{
    bool *taken;

    if (tag == ALTERNATES) {
        *VEC_PUSH(&w->alternates) = false;
        return true;
    }
    if (w->alternates.count == 0)
        return true;
    taken = &w->alternates.at[w->alternates.count - 1];
    if (*taken)
        return false;
    *taken = true;
    return true;
}

static bool take_deletion(struct walking *w)
{
    struct paragraph *p = open_paragraph(w);

    if (w->in_mark && p)
        p->mark_deleted = true;
    else if (!w->in_row_properties)
        w->r->deletions++;
    return false;
}

/* What stands in a paragraph's or a run's properties. */
static bool start_property(struct walking *w, const struct office_element *e, int tag)
{
    struct paragraph *p = open_paragraph(w);
    const char *value;

    if (!p)
        return true;
    switch (tag) {
    case P_STYLE:
        p->style = docx_style(w->r->styles, office_attribute(e, "val"));
        p->hidden = p->style->hidden;
        break;
    case R_STYLE:
        p->hidden = p->hidden || (!w->in_mark && docx_style(w->r->styles, office_attribute(e, "val"))->hidden);
        break;
    case VANISH: p->hidden = w->in_mark ? p->hidden : docx_is_on(e); break;
    case NUMBERING: p->list = !office_attribute_is(e, "val", "0"); break;
    case PAGE_BEFORE: p->page_before = docx_is_on(e); break;
    case OUTLINE:
        value = office_attribute(e, "val");
        p->outline = value && *value >= '0' && *value <= '8' && !value[1] ? *value - '0' : DOCX_BODY_TEXT;
        break;
    default: break;
    }
    return true;
}

/* What holds paragraphs and runs. */
static bool start_container(struct walking *w, const struct office_element *e, int tag)
{
    struct paragraph *p = open_paragraph(w);

    switch (tag) {
    case P:
        *VEC_PUSH(&w->paragraphs) = (struct paragraph){.style = docx_style(w->r->styles, NULL),
                                                       .outline = DOCX_NO_OUTLINE, .list = -1};
        break;
    case R: if (p) p->hidden = p->style->hidden; break;
    case P_PROPERTIES: w->in_properties = true; break;
    case R_PROPERTIES: w->in_mark = w->in_properties; break;
    case ROW_PROPERTIES: w->in_row_properties = true; break;
    case SECTION: if (p && w->in_properties) p->ends_section = true; return false;
    case TABLE: office_table(&w->r->flow); break;
    case GRID_COLUMN: office_columns(&w->r->flow, 1); break;
    case ROW: office_row(&w->r->flow); break;
    case CELL: office_cell(&w->r->flow); break;
    case BOX:
        begin(w);
        office_story(&w->r->flow, OFFICE_ANY_KIND, NULL);
        break;
    case CONTROL:
        w->controls++;
        w->placeholder = false;
        break;
    case CONTROL_CONTENT: return !w->placeholder;
    case GALLERY:
        if (w->contents == 0 && office_attribute_is(e, "val", "Table of Contents"))
            w->contents = w->controls;
        break;
    case PLACEHOLDER: w->placeholder = docx_is_on(e); break;
    case NOTE: return begin_note(w, e);
    default: break;
    }
    return true;
}

/* What stands among the words. */
static bool start_content(struct walking *w, const struct office_element *e, int tag)
{
    switch (tag) {
    case T:
        w->in_text = true;
        w->keeps_blanks = office_attribute_is(e, "space", "preserve") || e->space == OFFICE_MATH;
        break;
    case TAB: add_text(w, STR("\t")); break;
    case BREAK: add_break(w, e); break;
    case HYPHEN: add_text(w, STR("\xe2\x80\x91")); break;
    case SOFT_HYPHEN: add_text(w, STR("\xc2\xad")); break;
    case SYMBOL: add_symbol(w); break;
    case FIELD: take_field(w, e); break;
    case FOOTNOTE_AT: refer(w, &w->r->footnotes, e, false); break;
    case ENDNOTE_AT: refer(w, &w->r->endnotes, e, true); break;
    case RENDERED_BREAK:
        begin(w);
        office_page(&w->r->flow, OFFICE_RENDERED);
        break;
    default: break;
    }
    return true;
}

static bool start(void *payload, const struct office_element *e)
{
    struct walking *w = payload;
    int tag = office_tag_of(tags, e);

    switch (tag) {
    case 0: return true;
    case PASS_OVER: return false;
    case DELETED: return take_deletion(w);
    case ALTERNATES: case CHOICE: case FALLBACK: return take_alternate(w, tag);
    case P_STYLE: case R_STYLE: case VANISH: case NUMBERING: case PAGE_BEFORE: case OUTLINE:
        return start_property(w, e, tag);
    case T: case TAB: case BREAK: case HYPHEN: case SOFT_HYPHEN: case SYMBOL: case FIELD: case FOOTNOTE_AT:
    case ENDNOTE_AT: case RENDERED_BREAK:
        return start_content(w, e, tag);
    default:
        return start_container(w, e, tag);
    }
}

static void end(void *payload, const struct office_element *e)
{
    struct walking *w = payload;

    switch (office_tag_of(tags, e)) {
    case P: end_paragraph(w); break;
    case T: w->in_text = false; break;
    case P_PROPERTIES:
        w->in_properties = w->in_mark = false;
        begin(w);
        break;
    case R_PROPERTIES: w->in_mark = false; break;
    case ROW_PROPERTIES: w->in_row_properties = false; break;
    case TABLE: office_table_end(&w->r->flow); break;
    case ROW: office_row_end(&w->r->flow); break;
    case BOX: office_story_end(&w->r->flow); break;
    case NOTE: end_note(w); break;
    case CONTROL:
        w->contents = w->contents == w->controls ? 0 : w->contents;
        w->controls--;
        break;
    case ALTERNATES: w->alternates.count--; break;
    default: break;
    }
}

static void text(void *payload, struct str words)
{
    struct walking *w = payload;

    if (w->in_text)
        add_text(w, w->keeps_blanks ? words : str_trim(words));
}

bool docx_read_text(struct docx_reading *r, struct str xml, const char *part, struct extract_failure *f)
{
    static const struct office_walker walker = {start, end, text};
    struct walking w = {.r = r};
    bool ok = office_walk(xml, part, &walker, &w, f);

    free(w.paragraphs.at);
    free(w.alternates.at);
    return ok;
}
