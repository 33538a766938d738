#include "match/program_internal.h"
#include "oracle/oracle_internal.h"

#include <stdlib.h>
#include <string.h>

static size_t bucket_of(const void *p, size_t more)
{
    return ((uintptr_t)p / 8 * 31 + more * 2654435761u) % BUCKETS;
}

static pcre2_code *code_of(struct oracle *o, const struct pattern *p)
{
    struct compiled **bucket = &o->compiled[bucket_of(p, 0)], *c = *bucket;
    struct rewritten text;
    PCRE2_SIZE at;
    int problem;

    while (c && c->pattern != p)
        c = c->next;
    if (c)
        return c->code;
    match_rewrite(&text, p);
    c = arena_alloc(&o->patterns, 1, sizeof *c);
    *c = (struct compiled){p, NULL, *bucket};
    c->code = pcre2_compile((PCRE2_SPTR)buf_text(&text.text), text.text.size, PCRE2_UTF | PCRE2_UCP | PCRE2_DOTALL
                            | (p->match_case ? 0 : PCRE2_CASELESS), &problem, &at, NULL);
    if (!c->code)
        abort();
    pcre2_jit_compile(c->code, PCRE2_JIT_COMPLETE);
    *bucket = c;
    match_rewritten_free(&text);
    return c->code;
}

struct found {
    struct range *at;
    size_t count, room;
};

static void find_pattern(struct oracle *o, const struct pattern *p, struct str text, uint32_t start, struct found *out)
{
    pcre2_code *code = code_of(o, p);
    const PCRE2_SIZE *at = pcre2_get_ovector_pointer(o->data);
    size_t from = 0;
    int result = 0;

    while (from < text.size) {
        result = pcre2_match(code, (PCRE2_SPTR)text.at, text.size, from, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, o->data,
                             NULL);
        if (result == PCRE2_ERROR_NOMATCH)
            return;
        if (result < 0)
            abort();
        *VEC_PUSH(out) = (struct range){start + (uint32_t)at[0], start + (uint32_t)at[1]};
        from = at[1];
    }
}

static int by_place(const void *a, const void *b)
{
    const struct range *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->stop < y->stop) - (x->stop > y->stop);
}

static struct ranges find_anew(struct oracle *o, const struct finder *f, struct range text)
{
    struct found hits = {0}, struck = {0}, kept = {0};
    struct str words = document_text(o->doc, text);
    struct ranges out;

    for (size_t i = 0; i < f->pattern_count; i++)
        find_pattern(o, &f->patterns[i], words, text.start, &hits);
    for (size_t i = 0; i < f->except_count; i++)
        find_pattern(o, &f->excepts[i], words, text.start, &struck);
    if (hits.count > 0)
        qsort(hits.at, hits.count, sizeof *hits.at, by_place);
    for (size_t i = 0; i < hits.count; i++) {
        bool good = true;

        for (size_t k = 0; k < struck.count; k++)
            good = good && !overlap(hits.at[i], struck.at[k]);
        if (good && (kept.count == 0 || hits.at[i].start >= kept.at[kept.count - 1].stop))
            *VEC_PUSH(&kept) = hits.at[i];
    }
    out = (struct ranges){arena_copy_array(&o->arena, kept.at, kept.count, sizeof *kept.at), kept.count};
    free(hits.at);
    free(struck.at);
    free(kept.at);
    return out;
}

struct ranges oracle_hits(struct oracle *o, const struct finder *f, struct range text)
{
    struct known **bucket = &o->known[bucket_of(f->patterns, text.start * 31u + text.stop)], *k = *bucket;

    while (k && (k->patterns != f->patterns || k->text.start != text.start || k->text.stop != text.stop))
        k = k->next;
    if (!k) {
        k = arena_alloc(&o->arena, 1, sizeof *k);
        *k = (struct known){f->patterns, text, find_anew(o, f, text), *bucket};
        *bucket = k;
    }
    return k->hits;
}

bool oracle_in_path(struct oracle *o, const struct pattern *p, size_t block)
{
    struct found hits = {0};
    struct buf path = {0};

    document_heading_path(o->doc, block, &path);
    if (o->doc->blocks[block].kind == BLOCK_HEADING) {
        if (path.size > 0)
            buf_add(&path, STR(" > "));
        buf_add(&path, document_text(o->doc, o->doc->blocks[block].range));
    }
    find_pattern(o, p, buf_str(&path), 0, &hits);
    free(hits.at);
    buf_free(&path);
    return hits.count > 0;
}

