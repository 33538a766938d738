#include "cli/command.h"
#include "cli/edit.h"
#include "cli/table.h"
#include "store/listing.h"

struct reports_options {
    int format;
    bool edit;
    const char *output;
};

static const struct option reports_option_table[] = {
    TABLE_FORMAT_OPTION(struct reports_options, format),
    {OPTION_SWITCH, "edit", offsetof(struct reports_options, edit), NULL, NULL,
     "correct attributes: in an editor, or by the list FILE"},
    {OPTION_TEXT, "output", offsetof(struct reports_options, output), "FILE", NULL,
     "with --edit: write the list to be corrected, and change nothing"},
    {0},
};

/* The attributes whose basis is told; a period's days come from where its label does. As text, of those before the
 * title alone: rows are wide enough. */
static const enum attribute told[] = {ATTRIBUTE_partnership, ATTRIBUTE_authorities, ATTRIBUTE_region, ATTRIBUTE_period,
                                      ATTRIBUTE_title, ATTRIBUTE_document_kind, ATTRIBUTE_variant, ATTRIBUTE_language,
                                      ATTRIBUTE_report_pages};
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
        if (!l->text || told[i] < ATTRIBUTE_title)
            table_text(&l->t, buf_str(&cell));
        if (!l->text && basis->source == SOURCE_NONE)
            table_nothing(&l->t);
        else if (!l->text)
            table_number(&l->t, basis->confidence);
        buf_free(&cell);
    }
}

/* As a percentage. */
static void share(struct table *t, int64_t words, int64_t of)
{
    if (of > 0)
        table_number(t, words * 100 / of);
    else
        table_nothing(t);
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
    share(&l->t, r->earlier, r->compared);
    table_text(&l->t, str_slice(r->earlier_report, 0, 12));
    share(&l->t, r->elsewhere, r->compared);
    table_text(&l->t, str_slice(r->duplicate_of, 0, 12));
    table_text(&l->t, str_slice(r->predecessor, 0, 12));
    table_number(&l->t, r->paths);
    table_text(&l->t, r->attributes.document_kind);
    table_text(&l->t, r->attributes.variant);
    table_text(&l->t, r->attributes.language);
    table_text(&l->t, r->attributes.report_pages);
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
                           "#words #excerpts #earlier earlier_report #elsewhere duplicate_of predecessor "
                           "#files document_kind variant language report_pages %s", l->text ? "" : "title ");
    for (size_t i = 0; i < TOLD_COUNT; i++) {
        const char *name = store_attribute_names[told[i]];

        if (!l->text || told[i] < ATTRIBUTE_title)
            buf_add_format(&names, "%s_from ", name);
        if (!l->text)
            buf_add_format(&names, "#%s_confidence ", name);
    }
    buf_add(&names, STR("file"));
    table_columns(&l->t, buf_text(&names));
    buf_free(&names);
}

static bool writes(const void *options)
{
    const struct reports_options *o = options;

    return o->edit && !o->output;
}

static bool edit_run(const struct command_input *in, const struct reports_options *options, struct error *err)
{
    if (options->output && in->count > 0)
        return error_set(err, ERROR_USAGE, "--output writes a list and FILE is one to take back: give one of them");
    if (options->output)
        return cli_edit_write(in->study, options->output, err);
    if (in->count > 0)
        return cli_edit_apply(in, in->words[0], err);
    return cli_edit_in_editor(in, err);
}

static bool reports_run(const struct command_input *in, struct error *err)
{
    const struct reports_options *options = in->options;
    struct reports_listing l = {.text = options->format == TABLE_TEXT};
    bool ok;

    if (options->edit)
        return edit_run(in, options, err);
    if (in->count > 0 || options->output)
        return error_set(err, ERROR_USAGE, "a FILE and --output are of --edit; to keep the rows as a file, redirect "
                         "--format csv");
    name_columns(&l);
    ok = store_reports(in->study, list_report, &l, err);
    if (ok)
        table_print(&l.t, in->out, (enum table_format)options->format);
    table_free(&l.t);
    return ok;
}

const struct command command_reports = {
    .name = "reports",
    .arguments = "[FILE]",
    .summary = "list the reports and what is known of each, or correct it",
    .description = "One row a report: the beginning of its SHA-256, partnership, authorities, region, period, size,\n"
                   "excerpts of the current passes, the report it replaces, and its first file. An empty cell means\n"
                   "not known: nothing is guessed that the name or the first pages do not say.\n"
                   "\n"
                   "earlier is the percentage of the words of its paragraphs and list items that stand in earlier\n"
                   "reports of the same partnership (the same words, figures aside), earlier_report the one with most\n"
                   "of them, elsewhere the percentage in any other report. duplicate_of is a report with the\n"
                   "very same words in another file.\n"
                   "\n"
                   "document_kind tells a yearly report from what is like one (inspection, review, arrangements,\n"
                   "business plan, adult board report), variant a full report from an executive summary, an easy\n"
                   "read, a young people's version or a cover report, and language is English, Welsh, mixed or\n"
                   "other. None of them drops a report. report_pages are the pages that are the report, where the\n"
                   "file is an agenda pack or has a cover report: what stands on others is kept and not coded, and\n"
                   "words counts those pages alone. When they are edited, what was found in the report is dropped:\n"
                   "run excerpta code again.\n"
                   "\n"
                   "The columns whose names end in _from tell where an attribute was read (the file's name, headings,\n"
                   "the cover, running headers, a manifest, an edit) and how sure that is, from 70 to 99 of 100; what\n"
                   "would be less sure is left unknown. With csv and json the number has a column of its own.\n"
                   "\n"
                   "With --edit attributes are corrected. A list (CSV, one row a report) is opened in $VISUAL or\n"
                   "$EDITOR and taken back when the editor ends; or --output FILE writes it, a spreadsheet edits it,\n"
                   "and --edit FILE takes it back. A cell that was changed is from then on a person's word, which\n"
                   "neither a manifest nor indexing again overwrites; one that was emptied says that the thing is\n"
                   "not known. Authorities are named as the Office for National Statistics does, with semicolons\n"
                   "between. The region follows the authorities, and the days a period such as 2023/24, unless they\n"
                   "are edited too. If one row is wrong nothing is changed, and each wrong row is told.\n",
    .examples = "excerpta reports --format csv\tfor a spreadsheet\n"
                "excerpta reports --edit --output attributes.csv\ta list to be corrected\n"
                "excerpta reports --edit attributes.csv\tthe list taken back\n",
    .options = reports_option_table,
    .options_size = sizeof(struct reports_options),
    .needs = NEEDS_STUDY_TO_READ,
    .writes = writes,
    .most_words = 1,
    .run = reports_run,
};
