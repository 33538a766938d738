#include "extract/docx_internal.h"

#include <stdlib.h>
#include <string.h>

/* Word names its parts as it likes ("word/document2.xml"), and lists what each is. */
static bool take_type(void *payload, const struct office_element *e)
{
    struct docx_parts *p = payload;
    const struct { const char *ending; const char **part; } kinds[] = {
        {".main+xml", &p->main}, {"wordprocessingml.styles+xml", &p->styles},
        {"wordprocessingml.footnotes+xml", &p->footnotes}, {"wordprocessingml.endnotes+xml", &p->endnotes},
        {"core-properties+xml", &p->core},
    };
    const char *name, *type;

    if (e->space != OFFICE_TYPES || strcmp(e->name, "Override") != 0)
        return true;
    name = office_attribute(e, "PartName");
    name = name ? arena_copy(&p->arena, str_of(name + (*name == '/'))) : "";
    type = office_attribute(e, "ContentType");
    if (str_ends(str_of(type), STR("wordprocessingml.header+xml"))
        || str_ends(str_of(type), STR("wordprocessingml.footer+xml")))
        *VEC_PUSH(&p->furniture) = name;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (!**kinds[i].part && str_ends(str_of(type), str_of(kinds[i].ending)))
            *kinds[i].part = name;
    return true;
}

bool docx_parts_read(struct docx_parts *out, const struct archive *a, struct extract_failure *f)
{
    static const struct office_walker walker = {take_type, NULL, NULL};

    *out = (struct docx_parts){.main = "", .styles = "", .footnotes = "", .endnotes = "", .core = ""};
    if (!office_walk_part(a, "[Content_Types].xml", &walker, out, f)) {
        docx_parts_free(out);
        return false;
    }
    if (!*out->main)
        out->main = "word/document.xml";
    return true;
}

void docx_parts_free(struct docx_parts *parts)
{
    free(parts->furniture.at);
    arena_free(&parts->arena);
    *parts = (struct docx_parts){0};
}
