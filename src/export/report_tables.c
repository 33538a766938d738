/* Of the findings page: the summary, the audit questions, the codes by region and by year. */
#include "export/report_internal.h"

#include <inttypes.h>

/* The code with most reports, or with fewest that are not none, of those with n reports searched. */
static size_t most_found(const struct findings *f)
{
    size_t best = 0;

    for (size_t c = 1; c < f->codes.count; c++)
        if (f->all.cells[c].reports > f->all.cells[best].reports)
            best = c;
    return best;
}

static uint64_t never_found(const struct findings *f)
{
    uint64_t n = 0;

    for (size_t c = 0; c < f->codes.count; c++)
        n += f->all.cells[c].reports == 0;
    return n;
}

/* "A, B and 12 more." */
static void put_never(const struct findings *f)
{
    enum { MOST_NAMES = 8 };
    uint64_t told = 0;

    for (size_t c = 0; c < f->codes.count && told < MOST_NAMES; c++) {
        if (f->all.cells[c].reports > 0)
            continue;
        export_put(f, told++ > 0 ? ", " : ": ");
        export_put_text(f, f->codes.at[c].title);
    }
    if (never_found(f) > told)
        fprintf(f->out, " and %" PRIu64 " more", never_found(f) - told);
}

static void put_key(const struct findings *f, const char *name, uint64_t value, const char *words)
{
    fprintf(f->out, "<li><b data-figure=\"%s\">%" PRIu64 "</b>%s</li>\n", name, value, words);
}

void export_write_summary(struct findings *f)
{
    uint64_t pages = 0, partnerships = 0;
    size_t most = most_found(f);

    for (size_t i = 0; i < f->reports.count; i++) {
        size_t before = 0;

        pages += (uint64_t)f->reports.at[i].pages;
        while (before < i && !str_equal(f->reports.at[before].name, f->reports.at[i].name))
            before++;
        partnerships += before == i;
    }
    export_put(f, "<h2 id=\"summary\">Summary</h2>\n<ul class=\"keys\">\n");
    put_key(f, "reports", f->reports.count, "reports read");
    put_key(f, "partnerships", partnerships, "partnerships or titles");
    put_key(f, "pages", pages, "pages");
    put_key(f, "unreadable", f->unreadable, "files that could not be read");
    put_key(f, "codes", f->codes.count, "codes looked for");
    put_key(f, "excerpts", f->excerpts, "excerpts found");
    put_key(f, "decided", f->decided, "of them decided on by reviewers");
    export_put(f, "</ul>\n<ul>\n<li>Found in most reports: <b>");
    export_put_text(f, f->codes.at[most].title);
    export_put(f, "</b>, in ");
    export_put_count(f, &f->all, most, 0, "all");
    fprintf(f->out, " of %zu.</li>\n", f->reports.count);
    fprintf(f->out, "<li>Searched for and found in no report: <b data-figure=\"never\">%" PRIu64 "</b> of %zu codes",
            never_found(f), f->codes.count);
    put_never(f);
    export_put(f, ". That is a finding too; they stand as 0 below.</li>\n");
    if (f->has_audit)
        export_put(f, "<li>The <a href=\"#audit\">questions</a> below tell in how many of how many reports each was "
                      "answered.</li>\n");
    fprintf(f->out, "<li>%s</li>\n</ul>\n", f->decided == 0
            ? "Rules tagged every excerpt, and no person has decided on one yet: read the numbers as what there is to "
              "look at."
            : "Excerpts that reviewers rejected are left out of every number.");
}

/* The keys of the excerpts that show one state, for the number to open. */
static void put_keys(const struct findings *f, size_t question, enum audit_state state)
{
    const struct audit_table *t = &f->audit;
    bool any = false;

    for (size_t r = 0; r < t->report_count; r++) {
        const struct audit_cell *c = &t->cells[question * t->report_count + r];

        if (c->state != state || c->key.size == 0)
            continue;
        export_put(f, any ? " " : "");
        export_put_text(f, c->key);
        any = true;
    }
}

