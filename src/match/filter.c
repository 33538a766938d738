/* All literals in one walk over a text: the automaton of Aho and Corasick ("Efficient string matching", CACM 18(6),
 * 1975), with its failure links worked into the table of moves. */
#include "match/filter_internal.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 256, LONGEST_STRETCH = 80 };
/* What a byte is to the check of a text; of a move: literals end where it leads. */
enum { IS_BLANK = 1, IS_WORD = 2, BEGINS_SIGN = 4 };
#define ENDS UINT32_C(0x80000000)

struct match_filter {
    uint8_t kind[BYTES];            /* of a byte, case folded: a column of the table; 0: in no literal */
    uint8_t is[BYTES];              /* IS_BLANK, … */
    size_t kinds, states, room;
    uint32_t *moves;                /* by state and kind; once complete, a state times kinds, with ENDS */
    uint32_t *ends;                 /* by state: 1 + the literal that ends there; 0: none */
    uint32_t *shorter;              /* by state: the longest other state that is its end and where a literal ends */
    struct literal *literals;       /* different ones */
    uint32_t *patterns;
    size_t literal_count, pattern_count;
};

/* The patterns that need it at a word's beginning, then those that need it anywhere: from first to middle to stop. */
struct literal {
    size_t size, first, middle, stop;
};

/* A literal of a pattern, to be sorted. */
struct entry {
    struct match_literal literal;
    uint32_t pattern;
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

static uint32_t add_state(struct match_filter *f)
{
    if (f->states == f->room) {
        f->room = f->room ? f->room * 2 : 256;
        f->moves = must_realloc(f->moves, f->room * f->kinds * sizeof *f->moves);
        f->ends = must_realloc(f->ends, f->room * sizeof *f->ends);
        f->shorter = must_realloc(f->shorter, f->room * sizeof *f->shorter);
    }
    memset(f->moves + f->states * f->kinds, 0, f->kinds * sizeof *f->moves);
    f->ends[f->states] = f->shorter[f->states] = 0;
    return (uint32_t)f->states++;
}

static void name_kinds(struct match_filter *f, const struct entry *entries, size_t count)
{
    f->kinds = 1;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < entries[i].literal.text.size; k++) {
            unsigned char c = (unsigned char)entries[i].literal.text.at[k];

            if (f->kind[c] == 0)
                f->kind[c] = (uint8_t)f->kinds++;
        }
    for (int c = 'A'; c <= 'Z'; c++)
        f->kind[c] = f->kind[c + 32];
}

