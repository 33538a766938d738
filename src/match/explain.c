#include "match/explain.h"

#include "match/match_internal.h"

#include <stdlib.h>

const char *const match_verdict_words[MATCH_VERDICTS] = {"tags", "lacks a part", "struck out", "dropped", "given up"};

/* A part whose hits are still numbers: the array that keeps them moves. */
struct noted {
    struct match_part part;
    size_t first_hit;
};

struct explaining {
    struct match_worker *w;
    struct { struct noted *at; size_t count, room; } noted;
    struct { struct match_part *at; size_t count, room; } parts;
    struct { struct range *at; size_t count, room; } hits;
    struct { struct match_influence *at; size_t count, room; } influences;
};

/* Keeps the parts of the items from first on as hits of the part that was noted as number at. */
static void keep_hits(struct explaining *x, size_t at, size_t first)
{
    struct match_worker *w = x->w;
    struct noted *n = &x->noted.at[at];
    size_t kept = n->first_hit = x->hits.count;

    for (size_t i = first; i < w->items.count; i++)
        for (size_t p = 0; p < w->items.at[i].part_count; p++) {
            struct range hit = w->parts.at[w->items.at[i].part + p];

            *VEC_PUSH(&x->hits) = hit;
        }
    if (x->hits.count > n->first_hit)
        qsort(x->hits.at + n->first_hit, x->hits.count - n->first_hit, sizeof *x->hits.at, match_by_place);
    for (size_t i = n->first_hit; i < x->hits.count; i++)
        if (kept == n->first_hit || match_by_place(&x->hits.at[kept - 1], &x->hits.at[i]) != 0)
            x->hits.at[kept++] = x->hits.at[i];
    x->hits.count = kept;
    n->part.hit_count = kept - n->first_hit;
}

static void explain_children(struct explaining *x, const struct match_node *node, struct region region, unsigned depth);

/* The fewest words between a hit of each of two parts; false where no two stand in one block. */
static bool words_apart(struct explaining *x, const struct noted *a, const struct noted *b, size_t *fewest)
{
    bool any = false;

    for (size_t i = 0; i < a->part.hit_count; i++)
        for (size_t j = 0; j < b->part.hit_count; j++) {
            struct range p = x->hits.at[a->first_hit + i], q = x->hits.at[b->first_hit + j];
            size_t block = document_block_at(x->w->doc, p.start), words;

            if (block != document_block_at(x->w->doc, q.start) || match_overlap(p, q))
                continue;
            words = p.stop <= q.start ? match_words_between(x->w, block, p.stop, q.start)
                                      : match_words_between(x->w, block, q.stop, p.start);
            *fewest = any && *fewest < words ? *fewest : words;
            any = true;
        }
    return any;
}

/* How far apart the children of a near that fails stand: that of the pair that is furthest from its limit. */
static void measure_near(struct explaining *x, size_t at)
{
    struct noted *near = &x->noted.at[at], *first = NULL;
    unsigned depth = near->part.depth + 1;
    size_t furthest = 0, fewest = 0, pairs = 0, children = 0;

    for (size_t i = at + 1; i < x->noted.count; i++) {
        struct noted *n = &x->noted.at[i];

        if (n->part.depth != depth)
            continue;
        children++;
        if (first && words_apart(x, first, n, &fewest)) {
            furthest = fewest > furthest ? fewest : furthest;
            pairs++;
        }
        first = first ? first : n;
    }
    near->part.has_apart = children > 1 && pairs == children - 1 && furthest > near->part.node->within;
    near->part.apart = furthest;
}

/* Where a list finds nothing: was it an except? */
static void explain_list(struct explaining *x, size_t at, size_t leaf, struct region region)
{
    struct match_part *p = &x->noted.at[at].part;
    struct match_worker *w = x->w;

    if (region.kind == REGION_SENTENCE)
        p->has_excepted = match_find_excepted(w, leaf, match_sentence_subject(w, region.first), &p->excepted,
                                              &p->except);
    for (size_t b = region.first; region.kind != REGION_SENTENCE && !p->has_excepted && b < region.last; b++)
        p->has_excepted = match_find_excepted(w, leaf, match_block_subject(w, b), &p->excepted, &p->except);
}

