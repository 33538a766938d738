/* The shape of a codebook, of modifiers and of a template as a table: what may stand in what, in which order, with
 * which attributes. The RELAX NG schema says the same, but its validator cannot say what is wrong in
 * words that help an author; the schema is asked afterwards and has the last word. */
#include "codebook/codebook_internal.h"

#include "base/ascii.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* content is "text", or names of shapes in their order, each with ? (at most one), * (any number)
 * or + (one or more); "rule|…" takes any mix of a list of shapes. Attributes are
 * "name=type", with ! behind the name where needed; a type is id, text, real, words, colour
 * or the words allowed. A shape "terms:ref" is an element <terms>. */
struct shape {
    const char *name, *content, *attributes;
};

#define FINDS "pattern|terms:ref|any:words|all:words|near|followed-by"
#define HOLDS "pattern|terms:ref|any|all|near|followed-by|not|around|within|balance"
#define REGEX "case=match|ignore bound=yes|no from=text"

static const struct shape shapes[] = {
    {"codebook", "title description? source* modifiers:ref? import* terms* scale* theme+ audit?",
     "id!=id version!=text xml:lang=text"},
    {"title", "text", ""},
    {"description", "text", ""},
    {"source", "text", ""},
    {"modifiers:ref", "", "ref!=text"},
    {"import", "terms* scale*", "href!=text"},
    {"lists", "title? description? source* import* terms* scale*", "xml:lang=text"},
    {"terms", "pattern+ except*", "id!=id"},
    {"pattern", "text", REGEX},
    {"except", "text", REGEX},
    {"until", "text", REGEX},
    {"scale", "cue+", "id!=id per-words=100"},
    {"cue", FINDS, "weight!=real"},
    {"theme", "title code+", "id!=id"},
    {"code", "title definition? include? exclude? rule* standing? example*",
     "id!=id unit=sentence|block|answer|section|report colour=colour by=hand"},
    {"audit", "question:audit+", ""},
    {"question:audit", "text source? yes* partly* no*", "id!=id number=text"},
    {"yes", "", "when!=text"},
    {"partly", "", "when!=text"},
    {"no", "", "when!=text"},
    {"definition", "text", ""},
    {"include", "text", ""},
    {"exclude", "text", ""},
    {"rule", HOLDS "|unless+", "id!=id"},
    {"unless", HOLDS "+", "scope=sentence|block|section|previous|match"},
    {"terms:ref", "", "ref!=id"},
    {"any", HOLDS "+", ""},
    {"all", HOLDS "+", ""},
    {"any:words", FINDS "+", ""},
    {"all:words", FINDS "+", ""},
    {"near", FINDS "+", "within!=words order=any|as-given"},
    {"followed-by", FINDS "+", "within!=words"},
    {"not", HOLDS "+", "scope=sentence|block|section|previous"},
    {"around", HOLDS "+", "scope=sentence|block|section|previous"},
    {"within", "", "heading!=text"},
    {"balance", "", "scale!=id above=real below=real"},
    {"standing", "", "absent=keep|drop|ignore planned=keep|drop|ignore past=keep|drop|ignore"},
    {"example", "text", "match!=present|absent|planned|past|no source=text"},
    {"modifiers", "modifier*", "version!=text"},
    {"modifier", "pattern+ except* until*",
     "id!=id standing!=absent|planned|past direction!=forward|backward|both within=words previous=yes|no "
     "inside=yes|no"},
    {"template", "title description? source* question:whole+", "id!=id version!=text xml:lang=text"},
    {"question:whole", "text alternative* question:part*", "id!=id number=text"},
    {"question:part", "text alternative*", "id!=id number=text"},
    {"text", "text", ""},
    {"alternative", "text", ""},
};

static const struct shape *shape_of(struct str name)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        if (str_equal(str_of(shapes[i].name), name))
            return &shapes[i];
    abort();    /* the table names a shape that it lacks */
}

/* The element's name: what stands before the colon. */
static struct str element_of(struct str shape)
{
    struct str name = {0};

