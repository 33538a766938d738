#include "review/desk.h"

#include "base/file.h"
#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

/* What is filled while the study is gone through. */
struct filling {
    struct review_desk *d;
    struct { struct review_report *at; size_t count, room; } reports;
    struct { struct review_book *at; size_t count, room; } books;
    struct { struct review_code *at; size_t count, room; } codes;
    struct { struct review_rule *at; size_t count, room; } rules;
    struct { struct review_entry *at; size_t count, room; } entries;
    size_t last_report, last_book;      /* where the last excerpt's were found */
};

static bool take_report(void *payload, const struct report_row *row, struct error *err)
{
    struct filling *f = payload;
    struct arena *arena = &f->d->arena;
    struct review_report r = {
        .id = row->id, .sha256 = arena_str(arena, row->sha256), .path = arena_str(arena, row->path),
        .partnership = arena_str(arena, row->attributes.partnership),
        .authorities = arena_str(arena, row->attributes.authorities),
        .region = arena_str(arena, row->attributes.region), .period = arena_str(arena, row->attributes.period),
        .period_start = arena_str(arena, row->attributes.period_start), .format = arena_str(arena, row->format),
        .pages = row->pages, .words = row->words,
    };

    (void)err;
    r.file = file_name(r.path);
    r.name = r.partnership.size > 0 ? r.partnership
        : row->attributes.title.size > 0 ? arena_str(arena, row->attributes.title) : r.file;
    *VEC_PUSH(&f->reports) = r;
    return true;
}

static bool take_book(void *payload, const struct desk_codebook *row, struct error *err)
{
    struct filling *f = payload;
    struct review_book book = {.id = row->id, .version = arena_str(&f->d->arena, row->version),
                               .first_code = (uint32_t)f->codes.count};

    if (row->modifiers.size > 0
        ? !codebook_parse_with(&book.book, row->xml, row->modifiers, "the study's codebook", err)
        : !codebook_parse(&book.book, row->xml, "the study's codebook", err))
        return false;
    *VEC_PUSH(&f->books) = book;
    for (size_t c = 0; c < book.book->code_count; c++) {
        const struct code *code = &book.book->codes[c];

        for (size_t r = 0; r < code->rule_count; r++)
            *VEC_PUSH(&f->rules) = (struct review_rule){(uint32_t)f->codes.count, code->rules[r].id, 0};
        *VEC_PUSH(&f->rules) = (struct review_rule){(uint32_t)f->codes.count, "", 0};
        *VEC_PUSH(&f->codes) = (struct review_code){
            .code = code, .first_rule = (uint32_t)(f->rules.count - code->rule_count - 1)};
    }
    return true;
}

/* Excerpts come by report and pass, so that both are mostly those of the one before. */
static bool find_report(struct filling *f, int64_t id)
{
    for (size_t i = 0; i < f->reports.count; i++) {
        size_t at = (f->last_report + i) % f->reports.count;

        if (f->reports.at[at].id == id) {
            f->last_report = at;
            return true;
        }
    }
    return false;
}

static bool find_book(struct filling *f, int64_t id)
{
    for (f->last_book = 0; f->last_book < f->books.count; f->last_book++)
        if (f->books.at[f->last_book].id == id)
            return true;
    return false;
}

static uint32_t find_rule(const struct filling *f, uint32_t code, struct str rule)
{
    const struct review_code *c = &f->codes.at[code];

    for (size_t i = 0; i < c->code->rule_count; i++)
        if (str_equal(str_of(c->code->rules[i].id), rule))
            return c->first_rule + (uint32_t)i;
    return rule.size == 0 ? c->first_rule + (uint32_t)c->code->rule_count : UINT32_MAX;
}

static enum standing find_standing(struct str word)
{
    /* The last, where it is none of the others. */
    return (enum standing)str_find(word, standing_words, STANDING_COUNT - 1);
}

bool review_key_of(struct str excerpt, uint64_t *key)
{
    *key = 0;
    for (size_t i = 0; i < excerpt.size; i++) {
        const char *digits = "0123456789abcdef", *digit = excerpt.at[i] ? strchr(digits, excerpt.at[i]) : NULL;

        if (!digit)
            return false;
        *key = *key << 4 | (uint64_t)(digit - digits);
    }
    return excerpt.size == 16;
}

void review_key_text(uint64_t key, char hex[17])
{
    for (size_t c = 16; c-- > 0; key >>= 4)
        hex[c] = "0123456789abcdef"[key & 15];
    hex[16] = '\0';
}

static bool take_excerpt(void *payload, const struct desk_excerpt *row, struct error *err)
{
    struct filling *f = payload;
    struct review_entry e = {.pass = row->pass, .range = row->range, .standing = find_standing(row->standing)};

    if (!find_report(f, row->report) || !find_book(f, row->codebook)
        || row->code < 0 || (size_t)row->code >= f->books.at[f->last_book].book->code_count
        || !review_key_of(row->excerpt, &e.key))
        return error_set(err, ERROR_STUDY, "the study is damaged: an excerpt has no report or no code");
    e.report = (uint32_t)f->last_report;
    e.code = f->books.at[f->last_book].first_code + (uint32_t)row->code;
    e.rule = find_rule(f, e.code, row->rule);
    if (e.rule == UINT32_MAX)
        return error_set(err, ERROR_STUDY, "the study is damaged: its codebook lacks the rule %.*s",
                         STR_ARGS(row->rule));
    f->rules.at[e.rule].excerpts++;
    f->codes.at[e.code].excerpts++;
    f->reports.at[e.report].excerpts++;
    *VEC_PUSH(&f->entries) = e;
    return true;
}

