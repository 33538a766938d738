#include "run/merge.h"

#include "run/carry.h"
#include "run/places.h"
#include "run/run_internal.h"
#include "run/shard.h"
#include "store/listing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One row of the table shard of one study. */
struct part {
    struct str kind;
    struct store_shard shard;
    const char *in;
};

struct merging {
    const struct merge_options *options;
    struct { struct part *at; size_t count, room; } parts;
    struct { struct str *at; size_t count, room; } codebooks;   /* with a complete pass, when all is merged */
    struct arena arena;
    const char *in;             /* the study that is looked at */
    run_each_conflict *each;
    void *payload;
    struct merge_summary *sum;
};

static bool add_part(void *payload, struct str kind, const struct store_shard *shard, struct error *err)
{
    struct merging *m = payload;

    (void)err;
    *VEC_PUSH(&m->parts) = (struct part){arena_str(&m->arena, kind), *shard, m->in};
    return true;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat x, y;

    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* Opening also brings an older study up to date. */
static bool look_at(struct merging *m, const char *in, struct error *err)
{
    struct store *s;
    bool ok;

    if (is_same_file(in, m->options->out))
        return error_set(err, ERROR_USAGE, "%s is the study to merge into: name it first only", in);
    if (!store_open(&s, in, STORE_READ, err))
        return false;
    m->in = in;
    ok = store_shards(s, add_part, m, err);
    store_close(s);
    return ok;
}

static int by_part(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    int order = str_compare(x->kind, y->kind);

    return order ? order : x->shard.part < y->shard.part ? -1 : x->shard.part > y->shard.part;
}

/* Numbers of parts that nobody has, "3, 7". */
static void list_missing(struct buf *list, const struct part *parts, size_t count)
{
    unsigned next = 1;

    for (size_t i = 0; i <= count; i++) {
        unsigned has = i < count ? parts[i].shard.part : parts[0].shard.parts + 1;

        for (; next < has; next++)
            buf_add_format(list, "%s%u", list->size ? ", " : "", next);
        next = has + 1;
    }
}

/* The parts of one kind, in order. */
static bool check_parts(const struct part *parts, size_t count, struct error *err)
{
    const struct part *first = parts;
    struct buf missing = {0};
    bool ok = true;

    for (size_t i = 0; i < count; i++) {
        const struct part *p = &parts[i];

        if (!p->shard.complete)
            return error_set(err, ERROR_INPUT, "%s: part %u/%u is not complete: run the command that makes it again",
                             p->in, p->shard.part, p->shard.parts);
        if (p->shard.parts != first->shard.parts || strcmp(p->shard.shelf, first->shard.shelf) != 0)
            return error_set(err, ERROR_INPUT, "%s and %s are parts of different shelves: the files were others when "
                             "they were made; make all parts again", first->in, p->in);
        if (i > 0 && p->shard.part == p[-1].shard.part)
            return error_set(err, ERROR_INPUT, "part %u/%u is there twice, in %s and %s: leave one out", p->shard.part,
                             p->shard.parts, p[-1].in, p->in);
    }
    list_missing(&missing, parts, count);
    if (missing.size > 0)
        ok = error_set(err, ERROR_INPUT, "of %u parts these are missing: %s; make them with --shard N/%u, then merge "
                       "all", first->shard.parts, missing.at, first->shard.parts);
    buf_free(&missing);
    return ok;
}

static bool check_all(struct merging *m, struct error *err)
{
    size_t from = 0;

    if (m->parts.count > 0)
        qsort(m->parts.at, m->parts.count, sizeof *m->parts.at, by_part);
    for (size_t i = 1; i <= m->parts.count; i++) {
        if (i < m->parts.count && str_equal(m->parts.at[i].kind, m->parts.at[from].kind))
            continue;
        if (!check_parts(&m->parts.at[from], i - from, err))
            return false;
        from = i;
    }
    return true;
}

static bool note_conflict(void *payload, const struct merge_conflict *c, struct error *err)
{
    struct merging *m = payload;

    m->sum->conflicts++;
    return m->each(m->payload, m->in, c, err);
}

static bool note_unfinished(void *payload, struct str codebook, struct str version, int64_t reports, struct error *err)
{
    struct merging *m = payload;

    (void)codebook, (void)version, (void)reports, (void)err;
    m->sum->unfinished++;
    return true;
}

static bool note_codebook(void *payload, const struct pass_row *p, struct error *err)
{
    struct merging *m = payload;

    (void)err;
    if (p->current)
        *VEC_PUSH(&m->codebooks) = arena_str(&m->arena, p->codebook);
    return true;
}

/* A pass that the parts made complete, and places that the studies had otherwise: decisions follow here as after any
 * pass. */
static bool carry_all(struct merging *m, struct store *s, struct error *err)
{
    struct carry_summary carried;
    bool ok = store_passes(s, note_codebook, m, err);

    for (size_t i = 0; ok && i < m->codebooks.count; i++)
        ok = run_carry(s, m->codebooks.at[i], &carried, err);
    return ok;
}

static bool take_in(struct merging *m, struct store *s, struct error *err)
{
    bool ok = store_set_areas(s, run_area_list(), err);

    for (size_t i = 0; ok && i < m->options->in_count; i++) {
        struct merge_counts added;

        m->in = m->options->in[i];
        ok = store_merge(s, m->in, note_conflict, m, &added, err);
        if (!ok)
            return error_within(err, "%s", m->in);
        m->sum->added.reports += added.reports;
        m->sum->added.excerpts += added.excerpts;
        m->sum->added.decisions += added.decisions;
        m->sum->added.answers += added.answers;
    }
    return ok && run_forms(s, err) && run_compare(s, m->options->progress, err)
        && store_merge_end(s, note_unfinished, m, err) && carry_all(m, s, err);
}

/* A new study is made beside its name: what a merge that was killed left there is of no use. */
static bool make_new(struct merging *m, struct error *err)
{
    struct buf part = {0};
    struct store *s;
    bool ok;

    buf_add_format(&part, "%s.part", m->options->out);
    run_study_remove(part.at);
    ok = store_open(&s, part.at, STORE_CREATE, err);
    if (ok) {
        ok = take_in(m, s, err);
        store_close(s);         /* the log goes into the file */
    }
    if (ok && rename(part.at, m->options->out) != 0)
        ok = error_set(err, ERROR_SYSTEM, "%s cannot be written: %s", m->options->out, strerror(errno));
    if (!ok)
        run_study_remove(part.at);
    buf_free(&part);
    return ok;
}

static bool add_to(struct merging *m, struct error *err)
{
    struct store *s;
    bool ok;

    if (!store_open(&s, m->options->out, STORE_WRITE, err))
        return false;
    ok = take_in(m, s, err);
    store_close(s);
    return ok;
}

bool run_merge(const struct merge_options *options, run_each_conflict *each, void *payload, struct merge_summary *out,
               struct error *err)
{
    struct merging m = {.options = options, .each = each, .payload = payload, .sum = out};
    bool ok = true;

    *out = (struct merge_summary){.conflicts = 0};
    for (size_t i = 0; ok && i < options->in_count; i++)
        ok = look_at(&m, options->in[i], err);
    ok = ok && check_all(&m, err) && (access(options->out, F_OK) == 0 ? add_to(&m, err) : make_new(&m, err));
    free(m.parts.at);
    free(m.codebooks.at);
    arena_free(&m.arena);
    return ok;
}
