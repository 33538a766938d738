/* What the filter tells of leaves and codes: a code is tried in a unit only where a pattern that it cannot do without
 * may match. */
#include "match/program_internal.h"

#include <stdlib.h>
#include <string.h>

/* Of literals; the shipped codebooks have a tenth of it. Patterns beyond are tried everywhere. */
enum { MOST_BYTES = 1 << 20 };

/* Leaves of which one at least must find something; `free`: there are none such. */
struct needed {
    uint32_t *at;
    size_t count, room;
    bool free;
};

static void need(const struct match_program *program, const struct match_node *node, struct needed *out);

static size_t patterns_of(const struct match_program *program, const struct needed *n)
{
    size_t count = 0;

    for (size_t i = 0; i < n->count; i++)
        count += program->leaves.at[n->at[i]].pattern_count;
    return count;
}

static void add(struct needed *out, const struct needed *more)
{
    out->free = out->free || more->free;
    for (size_t i = 0; i < more->count; i++)
        *VEC_PUSH(out) = more->at[i];
}

/* Every child must hold: the one with the fewest patterns tells most cheaply that it does not. */
static void need_one(const struct match_program *program, const struct match_node *node, struct needed *out)
{
    struct needed best = {.free = true};

    for (size_t i = 0; i < node->rule->child_count; i++) {
        struct needed child = {.free = false};

        need(program, node->children[i], &child);
        if (!child.free && (best.free || patterns_of(program, &child) < patterns_of(program, &best))) {
            struct needed worse = best;

            best = child;
            child = worse;
        }
        free(child.at);
    }
    add(out, &best);
    free(best.at);
}

/* A sum above 0 needs a cue that adds to it. */
static void need_cue(const struct match_program *program, const struct match_node *node, struct needed *out)
{
    const struct scale *scale = node->rule->scale;

    out->free = out->free || !node->rule->has_above || node->rule->above < 0;
    for (size_t i = 0; i < scale->cue_count; i++)
        if (scale->cues[i].weight > 0)
            need(program, node->scale->cues[i], out);
}

static void need(const struct match_program *program, const struct match_node *node, struct needed *out)
{
    switch (node->rule->kind) {
    case RULE_PATTERN:
    case RULE_TERMS:
        if (program->idle_row[node->leaf] == 0)
            out->free = true;
        *VEC_PUSH(out) = (uint32_t)node->leaf;
        break;
    case RULE_ANY:
        for (size_t i = 0; i < node->rule->child_count; i++)
            need(program, node->children[i], out);
        break;
    case RULE_ALL:
    case RULE_NEAR:
    case RULE_FOLLOWED_BY:
        need_one(program, node, out);
        break;
    case RULE_BALANCE:
        need_cue(program, node, out);
        break;
    case RULE_NOT:
    case RULE_AROUND:
    case RULE_WITHIN:
        out->free = true;
        break;
    }
}

/* Pairs of a thing and what belongs to it, in the order of the latter. */
struct pairs {
    struct { uint32_t of, number; } *at;
    size_t count, room;
};

static struct numbers_of sort_pairs(struct match_program *program, const struct pairs *pairs, size_t count)
{
    uint32_t *first = arena_alloc(&program->arena, count + 1, sizeof *first);
    uint32_t *at = arena_alloc(&program->arena, pairs->count + 1, sizeof *at);
    uint32_t *next = arena_alloc(&program->arena, count + 1, sizeof *next);

    for (size_t i = 0; i <= count; i++)
        first[i] = 0;
    for (size_t i = 0; i < pairs->count; i++)
        first[pairs->at[i].of + 1]++;
    for (size_t i = 0; i < count; i++) {
        first[i + 1] += first[i];
        next[i] = first[i];
    }
    for (size_t i = 0; i < pairs->count; i++)
        at[next[pairs->at[i].of]++] = pairs->at[i].number;
    return (struct numbers_of){first, at};
}

static void add_leaves(struct match_program *program)
{
    uint32_t *idle = arena_alloc(&program->arena, program->leaves.count + 1, sizeof *idle);
    struct pairs pairs = {0};

    for (size_t l = 0; l < program->leaves.count; l++) {
        const struct leaf *leaf = &program->leaves.at[l];

        idle[l] = 1;
        for (size_t i = 0; i < leaf->pattern_count; i++) {
            const struct regex *r = &program->regexes.at[leaf->patterns[i].regex];

            if (r->piece_count == 0)
                idle[l] = 0;
            VEC_PUSH(&pairs)->of = (uint32_t)leaf->patterns[i].regex;
            pairs.at[pairs.count - 1].number = (uint32_t)l;
        }
    }
    program->idle_row = idle;
    program->regex_leaves = sort_pairs(program, &pairs, program->regexes.count);
    free(pairs.at);
}