    str_next(&shape, ':', &name);
    return name;
}

/* One step of a content: its shapes and how often they may stand. */
struct step {
    struct str names;
    char times;         /* '1', '?', '*', '+' */
};

static bool next_step(struct str *content, struct step *out)
{
    struct str word;

    if (!str_next(content, ' ', &word))
        return false;
    out->times = '1';
    if (word.size > 0 && strchr("?*+", word.at[word.size - 1])) {
        out->times = word.at[word.size - 1];
        word.size--;
    }
    out->names = word;
    return true;
}

static const struct shape *step_takes(const struct step *s, const xmlNode *node)
{
    struct str names = s->names, name;

    while (str_next(&names, '|', &name))
        if (str_equal(element_of(name), str_of(codebook_name(node))))
            return shape_of(name);
    return NULL;
}

static bool number_is_real(struct str value)
{
    size_t digits = 0, dots = 0;

    if (value.size > 0 && (*value.at == '-' || *value.at == '+'))
        value = str_slice(value, 1, value.size);
    for (size_t i = 0; i < value.size; i++) {
        if (value.at[i] == '.' && dots == 0 && i + 1 < value.size)
            dots++;
        else if (ascii_is_digit(value.at[i]))
            digits++;
        else
            return false;
    }
    return digits > 0 && digits <= 15;
}

static bool is_id(struct str value)
{
    for (size_t i = 0; i < value.size; i++) {
        bool letter = value.at[i] >= 'a' && value.at[i] <= 'z';
        bool other = ascii_is_digit(value.at[i]) || value.at[i] == '-';

        if (!letter && (i == 0 || !other))
            return false;
    }
    return value.size > 0 && value.size <= 64;
}

bool codebook_is_colour(struct str value)
{
    if ((value.size != 4 && value.size != 7) || *value.at != '#')
        return false;
    for (size_t i = 1; i < value.size; i++)
        if (!ascii_is_hex(value.at[i]))
            return false;
    return true;
}

static void check_choice(struct reader *r, const xmlNode *node, struct str name, struct str type, struct str value)
{
    struct str rest = type, word;
    struct nearest n;
    struct buf words = {0};

    nearest_start(&n, value);
    while (str_next(&rest, '|', &word)) {
        if (str_equal(word, value))
            goto out;
        nearest_offer(&n, arena_copy(r->arena, word));
        buf_add_format(&words, "%s%.*s", words.size ? ", " : "", STR_ARGS(word));
    }
    if (n.best)
        codebook_problem(r, codebook_line(node), "%.*s=\"%.*s\" in <%s>: did you mean \"%s\"?", STR_ARGS(name),
                         STR_ARGS(value), codebook_name(node), n.best);
    else
        codebook_problem(r, codebook_line(node), "%.*s=\"%.*s\" in <%s> is none of %s", STR_ARGS(name),
                         STR_ARGS(value), codebook_name(node), buf_text(&words));
out:
    buf_free(&words);
}

static void check_value(struct reader *r, const xmlNode *node, struct str name, struct str type, struct str value)
{
    const char *wrong = NULL;
    size_t number;

    if (str_equal(type, STR("id"))) {
        wrong = is_id(value) ? NULL : "an id is a lower-case letter, then letters, digits and hyphens, 64 at most";
    } else if (str_equal(type, STR("text"))) {
        wrong = value.size > 0 ? NULL : "it may not be empty";
    } else if (str_equal(type, STR("real"))) {
        wrong = number_is_real(value) ? NULL : "a number such as 2 or -1.5 was expected";
    } else if (str_equal(type, STR("words"))) {
        wrong = str_to_size(value, &number) && number <= 1000 ? NULL : "a number of words from 0 to 1000 was expected";
    } else if (str_equal(type, STR("colour"))) {
        wrong = codebook_is_colour(value) ? NULL : "a colour such as #2a7 or #22aa77 was expected";
    } else {
        check_choice(r, node, name, type, value);
    }
    if (wrong)
        codebook_problem(r, codebook_line(node), "%.*s=\"%.*s\" in <%s>: %s", STR_ARGS(name), STR_ARGS(value),
                         codebook_name(node), wrong);
}

