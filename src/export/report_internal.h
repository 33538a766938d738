/* What the parts of the findings share. */
#ifndef EXPORT_REPORT_INTERNAL_H
#define EXPORT_REPORT_INTERNAL_H

#include "analyse/audit_table.h"
#include "analyse/missed.h"
#include "analyse/pairs.h"
#include "analyse/tally.h"
#include "analyse/unsearched.h"
#include "export/paper.h"
#include "export/report.h"

/* A report as the findings tell it. Text is "" where not known; region and year are as analyse_tally groups. */
struct page_report {
    int64_t id;
    struct str sha256, file, link, name, period, region, year, authorities;
    int64_t pages, copied, compared;    /* the last two in words */
    bool doubtful;              /* something is to distrust in its text */
};

struct page_code {
    struct str codebook, theme, theme_title, code, title, definition;
};

/* An excerpt; what reviewers rejected or recoded is here too, and not kept. */
struct page_quote {
    struct str key, standing, status;
    size_t code, report;        /* places among codes and reports */
    size_t rank;                /* among the kept, or the other, excerpts of its code and report; 0 is the best */
    struct range range, matched;
    bool starred, kept, by_hand;
    bool pinned;                /* an answer or the evidence map leads to it */
    struct str words;           /* "": they were not read, there are too many better ones */
    size_t page;                /* of the words; sheets count from 1 */
    size_t first_block, last_block;
    bool behind, cut;           /* words are not all: they begin behind the excerpt's first, or end before its last */
    size_t number;              /* its place on the page; NOT_SHOWN: there was no room */
};
#define NOT_SHOWN SIZE_MAX

/* A sample of passages that no rule had tagged, and those of them that were judged. */
struct page_sample {
    struct str codebook, code, method;
    int64_t id, seed;
    uint64_t untagged, drawn, judged, relevant;
    struct recall_estimate estimate;
};

struct page_judged {
    size_t sample, report;      /* places */
    struct range range;
    struct str status, words;
    size_t page;
};

struct page_file {
    struct str name, reason, detail;
};

struct findings {
    struct paper paper;
    struct store *store;
    const struct report_options *options;
    struct { struct page_report *at; size_t count, room; } reports;     /* by path */
    struct { struct page_code *at; size_t count, room; } codes;         /* by codebook and place in it: as tallies */
    struct { struct page_quote *at; size_t count, room; } quotes;       /* by code, report's id, the best first */
    struct { struct page_sample *at; size_t count, room; } samples;
    struct { struct page_judged *at; size_t count, room; } judged;
    struct { struct page_file *at; size_t count, room; } files;         /* that could not be read */
    struct page_quote **order, **by_key;    /* quotes by report and place in it, and by key */
    struct tally all, region, year, authority;
    struct audit_table audit;
    struct unsearched unsearched;
    struct pairs pairs;         /* no row: two themes were not named */
    bool has_audit;
    uint64_t excerpts, decided; /* kept ones, and of them decided ones */
    uint64_t left_out;          /* rejected or recoded */
    struct str data;            /* the excerpts for the page's script, as base64 */
    size_t most, shown;         /* kept excerpts of each code and report that the page holds, and how many these are */
    struct arena arena;
};

/* Reads all that the findings tell, but for words. What was begun is freed by export_free_findings either way. */
NODISCARD bool export_gather(struct findings *f, struct error *err);
/* NULL: there is none, as of the key "". */
struct page_quote *export_find_quote(const struct findings *f, struct str key);
/* Reads the words of the best excerpts of each code and report, and of those that are pinned. */
NODISCARD bool export_gather_words(struct findings *f, struct error *err);
/* Makes f->data of as many as there is room for. */
NODISCARD bool export_gather_data(struct findings *f, struct error *err);
void export_free_findings(struct findings *f);

/* In how many reports of the group the code was found. */
void export_count_code(struct findings *f, const struct tally *t, size_t code, size_t group, const char *by);
/* How many reports of the group were searched for the code. */
void export_count_searched(struct findings *f, const struct tally *t, size_t code, size_t group, const char *by);
/* name: the measure ("reports", "pages", "copied") or what is so of them ("doubtful"). */
void export_count_all(struct findings *f, const char *name, uint64_t value);
void export_count_excerpts(struct findings *f, size_t code, const char *state, uint64_t value);
/* A list that has this id. */
void export_count_list(struct findings *f, const char *id, uint64_t value);
bool export_begins_theme(const struct findings *f, size_t code);
bool export_begins_codebook(const struct findings *f, size_t code);
/* A heading where there are several codebooks. */
void export_begin_codebook(struct findings *f, size_t code);
/* "–" where there is none. */
void export_cell_decimal(struct findings *f, double number);

/* The parts, in their order. */
void export_write_summary(struct findings *f);
void export_write_audit(struct findings *f);
void export_write_regions(struct findings *f);
void export_write_trend(struct findings *f);
NODISCARD bool export_write_map(struct findings *f, struct error *err);
void export_write_variation(struct findings *f);
void export_write_pairs(struct findings *f);
void export_write_quotes(struct findings *f);
NODISCARD bool export_write_method(struct findings *f, struct error *err);
NODISCARD bool export_write_limits(struct findings *f, struct error *err);
void export_write_shelf(struct findings *f);

#endif