static int compare(const void *a, const void *b)
{
    const struct review_entry *x = a, *y = b;
    int order;

    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    if ((order = document_compare_ranges(x->range, y->range)) != 0)
        return order;
    return x->code < y->code ? -1 : x->code > y->code;
}

/* Open addressing, half full at most: the keys are hashes already. */
static void fill_slots(struct review_desk *d)
{
    size_t size = 16;

    while (size < 2 * d->entry_count)
        size *= 2;
    d->slots = must_realloc(d->slots, size * sizeof *d->slots);
    memset(d->slots, 0, size * sizeof *d->slots);
    d->slot_mask = size - 1;
    for (size_t i = 0; i < d->entry_count; i++) {
        size_t slot = d->entries[i].key & d->slot_mask;

        while (d->slots[slot])
            slot = (slot + 1) & d->slot_mask;
        d->slots[slot] = (uint32_t)i + 1;
    }
}

static void find_places(struct review_desk *d)
{
    for (size_t i = d->entry_count; i-- > 0;)
        d->reports[d->entries[i].report].first = (uint32_t)i;
    fill_slots(d);
}

static void finish(struct filling *f)
{
    struct review_desk *d = f->d;

    d->reports = f->reports.at, d->report_count = f->reports.count;
    d->books = f->books.at, d->book_count = f->books.count;
    d->codes = f->codes.at, d->code_count = f->codes.count;
    d->rules = f->rules.at, d->rule_count = f->rules.count;
    d->entries = f->entries.at, d->entry_count = f->entries.count;
    for (size_t b = 0; b < d->book_count; b++)
        for (size_t c = 0; c < d->books[b].book->code_count; c++)
            d->codes[d->books[b].first_code + c].book = &d->books[b];
    if (d->entry_count > 0)
        qsort(d->entries, d->entry_count, sizeof *d->entries, compare);
    find_places(d);
}

static void count_entry(struct review_desk *d, const struct review_entry *e, int by)
{
    d->rules[e->rule].excerpts += (uint32_t)by;
    d->codes[e->code].excerpts += (uint32_t)by;
    d->reports[e->report].excerpts += (uint32_t)by;
}

void review_desk_insert(struct review_desk *d, const struct review_entry *e, uint32_t *at)
{
    size_t place = 0;

    d->entries = must_realloc(d->entries, (d->entry_count + 1) * sizeof *d->entries);
    while (place < d->entry_count && compare(&d->entries[place], e) < 0)
        place++;
    memmove(&d->entries[place + 1], &d->entries[place], (d->entry_count - place) * sizeof *d->entries);
    d->entries[place] = *e;
    d->entry_count++;
    count_entry(d, e, 1);
    find_places(d);
    *at = (uint32_t)place;
}

void review_desk_remove(struct review_desk *d, uint32_t at)
{
    count_entry(d, &d->entries[at], -1);
    d->entry_count--;
    memmove(&d->entries[at], &d->entries[at + 1], (d->entry_count - at) * sizeof *d->entries);
    find_places(d);
}

bool review_desk_open(struct review_desk **out, struct store *s, struct error *err)
{
    struct review_desk *d = must_realloc(NULL, sizeof *d);
    struct filling f = {.d = d};
    bool ok;

    *d = (struct review_desk){0};
    ok = store_changes(s, &d->changes, err) && store_reports(s, take_report, &f, err)
        && store_desk_codebooks(s, take_book, &f, err) && store_desk_excerpts(s, take_excerpt, &f, err);
    finish(&f);
    ok = ok && review_desk_group(d, s, err);
    if (!ok) {
        review_desk_close(d);
        return false;
    }
    *out = d;
    return true;
}

void review_desk_close(struct review_desk *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->book_count; i++)
        codebook_free(d->books[i].book);
    free(d->reports);
    free(d->books);
    free(d->codes);
    free(d->rules);
    free(d->entries);
    free(d->slots);
    arena_free(&d->arena);
    free(d);
}

const struct review_entry *review_desk_entry(const struct review_desk *d, struct str excerpt)
{
    uint64_t key;

    if (!review_key_of(excerpt, &key))
        return NULL;
    for (size_t slot = key & d->slot_mask; d->slots[slot]; slot = (slot + 1) & d->slot_mask)
        if (d->entries[d->slots[slot] - 1].key == key)
            return &d->entries[d->slots[slot] - 1];
    return NULL;
}

const struct review_report *review_desk_report(const struct review_desk *d, struct str sha256)
{
    for (size_t i = 0; i < d->report_count; i++)
        if (str_equal(d->reports[i].sha256, sha256))
            return &d->reports[i];
    return NULL;
}

int64_t review_desk_code(const struct review_desk *d, struct str name)
{
    struct str rest = name, book;

    if (!str_next(&rest, '/', &book))
        return -1;
    for (size_t i = 0; i < d->code_count; i++)
        if (str_equal(str_of(d->codes[i].book->book->id), book) && str_equal(str_of(d->codes[i].code->id), rest))
            return (int64_t)i;
    return -1;
}

struct desk_excerpt review_desk_excerpt(const struct review_desk *d, const struct review_entry *e)
{
    const struct review_code *code = &d->codes[e->code];

    return (struct desk_excerpt){
        .report = d->reports[e->report].id, .pass = e->pass, .codebook = code->book->id, .range = e->range,
        .code = (int64_t)(e->code - code->book->first_code), .rule = str_of(d->rules[e->rule].id),
        .standing = str_of(standing_words[e->standing]),
    };
}
