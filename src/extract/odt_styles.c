#include "extract/odt_internal.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_CHAIN = 32 };

/* A style as it is written; 0: it leaves this to its parent, else no (1) or yes (2). */
struct written {
    const char *key, *parent;       /* the family's letter, then the name */
    struct odt_style style;
    int level;                      /* -1: left to the parent */
    char hidden, page_before, page_behind, master;
};

struct odt_styles {
    struct { struct written *at; size_t count, room; } written;
    bool open;                      /* what is met belongs to the last of them */
    struct arena arena;
};

static const struct odt_style plain;

void odt_styles_new(struct odt_styles **out)
{
    *out = must_realloc(NULL, sizeof **out);
    **out = (struct odt_styles){0};
}

void odt_styles_free(struct odt_styles *styles)
{
    if (!styles)
        return;
    free(styles->written.at);
    arena_free(&styles->arena);
    free(styles);
}

static const char *key_of(struct odt_styles *s, enum odt_family family, const char *name)
{
    struct buf key = {0};
    const char *kept;

    buf_add_char(&key, (char)family);
    buf_add(&key, str_of(name));
    kept = arena_copy(&s->arena, buf_str(&key));
    buf_free(&key);
    return kept;
}

static enum odt_family family_of(const char *name)
{
    struct str family = str_of(name);

    return str_equal(family, STR("paragraph")) ? ODT_PARAGRAPH : str_equal(family, STR("text")) ? ODT_TEXT
        : str_equal(family, STR("table")) ? ODT_TABLE : ODT_OTHER;
}

static char told(const char *value, bool yes)
{
    return (char)(!value ? 0 : yes ? 2 : 1);
}

static void begin_style(struct odt_styles *s, const struct office_element *e)
{
    enum odt_family family = family_of(office_attribute(e, "family"));
    const char *key = key_of(s, family, office_attribute(e, "name"));
    const char *parent = office_attribute(e, "parent-style-name"), *value;
    struct written *w = VEC_PUSH(&s->written);

    *w = (struct written){.key = key, .parent = parent ? key_of(s, family, parent) : "", .level = -1};
    value = office_attribute(e, "default-outline-level");
    if (value)
        w->level = *value >= '1' && *value <= '9' ? *value - '0' + (value[1] ? 9 : 0) : 0;
    value = office_attribute(e, "master-page-name");
    w->master = told(value, value && *value);
}

static bool is_page(const char *value)
{
    return value && (strcmp(value, "page") == 0 || strcmp(value, "even-page") == 0 || strcmp(value, "odd-page") == 0);
}

void odt_styles_start(struct odt_styles *s, const struct office_element *e)
{
    struct written *w;
    const char *value;

    if (e->space == OFFICE_STYLE && strcmp(e->name, "style") == 0) {
        begin_style(s, e);
        s->open = true;
        return;
    }
    if (str_ends(str_of(e->name), STR("-style")))       /* a list's, or the default: no name refers to it */
        s->open = false;
    if (e->space != OFFICE_STYLE || !s->open)
        return;
    w = &s->written.at[s->written.count - 1];
    if (strcmp(e->name, "paragraph-properties") == 0 || strcmp(e->name, "table-properties") == 0) {
        value = office_attribute(e, "break-before");
        w->page_before = told(value, is_page(value));
        value = office_attribute(e, "break-after");
        w->page_behind = told(value, is_page(value));
    } else if (strcmp(e->name, "text-properties") == 0) {
        value = office_attribute(e, "display");
        w->hidden = told(value, value && strcmp(value, "none") == 0);
    }
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct written *)a)->key, ((const struct written *)b)->key);
}

static const struct written *find(const struct odt_styles *s, const char *key)
{
    const struct written wanted = {.key = key};

    return s->written.count > 0 ? bsearch(&wanted, s->written.at, s->written.count, sizeof wanted, compare) : NULL;
}

/* The programs' own styles have English names; a blank is written _20_. */
static enum odt_role role_of_key(const char *key)
{
    static const struct { const char *name; enum odt_role role; } names[] = {
        {"Title", ODT_TITLE}, {"Caption", ODT_CAPTION}, {"Contents_20_Heading", ODT_CONTENTS},
        {"Illustration", ODT_CAPTION},
    };

    if (*key != ODT_PARAGRAPH)
        return ODT_PLAIN;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(key + 1, names[i].name) == 0)
            return names[i].role;
    return str_starts(str_of(key + 1), STR("Contents_20_")) ? ODT_CONTENTS : ODT_PLAIN;
}

static int level_of_key(const char *key)
{
    struct str name = str_of(key);

    if (str_starts(name, STR("pHeading_20_")) && name.size == 13 && key[12] >= '1' && key[12] <= '9')
        return key[12] - '0';
    return -1;
}

static struct odt_style resolve(const struct odt_styles *s, const struct written *w)
{
    struct odt_style all = {0};
    int level = -1;
    char hidden = 0, before = 0, behind = 0, master = 0;

    for (int depth = 0; w && depth < LONGEST_CHAIN; depth++) {
        level = level >= 0 ? level : w->level >= 0 ? w->level : level_of_key(w->key);
        all.role = all.role != ODT_PLAIN ? all.role : role_of_key(w->key);
        hidden = hidden ? hidden : w->hidden;
        before = before ? before : w->page_before;
        behind = behind ? behind : w->page_behind;
        master = master ? master : w->master;
        w = *w->parent ? find(s, w->parent) : NULL;
    }
    all.level = level > 0 ? level : 0;
    all.hidden = hidden == 2;
    all.page_before = before == 2 || master == 2;
    all.page_behind = behind == 2;
    return all;
}

void odt_styles_resolve(struct odt_styles *s)
{
    if (s->written.count == 0)
        return;
    qsort(s->written.at, s->written.count, sizeof *s->written.at, compare);
    for (size_t i = 0; i < s->written.count; i++)
        s->written.at[i].style = resolve(s, &s->written.at[i]);
}

const struct odt_style *odt_style(const struct odt_styles *s, enum odt_family family, const char *name)
{
    struct buf key = {0};
    const struct written *w;

    if (!name)
        return &plain;
    buf_add_char(&key, (char)family);
    buf_add(&key, str_of(name));
    w = find(s, buf_text(&key));
    buf_free(&key);
    return w ? &w->style : &plain;
}
