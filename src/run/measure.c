#include "run/measure.h"

#include <stdlib.h>
#include <string.h>

const char *const run_measure_words[MEASURE_KIND_COUNT] = {
#define X(id, word) [MEASURE_##id] = word,
    MEASURE_KINDS(X)
#undef X
};

/* What the rules made of a code in the passage at work. */
struct finding {
    bool standing[STANDING_COUNT];
    bool any;
    const char *rule, *matched;         /* of its first excerpt */
};

struct measuring {
    const struct codebook *book;
    const struct labels *labels;
    struct measure *measure;
    struct match_worker *worker;
    const struct document *doc;
    uint32_t from;                      /* where the passage itself begins in doc */
    struct finding *findings;           /* by code */
    struct { struct measure_row *at; size_t count, room; } rows;
    struct { struct score_count **at; size_t count, room; } counts;     /* what stands in rows, to write */
    struct { struct measure_error *at; size_t count, room; } errors;
    size_t at;                          /* the passage at work */
    size_t code_rows;                   /* rows before those of classes */
    bool all_right;
};

static bool note_excerpt(void *payload, const struct match_excerpt *e, struct error *err)
{
    struct measuring *m = payload;
    struct finding *f = &m->findings[e->code - m->book->codes];
    struct buf matched = {0};

    (void)err;
    if (e->range.stop <= m->from)
        return true;
    f->standing[e->standing] = true;
    if (f->any)
        return true;
    f->any = true;
    f->rule = e->rule->id;
    for (size_t i = 0; i < e->span_count; i++) {
        if (i > 0)
            buf_add(&matched, STR(" … "));
        buf_add(&matched, document_text(m->doc, e->spans[i]));
    }
    f->matched = arena_copy(&m->measure->arena, buf_str(&matched));
    buf_free(&matched);
    return true;
}

static bool note_gave_up(void *payload, const struct match_problem *p, struct error *err)
{
    (void)payload;
    return error_set(err, ERROR_LIMIT, "code %s: the pattern on line %u was given up: %s", p->code->id,
                     p->pattern->line, p->reason);
}

/* Of several the one that counts: present before absent before planned before past. */
static enum standing first_standing(const struct finding *f)
{
    int s = 0;

    while (s < STANDING_COUNT - 1 && !f->standing[s])
        s++;
    return (enum standing)s;
}

static const struct label *find_label(const struct labelled_passage *p, size_t code)
{
    for (size_t i = 0; i < p->label_count; i++)
        if (p->labels[i].code == code)
            return &p->labels[i];
    return NULL;
}

/* Rows come in the same order for every passage: the first makes them. */
static void count(struct measuring *m, size_t *row, bool labelled, bool found)
{
    struct score_count *c = &m->counts.at[*row][m->at];

    c->right += labelled && found;
    c->extra += found && !labelled;
    c->missed += labelled && !found;
    ++*row;
}

static void note_error(struct measuring *m, const char *name, const char *labelled, const char *found,
                       const struct finding *f)
{
    *VEC_PUSH(&m->errors) = (struct measure_error){
        .passage = &m->labels->passages[m->at], .name = name, .labelled = labelled, .found = found,
        .rule = f && f->any ? f->rule : "", .matched = f && f->any ? f->matched : ""};
}

static void count_codes(struct measuring *m, const struct labelled_passage *p, size_t *row)
{
    for (size_t i = 0; i < m->book->code_count; i++) {
        const struct label *label = find_label(p, i);
        const struct finding *f = &m->findings[i];
        enum standing found = first_standing(f);

        if (!m->labels->asked[i])
            continue;
        count(m, row, label != NULL, f->any);
        m->all_right = m->all_right && (label != NULL) == f->any;
        if (label && f->any)
            m->measure->standings[label->standing][found]++;
        if ((label != NULL) != f->any || (label && label->standing != found))
            note_error(m, m->book->codes[i].id, label ? standing_words[label->standing] : "no",
                       f->any ? standing_words[found] : "no", f);
    }
}

static void count_themes(struct measuring *m, const struct labelled_passage *p, size_t *row)
{
    for (size_t t = 0; t < m->book->theme_count; t++) {
        const struct theme *theme = &m->book->themes[t];
        bool asked = false, labelled = false, found = false;

        for (size_t i = theme->first_code; i < theme->first_code + theme->code_count; i++) {
            if (!m->labels->asked[i])
                continue;
            asked = true;
            labelled = labelled || find_label(p, i);
            found = found || m->findings[i].any;
        }
        if (asked)
            count(m, row, labelled, found);
    }
}

static void count_standings(struct measuring *m, const struct labelled_passage *p, size_t *row)
{
    for (int s = 0; s < STANDING_COUNT; s++, ++*row)
        for (size_t i = 0; i < m->book->code_count; i++) {
            const struct label *label = find_label(p, i);
            size_t same = *row;

            if (m->labels->asked[i])
                count(m, &same, label && (int)label->standing == s,
                      m->findings[i].any && (int)first_standing(&m->findings[i]) == s);
        }
    for (size_t i = 0; i < m->book->code_count; i++) {
        size_t same = *row;

        if (m->labels->asked[i])
            count(m, &same, find_label(p, i) != NULL, m->findings[i].any);
    }
    ++*row;
}

