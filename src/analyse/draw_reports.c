#include "analyse/draw_internal.h"
#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

struct shelf {
    const char *attribute;
    struct drawing_from from;
    struct arena arena;
};

static struct str value_of(const struct shelf *h, const struct report_row *r)
{
    struct str value = STR("all");

    if (h->attribute && strcmp(h->attribute, "region") == 0)
        value = r->attributes.region;
    else if (h->attribute && strcmp(h->attribute, "partnership") == 0)
        value = r->attributes.partnership;
    else if (h->attribute && strcmp(h->attribute, "period") == 0)
        value = r->attributes.period;
    else if (h->attribute && strcmp(h->attribute, "format") == 0)
        value = r->format;
    return value.size > 0 ? value : STR("unknown");
}

static size_t find_stratum(struct shelf *h, struct str name)
{
    size_t i = 0;

    while (i < h->from.strata.count && !str_equal(h->from.strata.at[i].name, name))
        i++;
    if (i == h->from.strata.count)
        *VEC_PUSH(&h->from.strata) = (struct sample_stratum){.name = arena_str(&h->arena, name)};
    return i;
}

static bool keep_report(void *payload, const struct report_row *r, struct error *err)
{
    struct shelf *h = payload;
    size_t stratum = find_stratum(h, value_of(h, r));

    (void)err;
    h->from.strata.at[stratum].units++;
    *VEC_PUSH(&h->from.items) = (struct sample_item){.stratum = stratum, .report = r->id};
    return true;
}

/* By each stratum's share of all: one each, then the next to the one that is furthest below its share. */
static void share_out(const struct shelf *h, size_t count, size_t *wanted)
{
    size_t given = 0, strata = h->from.strata.count;

    for (size_t i = 0; i < strata; i++) {
        wanted[i] = given < count;
        given += wanted[i];
    }
    while (given < count && given < h->from.items.count) {
        double furthest = -1e300;
        size_t next = 0;

        for (size_t i = 0; i < strata; i++) {
            double units = (double)h->from.strata.at[i].units;
            double below = (double)count * units / (double)h->from.items.count - (double)wanted[i];

            if (wanted[i] < h->from.strata.at[i].units && below > furthest) {
                furthest = below;
                next = i;
            }
        }
        wanted[next]++;
        given++;
    }
}

bool analyse_draw_reports(struct store *s, const struct draw_reports *draw, int64_t *sample, struct error *err)
{
    struct shelf h = {.attribute = draw->attribute};
    size_t *wanted = NULL;
    bool ok = store_reports(s, keep_report, &h, err);

    if (ok && h.from.items.count == 0)
        ok = error_set(err, ERROR_INPUT, "the study has no report: run \"excerpta index FOLDER\" first");
    if (ok) {
        struct sample_new n = {.reports = true, .seed = draw->seed,
                               .method = draw->attribute ? str_of(draw->attribute) : STR("simple")};

        wanted = must_realloc(NULL, h.from.strata.count * sizeof *wanted);
        share_out(&h, draw->count, wanted);
        analyse_draw(&h.from, wanted, draw->seed);
        n.strata = h.from.strata.at;
        n.stratum_count = h.from.strata.count;
        n.items = h.from.items.at;
        n.item_count = h.from.items.count;
        ok = store_add_sample(s, &n, sample, err);
    }
    free(wanted);
    analyse_free_drawing(&h.from);
    arena_free(&h.arena);
    return ok;
}
