#include "extract/docx_internal.h"

#include <stdlib.h>
#include <string.h>

struct section_reading {
    struct docx_reading *r;
    bool in_section;
};

static bool is_word(const struct office_element *e, const char *name)
{
    return e->space == OFFICE_WORD && strcmp(e->name, name) == 0;
}

static bool start_section(void *payload, const struct office_element *e)
{
    struct section_reading *s = payload;

    if (is_word(e, "sectPr")) {
        s->in_section = true;
        *VEC_PUSH(&s->r->sections) = true;
    } else if (s->in_section && is_word(e, "type")) {
        s->r->sections.at[s->r->sections.count - 1] = !office_attribute_is(e, "val", "continuous")
            && !office_attribute_is(e, "val", "nextColumn");
    }
    return !is_word(e, "sectPrChange") && !is_word(e, "rPr");
}

static void end_section(void *payload, const struct office_element *e)
{
    struct section_reading *s = payload;

    if (is_word(e, "sectPr"))
        s->in_section = false;
}

/* Most reports have one section, and then there is nothing to know. */
static bool read_sections(struct docx_reading *r, struct str xml, const char *part, struct extract_failure *f)
{
    static const struct office_walker walker = {start_section, end_section, NULL};
    struct section_reading s = {.r = r};
    size_t begun = 0;

    for (const char *at = xml.at; at && begun < 2;) {
        const char *tag = at = memmem(at, xml.size - (size_t)(at - xml.at), "sectPr", 6);

        while (tag && tag > xml.at && at - tag < 16 && *tag != '<')
            tag--;
        begun += tag && *tag == '<' && tag[1] != '/';
        at = at ? at + 6 : NULL;
    }
    return begun < 2 || office_walk(xml, part, &walker, &s, f);
}

static bool read_notes(struct docx_reading *r, struct docx_notes *notes, const struct archive *a, const char *part,
                       struct extract_failure *f)
{
    struct buf xml = {0};
    bool ok = true;

    r->notes = notes;
    if (*part && extract_archive_has(a, part))
        ok = extract_archive_read(&xml, a, part, f) && docx_read_text(r, buf_str(&xml), part, f);
    r->notes = NULL;
    buf_free(&xml);
    return ok;
}

static bool read_furniture(struct docx_reading *r, const struct archive *a, const struct docx_parts *parts,
                           struct extract_failure *f)
{
    struct office_store store = {0};
    struct buf xml = {0};
    bool ok = true;

    for (size_t i = 0; ok && i < parts->furniture.count; i++) {
        const char *part = parts->furniture.at[i];

        if (!extract_archive_has(a, part))
            continue;
        office_story(&r->flow, OFFICE_ANY_KIND, &store);
        ok = extract_archive_read(&xml, a, part, f) && docx_read_text(r, buf_str(&xml), part, f);
        if (ok)
            office_story_end(&r->flow);
    }
    if (ok)
        office_furniture(&r->flow, &store);
    office_store_free(&store);
    buf_free(&xml);
    return ok;
}

static bool read_body(struct docx_reading *r, const struct archive *a, const char *part, struct extract_failure *f)
{
    struct buf xml = {0};
    bool ok = extract_archive_read(&xml, a, part, f) && read_sections(r, buf_str(&xml), part, f);

    r->flow.started = r->flow.fresh = false;
    ok = ok && docx_read_text(r, buf_str(&xml), part, f);
    buf_free(&xml);
    return ok;
}

bool docx_extract(struct document **out, const struct archive *a, struct extract_failure *f)
{
    struct document_builder *b = NULL;
    struct docx_styles *styles = NULL;
    struct docx_reading r = {0};
    struct docx_parts parts = {0};
    bool ok;

    document_builder_new(&b, "docx");
    office_flow_begin(&r.flow, b);
    ok = docx_parts_read(&parts, a, f) && docx_styles_read(&styles, a, parts.styles, f);
    r.styles = styles;
    ok = ok && office_title(b, a, parts.core, f) && read_furniture(&r, a, &parts, f)
        && read_notes(&r, &r.footnotes, a, parts.footnotes, f) && read_notes(&r, &r.endnotes, a, parts.endnotes, f)
        && read_body(&r, a, parts.main, f);
    if (ok) {
        office_flow_finish(&r.flow);
        document_builder_quality(b, QUALITY_TRACKED_DELETIONS, r.deletions);
    }
    office_flow_free(&r.flow);
    docx_notes_free(&r.footnotes);
    docx_notes_free(&r.endnotes);
    free(r.sections.at);
    docx_styles_free(styles);
    docx_parts_free(&parts);
    if (ok)
        return extract_finish(b, out, f);
    document_builder_free(b);
    return false;
}
