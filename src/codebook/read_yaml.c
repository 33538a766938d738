/* quanteda: a map of categories, each a list of words or a map of further categories; below the key "__" stand words
 * beside such. */
#include "codebook/draft_internal.h"

#include <yaml.h>

struct reading {
    struct draft *d;
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
};

static unsigned line_of(const struct reading *r)
{
    return (unsigned)r->event.start_mark.line + 1;
}

static bool next(struct reading *r, struct error *err)
{
    if (r->has_event)
        yaml_event_delete(&r->event);
    r->has_event = yaml_parser_parse(&r->parser, &r->event);
    if (!r->has_event)
        return error_set(err, ERROR_INPUT, "line %zu: %s", r->parser.problem_mark.line + 1,
                         r->parser.problem ? r->parser.problem : "this is no YAML");
    if (r->event.type == YAML_ALIAS_EVENT)
        return error_set(err, ERROR_INPUT, "line %u: aliases (*name) are not read; write the words out", line_of(r));
    return true;
}

static struct str scalar(const struct reading *r)
{
    return (struct str){(const char *)r->event.data.scalar.value, r->event.data.scalar.length};
}

static bool is_at(const struct reading *r, yaml_event_type_t type)
{
    return r->event.type == type;
}

static bool read_value(struct reading *r, size_t code, unsigned depth, struct error *err);

/* The event is a map's beginning. */
static bool read_map(struct reading *r, size_t parent, unsigned depth, struct error *err)
{
    while (next(r, err) && !is_at(r, YAML_MAPPING_END_EVENT)) {
        size_t code = parent;

        if (!is_at(r, YAML_SCALAR_EVENT))
            return error_set(err, ERROR_INPUT, "line %u: the name of a category was expected", line_of(r));
        if (!str_equal(scalar(r), STR("__")) || parent == SIZE_MAX) {
            if (!codebook_draft_code(r->d, parent, scalar(r), &code, err))
                return false;
        }
        if (!next(r, err) || !read_value(r, code, depth + 1, err))
            return false;
    }
    return r->has_event && is_at(r, YAML_MAPPING_END_EVENT);
}

static bool read_list(struct reading *r, size_t code, unsigned depth, struct error *err)
{
    while (next(r, err) && !is_at(r, YAML_SEQUENCE_END_EVENT))
        if (!read_value(r, code, depth + 1, err))
            return false;
    return r->has_event && is_at(r, YAML_SEQUENCE_END_EVENT);
}

static bool read_value(struct reading *r, size_t code, unsigned depth, struct error *err)
{
    if (depth > DRAFT_MAX_DEPTH)
        return error_set(err, ERROR_LIMIT, "line %u: nested more than %d deep", line_of(r), DRAFT_MAX_DEPTH);
    if (is_at(r, YAML_SCALAR_EVENT))
        return codebook_draft_word(r->d, code, scalar(r), line_of(r), err);
    if (is_at(r, YAML_SEQUENCE_START_EVENT))
        return read_list(r, code, depth, err);
    r->d->codes.at[code].is_group = true;
    return read_map(r, code, depth, err);
}

bool codebook_read_yaml(struct draft *d, struct str text, struct error *err)
{
    struct reading r = {.d = d};
    bool ok;

    if (!yaml_parser_initialize(&r.parser))
        return error_set(err, ERROR_SYSTEM, "the YAML parser cannot start");
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)(text.at ? text.at : ""), text.size);
    ok = next(&r, err) && next(&r, err) && next(&r, err);       /* stream, document, its value */
    if (ok && !is_at(&r, YAML_MAPPING_START_EVENT))
        ok = error_set(err, ERROR_INPUT, "line %u: a map of categories was expected", line_of(&r));
    ok = ok && read_map(&r, SIZE_MAX, 0, err);
    if (r.has_event)
        yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    return ok;
}
