#include "match/match_internal.h"

static void add_item(struct match_worker *w, const struct range *parts, size_t count)
{
    struct item item = {.hull = parts[0], .part = w->parts.count, .part_count = count};

    for (size_t i = 0; i < count; i++) {
        item.hull.start = parts[i].start < item.hull.start ? parts[i].start : item.hull.start;
        item.hull.stop = parts[i].stop > item.hull.stop ? parts[i].stop : item.hull.stop;
        *VEC_PUSH(&w->parts) = parts[i];
    }
    *VEC_PUSH(&w->items) = item;
}

/* Takes the items from first on that a modifier reaches out again. */
static void keep_unreached(struct match_worker *w, size_t first)
{
    size_t kept = first;

    if (!w->unreached_only)
        return;
    for (size_t i = first; i < w->items.count; i++) {
        struct item item = w->items.at[i];

        if (match_reach(w, &item) == 0)
            w->items.at[kept++] = item;
    }
    w->items.count = kept;
}

static void find_in(struct match_worker *w, size_t leaf, size_t subject)
{
    const struct hit_set set = match_find(w, leaf, subject);

    for (size_t i = 0; i < set.count; i++) {
        struct range hit = w->hits.at[set.first + i];

        if ((hit.start >= w->question.stop || hit.start < w->question.start) && !match_is_struck(w, hit))
            add_item(w, &hit, 1);
    }
}

static bool takes_block(const struct match_worker *w, size_t block)
{
    return document_is_coded(&w->doc->blocks[block]);
}

static bool evaluate_leaf(struct match_worker *w, const struct match_node *node, struct region region)
{
    size_t first = w->items.count;

    if (region.kind == REGION_SENTENCE) {
        find_in(w, node->leaf, match_sentence_subject(w, region.first));
    } else {
        for (size_t b = region.first; b < region.last; b++)
            if (takes_block(w, b))
                find_in(w, node->leaf, match_block_subject(w, b));
    }
    keep_unreached(w, first);
    return w->items.count > first;
}

/* A near never runs over a block's end. */
static bool evaluate_near(struct match_worker *w, const struct match_node *node, struct region region)
{
    bool unreached_only = w->unreached_only;
    size_t first = w->items.count;

    w->unreached_only = false;      /* a choice is reached or not as a whole */
    if (region.kind == REGION_SENTENCE || region.kind == REGION_BLOCK) {
        match_near(w, node, region);
    } else {
        for (size_t b = region.first; b < region.last; b++)
            if (takes_block(w, b))
                match_near(w, node, match_region(REGION_BLOCK, b, b + 1));
    }
    w->unreached_only = unreached_only;
    keep_unreached(w, first);
    return w->items.count > first;
}

bool match_any_holds(struct match_worker *w, const struct match_node *node, struct region region)
{
    bool holds = false;

    for (size_t i = 0; i < node->rule->child_count; i++)
        holds = match_evaluate(w, node->children[i], region) || holds;
    return holds;
}

bool match_finds_about(struct match_worker *w, const struct match_node *node, struct region region,
                       struct item_slice beside, struct region *where)
{
    bool strikes = w->strikes, unreached_only = w->unreached_only, found = false;
    size_t items = w->items.count, parts = w->parts.count;
    struct region scope, last = {REGION_REPORT, 0, 0};

    *where = last;
    w->strikes = w->unreached_only = false;
    if (beside.first == beside.stop && match_region_around(w, region, node->rule->scope, &scope)) {
        found = match_any_holds(w, node, scope);
        *where = scope;
    }
    for (size_t i = beside.first; !found && i < beside.stop; i++) {
        const struct item item = w->items.at[i];

        for (size_t p = item.part; !found && p < item.part + item.part_count; p++) {
            if (!match_region_of_hit(w, w->parts.at[p], node->rule->scope, &scope)
                || (scope.kind == last.kind && scope.first == last.first && scope.last == last.last))
                continue;
            last = scope;
            found = match_any_holds(w, node, scope);
            if (found || where->first == where->last)
                *where = scope;
        }
    }
    w->strikes = strikes;
    w->unreached_only = unreached_only;
    w->items.count = items;
    w->parts.count = parts;
    return found;
}

