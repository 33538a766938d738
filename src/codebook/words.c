#include "codebook/words.h"

#include <string.h>

static void say_pattern(struct buf *out, const struct pattern *p)
{
    bool blank = false;

    for (const char *c = p->text; *c; c++) {
        bool is_blank = strchr(" \t\r\n", *c) != NULL;

        if (!is_blank || !blank)
            buf_add_char(out, is_blank ? ' ' : *c);
        blank = is_blank;
    }
}

static const char *scope_in_words(enum scope scope)
{
    static const char *const words[] = {
        [SCOPE_SENTENCE] = "in the same sentence", [SCOPE_BLOCK] = "in the same paragraph",
        [SCOPE_SECTION] = "in the same section", [SCOPE_MATCH] = "over these very words",
        [SCOPE_PREVIOUS] = "in the sentence before"};

    return words[scope];
}

static void say_balance(struct buf *out, const struct rule_node *node)
{
    buf_add_format(out, "the cues of the scale \"%s\" add up to", node->scale->id);
    if (node->has_above)
        buf_add_format(out, " more than %g", node->above);
    if (node->has_below)
        buf_add_format(out, "%s less than %g", node->has_above ? " and" : "", node->below);
    if (node->scale->per_words > 0)
        buf_add_format(out, " in %u words", node->scale->per_words);
}

void codebook_say_part(struct buf *out, const struct rule_node *node)
{
    switch (node->kind) {
    case RULE_PATTERN:
        buf_add(out, STR("the words "));
        say_pattern(out, node->pattern);
        break;
    case RULE_TERMS:
        buf_add_format(out, "words of the list \"%s\"", node->terms->id);
        break;
    case RULE_ANY:
        buf_add(out, STR("one of these or more"));
        break;
    case RULE_ALL:
        buf_add(out, STR("each of these"));
        break;
    case RULE_NEAR:
    case RULE_FOLLOWED_BY:
        buf_add_format(out, "each of these%s, with at most %u word%s between two",
                       node->ordered ? " in this order" : "", node->within, node->within == 1 ? "" : "s");
        break;
    case RULE_NOT:
        buf_add_format(out, "none of these %s", scope_in_words(node->scope));
        break;
    case RULE_AROUND:
        buf_add_format(out, "one of these or more %s", scope_in_words(node->scope));
        break;
    case RULE_WITHIN:
        buf_add(out, STR("a heading above it has "));
        say_pattern(out, node->pattern);
        break;
    case RULE_BALANCE:
        say_balance(out, node);
        break;
    }
}

void codebook_say_unless(struct buf *out, const struct rule_node *unless)
{
    buf_add_format(out, "unless one of these stands %s", scope_in_words(unless->scope));
}

static void say_lines(struct buf *out, const struct rule_node *node, unsigned depth)
{
    buf_add_format(out, "%*s- ", (int)(2 * depth), "");
    codebook_say_part(out, node);
    buf_add_char(out, '\n');
    for (size_t i = 0; i < node->child_count; i++)
        say_lines(out, node->children[i], depth + 1);
}

void codebook_say_rule(struct buf *out, const struct rule *rule)
{
    for (size_t i = 0; i < rule->node->child_count; i++)
        say_lines(out, rule->node->children[i], 0);
    for (size_t u = 0; u < rule->unless_count; u++) {
        buf_add(out, STR("- "));
        codebook_say_unless(out, rule->unless[u]);
        buf_add_char(out, '\n');
        for (size_t i = 0; i < rule->unless[u]->child_count; i++)
            say_lines(out, rule->unless[u]->children[i], 1);
    }
}

void codebook_say_when(struct buf *out, const struct audit_when *when)
{
    for (size_t i = 0; i < when->condition_count; i++) {
        const struct audit_condition *c = &when->conditions[i];
        bool first = true;

        buf_add_format(out, "%s%s is ", i > 0 ? ", and " : "", c->code->id);
        for (int s = 0; s < STANDING_COUNT; s++)
            if (c->standing[s]) {
                buf_add_format(out, "%s%s", first ? "" : " or ", standing_words[s]);
                first = false;
            }
    }
}

void codebook_say_answers(struct buf *out, const struct audit_question *question)
{
    static const char *const answers[AUDIT_KINDS] = {"yes", "partly", "no"};

    for (size_t i = 0; i < question->when_count; i++) {
        buf_add_format(out, "%s%s where ", i > 0 ? "; " : "", answers[question->whens[i].kind]);
        codebook_say_when(out, &question->whens[i]);
    }
}