/* beside: the hits of what stands beside a <not> or <around>. What is evaluated leaves no items. */
static void explain_node(struct explaining *x, const struct match_node *node, struct region region, unsigned depth,
                         struct item_slice beside)
{
    struct match_worker *w = x->w;
    size_t items = w->items.count, parts = w->parts.count, at = x->noted.count;
    const struct rule_node *rule = node->rule;
    struct region scope = region;

    *VEC_PUSH(&x->noted) = (struct noted){.part = {.node = rule, .depth = depth}};
    if (codebook_looks_about(rule))
        x->noted.at[at].part.holds = (rule->kind == RULE_AROUND)
            == match_finds_about(w, node, region, beside, &scope);
    else
        x->noted.at[at].part.holds = match_evaluate(w, node, region);
    keep_hits(x, at, items);
    w->items.count = items;
    w->parts.count = parts;
    if (rule->kind == RULE_TERMS && !x->noted.at[at].part.holds)
        explain_list(x, at, node->leaf, region);
    if (rule->kind == RULE_BALANCE)
        x->noted.at[at].part.sum = match_balance_sum(w, node, region);
    w->items.count = items;
    w->parts.count = parts;
    if (scope.first < scope.last)
        explain_children(x, node, scope, depth + 1);
    else
        x->noted.at[at].part.nowhere = true;
    if ((rule->kind == RULE_NEAR || rule->kind == RULE_FOLLOWED_BY) && !x->noted.at[at].part.holds)
        measure_near(x, at);
}

static void explain_children(struct explaining *x, const struct match_node *node, struct region region, unsigned depth)
{
    struct match_worker *w = x->w;
    const struct match_node *const *children = node->scale ? node->scale->cues : node->children;
    size_t count = node->scale ? node->scale->scale->cue_count : node->rule->child_count;
    size_t items = w->items.count, parts = w->parts.count;
    struct item_slice beside = {items, items};

    for (size_t i = 0; node->rule->kind == RULE_ALL && i < count; i++)
        if (!codebook_looks_about(children[i]->rule))
            match_evaluate(w, children[i], region);
    beside.stop = w->items.count;
    for (size_t i = 0; i < count; i++)
        explain_node(x, children[i], region, depth, beside);
    w->items.count = items;
    w->parts.count = parts;
}

/* What an <unless> finds in the scope of a hit of the rule or, where it has none, around its unit. */
static void explain_unless(struct explaining *x, const struct match_rule *rule, size_t number, struct region region)
{
    struct match_worker *w = x->w;
    const struct match_node *unless = rule->unless[number];
    size_t at = x->noted.count, items = w->items.count, parts = w->parts.count;
    struct region scope;
    bool found = false;

    *VEC_PUSH(&x->noted) = (struct noted){.part = {.node = unless->rule, .unless = true}, .first_hit = x->hits.count};
    x->noted.at[at].part.holds = match_has_struck(w, number);
    match_evaluate(w, rule->node, region);
    for (size_t p = parts; !found && p < w->parts.count; p++) {
        size_t first = w->items.count, seen = w->parts.count;
        struct range hit = w->parts.at[p];

        scope = region;
        if (unless->rule->scope != SCOPE_MATCH && !match_region_of_hit(w, hit, unless->rule->scope, &scope))
            continue;
        found = match_any_holds(w, unless, scope);
        if (found)
            keep_hits(x, at, first);
        w->items.count = first;
        w->parts.count = seen;
    }
    if (w->items.count == items && match_region_around(w, region, unless->rule->scope, &scope)) {
        x->noted.at[at].part.holds = unless->rule->scope != SCOPE_MATCH && match_any_holds(w, unless, scope);
        keep_hits(x, at, items);
    }
    w->items.count = items;
    w->parts.count = parts;
}

