#include "oracle/oracle_internal.h"

static bool is_ended(struct oracle *o, const struct modifier *m, size_t sentence, uint32_t start, uint32_t stop)
{
    const struct finder until = {m->terminators, NULL, m->terminator_count, 0};
    struct ranges hits = {0};

    if (m->terminator_count > 0)
        hits = oracle_hits(o, &until, o->doc->sentences[sentence]);
    for (size_t i = 0; i < hits.count; i++)
        if (hits.at[i].start >= start && hits.at[i].stop <= stop)
            return true;
    return false;
}

static bool reaches_hit(struct oracle *o, const struct modifier *m, size_t sentence, const struct group *g,
                        struct range cue, struct range hit)
{
    size_t block = oracle_block_at(o, o->doc->sentences[sentence].start);
    bool inside = false, forward = cue.stop <= hit.start;
    struct range gap = forward ? (struct range){cue.stop, hit.start} : (struct range){hit.stop, cue.start};

    for (size_t i = 0; i < g->count; i++)
        inside = inside || overlap(cue, g->parts[i]);
    if (inside && !m->inside)
        return false;
    if (overlap(cue, hit))
        return true;
    return (forward ? m->forward : m->backward)
        && (m->within == UINT_MAX || oracle_words(o, block, gap.start, gap.stop) <= m->within)
        && !is_ended(o, m, sentence, gap.start, gap.stop);
}

static bool reaches(struct oracle *o, const struct modifier *m, const struct group *g, struct range hit)
{
    const struct finder cues = {m->patterns, m->excepts, m->pattern_count, m->except_count};
    size_t sentence = oracle_sentence_at(o, hit.start), previous = oracle_sentence_before(o, sentence);
    struct ranges hits;

    if (sentence == NOWHERE)
        return false;
    hits = oracle_hits(o, &cues, o->doc->sentences[sentence]);
    for (size_t i = 0; i < hits.count; i++)
        if (reaches_hit(o, m, sentence, g, hits.at[i], hit))
            return true;
    if (!m->previous || previous == NOWHERE)
        return false;
    hits = oracle_hits(o, &cues, o->doc->sentences[previous]);
    for (size_t i = 0; i < hits.count; i++)
        if (!is_ended(o, m, previous, hits.at[i].stop, o->doc->sentences[previous].stop)
            && !is_ended(o, m, sentence, o->doc->sentences[sentence].start, hit.start))
            return true;
    return false;
}

bool oracle_is_reached(struct oracle *o, const struct group *g, enum standing standing)
{
    if (g->weighed || o->code->use[standing] == STANDING_IGNORE)
        return false;
    for (size_t i = 0; i < o->book->modifier_count; i++)
        for (size_t p = 0; p < g->count && o->book->modifiers[i].standing == standing; p++)
            if (reaches(o, &o->book->modifiers[i], g, g->parts[p]))
                return true;
    return false;
}
