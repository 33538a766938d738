/* Reads what the findings page tells. */
#include "export/report_internal.h"

#include "base/file.h"
#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_WORDS = 420,           /* bytes of a quotation */
    MANY_QUOTES = 2000,         /* more than these are cut shorter, so that the page stays one that opens */
    FEW_WORDS = 180,
};

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

        if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || strchr("/._-~", c))
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
        .authorities = arena_str(a, known->authorities), .pages = r->pages, .words = r->words,
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

static size_t find_report(const struct findings *f, int64_t id)
{
    size_t i = 0;

    while (i < f->reports.count && f->reports.at[i].id != id)
        i++;
    return i;
}

static int by_key(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* What the audit questions and the evidence map open, sorted. */
static void gather_opened(struct findings *f)
{
    struct str key;

    for (size_t i = 0; f->has_audit && i < f->audit.asked_count * f->audit.report_count; i++)
        if (f->audit.cells[i].key.size > 0)
            *VEC_PUSH(&f->opened) = f->audit.cells[i].key;
    for (size_t i = 0; i < f->pairs.row_count * f->pairs.column_count; i++)
        for (struct str keys = f->pairs.cells[i].keys; str_next(&keys, ' ', &key);)
            *VEC_PUSH(&f->opened) = key;
    if (f->opened.count > 0)
        qsort(f->opened.at, f->opened.count, sizeof *f->opened.at, by_key);
}

static bool is_opened(const struct findings *f, struct str key)
{
    return f->opened.count > 0 && bsearch(&key, f->opened.at, f->opened.count, sizeof key, by_key);
}

/* The best excerpt of each code and report, and those that answer audit questions or that the evidence map opens. Rows
 * come by code, report, best first. */
static bool keep_quote(void *payload, const struct evidence_row *r, struct error *err)
{
    struct findings *f = payload;
    const struct page_quote *last = f->quotes.count > 0 ? &f->quotes.at[f->quotes.count - 1] : NULL;
    size_t code = find_code(f, r, last ? last->code : 0), report = find_report(f, r->report);
    bool best = !last || last->code != code || last->report != report;

    (void)err;
    f->excerpts++;
    f->decided += !str_equal(r->status, STR("undecided"));
    if (code == f->codes.count || report == f->reports.count || (!best && !is_opened(f, r->key)))
        return true;
    *VEC_PUSH(&f->quotes) = (struct page_quote){
        .key = arena_str(&f->arena, r->key), .standing = arena_str(&f->arena, r->standing),
        .status = arena_str(&f->arena, r->status), .code = code, .report = report, .range = r->range,
        .matched = r->matched, .starred = r->starred, .best = best};
    return true;
}

static bool count_problem(void *payload, const struct problem_row *p, struct error *err)
{
    struct findings *f = payload;

    (void)p;
    (void)err;
    f->unreadable++;
    return true;
}

/* Not more than most bytes, whole words. */
static struct str cut_words(struct str s, size_t most, bool *cut)
{
    size_t stop = most;

    *cut = s.size > most;
    if (!*cut)
        return s;
    while (stop > 0 && s.at[stop] != ' ')
        stop--;
    while (stop == 0 && most > 0 && ((unsigned char)s.at[most] & 0xc0) == 0x80)
        most--;
    return str_slice(s, 0, stop > 0 ? stop : most);
}

/* A long excerpt is told from the sentence on in which the first words matched. */
static struct range told_part(const struct document *doc, const struct page_quote *q, size_t most)
{
    struct range r = q->range;

    if (r.stop - r.start <= most || q->matched.start <= r.start || q->matched.stop > r.stop)
        return r;
    for (size_t i = 0; i < doc->sentence_count && doc->sentences[i].start <= q->matched.start; i++)
        if (doc->sentences[i].start > r.start)
            r.start = doc->sentences[i].start;
    return r;
}

static bool fill_words(struct findings *f, size_t report, struct error *err)
{
    size_t most = f->quotes.count > MANY_QUOTES ? FEW_WORDS : MOST_WORDS;
    struct document *doc;

    if (!store_load_document(f->store, f->reports.at[report].id, &doc, err))
        return false;
    for (size_t i = 0; i < f->quotes.count; i++) {
        struct page_quote *q = &f->quotes.at[i];
        struct range told;

        if (q->report != report || q->range.stop > doc->text.size)
            continue;
        told = told_part(doc, q, most);
        q->behind = told.start > q->range.start;
        q->page = document_page_at(doc, told.start) + 1;
        q->words = arena_str(&f->arena, cut_words(document_text(doc, told), most, &q->cut));
    }
    document_free(doc);
    return true;
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

bool export_gather(struct findings *f, struct error *err)
{
    const struct evidence_filter filter = {.status = EVIDENCE_KEPT};
    const struct audit_options questions = {.status = EVIDENCE_KEPT};
    struct error none = {0};
    bool ok = store_reports(f->store, keep_report, f, err) && store_codes(f->store, keep_code, f, err)
        && store_problems(f->store, count_problem, f, err) && tally(f, &f->all, TALLY_ALL, err)
        && tally(f, &f->region, TALLY_REGION, err) && tally(f, &f->year, TALLY_YEAR, err)
        && tally(f, &f->authority, TALLY_AUTHORITY, err) && gather_pairs(f, err);

    if (!ok)
        return false;
    f->has_audit = analyse_audit(&f->audit, f->store, &questions, &none);
    if (!f->has_audit && none.kind != ERROR_INPUT)      /* no codebook asks: no fault */
        ok = error_set(err, none.kind, "%s", none.text);
    gather_opened(f);
    ok = ok && store_evidence(f->store, &filter, keep_quote, f, err);
    for (size_t i = 0; ok && i < f->reports.count; i++)
        ok = fill_words(f, i, err);
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
    free(f->reports.at);
    free(f->codes.at);
    free(f->quotes.at);
    free(f->opened.at);
    arena_free(&f->arena);
}
