/* The first walk: who and what there is, which notes are whose, and how positions count. */
#include "extract/qde_internal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* What is lost is told by its name, so that nobody thinks it was taken. */
static const char *const lost_sections[] = {"Links", "Graphs"};

struct scanning {
    struct qde *q;
    struct { struct selection *at; size_t count, room; } selections;    /* of the source that is open */
    struct arena arena;         /* of it, or of the element at hand */
    size_t codes;
};

struct json_writer extract_qde_begin(struct qde *q, const char *word)
{
    struct json_writer json = {.out = q->out};

    fprintf(q->out, "%s ", word);
    json_write_object(&json, NULL);
    return json;
}

void extract_qde_end(struct json_writer *json)
{
    json_write_object_end(json);
    json_write_line(json);
}

void extract_qde_left_out(struct qde *q, const char *format, ...)
{
    struct json_writer json = extract_qde_begin(q, "left-out");
    char what[512];
    va_list args;

    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    while (!str_is_text(str_of(what)))      /* cut in a character */
        what[strlen(what) - 1] = '\0';
    json_write_text(&json, "what", str_of(what));
    extract_qde_end(&json);
}

static void write_codes(struct scanning *s, const xmlNode *node, int64_t parent)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        struct str codable;
        struct json_writer json;

        if (!extract_qde_is(child, "Code"))
            continue;
        codable = extract_qde_attribute(&s->arena, child, "isCodable");
        json = extract_qde_begin(s->q, "code");
        json_write_text(&json, "guid", extract_qde_guid(&s->arena, child, "guid"));
        json_write_text(&json, "name", extract_qde_attribute(&s->arena, child, "name"));
        json_write_text(&json, "colour", extract_qde_attribute(&s->arena, child, "color"));
        json_write_text(&json, "description",
                        str_trim(extract_qde_content(&s->arena, extract_qde_child(child, "Description"))));
        json_write_number(&json, "parent", parent);
        json_write_bool(&json, "codable", !str_equal(codable, STR("false")) && !str_equal(codable, STR("0")));
        extract_qde_end(&json);
        write_codes(s, child, (int64_t)s->codes++);
    }
}

static void write_user(struct scanning *s, const xmlNode *node)
{
    struct json_writer json = extract_qde_begin(s->q, "user");

    json_write_text(&json, "guid", extract_qde_guid(&s->arena, node, "guid"));
    json_write_text(&json, "name", extract_qde_attribute(&s->arena, node, "name"));
    extract_qde_end(&json);
}

static void write_value(struct qde *q, struct str source, const xmlNode *value)
{
    const xmlNode *ref = extract_qde_child(value, "VariableRef");
    struct arena a = {0};
    struct str guid = ref ? extract_qde_guid(&a, ref, "targetGUID") : STR(""), words = STR("");

    for (const xmlNode *child = value->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && child != ref)
            words = str_trim(extract_qde_content(&a, child));
    for (size_t i = 0; i < q->variables.count && words.size > 0; i++)
        if (str_equal(q->variables.at[i].guid, guid)) {
            struct json_writer json = extract_qde_begin(q, "value");

            json_write_text(&json, "source", source);
            json_write_text(&json, "variable", q->variables.at[i].name);
            json_write_text(&json, "value", words);
            extract_qde_end(&json);
        }
    arena_free(&a);
}

/* What a case says holds for its sources. */
static void write_case(struct scanning *s, const xmlNode *node)
{
    for (const xmlNode *ref = node->children; ref; ref = ref->next) {
        if (!extract_qde_is(ref, "SourceRef"))
            continue;
        for (const xmlNode *value = node->children; value; value = value->next)
            if (extract_qde_is(value, "VariableValue"))
                write_value(s->q, extract_qde_guid(&s->arena, ref, "targetGUID"), value);
    }
}

static void keep_note(struct scanning *s, const xmlNode *node)
{
    struct qde *q = s->q;
    struct str text = str_trim(extract_qde_content(&s->arena, extract_qde_child(node, "PlainTextContent")));
    struct qde_note note = {.guid = extract_qde_guid(&q->arena, node, "guid"), .own = str_starts(text, STR(QDE_NOTE)),
                            .part = extract_qde_attribute(&q->arena, node, "plainTextPath")};

    if (!note.own && q->memo_bytes + text.size <= QDE_MOST_MEMOS) {
        q->memo_bytes += text.size;
        note.text = arena_str(&q->arena, text);
    }
    *VEC_PUSH(&q->notes) = note;
}

