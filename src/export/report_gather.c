/* Reads what the findings tell. */
#include "export/report_internal.h"

#include "base/ascii.h"
#include "base/file.h"
#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

/* The way from folder `from` to the file, both absolute: "../../reports/a.pdf". */
static struct str way_to(struct arena *a, const char *from, struct str path)
{
    struct buf way = {0};
    size_t same = 0, i = 0, size = strlen(from);
    struct str out;

    while (i < size && i < path.size && from[i] == path.at[i]) {
        if (from[i] == '/')
            same = i + 1;
        i++;
    }
    if (i == size && i < path.size && path.at[i] == '/')
        same = i + 1;
    for (size_t up = same; up < size; up++)
        if (up == same || from[up] == '/')
            buf_add(&way, up == same || up + 1 < size ? STR("../") : STR(""));
    buf_add(&way, str_slice(path, same, path.size));
    out = arena_str(a, buf_str(&way));
    buf_free(&way);
    return out;
}

/* As a relative URL: every byte that is no letter, digit or sign of a path as %XX. */
static struct str as_link(struct arena *a, struct str path)
{
    struct buf link = {0};
    struct str out;

    for (size_t i = 0; i < path.size; i++) {
        unsigned char c = (unsigned char)path.at[i];

        if (ascii_is_digit(c) || ascii_is_letter(c) || strchr("/._-~", c))
            buf_add_char(&link, (char)c);
        else
            buf_add_format(&link, "%%%02X", c);
    }
    out = arena_str(a, buf_str(&link));
    buf_free(&link);
    return out;
}

static struct str link_of(struct findings *f, struct str path)
{
    struct buf link = {0};
    struct str out;

    if (!f->options->links)
        return as_link(&f->arena, f->options->place ? way_to(&f->arena, f->options->place, path) : file_name(path));
    buf_add(&link, str_of(f->options->links));
    buf_add(&link, as_link(&f->arena, file_name(path)));
    out = arena_str(&f->arena, buf_str(&link));
    buf_free(&link);
    return out;
}

static bool keep_report(void *payload, const struct report_row *r, struct error *err)
{
    struct findings *f = payload;
    struct arena *a = &f->arena;
    const struct report_attributes *known = &r->attributes;
    struct str name = known->partnership.size > 0 ? known->partnership
                    : known->title.size > 0 ? known->title : file_name(r->path);

    (void)err;
    *VEC_PUSH(&f->reports) = (struct page_report){
        .id = r->id, .sha256 = arena_str(a, r->sha256), .file = arena_str(a, file_name(r->path)),
        .link = link_of(f, r->path), .name = arena_str(a, name), .period = arena_str(a, known->period),
        .region = known->region.size > 0 ? arena_str(a, known->region) : STR("unknown"),
        .year = known->period_end.size >= 4 ? arena_str(a, str_slice(known->period_end, 0, 4)) : STR("unknown"),
        .authorities = arena_str(a, known->authorities), .pages = r->pages,
        .copied = r->earlier + r->elsewhere, .compared = r->compared > 0 ? r->compared : 0};
    return true;
}

static bool keep_code(void *payload, const struct code_row *c, struct error *err)
{
    struct findings *f = payload;
    struct arena *a = &f->arena;

    (void)err;
    *VEC_PUSH(&f->codes) = (struct page_code){
        arena_str(a, c->codebook), arena_str(a, c->theme), arena_str(a, c->theme_title), arena_str(a, c->code),
        arena_str(a, c->title), arena_str(a, c->definition)};
    return true;
}

static size_t find_code(const struct findings *f, const struct evidence_row *r, size_t from)
{
    while (from < f->codes.count && !(str_equal(f->codes.at[from].code, r->code)
                                      && str_equal(f->codes.at[from].codebook, r->codebook)))
        from++;
    return from;
}

