/* Modifiers: cues beside a hit that say it is absent, planned or past. */
#include "match/match_internal.h"

static bool overlaps_parts(const struct match_worker *w, const struct item *item, struct range cue)
{
    for (size_t p = 0; p < item->part_count; p++)
        if (match_overlap(cue, w->parts.at[item->part + p]))
            return true;
    return false;
}

/* The first of the hits, which do not overlap, that begins at or behind a place. */
static size_t first_from(const struct match_worker *w, struct hit_set hits, uint32_t place)
{
    size_t low = 0, high = hits.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (w->hits.at[hits.first + middle].start < place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether an until stands in [start, stop) of the sentence. */
static bool is_ended(struct match_worker *w, const struct match_modifier *m, size_t sentence, uint32_t start,
                     uint32_t stop)
{
    struct hit_set until = {0};
    size_t at;

    if (m->until != MATCH_NONE)
        until = match_find(w, m->until, match_sentence_subject(w, sentence));
    at = first_from(w, until, start);
    return at < until.count && w->hits.at[until.first + at].stop <= stop;
}

static bool cue_reaches(struct match_worker *w, const struct match_modifier *m, size_t sentence, struct range cue,
                        struct range hit)
{
    uint32_t start = cue.stop, stop = hit.start;

    if (match_overlap(cue, hit))
        return true;        /* asked only for a modifier that counts inside */
    if (hit.stop <= cue.start) {
        start = hit.stop;
        stop = cue.start;
    }
    if (!(start == cue.stop ? m->modifier->forward : m->modifier->backward))
        return false;
    if (m->modifier->within != UINT_MAX
        && match_words_between(w, match_block_of(w, sentence), start, stop) > m->modifier->within)
        return false;
    return !is_ended(w, m, sentence, start, stop);
}

/* Whether a cue of the sentence reaches a part of item that begins in it. Asked from the hit outward: where a cue to
 * one side does not reach it, none behind that does, so that a long sentence costs no more than its hits. */
static bool reaches_within(struct match_worker *w, const struct match_modifier *m, size_t sentence,
                           const struct item *item, struct range hit, struct range *out)
{
    const struct hit_set cues = match_find(w, m->cues, match_sentence_subject(w, sentence));
    size_t before = first_from(w, cues, hit.start), behind = before;

    while (before > 0 || behind < cues.count) {
        bool backward = before > 0;
        struct range cue = w->hits.at[cues.first + (backward ? --before : behind++)];

        if (overlaps_parts(w, item, cue) && !m->modifier->inside)
            continue;
        *out = cue;
        if (cue_reaches(w, m, sentence, cue, hit))
            return true;
        if (backward)
            before = 0;
        else
            behind = cues.count;
    }
    return false;
}

static bool reaches_from_previous(struct match_worker *w, const struct match_modifier *m, size_t sentence,
                                  struct range hit, struct range *out)
{
    size_t previous = m->modifier->previous ? match_sentence_before(w, sentence) : MATCH_NONE;
    struct hit_set cues = {0};

    if (previous != MATCH_NONE)
        cues = match_find(w, m->cues, match_sentence_subject(w, previous));
    if (cues.count == 0)
        return false;
    *out = w->hits.at[cues.first + cues.count - 1];     /* where an until ends the last, it ends all */
    return !is_ended(w, m, previous, out->stop, w->doc->sentences[previous].stop)
        && !is_ended(w, m, sentence, w->doc->sentences[sentence].start, hit.start);
}

bool match_modifier_reaches(struct match_worker *w, const struct match_modifier *m, const struct item *item,
                            struct range *cue)
{
    for (size_t p = 0; p < item->part_count; p++) {
        struct range hit = w->parts.at[item->part + p];
        size_t sentence = match_sentence_at(w, hit.start);

        if (sentence != MATCH_NONE && (reaches_within(w, m, sentence, item, hit, cue)
                                       || reaches_from_previous(w, m, sentence, hit, cue)))
            return true;
    }
    return false;
}

unsigned match_reach(struct match_worker *w, const struct item *item)
{
    const struct codebook *book = w->program->book;
    unsigned reach = 0;

    for (size_t i = 0; i < book->modifier_count && !item->weighed; i++) {
        const struct match_modifier *m = &w->program->modifiers[i];
        unsigned bit = 1u << m->modifier->standing;
        struct range cue;

        if ((reach & bit) != 0 || w->code->use[m->modifier->standing] == STANDING_IGNORE)
            continue;
        if (match_modifier_reaches(w, m, item, &cue))
            reach |= bit;
    }
    return reach;
}

/* The first item by position that a modifier reaches tells the standing; 0 where none is reached. */
static unsigned first_reach(struct match_worker *w)
{
    struct range first = {0};
    unsigned reach = 0;

    for (size_t i = 0; i < w->items.count; i++) {
        struct item item = w->items.at[i];
        bool earlier = reach == 0 || item.hull.start < first.start
            || (item.hull.start == first.start && item.hull.stop < first.stop);
        unsigned its = earlier ? match_reach(w, &item) : 0;

        if (its != 0) {
            reach = its;
            first = item.hull;
        }
    }
    return reach;
}

enum standing match_standing(struct match_worker *w, const struct match_rule *rule, struct region region)
{
    unsigned reach = first_reach(w);
    size_t items = w->items.count, parts = w->parts.count;
    enum standing s = STANDING_PRESENT;
    bool holds;

    if (reach == 0)
        return STANDING_PRESENT;
    w->strikes = w->unreached_only = true;
    holds = match_evaluate(w, rule->node, region);
    w->strikes = w->unreached_only = false;
    w->items.count = items;
    w->parts.count = parts;
    while (!holds && (reach & 1u << s) == 0)        /* absent before planned before past */
        s++;
    return holds ? STANDING_PRESENT : s;
}
