#include "export/grid.h"

#include <stdlib.h>

static bool is_left(struct str filter, struct str word)
{
    return filter.size == 0 || str_equal(filter, word);
}

static bool take_code(void *payload, const struct code_row *c, struct error *err)
{
    struct grid *g = payload;

    (void)err;
    if (is_left(g->filter->codebook, c->codebook) && is_left(g->filter->theme, c->theme)
        && is_left(g->filter->code, c->code))
        *VEC_PUSH(&g->codes) = (struct grid_code){
            arena_str(&g->arena, c->codebook), arena_str(&g->arena, c->theme), arena_str(&g->arena, c->code),
            arena_str(&g->arena, c->title),
        };
    return true;
}

static bool take_report(void *payload, const struct report_row *r, struct error *err)
{
    struct grid *g = payload;

    (void)err;
    if (store_is_chosen(g->filter, r))
        *VEC_PUSH(&g->reports) = (struct grid_report){
            r->id, arena_str(&g->arena, r->sha256), arena_str(&g->arena, r->path),
            arena_str(&g->arena, r->attributes.partnership), arena_str(&g->arena, r->attributes.period),
        };
    return true;
}

bool export_grid_start(struct grid *g, struct store *study, struct error *err)
{
    if (!store_codes(study, take_code, g, err) || !store_reports(study, take_report, g, err))
        return false;
    g->cells = must_realloc(NULL, (g->codes.count + 1) * sizeof *g->cells);
    for (size_t i = 0; i < g->codes.count; i++)
        g->cells[i] = (struct grid_cell){0};
    return true;
}

static bool hand_out(struct grid *g, struct error *err)
{
    bool ok = g->row(g->payload, g, &g->reports.at[g->done], err);

    g->done++;
    for (size_t i = 0; i < g->codes.count; i++) {
        g->cells[i].excerpts = 0;
        buf_clear(&g->cells[i].quotations);
    }
    return ok;
}

bool export_grid_add(struct grid *g, const struct excerpt_row *e, struct error *err)
{
    while (g->done < g->reports.count && g->reports.at[g->done].id != e->report_id)
        if (!hand_out(g, err))
            return false;
    for (size_t i = 0; i < g->codes.count; i++) {
        struct grid_cell *cell = &g->cells[i];

        if (!str_equal(g->codes.at[i].code, e->code) || !str_equal(g->codes.at[i].codebook, e->codebook))
            continue;
        cell->excerpts++;
        buf_add(&cell->quotations, cell->quotations.size > 0 ? STR("\n“") : STR("“"));
        buf_add(&cell->quotations, document_text(e->document, e->range));
        buf_add_format(&cell->quotations, "” (page %zu)", document_page_at(e->document, e->range.start) + 1);
    }
    return true;
}

bool export_grid_finish(struct grid *g, struct error *err)
{
    bool ok = true;

    while (ok && g->done < g->reports.count)
        ok = hand_out(g, err);
    return ok;
}

void export_grid_free(struct grid *g)
{
    for (size_t i = 0; g->cells && i < g->codes.count; i++)
        buf_free(&g->cells[i].quotations);
    free(g->cells);
    free(g->codes.at);
    free(g->reports.at);
    arena_free(&g->arena);
}
