/* The audit questions of the codebooks, answered report by report: how many of how many. */
#ifndef ANALYSE_AUDIT_TABLE_H
#define ANALYSE_AUDIT_TABLE_H

#include "analyse/interval.h"
#include "codebook/codebook.h"
#include "store/audit.h"
#include "store/evidence.h"

/* What is known of a question in a report. */
enum audit_state {
    AUDIT_STATE_FOUND,          /* yes or partly */
    AUDIT_STATE_NEGATIVE,       /* no: the report itself says that it is not so */
    AUDIT_STATE_NOT_FOUND,      /* searched, and nothing that answers it was found */
    AUDIT_STATE_UNCLEAR,        /* reviewers say so, or differ */
    AUDIT_STATE_UNREADABLE,     /* reviewers say so; and each file that gave no report */
    /* Only reviewers can answer it, and none did; or the report was read after the codebook's newest pass. */
    AUDIT_STATE_NOT_REVIEWED,
    AUDIT_STATES,
};
extern const char *const analyse_audit_states[AUDIT_STATES];    /* "found", "found negative", … */

enum audit_basis {
    AUDIT_BY_NOBODY,
    AUDIT_BY_RULES,             /* a proposal from the excerpts */
    AUDIT_BY_REVIEWERS,         /* their word, which overrides it */
    AUDIT_BASES,
};
extern const char *const analyse_audit_bases[AUDIT_BASES];      /* "", "rules", "reviewers" */

struct audit_cell {
    enum audit_state state;
    enum audit_basis basis;
    struct str answer;          /* "yes", "partly", "no", …, "disagreed"; "" where nobody answered */
    /* The excerpt that shows it best: the first that reviewers named, or the best of the answer's code; key "": none */
    struct str key, code, words;
    size_t page;                /* sheets count from 1 */
};

struct audit_asked {
    struct str codebook, version, id, number, text;     /* number "": it has none */
    /* Reports by state; found holds partly. Of files that gave no report nothing is counted here. */
    uint64_t states[AUDIT_STATES], partly, reviewed;
    uint64_t of;                /* found, negative, not found or unclear: those of which something is known */
    struct interval interval;   /* of found / of, Wilson's */
};

struct audit_report {
    int64_t id;
    struct str sha256, path, partnership, period;
};

struct audit_file {
    struct str path, reason;
};

struct audit_table {
    struct audit_asked *asked;          /* by codebook, as the codebook has them */
    struct audit_report *reports;       /* by path */
    struct audit_file *files;           /* that gave no report, by path */
    struct audit_cell *cells;           /* asked × reports, row by row */
    size_t asked_count, report_count, file_count;
    struct arena arena;
};

struct audit_options {
    struct str codebook, question;      /* "" is any */
    enum evidence_status status;        /* which excerpts answer */
    bool words;                         /* fill in words and page; else both are empty */
};

/* *out freed with analyse_audit_free. ERROR_INPUT where no complete pass is of a codebook with such a question. */
NODISCARD bool analyse_audit(struct audit_table *out, struct store *s, const struct audit_options *options,
                             struct error *err);
void analyse_audit_free(struct audit_table *t);

#endif
