#include "cli/command.h"
#include "cli/table.h"
#include "store/listing.h"

struct reports_options {
    int format;
};

static const struct option reports_option_table[] = {
    TABLE_FORMAT_OPTION(struct reports_options, format),
    {0},
};

/* The attributes whose basis is told; a period's days come from where its label does. */
static const enum attribute told[] = {ATTRIBUTE_partnership, ATTRIBUTE_authorities, ATTRIBUTE_region, ATTRIBUTE_period,
                                      ATTRIBUTE_title};
enum { TOLD_COUNT = sizeof told / sizeof told[0] };

struct reports_listing {
    struct table t;
    bool text;
};

/* As text in one cell, "headings, file name 98"; else where it was read and the confidence in two. */
static void add_bases(struct reports_listing *l, const struct report_attributes *a)
{
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        const struct attribute_basis *basis = &a->basis[told[i]];
        bool guessed = basis->source == SOURCE_GUESS;
        struct buf cell = {0};

        if (basis->source != SOURCE_NONE)
            buf_add_format(&cell, guessed && l->text ? "%.*s %d" : "%.*s", STR_ARGS(basis->origin), basis->confidence);
        if (!l->text || told[i] != ATTRIBUTE_title)
            table_text(&l->t, buf_str(&cell));
        if (!l->text && basis->source == SOURCE_NONE)
            table_nothing(&l->t);
        else if (!l->text)
            table_number(&l->t, basis->confidence);
        buf_free(&cell);
    }
}

static bool list_report(void *payload, const struct report_row *r, struct error *err)
{
    struct reports_listing *l = payload;

    (void)err;
    table_text(&l->t, str_slice(r->sha256, 0, 12));
    table_text(&l->t, r->attributes.partnership);
    table_text(&l->t, r->attributes.authorities);
    table_text(&l->t, r->attributes.region);
    table_text(&l->t, r->attributes.period_start);
    table_text(&l->t, r->attributes.period_end);
    table_text(&l->t, r->attributes.period);
    table_number(&l->t, r->pages);
    table_number(&l->t, r->words);
    table_number(&l->t, r->excerpts);
    table_text(&l->t, str_slice(r->predecessor, 0, 12));
    table_number(&l->t, r->paths);
    if (!l->text)
        table_text(&l->t, r->attributes.title);
    add_bases(l, &r->attributes);
    table_text(&l->t, r->path);
    return true;
}

static void name_columns(struct reports_listing *l)
{
    struct buf names = {0};

    buf_add_format(&names, "report partnership authorities region period_start period_end period #pages "
                           "#words #excerpts predecessor #files %s", l->text ? "" : "title ");
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        const char *name = store_attribute_names[told[i]];

        if (!l->text || told[i] != ATTRIBUTE_title)
            buf_add_format(&names, "%s_from ", name);
        if (!l->text)
            buf_add_format(&names, "#%s_confidence ", name);
    }
    buf_add(&names, STR("file"));
    table_columns(&l->t, buf_text(&names));
    buf_free(&names);
}

static bool reports_run(const struct command_input *in, struct error *err)
{
    const struct reports_options *options = in->options;
    struct reports_listing l = {.text = options->format == TABLE_TEXT};
    bool ok;

    name_columns(&l);
    ok = store_reports(in->study, list_report, &l, err);
    if (ok)
        table_print(&l.t, in->out, (enum table_format)options->format);
    table_free(&l.t);
    return ok;
}

const struct command command_reports = {
    .name = "reports",
    .arguments = "",
    .summary = "list the reports and what is known of each",
    .description = "One row a report: the beginning of its SHA-256, partnership, authorities, region, period, size,\n"
                   "excerpts of the current passes, the report it replaces, and its first file. An empty cell means\n"
                   "not known: nothing is guessed that the name or the first pages do not say.\n"
                   "\n"
                   "The columns whose names end in _from tell where an attribute was read (the file's name, headings,\n"
                   "the cover, running headers, a manifest, an edit) and how sure that is, from 70 to 99 of 100; what\n"
                   "would be less sure is left unknown. With csv and json the number has a column of its own.\n",
    .examples = "excerpta reports --format csv\tfor a spreadsheet\n",
    .options = reports_option_table,
    .options_size = sizeof(struct reports_options),
    .needs = NEEDS_STUDY_TO_READ,
    .run = reports_run,
};