static bool is_told_by_its_subject(const struct code *code)
{
    return code->unit == UNIT_SENTENCE || code->unit == UNIT_BLOCK;
}

static void add_codes(struct match_program *program)
{
    size_t count = program->book->code_count;
    uint64_t *always = arena_alloc(&program->arena, count / 64 + 1, sizeof *always);
    struct pairs pairs = {0};

    for (size_t i = 0; i <= count / 64; i++)
        always[i] = 0;
    for (size_t c = 0; c < count; c++) {
        const struct match_code *code = &program->codes[c];
        struct needed needed = {.free = !is_told_by_its_subject(code->code)};

        for (size_t r = 0; r < code->code->rule_count; r++)
            need(program, code->rules[r].node, &needed);
        if (needed.free)
            always[c / 64] |= UINT64_C(1) << c % 64;
        for (size_t i = 0; i < needed.count && !needed.free; i++) {
            VEC_PUSH(&pairs)->of = needed.at[i];
            pairs.at[pairs.count - 1].number = (uint32_t)c;
        }
        free(needed.at);
    }
    program->always = always;
    program->leaf_codes = sort_pairs(program, &pairs, program->leaves.count);
    free(pairs.at);
}

void match_add_triggers(struct match_program *program)
{
    struct literal_starts starts = {0};
    size_t bytes = 0, *first;

    for (size_t i = 0; i < program->regexes.count; i++) {
        size_t before = program->literals.count;

        if (bytes < MOST_BYTES)
            match_add_pieces(program, i, &starts);
        for (size_t k = before; k < program->literals.count; k++)
            bytes += program->literals.at[k].text.size;
    }
    first = arena_alloc(&program->arena, starts.count + 1, sizeof *first);
    for (size_t i = 0; i < starts.count; i++)
        first[i] = starts.at[i];
    first[starts.count] = program->literals.count;
    program->first_literal = first;
    match_filter_new(&program->filter, &program->literals, first, program->pieces.count);
    add_leaves(program);
    add_codes(program);
    free(starts.at);
}

static void mark(const struct match_program *program, const struct match_node *node, bool *leaves)
{
    const struct rule_node *rule = node->rule;

    if (rule->kind == RULE_PATTERN || rule->kind == RULE_TERMS || rule->kind == RULE_WITHIN) {
        leaves[node->leaf] = true;
    } else if (rule->kind == RULE_BALANCE) {
        for (size_t i = 0; i < rule->scale->cue_count; i++)
            mark(program, node->scale->cues[i], leaves);
    } else {
        for (size_t i = 0; i < rule->child_count; i++)
            mark(program, node->children[i], leaves);
    }
}

static void mark_regexes(const struct leaf_pattern *patterns, size_t count, bool *regexes)
{
    for (size_t i = 0; i < count; i++)
        regexes[patterns[i].regex] = true;
}

/* Leaves of modifiers are left out: they are asked only where something is found. */
void match_narrow(struct match_program *program, const bool *wanted)
{
    bool *leaves = arena_alloc(&program->arena, program->leaves.count + 1, sizeof *leaves);
    bool *regexes = must_realloc(NULL, program->regexes.count + 1);
    size_t *first = must_realloc(NULL, (program->pieces.count + 1) * sizeof *first);
    struct match_literals literals = {0};

    memset(leaves, 0, program->leaves.count);
    memset(regexes, 0, program->regexes.count);
    for (size_t c = 0; c < program->book->code_count; c++) {
        const struct match_code *code = &program->codes[c];

        for (size_t r = 0; wanted[c] && r < code->code->rule_count; r++) {
            mark(program, code->rules[r].node, leaves);
            for (size_t u = 0; u < code->rules[r].rule->unless_count; u++)
                mark(program, code->rules[r].unless[u], leaves);
        }
    }
    for (size_t l = 0; l < program->leaves.count; l++)
        if (leaves[l]) {
            mark_regexes(program->leaves.at[l].patterns, program->leaves.at[l].pattern_count, regexes);
            mark_regexes(program->leaves.at[l].excepts, program->leaves.at[l].except_count, regexes);
        }
    for (size_t p = 0; p < program->pieces.count; p++) {
        first[p] = literals.count;
        for (size_t i = program->first_literal[p]; i < program->first_literal[p + 1]; i++)
            if (regexes[program->pieces.at[p].regex])
                *VEC_PUSH(&literals) = program->literals.at[i];
    }
    first[program->pieces.count] = literals.count;
    match_filter_free(program->narrow);
    match_filter_new(&program->narrow, &literals, first, program->pieces.count);
    program->narrow_leaves = leaves;
    free(literals.at);
    free(regexes);
    free(first);
}
