#include "analyse/suggest.h"
#include "cli/command.h"
#include "cli/table.h"
#include "store/report.h"

enum { COUNT = 50 };

static const char *const what_words[] = {"untagged", "doubtful", "terms", NULL};    /* the first two as suggest_what */
enum { WHAT_TERMS = 2 };

struct suggest_command_options {
    int format, what;
    const char *codebook, *code;
    unsigned count, seed;
};

static const struct option suggest_option_table[] = {
    TABLE_FORMAT_OPTION(struct suggest_command_options, format),
    {OPTION_TEXT, "code", offsetof(struct suggest_command_options, code), "ID", NULL, "the code (needed)"},
    {OPTION_TEXT, "codebook", offsetof(struct suggest_command_options, codebook), "ID", NULL,
     "its codebook, where several have such a code"},
    {OPTION_CHOICE, "what", offsetof(struct suggest_command_options, what), "WHAT", what_words,
     "passages that no rule tagged, excerpts likely wrong, or terms that tell right from wrong"},
    {OPTION_NUMBER, "count", offsetof(struct suggest_command_options, count), "N", NULL, "how many; 50 unless said"},
    {OPTION_NUMBER, "seed", offsetof(struct suggest_command_options, seed), "N", NULL,
     "another seed, other untagged passages to learn from; 1 unless said"},
    {0},
};

struct suggest_listing {
    struct table table;
    struct store *store;
    bool text;                  /* for people */
};

static bool add_passage(void *payload, const struct suggest_row *r, struct error *err)
{
    struct suggest_listing *l = payload;
    struct document *doc;

    if (!store_load_document(l->store, r->report, &doc, err))
        return false;
    table_decimal(&l->table, r->chance, 3);
    table_text(&l->table, l->text ? str_slice(r->sha256, 0, 12) : r->sha256);
    table_number(&l->table, r->range.start);
    table_number(&l->table, r->range.stop);
    table_number(&l->table, (int64_t)document_page_at(doc, r->range.start) + 1);
    table_text(&l->table, document_text(doc, r->range));
    document_free(doc);
    return true;
}

static bool add_term(void *payload, const struct suggest_term *t, struct error *err)
{
    struct suggest_listing *l = payload;

    (void)err;
    table_text(&l->table, t->keyness > 0 ? STR("accepted") : STR("rejected"));
    table_text(&l->table, t->term);
    table_number(&l->table, (int64_t)t->accepted);
    table_number(&l->table, (int64_t)t->rejected);
    table_decimal(&l->table, t->keyness, 2);
    table_decimal(&l->table, t->ratio, 2);
    return true;
}

static bool suggest_run(const struct command_input *in, struct error *err)
{
    const struct suggest_command_options *o = in->options;
    const struct suggest_options how = {o->codebook, o->code, (enum suggest_what)o->what, o->count ? o->count : COUNT,
                                        o->seed ? o->seed : 1};
    struct suggest_listing l = {.store = in->study, .text = o->format == TABLE_TEXT};
    bool ok;

    if (!o->code)
        return error_set(err, ERROR_USAGE, "suggestions are for one code: name it with --code");
    if (o->what == WHAT_TERMS) {
        table_columns(&l.table, "stands_in term #accepted #rejected #keyness #log_ratio");
        ok = analyse_suggest_terms(in->study, &how, add_term, &l, err);
    } else {
        table_columns(&l.table, "#chance report #start #stop #page words");
        ok = analyse_suggest(in->study, &how, add_passage, &l, err);
    }
    if (ok)
        table_print(&l.table, in->out, (enum table_format)o->format);
    table_free(&l.table);
    return ok;
}

const struct command command_suggest = {
    .name = "suggest",
    .arguments = "",
    .summary = "rank what to review next, learnt from the decisions on a code",
    .description =
        "From the passages that reviewers accepted and rejected for a code, what is like the accepted ones is learnt\n"
        "(a logistic regression over words and pairs of words), and passages are ranked by it: those that no rule\n"
        "tagged and nobody judged, likeliest first; or, as doubtful, excerpts that nobody decided on, least likely\n"
        "first. chance ranks; it is no measured probability. Nothing is tagged by this: a reviewer decides, and a\n"
        "rule can be written. Five accepted passages are the least to learn from.\n"
        "\n"
        "As terms, words and pairs of words that stand more often in accepted than in rejected passages, and the\n"
        "other way round, by log-likelihood (over 3.84 p < .05, over 10.83 p < .001) with the ratio as a logarithm to\n"
        "base 2: proposals for rules, and for what to except.\n"
        "\n"
        "When to stop: judge a \"sample\" of what is left; \"excerpta recall\" tells what may be missing.\n",
    .examples = "excerpta suggest --code engaged\tpassages that the rules may have missed\n"
                "excerpta suggest --code engaged --what terms\twords to add and to except\n",
    .options = suggest_option_table,
    .options_size = sizeof(struct suggest_command_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = suggest_run,
};
