#include "review/said.h"

#include <stdlib.h>
#include <string.h>

const char *const review_verdict_words[REVIEW_VERDICTS] = {"", "accept", "reject", "recode", "unsure"};

enum { HAND_ROOM = 256 };       /* of tags by hand that come while it is open */

struct loading {
    struct review_said *said;
    const struct review_desk *d;
};

static bool take_reviewer(void *payload, const struct desk_reviewer *row, struct error *err)
{
    struct loading *l = payload;

    (void)err;
    *VEC_PUSH(&l->said->reviewers) = (struct review_reviewer){
        .id = row->id, .name = arena_str(&l->said->arena, row->name), .adjudicates = row->adjudicates,
        .says = arena_alloc(&l->said->arena, l->said->room, sizeof(struct review_saying))};
    return true;
}

/* "one two" of codebook "book" is "book/one book/two". */
static const char *code_names(struct arena *arena, const struct codebook *book, struct str recode)
{
    struct buf names = {0};
    struct str one;
    const char *kept;

    if (recode.size == 0)
        return NULL;
    while (str_next(&recode, ' ', &one))
        buf_add_format(&names, "%s%s/%.*s", names.size > 0 ? " " : "", book->id, STR_ARGS(one));
    kept = arena_copy(arena, buf_str(&names));
    buf_free(&names);
    return kept;
}

static struct review_saying *place_of(const struct review_said *said, const struct desk_said *row, size_t entry)
{
    if (row->adjudicated)
        return &said->settled[entry];
    for (size_t i = 0; i < said->reviewers.count; i++)
        if (said->reviewers.at[i].id == row->reviewer)
            return &said->reviewers.at[i].says[entry];
    return NULL;        /* has left: what they said counts in the study, but has no place on the page */
}

static enum review_verdict find_verdict(struct str word)
{
    size_t v = str_find(word, review_verdict_words, REVIEW_VERDICTS);

    return v < REVIEW_VERDICTS ? (enum review_verdict)v : 0;
}

static bool take_said(void *payload, const struct desk_said *row, struct error *err)
{
    struct loading *l = payload;
    const struct review_entry *e = review_desk_entry(l->d, row->excerpt);
    struct review_saying *place = e ? place_of(l->said, row, (size_t)(e - l->d->entries)) : NULL;
    struct arena *arena = &l->said->arena;

    (void)err;
    if (!place)
        return true;
    *place = (struct review_saying){
        .code = code_names(arena, l->d->codes[e->code].book->book, row->recode),
        .memo = row->memo.size > 0 ? arena_copy(arena, row->memo) : NULL,
        .verdict = find_verdict(row->verdict), .star = row->star,
    };
    return true;
}

/* What was noted holds where nothing is decided; the newest comes last. */
static bool take_note(void *payload, const struct desk_note *n, struct error *err)
{
    struct loading *l = payload;
    const struct review_entry *e = review_desk_entry(l->d, n->excerpt);
    struct review_saying *place = NULL;

    (void)err;
    for (size_t i = 0; e && i < l->said->reviewers.count; i++)
        if (l->said->reviewers.at[i].id == n->reviewer)
            place = &l->said->reviewers.at[i].says[e - l->d->entries];
    if (place && place->verdict == REVIEW_NONE) {
        place->memo = n->memo.size > 0 ? arena_copy(&l->said->arena, n->memo) : NULL;
        place->star = n->star;
    }
    return true;
}

static bool is_assigned(const struct review_said *said, const struct review_desk *d, const struct review_reviewer *r,
                        const struct review_entry *e)
{
    const struct review_code *code = &d->codes[e->code];
    char key[17];

    review_key_text(e->key, key);
    return store_is_assigned(&said->assignments, r->id, &(struct assignment_excerpt){
        str_of(key), str_of(code->book->book->id), str_of(code->code->theme->id), str_of(code->code->id),
        d->reports[e->report].sha256});
}

/* Who gets an excerpt is found by hashing: once, not for each queue. */
static bool share_out(struct review_said *said, const struct review_desk *d, struct store *s, struct error *err)
{
    if (!store_load_assignments(s, &said->assignments, err))
        return false;
    for (size_t n = 0; said->assignments.count > 0 && n < said->reviewers.count; n++) {
        struct review_reviewer *r = &said->reviewers.at[n];

        r->assigned = arena_alloc(&said->arena, said->room, sizeof *r->assigned);
        for (size_t i = 0; i < d->entry_count; i++)
            r->assigned[i] = is_assigned(said, d, r, &d->entries[i]);
    }
    return true;
}

bool review_said_open(struct review_said **out, const struct review_desk *d, struct store *s, struct error *err)
{
    struct review_said *said = must_realloc(NULL, sizeof *said);
    struct loading l = {said, d};

    *said = (struct review_said){.room = d->entry_count + HAND_ROOM};
    said->settled = arena_alloc(&said->arena, said->room, sizeof *said->settled);
    if (!store_desk_reviewers(s, take_reviewer, &l, err) || !store_desk_said(s, take_said, &l, err)
        || !store_desk_notes(s, take_note, &l, err)
        || !share_out(said, d, s, err)) {
        review_said_close(said);
        return false;
    }
    *out = said;
    return true;
}

