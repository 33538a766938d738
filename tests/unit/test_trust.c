#include "analyse/coders.h"
#include "analyse/draw.h"
#include "analyse/missed.h"
#include "analyse/precision.h"
#include "codebook/codebook.h"
#include "store/decision.h"
#include "store/reviewer.h"
#include "study.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

static const char book_xml[] =
    "<codebook xmlns=\"urn:excerpta:codebook:1\" id=\"book\" version=\"1\" xml:lang=\"en\"><title>B</title>"
    "<theme id=\"t\"><title>T</title>"
    "<code id=\"two\"><title>Two</title><definition>d</definition><rule id=\"r\"><pattern>asked</pattern></rule></code>"
    "<code id=\"one\"><title>One</title><definition>d</definition><rule id=\"r\"><pattern>they</pattern></rule></code>"
    "</theme></codebook>";

static int64_t ann, ben;

/* The pass of study.h with a codebook that can be read again. */
static bool make_study(struct store **out, const char *path, struct error *err)
{
    static const struct { const char *code; struct range r; } finds[] = {
        {"one", {14, 31}}, {"two", {32, 52}}, {"one", {32, 52}}};
    char token[REVIEWER_TOKEN_SIZE];
    struct codebook *book;
    int64_t pass, report;
    bool found, ok = store_open(out, path, STORE_CREATE, err) && study_add_report(*out, study_a, "/r/a.pdf", err)
        && study_add_report(*out, study_b, "/r/b.pdf", err) && codebook_parse(&book, str_of(book_xml), "book", err)
        && store_begin_pass(*out, book, "0.1", "", &pass, err);

    for (int n = 0; ok && n < 2; n++) {
        ok = store_find_report(*out, n ? study_b : study_a, &report, &found, err);
        for (int i = 0; ok && i < 3; i++) {
            struct range span = {finds[i].r.start, finds[i].r.start + 4};
            struct store_excerpt e = {finds[i].code, "r", "present", finds[i].r, &span, 1};

            ok = store_add_excerpt(*out, pass, report, &e, err);
        }
        ok = ok && store_pass_report_done(*out, pass, report, 3, err);
    }
    ok = ok && store_end_pass(*out, pass, err);
    if (ok)
        codebook_free(book);
    return ok && store_add_reviewer(*out, STR("Ann"), false, token, &ann, err)
        && store_add_reviewer(*out, STR("Ben"), false, token, &ben, err);
}

/* A decision on a range, which is an excerpt or is tagged by hand. */
static bool decide(struct store *s, int64_t reviewer, const char *report, const char *code, struct range r,
                   enum verdict verdict, const char *recode)
{
    static unsigned requests;
    char request[16];
    struct error err = {0};
    struct decision_done done;
    struct decision_new d = {.reviewer = reviewer, .report = str_of(report), .excerpt = STR(""),
                             .codebook = STR("book"), .code = str_of(code), .range = r, .seen = STR(""),
                             .verdict = verdict, .recode = str_of(recode), .memo = STR("")};

    snprintf(request, sizeof request, "r%u", ++requests);
    d.request = str_of(request);
    return store_decide(s, &d, &done, &err) || !ok(false, "decided: %s", err.text);
}

/* "code reports coders units: both first second neither percent" of each row, with | between. */
static bool add_coders(void *payload, const struct coders_row *r, struct error *err)
{
    struct buf *out = payload;

    (void)err;
    buf_add_format(out, "%s%.*s %zu %zu %llu: %llu %llu %llu %llu %.2f", out->size ? "|" : "", STR_ARGS(r->code),
                   r->reports, r->coders, (unsigned long long)r->agreement.paired, (unsigned long long)r->both,
                   (unsigned long long)r->first, (unsigned long long)r->second, (unsigned long long)r->neither,
                   r->agreement.figure[AGREEMENT_PERCENT]);
    return true;
}

