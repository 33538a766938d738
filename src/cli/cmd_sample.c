#include "analyse/draw.h"
#include "cli/command.h"
#include "cli/table.h"
#include "store/report.h"

static const char *const by_words[] = {"simple", "closeness", "region", "period", "partnership", "format", NULL};

struct sample_options {
    int format, by;
    const char *codebook, *code;
    unsigned untagged, reports, seed, show;
};

static const struct option sample_option_table[] = {
    TABLE_FORMAT_OPTION(struct sample_options, format),
    {OPTION_NUMBER, "untagged", offsetof(struct sample_options, untagged), "N", NULL,
     "draw N passages that no rule tagged with --code"},
    {OPTION_TEXT, "code", offsetof(struct sample_options, code), "ID", NULL, "the code"},
    {OPTION_TEXT, "codebook", offsetof(struct sample_options, codebook), "ID", NULL,
     "its codebook, where several have such a code"},
    {OPTION_NUMBER, "reports", offsetof(struct sample_options, reports), "N", NULL, "draw N reports"},
    {OPTION_CHOICE, "by", offsetof(struct sample_options, by), "WHAT", by_words,
     "what passages or reports are parted by before they are drawn"},
    {OPTION_NUMBER, "seed", offsetof(struct sample_options, seed), "N", NULL,
     "another seed, another draw; 1 unless said"},
    {OPTION_NUMBER, "show", offsetof(struct sample_options, show), "SAMPLE", NULL, "list what this sample drew"},
    {0},
};

static bool sample_writes(const void *options)
{
    const struct sample_options *o = options;

    return o->untagged > 0 || o->reports > 0;
}

struct sample_listing {
    struct table table;
    struct store *store;
    bool text;                  /* for people */
    struct str kind, codebook, code;
    struct arena arena;
};

static bool list_sample(void *payload, const struct sample_row *r, struct error *err)
{
    struct table *t = &((struct sample_listing *)payload)->table;

    (void)err;
    table_number(t, r->id);
    table_text(t, r->at);
    table_text(t, r->kind);
    table_text(t, r->codebook);
    table_text(t, r->code);
    if (r->pass > 0)
        table_number(t, r->pass);
    else
        table_nothing(t);
    table_text(t, r->method);
    table_number(t, r->seed);
    table_number(t, r->items);
    return true;
}

static bool list_samples(const struct command_input *in, struct sample_listing *l, struct error *err)
{
    table_columns(&l->table, "#sample drawn of codebook code #pass by #seed #items");
    return store_samples(in->study, 0, list_sample, l, err);
}

static bool note_sample(void *payload, const struct sample_row *r, struct error *err)
{
    struct sample_listing *l = payload;

    (void)err;
    l->kind = arena_str(&l->arena, r->kind);
    l->codebook = arena_str(&l->arena, r->codebook);
    l->code = arena_str(&l->arena, r->code);
    return true;
}

static bool list_report(void *payload, const struct sample_item_row *r, struct error *err)
{
    struct table *t = &((struct sample_listing *)payload)->table;

    (void)err;
    table_text(t, r->stratum);
    table_text(t, str_slice(r->sha256, 0, 12));
    table_text(t, r->path);
    return true;
}

static bool list_passage(void *payload, const struct sample_item_row *r, struct error *err)
{
    struct sample_listing *l = payload;
    struct document *doc;

    if (!store_load_document(l->store, r->report, &doc, err))
        return false;
    table_text(&l->table, r->stratum);
    table_text(&l->table, l->text ? str_slice(r->sha256, 0, 12) : r->sha256);
    table_text(&l->table, l->codebook);
    table_text(&l->table, l->code);
    table_number(&l->table, r->range.start);
    table_number(&l->table, r->range.stop);
    table_number(&l->table, (int64_t)document_page_at(doc, r->range.start) + 1);
    table_text(&l->table, r->status);
    table_text(&l->table, document_text(doc, r->range));
    document_free(doc);
    return true;
}

