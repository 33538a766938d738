#include "codebook/part.h"

#include <stdlib.h>
#include <string.h>

const char *const codebook_part_kinds[CODEBOOK_PART_KINDS] = {"code", "terms", "scale"};

/* A start or end tag in a file that is known to be well formed. */
struct tag {
    size_t start, stop;         /* of the file, < and > included */
    struct str name, rest;      /* rest: what stands behind the name */
    bool ends, empty;           /* </a>, <a/> */
};

static size_t find_behind(struct str xml, size_t from, const char *end)
{
    const char *at = memmem(xml.at + from, xml.size - from, end, strlen(end));

    return at ? (size_t)(at - xml.at) + strlen(end) : xml.size;
}

/* Behind the > that ends the tag: one in a value is none. */
static size_t find_tag_stop(struct str xml, size_t from)
{
    char quote = '\0';

    for (size_t i = from; i < xml.size; i++) {
        char c = xml.at[i];

        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i + 1;
    }
    return xml.size;
}

static struct tag read_tag(struct str xml, size_t start)
{
    struct tag t = {.start = start, .stop = find_tag_stop(xml, start)};
    struct str inside = str_slice(xml, start + 1, t.stop - 1);
    size_t size = 0, colon = 0;

    t.ends = str_starts(inside, STR("/"));
    t.empty = str_ends(inside, STR("/"));
    inside = str_slice(inside, t.ends, inside.size - t.empty);
    for (; size < inside.size && !strchr(" \t\r\n", inside.at[size]); size++)
        if (inside.at[size] == ':')
            colon = size + 1;
    t.name = str_slice(inside, colon, size);
    t.rest = str_slice(inside, size, inside.size);
    return t;
}

/* The next tag from *at on, which moves behind it; what comments, sections of characters and instructions hold is
 * none. */
static bool next_tag(struct str xml, size_t *at, struct tag *out)
{
    const char *open;

    while (*at < xml.size && (open = memchr(xml.at + *at, '<', xml.size - *at))) {
        size_t start = (size_t)(open - xml.at);
        struct str from = str_slice(xml, start, xml.size);

        if (str_starts(from, STR("<!--"))) {
            *at = find_behind(xml, start, "-->");
        } else if (str_starts(from, STR("<![CDATA["))) {
            *at = find_behind(xml, start, "]]>");
        } else if (str_starts(from, STR("<?"))) {
            *at = find_behind(xml, start, "?>");
        } else {
            *out = read_tag(xml, start);
            *at = out->stop;
            return true;
        }
    }
    return false;
}

/* The value of an attribute, as the file has it; false: it has none. */
static bool find_attribute(const struct tag *t, const char *name, struct str *value)
{
    struct str rest = str_trim(t->rest);

    while (rest.size > 0) {
        const char *equals = memchr(rest.at, '=', rest.size);
        struct str one = equals ? str_trim((struct str){rest.at, (size_t)(equals - rest.at)}) : STR("");
        struct str quoted = equals ? str_trim(str_slice(rest, (size_t)(equals - rest.at) + 1, rest.size)) : STR("");
        const char *end = quoted.size > 0 ? memchr(quoted.at + 1, *quoted.at, quoted.size - 1) : NULL;

        if (!end)
            return false;
        *value = (struct str){quoted.at + 1, (size_t)(end - quoted.at) - 1};
        if (str_equal(one, str_of(name)))
            return true;
        rest = str_trim(str_slice(quoted, (size_t)(end - quoted.at) + 1, quoted.size));
    }
    return false;
}

/* Behind the end tag of an element whose start tag was read, which ended at `at`. */
static size_t find_element_stop(struct str xml, const struct tag *start, size_t at)
{
    size_t depth = start->empty ? 0 : 1;
    struct tag t;

    while (depth > 0 && next_tag(xml, &at, &t))
        depth = t.ends ? depth - 1 : depth + !t.empty;
    return at;
}

bool codebook_find_part(struct codebook_part *out, struct str xml, const char *kind, struct str id)
{
    struct tag t;
    struct str own;
    size_t at = 0;

    while (next_tag(xml, &at, &t)) {
        if (t.ends || !str_equal(t.name, str_of(kind)) || !find_attribute(&t, "id", &own)
            || !str_equal(own, id))
            continue;
        *out = (struct codebook_part){kind, own, str_slice(xml, t.start, find_element_stop(xml, &t, at)), 1};
        for (size_t i = 0; i < t.start; i++)
            out->line += xml.at[i] == '\n';
        return true;
    }
    return false;
}

