#include "oracle/oracle_internal.h"

#include <stdlib.h>

/* How hits are taken: without those that an unless of the rule strikes out (rule is not NULL), without those that a
 * modifier reaches. */
struct taking {
    const struct rule *rule;
    struct place unit;
    uint32_t from;              /* an answer's start: what stands before it in its block is the question */
    bool unreached;
};

static bool evaluate(struct oracle *o, const struct rule_node *node, struct place place, const struct taking *how,
                     struct groups *out);

static bool any_holds(struct oracle *o, const struct rule_node *node, struct place place, const struct taking *how,
                      struct groups *out)
{
    bool holds = false;

    for (size_t i = 0; i < node->child_count; i++)
        holds = evaluate(o, node->children[i], place, how, out) || holds;
    return holds;
}

static size_t block_of(const struct oracle *o, struct place place)
{
    return place.kind == PLACE_SENTENCE ? oracle_block_at(o, o->doc->sentences[place.first].start) : place.first;
}

static struct taking plainly(const struct taking *how)
{
    return (struct taking){NULL, how->unit, how->from, false};
}

/* The scope around a hit; false where there is none. */
static bool scope_of_hit(const struct oracle *o, struct range hit, enum scope scope, struct place *out)
{
    size_t block = oracle_block_at(o, hit.start), sentence = oracle_sentence_at(o, hit.start);

    *out = (struct place){PLACE_BLOCK, block, block + 1};
    if (scope == SCOPE_SECTION)
        *out = oracle_section_of(o, block);
    if (scope == SCOPE_PREVIOUS)
        sentence = oracle_sentence_before(o, sentence);
    if (scope == SCOPE_PREVIOUS && sentence == NOWHERE)
        return false;
    if ((scope == SCOPE_SENTENCE || scope == SCOPE_PREVIOUS) && sentence != NOWHERE)
        *out = (struct place){PLACE_SENTENCE, sentence, sentence + 1};
    return true;
}

static bool scope_of_place(const struct oracle *o, struct place place, enum scope scope, struct place *out)
{
    if (place.kind == PLACE_SENTENCE)
        return scope_of_hit(o, o->doc->sentences[place.first], scope, out);
    *out = place;
    if (place.kind == PLACE_BLOCK && scope == SCOPE_SECTION)
        *out = oracle_section_of(o, place.first);
    return scope != SCOPE_PREVIOUS;
}

static bool is_struck_by(struct oracle *o, const struct rule_node *unless, const struct taking *how, struct range hit)
{
    const struct taking plain = plainly(how);
    struct groups found = {0};
    struct place scope;

    if (unless->scope != SCOPE_MATCH)
        return scope_of_hit(o, hit, unless->scope, &scope) && any_holds(o, unless, scope, &plain, &found);
    any_holds(o, unless, how->unit, &plain, &found);
    for (size_t i = 0; i < found.count; i++)
        for (size_t p = 0; p < found.at[i].count; p++)
            if (overlap(found.at[i].parts[p], hit))
                return true;
    return false;
}

static bool is_reached(struct oracle *o, const struct group *g)
{
    return oracle_is_reached(o, g, STANDING_ABSENT) || oracle_is_reached(o, g, STANDING_PLANNED)
        || oracle_is_reached(o, g, STANDING_PAST);
}

static void add_found(struct oracle *o, struct group g, const struct taking *how, struct groups *out)
{
    if (!how->unreached || !is_reached(o, &g))
        oracle_add(o, out, g);
}

static void find_in(struct oracle *o, const struct finder *f, struct range text, const struct taking *how,
                    struct groups *out)
{
    struct ranges hits = oracle_hits(o, f, text);

    for (size_t i = 0; i < hits.count; i++) {
        bool struck = hits.at[i].start < how->from;

        for (size_t u = 0; !struck && how->rule && u < how->rule->unless_count; u++)
            struck = is_struck_by(o, how->rule->unless[u], how, hits.at[i]);
        if (!struck)
            add_found(o, (struct group){&hits.at[i], 1, false}, how, out);
    }
}

static bool evaluate_finder(struct oracle *o, const struct finder *f, struct place place, const struct taking *how,
                            struct groups *out)
{
    size_t before = out->count;

    if (place.kind == PLACE_SENTENCE)
        find_in(o, f, o->doc->sentences[place.first], how, out);
    for (size_t b = place.first; place.kind != PLACE_SENTENCE && b < place.last; b++)
        if (o->doc->blocks[b].kind != BLOCK_CONTENTS)
            find_in(o, f, o->doc->blocks[b].range, how, out);
    return out->count > before;
}

static void near_in(struct oracle *o, const struct rule_node *node, struct place place, const struct taking *how,
                    struct groups *out)
{
    size_t block = block_of(o, place);
    struct taking all = *how;
    struct groups children[8] = {{0}}, chosen = {0};

    all.unreached = false;
    for (size_t i = 0; i < node->child_count; i++)
        if (!evaluate(o, node->children[i], place, &all, &children[i]))
            return;
    oracle_choose(o, node, children, block, &chosen);
    for (size_t i = 0; i < chosen.count; i++)
        add_found(o, chosen.at[i], how, out);
}