static bool holds(const struct measuring *m, const struct label_condition *c, const struct finding **by)
{
    for (size_t i = 0; i < m->book->code_count; i++) {
        const struct finding *f = &m->findings[i];

        if ((c->theme && m->book->codes[i].theme != c->theme) || (c->code && &m->book->codes[i] != c->code))
            continue;
        *by = f;
        if (c->standing < 0 ? f->any : f->standing[c->standing])
            return true;
    }
    return false;
}

static void count_classes(struct measuring *m, const struct labelled_passage *p, size_t *row)
{
    for (size_t k = 0; k < m->labels->class_count; k++) {
        const struct label_class *class = &m->labels->classes[k];
        const struct finding *by = NULL;
        bool labelled = false, found = false;

        for (size_t i = 0; i < class->word_count; i++)
            labelled = labelled || str_equal(class->words[i], p->word);
        for (size_t i = 0; i < class->when_count && !found; i++)
            found = holds(m, &class->when[i], &by);
        count(m, row, labelled, found);
        m->all_right = m->all_right && labelled == found;
        if (labelled != found)
            note_error(m, class->name, labelled ? "yes" : "no", found ? "yes" : "no", found ? by : NULL);
    }
}

static bool run_passage(struct measuring *m, const struct labelled_passage *p, struct error *err)
{
    const struct match_sink sink = {note_excerpt, note_gave_up, m};
    struct document *doc = NULL;
    struct buf text = {0};
    size_t row = 0;
    bool ok;

    if (p->before.size > 0) {
        buf_add(&text, p->before);
        buf_add_char(&text, ' ');
    }
    m->from = (uint32_t)text.size;
    buf_add(&text, p->text);
    memset(m->findings, 0, m->book->code_count * sizeof *m->findings);
    ok = document_of_passage(&doc, buf_str(&text), err);
    if (ok) {
        m->doc = doc;
        match_use_answers(m->worker, &(struct range){0, (uint32_t)doc->text.size}, 1);
        ok = match_run(m->worker, doc, &sink, err);
    }
    document_free(doc);
    buf_free(&text);
    if (!ok)
        return error_within(err, "line %u of the labels: passage %.*s", p->line, STR_ARGS(p->id));
    m->all_right = true;
    if (p->coded && m->code_rows > 0) {
        count_codes(m, p, &row);
        count_themes(m, p, &row);
        count_standings(m, p, &row);
    }
    row = m->code_rows;
    if (p->word.size > 0)
        count_classes(m, p, &row);
    m->counts.at[m->rows.count - 1][m->at] =
        (struct score_count){.right = m->all_right, .extra = !m->all_right, .missed = !m->all_right};
    return true;
}

static void add_row(struct measuring *m, enum measure_kind kind, const char *name, const char *theme)
{
    struct score_count *passages = arena_alloc(&m->measure->arena, m->labels->passage_count, sizeof *passages);

    *VEC_PUSH(&m->counts) = passages;
    *VEC_PUSH(&m->rows) = (struct measure_row){.kind = kind, .name = name, .theme = theme, .passages = passages};
}

/* In the order in which run_passage counts. */
static void make_rows(struct measuring *m)
{
    const struct codebook *book = m->book;

    for (size_t i = 0; i < book->code_count; i++)
        if (m->labels->asked[i])
            add_row(m, MEASURE_CODE, book->codes[i].id, book->codes[i].theme->id);
    for (size_t t = 0; t < book->theme_count; t++) {
        size_t at = book->themes[t].first_code, stop = at + book->themes[t].code_count;

        while (at < stop && !m->labels->asked[at])
            at++;
        if (at < stop)
            add_row(m, MEASURE_THEME, book->themes[t].id, "");
    }
    for (int s = 0; m->rows.count > 0 && s < STANDING_COUNT; s++)
        add_row(m, MEASURE_STANDING, standing_words[s], "");
    if (m->rows.count > 0)
        add_row(m, MEASURE_ALL, "codes", "");
    m->code_rows = m->rows.count;
    for (size_t k = 0; k < m->labels->class_count; k++)
        add_row(m, MEASURE_CLASS, m->labels->classes[k].name, "");
    add_row(m, MEASURE_PASSAGE, "passages", "");
}

bool run_measure(struct measure *out, const struct codebook *book, const struct labels *labels, struct error *err)
{
    struct measuring m = {.book = book, .labels = labels, .measure = out};
    struct match_program *program = NULL;
    bool ok;

    *out = (struct measure){.passage_count = labels->passage_count};
    m.findings = arena_alloc(&out->arena, book->code_count, sizeof *m.findings);
    make_rows(&m);
    ok = match_compile(&program, book, err) && match_worker_new(&m.worker, program, err);
    for (m.at = 0; ok && m.at < labels->passage_count; m.at++)
        ok = run_passage(&m, &labels->passages[m.at], err);
    match_worker_free(m.worker);
    match_free(program);
    out->rows = arena_copy_array(&out->arena, m.rows.at, m.rows.count, sizeof *m.rows.at);
    out->row_count = m.rows.count;
    out->errors = arena_copy_array(&out->arena, m.errors.at, m.errors.count, sizeof *m.errors.at);
    out->error_count = m.errors.count;
    free(m.rows.at);
    free(m.counts.at);
    free(m.errors.at);
    if (!ok)
        run_measure_free(out);
    return ok;
}

void run_measure_free(struct measure *m)
{
    arena_free(&m->arena);
    *m = (struct measure){0};
}
