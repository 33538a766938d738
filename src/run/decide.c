#include "run/decide.h"

#include "base/csv.h"
#include "run/anchor.h"
#include "store/reviewer.h"

#include <stdarg.h>
#include <stdlib.h>

enum column {
    COLUMN_REPORT, COLUMN_EXCERPT, COLUMN_CODEBOOK, COLUMN_CODE, COLUMN_START, COLUMN_STOP, COLUMN_VERDICT,
    COLUMN_RECODE, COLUMN_MEMO, COLUMN_STAR, COLUMN_REVIEWER, COLUMN_KIND, COLUMN_ORIGIN, COLUMN_TEXT, COLUMN_WORDS,
    COLUMN_COUNT
};
static const char *const column_names[COLUMN_COUNT] = {
    "report", "excerpt", "codebook", "code", "start", "stop", "verdict", "recode", "memo", "star", "reviewer", "kind",
    "origin", "text", "words",
};
enum { MAX_WRONG = 20 };

/* What is to be decided, and what each reviewer says already. */
struct deciding {
    struct store *store;
    const struct decide_options *options;
    struct decide_summary *sum;
    struct { struct decision_new *at; size_t count, room; } list;
    struct { struct said { struct str excerpt, reviewer, verdict, recode, memo; bool star, adjudicated; } *at;
             size_t count, room; } said;        /* by excerpt, reviewer */
    struct arena arena;
    struct buf wrong;
    size_t wrong_count;
    struct str last_name;               /* the reviewer of the row before */
    int64_t last_reviewer;
};

static void end(struct deciding *g)
{
    free(g->list.at);
    free(g->said.at);
    arena_free(&g->arena);
    buf_free(&g->wrong);
}

static void wrong(struct deciding *g, unsigned line, const char *format, ...)
{
    char words[512];
    va_list args;

    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    if (g->wrong_count++ < MAX_WRONG)
        buf_add_format(&g->wrong, "%sline %u: %s", g->wrong.size ? "\n" : "", line, words);
}

static bool keep_said(void *payload, const struct decision_row *d, struct error *err)
{
    struct deciding *g = payload;
    struct arena *a = &g->arena;

    (void)err;
    if (d->excerpt.size > 0)
        *VEC_PUSH(&g->said) = (struct said){
            arena_str(a, d->excerpt), arena_str(a, d->reviewer), arena_str(a, d->verdict), arena_str(a, d->recode),
            arena_str(a, d->memo), d->star, str_equal(d->kind, STR("adjudicated"))};
    return true;
}

static int by_excerpt(const void *a, const void *b)
{
    const struct said *x = a, *y = b;
    int order = str_compare(x->excerpt, y->excerpt);

    if (order == 0)
        order = str_compare(x->reviewer, y->reviewer);
    return order ? order : x->adjudicated - y->adjudicated;
}

static bool load_said(struct deciding *g, struct str reviewer, struct error *err)
{
    const struct decision_filter all = {.reviewer = reviewer, .codebook = STR(""), .code = STR(""), .report = STR(""),
                                        .excerpt = STR(""), .how = STR(""), .batch = STR(""), .counting = true};

    if (!store_decisions(g->store, &all, keep_said, g, err))
        return false;
    if (g->said.count > 0)
        qsort(g->said.at, g->said.count, sizeof *g->said.at, by_excerpt);
    return true;
}

/* The letters of both are the same: blanks and signs are what programs change on the way. */
static bool same_letters(struct str a, struct str b)
{
    struct anchor_text x = {.at = NULL}, y = {.at = NULL};
    bool same;

    run_anchor_fold(&x, a);
    run_anchor_fold(&y, b);
    same = str_equal(x.folded, y.folded);
    run_anchor_free(&x);
    run_anchor_free(&y);
    return same;
}

/* Adds a decision, unless the reviewer says just that of the excerpt already. */
static void add(struct deciding *g, const struct decision_new *d, struct str excerpt, struct str reviewer)
{
    struct said key = {excerpt, reviewer, STR(""), STR(""), STR(""), false, d->adjudicated};
    const struct said *before = g->said.count > 0
        ? bsearch(&key, g->said.at, g->said.count, sizeof *g->said.at, by_excerpt) : NULL;

    if (before && str_equal(before->verdict, str_of(store_verdict_words[d->verdict]))
        && str_equal(before->recode, d->recode) && str_equal(before->memo, d->memo) && before->star == d->star) {
        g->sum->same++;
        return;
    }
    if (before)
        g->sum->changed++;
    else
        g->sum->first++;
    g->sum->verdicts[d->verdict]++;
    *VEC_PUSH(&g->list) = *d;
}