static void is_coders(struct store *s, enum coders_over over, const char *code, const char *expected, const char *what)
{
    const struct coders_options options = {{STR(""), str_of(code)}, over, {.rounds = 0}};
    struct error err = {0};
    struct buf out = {0};

    if (!ok(analyse_coders(s, &options, add_coders, &out, &err), "%s: there are figures", what))
        printf("# %s\n", err.text);
    is_text(expected, buf_text(&out), what);
    buf_free(&out);
}

static bool add_precision(void *payload, const struct precision_row *r, struct error *err)
{
    struct buf *out = payload;

    (void)err;
    buf_add_format(out, "%s%.*s%s%.*s: %llu %llu %llu", out->size ? "|" : "", STR_ARGS(r->code),
                   r->words.size ? " " : "", STR_ARGS(r->words), (unsigned long long)r->accepted,
                   (unsigned long long)r->rejected, (unsigned long long)r->open);
    return true;
}

static void is_precision(struct store *s, enum precision_by by, const char *expected, const char *what)
{
    const struct rating_filter all = {STR(""), STR("")};
    struct error err = {0};
    struct buf out = {0};

    if (!analyse_precision(s, &all, by, 0.95, add_precision, &out, &err))
        printf("# %s\n", err.text);
    is_text(expected, buf_text(&out), what);
    buf_free(&out);
}

/* Report a has four sentences; rules tagged the second and third with one, the third with two. */
static void test_agreement(struct store *s)
{
    const struct range second = {14, 31}, third = {32, 52}, fourth = {53, 59};

    is_coders(s, CODERS_PASSAGES, "", "", "no decision, no figure");
    decide(s, ann, study_a, "one", second, VERDICT_ACCEPT, "");
    decide(s, ann, study_b, "one", second, VERDICT_ACCEPT, "");
    is_coders(s, CODERS_PASSAGES, "", "", "one reviewer alone, none either");
    decide(s, ben, study_a, "one", second, VERDICT_ACCEPT, "");
    decide(s, ann, study_a, "one", third, VERDICT_REJECT, "");
    decide(s, ben, study_a, "one", third, VERDICT_ACCEPT, "");
    is_coders(s, CODERS_PASSAGES, "", "one 1 2 4: 1 0 1 2 0.75| 1 2 4: 1 0 1 2 0.75",
              "sentences that nobody tagged are a no of both");
    is_coders(s, CODERS_EXCERPTS, "one", "one 1 2 2: 1 0 1 0 0.50", "over excerpts they are left out");
    is_coders(s, CODERS_REPORTS, "one", "one 1 2 1: 1 0 0 0 1.00", "over reports both found the code");
    decide(s, ann, study_a, "two", third, VERDICT_RECODE, "one");
    decide(s, ben, study_a, "two", third, VERDICT_ACCEPT, "");
    is_coders(s, CODERS_PASSAGES, "", "two 1 2 4: 0 0 1 3 0.75|one 1 2 4: 1 0 1 2 0.75| 1 2 8: 1 0 2 5 0.75",
              "recoding is a no to the code, and what was said of the other itself counts more");
    decide(s, ben, study_a, "one", fourth, VERDICT_ACCEPT, "");
    is_coders(s, CODERS_PASSAGES, "one", "one 1 2 4: 1 0 2 1 0.50", "what one tagged by hand, the other left out");
    is_coders(s, CODERS_EXCERPTS, "one", "one 1 2 2: 1 0 1 0 0.50", "over excerpts she was not asked");
    decide(s, ann, study_a, "one", third, VERDICT_UNSURE, "");
    is_coders(s, CODERS_PASSAGES, "one", "one 1 2 3: 1 0 1 1 0.67", "unsure is not counted");
}

