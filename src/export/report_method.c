/* Of the findings page: how it was made, and what must be known before it is believed. */
#include "config.h"
#include "export/report_internal.h"

#include "analyse/coders.h"
#include "analyse/missed.h"
#include "base/file.h"
#include "store/listing.h"

#include <inttypes.h>
#include <math.h>

enum { ROUNDS = 1000, DRAWS = 20000, SEED = 1 };

struct method {
    const struct findings *f;
    size_t rows;
    uint64_t problems, doubtful;
    struct str last;            /* the report of the last measure; in the arena */
    struct arena arena;
};

static bool write_pass(void *payload, const struct pass_row *p, struct error *err)
{
    struct method *m = payload;
    const struct findings *f = m->f;

    (void)err;
    if (!p->current)
        return true;
    export_put(f, "<li><b>");
    export_put_text(f, p->title);
    export_put(f, "</b>: codebook ");
    export_put_text(f, p->codebook);
    export_put(f, " version ");
    export_put_text(f, p->version);
    export_put(f, ", content <code>");
    export_put_text(f, p->hash);
    fprintf(f->out, "</code>; pass %" PRId64 " by excerpta ", p->pass);
    export_put_text(f, p->tool);
    fprintf(f->out, ", %" PRId64 " reports searched, %" PRId64 " excerpts tagged.</li>\n", p->reports, p->excerpts);
    m->problems += (uint64_t)p->problems;
    return true;
}

static void put_decimal(const struct findings *f, double number)
{
    if (isnan(number))
        export_put(f, "<td class=\"n soft\">–</td>");
    else
        fprintf(f->out, "<td class=\"n\">%.2f</td>", number);
}

static bool write_agreement(void *payload, const struct coders_row *r, struct error *err)
{
    struct method *m = payload;
    const struct findings *f = m->f;

    (void)err;
    if (m->rows++ == 0)
        export_put(f, "<div class=\"scroll\"><table><caption>Agreement of reviewers who decided on the same reports"
                      "</caption><thead><tr><th>Code</th><th class=\"n\">reports</th><th class=\"n\">coders</th>"
                      "<th class=\"n\">same</th><th class=\"n\">alpha</th><th class=\"n\">from</th><th class=\"n\">to"
                      "</th></tr></thead><tbody>\n");
    export_put(f, "<tr><th scope=\"row\">");
    export_put_text(f, r->codebook);
    export_put(f, r->code.size > 0 ? "/" : ", all codes");
    export_put_text(f, r->code);
    fprintf(f->out, "</th><td class=\"n\">%zu</td><td class=\"n\">%zu</td>", r->reports, r->coders);
    put_decimal(f, r->agreement.figure[AGREEMENT_PERCENT]);
    put_decimal(f, r->agreement.figure[AGREEMENT_ALPHA]);
    put_decimal(f, r->agreement.interval[AGREEMENT_ALPHA].low);
    put_decimal(f, r->agreement.interval[AGREEMENT_ALPHA].high);
    export_put(f, "</tr>\n");
    return true;
}

static bool write_recall(void *payload, const struct missed_row *r, struct error *err)
{
    struct method *m = payload;
    const struct findings *f = m->f;

    (void)err;
    if (m->rows++ == 0)
        export_put(f, "<div class=\"scroll\"><table><caption>What the rules missed, from passages drawn at random that "
                      "none had tagged</caption><thead><tr><th>Code</th><th class=\"n\">judged</th><th class=\"n\">"
                      "relevant</th><th class=\"n\">recall</th><th class=\"n\">from</th><th class=\"n\">to</th></tr>"
                      "</thead><tbody>\n");
    export_put(f, "<tr><th scope=\"row\">");
    export_put_text(f, r->sample->codebook);
    export_put(f, "/");
    export_put_text(f, r->sample->code);
    fprintf(f->out, "</th><td class=\"n\">%" PRIu64 "</td><td class=\"n\">%" PRIu64 "</td>", r->judged, r->relevant);
    put_decimal(f, r->estimate.recall);
    put_decimal(f, r->estimate.recall_interval.low);
    put_decimal(f, r->estimate.recall_interval.high);
    export_put(f, "</tr>\n");
    return true;
}

static bool write_trust(struct method *m, struct error *err)
{
    const struct coders_options agreement = {.over = CODERS_EXCERPTS, .bootstrap = {.rounds = ROUNDS, .seed = SEED}};
    const struct missed_options recall = {.confidence = 0.95, .seed = SEED, .draws = DRAWS};
    const struct findings *f = m->f;

    m->rows = 0;
    if (!analyse_coders(f->store, &agreement, write_agreement, m, err))
        return false;
    export_put(f, m->rows > 0 ? "</tbody></table></div>\n"
                              : "<p>No two reviewers have decided on the same report, so how well people agree on "
                                "these "
                                "codes is not known.</p>\n");
    m->rows = 0;
    if (!analyse_missed(f->store, 0, &recall, write_recall, m, err))
        return false;
    export_put(f, m->rows > 0 ? "</tbody></table></div>\n"
                              : "<p>No sample of untagged passages was drawn, so how much the rules missed is not "
                                "known."
                                "</p>\n");
    return true;
}

