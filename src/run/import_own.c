/* What excerpta wrote of a study: its passes and decisions. */
#include "config.h"
#include "run/import_internal.h"

#include "store/pass.h"
#include "store/review.h"

#include <stdlib.h>

static bool add_excerpt(struct import *m, int64_t pass, const struct import_note *n, struct error *err)
{
    const struct store_excerpt e = {.code = run_import_text(n->json, "code").at,
                                    .rule = run_import_text(n->json, "rule").at,
                                    .standing = run_import_text(n->json, "standing").at, .range = n->range,
                                    .spans = n->spans, .span_count = n->span_count};

    if (!store_add_excerpt(m->s, pass, m->reports[n->source].id, &e, err))
        return false;
    m->sum->excerpts++;
    return true;
}

/* What the pass found in a report, in one transaction; nothing where the study's own pass has done it. */
static bool add_report(struct import *m, int64_t pass, const struct codebook *book, size_t source, struct error *err)
{
    size_t count = 0;
    bool has, ok = true;

    if (!store_pass_has_report(m->s, pass, m->reports[source].id, &has, err) || has)
        return has;
    if (!store_begin(m->s, err))
        return false;
    for (size_t i = 0; ok && i < m->notes.count; i++) {
        const struct import_note *n = &m->notes.at[i];

        if (n->source != source || !n->placed || !str_equal(run_import_text(n->json, "codebook"), str_of(book->id))
            || !str_equal(run_import_text(n->json, "origin"), STR("rule"))
            || !codebook_find_code(book, run_import_text(n->json, "code")))
            continue;
        ok = add_excerpt(m, pass, n, err);
        count += ok;
    }
    ok = ok && store_pass_report_done(m->s, pass, m->reports[source].id, count, err) && store_commit(m->s, err);
    if (!ok)
        store_rollback(m->s);
    return ok;
}

static bool add_pass(struct import *m, const json_t *note, struct error *err)
{
    const struct pass_options options = {.threads = 0};
    struct pass_summary sum;
    struct codebook *book = NULL;
    struct str xml = run_import_text(note, "xml"), modifiers = run_import_text(note, "modifiers");
    int64_t pass;
    bool ok = modifiers.size > 0 ? codebook_parse_with(&book, xml, modifiers, m->options->path, err)
                                 : codebook_parse(&book, xml, m->options->path, err);

    ok = ok && store_begin_pass(m->s, book, PACKAGE_VERSION, "", &pass, err);
    for (size_t i = 0; ok && i < m->project.sources.count; i++)
        if (m->reports[i].id && m->reports[i].same)
            ok = add_report(m, pass, book, i, err);
    ok = ok && run_pass(m->s, book, &options, &sum, err);
    codebook_free(book);
    return ok;
}

/* Whether the reviewer says so already. */
struct known_opinion {
    struct str reviewer;
    const json_t *decision;
    bool same;
};

static bool compare(void *payload, const struct opinion_row *o, struct error *err)
{
    struct known_opinion *k = payload;

    (void)err;
    k->same = k->same || (str_equal(o->reviewer, k->reviewer)
                          && str_equal(o->verdict, run_import_text(k->decision, "verdict"))
                          && str_equal(o->recode, run_import_text(k->decision, "recode"))
                          && str_equal(o->memo, run_import_text(k->decision, "memo"))
                          && o->star == json_is_true(json_object_get(k->decision, "star"))
                          && o->adjudicated == json_is_true(json_object_get(k->decision, "adjudicated")));
    return true;
}

static bool add_decision(struct import *m, const struct import_note *n, const json_t *decision, struct error *err)
{
    struct known_opinion known = {run_import_text(decision, "reviewer"), decision, false};
    struct decision_new d = {
        .adjudicated = json_is_true(json_object_get(decision, "adjudicated")),
        .report = m->reports[n->source].sha256, .codebook = run_import_text(n->json, "codebook"),
        .code = run_import_text(n->json, "code"), .range = n->range, .recode = run_import_text(decision, "recode"),
        .memo = run_import_text(decision, "memo"), .star = json_is_true(json_object_get(decision, "star")),
    };
    struct buf key = {0};
    char guid[UUID_SIZE];

    if (!store_find_verdict(run_import_text(decision, "verdict"), &d.verdict))
        return error_set(err, ERROR_INPUT, "a note of excerpta's has a decision without a verdict");
    if (!store_opinions(m->s, run_import_text(n->json, "excerpt"), compare, &known, err))
        return false;
    if (known.same && m->reports[n->source].same) {
        m->sum->again++;
        return true;
    }
    buf_add_format(&key, "decision|%.*s|%.*s|%.*s|%.*s", STR_ARGS(run_import_text(n->json, "excerpt")),
                   STR_ARGS(known.reviewer), STR_ARGS(run_import_text(decision, "at")), STR_ARGS(d.report));
    uuid_of(buf_str(&key), guid);
    buf_free(&key);
    d.request = arena_str(&m->arena, str_of(guid));
    if (!run_import_reviewer(m, known.reviewer, d.adjudicated, &d.reviewer, err))
        return false;
    *VEC_PUSH(&m->decisions) = d;
    return true;
}

bool run_import_own(struct import *m, struct error *err)
{
    size_t lost = 0;

    for (size_t i = 0; i < m->books.count; i++)
        if (!add_pass(m, m->books.at[i], err))
            return false;
    for (size_t i = 0; i < m->notes.count; i++) {
        const struct import_note *n = &m->notes.at[i];
        const json_t *decisions = json_object_get(n->json, "decisions");

        lost += !n->placed;
        for (size_t k = 0; n->placed && k < json_array_size(decisions); k++)
            if (!add_decision(m, n, json_array_get(decisions, k), err))
                return false;
    }
    if (lost > 0)
        buf_add_format(m->remarks, "%zu notes of excerpts whose words were not found once in a report\n", lost);
    if (m->notes.count > 0)
        buf_add(m->remarks, STR("the time of each decision: it is that of the import\n"));
    return true;
}