static void take_part(void *payload, const char *section, const xmlNode *node)
{
    struct scanning *s = payload;

    if (!node) {
        for (size_t i = 0; i < sizeof lost_sections / sizeof lost_sections[0]; i++)
            if (strcmp(section, lost_sections[i]) == 0)
                extract_qde_left_out(s->q, "%s", section);
        return;
    }
    if (extract_qde_is(node, "User"))
        write_user(s, node);
    else if (extract_qde_is(node, "Codes"))
        write_codes(s, node, -1);
    else if (extract_qde_is(node, "Variable"))
        *VEC_PUSH(&s->q->variables) = (struct qde_variable){extract_qde_guid(&s->q->arena, node, "guid"),
                                                            extract_qde_attribute(&s->q->arena, node, "name")};
    else if (extract_qde_is(node, "Case"))
        write_case(s, node);
    else if (extract_qde_is(node, "Note"))
        keep_note(s, node);
    else if (extract_qde_is(node, "Set"))
        s->q->left.sets += !str_equal(extract_qde_attribute(&s->arena, node, "name"), STR(QDE_SET));
    arena_free(&s->arena);
}

static void begin_source(void *payload, const struct qde_source *source)
{
    struct scanning *s = payload;

    (void)source;
    s->selections.count = 0;
}

static void take_inside(void *payload, const struct qde_source *source, const xmlNode *node)
{
    struct scanning *s = payload;

    if (source->open && extract_qde_is(node, "PlainTextSelection"))
        *VEC_PUSH(&s->selections) = extract_qde_selection(&s->arena, node);
    else if (source->open && extract_qde_is(node, "NoteRef"))
        *VEC_PUSH(&s->q->source_notes) = (struct qde_source_note){
            source->number, extract_qde_guid(&s->q->arena, node, "targetGUID")};
    else if (extract_qde_is(node, "VariableValue"))
        write_value(s->q, source->guid, node);
    else
        s->q->left.outside += extract_qde_is(node, "PDFSelection") || extract_qde_is(node, "Coding")
            || extract_qde_is(node, "PlainTextSelection");
}

static void end_source(void *payload, const struct qde_source *source)
{
    struct scanning *s = payload;

    extract_convention_score(&s->q->scores, source->text, s->selections.at, s->selections.count);
    arena_free(&s->arena);
}

static void take_other(void *payload, struct str name, const char *kind)
{
    struct scanning *s = payload;

    extract_qde_left_out(s->q, "source \"%.*s\": a %s, whose text is not in the archive", STR_ARGS(name), kind);
}

static int by_guid(const void *a, const void *b)
{
    return str_compare(((const struct qde_note *)a)->guid, ((const struct qde_note *)b)->guid);
}

struct qde_note *extract_qde_note(const struct qde *q, struct str guid)
{
    struct qde_note key = {.guid = guid};

    return q->notes.count ? bsearch(&key, q->notes.at, q->notes.count, sizeof key, by_guid) : NULL;
}

static bool choose_convention(struct qde *q, const struct convention *convention)
{
    struct json_writer json;
    struct error err;

    if (convention)
        q->convention = *convention;
    else if (!extract_convention_choose(&q->scores, &q->convention, &err))
        return extract_fail(q->f, PROBLEM_NOT_A_REPORT, "%s", err.text);
    json = extract_qde_begin(q, "convention");
    json_write_number(&json, "which", extract_convention_number(q->convention));
    json_write_number(&json, "ends", (int64_t)q->scores.selections * 2);
    json_write_number(&json, "bounds", (int64_t)q->scores.bounds[extract_convention_number(q->convention)]);
    extract_qde_end(&json);
    return true;
}

bool extract_qde_scan(struct qde *q, const struct convention *convention)
{
    static const struct qde_walk walk = {take_part, begin_source, take_inside, end_source, take_other};
    struct scanning s = {.q = q};
    bool ok = extract_qde_walk(q, &walk, &s) && choose_convention(q, convention);

    if (q->notes.count > 0)
        qsort(q->notes.at, q->notes.count, sizeof *q->notes.at, by_guid);
    free(s.selections.at);
    arena_free(&s.arena);
    return ok;
}
