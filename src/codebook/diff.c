#include "codebook/diff.h"

#include "codebook/words.h"

#include <string.h>

struct diffing {
    const struct codebook *a, *b;
    codebook_differs *tell;
    void *payload;
    const char *code;
};

static void tell(const struct diffing *d, const char *part, const char *id, const char *before, const char *after)
{
    struct codebook_difference it = {part, !before ? "added" : !after ? "removed" : "changed", d->code ? d->code : "",
                                     id, before, after};

    d->tell(d->payload, &it);
}

static void compare_text(const struct diffing *d, const char *part, const char *id, const char *before,
                         const char *after)
{
    if (strcmp(before ? before : "", after ? after : "") != 0)
        tell(d, part, id, before && *before ? before : NULL, after && *after ? after : NULL);
}

static bool has_pattern(const struct pattern *all, size_t count, const struct pattern *p)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i].text, p->text) == 0 && all[i].match_case == p->match_case && all[i].loose == p->loose)
            return true;
    return false;
}

static void compare_patterns(const struct diffing *d, const char *part, const char *id, const struct pattern *before,
                             size_t before_count, const struct pattern *after, size_t after_count)
{
    for (size_t i = 0; i < before_count; i++)
        if (!has_pattern(after, after_count, &before[i]))
            tell(d, part, id, before[i].text, NULL);
    for (size_t i = 0; i < after_count; i++)
        if (!has_pattern(before, before_count, &after[i]))
            tell(d, part, id, NULL, after[i].text);
}

static const struct term_list *find_list(const struct codebook *book, const char *id)
{
    for (size_t i = 0; i < book->term_count; i++)
        if (strcmp(book->terms[i].id, id) == 0)
            return &book->terms[i];
    return NULL;
}

static const struct scale *find_scale(const struct codebook *book, const char *id)
{
    for (size_t i = 0; i < book->scale_count; i++)
        if (strcmp(book->scales[i].id, id) == 0)
            return &book->scales[i];
    return NULL;
}

static void compare_lists(const struct diffing *d)
{
    for (size_t i = 0; i < d->a->term_count; i++)
        if (!find_list(d->b, d->a->terms[i].id))
            tell(d, "terms", d->a->terms[i].id, "", NULL);
    for (size_t i = 0; i < d->b->term_count; i++) {
        const struct term_list *y = &d->b->terms[i], *x = find_list(d->a, y->id);

        if (!x) {
            tell(d, "terms", y->id, NULL, "");
            continue;
        }
        compare_patterns(d, "pattern", y->id, x->patterns, x->pattern_count, y->patterns, y->pattern_count);
        compare_patterns(d, "except", y->id, x->excepts, x->except_count, y->excepts, y->except_count);
    }
}

static bool same_number(double x, double y)
{
    return !(x < y || x > y);
}

static bool same_limits(const struct rule_node *x, const struct rule_node *y)
{
    return x->within == y->within && x->ordered == y->ordered && x->scope == y->scope && x->has_above == y->has_above
        && x->has_below == y->has_below && same_number(x->above, y->above) && same_number(x->below, y->below);
}

/* Lists and scales by their names, since what changed in them is told of them. */
static bool same_leaf(const struct rule_node *x, const struct rule_node *y)
{
    if (x->pattern)
        return has_pattern(x->pattern, 1, y->pattern);
    if (x->terms)
        return strcmp(x->terms->id, y->terms->id) == 0;
    return !x->scale || strcmp(x->scale->id, y->scale->id) == 0;
}

/* Whether two parts are written alike. */
static bool same_form(const struct rule_node *x, const struct rule_node *y)
{
    if (x->kind != y->kind || x->child_count != y->child_count || !same_limits(x, y) || !same_leaf(x, y))
        return false;
    for (size_t i = 0; i < x->child_count; i++)
        if (!same_form(x->children[i], y->children[i]))
            return false;
    return true;
}

static bool same_scale(const struct scale *x, const struct scale *y)
{
    bool same = x->cue_count == y->cue_count && x->per_words == y->per_words;

    for (size_t i = 0; same && i < x->cue_count; i++)
        same = same_number(x->cues[i].weight, y->cues[i].weight) && same_form(x->cues[i].rule, y->cues[i].rule);
    return same;
}

static void compare_scales(const struct diffing *d)
{
    for (size_t i = 0; i < d->a->scale_count; i++)
        if (!find_scale(d->b, d->a->scales[i].id))
            tell(d, "scale", d->a->scales[i].id, "", NULL);
    for (size_t i = 0; i < d->b->scale_count; i++) {
        const struct scale *y = &d->b->scales[i], *x = find_scale(d->a, y->id);

        if (!x)
            tell(d, "scale", y->id, NULL, "");
        else if (!same_scale(x, y))
            tell(d, "scale", y->id, "", "");
    }
}

static const struct rule *find_rule(const struct code *code, const char *id)
{
    for (size_t i = 0; i < code->rule_count; i++)
        if (strcmp(code->rules[i].id, id) == 0)
            return &code->rules[i];
    return NULL;
}

static bool same_rule(const struct rule *x, const struct rule *y)
{
    bool same = x->unless_count == y->unless_count && same_form(x->node, y->node);

    for (size_t i = 0; same && i < x->unless_count; i++)
        same = same_form(x->unless[i], y->unless[i]);
    return same;
}

static void compare_rules(const struct diffing *d, const struct code *x, const struct code *y)
{
    for (size_t i = 0; i < x->rule_count; i++)
        if (!find_rule(y, x->rules[i].id))
            tell(d, "rule", x->rules[i].id, "", NULL);
    for (size_t i = 0; i < y->rule_count; i++) {
        const struct rule *before = find_rule(x, y->rules[i].id);

        if (!before)
            tell(d, "rule", y->rules[i].id, NULL, "");
        else if (!same_rule(before, &y->rules[i]))
            tell(d, "rule", y->rules[i].id, "", "");
    }
}