static bool evaluate_near(struct oracle *o, const struct rule_node *node, struct place place, const struct taking *how,
                          struct groups *out)
{
    size_t before = out->count;

    if (place.kind == PLACE_SENTENCE)
        near_in(o, node, place, how, out);
    for (size_t b = place.first; place.kind != PLACE_SENTENCE && b < place.last; b++)
        if (o->doc->blocks[b].kind != BLOCK_CONTENTS)
            near_in(o, node, (struct place){PLACE_BLOCK, b, b + 1}, how, out);
    return out->count > before;
}

/* A <not> holds where nothing is found about the hits beside it, an <around> where something is. */
static bool evaluate_about(struct oracle *o, const struct rule_node *node, struct place place, const struct taking *how,
                           const struct group *beside, size_t count)
{
    const struct taking plain = plainly(how);
    struct groups found = {0};
    struct place scope;

    if (count == 0)
        return (scope_of_place(o, place, node->scope, &scope) && any_holds(o, node, scope, &plain, &found))
            == (node->kind == RULE_AROUND);
    for (size_t i = 0; i < count; i++)
        for (size_t p = 0; p < beside[i].count; p++)
            if (scope_of_hit(o, beside[i].parts[p], node->scope, &scope) && any_holds(o, node, scope, &plain, &found))
                return node->kind == RULE_AROUND;
    return node->kind == RULE_NOT;
}

static bool evaluate_all(struct oracle *o, const struct rule_node *node, struct place place, const struct taking *how,
                         struct groups *out)
{
    size_t before = out->count;

    for (size_t i = 0; i < node->child_count; i++)
        if (!codebook_looks_about(node->children[i]) && !evaluate(o, node->children[i], place, how, out))
            return false;
    for (size_t i = 0; i < node->child_count; i++)
        if (codebook_looks_about(node->children[i])
            && !evaluate_about(o, node->children[i], place, how, out->at ? out->at + before : NULL,
                               out->count - before))
            return false;
    return true;
}

static bool evaluate_within(struct oracle *o, const struct rule_node *node, struct place place)
{
    size_t block = block_of(o, place);

    return place.kind != PLACE_REPORT
        && (place.kind != PLACE_SECTION || o->doc->blocks[block].kind == BLOCK_HEADING)
        && oracle_in_path(o, node->pattern, block);
}

static bool evaluate_balance(struct oracle *o, const struct rule_node *node, struct place place,
                             const struct taking *how, struct groups *out)
{
    struct taking all = *how;
    size_t first = out->count, words = 0;
    double sum = 0;

    all.unreached = false;
    for (size_t i = 0; i < node->scale->cue_count; i++) {
        size_t before = out->count;

        evaluate(o, node->scale->cues[i].rule, place, &all, out);
        sum += node->scale->cues[i].weight * (double)(out->count - before);
    }
    for (size_t i = first; i < out->count; i++)
        out->at[i].weighed = true;
    for (size_t b = place.first; place.kind != PLACE_SENTENCE && b < place.last; b++)
        if (o->doc->blocks[b].kind != BLOCK_CONTENTS)
            words += oracle_words(o, b, 0, UINT32_MAX);
    if (place.kind == PLACE_SENTENCE) {
        struct range s = o->doc->sentences[place.first];

        words = oracle_words(o, oracle_block_at(o, s.start), s.start, s.stop);
    }
    if (node->scale->per_words > 0 && words > node->scale->per_words)
        sum /= (double)words / node->scale->per_words;
    return (!node->has_above || sum > node->above) && (!node->has_below || sum < node->below);
}

static bool evaluate_kind(struct oracle *o, const struct rule_node *node, struct place place, const struct taking *how,
                          struct groups *out)
{
    struct finder f;

    switch (node->kind) {
    case RULE_PATTERN:
        f = (struct finder){node->pattern, NULL, 1, 0};
        return evaluate_finder(o, &f, place, how, out);
    case RULE_TERMS:
        f = (struct finder){node->terms->patterns, node->terms->excepts, node->terms->pattern_count,
                            node->terms->except_count};
        return evaluate_finder(o, &f, place, how, out);
    case RULE_ANY:
        return any_holds(o, node, place, how, out);
    case RULE_ALL:
        return evaluate_all(o, node, place, how, out);
    case RULE_NEAR:
    case RULE_FOLLOWED_BY:
        return evaluate_near(o, node, place, how, out);
    case RULE_NOT:
    case RULE_AROUND:
        return evaluate_about(o, node, place, how, NULL, 0);
    case RULE_WITHIN:
        return evaluate_within(o, node, place);
    case RULE_BALANCE:
        return evaluate_balance(o, node, place, how, out);
    }
    return false;
}

static bool evaluate(struct oracle *o, const struct rule_node *node, struct place place, const struct taking *how,
                     struct groups *out)
{
    size_t before = out->count;
    bool holds = evaluate_kind(o, node, place, how, out);

    if (!holds)
        out->count = before;
    return holds;
}