bool export_write_method(struct findings *f, struct error *err)
{
    struct method m = {.f = f};

    export_put(f, "<h2 id=\"method\">Method</h2>\n<p>Each report's text was searched with written rules for each "
                  "code; a "
                  "rule's words, what strikes a hit out, and whether it is told as present, absent, planned or past "
                  "stand "
                  "in the codebook. The same files and codebook give the same excerpts. A number of reports is of "
                  "those "
                  "with one excerpt or more that no reviewer rejected. This page was written by excerpta "
                  "" PACKAGE_VERSION
                  ".</p>\n<ul>\n");
    if (!store_passes(f->store, write_pass, &m, err))
        return false;
    export_put(f, "</ul>\n");
    return write_trust(&m, err);
}

static bool count_doubtful(void *payload, const struct quality_row *q, struct error *err)
{
    struct method *m = payload;

    (void)err;
    if (!str_equal(q->sha256, m->last)) {
        m->doubtful++;
        m->last = arena_str(&m->arena, q->sha256);
    }
    return true;
}

static bool count_given_up(void *payload, const struct pass_row *p, struct error *err)
{
    struct method *m = payload;

    (void)err;
    m->problems += p->current ? (uint64_t)p->problems : 0;
    return true;
}

static bool write_problem(void *payload, const struct problem_row *p, struct error *err)
{
    struct method *m = payload;
    const struct findings *f = m->f;

    (void)err;
    export_put(f, m->rows++ == 0 ? "<details><summary>The files that could not be read</summary>\n<ul>\n" : "");
    export_put(f, "<li>");
    export_put_text(f, file_name(p->path));
    export_put(f, ": ");
    export_put_text(f, p->reason);
    export_put(f, p->detail.size > 0 ? ", " : "");
    export_put_text(f, p->detail);
    export_put(f, "</li>\n");
    return true;
}

static void say(const struct findings *f, const char *figure, uint64_t value, const char *words)
{
    fprintf(f->out, "<li>%s: <b data-figure=\"%s\">%" PRIu64 "</b>.</li>\n", words, figure, value);
}

static void write_sentences(const struct method *m)
{
    const struct findings *f = m->f;
    uint64_t copied = 0, compared = 0, no_region = 0, no_year = 0;

    for (size_t i = 0; i < f->reports.count; i++) {
        copied += (uint64_t)f->reports.at[i].copied;
        compared += (uint64_t)f->reports.at[i].compared;
        no_region += str_equal(f->reports.at[i].region, STR("unknown"));
        no_year += str_equal(f->reports.at[i].year, STR("unknown"));
    }
    say(f, "unreadable", f->unreadable, "Files that could not be read; what they say is in no number");
    fprintf(f->out, "<li>Excerpts that a rule tagged and no reviewer has decided on: <b "
            "data-figure=\"undecided\">%" PRIu64 "</b> of %" PRIu64 ".</li>\n", f->excerpts - f->decided, f->excerpts);
    say(f, "doubtful", m->doubtful, "Reports with text to distrust (lost letters, words run together, recognised "
           "scans); "
                                    "what is not found there may stand there");
    say(f, "given-up", m->problems, "Passages that a rule was given up on; there it is neither found nor not found");
    fprintf(f->out, "<li>Words that stand in another report too, so that one sentence may be counted in several: <b "
            "data-figure=\"copied\">%" PRIu64 "</b> of %" PRIu64 " compared.</li>\n", copied, compared);
    say(f, "no-region", no_region, "Reports without a known region, which stand under unknown");
    say(f, "no-year", no_year, "Reports without a known period, which stand under unknown");
    export_put(f, "<li>A report that does not say a thing may be of an area that does it: these numbers are of what is "
                  "written.</li>\n");
}

bool export_write_limits(struct findings *f, struct error *err)
{
    struct method m = {.f = f, .last = STR("")};
    bool ok;

    export_put(f, "<h2 id=\"limits\">Limitations</h2>\n<ul>\n");
    ok = store_quality(f->store, count_doubtful, &m, err) && store_passes(f->store, count_given_up, &m, err);
    write_sentences(&m);
    export_put(f, "</ul>\n");
    ok = ok && store_problems(f->store, write_problem, &m, err);
    export_put(f, m.rows > 0 ? "</ul></details>\n" : "");
    arena_free(&m.arena);
    return ok;
}
