#include "analyse/judged.h"

#include "store/rating.h"

#include <stdlib.h>

struct judged_passage {
    int64_t report;
    struct range range;
    enum judgement judgement;
};

static bool keep_judged(void *payload, const struct judged_row *r, struct error *err)
{
    struct judged_list *list = payload;
    enum judgement j = str_equal(r->status, STR("accepted")) ? JUDGED_RIGHT
        : str_equal(r->status, STR("rejected")) || str_equal(r->status, STR("recoded")) ? JUDGED_WRONG : JUDGED_OPEN;

    (void)err;
    *VEC_PUSH(&list->passages) = (struct judged_passage){r->report, r->range, j};
    return true;
}

bool analyse_judged_load(struct judged_list *out, struct store *s, const struct shelf *shelf, struct error *err)
{
    const struct rating_filter code = {shelf->codebook, str_of(shelf->code)};

    return store_judged(s, &code, keep_judged, out, err);
}

static int by_place(const void *a, const void *b)
{
    const struct judged_passage *x = a, *y = b;

    if (x->report != y->report)
        return x->report < y->report ? -1 : 1;
    return document_compare_ranges(x->range, y->range);
}

enum judgement analyse_judged_at(const struct judged_list *list, int64_t report, struct range r)
{
    const struct judged_passage wanted = {report, r, JUDGED_NOT}, *found = NULL;

    if (list->passages.count > 0)
        found = bsearch(&wanted, list->passages.at, list->passages.count, sizeof wanted, by_place);
    return found ? found->judgement : JUDGED_NOT;
}

void analyse_judged_free(struct judged_list *list)
{
    free(list->passages.at);
}
