#include "codebook/remarks.h"

#include "codebook/part.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct remarking {
    const struct codebook *book;
    codebook_remark *say;
    void *payload;
};

static void remark(struct remarking *r, unsigned line, const char *format, ...) PRINTF_LIKE(3, 4);
static void remark(struct remarking *r, unsigned line, const char *format, ...)
{
    char words[512];
    va_list args;

    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    r->say(r->payload, line, words);
}

/* Lists of a file of lists are used by the codebooks that import it. */
static bool is_used(const struct codebook *book, const void *thing)
{
    if (book->theme_count == 0)
        return true;
    for (size_t i = 0; i < book->code_count; i++)
        if (codebook_code_uses(&book->codes[i], thing))
            return true;
    for (size_t i = 0; i < book->scale_count; i++)
        if (codebook_scale_uses(&book->scales[i], thing))
            return true;
    return false;
}

/* A part of a pattern between two `|` that stand in no group. */
struct alternative {
    struct str text;
    bool match_case;
    unsigned line;
    const struct pattern *pattern;
};

struct alternatives {
    struct alternative *at;
    size_t count, room;
};

static void add_alternative(struct alternatives *all, const struct pattern *p, size_t start, size_t stop)
{
    struct str text = str_trim(str_slice(str_of(p->text), start, stop));
    unsigned line = p->line;

    for (const char *c = p->text; c < text.at; c++)
        line += *c == '\n';
    if (text.size > 0)
        *VEC_PUSH(all) = (struct alternative){text, p->match_case, line, p};
}

static void split(struct alternatives *all, const struct pattern *p)
{
    struct str text = str_of(p->text);
    size_t start = 0, depth = 0;
    bool in_class = false;

    if (memmem(text.at, text.size, "\\Q", 2)) {
        add_alternative(all, p, 0, text.size);
        return;
    }
    for (size_t i = 0; i < text.size; i++) {
        char c = text.at[i];

        if (c == '\\') {
            i++;
        } else if (in_class) {
            in_class = c != ']';
        } else if (c == '[') {
            in_class = true;
        } else if (c == '|' && depth == 0) {
            add_alternative(all, p, start, i);
            start = i + 1;
        } else {
            depth += c == '(';
            depth -= c == ')' && depth > 0;
        }
    }
    add_alternative(all, p, start, text.size);
}

static int by_text(const void *a, const void *b)
{
    const struct alternative *x = a, *y = b;
    int order = x->match_case != y->match_case ? x->match_case - y->match_case : str_compare(x->text, y->text);

    if (order == 0)
        order = (x->line > y->line) - (x->line < y->line);
    return order;
}

static void remark_doubled(struct remarking *r, const struct term_list *list)
{
    struct alternatives all = {0};

    for (size_t i = 0; i < list->pattern_count; i++)
        split(&all, &list->patterns[i]);
    if (all.count > 0)
        qsort(all.at, all.count, sizeof *all.at, by_text);
    for (size_t i = 1; i < all.count; i++) {
        const struct alternative *a = &all.at[i - 1], *b = &all.at[i];

        if (a->match_case == b->match_case && str_equal(a->text, b->text))
            remark(r, b->line, "\"%.*s\" stands twice in the list \"%s\" (line %u too); leave one out",
                   STR_ARGS(b->text), list->id, a->line);
    }
    free(all.at);
}

static bool same_pattern(const struct pattern *a, const struct pattern *b)
{
    return a->match_case == b->match_case && a->loose == b->loose && strcmp(a->text, b->text) == 0;
}

static void remark_list(struct remarking *r, const struct term_list *list)
{
    if (list->file)
        return;
    if (!is_used(r->book, list))
        remark(r, list->line, "no rule uses the list \"%s\"; use it with <terms ref=\"%s\"/> or leave it out", list->id,
               list->id);
    remark_doubled(r, list);
    for (size_t p = 0; p < list->pattern_count; p++)
        for (size_t e = 0; e < list->except_count; e++)
            if (same_pattern(&list->patterns[p], &list->excepts[e]))
                remark(r, list->patterns[p].line, "the pattern can never be found: the <except> on line %u is the same",
                       list->excepts[e].line);
}

/* Whether wherever a holds b holds too, as far as their form tells. */
static bool implies(const struct rule_node *a, const struct rule_node *b);

