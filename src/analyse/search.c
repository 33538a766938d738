#include "analyse/search.h"

#include "base/ascii.h"
#include "match/match.h"
#include "store/evidence.h"
#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

struct place {
    int64_t report;
    struct range range;
};

struct hit {
    struct search_row row;
    size_t order;               /* in which it was found */
};

struct searching {
    struct store *store;
    const struct search_options *options;
    struct codebook *book;
    struct match_program *program;
    struct match_worker *worker;
    const struct report_row *report;
    const struct document *doc;
    struct { struct place *at; size_t count, room; } tagged;    /* by report */
    struct { struct hit *at; size_t count, room; } hits;
    size_t gave_up;
    bool code_met;
    struct buf heading;
    struct arena arena;
};

static void add_escaped(struct buf *out, char c)
{
    switch (c) {
    case '&': buf_add(out, STR("&amp;")); break;
    case '<': buf_add(out, STR("&lt;")); break;
    case '>': buf_add(out, STR("&gt;")); break;
    case '"': buf_add(out, STR("&quot;")); break;
    default: buf_add_char(out, c);
    }
}

/* A plain term: signs stand for themselves, "*" for any letters. */
static void add_term(struct buf *out, const struct search_options *o, const char *term)
{
    buf_add(out, o->match_case ? STR("<pattern case=\"match\">") : STR("<pattern>"));
    for (const char *c = term; *c; c++) {
        if (!o->regex && *c == '*')
            buf_add(out, STR("\\w*"));
        else {
            if (!o->regex && strchr("\\^$.[]|()?+{}#-", *c))
                buf_add_char(out, '\\');
            add_escaped(out, *c);
        }
    }
    buf_add(out, STR("</pattern>"));
}

/* The search as a codebook of one code. */
static bool make_book(struct searching *s, struct error *err)
{
    const struct search_options *o = s->options;
    bool near = o->near > 0 && o->term_count > 1, ok;
    struct buf xml = {0};

    buf_add_format(&xml, "<codebook xmlns=\"urn:excerpta:codebook:1\" id=\"search\" version=\"1\" xml:lang=\"en-GB\">"
                   "<title>s</title><theme id=\"s\"><title>s</title><code id=\"s\" unit=\"%s\"><title>s</title>"
                   "<rule id=\"s\">", unit_words[o->unit]);
    if (o->heading.size > 0) {
        buf_add(&xml, STR("<within heading=\""));
        for (size_t i = 0; i < o->heading.size; i++)
            add_escaped(&xml, o->heading.at[i]);
        buf_add(&xml, STR("\"/>"));
    }
    if (near)
        buf_add_format(&xml, "<near within=\"%u\"%s>", o->near, o->ordered ? " order=\"as-given\"" : "");
    for (size_t i = 0; i < o->term_count; i++)
        add_term(&xml, o, o->terms[i]);
    buf_add(&xml, near ? STR("</near>") : STR(""));
    buf_add(&xml, STR("</rule><standing absent=\"ignore\" planned=\"ignore\" past=\"ignore\"/></code></theme>"
                      "</codebook>"));
    ok = codebook_parse(&s->book, buf_str(&xml), "search", err) && match_compile(&s->program, s->book, err)
        && match_worker_new(&s->worker, s->program, err);
    buf_free(&xml);
    return ok;
}

static bool contains(struct str s, struct str part)
{
    for (size_t i = 0; i + part.size <= s.size; i++)
        if (str_equal_caseless(str_slice(s, i, i + part.size), part))
            return true;
    return part.size == 0;
}

static bool is_wanted(const struct searching *s, const struct report_row *r)
{
    struct report_attributes a = r->attributes;

    for (size_t i = 0; i < s->options->where_count; i++)
        if (!contains(*store_attribute(&a, s->options->where[i].which), s->options->where[i].value))
            return false;
    return str_starts(r->sha256, s->options->report);
}

static bool is_tagged(const struct searching *s, struct range r)
{
    if (s->options->code.size == 0)
        return true;
    for (size_t i = 0; i < s->tagged.count; i++) {
        const struct place *p = &s->tagged.at[i];

        if (p->report == s->report->id && p->range.start <= r.start && r.stop <= p->range.stop)
            return true;
    }
    return false;
}

/* Whole words of at most `width` characters before byte `at`, not before `least`. */
static struct str left_of(const struct document *doc, uint32_t at, uint32_t least, unsigned width)
{
    uint32_t start = at, i = at;

    for (unsigned n = 0; i > least && n <= width; n++) {
        i--;
        while (i > least && !str_is_edge(doc->text, i))
            i--;
        if (n < width && (i == least || doc->text.at[i - 1] == ' '))
            start = i;
    }
    return str_trim(document_text(doc, (struct range){start, at}));
}

static struct str right_of(const struct document *doc, uint32_t at, uint32_t most, unsigned width)
{
    uint32_t stop = at, i = at;

    for (unsigned n = 0; i < most && n < width; n++) {
        i++;
        while (i < most && !str_is_edge(doc->text, i))
            i++;
        if (i == most || doc->text.at[i] == ' ')
            stop = i;
    }
    return document_text(doc, (struct range){at, stop});
}

