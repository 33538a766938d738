#include "match/match_internal.h"

#include <stdlib.h>
#include <string.h>

bool match_worker_new(struct match_worker **out, const struct match_program *program, struct error *err)
{
    struct match_worker *w = must_realloc(NULL, sizeof *w);

    *w = (struct match_worker){.program = program};
    *out = NULL;
    w->data = pcre2_match_data_create(1, NULL);
    w->limits = pcre2_match_context_create(NULL);
    w->first_limits = pcre2_match_context_create(NULL);
    w->stack = pcre2_jit_stack_create(32 << 10, MATCH_STACK_BYTES, NULL);
    if (!w->data || !w->limits || !w->first_limits || !w->stack) {
        match_worker_free(w);
        return error_set(err, ERROR_SYSTEM, "PCRE2 got no memory to match with");
    }
    pcre2_set_match_limit(w->first_limits, MATCH_FIRST_LIMIT);
    pcre2_set_match_limit(w->limits, MATCH_LIMIT);
    pcre2_set_depth_limit(w->limits, MATCH_DEPTH_LIMIT);
    pcre2_set_heap_limit(w->limits, MATCH_HEAP_KIB);
    pcre2_jit_stack_assign(w->limits, NULL, w->stack);
    for (size_t i = 0; i <= program->book->code_count / 64; i++)
        *VEC_PUSH(&w->code_bits) = UINT64_MAX;
    for (int i = 0; i < MATCH_LANES; i++)
        match_filter_scratch_new(&w->scratch[i], program->pieces.count);
    if (!tokenizer_new(&w->tokenizer, err)) {
        match_worker_free(w);
        return false;
    }
    *out = w;
    return true;
}

void match_worker_free(struct match_worker *w)
{
    if (!w)
        return;
    pcre2_match_data_free(w->data);
    pcre2_match_context_free(w->limits);
    pcre2_match_context_free(w->first_limits);
    pcre2_jit_stack_free(w->stack);
    tokenizer_free(w->tokenizer);
    free(w->first_sentence.at);
    free(w->sentence_block.at);
    free(w->words.at);
    free(w->block_words.at);
    free(w->units.at);
    buf_free(&w->path);
    for (int i = 0; i < MATCH_LANES; i++) {
        match_filter_scratch_free(&w->scratch[i]);
        free(w->lane_pieces[i].at);
    }
    free(w->row_subject.at);
    free(w->row_candidates.at);
    free(w->found_pieces.at);
    free(w->code_bits.at);
    free(w->cells.at);
    free(w->sets.at);
    free(w->hits.at);
    free(w->items.at);
    free(w->parts.at);
    free(w->struck.at);
    free(w->strikers.at);
    free(w->spans.at);
    free(w->candidates.at);
    free(w->problems.at);
    free(w);
}

int match_by_place(const void *a, const void *b)
{
    const struct range *x = a, *y = b;

    return document_compare_ranges(*x, *y);
}

/* The parts of all items, by position, those that overlap joined. */
static void join_spans(struct match_worker *w)
{
    size_t kept = 0;

    w->spans.count = 0;
    for (size_t i = 0; i < w->items.count; i++)
        for (size_t p = 0; p < w->items.at[i].part_count; p++) {
            struct range part = w->parts.at[w->items.at[i].part + p];

            *VEC_PUSH(&w->spans) = part;
        }
    if (w->spans.count == 0)
        return;
    qsort(w->spans.at, w->spans.count, sizeof *w->spans.at, match_by_place);
    for (size_t i = 1; i < w->spans.count; i++) {
        struct range *last = &w->spans.at[kept], next = w->spans.at[i];

        if (next.start >= last->stop)
            w->spans.at[++kept] = next;
        else if (next.stop > last->stop)
            last->stop = next.stop;
    }
    w->spans.count = kept + 1;
}

/* Tries the rules in their order. A rule whose standing the code drops tags nothing, so the
 * next is tried. */
static bool tag(struct match_worker *w, const struct match_code *code, struct region region,
                struct match_excerpt *out)
{
    bool stands = code->code->unit == UNIT_SENTENCE || code->code->unit == UNIT_BLOCK;

    for (size_t i = 0; i < code->code->rule_count; i++) {
        const struct match_rule *rule = &code->rules[i];
        enum standing standing = STANDING_PRESENT;

        if (!match_holds_unstruck(w, rule, region))
            continue;
        if (stands)
            standing = match_standing(w, rule, region);
        if (w->gave_up || code->code->use[standing] == STANDING_DROP)
            continue;
        join_spans(w);
        *out = (struct match_excerpt){.code = code->code, .rule = rule->rule, .standing = standing, .range = w->unit,
                                      .spans = w->spans.at, .span_count = w->spans.count};
        return true;
    }
    return false;
}