static bool each_implies(const struct rule_node *const *from, size_t count, const struct rule_node *b)
{
    for (size_t i = 0; i < count; i++)
        if (!implies(from[i], b))
            return false;
    return count > 0;
}

static bool one_implies(const struct rule_node *a, const struct rule_node *b)
{
    for (size_t i = 0; i < a->child_count; i++)
        if (implies(a->children[i], b))
            return true;
    return false;
}

static bool is_near(const struct rule_node *node)
{
    return node->kind == RULE_NEAR || node->kind == RULE_FOLLOWED_BY;
}

/* Of two nears with the same children the one that allows less implies the other. */
static bool near_implies(const struct rule_node *a, const struct rule_node *b)
{
    if (!is_near(a) || !is_near(b) || a->child_count != b->child_count || a->within > b->within
        || (b->ordered && !a->ordered))
        return false;
    for (size_t i = 0; i < a->child_count; i++)
        if (!codebook_same_part(a->children[i], b->children[i]))
            return false;
    return true;
}

static bool has_child(const struct rule_node *node, const struct rule_node *child)
{
    for (size_t i = 0; i < node->child_count; i++)
        if (codebook_same_part(node->children[i], child))
            return true;
    return false;
}

static bool has_each_child(const struct rule_node *node, const struct rule_node *of)
{
    for (size_t i = 0; i < of->child_count; i++)
        if (!has_child(node, of->children[i]))
            return false;
    return true;
}

/* An <around> that is content with less implies one that is content with more, a <not> that forbids more one that
 * forbids less. */
static bool about_implies(const struct rule_node *a, const struct rule_node *b)
{
    if (!codebook_looks_about(a) || a->kind != b->kind || a->scope != b->scope)
        return false;
    return a->kind == RULE_AROUND ? has_each_child(b, a) : has_each_child(a, b);
}

static bool implies(const struct rule_node *a, const struct rule_node *b)
{
    if (codebook_same_part(a, b) || near_implies(a, b) || about_implies(a, b))
        return true;
    if (b->kind == RULE_ALL) {
        for (size_t i = 0; i < b->child_count; i++)
            if (!implies(a, b->children[i]))
                return false;
        return b->child_count > 0;
    }
    if (a->kind == RULE_ANY)
        return each_implies(a->children, a->child_count, b);
    if ((a->kind == RULE_ALL || is_near(a)) && one_implies(a, b))
        return true;
    for (size_t i = 0; b->kind == RULE_ANY && i < b->child_count; i++)
        if (implies(a, b->children[i]))
            return true;
    return false;
}

/* Whether each unless of b is one of a's, so that b strikes out no more than a. */
static bool strikes_no_more(const struct rule *b, const struct rule *a)
{
    for (size_t i = 0; i < b->unless_count; i++) {
        bool found = false;

        for (size_t k = 0; !found && k < a->unless_count; k++)
            found = codebook_same_part(a->unless[k], b->unless[i]);
        if (!found)
            return false;
    }
    return true;
}

static bool asks_about(const struct rule_node *node)
{
    bool asks = codebook_looks_about(node);

    for (size_t i = 0; !asks && i < node->child_count; i++)
        asks = asks_about(node->children[i]);
    return asks;
}

/* The hits of a sentence have the same sentence, block and section around them. Those of a larger unit have not: there
 * a <not> or <around> comes out otherwise beside other hits, whether found or left by an <unless>. */
static bool makes_superfluous(const struct code *code, const struct rule *general, const struct rule *special)
{
    if (code->unit != UNIT_SENTENCE && asks_about(general->node))
        return codebook_same_part(special->node, general->node) && strikes_no_more(general, special)
            && strikes_no_more(special, general);
    return implies(special->node, general->node) && strikes_no_more(general, special);
}

/* Whether a <not> or <unless> leaves no place where the part, which stands beside it, holds. What is the very part may
 * stand in the sentence before; without hits of its own it is not struck as these are, and seen from a whole block it
 * looks elsewhere. */
static bool leaves_nothing(const struct rule_node *forbids, const struct rule_node *part)
{
    if (part->kind == RULE_AROUND && part->scope == forbids->scope && has_each_child(forbids, part))
        return true;
    if (forbids->scope == SCOPE_PREVIOUS || (forbids->scope != SCOPE_SENTENCE && codebook_looks_about(part))
        || (forbids->scope == SCOPE_MATCH && part->kind == RULE_WITHIN))
        return false;
    return has_child(forbids, part);
}

