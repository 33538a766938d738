#include "codebook/codebook_internal.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_NEAR = 8 };      /* children of a near: the choices grow as 2 to their number */

/* Line breaks and blanks around a pattern are layout; the line is that of its first character. */
static void read_pattern(struct reader *r, const xmlNode *node, struct pattern *out)
{
    struct str raw = codebook_raw(r, node), text = str_trim(raw);
    const char *match_case = codebook_attribute(r, node, "case"), *bound = codebook_attribute(r, node, "bound");

    *out = (struct pattern){.text = arena_copy(&r->book->arena, text), .line = codebook_line(node)};
    for (const char *c = raw.at; c < text.at; c++)
        out->line += *c == '\n';
    out->match_case = match_case && strcmp(match_case, "match") == 0;
    out->loose = bound && strcmp(bound, "no") == 0;
    out->from = codebook_attribute(r, node, "from");
    if (text.size > MAX_PATTERN)
        codebook_problem(r, out->line, "the pattern is longer than %d bytes; use several", MAX_PATTERN);
}

const struct pattern *codebook_patterns(struct reader *r, const xmlNode *parent, const char *name, size_t *count)
{
    struct pattern *patterns;
    size_t at = 0;

    *count = codebook_count(parent, name);
    patterns = arena_alloc(&r->book->arena, *count, sizeof *patterns);
    for (const xmlNode *child = codebook_first(parent); child; child = codebook_next(child))
        if (codebook_is(child, name))
            read_pattern(r, child, &patterns[at++]);
    return patterns;
}

static size_t count_lists(const xmlNode *root, const char *name)
{
    size_t count = 0;

    for (const xmlNode *node = NULL; (node = codebook_next_list(root, node, name));)
        count++;
    return count;
}

void codebook_read_terms(struct reader *r, const xmlNode *root)
{
    size_t count = count_lists(root, "terms"), at = 0;
    struct term_list *lists = arena_alloc(&r->book->arena, count, sizeof *lists);
    const xmlNode *node = NULL;

    while ((node = codebook_next_list(root, node, "terms"))) {
        struct term_list *list = &lists[at++];

        list->file = node->_private;
        list->id = codebook_attribute(r, node, "id");
        list->line = codebook_line(node);
        list->patterns = codebook_patterns(r, node, "pattern", &list->pattern_count);
        list->excepts = codebook_patterns(r, node, "except", &list->except_count);
        *VEC_PUSH(&r->terms) = (struct named){list->id, list->line, list->file, list};
    }
    r->book->terms = lists;
    r->book->term_count = count;
    codebook_sort_names(r, &r->terms, "term list");
}

static const struct rule_node *read_node(struct reader *r, const xmlNode *node);

static void read_children(struct reader *r, const xmlNode *node, struct rule_node *out)
{
    const struct rule_node **children;
    size_t count = 0;

    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child))
        count++;
    children = arena_alloc(&r->book->arena, count, sizeof *children);
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child))
        children[out->child_count++] = read_node(r, child);
    out->children = children;
}

static void read_near(struct reader *r, const xmlNode *node, struct rule_node *out)
{
    const char *within = codebook_attribute(r, node, "within"), *order = codebook_attribute(r, node, "order");

    out->within = (unsigned)strtoul(within, NULL, 10);
    out->ordered = out->kind == RULE_FOLLOWED_BY || (order && strcmp(order, "as-given") == 0);
    if (out->child_count < 2 || out->child_count > MAX_NEAR)
        codebook_problem(r, out->line, "<%s> needs two to %d elements that find words, and has %zu",
                         codebook_name(node), MAX_NEAR, out->child_count);
}

static enum scope read_scope(struct reader *r, const xmlNode *node)
{
    static const char *const words[] = {"sentence", "block", "section", "match", "previous"};
    const char *scope = codebook_attribute(r, node, "scope");

    for (size_t i = 0; scope && i < sizeof words / sizeof words[0]; i++)
        if (strcmp(scope, words[i]) == 0)
            return (enum scope)i;
    return SCOPE_SENTENCE;
}

static void read_heading(struct reader *r, const xmlNode *node, struct rule_node *out)
{
    struct pattern *p = arena_alloc(&r->book->arena, 1, sizeof *p);

    *p = (struct pattern){.text = codebook_attribute(r, node, "heading"), .line = out->line};
    if (strlen(p->text) > MAX_PATTERN)
        codebook_problem(r, out->line, "the pattern is longer than %d bytes; use several", MAX_PATTERN);
    out->pattern = p;
}

