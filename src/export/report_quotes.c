/* Of the findings page: the quotations by theme and code, and the reports that they are of. */
#include "export/report_internal.h"

#include <inttypes.h>

enum { SHOWN = 3 };             /* of a code; the others fold out */

/* What a panel reads first: what reviewers marked or accepted, then what is so now, not what is absent or planned. */
static int worth(const struct page_quote *q)
{
    return (q->starred ? 4 : 0) + (str_equal(q->status, STR("accepted")) ? 2 : 0)
        + (str_equal(q->standing, STR("present")) ? 1 : 0);
}

static void write_quote(const struct findings *f, const struct page_quote *q)
{
    const struct page_report *r = &f->reports.at[q->report];
    const struct page_code *c = &f->codes.at[q->code];

    export_put(f, "<div class=\"q\" id=\"q-");
    export_put_text(f, q->key);
    fprintf(f->out, "\" data-r=\"%zu\" data-code=\"", q->report);
    export_put_text(f, c->codebook);
    export_put(f, "/");
    export_put_text(f, c->code);
    export_put(f, q->best ? "\" data-best><blockquote>" : "\"><blockquote>");
    export_put(f, q->behind ? "… " : "");
    export_put_text(f, q->words);
    export_put(f, q->cut ? " …</blockquote><p>" : "</blockquote><p>");
    export_put_text(f, r->name);
    export_put(f, r->period.size > 0 ? ", " : "");
    export_put_text(f, r->period);
    export_put(f, ", <a href=\"");
    export_put_text(f, r->link);
    fprintf(f->out, "#page=%zu\">page %zu</a>", q->page, q->page);
    if (!str_equal(q->standing, STR("present"))) {
        export_put(f, " · ");
        export_put_text(f, q->standing);
    }
    if (!str_equal(q->status, STR("undecided"))) {
        export_put(f, " · ");
        export_put_text(f, q->status);
    }
    export_put(f, q->starred ? " · good practice</p></div>\n" : "</p></div>\n");
}

/* The `rank`-th best of a code's quotes [first, last): by worth, then as they stand. */
static size_t nth_best(const struct findings *f, size_t first, size_t last, size_t rank)
{
    for (int w = 7; w >= 0; w--)
        for (size_t i = first; i < last; i++)
            if (f->quotes.at[i].best && worth(&f->quotes.at[i]) == w && rank-- == 0)
                return i;
    return last;
}

static void write_code(const struct findings *f, size_t code, size_t first, size_t last)
{
    const struct page_code *c = &f->codes.at[code];
    size_t shown[SHOWN], count = 0;

    fprintf(f->out, "<h4 id=\"c%zu\">", code);
    export_put_text(f, c->title);
    export_put(f, ": ");
    export_put_count(f, &f->all, code, 0, "all");
    fprintf(f->out, "/%zu reports</h4>\n<p class=\"soft\">", f->reports.count);
    export_put_text(f, c->definition);
    export_put(f, "</p>\n");
    while (count < SHOWN && (shown[count] = nth_best(f, first, last, count)) < last)
        write_quote(f, &f->quotes.at[shown[count++]]);
    if (last - first <= count)
        return;
    fprintf(f->out, "<details><summary>%zu more</summary>\n", last - first - count);
    for (size_t i = first; i < last; i++) {
        bool before = false;

        for (size_t n = 0; n < count; n++)
            before = before || shown[n] == i;
        if (!before)
            write_quote(f, &f->quotes.at[i]);
    }
    export_put(f, "</details>\n");
}

void export_write_quotes(struct findings *f)
{
    size_t first = 0;

    export_put(f, "<h2 id=\"quotes\">Quotations</h2>\n<p>Of each code and report one excerpt: the one that reviewers "
                  "marked or accepted, else the one with most words that matched. They are the reports' own words. "
                  "Pages "
                  "count from the file's first; the link opens the file there, where it lies beside this page.</p>\n");
    for (size_t c = 0; c < f->codes.count; c++) {
        const struct page_code *code = &f->codes.at[c], *before = c > 0 ? code - 1 : NULL;
        size_t last = first;

        while (last < f->quotes.count && f->quotes.at[last].code == c)
            last++;
        if (!before || !str_equal(before->theme, code->theme) || !str_equal(before->codebook, code->codebook)) {
            export_put(f, "<h3>");
            export_put_text(f, code->theme_title);
            export_put(f, "</h3>\n");
        }
        write_code(f, c, first, last);
        first = last;
    }
}

void export_write_shelf(struct findings *f)
{
    export_put(f, "<h2 id=\"reports\">The reports</h2>\n<div "
                  "class=\"scroll\"><table><thead><tr><th>Report</th><th>Period"
                  "</th><th>Region</th><th class=\"n\">Pages</th><th>File</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < f->reports.count; i++) {
        const struct page_report *r = &f->reports.at[i];

        fprintf(f->out, "<tr id=\"r%zu\" data-region=\"", i);
        export_put_text(f, r->region);
        export_put(f, "\" data-year=\"");
        export_put_text(f, r->year);
        export_put(f, "\" data-authorities=\"");
        export_put_text(f, r->authorities);
        export_put(f, "\" data-sha256=\"");
        export_put_text(f, r->sha256);
        export_put(f, "\"><td>");
        export_put_text(f, r->name);
        export_put(f, "</td><td>");
        export_put_text(f, r->period);
        export_put(f, "</td><td>");
        export_put_text(f, r->region);
        fprintf(f->out, "</td><td class=\"n\">%" PRId64 "</td><td class=\"soft\"><a href=\"", r->pages);
        export_put_text(f, r->link);
        export_put(f, "\">");
        export_put_text(f, r->file);
        fprintf(f->out, "</a> <code title=\"SHA-256\">%.12s</code></td></tr>\n", r->sha256.at);
    }
    export_put(f, "</tbody></table></div>\n");
}