static bool about_holds(struct match_worker *w, const struct match_node *node, struct region region,
                        struct item_slice beside)
{
    struct region where;

    return match_finds_about(w, node, region, beside, &where) == (node->rule->kind == RULE_AROUND);
}

static bool evaluate_all(struct match_worker *w, const struct match_node *node, struct region region)
{
    struct item_slice found = {w->items.count, 0};

    for (size_t i = 0; i < node->rule->child_count; i++)
        if (!codebook_looks_about(node->children[i]->rule) && !match_evaluate(w, node->children[i], region))
            return false;
    found.stop = w->items.count;
    for (size_t i = 0; i < node->rule->child_count; i++)
        if (codebook_looks_about(node->children[i]->rule) && !about_holds(w, node->children[i], region, found))
            return false;
    return true;
}

static bool evaluate_within(struct match_worker *w, const struct match_node *node, struct region region)
{
    size_t block = region.kind == REGION_SENTENCE ? match_block_of(w, region.first) : region.first;

    if (region.kind == REGION_REPORT
        || (region.kind == REGION_SECTION && w->doc->blocks[block].kind != BLOCK_HEADING))
        return false;
    return match_find(w, node->leaf, match_path_subject(w, block)).count > 0;
}

static size_t words_in(struct match_worker *w, struct region region)
{
    size_t words = 0;
    struct range r;

    if (region.kind == REGION_SENTENCE) {
        r = w->doc->sentences[region.first];
        return match_words_between(w, match_block_of(w, region.first), r.start, r.stop);
    }
    for (size_t b = region.first; b < region.last; b++) {
        r = w->doc->blocks[b].range;
        if (takes_block(w, b))
            words += match_words_between(w, b, r.start, r.stop);
    }
    return words;
}

/* Modifiers are left aside: a scale has cues of its own for what is not, or not yet. */
double match_balance_sum(struct match_worker *w, const struct match_node *node, struct region region)
{
    const struct scale *scale = node->scale->scale;
    bool unreached_only = w->unreached_only;
    size_t first = w->items.count;
    double sum = 0;

    w->unreached_only = false;
    for (size_t i = 0; i < scale->cue_count; i++) {
        size_t before = w->items.count;

        match_evaluate(w, node->scale->cues[i], region);
        sum += scale->cues[i].weight * (double)(w->items.count - before);
    }
    for (size_t i = first; i < w->items.count; i++)
        w->items.at[i].weighed = true;
    w->unreached_only = unreached_only;
    if (scale->per_words > 0 && (sum > 0 || sum < 0)) {
        double hundreds = (double)words_in(w, region) / scale->per_words;

        sum /= hundreds > 1 ? hundreds : 1;
    }
    return sum;
}

static bool evaluate_balance(struct match_worker *w, const struct match_node *node, struct region region)
{
    double sum = match_balance_sum(w, node, region);

    return (!node->rule->has_above || sum > node->rule->above) && (!node->rule->has_below || sum < node->rule->below);
}

static bool evaluate_kind(struct match_worker *w, const struct match_node *node, struct region region)
{
    switch (node->rule->kind) {
    case RULE_PATTERN:
    case RULE_TERMS:
        return evaluate_leaf(w, node, region);
    case RULE_ANY:
        return match_any_holds(w, node, region);
    case RULE_ALL:
        return evaluate_all(w, node, region);
    case RULE_NEAR:
    case RULE_FOLLOWED_BY:
        return evaluate_near(w, node, region);
    case RULE_NOT:
    case RULE_AROUND:
        return about_holds(w, node, region, (struct item_slice){0, 0});
    case RULE_WITHIN:
        return evaluate_within(w, node, region);
    case RULE_BALANCE:
        return evaluate_balance(w, node, region);
    }
    return false;
}

bool match_evaluate(struct match_worker *w, const struct match_node *node, struct region region)
{
    size_t items = w->items.count, parts = w->parts.count;

    if (evaluate_kind(w, node, region))
        return true;
    w->items.count = items;
    w->parts.count = parts;
    return false;
}
