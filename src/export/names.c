#include "export/names.h"

#include <stdlib.h>

static bool take(void *payload, const struct reviewer_row *r, struct error *err)
{
    struct names *n = payload;
    struct buf number = {0};

    (void)err;
    buf_add_format(&number, "R%lld", (long long)r->id);
    *VEC_PUSH(&n->all) = (struct names_one){
        arena_str(&n->arena, r->name), arena_str(&n->arena, n->hidden ? buf_str(&number) : r->name),
    };
    buf_free(&number);
    return true;
}

bool export_names_read(struct names *n, struct store *study, bool hidden, struct error *err)
{
    *n = (struct names){.hidden = hidden};
    return store_reviewers(study, take, n, err);
}

struct str export_names_show(const struct names *n, struct str reviewer)
{
    for (size_t i = 0; i < n->all.count; i++)
        if (str_equal(n->all.at[i].name, reviewer))
            return n->all.at[i].shown;
    return STR("");
}

void export_names_free(struct names *n)
{
    free(n->all.at);
    arena_free(&n->arena);
}