/* The outermost parts beside one another. */
static void remark_contradiction(struct remarking *r, const struct rule *rule)
{
    const struct rule_node *all = rule->node;

    for (size_t i = 0; i < all->child_count; i++) {
        const struct rule_node *part = all->children[i];

        for (size_t k = 0; k < all->child_count; k++)
            if (all->children[k]->kind == RULE_NOT && leaves_nothing(all->children[k], part))
                remark(r, all->children[k]->line, "the rule \"%s\" can never hold: it needs on line %u what it "
                       "forbids here", rule->id, part->line);
        for (size_t u = 0; u < rule->unless_count; u++)
            if (leaves_nothing(rule->unless[u], part))
                remark(r, rule->unless[u]->line, "the rule \"%s\" can never hold: the <unless> strikes out what "
                       "line %u %s", rule->id, part->line, part->kind == RULE_AROUND ? "needs" : "finds");
    }
}

static bool may_have_hits(const struct rule_node *node)
{
    bool groups = node->kind == RULE_ANY || node->kind == RULE_ALL;

    for (size_t i = 0; groups && i < node->child_count; i++)
        if (may_have_hits(node->children[i]))
            return true;
    return !groups && node->kind != RULE_WITHIN && !codebook_looks_about(node);
}

/* Only a sentence, or a hit, has a sentence before it. */
static void remark_nothing_before(struct remarking *r, const struct code *code, const struct rule *rule)
{
    for (size_t i = 0; i < rule->node->child_count && code->unit != UNIT_SENTENCE; i++) {
        const struct rule_node *part = rule->node->children[i];

        if (part->kind == RULE_AROUND && part->scope == SCOPE_PREVIOUS && !may_have_hits(rule->node))
            remark(r, part->line, "the rule \"%s\" can never hold: this <around> looks at the sentence before a hit, "
                   "and no part of the rule finds words", rule->id);
    }
}

static void remark_rules(struct remarking *r, const struct code *code)
{
    for (size_t i = 0; i < code->rule_count; i++) {
        remark_contradiction(r, &code->rules[i]);
        remark_nothing_before(r, code, &code->rules[i]);
        for (size_t k = 0; k < code->rule_count; k++)
            if (k != i && makes_superfluous(code, &code->rules[k], &code->rules[i])
                && (k < i || !makes_superfluous(code, &code->rules[i], &code->rules[k]))) {
                remark(r, code->rules[i].line, "the rule \"%s\" is superfluous: wherever it holds, \"%s\" on line %u "
                       "holds too; leave it out or make it find something else", code->rules[i].id, code->rules[k].id,
                       code->rules[k].line);
                break;
            }
    }
}

static void remark_examples(struct remarking *r, const struct code *code)
{
    size_t tagged = 0;

    for (size_t i = 0; i < code->example_count; i++)
        tagged += code->examples[i].kind != EXAMPLE_NO;
    if (code->example_count == 0)
        remark(r, code->line, "the code \"%s\" has no <example>; add one that it tags and one that looks like it and "
               "is not (match=\"no\")", code->id);
    else if (tagged == 0)
        remark(r, code->line, "the code \"%s\" has no <example> that it tags", code->id);
    else if (tagged == code->example_count)
        remark(r, code->line, "the code \"%s\" has no <example match=\"no\">: a passage that looks like it and is not",
               code->id);
}

void codebook_remarks(const struct codebook *book, codebook_remark *say, void *payload)
{
    struct remarking r = {book, say, payload};

    for (size_t i = 0; i < book->term_count; i++)
        remark_list(&r, &book->terms[i]);
    for (size_t i = 0; i < book->scale_count; i++)
        if (!book->scales[i].file && !is_used(book, &book->scales[i]))
            remark(&r, book->scales[i].line, "no rule uses the scale \"%s\"; use it with <balance scale=\"%s\"/> or "
                   "leave it out", book->scales[i].id, book->scales[i].id);
    for (size_t i = 0; i < book->code_count; i++) {
        remark_rules(&r, &book->codes[i]);
        remark_examples(&r, &book->codes[i]);
    }
}