/* Sets w->code_bits. Codes of answers, sections and reports are always tried. */
static void choose_codes(struct match_worker *w, const struct unit_place *unit)
{
    static const struct candidates all = {.all = true};
    const struct candidates *c = &all;

    if (!w->program->unfiltered && unit->region.kind == REGION_SENTENCE)
        c = &w->row_candidates.at[match_row(w, match_sentence_subject(w, unit->region.first))];
    else if (!w->program->unfiltered && unit->region.kind == REGION_BLOCK)
        c = &w->row_candidates.at[match_row(w, match_block_subject(w, unit->region.first))];
    match_find_codes(w, c);
}

static bool may_hold(const struct match_worker *w, size_t code)
{
    return (!w->wanted || w->wanted[code]) && (w->code_bits.at[code / 64] >> code % 64 & 1) != 0;
}

/* Without the filter a code is tried where with it none would be: what is given up on there decides nothing. */
static bool could_hold(struct match_worker *w, const struct match_code *code, const struct unit_place *unit)
{
    size_t found = w->found_pieces.count, number = (size_t)(code - w->program->codes);
    struct candidates c = {.all = true};

    if (unit->region.kind == REGION_SENTENCE || unit->region.kind == REGION_BLOCK)
        c = match_candidates_in(w, w->program->filter, document_text(w->doc, unit->range));
    match_find_codes(w, &c);
    w->found_pieces.count = found;
    return may_hold(w, number);
}

bool match_may_tag(struct match_worker *w, struct str text)
{
    const struct match_program *p = w->program;
    bool may = p->unfiltered;

    if (!may)
        match_find_codes_in(w, w->wanted && p->narrow ? p->narrow : p->filter, text);
    for (size_t i = 0; !may && i < p->book->code_count; i++)
        may = may_hold(w, i);
    return may;
}

void match_begin_unit(struct match_worker *w, const struct code *code, const struct unit_place *unit)
{
    w->code = code;
    w->unit = unit->range;
    w->question = (struct range){0, 0};
    if (unit->region.kind == REGION_ANSWER)
        w->question = (struct range){w->doc->blocks[unit->region.first].range.start, unit->range.start};
    w->problems.count = 0;
}

bool match_tags_unit(const struct code *code, const struct unit_place *unit)
{
    static const enum unit unit_of[] = {
        [REGION_SENTENCE] = UNIT_SENTENCE, [REGION_BLOCK] = UNIT_BLOCK,
        [REGION_ANSWER] = UNIT_ANSWER, [REGION_SECTION] = UNIT_SECTION, [REGION_REPORT] = UNIT_REPORT,
    };

    return code->unit == unit_of[unit->region.kind];
}

static bool code_unit(struct match_worker *w, const struct match_code *code, const struct unit_place *unit,
                      const struct match_sink *sink, struct error *err)
{
    struct match_excerpt e;

    match_begin_unit(w, code->code, unit);
    if (tag(w, code, unit->region, &e) && !sink->found(sink->payload, &e, err))
        return false;
    if (w->problems.count > 0 && w->program->unfiltered && !could_hold(w, code, unit))
        w->problems.count = 0;
    for (size_t i = 0; i < w->problems.count; i++)
        if (!sink->gave_up(sink->payload, &w->problems.at[i], err))
            return false;
    return true;
}

void match_use_answers(struct match_worker *w, const struct range *answers, size_t count)
{
    w->answers = answers;
    w->answer_count = count;
}

void match_use_codes(struct match_worker *w, const bool *wanted)
{
    w->wanted = wanted;
}

void match_use_watch(struct match_worker *w, match_goes_on *goes_on, void *payload)
{
    w->watch.goes_on = goes_on;
    w->watch.payload = payload;
}

bool match_run(struct match_worker *w, const struct document *doc, const struct match_sink *sink, struct error *err)
{
    match_begin_document(w, doc);
    for (size_t u = 0; u < w->units.count; u++) {
        const struct unit_place *unit = &w->units.at[u];

        if (w->watch.goes_on && !w->watch.goes_on(w->watch.payload, err))
            return false;
        if (w->hits.count > MATCH_KEPT_HITS)
            match_forget_hits(w);
        choose_codes(w, unit);
        for (size_t c = 0; c < w->program->book->code_count; c++)
            if (may_hold(w, c) && match_tags_unit(w->program->codes[c].code, unit)
                && !code_unit(w, &w->program->codes[c], unit, sink, err))
                return false;
    }
    match_use_answers(w, NULL, 0);
    match_use_codes(w, NULL);
    match_use_watch(w, NULL, NULL);
    return true;
}
