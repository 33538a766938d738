/* One page to read: what was searched, what was found in how many reports, every excerpt. */
#include "config.h"
#include "base/file.h"
#include "codebook/codebook.h"
#include "export/export_internal.h"
#include "export/markup.h"

#include <inttypes.h>

enum { LONG_EXCERPT = 1500 };   /* bytes; more than this scrolls in a box of its own */

static const char page_head[] =
#include "export/head.inc"
;

static const char page_script[] =
#include "export/filter.inc"
;

struct html_writing {
    FILE *out;
    struct export_fields fields;
    int64_t reports, pages;             /* read */
    int64_t report;                     /* whose section is open; 0: none */
    bool any_problem;
    unsigned conditions;
};

static void put(const struct html_writing *w, const char *markup)
{
    fputs(markup, w->out);
}

static void put_text(const struct html_writing *w, struct str text)
{
    export_write_escaped(w->out, text);
}

static struct str name_of(const struct report_row *r)
{
    if (r->attributes.partnership.size > 0)
        return r->attributes.partnership;
    return r->attributes.title.size > 0 ? r->attributes.title : file_name(r->path);
}

static bool write_report_row(void *payload, const struct report_row *r, struct error *err)
{
    struct html_writing *w = payload;

    (void)err;
    w->reports++;
    w->pages += r->pages;
    put(w, "<tr><td>");
    put_text(w, name_of(r));
    put(w, "</td><td>");
    put_text(w, r->attributes.period);
    put(w, "</td><td>");
    put_text(w, r->attributes.region);
    fprintf(w->out, "</td><td class=\"n\">%" PRId64 "</td><td class=\"n\">%" PRId64 "</td><td class=\"soft\">",
            r->pages, r->excerpts);
    put_text(w, file_name(r->path));
    put(w, "</td></tr>\n");
    return true;
}

static bool write_problem_row(void *payload, const struct problem_row *p, struct error *err)
{
    struct html_writing *w = payload;

    (void)err;
    if (!w->any_problem)
        put(w, "<h2>Could not be read</h2>\n<p>Nothing is known of what these files say: they are counted neither"
               " as found nor as not found.</p>\n<div class=\"scroll\"><table><tr><th>File</th><th>Reason</th></tr>\n");
    w->any_problem = true;
    put(w, "<tr><td>");
    put_text(w, file_name(p->path));
    put(w, "</td><td>");
    put_text(w, p->reason);
    if (p->detail.size > 0)
        put(w, ": ");
    put_text(w, p->detail);
    put(w, "</td></tr>\n");
    return true;
}

static bool write_code_row(void *payload, const struct code_row *c, struct error *err)
{
    struct html_writing *w = payload;
    double share = c->reports_searched > 0 ? 100.0 * (double)c->reports / (double)c->reports_searched : 0;

    (void)err;
    put(w, "<tr><td>");
    put_text(w, c->theme_title);
    put(w, "</td><td title=\"");
    put_text(w, c->definition);
    put(w, "\">");
    put_text(w, c->title);
    fprintf(w->out, "</td><td class=\"n\">%" PRId64 "</td><td class=\"n\">%" PRId64 "/%" PRId64 "</td><td>",
            c->excerpts, c->reports, c->reports_searched);
    if (c->excerpts > 0)
        fprintf(w->out, "<span class=\"bar\" style=\"width:%.1f%%\"></span>", share);
    else
        put(w, "<span class=\"none\">searched, not found</span>");
    put(w, "</td></tr>\n");
    return true;
}

static bool write_code_option(void *payload, const struct code_row *c, struct error *err)
{
    struct html_writing *w = payload;

    (void)err;
    if (c->excerpts == 0)
        return true;
    put(w, "<option value=\"");
    put_text(w, c->codebook);
    put(w, "/");
    put_text(w, c->code);
    put(w, "\">");
    put_text(w, c->title);
    fprintf(w->out, " (%" PRId64 ")</option>\n", c->excerpts);
    return true;
}

static bool write_report_option(void *payload, const struct report_row *r, struct error *err)
{
    struct html_writing *w = payload;

    (void)err;
    if (r->excerpts == 0)
        return true;
    fprintf(w->out, "<option value=\"%.12s\">", r->sha256.at);
    put_text(w, name_of(r));
    put(w, " ");
    put_text(w, r->attributes.period);
    put(w, "</option>\n");
    return true;
}

