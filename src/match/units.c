#include "match/match_internal.h"

#include <stdlib.h>

static void add_unit(struct match_worker *w, struct region region, struct range range)
{
    *VEC_PUSH(&w->units) = (struct unit_place){region, range};
}

/* Blocks [first, last) without those at both ends that no rule looks at; none where nothing is left. */
static void add_blocks(struct match_worker *w, enum region_kind kind, size_t first, size_t last)
{
    const struct block *blocks = w->doc->blocks;

    while (first < last && !document_is_coded(&blocks[first]))
        first++;
    while (last > first && !document_is_coded(&blocks[last - 1]))
        last--;
    if (first < last)
        add_unit(w, match_region(kind, first, last),
                 (struct range){blocks[first].range.start, blocks[last - 1].range.stop});
}

/* A heading with nothing under it but the next heading is no section: it says nothing. */
static void add_section(struct match_worker *w, int heading)
{
    struct block_span span = document_section(w->doc, heading);

    if (heading < 0 || span.last > span.first + 1)
        add_blocks(w, REGION_SECTION, span.first, span.last);
}

static void add_sections(struct match_worker *w)
{
    add_section(w, DOCUMENT_NONE);
    for (size_t b = 0; b < w->doc->block_count; b++)
        if (w->doc->blocks[b].kind == BLOCK_HEADING)
            add_section(w, (int)b);
}

/* The blocks that an answer stands in. */
static void add_answer(struct match_worker *w, struct range answer)
{
    size_t first = document_block_at(w->doc, answer.start), last = first;

    while (last < w->doc->block_count && w->doc->blocks[last].range.start < answer.stop)
        last++;
    if (first < last)
        add_unit(w, match_region(REGION_ANSWER, first, last), answer);
}

/* By start, the larger first; of the same text the report before the section, and so on down. */
static int by_place(const void *a, const void *b)
{
    const struct unit_place *x = a, *y = b;

    if (x->range.start != y->range.start)
        return x->range.start < y->range.start ? -1 : 1;
    if (x->range.stop != y->range.stop)
        return x->range.stop > y->range.stop ? -1 : 1;
    return (x->region.kind < y->region.kind) - (x->region.kind > y->region.kind);
}

/* Sentences alone are. */
static bool is_sorted(const struct match_worker *w)
{
    for (size_t i = 1; i < w->units.count; i++)
        if (by_place(&w->units.at[i - 1], &w->units.at[i]) > 0)
            return false;
    return true;
}

void match_list_units(struct match_worker *w)
{
    const bool *has = w->program->has_unit;
    const struct document *doc = w->doc;

    w->units.count = 0;
    if (has[UNIT_REPORT])
        add_blocks(w, REGION_REPORT, 0, doc->block_count);
    if (has[UNIT_SECTION])
        add_sections(w);
    for (size_t i = 0; has[UNIT_ANSWER] && i < w->answer_count; i++)
        add_answer(w, w->answers[i]);
    for (size_t b = 0; b < doc->block_count; b++) {
        if (!document_is_coded(&doc->blocks[b]))
            continue;
        if (has[UNIT_BLOCK])
            add_blocks(w, REGION_BLOCK, b, b + 1);
        for (size_t s = w->first_sentence.at[b]; has[UNIT_SENTENCE] && s < w->first_sentence.at[b + 1]; s++)
            add_unit(w, match_region(REGION_SENTENCE, s, s + 1), doc->sentences[s]);
    }
    if (!is_sorted(w))
        qsort(w->units.at, w->units.count, sizeof *w->units.at, by_place);
}
