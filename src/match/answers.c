#include "match/answers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 120, LONGEST_WORD = 40 };

const char *const answer_state_words[ANSWER_STATES] = {"not found", "blank", "given"};

/* The different words of a wording, sorted; numbers of the vocabulary, or beyond it for words that it lacks. */
struct word_set {
    uint32_t at[MOST_WORDS];
    size_t count;
};

/* The words of a template's wordings, sorted, and how many wordings have each. */
struct vocabulary {
    struct { const char *word; size_t wordings; } *at;
    size_t count, room, wordings;
    struct arena arena;
};

static bool is_idle(const char *word)
{
    static const char *const idle[] = {
        "a", "an", "and", "are", "as", "at", "be", "by", "did", "do", "for", "from", "has", "have", "how", "in",
        "is", "it", "of", "on", "or", "the", "their", "this", "to", "was", "were", "what", "which", "who", "with",
        "you", "your",
    };

    for (size_t i = 0; i < sizeof idle / sizeof idle[0]; i++)
        if (strcmp(word, idle[i]) == 0)
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* The next word that says something: in lower case, without its plural s; letters beyond ASCII as they are. */
static bool next_word(struct str *rest, char word[LONGEST_WORD])
{
    size_t size = 0;

    for (size_t i = 0; i <= rest->size; i++) {
        char c = i < rest->size ? rest->at[i] : ' ';

        if (is_letter(c) && size < LONGEST_WORD - 1)
            word[size++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
        if (is_letter(c) || size == 0)
            continue;
        size -= size > 3 && word[size - 1] == 's';
        word[size] = '\0';
        size = 0;
        if (is_idle(word))
            continue;
        *rest = str_slice(*rest, i, rest->size);
        return true;
    }
    return false;
}

static size_t find_word(const struct vocabulary *v, const char *word)
{
    size_t low = 0, high = v->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(v->at[middle].word, word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* False where there are too many words for a question, or none. */
static bool take_words(struct word_set *set, const struct vocabulary *v, struct str text)
{
    char word[LONGEST_WORD];
    size_t kept = 0, unknown = 0;

    set->count = 0;
    while (next_word(&text, word)) {
        size_t at = find_word(v, word);

        if (set->count == MOST_WORDS)
            return false;
        if (at == v->count || strcmp(v->at[at].word, word) != 0)
            at = v->count + unknown++;
        set->at[set->count++] = (uint32_t)at;
    }
    if (set->count == 0)
        return false;
    qsort(set->at, set->count, sizeof *set->at, by_number);
    for (size_t i = 1; i < set->count; i++)
        if (set->at[i] != set->at[kept])
            set->at[++kept] = set->at[i];
    set->count = kept + 1;
    return true;
}

static void learn(struct vocabulary *v, struct str wording)
{
    struct vocabulary mine = {.count = 0};
    char word[LONGEST_WORD];

    v->wordings++;
    while (next_word(&wording, word)) {
        size_t at = find_word(&mine, word);

        if (at < mine.count && strcmp(mine.at[at].word, word) == 0)
            continue;       /* again in this wording */
        (void)VEC_PUSH(&mine);
        memmove(mine.at + at + 1, mine.at + at, (mine.count - 1 - at) * sizeof *mine.at);
        mine.at[at].word = arena_copy(&v->arena, str_of(word));
        at = find_word(v, word);
        if (at < v->count && strcmp(v->at[at].word, word) == 0) {
            v->at[at].wordings++;
            continue;
        }
        (void)VEC_PUSH(v);
        memmove(v->at + at + 1, v->at + at, (v->count - 1 - at) * sizeof *v->at);
        v->at[at].word = arena_copy(&v->arena, str_of(word));
        v->at[at].wordings = 1;
    }
    free(mine.at);
}

static float weight_of(const struct vocabulary *v, uint32_t word)
{
    double wordings = word < v->count ? (double)v->at[word].wordings : 1;

    return (float)log(1 + (double)v->wordings / wordings);
}

/* Dice's coefficient of two weighed sets. */
static float similarity(const struct vocabulary *v, const struct word_set *a, const struct word_set *b)
{
    float both = 0, all = 0;

    for (size_t i = 0; i < a->count; i++)
        all += weight_of(v, a->at[i]);
    for (size_t i = 0; i < b->count; i++)
        all += weight_of(v, b->at[i]);
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        if (a->at[i] < b->at[k]) {
            i++;
        } else if (a->at[i] > b->at[k]) {
            k++;
        } else {
            both += a->at[i] < v->count ? weight_of(v, a->at[i]) : 0;
            i++;
            k++;
        }
    }
    return all > 0 ? 2 * both / all : 0;
}

/* A place that may ask a question, with how near it is to each. */
struct place {
    size_t block;
    struct range asked;
    float *similar;         /* by question; 0: not near enough */
};

struct recognising {
    const struct template *t;
    const struct document *doc;
    struct vocabulary words;
    struct word_set *wordings;      /* of all questions, one behind the other */
    struct { struct place *at; size_t count, room; } places;
    struct arena arena;
};

static struct range asked_in(const struct document *doc, const struct block *b)
{
    struct range asked = b->range;
    struct str text = document_text(doc, b->range);
    const char *tab = b->kind == BLOCK_TABLE_ROW ? memchr(text.at, '\t', text.size) : NULL;

    if (tab)
        asked.stop = asked.start + (uint32_t)(tab - text.at);
    return asked;
}

static void add_place(struct recognising *r, size_t block)
{
    struct place p = {.block = block, .asked = asked_in(r->doc, &r->doc->blocks[block])};
    struct word_set mine;
    size_t wording = 0;
    bool near = false;

    if (!take_words(&mine, &r->words, document_text(r->doc, p.asked)))
        return;
    p.similar = arena_alloc(&r->arena, r->t->question_count, sizeof *p.similar);
    for (size_t q = 0; q < r->t->question_count; q++) {
        p.similar[q] = 0;
        for (size_t i = 0; i < r->t->questions[q].wording_count; i++, wording++)
            p.similar[q] = fmaxf(p.similar[q], similarity(&r->words, &mine, &r->wordings[wording]));
        p.similar[q] = p.similar[q] >= MATCH_NEAR_ENOUGH ? p.similar[q] : 0;
        near = near || p.similar[q] > 0;
    }
    if (near)
        *VEC_PUSH(&r->places) = p;
}

static void find_places(struct recognising *r)
{
    size_t wording = 0;

    for (size_t q = 0; q < r->t->question_count; q++)
        for (size_t i = 0; i < r->t->questions[q].wording_count; i++, wording++)
            learn(&r->words, str_of(r->t->questions[q].wordings[i]));
    r->wordings = arena_alloc(&r->arena, wording, sizeof *r->wordings);
    for (size_t q = 0, k = 0; q < r->t->question_count; q++)
        for (size_t i = 0; i < r->t->questions[q].wording_count; i++, k++)
            take_words(&r->wordings[k], &r->words, str_of(r->t->questions[q].wordings[i]));
    for (size_t b = 0; b < r->doc->block_count; b++)
        if (document_is_coded(&r->doc->blocks[b]) && r->doc->blocks[b].kind != BLOCK_NOTE)
            add_place(r, b);
}

/* Aligns questions and places, both in their order; sums of similarity, row by row of questions. Sets the place of
 * each question, or SIZE_MAX. */
static void align(struct recognising *r, size_t *place_of)
{
    size_t columns = r->places.count + 1, rows = r->t->question_count + 1;
    float *best = arena_alloc(&r->arena, rows * columns, sizeof *best);
    size_t q = r->t->question_count, p = r->places.count;

    for (size_t i = 0; i < rows * columns; i++)
        best[i] = 0;
    for (size_t i = 1; i < rows; i++)
        for (size_t k = 1; k < columns; k++) {
            float similar = r->places.at[k - 1].similar[i - 1];
            float *cell = &best[i * columns + k];

            *cell = fmaxf(cell[-1], *(cell - columns));
            if (similar > 0)
                *cell = fmaxf(*cell, *(cell - columns - 1) + similar);
        }
    while (q > 0) {
        const float *cell = &best[q * columns + p];

        place_of[q - 1] = SIZE_MAX;
        if (*cell <= *(cell - columns)) {
            q--;        /* as good without this question */
        } else if (*cell <= cell[-1]) {
            p--;
        } else {
            place_of[--q] = --p;
        }
    }
}

/* The block at which the answer to the question at a place ends, at the latest. */
static size_t end_of(const struct recognising *r, const struct place *place, const struct place *next)
{
    const struct document *doc = r->doc;
    const struct block *asked = &doc->blocks[place->block];
    size_t stop = next ? next->block : doc->block_count;

    for (size_t b = place->block + 1; b < stop; b++)
        if (doc->blocks[b].kind == BLOCK_HEADING && asked->kind == BLOCK_HEADING
            && doc->blocks[b].level <= asked->level)
            return b;
    return stop;
}

/* In a row the answer begins in the cell behind the question. */
static void set_answer(const struct recognising *r, struct answer *answer, const struct place *place,
                       const struct place *next)
{
    const struct block *blocks = r->doc->blocks;
    uint32_t in_row = blocks[place->block].range.stop;
    size_t stop = end_of(r, place, next);

    answer->asked = place->asked;
    answer->state = ANSWER_BLANK;
    if (place->asked.stop < in_row)
        answer->range = (struct range){place->asked.stop + 1, in_row};
    if (stop > place->block + 1) {
        if (answer->range.start == answer->range.stop)
            answer->range.start = blocks[place->block + 1].range.start;
        answer->range.stop = blocks[stop - 1].range.stop;
    }
    if (answer->range.stop > answer->range.start)
        answer->state = ANSWER_GIVEN;
}

size_t match_answers(struct answer **out, struct arena *a, const struct template *t, const struct document *doc)
{
    struct recognising r = {.t = t, .doc = doc};
    size_t *place_of = arena_alloc(&r.arena, t->question_count, sizeof *place_of), found = 0;

    *out = arena_alloc(a, t->question_count, sizeof **out);
    find_places(&r);
    align(&r, place_of);
    for (size_t q = 0; q < t->question_count; q++)
        found += place_of[q] != SIZE_MAX;
    found = found * 2 >= t->question_count ? found : 0;
    for (size_t q = t->question_count, next = SIZE_MAX; q-- > 0;) {
        (*out)[q] = (struct answer){.state = ANSWER_NOT_FOUND};
        if (found == 0 || place_of[q] == SIZE_MAX)
            continue;
        (*out)[q].similarity = r.places.at[place_of[q]].similar[q];
        set_answer(&r, &(*out)[q], &r.places.at[place_of[q]], next == SIZE_MAX ? NULL : &r.places.at[next]);
        next = place_of[q];
    }
    free(r.words.at);
    free(r.places.at);
    arena_free(&r.words.arena);
    arena_free(&r.arena);
    return found;
}