/* Takes "name!=type" apart. */
static bool next_attribute(struct str *attributes, struct str *name, struct str *type, bool *needed)
{
    struct str word;

    if (!str_next(attributes, ' ', &word))
        return false;
    str_next(&word, '=', name);
    *type = word;
    *needed = str_ends(*name, STR("!"));
    name->size -= *needed;
    return true;
}

static void unknown_attribute(struct reader *r, const xmlNode *node, const struct shape *shape, const char *word)
{
    struct str rest = str_of(shape->attributes), name, type;
    struct buf known = {0};
    struct nearest n;
    bool needed;

    nearest_start(&n, str_of(word));
    while (next_attribute(&rest, &name, &type, &needed)) {
        nearest_offer(&n, arena_copy(r->arena, name));
        buf_add_format(&known, "%s%.*s", known.size ? ", " : "", STR_ARGS(name));
    }
    if (n.best)
        codebook_problem(r, codebook_line(node), "<%s> has no attribute \"%s\"; did you mean \"%s\"?",
                         codebook_name(node), word, n.best);
    else if (known.size > 0)
        codebook_problem(r, codebook_line(node), "<%s> has no attribute \"%s\"; it has %s", codebook_name(node), word,
                         buf_text(&known));
    else
        codebook_problem(r, codebook_line(node), "<%s> takes no attribute, so not \"%s\"", codebook_name(node), word);
    buf_free(&known);
}

static void check_attributes(struct reader *r, const xmlNode *node, const struct shape *shape)
{
    struct str rest = str_of(shape->attributes), name, type;
    bool needed;

    while (next_attribute(&rest, &name, &type, &needed)) {
        const char *word = arena_copy(r->arena, name);
        const char *value = codebook_attribute(r, node, word);

        if (value)
            check_value(r, node, name, type, str_of(value));
        else if (needed)
            codebook_problem(r, codebook_line(node), "<%s> needs the attribute %s=\"…\"", codebook_name(node), word);
    }
    for (const xmlAttr *a = node->properties; a; a = a->next) {
        struct buf full = {0};
        bool known = false;

        buf_add_format(&full, "%s%s%s", a->ns ? (const char *)a->ns->prefix : "", a->ns ? ":" : "",
                       (const char *)a->name);
        rest = str_of(shape->attributes);
        while (!known && next_attribute(&rest, &name, &type, &needed))
            known = str_equal(name, buf_str(&full));
        if (!known)
            unknown_attribute(r, node, shape, buf_text(&full));
        buf_free(&full);
    }
}

/* node is in no step from where the content has come to: why? */
static void misplaced(struct reader *r, const xmlNode *parent, const xmlNode *node, const struct shape *shape,
                      const char *before)
{
    struct str rest = str_of(shape->content), names, name;
    struct buf known = {0};
    struct step step;
    struct nearest n;

    nearest_start(&n, str_of(codebook_name(node)));
    while (next_step(&rest, &step)) {
        if (step_takes(&step, node)) {
            if (strchr("1?", step.times) && before && strcmp(before, codebook_name(node)) == 0)
                codebook_problem(r, codebook_line(node), "<%s> takes one <%s> only", codebook_name(parent), before);
            else
                codebook_problem(r, codebook_line(node), "<%s> must stand before <%s> in <%s>", codebook_name(node),
                                 before, codebook_name(parent));
            goto out;
        }
        names = step.names;
        while (str_next(&names, '|', &name)) {
            nearest_offer(&n, arena_copy(r->arena, element_of(name)));
            buf_add_format(&known, "%s<%.*s>", known.size ? ", " : "", STR_ARGS(element_of(name)));
        }
    }
    if (n.best && strcmp(n.best, codebook_name(node)) != 0)
        codebook_problem(r, codebook_line(node), "<%s> cannot stand in <%s>; did you mean <%s>?", codebook_name(node),
                         codebook_name(parent), n.best);
    else
        codebook_problem(r, codebook_line(node), "<%s> cannot stand in <%s>, which takes %s", codebook_name(node),
                         codebook_name(parent), known.size ? buf_text(&known) : "no element");
out:
    buf_free(&known);
}