void review_said_close(struct review_said *said)
{
    if (!said)
        return;
    free(said->reviewers.at);
    store_free_assignments(&said->assignments);
    arena_free(&said->arena);
    free(said);
}

/* Puts nothing at a place of a list that has `count` then. */
static void open_place(struct review_saying *list, size_t count, uint32_t at)
{
    memmove(&list[at + 1], &list[at], (count - 1 - at) * sizeof *list);
    list[at] = (struct review_saying){0};
}

void review_said_insert(struct review_said *said, const struct review_desk *d, uint32_t at)
{
    open_place(said->settled, d->entry_count, at);
    for (size_t n = 0; n < said->reviewers.count; n++) {
        struct review_reviewer *r = &said->reviewers.at[n];

        open_place(r->says, d->entry_count, at);
        if (!r->assigned)
            continue;
        memmove(&r->assigned[at + 1], &r->assigned[at], (d->entry_count - 1 - at) * sizeof *r->assigned);
        r->assigned[at] = is_assigned(said, d, r, &d->entries[at]);
    }
}

void review_said_remove(struct review_said *said, const struct review_desk *d, uint32_t at)
{
    size_t behind = d->entry_count - at;

    memmove(&said->settled[at], &said->settled[at + 1], behind * sizeof *said->settled);
    for (size_t n = 0; n < said->reviewers.count; n++) {
        struct review_reviewer *r = &said->reviewers.at[n];

        memmove(&r->says[at], &r->says[at + 1], behind * sizeof *r->says);
        if (r->assigned)
            memmove(&r->assigned[at], &r->assigned[at + 1], behind * sizeof *r->assigned);
    }
}

bool review_said_renew(struct review_said *said, const struct review_desk *d, uint32_t entry, struct store *s,
                       struct error *err)
{
    struct loading l = {said, d};
    char key[17];

    said->settled[entry] = (struct review_saying){0};
    for (size_t i = 0; i < said->reviewers.count; i++)
        said->reviewers.at[i].says[entry] = (struct review_saying){0};
    review_key_text(d->entries[entry].key, key);
    return store_desk_said_of(s, str_of(key), take_said, &l, err)
        && store_desk_notes_of(s, str_of(key), take_note, &l, err);
}

const struct review_reviewer *review_said_find(const struct review_said *said, struct str name)
{
    for (size_t i = 0; i < said->reviewers.count; i++)
        if (str_equal(said->reviewers.at[i].name, name))
            return &said->reviewers.at[i];
    return NULL;
}

bool review_said_leads(const struct review_said *said, const struct review_reviewer *r)
{
    return r->adjudicates || said->reviewers.count == 1;
}

bool review_said_is_theirs(const struct review_desk *d, uint32_t entry, const struct review_reviewer *r)
{
    if (r->says[entry].verdict != REVIEW_NONE)
        return true;
    if (*d->rules[d->entries[entry].rule].id == '\0' && !r->adjudicates)
        return false;
    return !r->assigned || r->assigned[entry];
}

static bool agree(const struct review_saying *a, const struct review_saying *b)
{
    return a->verdict == b->verdict && strcmp(a->code ? a->code : "", b->code ? b->code : "") == 0;
}

bool review_said_disagreed(const struct review_said *said, uint32_t entry)
{
    const struct review_saying *first = NULL;

    for (size_t i = 0; i < said->reviewers.count; i++) {
        const struct review_saying *one = &said->reviewers.at[i].says[entry];

        if (one->verdict == REVIEW_NONE)
            continue;
        if (first && !agree(first, one))
            return true;
        first = one;
    }
    return false;
}

static void count(struct review_rule_count *c, const struct review_saying *s)
{
    c->accepted += s->verdict == REVIEW_ACCEPT;
    c->rejected += s->verdict == REVIEW_REJECT;
}

void review_said_count_rules(struct review_rule_count **out, const struct review_said *said,
                             const struct review_desk *d, const struct review_reviewer *asking)
{
    struct review_rule_count *counts = must_realloc(NULL, (d->rule_count + 1) * sizeof *counts);

    memset(counts, 0, (d->rule_count + 1) * sizeof *counts);
    for (size_t i = 0; i < d->entry_count; i++) {
        struct review_rule_count *c = &counts[d->entries[i].rule];

        if (!asking->adjudicates)
            count(c, &asking->says[i]);
        else if (said->settled[i].verdict != REVIEW_NONE)
            count(c, &said->settled[i]);
        else
            for (size_t r = 0; r < said->reviewers.count; r++)
                count(c, &said->reviewers.at[r].says[i]);
    }
    *out = counts;
}
