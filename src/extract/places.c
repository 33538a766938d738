#include "extract/places.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define FIRST_LINE "excerpta-places 1"

enum { MOST_LENGTH = 100000000 };   /* of a coordinate, in hundredths of a point */

void extract_places_free(struct extract_places *p)
{
    arena_free(&p->arena);
    *p = (struct extract_places){0};
}

static void widen(struct extract_box *box, const struct extract_box *by)
{
    box->x0 = fminf(box->x0, by->x0);
    box->y0 = fminf(box->y0, by->y0);
    box->x1 = fmaxf(box->x1, by->x1);
    box->y1 = fmaxf(box->y1, by->y1);
}

void extract_places_find(const struct extract_places *p, struct range r, struct extract_boxes *out)
{
    const struct extract_place *before = NULL;

    for (size_t i = 0; i < p->word_count; i++) {
        const struct extract_place *w = &p->words[i];

        if (w->range.stop <= r.start || w->range.start >= r.stop)
            continue;
        if (before && before->line == w->line)
            widen(&out->at[out->count - 1], &w->box);
        else
            *VEC_PUSH(out) = w->box;
        before = w;
    }
}

/* Hundredths of a point: whole numbers read the same everywhere. What lies off the page is brought to its edge. */
static long length(float points, float most)
{
    return points > 0 ? lroundf(fminf(fminf(points, most), (float)MOST_LENGTH / 100) * 100) : 0;
}

static void write_box(FILE *out, const struct extract_places *p, const struct extract_box *b)
{
    fprintf(out, "%ld %ld %ld %ld\n", length(b->x0, p->width), length(b->y0, p->height), length(b->x1, p->width),
            length(b->y1, p->height));
}

void extract_places_write(FILE *out, const struct extract_places *p)
{
    fprintf(out, FIRST_LINE "\ntext %s\npage %ld %ld\nwords %zu\n", p->text_hash, length(p->width, INFINITY),
            length(p->height, INFINITY), p->word_count);
    for (size_t i = 0; i < p->word_count; i++) {
        fprintf(out, "%" PRIu32 " %" PRIu32 " %" PRIu32 " ", p->words[i].range.start, p->words[i].range.stop,
                p->words[i].line);
        write_box(out, p, &p->words[i].box);
    }
    fprintf(out, "furniture %zu\n", p->furniture_count);
    for (size_t i = 0; i < p->furniture_count; i++)
        write_box(out, p, &p->furniture[i]);
    fputs("end\n", out);
}

struct reading {
    struct str rest;
    size_t line;
    struct error *err;
};

static bool wrong(struct reading *r, const char *expected)
{
    return error_set(r->err, ERROR_INPUT, "line %zu of what the extractor sent: expected %s", r->line, expected);
}

/* The rest of the next line, which begins with name (or "": any). */
static bool take_line(struct reading *r, const char *name, struct str *value)
{
    struct str word;

    r->line++;
    if (!str_next(&r->rest, '\n', value))
        return wrong(r, "a line");
    return *name == '\0' || (str_next(value, ' ', &word) && str_equal(word, str_of(name))) || wrong(r, name);
}

static bool take_number(struct str *line, size_t most, uint32_t *number)
{
    struct str word;
    size_t n;

    if (!str_next(line, ' ', &word) || !str_to_size(word, &n) || n > most)
        return false;
    *number = (uint32_t)n;
    return true;
}

static bool take_count(struct reading *r, const char *name, size_t *count)
{
    struct str value;

    if (!take_line(r, name, &value))
        return false;
    return (str_to_size(value, count) && *count <= r->rest.size / 2) || wrong(r, "a count that what follows can hold");
}

static bool take_box(struct str *line, struct extract_box *box)
{
    uint32_t n[4];

    for (int i = 0; i < 4; i++)
        if (!take_number(line, MOST_LENGTH, &n[i]))
            return false;
    *box = (struct extract_box){(float)n[0] / 100, (float)n[1] / 100, (float)n[2] / 100, (float)n[3] / 100};
    return line->size == 0 && n[0] <= n[2] && n[1] <= n[3];
}

static bool take_head(struct reading *r, struct extract_places *p)
{
    struct str value;
    uint32_t width, height;

    if (!take_line(r, "", &value))
        return false;
    if (!str_equal(value, STR(FIRST_LINE)))
        return wrong(r, FIRST_LINE);
    if (!take_line(r, "text", &value))
        return false;
    if (!str_is_hex(value, FILE_HASH_SIZE - 1))
        return wrong(r, "the hash of the text");
    memcpy(p->text_hash, value.at, value.size);
    if (!take_line(r, "page", &value))
        return false;
    if (!take_number(&value, MOST_LENGTH, &width) || !take_number(&value, MOST_LENGTH, &height) || value.size > 0)
        return wrong(r, "the page's width and height");
    p->width = (float)width / 100;
    p->height = (float)height / 100;
    return true;
}

static bool take_words(struct reading *r, struct extract_places *p)
{
    struct extract_place *words;
    uint32_t from = 0;

    if (!take_count(r, "words", &p->word_count))
        return false;
    words = arena_alloc(&p->arena, p->word_count, sizeof *words);
    for (size_t i = 0; i < p->word_count; i++) {
        struct extract_place *w = &words[i];
        struct str line;

        if (!take_line(r, "", &line))
            return false;
        if (!take_number(&line, DOCUMENT_MAX_TEXT, &w->range.start)
            || !take_number(&line, DOCUMENT_MAX_TEXT, &w->range.stop) || w->range.start < from
            || w->range.stop <= w->range.start || !take_number(&line, UINT32_MAX, &w->line)
            || !take_box(&line, &w->box))
            return wrong(r, "a word: start, stop, line and box, in rising order");
        from = w->range.stop;
    }
    p->words = words;
    return true;
}

static bool take_furniture(struct reading *r, struct extract_places *p)
{
    struct extract_box *boxes;

    if (!take_count(r, "furniture", &p->furniture_count))
        return false;
    boxes = arena_alloc(&p->arena, p->furniture_count, sizeof *boxes);
    for (size_t i = 0; i < p->furniture_count; i++) {
        struct str line;

        if (!take_line(r, "", &line))
            return false;
        if (!take_box(&line, &boxes[i]))
            return wrong(r, "the box of a line");
    }
    p->furniture = boxes;
    return true;
}

bool extract_places_read(struct extract_places *out, struct str bytes, struct error *err)
{
    struct reading r = {.rest = bytes, .err = err};
    bool ok;

    *out = (struct extract_places){0};
    ok = take_head(&r, out) && take_words(&r, out) && take_furniture(&r, out)
        && (str_equal(r.rest, STR("end\n")) || wrong(&r, "the end"));
    if (!ok)
        extract_places_free(out);
    return ok;
}
