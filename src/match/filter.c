/* Makes the filter's table of all literals. */
#include "match/filter_table_internal.h"

#include "match/texts_internal.h"

#include <stdlib.h>
#include <string.h>

enum { LINE = 64, LEAST_SHIFT = 5, MOST_STATES = UINT16_MAX };

/* A literal of a pattern, to be sorted. */
struct entry {
    struct match_literal literal;
    uint32_t pattern;
    uint8_t needs;
};

static int by_text(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = str_compare(x->literal.text, y->literal.text);

    if (order != 0)
        return order;
    if (x->literal.at_edge != y->literal.at_edge)
        return x->literal.at_edge ? -1 : 1;
    return (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

static uint16_t add_state(struct match_filter *f)
{
    if (f->states == f->room) {
        f->room = f->room ? f->room * 2 : 256;
        f->moves = must_realloc(f->moves, f->room * f->kinds * sizeof *f->moves);
        f->ends = must_realloc(f->ends, f->room * sizeof *f->ends);
        f->shorter = must_realloc(f->shorter, f->room * sizeof *f->shorter);
    }
    memset(f->moves + f->states * f->kinds, 0, f->kinds * sizeof *f->moves);
    f->ends[f->states] = f->shorter[f->states] = 0;
    return (uint16_t)f->states++;
}

/* Of entries by text. */
static size_t count_states(const struct entry *entries, size_t count)
{
    size_t states = 1;

    for (size_t i = 0; i < count; i++) {
        struct str text = entries[i].literal.text, before = i > 0 ? entries[i - 1].literal.text : STR("");
        size_t same = 0;

        while (same < text.size && same < before.size && text.at[same] == before.at[same])
            same++;
        states += text.size - same;
    }
    return states;
}

/* By text. Where they need more states than there are numbers for, the long ones are cut: what begins a literal stands
 * where the literal does. */
static void sort_entries(struct entry *entries, size_t count)
{
    size_t longest = MATCH_LONGEST_TEXT;

    qsort(entries, count, sizeof *entries, by_text);
    while (longest > 2 && count_states(entries, count) > MOST_STATES) {
        longest -= longest / 8 + 1;
        for (size_t i = 0; i < count; i++)
            if (entries[i].literal.text.size > longest) {
                entries[i].literal.text.size = longest;
                entries[i].literal.to_edge = false;
            }
        qsort(entries, count, sizeof *entries, by_text);
    }
}

/* Columns, the most frequent letters of English first: so a row's part that is read most is a line of the cache. */
static void name_kinds(struct match_filter *f, const struct entry *entries, size_t count)
{
    static const char frequent[] = " etaoinshrdlcumfpgwybv";
    bool needed[MATCH_BYTES] = {false};

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < entries[i].literal.text.size; k++)
            needed[(unsigned char)entries[i].literal.text.at[k]] = true;
    f->kinds = 1;
    for (const char *c = frequent; *c; c++)
        if (needed[(unsigned char)*c])
            f->kind[(unsigned char)*c] = (uint8_t)f->kinds++;
    for (int c = 0; c < MATCH_BYTES; c++)
        if (needed[c] && f->kind[c] == 0)
            f->kind[c] = (uint8_t)f->kinds++;
    for (f->shift = LEAST_SHIFT; (size_t)1 << f->shift < f->kinds;)
        f->shift++;
    f->kinds = (size_t)1 << f->shift;
    for (int c = 'A'; c <= 'Z'; c++)
        f->kind[c] = f->kind[c + 32];
    for (int c = '\t'; c <= '\r'; c++)
        f->kind[c] = f->kind[' '];
}

/* Makes the states of a text and gives the last. */
static uint32_t add_text(struct match_filter *f, struct str text)
{
    uint32_t state = 0;

    for (size_t k = 0; k < text.size; k++) {
        size_t cell = state * f->kinds + f->kind[(unsigned char)text.at[k]];

        if (f->moves[cell] == 0) {
            uint16_t made = add_state(f);

            f->moves[cell] = made;
        }
        state = f->moves[cell];
    }
    return state;
}

/* By text: one literal that its patterns share. */
static void add_entry(struct match_filter *f, const struct entry *e, bool new_text)
{
    struct literal *literal = &f->literals[f->literal_count];

    if (new_text) {
        uint32_t state = add_text(f, e->literal.text);

        *literal = (struct literal){(uint32_t)e->literal.text.size, f->place_count, f->place_count, 0};
        f->ends[state] = ++f->literal_count;
    } else {
        literal--;
    }
    f->places[f->place_count++] = (struct place){e->pattern, e->literal.need, e->needs, e->literal.to_edge};
    literal->stop = f->place_count;
    literal->middle = e->literal.at_edge ? f->place_count : literal->middle;
}

/* Breadth first: a state's failure is complete before its own moves are. Gives the states in this order, to be
 * freed. */
static uint32_t *link_failures(struct match_filter *f)
{
    uint32_t *queue = must_realloc(NULL, f->states * sizeof *queue);
    uint32_t *failure = must_realloc(NULL, f->states * sizeof *failure);
    size_t head = 1, tail = 1;

    failure[0] = queue[0] = 0;
    for (size_t k = 0; k < f->kinds; k++)
        if (f->moves[k] != 0) {
            failure[f->moves[k]] = 0;
            queue[tail++] = f->moves[k];
        }
    while (head < tail) {
        uint32_t state = queue[head++], behind = failure[state];

        f->shorter[state] = f->ends[behind] ? (uint16_t)behind : f->shorter[behind];
        for (size_t k = 0; k < f->kinds; k++) {
            uint16_t *move = &f->moves[state * f->kinds + k], other = f->moves[behind * f->kinds + k];

            if (*move == 0) {
                *move = other;
                continue;
            }
            failure[*move] = other;
            queue[tail++] = *move;
        }
    }
    free(failure);
    return queue;
}

/* The states are numbered in the order of the queue, so that those near the beginning, which nearly all steps of a walk
 * take, stand together; those where literals end behind all others, which tells them. */
static uint16_t *number_states(struct match_filter *f, const uint32_t *queue)
{
    uint16_t *number = must_realloc(NULL, f->states * sizeof *number);
    size_t next = 0;

    for (int ending = 0; ending < 2; ending++) {
        f->first_end = ending ? (uint32_t)next : 0;
        for (size_t i = 0; i < f->states; i++)
            if ((f->ends[queue[i]] || f->shorter[queue[i]]) == ending)
                number[queue[i]] = (uint16_t)next++;
    }
    return number;
}

static void finish_moves(struct match_filter *f, const uint32_t *queue)
{
    uint16_t *number = number_states(f, queue), *shorter = must_realloc(NULL, f->states * sizeof *shorter);
    uint16_t *moves = aligned_alloc(LINE, f->states * f->kinds * sizeof *moves);
    uint32_t *ends = must_realloc(NULL, f->states * sizeof *ends);

    if (!moves)
        abort();
    for (size_t i = 0; i < f->states; i++) {
        ends[number[i]] = f->ends[i];
        shorter[number[i]] = number[f->shorter[i]];
        for (size_t k = 0; k < f->kinds; k++)
            moves[number[i] * f->kinds + k] = number[f->moves[i * f->kinds + k]];
    }
    free(number);
    free(f->moves);
    free(f->ends);
    free(f->shorter);
    f->moves = moves;
    f->ends = ends;
    f->shorter = shorter;
}

static void name_bytes(struct match_filter *f)
{
    for (int c = 0; c < MATCH_BYTES; c++)
        f->is[c] = (uint8_t)((ascii_is_blank(c) ? MATCH_IS_BLANK : 0)
                             | (c >= 0x80 || match_is_word_byte((char)c) ? MATCH_IS_WORD : 0));
}

void match_filter_new(struct match_filter **out, const struct match_literals *literals, const size_t *first,
                      size_t patterns)
{
    struct match_filter *f = must_realloc(NULL, sizeof *f);
    struct entry *entries = must_realloc(NULL, (literals->count + 1) * sizeof *entries);
    uint32_t *queue;

    *f = (struct match_filter){.literal_count = 0};
    for (size_t p = 0; p < patterns; p++)
        for (size_t i = first[p]; i < first[p + 1]; i++)        /* its last literal is of its last need */
            entries[i] = (struct entry){literals->at[i], (uint32_t)p,
                                        (uint8_t)(literals->at[first[p + 1] - 1].need + 1)};
    sort_entries(entries, literals->count);
    name_kinds(f, entries, literals->count);
    f->literals = must_realloc(NULL, (literals->count + 1) * sizeof *f->literals);
    f->places = must_realloc(NULL, (literals->count + 1) * sizeof *f->places);
    add_state(f);
    for (size_t i = 0; i < literals->count; i++)
        add_entry(f, &entries[i], i == 0 || !str_equal(entries[i].literal.text, entries[i - 1].literal.text));
    queue = link_failures(f);
    finish_moves(f, queue);
    free(queue);
    name_bytes(f);
    free(entries);
    *out = f;
}

void match_filter_free(struct match_filter *f)
{
    if (!f)
        return;
    free(f->moves);
    free(f->ends);
    free(f->shorter);
    free(f->literals);
    free(f->places);
    free(f);
}

void match_filter_scratch_new(struct match_filter_scratch *s, size_t patterns)
{
    s->text = 0;
    s->count = patterns;
    s->patterns = must_realloc(NULL, (patterns + 1) * sizeof *s->patterns);
    memset(s->patterns, 0, (patterns + 1) * sizeof *s->patterns);
}

void match_filter_scratch_free(struct match_filter_scratch *s)
{
    free(s->patterns);
}
