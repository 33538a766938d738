/* All literals in one walk over a text, or in several over as many. */
#include "match/filter_table_internal.h"

#include <string.h>

/* A walk over one text. */
struct scan {
    const struct match_filter *f;
    struct match_filter_scratch *s;
    struct str text;
    match_filter_found *found;
    void *payload;
};

/* One literal of a pattern's need at its place; it stands behind the needs before it. */
static inline void meet(const struct scan *scan, struct place place, struct match_met *met, uint32_t start,
                        uint32_t end)
{
    if (place.need == 0) {
        met->first = start < met->first ? start : met->first;
        met->last = start > met->last ? start : met->last;
    }
    if (met->needs > place.need + 1u)
        return;
    if (met->needs > place.need) {      /* again; it is of matter only of the last need */
        met->end = met->needs == place.needs ? end : met->end;
    } else if (start >= met->end) {
        met->needs++;
        met->end = end;
        if (met->needs == place.needs)
            scan->found(scan->payload, place.pattern);
    }
}

/* Tells of the patterns of a literal that ends before `end`. */
static void take_literal(const struct scan *scan, const struct literal *literal, size_t end)
{
    size_t start = end - literal->size;
    bool at_edge = start == 0 || !match_is_word_byte(scan->text.at[start - 1]);
    bool to_edge = end == scan->text.size || !match_is_word_byte(scan->text.at[end]);

    for (size_t i = at_edge ? literal->first : literal->middle; i < literal->stop; i++) {
        struct place place = scan->f->places[i];
        struct match_met *met = &scan->s->patterns[place.pattern];

        if (place.to_edge && !to_edge)
            continue;
        if (met->text == scan->s->text) {
            if (met->needs >= place.need)
                meet(scan, place, met, (uint32_t)start, (uint32_t)end);
        } else if (place.need == 0) {
            *met = (struct match_met){scan->s->text & MATCH_LAST_TEXT, 0, 0, (uint32_t)start, (uint32_t)start};
            meet(scan, place, met, (uint32_t)start, (uint32_t)end);
        }
    }
}

static void take_ends(const struct scan *scan, size_t state, size_t end)
{
    const struct match_filter *f = scan->f;

    if (f->ends[state])
        take_literal(scan, &f->literals[f->ends[state] - 1], end);
    for (size_t s = f->shorter[state]; s != 0; s = f->shorter[s])
        take_literal(scan, &f->literals[f->ends[s] - 1], end);
}

static void begin_text(struct match_filter_scratch *s)
{
    if (++s->text > MATCH_LAST_TEXT) {
        memset(s->patterns, 0, s->count * sizeof *s->patterns);
        s->text = 1;
    }
}

/* The state behind the next byte. */
static inline uint32_t move(const struct match_filter *f, uint32_t state, char byte)
{
    return f->moves[((size_t)state << f->shift) + f->kind[(unsigned char)byte]];
}

/* From a place in the text, and the state there, to its end. */
static void walk(const struct scan *scan, size_t at, uint32_t state)
{
    const struct match_filter *f = scan->f;
    const struct str text = scan->text;
    const uint32_t first_end = f->first_end;

    while (at < text.size) {
        do
            state = move(f, state, text.at[at++]);
        while (state < first_end && at < text.size);
        if (state >= first_end)
            take_ends(scan, state, at);
    }
}

/* Texts of which several are walked side by side. */
struct lanes {
    const struct match_filter *f;
    const struct match_filter_texts *texts;
    struct scan scans[MATCH_LANES];
    size_t number[MATCH_LANES], at[MATCH_LANES];    /* of a lane: its text, and how far it is walked */
    uint32_t state[MATCH_LANES];
    size_t next;                                    /* text that no lane has taken */
    bool open[MATCH_LANES];
};

/* Gives the lane the next text that is one to filter; it is not open where there is none. */
static void take_text(struct lanes *l, unsigned lane)
{
    const struct match_filter_texts *texts = l->texts;

    for (l->open[lane] = false; !l->open[lane] && l->next < texts->count; l->next++) {
        l->open[lane] = match_is_filterable(l->f, texts->at[l->next]);
        if (!l->open[lane])
            texts->done(texts->payload, l->next, lane, false);
        l->number[lane] = l->next;
    }
    if (!l->open[lane])
        return;
    begin_text(&texts->scratch[lane]);
    l->scans[lane] = (struct scan){l->f, &texts->scratch[lane], texts->at[l->number[lane]], texts->found,
                                   texts->lanes[lane]};
    l->at[lane] = l->state[lane] = 0;
}

static bool all_are_open(const struct lanes *l)
{
    bool open = true;

    for (int k = 0; k < MATCH_LANES; k++)
        open = open && l->open[k];
    return open;
}

/* How far all lanes can go before one of them is through. */
static size_t steps_of(const struct lanes *l)
{
    size_t steps = SIZE_MAX;

    for (int k = 0; k < MATCH_LANES; k++)
        steps = l->scans[k].text.size - l->at[k] < steps ? l->scans[k].text.size - l->at[k] : steps;
    return steps;
}

/* Each step of a walk waits for the step before: several that go side by side wait no longer than one. */
static void walk_together(struct lanes *l, size_t steps)
{
    const struct match_filter *f = l->f;
    const uint32_t first_end = f->first_end;
    const char *at[MATCH_LANES];
    uint32_t state[MATCH_LANES];

    for (int k = 0; k < MATCH_LANES; k++) {
        at[k] = l->scans[k].text.at + l->at[k];
        state[k] = l->state[k];
        l->at[k] += steps;
    }
    for (size_t i = 0; i < steps; i++) {
        bool ends = false;

#pragma GCC unroll 4
        for (int k = 0; k < MATCH_LANES; k++) {
            state[k] = move(f, state[k], at[k][i]);
            ends |= state[k] >= first_end;
        }
        for (int k = 0; ends && k < MATCH_LANES; k++)
            if (state[k] >= first_end)
                take_ends(&l->scans[k], state[k], l->at[k] - steps + i + 1);
    }
    memcpy(l->state, state, sizeof state);
}

static void end_text(struct lanes *l, unsigned lane)
{
    l->texts->done(l->texts->payload, l->number[lane], lane, true);
}

bool match_filter_scan(const struct match_filter *f, struct match_filter_scratch *s, struct str text,
                       match_filter_found *found, void *payload)
{
    if (!match_is_filterable(f, text))
        return false;
    begin_text(s);
    walk(&(struct scan){f, s, text, found, payload}, 0, 0);
    return true;
}

void match_filter_scan_texts(const struct match_filter *f, const struct match_filter_texts *texts)
{
    struct lanes l = {.f = f, .texts = texts};

    for (unsigned k = 0; k < MATCH_LANES; k++)
        take_text(&l, k);
    while (all_are_open(&l)) {
        walk_together(&l, steps_of(&l));
        for (unsigned k = 0; k < MATCH_LANES; k++)
            if (l.at[k] == l.scans[k].text.size) {
                end_text(&l, k);
                take_text(&l, k);
            }
    }
    for (unsigned k = 0; k < MATCH_LANES; k++)
        if (l.open[k]) {
            walk(&l.scans[k], l.at[k], l.state[k]);
            end_text(&l, k);
        }
}
