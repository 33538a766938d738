/* What the parts of the findings page share. */
#ifndef EXPORT_REPORT_INTERNAL_H
#define EXPORT_REPORT_INTERNAL_H

#include "analyse/audit_table.h"
#include "analyse/pairs.h"
#include "analyse/tally.h"
#include "export/report.h"

/* A report as the page tells it. Text is "" where not known; region and year are as analyse_tally groups. */
struct page_report {
    int64_t id;
    struct str sha256, file, link, name, period, region, year, authorities;
    int64_t pages, words, copied, compared;
};

struct page_code {
    struct str codebook, theme, theme_title, code, title, definition;
};

/* An excerpt that is on the page. */
struct page_quote {
    struct str key, words, standing, status;
    size_t code, report;        /* places among codes and reports */
    struct range range, matched;
    size_t page;                /* of the words; sheets count from 1 */
    bool starred;
    bool best;                  /* of its report and code: what a number of reports opens */
    bool behind, cut;           /* words are not all: they begin behind the excerpt's first, or end before its last */
};

struct findings {
    FILE *out;
    struct store *store;
    const struct report_options *options;
    struct { struct page_report *at; size_t count, room; } reports;     /* by path */
    struct { struct page_code *at; size_t count, room; } codes;         /* by codebook and place in it: as tallies */
    struct { struct page_quote *at; size_t count, room; } quotes;       /* by code, then by report */
    struct { struct str *at; size_t count, room; } opened;              /* keys that a number of another kind opens */
    struct tally all, region, year, authority;
    struct audit_table audit;
    struct pairs pairs;         /* no row: two themes were not named */
    bool has_audit;
    uint64_t excerpts, decided, unreadable, passes;
    struct arena arena;
};

/* Reads all that the page tells. What was begun is freed by export_free_findings either way. */
NODISCARD bool export_gather(struct findings *f, struct error *err);
void export_free_findings(struct findings *f);

void export_put(const struct findings *f, const char *markup);
void export_put_text(const struct findings *f, struct str text);        /* escaped */
/* A share as a style: --s a blue, the darker the more, so told apart by lightness alone, by every eye and on paper; --i
 * the ink that is read on it. */
void export_put_shade(const struct findings *f, double share);
/* What a number of reports is of, as attributes: data-measure, -by, -code, -group, -value, -of. */
void export_put_cell(const struct findings *f, const struct tally *t, size_t code, size_t group, const char *by);
/* How many reports a cell of a tally has, opening their quotations. */
void export_put_count(const struct findings *f, const struct tally *t, size_t code, size_t group, const char *by);

/* The parts of the page, in its order. */
void export_write_summary(struct findings *f);
void export_write_audit(struct findings *f);
void export_write_counts(struct findings *f);
void export_write_trend(struct findings *f);
NODISCARD bool export_write_map(struct findings *f, struct error *err);
void export_write_pairs(struct findings *f);
void export_write_quotes(struct findings *f);
NODISCARD bool export_write_method(struct findings *f, struct error *err);
NODISCARD bool export_write_limits(struct findings *f, struct error *err);
void export_write_shelf(struct findings *f);

#endif
