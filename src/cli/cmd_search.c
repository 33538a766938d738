#include "analyse/search.h"
#include "base/file.h"
#include "base/nearest.h"
#include "cli/command.h"
#include "cli/table.h"

#include <inttypes.h>
#include <string.h>

static const char *const sort_words[] = {"report", "left", "right", NULL};      /* as enum search_sort */
static const char *const unit_choices[] = {"sentence", "block", "section", NULL};
static const enum unit unit_of[] = {UNIT_SENTENCE, UNIT_BLOCK, UNIT_SECTION};
enum { WIDTH = 40, MOST_WIDTH = 2000, MOST_TERMS = 8, MOST_NEAR = 1000 };

struct search_cli_options {
    int format, sort, in;
    bool regex, match_case, ordered, count;
    unsigned near, width;
    const char *heading, *code, *report;
    struct option_texts where;
};

static const struct option search_option_table[] = {
    TABLE_FORMAT_OPTION(struct search_cli_options, format),
    {OPTION_CHOICE, "sort", offsetof(struct search_cli_options, sort), "HOW", sort_words,
     "by report and place, by the words before, or by the words behind"},
    {OPTION_CHOICE, "in", offsetof(struct search_cli_options, in), "UNIT", unit_choices,
     "where all words must stand together"},
    {OPTION_NUMBER, "near", offsetof(struct search_cli_options, near), "N", NULL,
     "with at most N words between them"},
    {OPTION_SWITCH, "ordered", offsetof(struct search_cli_options, ordered), NULL, NULL,
     "with --near: in the order given"},
    {OPTION_SWITCH, "regex", offsetof(struct search_cli_options, regex), NULL, NULL,
     "each WORD is a pattern as a codebook has them (PCRE2)"},
    {OPTION_SWITCH, "case", offsetof(struct search_cli_options, match_case), NULL, NULL,
     "capitals and small letters differ"},
    {OPTION_TEXT, "heading", offsetof(struct search_cli_options, heading), "PATTERN", NULL,
     "only under headings with this pattern"},
    {OPTION_TEXT, "code", offsetof(struct search_cli_options, code), "ID", NULL,
     "only in passages that are tagged with this code, and that reviewers did not reject"},
    {OPTION_TEXT, "report", offsetof(struct search_cli_options, report), "HASH", NULL,
     "only in this report; the beginning of its SHA-256 will do"},
    {OPTION_TEXTS, "where", offsetof(struct search_cli_options, where), "ATTRIBUTE=TEXT", NULL,
     "only in reports whose attribute holds the text: region=north; may be given again"},
    {OPTION_NUMBER, "width", offsetof(struct search_cli_options, width), "N", NULL,
     "characters that are shown on either side; 40 unless said"},
    {OPTION_SWITCH, "count", offsetof(struct search_cli_options, count), NULL, NULL,
     "only tell how many, report by report"},
    {0},
};

struct search_listing {
    const struct command_input *in;
    const struct search_cli_options *options;
    struct table table;
    struct buf path;            /* of the report that is counted */
    int64_t hits, of_report, reports;
    unsigned width;
};

/* A line of its own: cells and blocks stand a blank apart. */
static void write_flat(FILE *out, struct str s)
{
    for (size_t start = 0, i = 0; i <= s.size; i++)
        if (i == s.size || s.at[i] == '\t' || s.at[i] == '\n') {
            table_write_plain(out, str_slice(s, start, i));
            if (i < s.size)
                putc(' ', out);
            start = i + 1;
        }
}

/* For the eye: the hits one under the other. */
static void print_line(struct search_listing *l, const struct search_row *r)
{
    FILE *out = l->in->out;
    size_t before = str_characters(r->left), behind = str_characters(r->match) + str_characters(r->right);

    for (size_t n = before; n < l->width; n++)
        putc(' ', out);
    write_flat(out, r->left);
    fputs("  [", out);
    write_flat(out, r->match);
    fputs("]", out);
    write_flat(out, r->right);
    for (size_t n = behind; n < l->width + 20; n++)
        putc(' ', out);
    fputs("  ", out);
    table_write_plain(out, file_name(r->path));
    fprintf(out, ", page %zu\n", r->page);
}

static void close_count(struct search_listing *l)
{
    if (l->of_report > 0) {
        table_text(&l->table, buf_str(&l->path));
        table_number(&l->table, l->of_report);
    }
    l->of_report = 0;
}

static bool add_hit(void *payload, const struct search_row *r, struct error *err)
{
    struct search_listing *l = payload;
    struct table *t = &l->table;

    (void)err;
    l->hits++;
    if (l->options->count) {
        if (!str_equal(r->path, buf_str(&l->path)))
            close_count(l);
        buf_clear(&l->path);
        buf_add(&l->path, r->path);
        l->of_report++;
    } else if (l->options->format == TABLE_TEXT) {
        print_line(l, r);
    } else {
        table_text(t, r->path);
        table_text(t, r->report);
        table_number(t, (int64_t)r->page);
        table_text(t, r->heading);
        table_text(t, r->left);
        table_text(t, r->match);
        table_text(t, str_trim(r->right));
        table_number(t, r->range.start);
        table_number(t, r->range.stop);
    }
    return true;
}

