/* All literals in one walk over a text: the automaton of Aho and Corasick ("Efficient string matching", CACM 18(6),
 * 1975), with its failure links worked into the table of moves. */
#include "match/filter_internal.h"

#include <stdlib.h>
#include <string.h>

enum { BYTES = 256, LONGEST_STRETCH = 80 };

struct match_filter {
    uint8_t kind[BYTES];            /* of a byte, case folded: a column of the table; 0: in no literal */
    size_t kinds, states, room;
    uint32_t *moves;                /* by state and kind */
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

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static bool is_taken(struct str text)
{
    static const char long_s[] = "\xc5\xbf", kelvin[] = "\xe2\x84\xaa";
    const char *blank = text.at, *word = text.at;

    for (const char *at = text.at; at < text.at + text.size; at++) {
        if (*at == ' ')
            blank = at;
        else if (is_word_byte(*at) || (unsigned char)*at >= 0x80)
            word = at;
        if (at - blank > LONGEST_STRETCH || at - word > LONGEST_STRETCH)
            return false;
        if (((unsigned char)*at == 0xc5 || (unsigned char)*at == 0xe2)
            && (str_starts(str_slice(text, (size_t)(at - text.at), text.size), str_of(long_s))
                || str_starts(str_slice(text, (size_t)(at - text.at), text.size), str_of(kelvin))))
            return false;
    }
    return true;
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

bool match_filter_scan(const struct match_filter *f, struct match_filter_scratch *s, struct str text,
                       match_filter_found *found, void *payload)
{
    const struct scan scan = {f, s, text, found, payload};
    uint32_t state = 0;

    if (!is_taken(text))
        return false;
    if (++s->text == 0) {       /* the number of texts has run over */
        memset(s->patterns, 0, s->count * sizeof *s->patterns);
        s->text = 1;
    }
    for (size_t i = 0; i < text.size; i++) {
        state = f->moves[state * f->kinds + f->kind[(unsigned char)text.at[i]]];
        for (uint32_t end = f->ends[state] ? state : f->shorter[state]; end != 0; end = f->shorter[end])
            take_literal(&scan, &f->literals[f->ends[end] - 1], i + 1);
    }
    return true;
}
