#include "export/appendix.h"

#include <stdlib.h>
#include <string.h>

struct appendix_code {
    struct str codebook, theme, code;
    struct buf theme_head, head, quotations;
};

struct appendix {
    const struct appendix_look *look;
    struct { struct appendix_code *at; size_t count, room; } codes;
    struct buf cited;
    struct arena arena;
};

static bool take_code(void *payload, const struct code_row *c, struct error *err)
{
    struct appendix *a = payload;
    struct appendix_code *one = VEC_PUSH(&a->codes);

    (void)err;
    *one = (struct appendix_code){arena_str(&a->arena, c->codebook), arena_str(&a->arena, c->theme),
                                  arena_str(&a->arena, c->code), {0}, {0}, {0}};
    a->look->theme(&one->theme_head, c->theme_title);
    a->look->code(&one->head, c);
    return true;
}

static struct str name_of(const struct report_row *r)
{
    const char *slash = memrchr(r->path.at, '/', r->path.size);

    if (r->attributes.partnership.size > 0)
        return r->attributes.partnership;
    if (r->attributes.title.size > 0)
        return r->attributes.title;
    return slash ? str_slice(r->path, (size_t)(slash + 1 - r->path.at), r->path.size) : r->path;
}

static void cite(struct appendix *a, const struct excerpt_row *e)
{
    size_t page = document_page_at(e->document, e->range.start);

    buf_clear(&a->cited);
    buf_add(&a->cited, name_of(e->report));
    if (e->report->attributes.period.size > 0)
        buf_add_format(&a->cited, ", %.*s", STR_ARGS(e->report->attributes.period));
    buf_add_format(&a->cited, ", page %zu", page + 1);
    if (!str_equal(e->standing, STR("present")))
        buf_add_format(&a->cited, " (%.*s)", STR_ARGS(e->standing));
}

static bool take_excerpt(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct appendix *a = payload;

    (void)err;
    for (size_t i = 0; i < a->codes.count; i++) {
        struct appendix_code *c = &a->codes.at[i];

        if (!str_equal(c->code, e->code) || !str_equal(c->codebook, e->codebook))
            continue;
        cite(a, e);
        a->look->quotation(&c->quotations, e, buf_str(&a->cited));
    }
    return true;
}

static void write_codes(FILE *out, const struct appendix *a)
{
    const struct appendix_code *before = NULL;

    for (size_t i = 0; i < a->codes.count; i++) {
        const struct appendix_code *c = &a->codes.at[i];

        if (c->quotations.size == 0)
            continue;
        if (!before || !str_equal(before->theme, c->theme) || !str_equal(before->codebook, c->codebook))
            fwrite(c->theme_head.at, 1, c->theme_head.size, out);
        fwrite(c->head.at, 1, c->head.size, out);
        fwrite(c->quotations.at, 1, c->quotations.size, out);
        before = c;
    }
}

bool export_appendix(FILE *out, struct store *study, const struct export_options *options,
                     const struct appendix_look *look, struct error *err)
{
    struct appendix a = {.look = look};
    bool ok = store_codes(study, take_code, &a, err)
        && store_excerpts(study, &options->filter, take_excerpt, &a, err);

    if (ok)
        write_codes(out, &a);
    for (size_t i = 0; i < a.codes.count; i++) {
        buf_free(&a.codes.at[i].theme_head);
        buf_free(&a.codes.at[i].head);
        buf_free(&a.codes.at[i].quotations);
    }
    free(a.codes.at);
    buf_free(&a.cited);
    arena_free(&a.arena);
    return ok;
}