static bool read_where(const char *text, struct search_options *how, struct error *err)
{
    const char *sign = strchr(text, '=');
    struct str name = str_slice(str_of(text), 0, sign ? (size_t)(sign - text) : 0);
    struct nearest near;

    nearest_start(&near, name);
    for (int i = 0; sign && i < ATTRIBUTE_COUNT; i++) {
        nearest_offer(&near, store_attribute_names[i]);
        if (!str_equal(name, str_of(store_attribute_names[i])))
            continue;
        if (how->where_count == ATTRIBUTE_COUNT)
            return error_set(err, ERROR_USAGE, "--where may be given %d times", ATTRIBUTE_COUNT);
        how->where[how->where_count].which = (enum attribute)i;
        how->where[how->where_count++].value = str_of(sign + 1);
        return true;
    }
    return error_set(err, ERROR_USAGE, "--where %s: ATTRIBUTE=TEXT is expected, as region=north%s%s%s", text,
                     NEAREST_ARGS(near));
}

static bool check(const struct command_input *in, const struct search_cli_options *o, struct error *err)
{
    if (in->count > MOST_TERMS)
        return error_set(err, ERROR_USAGE, "at most %d words can be looked for together; put a phrase in quotes",
                         MOST_TERMS);
    for (int i = 0; i < in->count; i++)
        if (!str_is_text(str_of(in->words[i])) || str_trim(str_of(in->words[i])).size == 0)
            return error_set(err, ERROR_USAGE, "word %d is empty or is not UTF-8", i + 1);
    if (o->near > MOST_NEAR || o->width > MOST_WIDTH)
        return error_set(err, ERROR_USAGE, "--near is at most %d words, --width at most %d characters", MOST_NEAR,
                         MOST_WIDTH);
    return true;
}

static bool search_run(const struct command_input *in, struct error *err)
{
    const struct search_cli_options *o = in->options;
    struct search_options how = {
        .terms = (const char *const *)in->words, .term_count = (size_t)in->count, .regex = o->regex,
        .match_case = o->match_case, .near = o->near, .ordered = o->ordered, .unit = unit_of[o->in],
        .heading = str_of(o->heading), .code = str_of(o->code), .report = str_of(o->report),
        .sort = o->count ? SEARCH_BY_REPORT : (enum search_sort)o->sort, .width = o->width > 0 ? o->width : WIDTH};
    struct search_listing l = {.in = in, .options = o, .width = how.width};
    size_t gave_up = 0;
    bool ok = check(in, o, err);

    for (size_t i = 0; ok && i < o->where.count; i++)
        ok = read_where(o->where.at[i], &how, err);
    table_columns(&l.table, o->count ? "file #hits" : "file report #page heading left match right #start #stop");
    ok = ok && analyse_search(in->study, &how, &gave_up, add_hit, &l, err);
    close_count(&l);
    if (ok && (o->count || o->format != TABLE_TEXT))
        table_print(&l.table, in->out, (enum table_format)o->format);
    if (ok)
        fprintf(in->notes, "excerpta search: %" PRId64 " hit%s\n", l.hits, l.hits == 1 ? "" : "s");
    if (gave_up > 0)
        fprintf(in->notes, "excerpta search: a pattern backtracks too much in %zu passages: there it is neither found "
                "nor not found\n", gave_up);
    *in->partly = gave_up > 0;
    table_free(&l.table);
    buf_free(&l.path);
    return ok;
}

const struct command command_search = {
    .name = "search",
    .arguments = "WORD...",
    .summary = "look for words in all reports, each hit with what stands around it",
    .description =
        "Each WORD is a word or, in quotes, a phrase; * stands for any letters, and either apostrophe for both.\n"
        "Several must stand in one sentence (block, section) together, with --near so many words apart at most. As a\n"
        "table the hits stand one under the other, with file and page (sheets count from 1); csv and json have the\n"
        "heading and the place in the report's text too. Sorted by left or right, the same turns of phrase stand\n"
        "together.\n"
        "\n"
        "The words are looked for as a codebook's rules do: what is found here, a rule with the same pattern finds.\n"
        "Contents lines and pages that are not of the report are left out. There is no index to build or to keep:\n"
        "every text is read each time.\n",
    .examples = "excerpta search 'father*' --sort right\tevery father with what follows\n"
                "excerpta search 'dad*' engag* --near 8 --where region=london\ttwo words near one another\n"
                "excerpta search --regex 'did not (attend|come)' --code engaged\ta pattern in tagged passages\n",
    .options = search_option_table,
    .options_size = sizeof(struct search_cli_options),
    .needs = NEEDS_STUDY_TO_READ,
    .least_words = 1,
    .most_words = -1,
    .run = search_run,
};