static enum standing standing_of(struct oracle *o, const struct rule *rule, struct place place,
                                 const struct groups *found)
{
    struct taking how = {rule, place, 0, true};
    const struct group *first = NULL;
    struct groups ignored = {0};

    for (size_t i = 0; i < found->count; i++) {
        struct range hull = oracle_hull(&found->at[i]), best = first ? oracle_hull(first) : hull;

        if (is_reached(o, &found->at[i])
            && (!first || hull.start < best.start || (hull.start == best.start && hull.stop < best.stop)))
            first = &found->at[i];
    }
    if (!first || evaluate(o, rule->node, place, &how, &ignored))
        return STANDING_PRESENT;
    for (enum standing s = STANDING_ABSENT; s < STANDING_PAST; s++)
        if (oracle_is_reached(o, first, s))
            return s;
    return STANDING_PAST;
}

static bool holds(struct oracle *o, const struct rule *rule, struct place place, struct groups *found)
{
    const struct taking how = {rule, place, 0, false}, plain = {NULL, place, 0, false};
    struct groups ignored = {0};
    struct place scope;

    if (!evaluate(o, rule->node, place, &how, found))
        return false;
    for (size_t i = 0; found->count == 0 && i < rule->unless_count; i++)
        if (rule->unless[i]->scope != SCOPE_MATCH && scope_of_place(o, place, rule->unless[i]->scope, &scope)
            && any_holds(o, rule->unless[i], scope, &plain, &ignored))
            return false;
    return true;
}

static int by_start(const void *a, const void *b)
{
    const struct range *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

static void write_spans(struct oracle *o, const struct groups *found, struct buf *out)
{
    struct range *spans;
    size_t count = 0;

    for (size_t i = 0; i < found->count; i++)
        count += found->at[i].count;
    spans = arena_alloc(&o->arena, count + 1, sizeof *spans);
    count = 0;
    for (size_t i = 0; i < found->count; i++)
        for (size_t p = 0; p < found->at[i].count; p++)
            spans[count++] = found->at[i].parts[p];
    qsort(spans, count, sizeof *spans, by_start);
    for (size_t i = 0, next; i < count; i = next) {
        struct range joined = spans[i];

        for (next = i + 1; next < count && spans[next].start < joined.stop; next++)
            joined.stop = spans[next].stop > joined.stop ? spans[next].stop : joined.stop;
        buf_add_format(out, "%s%u,%u", i ? " " : "{", joined.start, joined.stop);
    }
    buf_add(out, count ? STR("}\n") : STR("{}\n"));
}

static void code_unit(struct oracle *o, const struct code *code, const struct unit_at *unit, struct buf *out)
{
    bool stands = code->unit == UNIT_SENTENCE || code->unit == UNIT_BLOCK;

    o->code = code;
    for (size_t i = 0; i < code->rule_count; i++) {
        const struct rule *rule = &code->rules[i];
        enum standing standing = STANDING_PRESENT;
        struct groups found = {0};

        if (!holds(o, rule, unit->place, &found))
            continue;
        if (stands)
            standing = standing_of(o, rule, unit->place, &found);
        if (code->use[standing] == STANDING_DROP)
            continue;
        buf_add_format(out, "%s/%s/%s[%u,%u)", code->id, rule->id, standing_words[standing], unit->range.start,
                       unit->range.stop);
        write_spans(o, &found, out);
        return;
    }
}

void oracle_run(struct oracle *o, const struct document *doc, struct buf *out)
{
    static const enum unit unit_of[] = {[PLACE_SENTENCE] = UNIT_SENTENCE, [PLACE_BLOCK] = UNIT_BLOCK,
        [PLACE_ANSWER] = UNIT_ANSWER, [PLACE_SECTION] = UNIT_SECTION, [PLACE_REPORT] = UNIT_REPORT};

    arena_free(&o->arena);
    o->arena = (struct arena){0};
    o->doc = doc;
    o->known = arena_alloc(&o->arena, BUCKETS, sizeof *o->known);
    o->words = arena_alloc(&o->arena, doc->block_count + 1, sizeof *o->words);
    oracle_list_units(o);
    for (size_t u = 0; u < o->unit_count; u++)
        for (size_t c = 0; c < o->book->code_count; c++)
            if (o->book->codes[c].unit == unit_of[o->units[u].place.kind])
                code_unit(o, &o->book->codes[c], &o->units[u], out);
}

size_t oracle_units(const struct oracle *o)
{
    return o->unit_count;
}

bool oracle_new(struct oracle **out, const struct codebook *book, struct error *err)
{
    struct oracle *o = must_realloc(NULL, sizeof *o);

    *o = (struct oracle){.book = book, .data = pcre2_match_data_create(1, NULL)};
    *out = o;
    return tokenizer_new(&o->tokenizer, err);
}

void oracle_free(struct oracle *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < BUCKETS; i++)
        for (struct compiled *c = o->compiled[i]; c; c = c->next)
            pcre2_code_free(c->code);
    pcre2_match_data_free(o->data);
    tokenizer_free(o->tokenizer);
    arena_free(&o->patterns);
    arena_free(&o->arena);
    free(o);
}
