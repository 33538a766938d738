#include "cli/find.h"

#include "base/ascii.h"
#include "base/file.h"
#include "base/nearest.h"
#include "store/listing.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum { FEWEST_DIGITS = 4, MOST_NAMED = 5 };

/* The files of the study beside the word. */
struct finding {
    struct str word;
    char full[PATH_MAX];        /* the word as an absolute path; "" where there is no such file */
    bool is_hash, exact;        /* exact: a path was the word itself, so names no longer count */
    struct { struct path_row *at; size_t count, room; } met;       /* a row a report */
    struct { const char **at; size_t count, room; } like;          /* names that hold the word */
    struct nearest near;
    struct arena arena;
};

static bool is_hash_start(struct str s)
{
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_hex(s.at[i]))
            return false;
    return s.size >= FEWEST_DIGITS && s.size <= 64;
}

static struct str stem_of(struct str name)
{
    const char *dot = memrchr(name.at, '.', name.size);

    return dot && dot > name.at ? str_slice(name, 0, (size_t)(dot - name.at)) : name;
}

static bool starts_caseless(struct str s, struct str with)
{
    return s.size >= with.size && str_equal_caseless(str_slice(s, 0, with.size), with);
}

static bool holds_caseless(struct str s, struct str part)
{
    for (size_t i = 0; part.size > 0 && i + part.size <= s.size; i++)
        if (starts_caseless(str_slice(s, i, s.size), part))
            return true;
    return false;
}

static void add_met(struct finding *f, const struct path_row *p)
{
    for (size_t i = 0; i < f->met.count; i++)
        if (f->met.at[i].report == p->report)
            return;
    *VEC_PUSH(&f->met) = (struct path_row){arena_str(&f->arena, p->path), arena_str(&f->arena, p->sha256), p->report};
}

static bool look_at(void *payload, const struct path_row *p, struct error *err)
{
    struct finding *f = payload;
    struct str name = file_name(p->path);
    bool exact = str_equal(p->path, f->word) || str_equal(p->path, str_of(f->full));

    (void)err;
    if (exact && !f->exact)
        f->met.count = 0;
    f->exact = f->exact || exact;
    if (exact || (!f->exact && (str_equal(name, f->word) || str_equal(stem_of(name), f->word)
                                || (f->is_hash && starts_caseless(p->sha256, f->word))))) {
        add_met(f, p);
        return true;
    }
    if (holds_caseless(name, f->word) && f->like.count < MOST_NAMED)
        *VEC_PUSH(&f->like) = arena_copy(&f->arena, name);
    nearest_offer(&f->near, arena_copy(&f->arena, name));
    nearest_offer(&f->near, arena_copy(&f->arena, stem_of(name)));
    return true;
}

static bool explain_several(const struct finding *f, struct error *err)
{
    struct buf list = {0};

    for (size_t i = 0; i < f->met.count && i < MOST_NAMED; i++)
        buf_add_format(&list, "\n  %.12s  %.*s", f->met.at[i].sha256.at, STR_ARGS(f->met.at[i].path));
    if (f->met.count > MOST_NAMED)
        buf_add_format(&list, "\n  and %zu more", f->met.count - MOST_NAMED);
    error_set(err, ERROR_USAGE, "%.*s means %zu reports; give more of the hash, or the path:%s", STR_ARGS(f->word),
              f->met.count, buf_text(&list));
    buf_free(&list);
    return false;
}

/* A file that is in the study, but as a problem. */
static bool look_at_problem(void *payload, const struct problem_row *r, struct error *err)
{
    const struct finding *f = payload;

    if (!str_equal(r->path, f->word) && !str_equal(r->path, str_of(f->full)) && !str_equal(file_name(r->path), f->word))
        return true;
    return error_set(err, ERROR_USAGE, "%.*s could not be taken as a report: %.*s (%.*s)", STR_ARGS(r->path),
                     STR_ARGS(r->reason), STR_ARGS(r->detail));
}

static bool explain_none(struct finding *f, struct store *s, struct error *err)
{
    struct buf list = {0};

    if (!store_problems(s, look_at_problem, f, err))
        return false;
    if (f->like.count == 0 && f->near.best)
        *VEC_PUSH(&f->like) = f->near.best;     /* lives in the arena, as the others do */
    for (size_t i = 0; i < f->like.count; i++)
        buf_add_format(&list, "%s%s", i == 0 ? "; did you mean " : i + 1 == f->like.count ? " or " : ", ",
                       f->like.at[i]);
    error_set(err, ERROR_USAGE, "the study has no report %.*s%s%s", STR_ARGS(f->word), buf_text(&list),
              list.size > 0 ? "?" : "; \"excerpta reports\" lists them");
    buf_free(&list);
    return false;
}

bool cli_find_report(struct cli_report *out, struct store *s, const char *word, struct error *err)
{
    struct finding f = {.word = str_of(word), .is_hash = is_hash_start(str_of(word))};
    bool ok;

    *out = (struct cli_report){0};
    if (!realpath(word, f.full))
        f.full[0] = '\0';
    nearest_start(&f.near, f.word);
    ok = store_paths(s, look_at, &f, err);
    if (ok && f.met.count != 1)
        ok = f.met.count == 0 ? explain_none(&f, s, err) : explain_several(&f, err);
    if (ok) {
        out->id = f.met.at[0].report;
        out->sha256 = arena_str(&out->arena, f.met.at[0].sha256);
        out->path = arena_str(&out->arena, f.met.at[0].path);
    }
    free(f.met.at);
    free(f.like.at);
    arena_free(&f.arena);
    return ok;
}

void cli_report_free(struct cli_report *r)
{
    arena_free(&r->arena);
    *r = (struct cli_report){0};
}