static void test_precision(struct store *s)
{
    is_precision(s, PRECISION_CODES, "two: 0 0 2|one: 2 0 2", "a disagreement is open");
    decide(s, ann, study_b, "one", (struct range){32, 52}, VERDICT_REJECT, "");
    decide(s, ann, study_b, "two", (struct range){32, 52}, VERDICT_RECODE, "one");
    is_precision(s, PRECISION_RULES, "two: 0 1 1|one: 2 1 1", "a recoded excerpt is wrong for its code");
    is_precision(s, PRECISION_WORDS, "two they: 0 1 1|one they: 0 1 1|one fath: 2 0 0",
                 "by words, those wrong most often come first");
}

/* "STRATUM path start-stop status" of each item, with | between. */
static bool add_item(void *payload, const struct sample_item_row *r, struct error *err)
{
    struct buf *out = payload;

    (void)err;
    buf_add_format(out, "%s%.*s %.*s %u-%u %.*s", out->size ? "|" : "", STR_ARGS(r->stratum), STR_ARGS(r->path),
                   r->range.start, r->range.stop, STR_ARGS(r->status));
    return true;
}

static void list_items(struct store *s, int64_t sample, struct buf *out)
{
    struct error err = {0};

    buf_clear(out);
    if (!store_sample_items(s, sample, add_item, out, &err))
        printf("# %s\n", err.text);
}

static bool add_missed(void *payload, const struct missed_row *r, struct error *err)
{
    struct buf *out = payload;

    (void)err;
    buf_add_format(out, "%s%llu untagged, %llu drawn, %llu judged, %llu relevant; %llu %llu %llu; missed %.2f "
                   "recall %.2f", out->size ? "|" : "", (unsigned long long)r->untagged, (unsigned long long)r->drawn,
                   (unsigned long long)r->judged, (unsigned long long)r->relevant,
                   (unsigned long long)r->found.accepted, (unsigned long long)r->found.rejected,
                   (unsigned long long)r->found.undecided, r->estimate.missed, r->estimate.recall);
    return true;
}

static void is_missed(struct store *s, int64_t sample, const char *expected, const char *what)
{
    const struct missed_options how = {0.95, 0, 0, 1, 1000};
    struct error err = {0};
    struct buf out = {0};

    if (!analyse_missed(s, sample, &how, add_missed, &out, &err))
        buf_add(&out, str_of(err.text));
    is_text(expected, buf_text(&out), what);
    buf_free(&out);
}

/* Code two is on the third sentence of both reports; of the paragraph the second is left, elsewhere the heading and the
 * list item. */
static void test_passages(struct store *s)
{
    const struct draw_passages all = {NULL, "two", 100, 1, DRAW_CLOSENESS}, few = {NULL, "two", 3, 1,
                                                                                           DRAW_SIMPLE};
    const struct draw_passages other = {NULL, "two", 3, 2, DRAW_SIMPLE}, none = {NULL, "x", 3, 1, 0};
    struct buf first = {0}, second = {0};
    struct error err = {0};
    int64_t sample, again;

    ok(analyse_draw_passages(s, &all, &sample, &err), "all that is untagged is drawn: %s", err.text);
    list_items(s, sample, &first);
    ok(strstr(buf_text(&first), "same block /r/a.pdf 14-31") && strstr(buf_text(&first), "same section /r/a.pdf 0-13")
       && strstr(buf_text(&first), "same section /r/b.pdf 53-59") && !strstr(buf_text(&first), " 32-52"),
       "each in its stratum, and nothing that is tagged: %s", buf_text(&first));
    is_missed(s, sample, "6 untagged, 6 drawn, 0 judged, 0 relevant; 0 1 1; missed nan recall nan",
              "before a judgement nothing is known");
    decide(s, ann, study_a, "two", (struct range){14, 31}, VERDICT_ACCEPT, "");
    decide(s, ann, study_b, "two", (struct range){14, 31}, VERDICT_REJECT, "");
    decide(s, ann, study_b, "two", (struct range){53, 59}, VERDICT_REJECT, "");
    is_missed(s, sample, "6 untagged, 6 drawn, 3 judged, 1 relevant; 0 1 1; missed 1.00 recall 0.00",
              "a decision on a passage that was drawn is a judgement");

    ok(analyse_draw_passages(s, &few, &sample, &err) && analyse_draw_passages(s, &few, &again, &err),
       "three are drawn");
    list_items(s, sample, &first);
    list_items(s, again, &second);
    is_text(buf_text(&first), buf_text(&second), "the same seed draws the same");
    ok(analyse_draw_passages(s, &other, &again, &err), "another seed");
    list_items(s, again, &second);
    ok(strcmp(buf_text(&first), buf_text(&second)) != 0, "draws another three, or in another order");
    ok(!analyse_draw_passages(s, &none, &again, &err) && err.kind == ERROR_USAGE, "an unknown code: %s", err.text);
    is_missed(s, 99, "there is no sample 99; \"excerpta sample\" lists them", "an unknown sample");
    buf_free(&first);
    buf_free(&second);
}

