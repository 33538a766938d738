/* Where not and unless look, and what an unless strikes out. */
#include "match/match_internal.h"

static struct region sentence_region(size_t sentence)
{
    return (struct region){REGION_SENTENCE, sentence, sentence + 1};
}

static struct region section_region(const struct match_worker *w, size_t block)
{
    const struct block *b = &w->doc->blocks[block];
    struct block_span span = document_section(w->doc, b->kind == BLOCK_HEADING ? (int)block : b->heading);

    return (struct region){REGION_SECTION, span.first, span.last};
}

bool match_region_of_hit(const struct match_worker *w, struct range hit, enum scope scope, struct region *out)
{
    size_t block = document_block_at(w->doc, hit.start), sentence = match_sentence_at(w, hit.start);

    *out = (struct region){REGION_BLOCK, block, block + 1};
    if (scope == SCOPE_SECTION) {
        *out = section_region(w, block);
    } else if (scope == SCOPE_SENTENCE && sentence != MATCH_NONE) {
        *out = sentence_region(sentence);
    } else if (scope == SCOPE_PREVIOUS) {
        sentence = sentence == MATCH_NONE ? MATCH_NONE : match_sentence_before(w, sentence);
        if (sentence == MATCH_NONE)
            return false;
        *out = sentence_region(sentence);
    }
    return true;
}

/* The scope of a rule without hits: its unit, and what stands around that. */
bool match_region_around(const struct match_worker *w, struct region region, enum scope scope, struct region *out)
{
    if (region.kind == REGION_SENTENCE)
        return match_region_of_hit(w, w->doc->sentences[region.first], scope, out);
    *out = region;
    if (region.kind == REGION_BLOCK && scope == SCOPE_SECTION)
        *out = section_region(w, region.first);
    return scope != SCOPE_PREVIOUS;
}

static struct range range_of(const struct match_worker *w, struct region region)
{
    if (region.kind == REGION_SENTENCE)
        return w->doc->sentences[region.first];
    return (struct range){w->doc->blocks[region.first].range.start, w->doc->blocks[region.last - 1].range.stop};
}

/* Strikes out the hits that what the unless finds overlaps. */
static void strike_overlapped(struct match_worker *w, const struct match_rule *rule, size_t unless,
                              struct region region)
{
    size_t items = w->items.count, parts = w->parts.count;

    match_any_holds(w, rule->unless[unless], region);
    for (size_t i = items; i < w->items.count; i++)
        for (size_t p = 0; p < w->items.at[i].part_count; p++) {
            struct range found = w->parts.at[w->items.at[i].part + p];
            bool overlaps = false;

            for (size_t h = 0; !overlaps && h < parts; h++)
                overlaps = match_overlap(found, w->parts.at[h]);
            if (overlaps)
                *VEC_PUSH(&w->struck) = (struct struck){found, unless};
        }
    w->items.count = items;
    w->parts.count = parts;
}

/* Strikes out the hits in whose scope the unless holds. */
static void strike_scopes(struct match_worker *w, const struct match_rule *rule, size_t number)
{
    const struct match_node *unless = rule->unless[number];
    size_t items = w->items.count, parts = w->parts.count;
    struct region scope, last = {REGION_REPORT, 0, 0};

    for (size_t i = 0; i < items; i++)
        for (size_t p = 0; p < w->items.at[i].part_count; p++) {
            struct range hit = w->parts.at[w->items.at[i].part + p];
            bool holds;

            if (!match_region_of_hit(w, hit, unless->rule->scope, &scope)
                || (scope.kind == last.kind && scope.first == last.first && scope.last == last.last))
                continue;
            last = scope;
            holds = match_any_holds(w, unless, scope);
            w->items.count = items;
            w->parts.count = parts;
            if (holds && unless->rule->scope == SCOPE_PREVIOUS)
                match_region_of_hit(w, hit, SCOPE_SENTENCE, &scope);
            if (!holds)
                continue;
            *VEC_PUSH(&w->struck) = (struct struck){range_of(w, scope), number};
            /* The hit by itself too: it can begin in the blanks between two sentences. */
            *VEC_PUSH(&w->struck) = (struct struck){hit, number};
        }
}

/* A rule that holds without hits has none to strike: an unless in its unit's scope undoes it. */
static bool is_undone(struct match_worker *w, const struct match_rule *rule, struct region region)
{
    struct region scope;
    bool undone = false;

    for (size_t i = 0; !undone && i < rule->rule->unless_count; i++)
        undone = rule->unless[i]->rule->scope != SCOPE_MATCH
            && match_region_around(w, region, rule->unless[i]->rule->scope, &scope)
            && match_any_holds(w, rule->unless[i], scope);
    w->items.count = w->parts.count = 0;
    return undone;
}

bool match_holds_unstruck(struct match_worker *w, const struct match_rule *rule, struct region region)
{
    size_t struck;

    w->struck.count = 0;
    w->gave_up = false;
    do {        /* without the hits struck so far, others may be chosen, and these may be struck */
        w->items.count = w->parts.count = 0;
        w->strikes = true;
        if (!match_evaluate(w, rule->node, region) || w->gave_up)
            return false;
        w->strikes = false;
        struck = w->struck.count;
        if (w->items.count == 0)
            return !is_undone(w, rule, region) && !w->gave_up;
        for (size_t i = 0; i < rule->rule->unless_count; i++) {
            if (rule->unless[i]->rule->scope == SCOPE_MATCH)
                strike_overlapped(w, rule, i, region);
            else
                strike_scopes(w, rule, i);
        }
        if (w->gave_up)
            return false;
    } while (w->struck.count > struck);
    return true;
}
