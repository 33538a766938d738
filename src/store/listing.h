/* What a study holds, row by row, for people and exports. Rows and their text are good for the
 * call only; a callback that gives false stops the listing. */
#ifndef STORE_LISTING_H
#define STORE_LISTING_H

#include "store/copied.h"
#include "store/report.h"

struct report_row {
    int64_t id;
    struct str sha256, path;            /* path: the first in byte order */
    struct str format, predecessor;     /* predecessor: a sha256 or "" */
    struct report_attributes attributes;
    int64_t bytes;                      /* of the file */
    int64_t paths, pages, words, sentences, excerpts;   /* excerpts: of the current passes */
    /* Words of passages that were compared with other reports' (-1: they were not), and of these the words that stand
     * in an earlier report of the partnership, and in any other report. */
    int64_t compared, earlier, elsewhere;
    struct str earlier_report;          /* the earlier report with most of them: a sha256 or "" */
    struct str duplicate_of;            /* a report with the same words in another file: a sha256 or "" */
};
typedef bool store_each_report(void *payload, const struct report_row *r, struct error *err);
/* By first path, then hash. */
NODISCARD bool store_reports(struct store *s, store_each_report *each, void *payload, struct error *err);

/* A file that holds a report now. */
struct path_row {
    struct str path, sha256;
    int64_t report;
};
typedef bool store_each_path(void *payload, const struct path_row *p, struct error *err);
/* By path, in byte order. */
NODISCARD bool store_paths(struct store *s, store_each_path *each, void *payload, struct error *err);

struct problem_row {
    struct str path, reason, detail, sha256;
};
typedef bool store_each_problem(void *payload, const struct problem_row *r, struct error *err);
NODISCARD bool store_problems(struct store *s, store_each_problem *each, void *payload, struct error *err);

/* What to distrust in a report's text: a measure of document/quality.def that is not 0. */
struct quality_row {
    struct str path, sha256, measure;
    int64_t value;
};
typedef bool store_each_quality(void *payload, const struct quality_row *r, struct error *err);
/* By first path, hash, measure. */
NODISCARD bool store_quality(struct store *s, store_each_quality *each, void *payload, struct error *err);

/* An excerpt with all that an export says of it, except text around it, which the caller takes
 * from `document`. Of the current pass of each codebook (the newest complete one of the id). */
struct excerpt_row {
    struct str excerpt;                 /* 16 hex digits that name it everywhere: of report, codebook, code and range */
    int64_t report_id;
    struct str codebook, version, theme, code, rule, standing;
    struct str theme_title, code_title, colour;
    struct str question;                /* the template's whose answer it stands in, or "" */
    const struct report_row *report;
    const struct document *document;
    struct range range;
    const struct range *spans;
    size_t span_count;
    struct str origin;                  /* "rule"; "hand": a reviewer tagged it, so rule is "" and there are no spans */
    struct str status;                  /* "undecided", "accepted", "rejected", "recoded", "unsure", "disagreed" */
    struct str decided_by;              /* the reviewers, with "; " between */
    struct str memo, recode;            /* of the decisions that count, with " | " between */
    bool star;                          /* good practice */
    struct store_copy copy;             /* where its block stands too; nowhere for a unit of several blocks */
};
typedef bool store_each_excerpt_row(void *payload, const struct excerpt_row *e, struct error *err);
/* An attribute that a report must have: of attribute.def, or "authority" (one of several) or "year" (in which the
 * period ends). */
struct report_choice {
    struct str attribute, value;
};
struct excerpt_filter {
    struct str codebook, theme, code, report;           /* "" is any; report: a sha256 or its beginning */
    struct str status, standing;                        /* status also "kept": neither rejected nor recoded */
    struct str since;                                   /* with a counting decision since this UTC time or day */
    bool without_names;                                 /* reviewers are told as R1, R2, … by their number */
    const struct report_choice *choices;                /* all must hold */
    size_t choice_count;
};
/* Whether the filter's report and choices leave it. */
bool store_is_chosen(const struct excerpt_filter *f, const struct report_row *r);
/* By report (as store_reports orders), position, codebook, code's place in its codebook. */
NODISCARD bool store_excerpts(struct store *s, const struct excerpt_filter *filter, store_each_excerpt_row *each,
                              void *payload, struct error *err);

struct pass_row {
    int64_t pass;
    struct str codebook, version, title, hash, tool, started, finished;     /* finished "": not complete */
    int64_t reports, excerpts, problems;
    bool current;                       /* its excerpts are those that listings and exports show */
};
typedef bool store_each_pass(void *payload, const struct pass_row *p, struct error *err);
NODISCARD bool store_passes(struct store *s, store_each_pass *each, void *payload, struct error *err);

/* For each code of the current passes, also those without an excerpt: searched and not found. */
struct code_row {
    struct str codebook, version, theme, theme_title, code, title, definition, colour;
    int64_t excerpts, reports;          /* reports with one or more, of reports_searched */
    int64_t reports_searched;
};
typedef bool store_each_code(void *payload, const struct code_row *c, struct error *err);
NODISCARD bool store_codes(struct store *s, store_each_code *each, void *payload, struct error *err);

#endif