static void lacks(struct reader *r, const xmlNode *parent, const struct step *step, const xmlNode *next)
{
    struct str names = step->names, first = {0};

    str_next(&names, '|', &first);
    first = element_of(first);
    if (names.size > 0)
        codebook_problem(r, codebook_line(parent), "<%s> is empty: it needs a <%.*s> or another element that finds "
                         "words", codebook_name(parent), STR_ARGS(first));
    else if (next)
        codebook_problem(r, codebook_line(next), "<%s> needs a <%.*s> before its <%s>", codebook_name(parent),
                         STR_ARGS(first), codebook_name(next));
    else
        codebook_problem(r, codebook_line(parent), "<%s> needs a <%.*s>", codebook_name(parent), STR_ARGS(first));
}

static void check_text(struct reader *r, const xmlNode *node, bool wanted)
{
    struct str text = str_trim(codebook_raw(r, node));

    if (wanted && text.size == 0)
        codebook_problem(r, codebook_line(node), "<%s> is empty; write its words", codebook_name(node));
    if (!wanted && text.size > 0)
        codebook_problem(r, codebook_line(node), "text stands straight in <%s>: \"%.*s\"; put it in an element of "
                         "its own", codebook_name(node), (int)(text.size > 40 ? 40 : text.size), text.at);
    if (!wanted)
        return;
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child))
        codebook_problem(r, codebook_line(child), "<%s> cannot stand in <%s>, which takes text only",
                         codebook_name(child), codebook_name(node));
}

static bool later_step_takes(struct str rest, const xmlNode *node)
{
    struct step step;

    while (node && next_step(&rest, &step))
        if (step_takes(&step, node))
            return true;
    return !node;
}

static void check_element(struct reader *r, const xmlNode *node, const struct shape *shape, unsigned depth);

/* Walks the children along the content's steps; each child is checked with its own shape. */
static void check_children(struct reader *r, const xmlNode *node, const struct shape *shape, unsigned depth)
{
    struct str rest = str_of(shape->content);
    const xmlNode *child = codebook_first(node);
    const char *before = NULL;
    struct step step;

    while (next_step(&rest, &step)) {
        const struct shape *taken;
        size_t count = 0;

        for (; child && (taken = step_takes(&step, child)) != NULL; child = codebook_next(child)) {
            if (count == 1 && strchr("1?", step.times))
                break;
            check_element(r, child, taken, depth + 1);
            before = codebook_name(child);
            count++;
        }
        if (count == 0 && strchr("1+", step.times)) {
            if (later_step_takes(rest, child))
                lacks(r, node, &step, child);
            else
                misplaced(r, node, child, shape, before);
            return;
        }
    }
    if (child)
        misplaced(r, node, child, shape, before);
}

static void check_element(struct reader *r, const xmlNode *node, const struct shape *shape, unsigned depth)
{
    if (depth > CODEBOOK_MAX_DEPTH + 4) {       /* codebook, theme, code and rule stand above */
        codebook_problem(r, codebook_line(node), "elements are nested more than %d deep in a rule; make it simpler",
                         CODEBOOK_MAX_DEPTH);
        return;
    }
    if (!codebook_is(node, codebook_name(node)))
        codebook_problem(r, codebook_line(node), "<%s> is not in the %s's namespace", codebook_name(node),
                         r->kind->what);
    check_attributes(r, node, shape);
    check_text(r, node, strcmp(shape->content, "text") == 0);
    if (strcmp(shape->content, "text") != 0)
        check_children(r, node, shape, depth);
}

void codebook_check_shape(struct reader *r, const xmlNode *root)
{
    check_element(r, root, shape_of(str_of(codebook_name(root))), 0);
}