static bool write_pass(void *payload, const struct pass_row *p, struct error *err)
{
    struct html_writing *w = payload;

    (void)err;
    if (p->finished.size == 0)
        return true;
    put(w, "<li><b>");
    put_text(w, p->title);
    put(w, "</b>, codebook ");
    put_text(w, p->codebook);
    put(w, " version ");
    put_text(w, p->version);
    fprintf(w->out, " (content %.12s), coded by excerpta ", p->hash.at);
    put_text(w, p->tool);
    fprintf(w->out, ": %" PRId64 " reports searched", p->reports);
    if (p->problems > 0)
        fprintf(w->out, ", %" PRId64 " passages given up on", p->problems);
    put(w, ".</li>\n");
    return true;
}

static void open_section(struct html_writing *w, const struct excerpt_row *e)
{
    const struct report_attributes *a = &e->report->attributes;

    if (w->report == e->report_id)
        return;
    put(w, w->report ? "</section>\n" : "");
    w->report = e->report_id;
    fprintf(w->out, "<section data-report=\"%.12s\"><h3>", e->report->sha256.at);
    put_text(w, name_of(e->report));
    put(w, "</h3>\n<p class=\"soft\">");
    put_text(w, a->period);
    put(w, a->period.size > 0 && a->authorities.size > 0 ? " · " : "");
    put_text(w, a->authorities);
    put(w, a->period.size + a->authorities.size > 0 ? " · " : "");
    put_text(w, file_name(e->report->path));
    put(w, "</p>\n");
}

static void write_place(struct html_writing *w)
{
    struct str label = w->fields.at[FIELD_PAGE_LABEL], heading = w->fields.at[FIELD_HEADING];

    fprintf(w->out, "page %s", w->fields.page);
    if (label.size > 0 && !str_equal(label, w->fields.at[FIELD_PAGE])) {
        put(w, " (printed ");
        put_text(w, label);
        put(w, ")");
    }
    if (heading.size > 0)
        put(w, " · ");
    put_text(w, heading);
}

static void write_near(struct html_writing *w, struct str words, bool leads)
{
    if (words.size == 0)
        return;
    put(w, leads ? "<span class=\"near\">" : " <span class=\"near\">");
    put_text(w, words);
    put(w, leads ? "</span> " : "</span>");
}

static bool write_excerpt(void *payload, const struct excerpt_row *e, struct error *err)
{
    struct html_writing *w = payload;
    bool is_long = e->range.stop - e->range.start > LONG_EXCERPT;

    (void)err;
    export_fill_fields(&w->fields, e);
    open_section(w, e);
    put(w, is_long ? "<article class=\"long\" data-code=\"" : "<article data-code=\"");
    put_text(w, e->codebook);
    put(w, "/");
    put_text(w, e->code);
    put(w, "\" data-standing=\"");
    put_text(w, e->standing);
    if (codebook_is_colour(e->colour)) {        /* nothing else gets into a style */
        put(w, "\" style=\"--c:");
        put_text(w, e->colour);
    }
    put(w, "\"><p class=\"about\"><b>");
    put_text(w, e->code_title);
    put(w, "</b> <span class=\"standing\">");
    put_text(w, e->standing);
    put(w, "</span> ");
    if (!str_equal(e->status, STR("undecided"))) {
        put(w, "<span class=\"standing\">");
        put_text(w, e->status);
        put(w, "</span> ");
    }
    write_place(w);
    put(w, "</p>\n<blockquote>");
    if (!is_long)
        write_near(w, w->fields.at[FIELD_BEFORE], true);
    export_write_marked(w->out, e->document, e->range, e->spans, e->span_count);
    if (!is_long)
        write_near(w, w->fields.at[FIELD_AFTER], false);
    put(w, "</blockquote></article>\n");
    return true;
}