static bool has_example(const struct code *code, const struct example *e)
{
    for (size_t i = 0; i < code->example_count; i++)
        if (code->examples[i].kind == e->kind && strcmp(code->examples[i].text, e->text) == 0)
            return true;
    return false;
}

static void compare_examples(const struct diffing *d, const struct code *x, const struct code *y)
{
    for (size_t i = 0; i < x->example_count; i++)
        if (!has_example(y, &x->examples[i]))
            tell(d, "example", x->id, x->examples[i].text, NULL);
    for (size_t i = 0; i < y->example_count; i++)
        if (!has_example(x, &y->examples[i]))
            tell(d, "example", y->id, NULL, y->examples[i].text);
}

static void compare_code(struct diffing *d, const struct code *x, const struct code *y)
{
    static const char *const uses[] = {"keep", "drop", "ignore"};

    if (!codebook_finds_same(d->a, d->b, y->id))
        tell(d, "code", y->id, "", "");
    d->code = y->id;
    compare_text(d, "title", y->id, x->title, y->title);
    compare_text(d, "definition", y->id, x->definition, y->definition);
    compare_text(d, "include", y->id, x->include, y->include);
    compare_text(d, "exclude", y->id, x->exclude, y->exclude);
    compare_text(d, "unit", y->id, unit_words[x->unit], unit_words[y->unit]);
    compare_text(d, "theme", y->id, x->theme->id, y->theme->id);
    for (int s = STANDING_PRESENT + 1; s < STANDING_COUNT; s++)
        compare_text(d, standing_words[s], y->id, uses[x->use[s]], uses[y->use[s]]);
    compare_rules(d, x, y);
    compare_examples(d, x, y);
    d->code = NULL;
}

static void compare_modifiers(const struct diffing *d)
{
    for (size_t i = 0; i < d->a->modifier_count || i < d->b->modifier_count; i++) {
        const struct modifier *x = i < d->a->modifier_count ? &d->a->modifiers[i] : NULL;
        const struct modifier *y = i < d->b->modifier_count ? &d->b->modifiers[i] : NULL;

        if (!x || !y || strcmp(x->id, y->id) != 0) {
            tell(d, "modifiers", "", "", "");
            return;
        }
        compare_patterns(d, "modifier", y->id, x->patterns, x->pattern_count, y->patterns, y->pattern_count);
        compare_patterns(d, "modifier", y->id, x->excepts, x->except_count, y->excepts, y->except_count);
        compare_patterns(d, "modifier", y->id, x->terminators, x->terminator_count, y->terminators,
                         y->terminator_count);
        if (x->standing != y->standing || x->forward != y->forward || x->backward != y->backward
            || x->previous != y->previous || x->inside != y->inside || x->within != y->within)
            tell(d, "modifier", y->id, "", "");
    }
}

static const struct audit_question *find_question(const struct codebook *book, const char *id)
{
    for (size_t i = 0; i < book->question_count; i++)
        if (strcmp(book->questions[i].id, id) == 0)
            return &book->questions[i];
    return NULL;
}

static void compare_question(const struct diffing *d, const struct audit_question *x, const struct audit_question *y)
{
    struct buf before = {0}, after = {0};

    compare_text(d, "question", y->id, x->text, y->text);
    compare_text(d, "number", y->id, x->number, y->number);
    compare_text(d, "source", y->id, x->source, y->source);
    codebook_say_answers(&before, x);
    codebook_say_answers(&after, y);
    compare_text(d, "answers", y->id, buf_text(&before), buf_text(&after));
    buf_free(&before);
    buf_free(&after);
}

static void compare_questions(const struct diffing *d)
{
    for (size_t i = 0; i < d->a->question_count; i++)
        if (!find_question(d->b, d->a->questions[i].id))
            tell(d, "question", d->a->questions[i].id, d->a->questions[i].text, NULL);
    for (size_t i = 0; i < d->b->question_count; i++) {
        const struct audit_question *y = &d->b->questions[i], *x = find_question(d->a, y->id);

        if (x)
            compare_question(d, x, y);
        else
            tell(d, "question", y->id, NULL, y->text);
    }
}

void codebook_diff(const struct codebook *a, const struct codebook *b, codebook_differs *told, void *payload)
{
    struct diffing d = {a, b, told, payload, NULL};

    compare_text(&d, "version", b->id, a->version, b->version);
    compare_text(&d, "id", b->id, a->id, b->id);
    compare_lists(&d);
    compare_scales(&d);
    compare_modifiers(&d);
    for (size_t i = 0; i < a->code_count; i++)
        if (!codebook_find_code(b, str_of(a->codes[i].id)))
            tell(&d, "code", a->codes[i].id, a->codes[i].title, NULL);
    for (size_t i = 0; i < b->code_count; i++) {
        const struct code *x = codebook_find_code(a, str_of(b->codes[i].id));

        if (x)
            compare_code(&d, x, &b->codes[i]);
        else
            tell(&d, "code", b->codes[i].id, NULL, b->codes[i].title);
    }
    compare_questions(&d);
}

bool codebook_finds_same(const struct codebook *a, const struct codebook *b, const char *code)
{
    const struct code *x = codebook_find_code(a, str_of(code)), *y = codebook_find_code(b, str_of(code));
    char before[FILE_HASH_SIZE], after[FILE_HASH_SIZE];

    if (!x || !y)
        return false;
    codebook_hash_code(a, x, before);
    codebook_hash_code(b, y, after);
    return strcmp(before, after) == 0;
}
