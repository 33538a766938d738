/* What a study knows beside its texts, told row by row to another study: each row a word and a JSON object. Rows are
 * told to be the same by what they say, never by their numbers; tokens of reviewers are not told. */
#ifndef STORE_TOLD_H
#define STORE_TOLD_H

#include "base/str.h"
#include "store/store.h"

struct told_row {
    const char *word;                       /* of told.def */
    struct str json;
    struct str report, codebook, excerpt;   /* which it is of: a sha256, an id, a key; "" is none; excerpt "-": of words
                                               that stand nowhere now */
};
typedef bool store_each_told(void *payload, const struct told_row *r, struct error *err);

struct told_options {
    bool before;                /* the rows that come before the texts, else those behind */
    bool whole;                 /* also what holds of the whole study only: passes, assignments, samples */
    bool hidden;                /* reviewers are R1, R2, …, and files are named without their folders */
};
/* In the order of told.def; the same study tells the same. Rows are good for the call. */
NODISCARD bool store_tell(struct store *s, const struct told_options *options, store_each_told *each, void *payload,
                          struct error *err);

/* Takes a row into a study that has nothing but what the same study told, in the caller's transaction. A path that is
 * not absolute is put below folder. *fits false: it is no such row, or names what is not there; nothing is written.
 * Rows whose word told.def says TELL of are the caller's. */
NODISCARD bool store_take_told(struct store *s, struct str word, struct str json, const char *folder, bool *fits,
                               struct error *err);

/* Reports that no file holds now, and that another came after: decisions on them are looked for there, so whoever tells
 * of the whole study tells of these. By sha256; text is good for the call. */
typedef bool store_each_old(void *payload, int64_t report, struct str sha256, int64_t bytes, struct error *err);
NODISCARD bool store_old_reports(struct store *s, store_each_old *each, void *payload, struct error *err);

/* What the study has and does not tell. */
struct untold {
    int64_t passes, samples;                /* passes before the newest complete ones, and samples of these */
};
NODISCARD bool store_untold(struct store *s, struct untold *out, struct error *err);

#endif