static int by_id(const void *a, const void *b)
{
    const struct page_report *const *x = a, *const *y = b;

    return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

/* Excerpts while they come: by code, then by report's id, the best first. */
struct coming {
    struct findings *f;
    const struct page_report **by_id;   /* reports */
    size_t ranks[2];                    /* of the code and report in hand: left out, kept */
};

static bool find_report(const struct coming *c, int64_t id, size_t *place)
{
    const struct page_report wanted = {.id = id}, *key = &wanted, **found =
        c->f->reports.count > 0 ? bsearch(&key, c->by_id, c->f->reports.count, sizeof *c->by_id, by_id) : NULL;

    if (found)
        *place = (size_t)(*found - c->f->reports.at);
    return found;
}

static bool keep_quote(void *payload, const struct evidence_row *r, struct error *err)
{
    struct coming *c = payload;
    struct findings *f = c->f;
    const struct page_quote *last = f->quotes.count > 0 ? &f->quotes.at[f->quotes.count - 1] : NULL;
    size_t code = find_code(f, r, last ? last->code : 0), report = 0;
    bool kept = !str_equal(r->status, STR("rejected")) && !str_equal(r->status, STR("recoded"));

    (void)err;
    if (code == f->codes.count || !find_report(c, r->report, &report))
        return true;
    if (!last || last->code != code || last->report != report)
        c->ranks[0] = c->ranks[1] = 0;
    f->excerpts += kept;
    f->decided += kept && !str_equal(r->status, STR("undecided"));
    f->left_out += !kept;
    *VEC_PUSH(&f->quotes) = (struct page_quote){
        .key = arena_str(&f->arena, r->key), .standing = arena_str(&f->arena, r->standing),
        .status = arena_str(&f->arena, r->status), .code = code, .report = report, .rank = c->ranks[kept]++,
        .range = r->range, .matched = r->matched, .starred = r->starred, .kept = kept, .by_hand = r->by_hand,
        .words = STR(""), .number = NOT_SHOWN};
    return true;
}

static bool gather_quotes(struct findings *f, struct error *err)
{
    const struct evidence_filter filter = {.status = EVIDENCE_EVERY};
    struct coming c = {.f = f, .by_id = arena_alloc(&f->arena, f->reports.count + 1, sizeof *c.by_id)};

    for (size_t i = 0; i < f->reports.count; i++)
        c.by_id[i] = &f->reports.at[i];
    if (f->reports.count > 0)
        qsort(c.by_id, f->reports.count, sizeof *c.by_id, by_id);
    return store_evidence(f->store, &filter, keep_quote, &c, err);
}

static int by_key(const void *a, const void *b)
{
    return str_compare((*(struct page_quote *const *)a)->key, (*(struct page_quote *const *)b)->key);
}

static void sort_keys(struct findings *f)
{
    f->by_key = arena_alloc(&f->arena, f->quotes.count + 1, sizeof *f->by_key);
    for (size_t i = 0; i < f->quotes.count; i++)
        f->by_key[i] = &f->quotes.at[i];
    if (f->quotes.count > 0)
        qsort(f->by_key, f->quotes.count, sizeof *f->by_key, by_key);
}

struct page_quote *export_find_quote(const struct findings *f, struct str key)
{
    struct page_quote wanted = {.key = key}, *at = &wanted, **found = NULL;

    if (f->quotes.count > 0)
        found = bsearch(&at, f->by_key, f->quotes.count, sizeof *f->by_key, by_key);
    return found ? *found : NULL;
}

static void pin(struct findings *f, struct str keys)
{
    struct page_quote *quote;
    struct str key;

    while (str_next(&keys, ' ', &key))
        if ((quote = export_find_quote(f, key)))
            quote->pinned = true;
}

/* What the audit questions and the evidence map lead to. */
static void pin_all(struct findings *f)
{
    for (size_t i = 0; f->has_audit && i < f->audit.asked_count * f->audit.report_count; i++)
        pin(f, f->audit.cells[i].key);
    for (size_t i = 0; i < f->pairs.row_count * f->pairs.column_count; i++) {
        pin(f, f->pairs.cells[i].keys);
        pin(f, f->pairs.cells[i].beside);
    }
}

static bool keep_file(void *payload, const struct problem_row *p, struct error *err)
{
    struct findings *f = payload;

    (void)err;
    *VEC_PUSH(&f->files) = (struct page_file){arena_str(&f->arena, file_name(p->path)), arena_str(&f->arena, p->reason),
                                              arena_str(&f->arena, p->detail)};
    return true;
}

static bool mark_doubtful(void *payload, const struct quality_row *q, struct error *err)
{
    struct findings *f = payload;

    (void)err;
    for (size_t i = 0; i < f->reports.count; i++)
        if (str_equal(f->reports.at[i].sha256, q->sha256))
            f->reports.at[i].doubtful = true;
    return true;
}

static bool keep_judged(void *payload, const struct sample_item_row *i, struct error *err)
{
    struct findings *f = payload;
    size_t report = 0;

    (void)err;
    while (report < f->reports.count && f->reports.at[report].id != i->report)
        report++;
    if (report < f->reports.count && !str_equal(i->status, STR("undecided")) && !str_equal(i->status, STR("unsure"))
        && !str_equal(i->status, STR("disagreed")))
        *VEC_PUSH(&f->judged) = (struct page_judged){f->samples.count - 1, report, i->range,
                                                     arena_str(&f->arena, i->status), STR(""), 0};
    return true;
}

static bool keep_sample(void *payload, const struct missed_row *r, struct error *err)
{
    struct findings *f = payload;
    const struct sample_row *s = r->sample;

    *VEC_PUSH(&f->samples) = (struct page_sample){
        .codebook = arena_str(&f->arena, s->codebook), .code = arena_str(&f->arena, s->code),
        .method = arena_str(&f->arena, s->method), .id = s->id, .seed = s->seed, .untagged = r->untagged,
        .drawn = r->drawn, .judged = r->judged, .relevant = r->relevant, .estimate = r->estimate};
    return store_sample_items(f->store, s->id, keep_judged, f, err);
}

static bool gather_samples(struct findings *f, struct error *err)
{
    enum { DRAWS = 20000, SEED = 1 };
    const struct missed_options how = {.confidence = 0.95, .seed = SEED, .draws = DRAWS};

    return analyse_missed(f->store, 0, &how, keep_sample, f, err);
}

static bool tally(struct findings *f, struct tally *t, enum tally_by by, struct error *err)
{
    const struct tally_options how = {.by = by, .status = TALLY_KEPT};

    return analyse_tally(t, f->store, &how, err);
}

static bool gather_pairs(struct findings *f, struct error *err)
{
    const struct pairs_options how = {str_of(f->options->rows), str_of(f->options->columns), PAIRS_BLOCK,
                                      EVIDENCE_KEPT};

    if (!f->options->rows && !f->options->columns)
        return true;
    if (!f->options->rows || !f->options->columns)
        return error_set(err, ERROR_USAGE, "an evidence map needs two themes: --rows THEME and --columns THEME");
    return analyse_pairs(&f->pairs, f->store, &how, err);
}

static bool gather_audit(struct findings *f, struct error *err)
{
    const struct audit_options questions = {.status = EVIDENCE_KEPT};
    struct error none = {0};

    f->has_audit = analyse_audit(&f->audit, f->store, &questions, &none);
    return f->has_audit || none.kind == ERROR_INPUT     /* no codebook asks: no fault */
        || error_set(err, none.kind, "%s", none.text);
}

bool export_gather(struct findings *f, struct error *err)
{
    bool ok = analyse_unsearched(&f->unsearched, f->store, STR(""), err)
        && store_reports(f->store, keep_report, f, err) && store_codes(f->store, keep_code, f, err)
        && store_problems(f->store, keep_file, f, err) && store_quality(f->store, mark_doubtful, f, err)
        && tally(f, &f->all, TALLY_ALL, err) && tally(f, &f->region, TALLY_REGION, err)
        && tally(f, &f->year, TALLY_YEAR, err) && tally(f, &f->authority, TALLY_AUTHORITY, err)
        && gather_pairs(f, err) && gather_audit(f, err) && gather_quotes(f, err) && gather_samples(f, err);

    if (ok) {
        sort_keys(f);
        pin_all(f);
    }
    return ok;
}

void export_free_findings(struct findings *f)
{
    analyse_tally_free(&f->all);
    analyse_tally_free(&f->region);
    analyse_tally_free(&f->year);
    analyse_tally_free(&f->authority);
    analyse_audit_free(&f->audit);
    analyse_pairs_free(&f->pairs);
    analyse_unsearched_free(&f->unsearched);
    free(f->reports.at);
    free(f->codes.at);
    free(f->quotes.at);
    free(f->samples.at);
    free(f->judged.at);
    free(f->files.at);
    arena_free(&f->arena);
}