static void put_answer_count(const struct findings *f, size_t question, enum audit_state state)
{
    const struct audit_asked *q = &f->audit.asked[question];
    bool opens = q->states[state] > 0 && (state == AUDIT_STATE_FOUND || state == AUDIT_STATE_NEGATIVE);

    fprintf(f->out, "<%s", opens ? "a href=\"#answers\"" : "span");
    export_put(f, " data-measure=\"audit\" data-codebook=\"");
    export_put_text(f, q->codebook);
    export_put(f, "\" data-question=\"");
    export_put_text(f, q->id);
    fprintf(f->out, "\" data-state=\"%s\" data-value=\"%" PRIu64 "\" data-of=\"%" PRIu64 "\"",
            analyse_audit_states[state], q->states[state], q->of);
    if (opens) {
        export_put(f, " data-keys=\"");
        put_keys(f, question, state);
        export_put(f, "\" aria-label=\"");
        export_put_text(f, q->text);
        fprintf(f->out, " %s: %" PRIu64 "\"", analyse_audit_states[state], q->states[state]);
    }
    fprintf(f->out, ">%" PRIu64 "</%s>", q->states[state], opens ? "a" : "span");
}

static void write_question(const struct findings *f, size_t question)
{
    static const enum audit_state told[] = {AUDIT_STATE_NEGATIVE, AUDIT_STATE_NOT_FOUND, AUDIT_STATE_UNCLEAR,
                                            AUDIT_STATE_NOT_REVIEWED};
    const struct audit_asked *q = &f->audit.asked[question];

    export_put(f, "<tr><th scope=\"row\">");
    export_put_text(f, q->number.size > 0 ? q->number : q->id);
    export_put(f, " ");
    export_put_text(f, q->text);
    export_put(f, "</th><td class=\"n\"><b>");
    put_answer_count(f, question, AUDIT_STATE_FOUND);
    fprintf(f->out, "/%" PRIu64 "</b></td><td>", q->of);
    if (q->of > 0)
        fprintf(f->out, "<span class=\"range\" title=\"%.0f%%; 95%% interval %.0f%% to %.0f%%\"><i style=\"left:%.1f%%;"
                "right:%.1f%%\"></i><b style=\"left:%.1f%%\"></b></span>",
                100.0 * (double)q->states[AUDIT_STATE_FOUND] / (double)q->of, 100 * q->interval.low,
                100 * q->interval.high, 100 * q->interval.low, 100 - 100 * q->interval.high,
                100.0 * (double)q->states[AUDIT_STATE_FOUND] / (double)q->of);
    fprintf(f->out, "</td><td class=\"n\">%" PRIu64 "</td>", q->partly);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        export_put(f, "<td class=\"n\">");
        put_answer_count(f, question, told[i]);
        export_put(f, "</td>");
    }
    fprintf(f->out, "<td class=\"n\">%" PRIu64 "</td></tr>\n", q->reviewed);
}

/* A sign for each state, told above the table. */
static void write_cell(const struct findings *f, const struct audit_cell *c)
{
    static const char *const signs[AUDIT_STATES] = {"●", "✕", "·", "?", "–", " "};
    const char *sign = str_equal(c->answer, STR("partly")) ? "◐" : signs[c->state];

    fprintf(f->out, "<td title=\"%s%s\">", analyse_audit_states[c->state],
            c->basis == AUDIT_BY_REVIEWERS ? ", by reviewers" : "");
    if (c->key.size > 0) {
        export_put(f, "<a href=\"#q-");
        export_put_text(f, c->key);
        export_put(f, "\">");
    }
    fprintf(f->out, c->basis == AUDIT_BY_REVIEWERS ? "<b>%s</b>" : "%s", sign);
    export_put(f, c->key.size > 0 ? "</a></td>" : "</td>");
}

