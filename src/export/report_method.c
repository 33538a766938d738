/* Of the findings: how they were made, and how far reviewers bear them out. */
#include "config.h"
#include "export/report_internal.h"

#include "analyse/coders.h"
#include "analyse/precision.h"
#include "store/listing.h"

#include <inttypes.h>

struct method {
    struct findings *f;
    size_t rows;
};

static bool write_pass(void *payload, const struct pass_row *r, struct error *err)
{
    struct method *m = payload;
    struct paper *p = &m->f->paper;

    (void)err;
    if (!r->current)
        return true;
    export_begin(p, PAPER_ITEM);
    export_strong(p, r->title);
    export_words(p, ": codebook %.*s version %.*s, content %.*s; pass %" PRId64 " by excerpta %.*s, %" PRId64
                 " reports searched, %" PRId64 " excerpts tagged, %" PRId64 " passages on which a rule was given up.",
                 STR_ARGS(r->codebook), STR_ARGS(r->version), STR_ARGS(r->hash), r->pass, STR_ARGS(r->tool), r->reports,
                 r->excerpts, r->problems);
    export_end(p, PAPER_ITEM);
    return true;
}

static size_t place_of(const struct findings *f, struct str codebook, struct str code)
{
    size_t c = 0;

    while (c < f->codes.count && !(str_equal(f->codes.at[c].code, code)
                                   && str_equal(f->codes.at[c].codebook, codebook)))
        c++;
    return c;
}

/* The first row of a table brings its heads. */
static void begin_row(struct method *m, const char *caption, const char *heads)
{
    struct paper *p = &m->f->paper;

    if (m->rows++ == 0) {
        export_table(p, "plain", caption);
        export_begin(p, PAPER_HEAD_ROW);
        export_heads(p, heads);
        export_end(p, PAPER_HEAD_ROW);
    }
    export_begin(p, PAPER_ROW);
}

static void write_name(struct findings *f, struct str codebook, struct str code)
{
    export_cell(&f->paper, PAPER_NAME, PAPER_PLAIN);
    export_text(&f->paper, codebook);
    export_text(&f->paper, code.size > 0 ? STR("/") : STR(", all codes"));
    export_text(&f->paper, code);
    export_cell_end(&f->paper);
}

static void write_whole(struct findings *f, size_t number)
{
    export_cell(&f->paper, PAPER_FIGURE, PAPER_PLAIN);
    export_words(&f->paper, "%zu", number);
    export_cell_end(&f->paper);
}

static bool write_agreement(void *payload, const struct coders_row *r, struct error *err)
{
    struct method *m = payload;
    const struct agreement *a = &r->agreement;

    (void)err;
    begin_row(m, "Agreement of reviewers who decided on excerpts of the same reports: the share of excerpts on which "
                 "they say the same, and Krippendorff's alpha, which takes off what chance would give; \"excerpta "
                 "agreement\" tells more", "Code|reports#|reviewers#|the same#|alpha#|from#|to#");
    write_name(m->f, r->codebook, r->code);
    write_whole(m->f, r->reports);
    write_whole(m->f, r->coders);
    export_cell_decimal(m->f, a->figure[AGREEMENT_PERCENT]);
    export_cell_decimal(m->f, a->figure[AGREEMENT_ALPHA]);
    export_cell_decimal(m->f, a->interval[AGREEMENT_ALPHA].low);
    export_cell_decimal(m->f, a->interval[AGREEMENT_ALPHA].high);
    export_end(&m->f->paper, PAPER_ROW);
    return true;
}

static void write_excerpts(struct findings *f, size_t code, const char *state, uint64_t value)
{
    export_cell(&f->paper, PAPER_FIGURE, PAPER_PLAIN);
    export_count_excerpts(f, code, state, value);
    export_cell_end(&f->paper);
}

