#include "run/run.h"

#include "match/answers.h"
#include "store/form.h"
#include "store/report.h"

#include <stdlib.h>

static bool apply_to(struct store *s, const struct template *t, int64_t id, int64_t report, struct form_summary *sum,
                     struct error *err)
{
    struct store_answer *rows = must_realloc(NULL, (t->question_count + 1) * sizeof *rows);
    struct document *doc = NULL;
    struct answer *answers;
    struct arena a = {0};
    size_t found = 0;
    bool ok = store_load_document(s, report, &doc, err);

    if (ok) {
        found = match_answers(&answers, &a, t, doc);
        for (size_t q = 0; q < t->question_count; q++)
            rows[q] = (struct store_answer){t->questions[q].id, answer_state_words[answers[q].state], answers[q].asked,
                                            answers[q].range, answers[q].similarity};
        ok = store_add_answers(s, id, report, rows, t->question_count, found, err);
    }
    sum->reports += ok;
    sum->following += ok && found > 0;
    sum->questions += found > 0 ? t->question_count : 0;
    sum->found += found;
    document_free(doc);
    arena_free(&a);
    free(rows);
    return ok;
}

bool run_form(struct store *s, const struct template *t, struct form_summary *out, struct error *err)
{
    int64_t id, *reports = NULL;
    size_t count = 0;
    bool ok;

    *out = (struct form_summary){0};
    ok = store_add_template(s, t, &id, err) && store_template_pending(s, id, &reports, &count, err);
    for (size_t i = 0; ok && i < count; i++)
        ok = apply_to(s, t, id, reports[i], out, err);
    free(reports);
    return ok;
}

/* The study's templates, read again before any is applied: what is listed must not change meanwhile. */
struct templates {
    struct template **at;
    size_t count, room;
};

static bool keep_template(void *payload, const struct template_row *r, struct error *err)
{
    struct templates *all = payload;
    struct template *t;

    if (!template_parse(&t, r->xml, "a template of the study", err))
        return false;
    *VEC_PUSH(all) = t;
    return true;
}

bool run_forms(struct store *s, struct error *err)
{
    struct templates all = {0};
    struct form_summary sum;
    bool ok = store_templates(s, keep_template, &all, err);

    for (size_t i = 0; i < all.count; i++) {
        ok = ok && run_form(s, all.at[i], &sum, err);
        template_free(all.at[i]);
    }
    free(all.at);
    return ok;
}
