/* All literals in one walk over a text: the automaton of Aho and Corasick ("Efficient string matching", CACM 18(6),
 * 1975), with its failure links worked into the table of moves. */
#include "match/filter_internal.h"

#include "base/ascii.h"
#include "match/texts_internal.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 256, LONGEST_STRETCH = 80, LINE = 64, LEAST_SHIFT = 5, MOST_STATES = UINT16_MAX };
/* What a byte is to the check of a text. */
enum { IS_BLANK = 1, IS_WORD = 2 };

struct match_filter {
    uint8_t kind[BYTES];            /* of a byte, case folded: a column of the table; 0: in no literal */
    uint8_t is[BYTES];              /* IS_BLANK, … */
    size_t kinds, states, room;     /* kinds: a power of two, 1 << shift */
    unsigned shift;
    uint16_t *moves;                /* by state and kind: a state */
    uint32_t first_end;             /* literals end at this state and all behind it */
    uint32_t *ends;                 /* by state: 1 + the literal that ends there; 0: none */
    uint16_t *shorter;              /* by state: the longest other state that is its end and where a literal ends */
    struct literal *literals;       /* different ones */
    struct place *places;
    uint32_t literal_count, place_count;
};

/* The places of those patterns that need it at a word's beginning, then of those that need it anywhere: from first to
 * middle to stop. */
struct literal {
    uint32_t size, first, middle, stop;
};

/* Where a literal stands among what patterns need. */
struct place {
    uint32_t pattern;
    uint8_t need, needs;        /* needs: how many the pattern has */
    bool to_edge;
};

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
    bool needed[BYTES] = {false};

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < entries[i].literal.text.size; k++)
            needed[(unsigned char)entries[i].literal.text.at[k]] = true;
    f->kinds = 1;
    for (const char *c = frequent; *c; c++)
        if (needed[(unsigned char)*c])
            f->kind[(unsigned char)*c] = (uint8_t)f->kinds++;
    for (int c = 0; c < BYTES; c++)
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

static bool is_word_byte(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '_';
}

static void name_bytes(struct match_filter *f)
{
    for (int c = 0; c < BYTES; c++)
        f->is[c] = (uint8_t)((ascii_is_blank(c) ? IS_BLANK : 0) | (c >= 0x80 || is_word_byte((char)c) ? IS_WORD : 0));
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

/* Whether a byte of the kind is among any LONGEST_STRETCH + 1. */
static bool has_often(const struct match_filter *f, struct str text, uint8_t kind)
{
    size_t start = 0;           /* behind the last that was met */

    while (text.size - start > LONGEST_STRETCH) {
        size_t at = start + LONGEST_STRETCH + 1;

        while (at > start && !(f->is[(unsigned char)text.at[at - 1]] & kind))
            at--;
        if (at == start)
            return false;
        start = at;
    }
    return true;
}

/* In each byte of eight the highest bit: whether it is a blank of ASCII. */
static uint64_t blanks_of(uint64_t eight)
{
    const uint64_t each = UINT64_C(0x0101010101010101), high = each * 0x80, low = eight & ~high;
    uint64_t is_other = (low ^ each * ' ') + each * 0x7f;
    uint64_t from_tab = low + each * (0x80 - '\t'), beyond_return = low + each * (0x80 - '\r' - 1);

    return (~is_other | (from_tab & ~beyond_return)) & ~eight & high;
}

/* Eight bytes are looked at, of which the last is the first of the next. */
static bool has_two_blanks(struct str text)
{
    for (size_t i = 0; i < text.size; i += 7) {
        uint64_t eight = 0, blanks;

        if (text.size - i >= sizeof eight)
            memcpy(&eight, text.at + i, sizeof eight);
        else
            memcpy(&eight, text.at + i, text.size - i);
        blanks = blanks_of(eight);
        if (blanks & blanks << 8)
            return true;
    }
    return false;
}

/* The first byte from there on that is of no ASCII character; or where the text ends. */
static size_t first_beyond_ascii(struct str text, size_t from)
{
    uint64_t eight;

    for (; text.size - from >= sizeof eight; from += sizeof eight) {
        memcpy(&eight, text.at + from, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    while (from < text.size && (unsigned char)text.at[from] < 0x80)
        from++;
    return from;
}

static bool begins_sign(int c)
{
    return c == 0xc2 || c == 0xc5 || (c >= 0xe1 && c <= 0xe3);
}

/* The long s and Kelvin's K; what \s takes for a blank: White_Space (UAX #44) and, to PCRE2, U+180E. */
static bool has_sign(struct str text)
{
    static const char *const signs[] = {"\xc5\xbf", "\xe2\x84\xaa", "\xc2\x85", "\xc2\xa0", "\xe1\x9a\x80",
                                        "\xe1\xa0\x8e", "\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf",
                                        "\xe2\x81\x9f", "\xe3\x80\x80"};

    for (size_t i = first_beyond_ascii(text, 0); i < text.size; i = first_beyond_ascii(text, i + 1)) {
        struct str rest = {text.at + i, text.size - i};

        if (!begins_sign((unsigned char)text.at[i]))
            continue;
        if (rest.size > 2 && str_starts(rest, STR("\xe2\x80")) && (unsigned char)rest.at[2] <= 0x8a)
            return true;        /* U+2000 to U+200A */
        for (size_t k = 0; k < sizeof signs / sizeof signs[0]; k++)
            if (str_starts(rest, str_of(signs[k])))
                return true;
    }
    return false;
}

static bool is_to_filter(const struct match_filter *f, struct str text)
{
    return has_often(f, text, IS_BLANK) && has_often(f, text, IS_WORD) && !has_two_blanks(text) && !has_sign(text);
}

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
    bool at_edge = start == 0 || !is_word_byte(scan->text.at[start - 1]);
    bool to_edge = end == scan->text.size || !is_word_byte(scan->text.at[end]);

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
        l->open[lane] = is_to_filter(l->f, texts->at[l->next]);
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
    if (!is_to_filter(f, text))
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