/* Makes the states of a text and gives the last. */
static uint32_t add_text(struct match_filter *f, struct str text)
{
    uint32_t state = 0;

    for (size_t k = 0; k < text.size; k++) {
        size_t cell = state * f->kinds + f->kind[(unsigned char)text.at[k]];

        if (f->moves[cell] == 0) {
            uint32_t made = add_state(f);

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

        *literal = (struct literal){e->literal.text.size, f->pattern_count, f->pattern_count, 0};
        f->ends[state] = (uint32_t)++f->literal_count;
    } else {
        literal--;
    }
    f->patterns[f->pattern_count++] = e->pattern;
    literal->stop = f->pattern_count;
    literal->middle = e->literal.at_edge ? f->pattern_count : literal->middle;
}

/* Breadth first: a state's failure is complete before its own moves are. */
static void link_failures(struct match_filter *f)
{
    uint32_t *queue = must_realloc(NULL, f->states * sizeof *queue);
    uint32_t *failure = must_realloc(NULL, f->states * sizeof *failure);
    size_t head = 0, tail = 0;

    failure[0] = 0;
    for (size_t k = 0; k < f->kinds; k++)
        if (f->moves[k] != 0) {
            failure[f->moves[k]] = 0;
            queue[tail++] = f->moves[k];
        }
    while (head < tail) {
        uint32_t state = queue[head++], behind = failure[state];

        f->shorter[state] = f->ends[behind] ? behind : f->shorter[behind];
        for (size_t k = 0; k < f->kinds; k++) {
            uint32_t *move = &f->moves[state * f->kinds + k], other = f->moves[behind * f->kinds + k];

            if (*move == 0) {
                *move = other;
                continue;
            }
            failure[*move] = other;
            queue[tail++] = *move;
        }
    }
    free(queue);
    free(failure);
}

/* So that a step of the walk is one look into the table. */
static void finish_moves(struct match_filter *f)
{
    for (size_t i = 0; i < f->states * f->kinds; i++) {
        uint32_t state = f->moves[i];

        f->moves[i] = (uint32_t)(state * f->kinds) | (f->ends[state] || f->shorter[state] ? ENDS : 0);
    }
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static void name_bytes(struct match_filter *f)
{
    for (int c = 0; c < BYTES; c++)
        f->is[c] = (uint8_t)((c == ' ' ? IS_BLANK : 0) | (c >= 0x80 || is_word_byte((char)c) ? IS_WORD : 0)
                             | (c == 0xc5 || c == 0xe2 ? BEGINS_SIGN : 0));
}

void match_filter_new(struct match_filter **out, const struct match_literals *literals, const size_t *first,
                      size_t patterns)
{
    struct match_filter *f = must_realloc(NULL, sizeof *f);
    struct entry *entries = must_realloc(NULL, (literals->count + 1) * sizeof *entries);

    *f = (struct match_filter){.literal_count = 0};
    for (size_t p = 0; p < patterns; p++)
        for (size_t i = first[p]; i < first[p + 1]; i++)
            entries[i] = (struct entry){literals->at[i], (uint32_t)p};
    qsort(entries, literals->count, sizeof *entries, by_text);
    name_kinds(f, entries, literals->count);
    f->literals = must_realloc(NULL, (literals->count + 1) * sizeof *f->literals);
    f->patterns = must_realloc(NULL, (literals->count + 1) * sizeof *f->patterns);
    add_state(f);
    for (size_t i = 0; i < literals->count; i++)
        add_entry(f, &entries[i], i == 0 || !str_equal(entries[i].literal.text, entries[i - 1].literal.text));
    link_failures(f);
    finish_moves(f);
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
    free(f->patterns);
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

static bool is_taken(const struct match_filter *f, struct str text)
{
    static const char long_s[] = "\xc5\xbf", kelvin[] = "\xe2\x84\xaa";
    unsigned since_blank = 0, since_word = 0, too_long = 0, met = 0;

    for (size_t i = 0; i < text.size; i++) {
        unsigned is = f->is[(unsigned char)text.at[i]];

        since_blank = is & IS_BLANK ? 0 : since_blank + 1;
        since_word = is & IS_WORD ? 0 : since_word + 1;
        too_long |= (since_blank > LONGEST_STRETCH) | (since_word > LONGEST_STRETCH);
        met |= is;
    }
    return !too_long && (!(met & BEGINS_SIGN) || (!memmem(text.at, text.size, long_s, sizeof long_s - 1)
                                                  && !memmem(text.at, text.size, kelvin, sizeof kelvin - 1)));
}

/* A walk over one text. */
struct scan {
    const struct match_filter *f;
    struct match_filter_scratch *s;
    struct str text;
    match_filter_found *found;
    void *payload;
};

/* Tells of the patterns of a literal that ends before `end`. */
static void take_literal(const struct scan *scan, const struct literal *literal, size_t end)
{
    size_t start = end - literal->size;
    bool at_edge = start == 0 || !is_word_byte(scan->text.at[start - 1]);

    for (size_t i = at_edge ? literal->first : literal->middle; i < literal->stop; i++) {
        uint32_t pattern = scan->f->patterns[i];

        if (scan->s->patterns[pattern] == scan->s->text)
            continue;
        scan->s->patterns[pattern] = scan->s->text;
        scan->found(scan->payload, pattern);
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

bool match_filter_scan(const struct match_filter *f, struct match_filter_scratch *s, struct str text,
                       match_filter_found *found, void *payload)
{
    const struct scan scan = {f, s, text, found, payload};
    size_t at = 0;

    if (!is_taken(f, text))
        return false;
    if (++s->text == 0) {       /* the number of texts has run over */
        memset(s->patterns, 0, s->count * sizeof *s->patterns);
        s->text = 1;
    }
    for (size_t i = 0; i < text.size; i++) {
        uint32_t move = f->moves[at + f->kind[(unsigned char)text.at[i]]];

        at = move & ~ENDS;
        if (move & ENDS)
            take_ends(&scan, at / f->kinds, i + 1);
    }
    return true;
}