static bool write_precision(void *payload, const struct precision_row *r, struct error *err)
{
    struct method *m = payload;
    size_t code = place_of(m->f, r->codebook, r->code);

    (void)err;
    if (r->accepted + r->rejected == 0)
        return true;
    begin_row(m, "Precision: of what the rules tagged and reviewers decided on, the share that they accepted, with "
                 "Wilson's interval of 95 percent", "Code|accepted#|rejected#|not decided#|precision#|from#|to#");
    write_name(m->f, r->codebook, r->code);
    write_excerpts(m->f, code, "rule-accepted", r->accepted);
    write_excerpts(m->f, code, "rule-rejected", r->rejected);
    write_excerpts(m->f, code, "rule-open", r->open);
    export_cell_decimal(m->f, r->precision);
    export_cell_decimal(m->f, r->interval.low);
    export_cell_decimal(m->f, r->interval.high);
    export_end(&m->f->paper, PAPER_ROW);
    return true;
}

static void write_judged(struct findings *f, size_t sample, const char *name, uint64_t value)
{
    const struct paper_number n = {.opens = PAPER_OPENS_JUDGED, .code = sample, .name = name, .value = value};

    export_cell(&f->paper, PAPER_FIGURE, PAPER_PLAIN);
    export_number(&f->paper, &n);
    export_cell_end(&f->paper);
}

static void write_sample(struct method *m, size_t sample)
{
    const struct page_sample *s = &m->f->samples.at[sample];

    begin_row(m, "Recall: what the rules missed, from passages drawn at random that none had tagged and reviewers "
                 "judged",
              "Code|drawn of|judged#|relevant#|recall#|from#|to#");
    write_name(m->f, s->codebook, s->code);
    export_cell(&m->f->paper, PAPER_WORDS, PAPER_PLAIN);
    export_words(&m->f->paper, "%" PRIu64 " of %" PRIu64 ", %.*s, seed %" PRId64, s->drawn, s->untagged,
                 STR_ARGS(s->method), s->seed);
    export_cell_end(&m->f->paper);
    write_judged(m->f, sample, "judged", s->judged);
    write_judged(m->f, sample, "accepted", s->relevant);
    export_cell_decimal(m->f, s->estimate.recall);
    export_cell_decimal(m->f, s->estimate.recall_interval.low);
    export_cell_decimal(m->f, s->estimate.recall_interval.high);
    export_end(&m->f->paper, PAPER_ROW);
}

/* Ends the table that begin_row began, or says why there is none. */
static void end_rows(struct method *m, const char *none)
{
    if (m->rows > 0)
        export_table_end(&m->f->paper);
    else
        export_say(&m->f->paper, PAPER_TEXT, none);
    m->rows = 0;
}

static bool write_trust(struct method *m, struct error *err)
{
    enum { ROUNDS = 1000, SEED = 1 };
    const struct coders_options agreement = {.over = CODERS_EXCERPTS, .bootstrap = {ROUNDS, SEED, 0.95, false}};
    const struct rating_filter every = {STR(""), STR("")};

    if (!analyse_coders(m->f->store, &agreement, write_agreement, m, err))
        return false;
    end_rows(m, "No two reviewers have decided on the same report, so how well people agree on these codes is not "
                "known.");
    if (!analyse_precision(m->f->store, &every, PRECISION_CODES, 0.95, write_precision, m, err))
        return false;
    end_rows(m, "No reviewer has accepted or rejected an excerpt, so how often the rules are right is not known.");
    for (size_t s = 0; s < m->f->samples.count; s++)
        write_sample(m, s);
    end_rows(m, "No sample of untagged passages was drawn, so how much the rules missed is not known.");
    return true;
}

bool export_write_method(struct findings *f, struct error *err)
{
    struct method m = {.f = f};
    struct paper *p = &f->paper;

    export_section(p, "method", "Method");
    export_say(p, PAPER_TEXT, "Each report's text was searched with written rules for each code; a rule's words, what "
                              "strikes a hit out, and whether it is told as present, absent, planned or past stand in "
                              "the codebook. The same files and codebook give the same excerpts. A number of reports "
                              "is of those with one excerpt or more that no reviewer rejected. Written by excerpta "
                              PACKAGE_VERSION ".");
    export_begin_at(p, PAPER_LIST, "passes");
    if (!store_passes(f->store, write_pass, &m, err))
        return false;
    export_end(p, PAPER_LIST);
    return write_trust(&m, err);
}