static void write_answers(const struct findings *f)
{
    const struct audit_table *t = &f->audit;

    export_put(f, "<details id=\"answers\"><summary>Each report's answers, with the excerpt behind each</summary>\n<p "
                  "class=\"soft\">● found, ◐ partly, ✕ found negative, · searched and not found, ? unclear, – "
                  "unreadable; "
                  "in bold: a reviewer's word. A sign leads to its excerpt.</p>\n<div class=\"scroll\"><table "
                  "class=\"cells\"><thead><tr><th>Report</th>");
    for (size_t q = 0; q < t->asked_count; q++) {
        export_put(f, "<th title=\"");
        export_put_text(f, t->asked[q].text);
        export_put(f, "\">");
        export_put_text(f, t->asked[q].number.size > 0 ? t->asked[q].number : t->asked[q].id);
        export_put(f, "</th>");
    }
    export_put(f, "</tr></thead><tbody>\n");
    for (size_t r = 0; r < t->report_count; r++) {
        export_put(f, "<tr><th scope=\"row\">");
        export_put_text(f, f->reports.at[r].name);
        export_put(f, " ");
        export_put_text(f, f->reports.at[r].period);
        export_put(f, "</th>");
        for (size_t q = 0; q < t->asked_count; q++)
            write_cell(f, &t->cells[q * t->report_count + r]);
        export_put(f, "</tr>\n");
    }
    export_put(f, "</tbody></table></div></details>\n");
}

void export_write_audit(struct findings *f)
{
    if (!f->has_audit)
        return;
    export_put(f, "<h2 id=\"audit\">The questions, report by report</h2>\n<p>Found: yes or partly. Found negative: the "
                  "report itself says that it is not so. Not found: searched, and nothing that answers it stands "
                  "there. "
                  "The bar is the 95 percent interval of the share, the line the share itself.</p>\n");
    for (size_t q = 0; q < f->audit.asked_count; q++) {
        if (q == 0 || !str_equal(f->audit.asked[q].codebook, f->audit.asked[q - 1].codebook)) {
            export_put(f, q > 0 ? "</tbody></table></div>\n" : "");
            export_put(f, "<div class=\"scroll\"><table class=\"asked\"><caption>Questions of codebook ");
            export_put_text(f, f->audit.asked[q].codebook);
            export_put(f, "</caption><thead><tr><th>Question</th><th class=\"n\">Found in</th><th>Share</th>"
                          "<th class=\"n\">partly</th><th class=\"n\">negative</th><th class=\"n\">not found</th>"
                          "<th class=\"n\">unclear</th><th class=\"n\">not reviewed</th>"
                          "<th class=\"n\">by reviewers</th></tr></thead><tbody>\n");
        }
        write_question(f, q);
    }
    export_put(f, "</tbody></table></div>\n");
    if (f->unreadable > 0)
        fprintf(f->out, "<p>%" PRIu64 " file%s could not be read and %s in no number here.</p>\n", f->unreadable,
                f->unreadable == 1 ? "" : "s", f->unreadable == 1 ? "is" : "are");
    write_answers(f);
}

static void write_heat(const struct findings *f, const struct tally *t, const char *by, const char *caption)
{
    fprintf(f->out, "<div class=\"scroll\"><table class=\"heat\"><caption>%s</caption><thead><tr><th>Code</th>"
            "<th class=\"n\">all<br>of %zu</th>", caption, f->reports.count);
    for (size_t g = 0; g < t->group_count; g++) {
        export_put(f, "<th class=\"n\">");
        export_put_text(f, t->groups[g].name);
        fprintf(f->out, "<br>of %" PRIu64 "</th>", t->groups[g].reports);
    }
    export_put(f, "</tr></thead><tbody>\n");
    for (size_t c = 0; c < f->codes.count; c++) {
        const struct page_code *code = &f->codes.at[c], *before = c > 0 ? code - 1 : NULL;

        if (!before || !str_equal(before->theme, code->theme) || !str_equal(before->codebook, code->codebook)) {
            fprintf(f->out, "<tr class=\"theme\"><th colspan=\"%zu\">", t->group_count + 2);
            export_put_text(f, code->theme_title);
            export_put(f, "</th></tr>\n");
        }
        export_put(f, "<tr><th scope=\"row\" title=\"");
        export_put_text(f, code->definition);
        export_put(f, "\">");
        export_put_text(f, code->title);
        export_put(f, "</th><td class=\"n\"><b>");
        export_put_count(f, &f->all, c, 0, "all");
        export_put(f, "</b></td>");
        for (size_t g = 0; g < t->group_count; g++) {
            const struct tally_cell *cell = &t->cells[c * t->group_count + g];

            export_put(f, "<td class=\"n\" style=\"");
            export_put_shade(f, t->groups[g].reports > 0 ? (double)cell->reports / (double)t->groups[g].reports : 0);
            export_put(f, "\">");
            export_put_count(f, t, c, g, by);
            export_put(f, "</td>");
        }
        export_put(f, "</tr>\n");
    }
    export_put(f, "</tbody></table></div>\n");
}