static bool show_sample(const struct command_input *in, struct sample_listing *l, int64_t sample, struct error *err)
{
    bool passages;

    if (!store_samples(in->study, sample, note_sample, l, err))
        return false;
    if (l->kind.size == 0)
        return error_set(err, ERROR_USAGE, "there is no sample %lld; \"excerpta sample\" lists them",
                         (long long)sample);
    passages = str_equal(l->kind, STR("passages"));
    table_columns(&l->table, passages ? "stratum report codebook code #start #stop #page status words"
                                      : "stratum report file");
    return store_sample_items(in->study, sample, passages ? list_passage : list_report, l, err);
}

static bool draw(const struct command_input *in, const struct sample_options *o, int64_t *sample, struct error *err)
{
    uint32_t seed = o->seed ? o->seed : 1;

    if (o->untagged > 0 && o->reports > 0)
        return error_set(err, ERROR_USAGE, "--untagged and --reports are two samples: draw one, then the other");
    if (o->untagged > 0) {
        const struct draw_passages passages = {o->codebook, o->code, o->untagged, seed,
                                               (enum draw_by)o->by};

        if (!o->code)
            return error_set(err, ERROR_USAGE, "--untagged: without which code? Name it with --code");
        if (o->by > DRAW_CLOSENESS)
            return error_set(err, ERROR_USAGE, "--by %s parts reports; passages are drawn by simple or closeness",
                             by_words[o->by]);
        return analyse_draw_passages(in->study, &passages, sample, err);
    }
    if (o->by == DRAW_CLOSENESS)
        return error_set(err, ERROR_USAGE, "--by closeness parts passages; reports are drawn by simple, region, "
                         "period, partnership or format");
    return analyse_draw_reports(in->study, &(struct draw_reports){o->by ? by_words[o->by] : NULL, o->reports, seed},
                                sample, err);
}

static bool sample_run(const struct command_input *in, struct error *err)
{
    const struct sample_options *o = in->options;
    struct sample_listing l = {.store = in->study, .text = o->format == TABLE_TEXT};
    int64_t sample = o->show;
    bool ok = true;

    if (sample_writes(o)) {
        ok = draw(in, o, &sample, err);
        if (ok)
            fprintf(in->notes, "excerpta sample: drawn as sample %lld\n", (long long)sample);
    }
    ok = ok && (sample > 0 ? show_sample(in, &l, sample, err) : list_samples(in, &l, err));
    if (ok)
        table_print(&l.table, in->out, (enum table_format)o->format);
    table_free(&l.table);
    arena_free(&l.arena);
    return ok;
}

const struct command command_sample = {
    .name = "sample",
    .arguments = "",
    .summary = "draw passages or reports at random, and write down what was drawn",
    .description =
        "With --untagged, passages that no rule tagged with a code in the newest complete pass: what a reviewer says\n"
        "of them tells how much the rules missed (\"excerpta recall\"). Drawn by closeness, a third each comes from\n"
        "blocks with a tagged passage, from sections with one, and from elsewhere: where more is to be found, more\n"
        "is looked at. With --reports, whole reports: by region, period, partnership or format each gets its share,\n"
        "one at least. Without either, the samples that were drawn, or with --show what one of them holds.\n"
        "\n"
        "The study keeps the draw with its seed; the same shelf, pass and seed give the same one on any machine. As\n"
        "csv the list of passages is one that \"excerpta decisions apply\" takes back with a verdict on each.\n",
    .examples = "excerpta sample --untagged 200 --code engaged\ta simple sample to judge\n"
                "excerpta sample --reports 18 --by region --seed 7\twhich reports to read whole\n"
                "excerpta sample --show 1 --format csv\twhat the first one drew\n",
    .options = sample_option_table,
    .options_size = sizeof(struct sample_options),
    .needs = NEEDS_STUDY_TO_READ,
    .writes = sample_writes,
    .run = sample_run,
};