/* Behind the others: a second codebook of the study has a code of the same id. */
static void test_codebooks(struct store *s)
{
    static const char other_xml[] =
        "<codebook xmlns=\"urn:excerpta:codebook:1\" id=\"another\" version=\"1\" xml:lang=\"en\"><title>A</title>"
        "<theme id=\"t\"><title>T</title><code id=\"two\"><title>Two</title><definition>d</definition>"
        "<rule id=\"r\"><pattern>asked</pattern></rule></code></theme></codebook>";
    const struct draw_passages any = {NULL, "two", 3, 1, DRAW_SIMPLE}, one = {"book", "two", 3, 1, DRAW_SIMPLE};
    struct codebook *book;
    struct error err = {0};
    int64_t pass, sample;

    ok(codebook_parse(&book, str_of(other_xml), "another", &err) && store_begin_pass(s, book, "0.1", "", &pass, &err)
       && store_end_pass(s, pass, &err), "a pass of another codebook: %s", err.text);
    ok(!analyse_draw_passages(s, &any, &sample, &err) && err.kind == ERROR_USAGE, "which one is to be said");
    is_text("2 codebooks have a code two: say which with --codebook", err.text, "and how");
    ok(analyse_draw_passages(s, &one, &sample, &err), "it is said: %s", err.text);
    codebook_free(book);
}

static void test_reports(struct store *s)
{
    const struct draw_reports one = {"region", 1, 1}, all = {NULL, 10, 1};
    struct buf items = {0};
    struct error err = {0};
    int64_t sample;

    ok(analyse_draw_reports(s, &one, &sample, &err), "a report is drawn: %s", err.text);
    list_items(s, sample, &items);
    ok(strncmp(buf_text(&items), "unknown /r/", 11) == 0 && !strchr(buf_text(&items), '|'),
       "of those whose region is not known: %s", buf_text(&items));
    ok(analyse_draw_reports(s, &all, &sample, &err), "ten of two");
    list_items(s, sample, &items);
    ok(strstr(buf_text(&items), "a.pdf") && strstr(buf_text(&items), "b.pdf"), "are both");
    is_missed(s, sample, "sample 6 is of reports: what was missed is told from a sample of passages",
              "reports tell nothing of what was missed");
    buf_free(&items);
}

int main(void)
{
    char folder[] = "/tmp/test_trust.XXXXXX", path[64];
    struct error err = {0};
    struct store *s = NULL;

    if (!mkdtemp(folder))
        return 99;
    snprintf(path, sizeof path, "%s/s.db", folder);
    if (ok(make_study(&s, path, &err), "a study: %s", err.text)) {
        test_agreement(s);
        test_precision(s);
        test_passages(s);
        test_reports(s);
        test_codebooks(s);
    }
    store_close(s);
    unlink(path);
    rmdir(folder);
    return done_testing();
}