void export_write_counts(struct findings *f)
{
    export_put(f, "<h2 id=\"counts\">What was found, by region</h2>\n");
    write_heat(f, &f->region, "region", "Reports with one excerpt of the code or more; the darker, the greater the "
                              "share "
                                        "of the region's reports. 0: searched for and not found.");
}

/* One small chart: a bar for each year, its height the share of that year's reports. */
static void write_years(const struct findings *f, size_t code, size_t first, size_t last)
{
    enum { WIDE = 200, HIGH = 74, TOP = 12, FOOT = 14 };
    const struct tally *t = &f->year;
    double step = (double)WIDE / (double)(last - first);

    export_put(f, "<figure><figcaption>");
    export_put_text(f, f->codes.at[code].title);
    fprintf(f->out, "</figcaption><svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"share of reports by year; the "
            "table below has the numbers\"><line x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"var(--line)\"/>", WIDE,
            HIGH + TOP + FOOT, HIGH + TOP, WIDE, HIGH + TOP);
    for (size_t g = first; g < last; g++) {
        const struct tally_cell *cell = &t->cells[code * t->group_count + g];
        double share = t->groups[g].reports > 0 ? (double)cell->reports / (double)t->groups[g].reports : 0;
        double x = step * (double)(g - first), middle = x + step / 2;

        fprintf(f->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"var(--bar)\"/>",
                x + step * .15, HIGH + TOP - share * HIGH, step * .7, share * HIGH);
        fprintf(f->out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\"", middle, HIGH + TOP - share * HIGH - 3);
        export_put_cell(f, t, code, g, "year");
        fprintf(f->out, ">%" PRIu64 "/%" PRIu64 "</text>", cell->reports, t->groups[g].reports);
        fprintf(f->out, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">", middle, HIGH + TOP + FOOT - 3);
        export_put_text(f, t->groups[g].name);
        export_put(f, "</text>");
    }
    export_put(f, "</svg></figure>\n");
}

/* The code of a theme that is in most reports, for each theme's first code; else the count of codes. */
static size_t leading_code(const struct findings *f, size_t first)
{
    const struct page_code *theme = &f->codes.at[first];
    size_t best = first;

    if (first > 0 && str_equal(theme[-1].theme, theme->theme) && str_equal(theme[-1].codebook, theme->codebook))
        return f->codes.count;
    for (size_t c = first; c < f->codes.count && str_equal(f->codes.at[c].theme, theme->theme)
                           && str_equal(f->codes.at[c].codebook, theme->codebook); c++)
        if (f->all.cells[c].reports > f->all.cells[best].reports)
            best = c;
    return f->all.cells[best].reports > 0 ? best : f->codes.count;
}

void export_write_trend(struct findings *f)
{
    enum { MOST_CHARTS = 24, MOST_YEARS = 6 };
    size_t drawn = 0, last = f->year.group_count, first, code;

    last -= last > 0 && str_equal(f->year.groups[last - 1].name, STR("unknown"));
    first = last > MOST_YEARS ? last - MOST_YEARS : 0;
    export_put(f, "<h2 id=\"trend\">From year to year</h2>\n<p>A year is the one in which a report's period ends. Few "
                  "reports in a year, or other partnerships than the year before, make a rise or fall that means "
                  "nothing.</p>\n");
    if (last - first > 1) {
        export_put(f, "<p class=\"soft\">Of each theme the code that is in most reports: a bar is the share of the "
                      "year's "
                      "reports.</p>\n<div class=\"small\">\n");
        for (size_t c = 0; c < f->codes.count && drawn < MOST_CHARTS; c++)
            if ((code = leading_code(f, c)) < f->codes.count) {
                write_years(f, code, first, last);
                drawn++;
            }
        export_put(f, "</div>\n");
    }
    export_put(f, "<details><summary>All codes by year, as a table</summary>\n");
    write_heat(f, &f->year, "year", "Reports with one excerpt of the code or more.");
    export_put(f, "</details>\n");
}
