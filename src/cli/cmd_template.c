#include "cli/command.h"
#include "cli/table.h"
#include "run/run.h"
#include "store/form.h"

struct template_options {
    int format;
};

static const struct option template_option_table[] = {
    TABLE_FORMAT_OPTION(struct template_options, format),
    {0},
};

static bool check_file(const struct command_input *in, const char *path, struct error *err)
{
    struct template *t;
    size_t parts = 0;

    if (!template_read(&t, path, err))
        return false;
    for (size_t i = 0; i < t->question_count; i++)
        parts += t->questions[i].parent >= 0;
    fprintf(in->out, "%s: %s %s: %zu questions, %zu of them parts of another: well formed\n", path, t->id, t->version,
            t->question_count, parts);
    template_free(t);
    return true;
}

static bool check(const struct command_input *in, struct error *err)
{
    bool ok = true;

    for (int i = 1; ok && i < in->count; i++)
        ok = check_file(in, in->words[i], err);
    return ok;
}

static bool apply_file(const struct command_input *in, const char *path, struct error *err)
{
    struct form_summary sum;
    struct template *t;
    bool ok;

    if (!template_read(&t, path, err))
        return false;
    ok = run_form(in->study, t, &sum, err);
    if (ok)
        fprintf(in->out, "%s %s: %zu of %zu reports looked at now follow it; %zu of their %zu questions were found\n",
                t->id, t->version, sum.following, sum.reports, sum.found, sum.questions);
    template_free(t);
    return ok;
}

static bool apply(const struct command_input *in, struct error *err)
{
    bool ok = true;

    for (int i = 1; ok && i < in->count; i++)
        ok = apply_file(in, in->words[i], err);
    return ok;
}

static bool list_template(void *payload, const struct template_summary *r, struct error *err)
{
    struct table *t = payload;

    (void)err;
    table_text(t, r->name);
    table_text(t, r->version);
    table_text(t, str_slice(r->hash, 0, 12));
    table_number(t, r->reports);
    table_number(t, r->following);
    table_text(t, r->title);
    return true;
}

static bool list_answer(void *payload, const struct answer_row *r, struct error *err)
{
    struct table *t = payload;
    char similarity[16];

    (void)err;
    snprintf(similarity, sizeof similarity, "%.2f", r->similarity);
    table_text(t, r->template);
    table_text(t, str_slice(r->sha256, 0, 12));
    table_text(t, r->question);
    table_text(t, r->state);
    table_text(t, str_of(similarity));
    table_number(t, r->stop - r->start);
    table_text(t, r->path);
    return true;
}

static bool list(const struct command_input *in, bool answers, struct error *err)
{
    const struct template_options *options = in->options;
    struct table t = {0};
    bool ok;

    table_columns(&t, answers ? "template report question state #similarity #bytes file"
                  : "template version hash #reports #following title");
    ok = answers ? store_answers(in->study, list_answer, &t, err)
        : store_template_summaries(in->study, list_template, &t, err);
    if (ok)
        table_print(&t, in->out, (enum table_format)options->format);
    table_free(&t);
    return ok;
}

static bool list_templates(const struct command_input *in, struct error *err)
{
    return list(in, false, err);
}

static bool list_answers(const struct command_input *in, struct error *err)
{
    return list(in, true, err);
}

static const struct command_action actions[] = {
    {"check", "FILE..., for example templates/standard-report.xml", 1, -1, NEEDS_NOTHING, NULL, check},
    {"apply", "FILE..., for example templates/standard-report.xml", 1, -1, NEEDS_STUDY_TO_WRITE, NULL, apply},
    {"list", "no more words", 0, 0, NEEDS_STUDY_TO_READ, NULL, list_templates},
    {"answers", "no more words", 0, 0, NEEDS_STUDY_TO_READ, NULL, list_answers},
    {0},
};

const struct command command_template = {
    .name = "template",
    .arguments = "check|apply FILE... | list | answers",
    .summary = "find the questions of a form in reports, and their answers",
    .description =
        "A template lists the questions of a form. apply looks for them in every report of the study, by wording\n"
        "near enough and in their order, and keeps where each is asked and answered; index does the same for\n"
        "reports that come later. A report in which fewer than half of the questions are found does not follow the\n"
        "template. An answer is a unit that codes may ask for (unit=\"answer\"), and an excerpt names the question\n"
        "whose answer it stands in.\n"
        "\n"
        "check reads a template and says what is wrong with it. list shows the study's templates, answers each\n"
        "question of each report: given, blank, or not found.\n",
    .examples = "excerpta template apply templates/standard-report.xml\tlook for its questions\n"
                "excerpta template answers --format csv\twhat was answered, left blank, not asked\n",
    .options = template_option_table,
    .options_size = sizeof(struct template_options),
    .least_words = 1,
    .most_words = -1,
    .actions = actions,
};
