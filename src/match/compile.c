#include "match/match_internal.h"

#include <stdlib.h>

static bool add_patterns(struct match_program *program, const struct pattern *patterns, size_t count,
                         const struct leaf_pattern **out, struct error *err)
{
    struct leaf_pattern *compiled = arena_alloc(&program->arena, count, sizeof *compiled);

    for (size_t i = 0; i < count; i++) {
        compiled[i].pattern = &patterns[i];
        if (!match_add_regex(program, &patterns[i], &compiled[i].regex, err))
            return false;
    }
    *out = compiled;
    return true;
}

static bool add_leaf(struct match_program *program, const struct pattern *patterns, size_t pattern_count,
                     const struct pattern *excepts, size_t except_count, struct error *err)
{
    struct leaf leaf = {.pattern_count = pattern_count, .except_count = except_count};

    if (!add_patterns(program, patterns, pattern_count, &leaf.patterns, err)
        || !add_patterns(program, excepts, except_count, &leaf.excepts, err))
        return false;
    *VEC_PUSH(&program->leaves) = leaf;
    return true;
}

/* Patterns that read the same share a leaf, and with it what it found. */
static bool add_pattern_leaf(struct match_program *program, const struct pattern *p, size_t *leaf, struct error *err)
{
    size_t regex;

    if (!match_add_regex(program, p, &regex, err))
        return false;
    if (program->regexes.at[regex].leaf == MATCH_NONE) {
        program->regexes.at[regex].leaf = program->leaves.count;
        if (!add_leaf(program, p, 1, NULL, 0, err))
            return false;
    }
    *leaf = program->regexes.at[regex].leaf;
    return true;
}

static bool add_nodes(struct match_program *program, const struct rule_node *const *rules, size_t count,
                      const struct match_node *const **out, struct error *err);

/* Term lists are the first leaves, scales are built before the codes. */
static bool add_node(struct match_program *program, const struct rule_node *rule, const struct match_node **out,
                     struct error *err)
{
    struct match_node *node = arena_alloc(&program->arena, 1, sizeof *node);

    node->rule = rule;
    *out = node;
    switch (rule->kind) {
    case RULE_PATTERN:
    case RULE_WITHIN:
        return add_pattern_leaf(program, rule->pattern, &node->leaf, err);
    case RULE_TERMS:
        node->leaf = (size_t)(rule->terms - program->book->terms);
        return true;
    case RULE_BALANCE:
        node->scale = &program->scales[rule->scale - program->book->scales];
        return true;
    default:
        return add_nodes(program, rule->children, rule->child_count, &node->children, err);
    }
}

static bool add_nodes(struct match_program *program, const struct rule_node *const *rules, size_t count,
                      const struct match_node *const **out, struct error *err)
{
    const struct match_node **nodes = arena_alloc(&program->arena, count, sizeof *nodes);

    *out = nodes;
    for (size_t i = 0; i < count; i++)
        if (!add_node(program, rules[i], &nodes[i], err))
            return false;
    return true;
}

static bool add_scale(struct match_program *program, const struct scale *scale, struct match_scale *out,
                      struct error *err)
{
    const struct match_node **cues = arena_alloc(&program->arena, scale->cue_count, sizeof *cues);

    out->scale = scale;
    out->cues = cues;
    for (size_t i = 0; i < scale->cue_count; i++)
        if (!add_node(program, scale->cues[i].rule, &cues[i], err))
            return false;
    return true;
}

static bool grows(const struct rule_node *node)
{
    bool all = !codebook_looks_about(node) && node->kind != RULE_BALANCE;

    for (size_t i = 0; all && i < node->child_count; i++)
        all = grows(node->children[i]);
    return all;
}

static bool add_code(struct match_program *program, const struct code *code, struct match_code *out, struct error *err)
{
    struct match_rule *rules = arena_alloc(&program->arena, code->rule_count, sizeof *rules);

    out->code = code;
    out->rules = rules;
    program->has_unit[code->unit] = true;
    for (size_t i = 0; i < code->rule_count; i++) {
        const struct rule *rule = &code->rules[i];

        rules[i].rule = rule;
        rules[i].grows = grows(rule->node);
        if (!add_node(program, rule->node, &rules[i].node, err)
            || !add_nodes(program, rule->unless, rule->unless_count, &rules[i].unless, err))
            return error_within(err, "code %s", code->id);
    }
    return true;
}

static bool add_modifier(struct match_program *program, const struct modifier *m, struct match_modifier *out,
                         struct error *err)
{
    *out = (struct match_modifier){.modifier = m, .cues = program->leaves.count, .until = MATCH_NONE};
    if (!add_leaf(program, m->patterns, m->pattern_count, m->excepts, m->except_count, err))
        return error_within(err, "modifier %s", m->id);
    if (m->terminator_count == 0)
        return true;
    out->until = program->leaves.count;
    if (!add_leaf(program, m->terminators, m->terminator_count, NULL, 0, err))
        return error_within(err, "modifier %s", m->id);
    return true;
}

static bool build(struct match_program *program, struct error *err)
{
    const struct codebook *book = program->book;
    struct match_scale *scales = arena_alloc(&program->arena, book->scale_count, sizeof *scales);
    struct match_code *codes = arena_alloc(&program->arena, book->code_count, sizeof *codes);
    struct match_modifier *modifiers = arena_alloc(&program->arena, book->modifier_count, sizeof *modifiers);

    program->scales = scales;
    program->codes = codes;
    program->modifiers = modifiers;
    for (size_t i = 0; i < book->term_count; i++) {
        const struct term_list *t = &book->terms[i];

        if (!add_leaf(program, t->patterns, t->pattern_count, t->excepts, t->except_count, err))
            return error_within(err, "terms %s%s%s", t->id, t->file ? " of " : "", t->file ? t->file : "");
    }
    for (size_t i = 0; i < book->scale_count; i++)
        if (!add_scale(program, &book->scales[i], &scales[i], err))
            return error_within(err, "scale %s%s%s", book->scales[i].id, book->scales[i].file ? " of " : "",
                                book->scales[i].file ? book->scales[i].file : "");
    for (size_t i = 0; i < book->code_count; i++)
        if (!add_code(program, &book->codes[i], &codes[i], err))
            return false;
    for (size_t i = 0; i < book->modifier_count; i++)
        if (!add_modifier(program, &book->modifiers[i], &modifiers[i], err))
            return false;
    return true;
}

bool match_compile(struct match_program **out, const struct codebook *book, struct error *err)
{
    struct match_program *program = must_realloc(NULL, sizeof *program);

    *program = (struct match_program){.book = book};
    *out = NULL;
    if (!build(program, err)) {
        match_free(program);
        return false;
    }
    match_add_triggers(program);
    match_add_compiled(program);
    *out = program;
    return true;
}

void match_drop_filter(struct match_program *program)
{
    program->unfiltered = true;
}

void match_free(struct match_program *program)
{
    if (!program)
        return;
    for (size_t i = 0; i < program->regexes.count; i++)
        pcre2_code_free(program->regexes.at[i].code);
    match_free_compiled(program);
    match_filter_free(program->filter);
    match_filter_free(program->narrow);
    free(program->literals.at);
    free(program->regexes.at);
    free(program->pieces.at);
    free(program->leaves.at);
    arena_free(&program->arena);
    free(program);
}
