#include "codebook/remarks.h"

/* What a code finds depends on is written down as one text, each part with its kind and length, and hashed. */
static void add_text(struct buf *out, const char *name, const char *text)
{
    struct str s = str_of(text ? text : "");

    buf_add_format(out, "%s %zu %.*s\n", name, s.size, STR_ARGS(s));
}

static void add_patterns(struct buf *out, const char *name, const struct pattern *patterns, size_t count)
{
    buf_add_format(out, "%s %zu\n", name, count);
    for (size_t i = 0; i < count; i++) {
        buf_add_format(out, "%d%d ", patterns[i].match_case, patterns[i].loose);
        add_text(out, "pattern", patterns[i].text);
    }
}

static void add_node(struct buf *out, const struct rule_node *node);

/* A term list or scale is taken by what it says, so that another name for it changes nothing. */
static void add_parts(struct buf *out, const struct rule_node *node)
{
    if (node->pattern)
        add_patterns(out, "pattern", node->pattern, 1);
    if (node->terms) {
        add_patterns(out, "terms", node->terms->patterns, node->terms->pattern_count);
        add_patterns(out, "except", node->terms->excepts, node->terms->except_count);
    }
    if (!node->scale)
        return;
    buf_add_format(out, "scale %zu %u\n", node->scale->cue_count, node->scale->per_words);
    for (size_t i = 0; i < node->scale->cue_count; i++) {
        buf_add_format(out, "cue %a\n", node->scale->cues[i].weight);
        add_node(out, node->scale->cues[i].rule);
    }
}

static void add_node(struct buf *out, const struct rule_node *node)
{
    buf_add_format(out, "node %d %d %d %a %a %u %d %d %zu\n", node->kind, node->has_above, node->has_below, node->above,
                   node->below, node->within, node->ordered, node->scope, node->child_count);
    add_parts(out, node);
    for (size_t i = 0; i < node->child_count; i++)
        add_node(out, node->children[i]);
}

static void add_rule(struct buf *out, const struct rule *rule)
{
    add_text(out, "rule", rule->id);
    add_node(out, rule->node);
    buf_add_format(out, "unless %zu\n", rule->unless_count);
    for (size_t i = 0; i < rule->unless_count; i++)
        add_node(out, rule->unless[i]);
}

static void add_modifier(struct buf *out, const struct modifier *m)
{
    buf_add_format(out, "modifier %d %d %d %d %d %u\n", m->standing, m->forward, m->backward, m->previous, m->inside,
                   m->within);
    add_patterns(out, "cues", m->patterns, m->pattern_count);
    add_patterns(out, "except", m->excepts, m->except_count);
    add_patterns(out, "until", m->terminators, m->terminator_count);
}

void codebook_hash_code(const struct codebook *book, const struct code *code, char hex[FILE_HASH_SIZE])
{
    struct buf all = {0};

    buf_add_format(&all, "code %d\n", code->unit);
    for (int s = 0; s < STANDING_COUNT; s++)
        buf_add_format(&all, "use %d\n", code->use[s]);
    for (size_t i = 0; i < code->rule_count; i++)
        add_rule(&all, &code->rules[i]);
    for (size_t i = 0; (code->unit == UNIT_SENTENCE || code->unit == UNIT_BLOCK) && i < book->modifier_count; i++)
        add_modifier(&all, &book->modifiers[i]);
    file_hash_bytes(buf_str(&all), hex);
    buf_free(&all);
}

bool codebook_same_part(const struct rule_node *a, const struct rule_node *b)
{
    struct buf x = {0}, y = {0};
    bool same;

    if (a->kind != b->kind || a->child_count != b->child_count)
        return false;
    add_node(&x, a);
    add_node(&y, b);
    same = str_equal(buf_str(&x), buf_str(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}