size_t oracle_words(struct oracle *o, size_t block, uint32_t start, uint32_t stop)
{
    struct ranges *words = &o->words[block];
    size_t between = 0;

    if (!words->at) {
        const struct range *split;

        words->count = tokenizer_split(o->tokenizer, o->doc->text, o->doc->blocks[block].range, &split);
        words->at = arena_copy_array(&o->arena, split, words->count, sizeof *split);
    }
    for (size_t i = 0; i < words->count; i++)
        between += words->at[i].start >= start && words->at[i].stop <= stop;
    return between;
}

size_t oracle_block_at(const struct oracle *o, uint32_t at)
{
    size_t block = 0;

    while (block + 1 < o->doc->block_count && o->doc->blocks[block + 1].range.start <= at)
        block++;
    return block;
}

size_t oracle_sentence_at(const struct oracle *o, uint32_t at)
{
    const struct range *sentences = o->doc->sentences, block = o->doc->blocks[oracle_block_at(o, at)].range;
    size_t last = NOWHERE;

    for (size_t s = 0; s < o->doc->sentence_count && sentences[s].start < block.stop; s++) {
        if (sentences[s].start < block.start)
            continue;
        last = s;
        if (at < sentences[s].stop)
            return s;
    }
    return last;
}

size_t oracle_sentence_before(const struct oracle *o, size_t sentence)
{
    const struct range *s = o->doc->sentences;

    if (sentence == NOWHERE || sentence == 0
        || oracle_block_at(o, s[sentence].start) != oracle_block_at(o, s[sentence - 1].start))
        return NOWHERE;
    return sentence - 1;
}

struct place oracle_section_of(const struct oracle *o, size_t block)
{
    const struct block *blocks = o->doc->blocks;
    size_t first = block, last = block + 1;

    while (first > 0 && blocks[first].kind != BLOCK_HEADING)
        first--;
    while (last < o->doc->block_count && blocks[last].kind != BLOCK_HEADING)
        last++;
    return (struct place){PLACE_SECTION, first, last};
}

static void add_unit(struct oracle *o, enum place_kind kind, size_t first, size_t last)
{
    const struct block *blocks = o->doc->blocks;

    while (first < last && blocks[first].kind == BLOCK_CONTENTS)
        first++;
    while (first < last && blocks[last - 1].kind == BLOCK_CONTENTS)
        last--;
    if (first < last)
        o->units[o->unit_count++] = (struct unit_at){{kind, first, last},
                                                     {blocks[first].range.start, blocks[last - 1].range.stop}};
}

static int by_unit(const void *a, const void *b)
{
    const struct unit_at *x = a, *y = b;

    if (x->range.start != y->range.start)
        return x->range.start < y->range.start ? -1 : 1;
    if (x->range.stop != y->range.stop)
        return x->range.stop > y->range.stop ? -1 : 1;
    return (int)y->place.kind - (int)x->place.kind;
}

void oracle_list_units(struct oracle *o)
{
    const struct document *doc = o->doc;

    o->units = arena_alloc(&o->arena, 2 * doc->block_count + doc->sentence_count + 2, sizeof *o->units);
    o->unit_count = 0;
    add_unit(o, PLACE_REPORT, 0, doc->block_count);
    for (size_t b = 0; b < doc->block_count; b++) {
        bool heading = doc->blocks[b].kind == BLOCK_HEADING;

        if (heading || b == 0) {
            struct place section = oracle_section_of(o, b);

            if (!heading || section.last > section.first + 1)
                add_unit(o, PLACE_SECTION, section.first, section.last);
        }
        if (doc->blocks[b].kind != BLOCK_CONTENTS)
            add_unit(o, PLACE_BLOCK, b, b + 1);
    }
    for (size_t s = 0; s < doc->sentence_count; s++)
        if (doc->blocks[oracle_block_at(o, doc->sentences[s].start)].kind != BLOCK_CONTENTS)
            o->units[o->unit_count++] = (struct unit_at){{PLACE_SENTENCE, s, s + 1}, doc->sentences[s]};
    qsort(o->units, o->unit_count, sizeof *o->units, by_unit);
}

void oracle_add(struct oracle *o, struct groups *to, struct group g)
{
    if (to->count == to->room) {
        struct group *old = to->at;

        to->room = to->room ? 2 * to->room : 8;
        to->at = arena_alloc(&o->arena, to->room, sizeof *to->at);
        if (to->count > 0)
            memcpy(to->at, old, to->count * sizeof *old);
    }
    to->at[to->count++] = g;
}

struct range oracle_hull(const struct group *g)
{
    struct range hull = g->parts[0];

    for (size_t i = 1; i < g->count; i++) {
        hull.start = g->parts[i].start < hull.start ? g->parts[i].start : hull.start;
        hull.stop = g->parts[i].stop > hull.stop ? g->parts[i].stop : hull.stop;
    }
    return hull;
}