static void add_hit(struct searching *s, struct range r)
{
    const struct document *doc = s->doc;
    size_t block = document_block_at(doc, r.start);
    struct range in = doc->blocks[block].range;
    struct arena *a = &s->arena;
    struct search_row row = {.path = s->report->path, .report = s->report->sha256, .range = r};

    if (!is_tagged(s, r))
        return;
    buf_clear(&s->heading);
    document_heading_path(doc, block, &s->heading);
    row.path = arena_str(a, row.path);
    row.report = arena_str(a, row.report);
    row.page = document_page_at(doc, r.start) + 1;
    row.heading = arena_str(a, buf_str(&s->heading));
    row.left = arena_str(a, left_of(doc, r.start, in.start, s->options->width));
    row.match = arena_str(a, document_text(doc, r));
    row.right = arena_str(a, right_of(doc, r.stop, in.stop > r.stop ? in.stop : r.stop, s->options->width));
    *VEC_PUSH(&s->hits) = (struct hit){row, s->hits.count};
}

static bool found(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct searching *s = payload;

    (void)err;
    if (s->options->term_count > 1 && e->span_count > 0)
        add_hit(s, (struct range){e->spans[0].start, e->spans[e->span_count - 1].stop});
    for (size_t i = 0; s->options->term_count == 1 && i < e->span_count; i++)
        add_hit(s, e->spans[i]);
    return true;
}

static bool count_problem(void *payload, const struct match_problem *p, struct error *err)
{
    struct searching *s = payload;

    (void)p;
    (void)err;
    s->gave_up++;
    return true;
}

static bool search_report(void *payload, const struct report_row *r, struct error *err)
{
    struct searching *s = payload;
    const struct match_sink sink = {found, count_problem, s};
    struct document *doc = NULL;
    bool ok;

    if (!is_wanted(s, r))
        return true;
    s->report = r;
    ok = store_load_document(s->store, r->id, &doc, err);
    s->doc = doc;
    ok = ok && match_run(s->worker, doc, &sink, err);
    document_free(doc);
    return ok;
}

static bool note_code(void *payload, const struct code_row *c, struct error *err)
{
    struct searching *s = payload;

    (void)err;
    s->code_met = s->code_met || str_equal(c->code, s->options->code);
    return true;
}

static bool keep_place(void *payload, const struct evidence_row *r, struct error *err)
{
    struct searching *s = payload;

    (void)err;
    *VEC_PUSH(&s->tagged) = (struct place){r->report, r->range};
    return true;
}

static bool find_tagged(struct searching *s, struct error *err)
{
    const struct evidence_filter filter = {.code = s->options->code, .status = EVIDENCE_KEPT};

    if (filter.code.size == 0)
        return true;
    if (!store_codes(s->store, note_code, s, err))
        return false;
    if (!s->code_met)
        return error_set(err, ERROR_INPUT, "no complete pass has a code %.*s: \"excerpta counts\" lists them",
                         STR_ARGS(filter.code));
    return store_evidence(s->store, &filter, keep_place, s, err);
}

static int by_right(struct str a, struct str b)
{
    for (size_t i = 0; i < a.size && i < b.size; i++)
        if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
            return (unsigned char)ascii_lower(a.at[i]) < (unsigned char)ascii_lower(b.at[i]) ? -1 : 1;
    return (a.size > b.size) - (a.size < b.size);
}

/* Takes the last word off *rest. */
static struct str last_word(struct str *rest)
{
    size_t start = rest->size;
    struct str word;

    while (start > 0 && rest->at[start - 1] != ' ')
        start--;
    word = str_slice(*rest, start, rest->size);
    *rest = str_slice(*rest, 0, start > 0 ? start - 1 : 0);
    return word;
}

static int by_left(struct str a, struct str b)
{
    while (a.size > 0 && b.size > 0) {
        struct str x = last_word(&a), y = last_word(&b);
        int order = by_right(x, y);

        if (order != 0)
            return order;
    }
    return (a.size > 0) - (b.size > 0);
}

static int in_order(const struct hit *x, const struct hit *y)
{
    return (x->order > y->order) - (x->order < y->order);
}

static int left_first(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    int order = by_left(x->row.left, y->row.left);

    return order != 0 ? order : in_order(x, y);
}

static int right_first(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    int order = by_right(str_trim(x->row.right), str_trim(y->row.right));

    return order != 0 ? order : in_order(x, y);
}

bool analyse_search(struct store *store, const struct search_options *options, size_t *gave_up, analyse_each_hit *each,
                    void *payload, struct error *err)
{
    struct searching s = {.store = store, .options = options};
    bool ok = make_book(&s, err) && find_tagged(&s, err) && store_reports(store, search_report, &s, err);

    if (ok && s.hits.count > 0 && options->sort != SEARCH_BY_REPORT)
        qsort(s.hits.at, s.hits.count, sizeof *s.hits.at, options->sort == SEARCH_BY_LEFT ? left_first : right_first);
    for (size_t i = 0; ok && i < s.hits.count; i++)
        ok = each(payload, &s.hits.at[i].row, err);
    *gave_up = s.gave_up;
    match_worker_free(s.worker);
    match_free(s.program);
    codebook_free(s.book);
    free(s.tagged.at);
    free(s.hits.at);
    buf_free(&s.heading);
    arena_free(&s.arena);
    return ok;
}