static bool find_reviewer(struct deciding *g, struct str name, unsigned line, struct error *err)
{
    struct reviewer_row row;
    bool found;

    if (g->last_reviewer && str_equal(name, g->last_name))
        return true;
    g->last_reviewer = 0;
    if (!store_find_reviewer(g->store, name, &row, &found, err))
        return false;
    if (found) {
        g->last_reviewer = row.id;
        g->last_name = arena_str(&g->arena, name);
    } else {
        wrong(g, line, name.size > 0 ? "there is no reviewer \"%.*s\"" : "it says no reviewer%.*s", STR_ARGS(name));
    }
    return true;
}

static bool read_star(struct str cell, bool *star)
{
    static const char *const yes[] = {"1", "yes", "y", "x", "true"}, *const no[] = {"", "0", "no", "n", "false"};

    for (size_t i = 0; i < 5; i++)
        if (str_equal_caseless(cell, str_of(yes[i])) || str_equal_caseless(cell, str_of(no[i]))) {
            *star = str_equal_caseless(cell, str_of(yes[i]));
            return true;
        }
    return false;
}

static bool read_offset(struct str cell, uint32_t *out)
{
    size_t number;

    if (!str_to_size(cell, &number) || number > UINT32_MAX)
        return false;
    *out = (uint32_t)number;
    return true;
}

/* The cells of a row by what they are; those that the table lacks are "". */
struct row {
    struct str at[COLUMN_COUNT];
    unsigned line;
};

static bool read_cells(struct deciding *g, const struct row *r, struct decision_new *d)
{
    const struct str *at = r->at;

    *d = (struct decision_new){.reviewer = g->last_reviewer, .report = at[COLUMN_REPORT], .excerpt = at[COLUMN_EXCERPT],
        .codebook = at[COLUMN_CODEBOOK], .code = at[COLUMN_CODE], .recode = at[COLUMN_RECODE], .memo = at[COLUMN_MEMO],
        .seen = STR(""), .adjudicated = str_equal(at[COLUMN_KIND], STR("adjudicated"))};
    if (at[COLUMN_START].size > 0 && str_equal(at[COLUMN_ORIGIN], STR("hand")))
        d->excerpt = STR("");   /* which another study need not have */
    if (!store_find_verdict(at[COLUMN_VERDICT], &d->verdict))
        wrong(g, r->line, "there is no verdict \"%.*s\"; there are accept, reject, recode and unsure",
              STR_ARGS(at[COLUMN_VERDICT]));
    else if (!read_star(at[COLUMN_STAR], &d->star))
        wrong(g, r->line, "star \"%.*s\" is neither yes nor no", STR_ARGS(at[COLUMN_STAR]));
    else if (d->excerpt.size == 0 && (!read_offset(at[COLUMN_START], &d->range.start)
                                      || !read_offset(at[COLUMN_STOP], &d->range.stop)))
        wrong(g, r->line, "it names no excerpt, nor start and stop of a passage");
    else
        return true;
    return false;
}

/* What the table says the words are must be what they are. */
static bool check_words(struct deciding *g, const struct row *r, const struct decision_new *d, struct str *excerpt,
                        struct error *err)
{
    struct str said = r->at[COLUMN_TEXT].size > 0 ? r->at[COLUMN_TEXT] : r->at[COLUMN_WORDS], words;
    struct error why = {0};

    if (!store_check_decision(g->store, d, &g->arena, excerpt, &words, &why)) {
        if (why.kind != ERROR_INPUT) {
            *err = why;
            return false;
        }
        wrong(g, r->line, "%s", why.text);
    } else if (said.size > 0 && !same_letters(csv_unguarded(said), words)) {
        wrong(g, r->line, "the excerpt has other words than the table: the report was read again; write the table "
              "anew");
    }
    return true;
}

static bool take_row(struct deciding *g, const struct row *r, struct error *err)
{
    struct str name = r->at[COLUMN_REVIEWER].size > 0 ? r->at[COLUMN_REVIEWER] : g->options->reviewer;
    size_t before = g->wrong_count;
    struct decision_new d;
    struct str excerpt;

    g->sum->rows++;
    if (r->at[COLUMN_VERDICT].size == 0 || str_equal(r->at[COLUMN_KIND], STR("undo"))) {
        g->sum->without++;
        return true;
    }
    if (!find_reviewer(g, name, r->line, err))
        return false;
    if (g->wrong_count > before || !read_cells(g, r, &d))
        return true;
    if (!check_words(g, r, &d, &excerpt, err))
        return false;
    if (g->wrong_count == before)
        add(g, &d, excerpt, name);
    return true;
}

