#include "run/difference.h"

#include "store/report.h"

#include <stdlib.h>

struct done_report {
    int64_t id;
    struct str sha256, path;
};

struct done_reports {
    struct done_report *at;
    size_t count, room;
    struct arena arena;
};

struct differing {
    struct store *store;
    run_each_pass_difference *each;
    void *payload;
    struct difference_summary *sum;
    struct pass_difference now;
    struct document *document;
    int64_t report;
};

static bool add_report(void *payload, const struct pass_report_row *r, struct error *err)
{
    struct done_reports *all = payload;

    (void)err;
    *VEC_PUSH(all) = (struct done_report){r->report, arena_str(&all->arena, r->sha256),
                                          arena_str(&all->arena, r->path)};
    return true;
}

/* A document is loaded at a report's first difference. */
static bool tell(void *payload, const struct found_difference *d, struct error *err)
{
    struct differing *p = payload;

    p->sum->changes[d->change]++;
    if (!p->document && !store_load_document(p->store, p->report, &p->document, err))
        return false;
    p->now.document = p->document;
    p->now.excerpt = d;
    return p->each(p->payload, &p->now, err);
}

static bool compare_report(struct differing *p, const struct done_report *r, int64_t before, int64_t after,
                           struct error *err)
{
    struct found_list old = {0}, new = {0};
    size_t told = p->sum->changes[FOUND_NO_LONGER] + p->sum->changes[FOUND_STANDING] + p->sum->changes[FOUND_RULE]
        + p->sum->changes[FOUND_SPANS];
    bool ok;

    p->report = r->id;
    p->now.sha256 = r->sha256;
    p->now.path = r->path;
    ok = run_found_load(&old, p->store, before, r->id, err) && run_found_load(&new, p->store, after, r->id, err)
        && run_found_compare(&old, &new, tell, p, err);
    told = p->sum->changes[FOUND_NO_LONGER] + p->sum->changes[FOUND_STANDING] + p->sum->changes[FOUND_RULE]
        + p->sum->changes[FOUND_SPANS] - told;
    p->sum->same += old.count - (ok ? told : 0);
    document_free(p->document);
    p->document = NULL;
    run_found_free(&old);
    run_found_free(&new);
    return ok;
}

static int compare_reports(const struct done_report *a, const struct done_report *b)
{
    int order = str_compare(a->path, b->path);

    return order ? order : str_compare(a->sha256, b->sha256);
}

bool run_difference(struct store *s, int64_t before, int64_t after, run_each_pass_difference *each, void *payload,
                    struct difference_summary *out, struct error *err)
{
    struct differing p = {.store = s, .each = each, .payload = payload, .sum = out};
    struct done_reports old = {0}, new = {0};
    struct pass_made_of one = {0}, other = {0};
    size_t o = 0, n = 0;
    bool ok = store_pass_made_of(s, before, &one, err) && store_pass_made_of(s, after, &other, err)
        && store_pass_reports(s, before, add_report, &old, err) && store_pass_reports(s, after, add_report, &new, err);

    *out = (struct difference_summary){0};
    while (ok && (o < old.count || n < new.count)) {
        int order = o == old.count ? 1 : n == new.count ? -1 : compare_reports(&old.at[o], &new.at[n]);

        out->only_before += order < 0;
        out->only_after += order > 0;
        if (order == 0) {
            out->reports++;
            ok = compare_report(&p, &old.at[o], before, after, err);
        }
        o += order <= 0;
        n += order >= 0;
    }
    arena_free(&one.arena);
    arena_free(&other.arena);
    arena_free(&old.arena);
    arena_free(&new.arena);
    free(old.at);
    free(new.at);
    return ok;
}
