#include "extract/pdf_internal.h"
#include "extract/places.h"

#include <stdlib.h>

/* A line as the builder got it. */
struct handed_line {
    const struct pdf_line *line;
    size_t skipped;             /* bytes of its bullet */
    struct range range;         /* what became of it; empty: nothing */
};

struct pdf_places {
    struct extract_places *into;
    uint32_t page;
    struct { struct handed_line *at; size_t count, room; } lines;
    struct { struct extract_box *at; size_t count, room; } furniture;
    struct { struct extract_place *at; size_t count, room; } words;
};

void pdf_places_new(struct pdf_places **out, struct extract_places *into, uint32_t page)
{
    struct pdf_places *p = must_realloc(NULL, sizeof *p);

    *p = (struct pdf_places){.into = into, .page = page};
    *into = (struct extract_places){0};
    *out = p;
}

void pdf_places_free(struct pdf_places *p)
{
    free(p->lines.at);
    free(p->furniture.at);
    free(p->words.at);
    free(p);
}

bool pdf_places_wants(const struct pdf_places *p, uint32_t page)
{
    return p && p->page == page;
}

void pdf_place_character(struct arena *a, struct pdf_line *line, const struct pdf_word *box, bool begins)
{
    struct pdf_word *w = line->last_word;

    if (!w || begins) {
        struct pdf_word *begun = arena_alloc(a, 1, sizeof *begun);

        *begun = *box;
        if (w)
            w->next = begun;
        else
            line->first_word = begun;
        line->last_word = begun;
        return;
    }
    w->x0 = box->x0 < w->x0 ? box->x0 : w->x0;
    w->y0 = box->y0 < w->y0 ? box->y0 : w->y0;
    w->x1 = box->x1 > w->x1 ? box->x1 : w->x1;
    w->y1 = box->y1 > w->y1 ? box->y1 : w->y1;
}

void pdf_place_join(struct pdf_line *line, const struct pdf_line *next)
{
    if (!line->last_word || !next->first_word)
        return;
    line->last_word->next = next->first_word;
    line->last_word = next->last_word;
}

void pdf_place_line(struct pdf_places *p, const struct pdf_line *line, size_t skipped)
{
    if (p)
        *VEC_PUSH(&p->lines) = (struct handed_line){line, skipped, {0, 0}};
}

void pdf_place_furniture(struct pdf_places *p, const struct pdf_line *line)
{
    if (pdf_places_wants(p, line->page))
        *VEC_PUSH(&p->furniture) = (struct extract_box){line->x0, line->y0, line->x1, line->y1};
}

static void note_range(void *payload, size_t number, struct range r)
{
    struct pdf_places *p = payload;

    if (number >= p->lines.count)
        abort();        /* a line went to the builder past pdf_place_line */
    p->lines.at[number].range = r;
}

void pdf_places_watch(struct pdf_places *p, struct document_builder *b)
{
    document_builder_watch(b, note_range, p);
}

/* The words of s, which blanks part. */
static size_t count_words(struct str s)
{
    struct str word;
    size_t count = 0;

    while (str_next(&s, ' ', &word))
        count += word.size > 0;
    return count;
}

/* The line's first word that is not of its bullet, which may be a word of its own or stand before one's letters. */
static const struct pdf_word *first_word(const struct handed_line *h)
{
    const struct pdf_word *w = h->line->first_word;
    struct str bullet = str_slice(h->line->text, 0, h->skipped);

    for (size_t i = str_ends(bullet, STR(" ")) ? count_words(bullet) : 0; w && i > 0; i--)
        w = w->next;
    return w;
}

static void add_word(struct pdf_places *p, struct range r, struct extract_box box, uint32_t line)
{
    *VEC_PUSH(&p->words) = (struct extract_place){r, box, line};
}

/* Word by word, where the line has as many as its range of the text; normalising may part or join some, and then the
 * line is one box. */
static void take_line(struct pdf_places *p, const struct document *doc, const struct handed_line *h, uint32_t number)
{
    struct str words = document_text(doc, h->range), rest = words, word;
    const struct pdf_word *w = first_word(h);
    const struct pdf_line *line = h->line;
    size_t count = 0;

    for (const struct pdf_word *i = w; i; i = i->next)
        count++;
    if (count == 0 || count != count_words(words)) {
        add_word(p, h->range, (struct extract_box){line->x0, line->y0, line->x1, line->y1}, number);
        return;
    }
    while (str_next(&rest, ' ', &word)) {
        uint32_t start = h->range.start + (uint32_t)(word.at - words.at);

        if (word.size == 0)
            continue;
        add_word(p, (struct range){start, start + (uint32_t)word.size},
                 (struct extract_box){w->x0, w->y0, w->x1, w->y1}, number);
        w = w->next;
    }
}

void pdf_places_take(struct pdf_places *p, const struct document *doc)
{
    struct extract_places *into = p->into;

    for (size_t i = 0; i < p->lines.count; i++)
        if (p->lines.at[i].line->page == p->page && p->lines.at[i].range.stop > p->lines.at[i].range.start)
            take_line(p, doc, &p->lines.at[i], (uint32_t)i);
    file_hash_bytes(doc->text, into->text_hash);
    into->width = p->page < doc->page_count ? doc->pages[p->page].width : 0;
    into->height = p->page < doc->page_count ? doc->pages[p->page].height : 0;
    into->words = arena_copy_array(&into->arena, p->words.at, p->words.count, sizeof *p->words.at);
    into->furniture = arena_copy_array(&into->arena, p->furniture.at, p->furniture.count, sizeof *p->furniture.at);
    into->word_count = p->words.count;
    into->furniture_count = p->furniture.count;
}