static bool uses(const struct rule_node *node, const void *thing)
{
    if (node->terms == thing || node->scale == thing)
        return true;
    for (size_t i = 0; i < node->child_count; i++)
        if (uses(node->children[i], thing))
            return true;
    return false;
}

bool codebook_code_uses(const struct code *code, const void *thing)
{
    for (size_t i = 0; i < code->rule_count; i++) {
        const struct rule *rule = &code->rules[i];

        if (uses(rule->node, thing))
            return true;
        for (size_t u = 0; u < rule->unless_count; u++)
            if (uses(rule->unless[u], thing))
                return true;
    }
    return false;
}

bool codebook_scale_uses(const struct scale *scale, const void *thing)
{
    for (size_t c = 0; c < scale->cue_count; c++)
        if (uses(scale->cues[c].rule, thing))
            return true;
    return false;
}

static void add_part(struct codebook_parts *out, const struct codebook *book, const char *kind, const char *id)
{
    struct codebook_part part;

    if (codebook_find_part(&part, book->xml, kind, str_of(id)))
        *VEC_PUSH(out) = part;
}

/* By the code's rules themselves, or in a scale that these use. */
static bool uses_list(const struct codebook *book, const struct code *code, const struct term_list *list)
{
    if (codebook_code_uses(code, list))
        return true;
    for (size_t i = 0; i < book->scale_count; i++)
        if (codebook_code_uses(code, &book->scales[i]) && codebook_scale_uses(&book->scales[i], list))
            return true;
    return false;
}

static int by_line(const void *a, const void *b)
{
    const struct codebook_part *x = a, *y = b;

    return x->line < y->line ? -1 : x->line > y->line;
}

void codebook_parts_of(struct codebook_parts *out, const struct codebook *book, const struct code *code)
{
    *out = (struct codebook_parts){0};
    add_part(out, book, "code", code->id);
    for (size_t i = 0; i < book->term_count; i++)
        if (uses_list(book, code, &book->terms[i]))
            add_part(out, book, "terms", book->terms[i].id);
    for (size_t i = 0; i < book->scale_count; i++)
        if (codebook_code_uses(code, &book->scales[i]))
            add_part(out, book, "scale", book->scales[i].id);
    if (out->count > 2)
        qsort(out->at + 1, out->count - 1, sizeof *out->at, by_line);
}

/* Bytes of the file that others take the place of. */
struct place {
    struct str old, new;
};

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    return x->old.at < y->old.at ? -1 : x->old.at > y->old.at;
}

static bool find_places(struct place *places, struct str xml, const struct codebook_part *parts, size_t count,
                        struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        struct codebook_part old;

        if (!codebook_find_part(&old, xml, parts[i].kind, parts[i].id))
            return error_set(err, ERROR_INPUT, "the codebook has no %s \"%.*s\"", parts[i].kind,
                             STR_ARGS(parts[i].id));
        places[i] = (struct place){old.text, parts[i].text};
        for (size_t k = 0; k < i; k++)
            if (places[k].old.at == old.text.at)
                return error_set(err, ERROR_INPUT, "%s \"%.*s\" is given twice", parts[i].kind, STR_ARGS(parts[i].id));
    }
    return true;
}

/* What stands in the quotes of the first element's version. */
static bool find_version(struct str xml, struct str *version, struct error *err)
{
    struct tag t;
    size_t at = 0;

    return (next_tag(xml, &at, &t) && find_attribute(&t, "version", version))
        || error_set(err, ERROR_INPUT, "the codebook has no version");
}

bool codebook_change(struct buf *out, struct str xml, const struct codebook_part *parts, size_t count,
                     struct str version, struct error *err)
{
    struct place *places = must_realloc(NULL, (count + 1) * sizeof *places);
    const char *from = xml.at;
    bool ok = find_places(places, xml, parts, count, err);

    if (ok && version.size > 0) {
        places[count].new = version;
        ok = find_version(xml, &places[count++].old, err);
    }
    if (ok && count > 0)
        qsort(places, count, sizeof *places, by_place);
    for (size_t i = 0; ok && i < count; i++) {
        buf_add(out, (struct str){from, (size_t)(places[i].old.at - from)});
        buf_add(out, places[i].new);
        from = places[i].old.at + places[i].old.size;
    }
    if (ok)
        buf_add(out, (struct str){from, (size_t)(xml.at + xml.size - from)});
    free(places);
    return ok;
}
