/* The findings: their parts in order, on a page or in a Word document, and the numbers that open what they count. */
#include "config.h"
#include "export/report_internal.h"

#include "export/markup.h"
#include "export/word.h"

#include <math.h>

static const char page_head[] =
#include "export/report_head.inc"
;

static const char page_script[] =
#include "export/report_script.inc"
;

void export_count_code(struct findings *f, const struct tally *t, size_t code, size_t group, const char *by)
{
    const struct paper_number n = {.opens = PAPER_OPENS_CODE, .code = code, .by = t == &f->all ? NULL : by,
                                   .group = t->groups[group].name,
                                   .value = t->cells[code * t->group_count + group].reports};

    export_number(&f->paper, &n);
}

void export_count_searched(struct findings *f, const struct tally *t, size_t code, size_t group, const char *by)
{
    const struct paper_number n = {.opens = PAPER_OPENS_SEARCHED, .code = code, .by = t == &f->all ? NULL : by,
                                   .group = t->groups[group].name,
                                   .value = t->cells[code * t->group_count + group].of};

    export_number(&f->paper, &n);
}

void export_count_all(struct findings *f, const char *name, uint64_t value)
{
    const struct paper_number n = {.opens = PAPER_OPENS_REPORTS, .name = name, .value = value};

    export_number(&f->paper, &n);
}

void export_count_excerpts(struct findings *f, size_t code, const char *state, uint64_t value)
{
    const struct paper_number n = {.opens = PAPER_OPENS_EXCERPTS, .code = code, .name = state, .value = value};

    export_number(&f->paper, &n);
}

void export_count_list(struct findings *f, const char *id, uint64_t value)
{
    const struct paper_number n = {.opens = PAPER_OPENS_LIST, .name = id, .value = value};

    export_number(&f->paper, &n);
}

bool export_begins_codebook(const struct findings *f, size_t code)
{
    const struct page_code *c = &f->codes.at[code];

    return code == 0 || !str_equal(c[-1].codebook, c->codebook);
}

void export_begin_codebook(struct findings *f, size_t code)
{
    const struct page_code *codes = f->codes.at;

    if (str_equal(codes[0].codebook, codes[f->codes.count - 1].codebook))
        return;
    export_begin(&f->paper, PAPER_THEME);
    export_words(&f->paper, "Codebook %.*s", STR_ARGS(codes[code].codebook));
    export_end(&f->paper, PAPER_THEME);
}

bool export_begins_theme(const struct findings *f, size_t code)
{
    const struct page_code *c = &f->codes.at[code];

    return export_begins_codebook(f, code) || !str_equal(c[-1].theme, c->theme);
}

void export_cell_decimal(struct findings *f, double number)
{
    export_cell(&f->paper, PAPER_FIGURE, PAPER_PLAIN);
    if (isnan(number))
        export_text(&f->paper, STR("–"));
    else
        export_words(&f->paper, "%.2f", number);
    export_cell_end(&f->paper);
}

/* Each shade on light and on dark: there none is as dark as the page, and all is brightest. */
static void put_shades(FILE *out)
{
    static const char *const dark[PAPER_SHADES] = {
        "1e2832", "223648", "27445d", "2b5273", "306088", "346e9e", "4b82af", "6297c1", "7aabd2", "91c0e4", "a8d4f5",
    };

    fputs("<style>\n", out);
    for (int i = 0; i < PAPER_SHADES; i++)
        fprintf(out, ".s%d { --s: #%s; --i: #%s; }\n", i, export_shades[i], export_inks[i]);
    fputs("@media screen and (prefers-color-scheme: dark) {\n", out);
    for (int i = 0; i < PAPER_SHADES; i++)
        fprintf(out, ".s%d { --s: #%s; --i: #%s; }\n", i, dark[i], i < 6 ? "fff" : "000");
    fputs("}\n</style>\n", out);
}

