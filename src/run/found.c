#include "run/found.h"

#include "store/spans.h"

#include <stdlib.h>

const char *const run_found_change_words[FOUND_CHANGE_COUNT] = {
    [FOUND_ANEW] = "anew", [FOUND_NO_LONGER] = "no longer", [FOUND_STANDING] = "standing", [FOUND_RULE] = "rule",
    [FOUND_SPANS] = "words",
};

static bool keep_row(void *payload, const struct found_row *f, struct error *err)
{
    struct found_list *list = payload;

    (void)err;
    *VEC_PUSH(list) = (struct found_row){
        f->range, arena_str(&list->arena, f->code), arena_str(&list->arena, f->rule),
        arena_str(&list->arena, f->standing), arena_str(&list->arena, f->spans)};
    return true;
}

bool run_found_load(struct found_list *list, struct store *s, int64_t pass, int64_t report, struct error *err)
{
    return store_pass_excerpts(s, pass, report, keep_row, list, err);
}

static int compare_rows(const struct found_row *a, const struct found_row *b)
{
    int order = document_compare_ranges(a->range, b->range);

    return order != 0 ? order : str_compare(a->code, b->code);
}

static int by_place(const void *a, const void *b)
{
    return compare_rows(a, b);
}

void run_found_coded(struct found_list *list, const struct run_coded *coded)
{
    struct buf spans = {0};

    for (size_t i = 0; i < coded->excerpts.count; i++) {
        const struct match_excerpt *e = &coded->excerpts.at[i];

        buf_clear(&spans);
        store_write_spans(&spans, e->spans, e->span_count);
        *VEC_PUSH(list) = (struct found_row){
            e->range, arena_str(&list->arena, str_of(e->code->id)), arena_str(&list->arena, str_of(e->rule->id)),
            str_of(standing_words[e->standing]), arena_str(&list->arena, buf_str(&spans))};
    }
    buf_free(&spans);
    if (list->count > 0)
        qsort(list->at, list->count, sizeof *list->at, by_place);
}

void run_found_free(struct found_list *list)
{
    free(list->at);
    arena_free(&list->arena);
    *list = (struct found_list){0};
}

/* Whether two at the same place and of the same code differ, and in what. */
static bool differ(const struct found_row *a, const struct found_row *b, enum found_change *change)
{
    if (!str_equal(a->standing, b->standing))
        *change = FOUND_STANDING;
    else if (!str_equal(a->rule, b->rule))
        *change = FOUND_RULE;
    else if (!str_equal(a->spans, b->spans))
        *change = FOUND_SPANS;
    else
        return false;
    return true;
}

bool run_found_compare(const struct found_list *before, const struct found_list *after, run_each_difference *each,
                       void *payload, struct error *err)
{
    size_t b = 0, a = 0;

    while (b < before->count || a < after->count) {
        struct found_difference d = {.before = b < before->count ? &before->at[b] : NULL,
                                     .after = a < after->count ? &after->at[a] : NULL};
        int order = !d.before ? 1 : !d.after ? -1 : compare_rows(d.before, d.after);
        bool told = true;

        if (order < 0) {
            d.after = NULL;
            d.change = FOUND_NO_LONGER;
        } else if (order > 0) {
            d.before = NULL;
            d.change = FOUND_ANEW;
        } else {
            told = differ(d.before, d.after, &d.change);
        }
        b += order <= 0;
        a += order >= 0;
        if (told && !each(payload, &d, err))
            return false;
    }
    return true;
}