static bool write_summary(struct html_writing *w, struct store *study, struct error *err)
{
    put(w, "<h2>What was searched for, and where it was found</h2>\n<div class=\"scroll\"><table>\n<tr><th>Theme</th>"
           "<th>Code</th><th class=\"n\">Excerpts</th><th class=\"n\">Reports</th>"
           "<th style=\"width:30%\"></th></tr>\n");
    if (!store_codes(study, write_code_row, w, err))
        return false;
    put(w, "</table></div>\n<p class=\"soft\">Reports: those with one excerpt or more, of those searched. Excerpts"
           " of every standing are counted: a code found as absent is found. Rules tagged them; what reviewers decided"
           " of one stands beside it.</p>\n"
           "<h2>Reports</h2>\n<div class=\"scroll\"><table>\n<tr><th>Report</th><th>Period</th><th>Region</th>"
           "<th class=\"n\">Pages</th><th class=\"n\">Excerpts</th><th>File</th></tr>\n");
    if (!store_reports(study, write_report_row, w, err))
        return false;
    fprintf(w->out, "</table></div>\n<p class=\"soft\">%" PRId64 " reports with %" PRId64 " pages were read.</p>\n",
            w->reports, w->pages);
    if (!store_problems(study, write_problem_row, w, err))
        return false;
    put(w, w->any_problem ? "</table></div>\n" : "");
    put(w, "<h2>How</h2>\n<ul>\n");
    if (!store_passes(study, write_pass, w, err))
        return false;
    put(w, "</ul>\n");
    return true;
}

static bool write_filters(struct html_writing *w, struct store *study, struct error *err)
{
    put(w, "<form class=\"filters\" hidden aria-label=\"Filter the excerpts\">\n<label>Code <select name=\"code\">"
           "<option value=\"\">all</option>\n");
    if (!store_codes(study, write_code_option, w, err))
        return false;
    put(w, "</select></label>\n<label>Report <select name=\"report\"><option value=\"\">all</option>\n");
    if (!store_reports(study, write_report_option, w, err))
        return false;
    put(w, "</select></label>\n<label>Standing <select name=\"standing\"><option value=\"\">all</option>"
           "<option>present</option><option>absent</option><option>planned</option><option>past</option></select>"
           "</label>\n"
           "<label>Words <input name=\"words\" type=\"search\"></label>\n<output></output></form>\n");
    return true;
}

static void write_condition(struct html_writing *w, struct str name, struct str value)
{
    if (value.size == 0)
        return;
    put(w, w->conditions++ == 0 ? "<p>Only excerpts of " : ", ");
    put_text(w, name);
    put(w, " <b>");
    put_text(w, value);
    put(w, "</b>");
}

/* What the page's excerpts were chosen by. */
static void write_conditions(struct html_writing *w, const struct excerpt_filter *f)
{
    write_condition(w, STR("codebook"), f->codebook);
    write_condition(w, STR("theme"), f->theme);
    write_condition(w, STR("code"), f->code);
    write_condition(w, STR("report"), f->report);
    write_condition(w, STR("status"), f->status);
    write_condition(w, STR("standing"), f->standing);
    write_condition(w, STR("decisions since"), f->since);
    for (size_t i = 0; i < f->choice_count; i++)
        write_condition(w, f->choices[i].attribute, f->choices[i].value);
    put(w, w->conditions > 0 ? " are below; the tables above are of the whole study.</p>\n" : "");
}

static bool write_html(FILE *out, struct store *study, const struct export_options *options, struct error *err)
{
    struct html_writing w = {.out = out};
    bool ok;

    fputs("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<title>Findings</title>\n", out);
    fputs(page_head, out);
    fputs("</head>\n<body>\n<header><h1>Findings</h1>\n"
          "<p class=\"soft\">Excerpts of reports, in their own words, with the page where each stands. Made by"
          " excerpta " PACKAGE_VERSION ".</p></header>\n<main>\n", out);
    ok = write_summary(&w, study, err);
    if (ok) {
        put(&w, "<h2>Excerpts</h2>\n");
        write_conditions(&w, &options->filter);
    }
    ok = ok && write_filters(&w, study, err) && store_excerpts(study, &options->filter, write_excerpt, &w, err);
    if (ok) {
        put(&w, w.report ? "</section>\n" : "<p>No excerpt.</p>\n");
        put(&w, "</main>\n<script>\n");
        put(&w, page_script);
        put(&w, "</script>\n</body>\n</html>\n");
    }
    export_free_fields(&w.fields);
    return ok;
}

const struct export_format export_html = {
    .name = "html", .summary = "a page to read, filter and print", .write = write_html,
};