static struct str title_of(const struct findings *f)
{
    return str_of(f->options->title ? f->options->title : "Findings");
}

static void write_contents(const struct findings *f)
{
    const struct { const char *id, *name; bool there; } parts[] = {
        {"summary", "Summary", true}, {"audit", "Questions", f->has_audit}, {"regions", "By region", true},
        {"trend", "By year", true}, {"map", "By authority", true}, {"pairs", "Evidence map", f->pairs.row_count > 0},
        {"quotes", "Quotations", true}, {"method", "Method", true}, {"limits", "Limitations", true},
        {"reports", "Reports", true},
    };

    fputs("<nav aria-label=\"Contents\"><ol>", f->paper.out);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].there)
            fprintf(f->paper.out, "<li><a href=\"#%s\">%s</a></li>", parts[i].id, parts[i].name);
    fputs("</ol></nav>\n<main>\n", f->paper.out);
}

static void write_head(const struct findings *f)
{
    FILE *out = f->paper.out;

    fputs("<!DOCTYPE html>\n<html lang=\"en-GB\"><head>\n", out);
    fputs(page_head, out);
    put_shades(out);
    fputs("<title>", out);
    export_write_escaped(out, title_of(f));
    fputs("</title></head>\n<body>\n<header><h1>", out);
    export_write_escaped(out, title_of(f));
    fprintf(out, "</h1>\n<p class=\"soft\">What %zu public report%s, in their own words. Every number opens what it "
            "counts.</p>\n", f->reports.count, f->reports.count == 1 ? " says" : "s say");
    fputs("<noscript><p class=\"soft\">This reader runs no scripts, so a number leads to its code's best quotations; "
          "all are in what \"excerpta export --format html\" writes.</p></noscript></header>\n", out);
    write_contents(f);
}

static void write_tail(const struct findings *f)
{
    FILE *out = f->paper.out;

    fputs("</main>\n<dialog aria-labelledby=\"box\"><button type=\"button\" autofocus>Close</button>"
          "<h2 id=\"box\"></h2><p class=\"soft\"></p><div></div></dialog>\n"
          "<script type=\"text/plain\" id=\"data\">", out);
    fwrite(f->data.at, 1, f->data.size, out);
    fputs("</script>\n<script>\n", out);
    fputs(page_script, out);
    fputs("</script>\n</body></html>\n", out);
}

static bool write_parts(struct findings *f, struct error *err)
{
    export_write_summary(f);
    export_write_audit(f);
    export_write_regions(f);
    export_write_trend(f);
    if (!export_write_map(f, err))
        return false;
    export_write_variation(f);
    export_write_pairs(f);
    export_write_quotes(f);
    if (!export_write_method(f, err) || !export_write_limits(f, err))
        return false;
    export_write_shelf(f);
    return true;
}

static bool write_page(struct findings *f, FILE *out, struct error *err)
{
    f->paper = (struct paper){.kind = &export_paper_html, .out = out};
    if (!export_gather_data(f, err))
        return false;
    write_head(f);
    if (!write_parts(f, err))
        return false;
    write_tail(f);
    return true;
}

static bool write_document(struct findings *f, FILE *out, struct error *err)
{
    f->paper = (struct paper){.kind = &export_paper_word, .held = {.shade = PAPER_PLAIN}};
    if (!export_word_start(&f->paper.out, title_of(f), err))
        return false;
    if (write_parts(f, err))
        return export_word_finish(f->paper.out, out, err);
    fclose(f->paper.out);
    return false;
}

bool export_report(FILE *out, struct store *study, const struct report_options *options, struct error *err)
{
    struct findings f = {.store = study, .options = options};
    bool ok = export_gather(&f, err) && export_gather_words(&f, err)
        && (options->document ? write_document(&f, out, err) : write_page(&f, out, err));

    export_paper_free(&f.paper);
    export_free_findings(&f);
    return ok;
}