static void read_balance(struct reader *r, const xmlNode *node, struct rule_node *out)
{
    const char *above = codebook_attribute(r, node, "above"), *below = codebook_attribute(r, node, "below");

    out->scale = codebook_find_named(r, &r->scales, codebook_attribute(r, node, "scale"), "scale", out->line);
    out->has_above = above != NULL;
    out->has_below = below != NULL;
    out->above = above ? strtod(above, NULL) : 0;
    out->below = below ? strtod(below, NULL) : 0;
    if (!above && !below)
        codebook_problem(r, out->line, "<balance> needs above=\"…\" or below=\"…\", or both");
    if (above && below && out->above >= out->below)
        codebook_problem(r, out->line, "<balance> above %s and below %s at once can never hold", above, below);
}

bool codebook_looks_about(const struct rule_node *node)
{
    return node->kind == RULE_NOT || node->kind == RULE_AROUND;
}

static const struct rule_node *read_node(struct reader *r, const xmlNode *node)
{
    static const struct {
        const char *name;
        enum rule_kind kind;
    } kinds[] = {
        {"pattern", RULE_PATTERN}, {"terms", RULE_TERMS}, {"any", RULE_ANY}, {"all", RULE_ALL}, {"near", RULE_NEAR},
        {"followed-by", RULE_FOLLOWED_BY}, {"not", RULE_NOT}, {"unless", RULE_NOT}, {"around", RULE_AROUND},
        {"within", RULE_WITHIN}, {"balance", RULE_BALANCE},
    };
    struct rule_node *out = arena_alloc(&r->book->arena, 1, sizeof *out);
    struct pattern *p;

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].name, codebook_name(node)) == 0)
            out->kind = kinds[i].kind;
    out->line = codebook_line(node);
    if (out->kind == RULE_PATTERN) {
        p = arena_alloc(&r->book->arena, 1, sizeof *p);
        read_pattern(r, node, p);
        out->pattern = p;
    } else if (out->kind == RULE_TERMS) {
        out->terms = codebook_find_named(r, &r->terms, codebook_attribute(r, node, "ref"), "terms", out->line);
    } else if (out->kind == RULE_WITHIN) {
        read_heading(r, node, out);
    } else if (out->kind == RULE_BALANCE) {
        read_balance(r, node, out);
    } else {
        read_children(r, node, out);
    }
    if (out->kind == RULE_NEAR || out->kind == RULE_FOLLOWED_BY)
        read_near(r, node, out);
    if (codebook_looks_about(out))
        out->scope = read_scope(r, node);
    return out;
}

static void read_cues(struct reader *r, const xmlNode *node, struct scale *out)
{
    struct scale_cue *cues;

    out->cue_count = codebook_count(node, "cue");
    cues = arena_alloc(&r->book->arena, out->cue_count, sizeof *cues);
    out->cues = cues;
    for (const xmlNode *cue = codebook_first(node); cue; cue = codebook_next(cue), cues++) {
        cues->weight = strtod(codebook_attribute(r, cue, "weight"), NULL);
        cues->rule = read_node(r, codebook_first(cue));
    }
}

void codebook_read_scales(struct reader *r, const xmlNode *root)
{
    size_t count = count_lists(root, "scale"), at = 0;
    struct scale *scales = arena_alloc(&r->book->arena, count, sizeof *scales);
    const xmlNode *node = NULL;

    while ((node = codebook_next_list(root, node, "scale"))) {
        struct scale *scale = &scales[at++];
        const char *per_words;

        scale->file = node->_private;
        per_words = codebook_attribute(r, node, "per-words");
        scale->id = codebook_attribute(r, node, "id");
        scale->line = codebook_line(node);
        scale->per_words = per_words ? (unsigned)strtoul(per_words, NULL, 10) : 0;
        read_cues(r, node, scale);
        *VEC_PUSH(&r->scales) = (struct named){scale->id, scale->line, scale->file, scale};
    }
    r->book->scales = scales;
    r->book->scale_count = count;
    codebook_sort_names(r, &r->scales, "scale");
}

void codebook_read_rule(struct reader *r, const xmlNode *node, struct rule *out)
{
    size_t unless_count = codebook_count(node, "unless");
    const struct rule_node **unless = arena_alloc(&r->book->arena, unless_count, sizeof *unless);
    const struct rule_node **children;
    struct rule_node *all = arena_alloc(&r->book->arena, 1, sizeof *all);
    size_t count = 0;

    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child))
        count++;
    children = arena_alloc(&r->book->arena, count, sizeof *children);
    for (const xmlNode *child = codebook_first(node); child; child = codebook_next(child)) {
        if (codebook_is(child, "unless"))
            unless[out->unless_count++] = read_node(r, child);
        else
            children[all->child_count++] = read_node(r, child);
    }
    all->kind = RULE_ALL;
    all->line = codebook_line(node);
    all->children = children;
    out->id = codebook_attribute(r, node, "id");
    out->line = all->line;
    out->node = all;
    out->unless = unless;
    if (all->child_count == 0)
        codebook_problem(r, out->line, "<rule id=\"%s\"> has an <unless> but nothing to find", out->id);
}