/* The cues that reach what the rule found. */
static void explain_standing(struct explaining *x)
{
    struct match_worker *w = x->w;

    for (size_t i = 0; i < w->items.count; i++)
        for (size_t m = 0; m < w->program->book->modifier_count; m++) {
            const struct item item = w->items.at[i];
            const struct match_modifier *modifier = &w->program->modifiers[m];
            struct range cue;

            if (!item.weighed && w->code->use[modifier->modifier->standing] != STANDING_IGNORE
                && match_modifier_reaches(w, modifier, &item, &cue))
                *VEC_PUSH(&x->influences) = (struct match_influence){modifier->modifier, cue, item.hull};
        }
}

static enum match_verdict try_rule(struct explaining *x, const struct match_rule *rule, struct region region,
                                   enum standing *standing)
{
    struct match_worker *w = x->w;
    bool stands = w->code->unit == UNIT_SENTENCE || w->code->unit == UNIT_BLOCK;
    bool holds = match_holds_unstruck(w, rule, region);

    *standing = STANDING_PRESENT;
    if (holds && stands) {
        *standing = match_standing(w, rule, region);
        explain_standing(x);
    }
    if (w->gave_up)
        return MATCH_GAVE_UP;
    if (holds)
        return w->code->use[*standing] == STANDING_DROP ? MATCH_DROPPED : MATCH_TAGS;
    w->strikes = false;
    w->items.count = w->parts.count = 0;
    return match_evaluate(w, rule->node, region) ? MATCH_STRUCK : MATCH_LACKS;
}

static void explain_rule(struct explaining *x, const struct match_rule *rule, struct region region,
                         struct match_trial *out)
{
    struct match_worker *w = x->w;

    x->noted.count = x->parts.count = x->hits.count = x->influences.count = 0;
    out->rule = rule->rule;
    out->verdict = try_rule(x, rule, region, &out->standing);
    w->strikes = false;
    w->items.count = w->parts.count = 0;
    explain_children(x, rule->node, region, 0);
    for (size_t i = 0; i < rule->rule->unless_count; i++)
        explain_unless(x, rule, i, region);
    for (size_t i = 0; i < x->noted.count; i++) {
        struct match_part part = x->noted.at[i].part;

        part.hits = part.hit_count > 0 ? x->hits.at + x->noted.at[i].first_hit : NULL;
        *VEC_PUSH(&x->parts) = part;
    }
    out->parts = x->parts.at;
    out->part_count = x->parts.count;
    out->influences = x->influences.at;
    out->influence_count = x->influences.count;
}

static bool is_asked(struct range unit, const struct range *places, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (match_overlap(unit, places[i]))
            return true;
    return false;
}

static bool explain_unit(struct explaining *x, const struct match_code *code, const struct unit_place *unit,
                         match_tried *tried, void *payload, struct error *err)
{
    struct match_trial trial = {.code = code->code, .range = unit->range, .verdict = MATCH_LACKS};

    match_begin_unit(x->w, code->code, unit);
    for (size_t i = 0; i < code->code->rule_count && trial.verdict != MATCH_TAGS; i++) {
        explain_rule(x, &code->rules[i], unit->region, &trial);
        if (!tried(payload, &trial, err))
            return false;
    }
    return true;
}

bool match_explain(struct match_worker *w, const struct document *doc, const struct range *places, size_t place_count,
                   match_tried *tried, void *payload, struct error *err)
{
    struct explaining x = {.w = w};
    bool ok = true;

    match_begin_document(w, doc);
    for (size_t u = 0; ok && u < w->units.count; u++) {
        const struct unit_place unit = w->units.at[u];

        match_forget_hits(w);
        for (size_t c = 0; ok && is_asked(unit.range, places, place_count) && c < w->program->book->code_count; c++)
            if ((!w->wanted || w->wanted[c]) && match_tags_unit(w->program->codes[c].code, &unit))
                ok = explain_unit(&x, &w->program->codes[c], &unit, tried, payload, err);
    }
    match_use_answers(w, NULL, 0);
    match_use_codes(w, NULL);
    free(x.noted.at);
    free(x.parts.at);
    free(x.hits.at);
    free(x.influences.at);
    return ok;
}