static bool read_header(const struct csv_record *header, int columns[CSV_MAX_COLUMNS], struct error *err)
{
    bool has[COLUMN_COUNT] = {false};

    for (size_t i = 0; i < header->count; i++) {
        columns[i] = COLUMN_COUNT;
        for (int c = 0; c < COLUMN_COUNT; c++)
            if (str_equal_caseless(header->at[i], str_of(column_names[c]))) {
                if (has[c])
                    return error_set(err, ERROR_INPUT, "line 1: column %s stands twice", column_names[c]);
                has[c] = true;
                columns[i] = c;
            }
    }
    if (!has[COLUMN_REPORT] || !has[COLUMN_VERDICT] || (!has[COLUMN_EXCERPT] && !has[COLUMN_START]))
        return error_set(err, ERROR_INPUT, "line 1: columns report, verdict, and excerpt (or codebook, code, start and "
                         "stop) are needed; an export as CSV with a column verdict has them");
    return true;
}

static bool read_rows(struct deciding *g, struct str csv, struct error *err)
{
    int columns[CSV_MAX_COLUMNS];
    struct csv_reader reader;
    struct csv_record record;
    bool more;

    if (!csv_read_start(&reader, csv, err) || !csv_read_record(&reader, &record, &g->arena, &more, err))
        return false;
    if (!more)
        return error_set(err, ERROR_INPUT, "the table is empty");
    if (!read_header(&record, columns, err))
        return false;
    for (size_t count = record.count;;) {
        struct row row = {.line = 0};

        if (!csv_read_record(&reader, &record, &g->arena, &more, err))
            return false;
        if (!more)
            return true;
        row.line = record.line;
        for (int c = 0; c < COLUMN_COUNT; c++)
            row.at[c] = STR("");
        if (record.count != count) {
            wrong(g, record.line, "%zu fields, but the first row names %zu columns", record.count, count);
            continue;
        }
        for (size_t i = 0; i < count; i++)
            if (columns[i] < COLUMN_COUNT)
                row.at[columns[i]] = columns[i] == COLUMN_MEMO ? csv_unguarded(record.at[i]) : record.at[i];
        if (!take_row(g, &row, err))
            return false;
    }
}

/* Each decision gets a request of its own: the batch's name with its number. */
static bool write(struct deciding *g, struct error *err)
{
    struct str batch;

    if (g->list.count == 0)
        return true;
    if (!store_new_request(g->sum->batch, err))
        return false;
    batch = str_of(g->sum->batch);
    for (size_t i = 0; i < g->list.count; i++) {
        struct buf request = {0};

        buf_add_format(&request, "%s/%zu", batch.at, i + 1);
        g->list.at[i].request = arena_str(&g->arena, buf_str(&request));
        buf_free(&request);
    }
    return store_decide_all(g->store, g->list.at, g->list.count, batch, NULL, err);
}

bool run_decide_table(struct store *s, struct str csv, const struct decide_options *options,
                      struct decide_summary *out, struct error *err)
{
    struct deciding g = {.store = s, .options = options, .sum = out};
    bool ok;

    *out = (struct decide_summary){.rows = 0};
    ok = load_said(&g, STR(""), err) && read_rows(&g, csv, err);
    if (ok && g.wrong_count > 0)
        ok = error_set(err, ERROR_INPUT, "nothing was written:\n%s%s", buf_text(&g.wrong),
                       g.wrong_count > MAX_WRONG ? "\n…" : "");
    ok = ok && (!options->write || write(&g, err));
    end(&g);
    return ok;
}

/* What a filter names, with its verdict. */
struct filtering {
    struct deciding g;
    const struct decide_filter *filter;
    struct str reviewer;
};

static bool take_review(void *payload, const struct review_row *r, struct error *err)
{
    struct filtering *f = payload;
    const struct decide_filter *filter = f->filter;
    struct arena *a = &f->g.arena;
    struct decision_new d = {.reviewer = filter->query.reviewer, .verdict = filter->verdict, .recode = filter->recode,
                             .memo = filter->memo, .star = filter->star, .seen = STR("")};

    (void)err;
    if ((filter->standing.size > 0 && !str_equal(filter->standing, r->standing))
        || (filter->rule.size > 0 && !str_equal(filter->rule, r->rule)))
        return true;
    f->g.sum->rows++;
    d.report = arena_str(a, r->report);
    d.excerpt = arena_str(a, r->excerpt);
    add(&f->g, &d, d.excerpt, f->reviewer);
    return true;
}

static bool name_reviewer(void *payload, const struct reviewer_row *r, struct error *err)
{
    struct filtering *f = payload;

    (void)err;
    if (r->id == f->filter->query.reviewer)
        f->reviewer = arena_str(&f->g.arena, r->name);
    return true;
}

bool run_decide_filter(struct store *s, const struct decide_filter *filter, bool write_them,
                       struct decide_summary *out, struct error *err)
{
    struct filtering f = {.g = {.store = s, .sum = out}, .filter = filter, .reviewer = STR("")};
    bool ok;

    *out = (struct decide_summary){.rows = 0};
    ok = store_reviewers(s, name_reviewer, &f, err) && load_said(&f.g, f.reviewer, err)
        && store_review(s, &filter->query, take_review, &f, err) && (!write_them || write(&f.g, err));
    end(&f.g);
    return ok;
}
