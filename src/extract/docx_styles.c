#include "extract/docx_internal.h"

#include "base/ascii.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_CHAIN = 32 };    /* styles based on one another; Word allows fewer */

/* A style as it is written. */
struct written {
    const char *name, *based_on;
    struct docx_style style;
    bool has_list, has_hidden, has_page_before;
};

struct docx_styles {
    struct { struct written *at; size_t count, room; } written;
    struct written *open;       /* while reading */
    struct arena arena;
};

enum { STYLE = 1, NAME, BASED_ON, OUTLINE, NUMBERING, VANISH, PAGE_BEFORE, PASS_OVER };

static const struct office_tag tags[] = {
    {"style", OFFICE_WORD, STYLE}, {"name", OFFICE_WORD, NAME}, {"basedOn", OFFICE_WORD, BASED_ON},
    {"outlineLvl", OFFICE_WORD, OUTLINE}, {"numId", OFFICE_WORD, NUMBERING}, {"vanish", OFFICE_WORD, VANISH},
    {"pageBreakBefore", OFFICE_WORD, PAGE_BEFORE}, {"tblStylePr", OFFICE_WORD, PASS_OVER},
    {"pPrChange", OFFICE_WORD, PASS_OVER}, {"rPrChange", OFFICE_WORD, PASS_OVER},
    {"docDefaults", OFFICE_WORD, PASS_OVER}, {"latentStyles", OFFICE_WORD, PASS_OVER}, {0},
};

bool docx_is_on(const struct office_element *e)
{
    const char *value = office_attribute(e, "val");

    return !value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0);
}

static const char *value_of(struct docx_styles *s, const struct office_element *e, const char *attribute)
{
    return arena_copy(&s->arena, str_of(office_attribute(e, attribute)));
}

static int outline_of(const struct office_element *e)
{
    const char *value = office_attribute(e, "val");

    return value && ascii_is_digit(*value) && !value[1] ? *value - '0' : DOCX_BODY_TEXT;
}

static bool start(void *payload, const struct office_element *e)
{
    struct docx_styles *s = payload;
    struct written *w = s->open;
    int tag = office_tag_of(tags, e);

    if (tag == STYLE) {
        s->open = VEC_PUSH(&s->written);
        *s->open = (struct written){.name = "", .based_on = "",
                                    .style = {.id = value_of(s, e, "styleId"), .outline = DOCX_NO_OUTLINE}};
        return true;
    }
    if (tag == PASS_OVER || !w)
        return tag != PASS_OVER;
    switch (tag) {
    case NAME: w->name = value_of(s, e, "val"); break;
    case BASED_ON: w->based_on = value_of(s, e, "val"); break;
    case OUTLINE: w->style.outline = outline_of(e); break;
    case NUMBERING:
        w->has_list = true;
        w->style.list = !office_attribute_is(e, "val", "0");
        break;
    case VANISH:
        w->has_hidden = true;
        w->style.hidden = docx_is_on(e);
        break;
    case PAGE_BEFORE:
        w->has_page_before = true;
        w->style.page_before = docx_is_on(e);
        break;
    default: break;
    }
    return true;
}

static void end(void *payload, const struct office_element *e)
{
    struct docx_styles *s = payload;

    if (office_tag_of(tags, e) == STYLE)
        s->open = NULL;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct written *)a)->style.id, ((const struct written *)b)->style.id);
}

static const struct written *find(const struct docx_styles *s, const char *id)
{
    const struct written key = {.style = {.id = id}};

    return s->written.count > 0
        ? bsearch(&key, s->written.at, s->written.count, sizeof key, compare) : NULL;
}

/* The names of Word's own styles are English in every language of Word. */
static int heading_of_name(const char *name)
{
    struct str s = str_of(name);

    return s.size == 9 && str_equal_caseless(str_slice(s, 0, 8), STR("heading ")) && name[8] >= '1' && name[8] <= '9'
        ? name[8] - '1' : DOCX_NO_OUTLINE;
}

static enum docx_role role_of_name(const char *name)
{
    struct str s = str_of(name);

    if (str_equal_caseless(s, STR("title")))
        return DOCX_TITLE;
    if (str_equal_caseless(s, STR("caption")))
        return DOCX_CAPTION;
    if (str_equal_caseless(str_slice(s, 0, 4), STR("toc ")) || str_equal_caseless(s, STR("table of figures")))
        return DOCX_CONTENTS;
    return DOCX_PLAIN;
}

/* What a style leaves open, the one it is based on decides. */
static struct docx_style resolve(const struct docx_styles *s, const struct written *w)
{
    struct docx_style all = {.id = w->style.id, .outline = DOCX_NO_OUTLINE};
    bool list = false, hidden = false, page_before = false;

    for (int depth = 0; w && depth < LONGEST_CHAIN; depth++) {
        if (all.outline == DOCX_NO_OUTLINE)
            all.outline = w->style.outline != DOCX_NO_OUTLINE ? w->style.outline : heading_of_name(w->name);
        if (all.role == DOCX_PLAIN)
            all.role = role_of_name(w->name);
        all.list = list ? all.list : w->style.list;
        all.hidden = hidden ? all.hidden : w->style.hidden;
        all.page_before = page_before ? all.page_before : w->style.page_before;
        list = list || w->has_list;
        hidden = hidden || w->has_hidden;
        page_before = page_before || w->has_page_before;
        w = *w->based_on ? find(s, w->based_on) : NULL;
    }
    return all;
}

bool docx_styles_read(struct docx_styles **out, const struct archive *a, const char *part, struct extract_failure *f)
{
    static const struct office_walker walker = {start, end, NULL};
    struct docx_styles *s = must_realloc(NULL, sizeof *s);
    struct docx_style *resolved;

    *s = (struct docx_styles){0};
    *out = s;
    if (!office_walk_part(a, part, &walker, s, f)) {
        docx_styles_free(s);
        *out = NULL;
        return false;
    }
    if (s->written.count == 0)
        return true;
    qsort(s->written.at, s->written.count, sizeof *s->written.at, compare);
    resolved = arena_alloc(&s->arena, s->written.count, sizeof *resolved);
    for (size_t i = 0; i < s->written.count; i++)
        resolved[i] = resolve(s, &s->written.at[i]);
    for (size_t i = 0; i < s->written.count; i++)
        s->written.at[i].style = resolved[i];
    return true;
}

void docx_styles_free(struct docx_styles *styles)
{
    if (!styles)
        return;
    free(styles->written.at);
    arena_free(&styles->arena);
    free(styles);
}

const struct docx_style *docx_style(const struct docx_styles *styles, const char *id)
{
    static const struct docx_style plain = {.id = "", .outline = DOCX_NO_OUTLINE};
    const struct written *w = id ? find(styles, id) : NULL;

    return w ? &w->style : &plain;
}
