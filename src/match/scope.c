/* Where not and unless look. */
#include "match/match_internal.h"

static struct region sentence_region(size_t sentence)
{
    return match_region(REGION_SENTENCE, sentence, sentence + 1);
}

static struct region section_region(const struct match_worker *w, size_t block)
{
    const struct block *b = &w->doc->blocks[block];
    struct block_span span = document_section(w->doc, b->kind == BLOCK_HEADING ? (int)block : b->heading);

    return match_region(REGION_SECTION, span.first, span.last);
}

bool match_region_of_hit(const struct match_worker *w, struct range hit, enum scope scope, struct region *out)
{
    size_t block = document_block_at(w->doc, hit.start), sentence = match_sentence_at(w, hit.start);

    *out = match_region(REGION_BLOCK, block, block + 1);
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
