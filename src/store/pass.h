/* Passes: one run of one codebook version over the reports, with its provenance. */
#ifndef STORE_PASS_H
#define STORE_PASS_H

#include "codebook/codebook.h"
#include "document/document.h"
#include "store/store.h"

/* Finds or begins the pass of this codebook (by hash), tool version and answers (store_answers_hash, or
 * ""). A pass goes report by report, each in a transaction of its own, and is `complete` once every report
 * it saw is done; one that was killed is gone on with. The codebook's XML is stored with its hash. ERROR_INPUT
 * where the study has the same id and version with another content. */
NODISCARD bool store_begin_pass(struct store *s, const struct codebook *book, const char *tool_version,
                                const char *answers, int64_t *pass, struct error *err);
/* Adds the codebook, or finds it again, in the caller's transaction; ERROR_INPUT as above. */
NODISCARD bool store_keep_codebook(struct store *s, const struct codebook *book, int64_t *id, struct error *err);
NODISCARD bool store_end_pass(struct store *s, int64_t pass, struct error *err);

/* Reports that the pass has not done yet, by hash; *out freed with free. */
NODISCARD bool store_pass_pending(struct store *s, int64_t pass, int64_t **out, size_t *count, struct error *err);

/* The newest complete pass of another version of the codebook, and the codes (by their place in the new
 * version, rising) that find the same in both: their excerpts need not be looked for again. pass 0: there
 * is none. */
struct pass_before {
    int64_t pass;
    int64_t *same;                      /* freed with free */
    size_t same_count;
};
NODISCARD bool store_pass_before(struct store *s, int64_t pass, struct pass_before *out, struct error *err);
NODISCARD bool store_pass_has_report(struct store *s, int64_t pass, int64_t report, bool *has, struct error *err);
/* Takes over what that pass found in a report by these codes, in the caller's transaction; gives how many excerpts. */
NODISCARD bool store_copy_excerpts(struct store *s, int64_t pass, int64_t before, int64_t report, size_t *count,
                                   struct error *err);

struct store_excerpt {
    const char *code, *rule, *standing;
    struct range range;
    const struct range *spans;
    size_t span_count;
};
NODISCARD bool store_add_excerpt(struct store *s, int64_t pass, int64_t report, const struct store_excerpt *e,
                                 struct error *err);
/* Names an excerpt: the beginning of the SHA-256 of report|codebook|code|start|stop, 16 hex digits and NUL. */
void store_excerpt_key(struct store *s, struct str sha256, struct str codebook, struct str code, struct range range,
                       char key[17]);
NODISCARD bool store_add_unit_problem(struct store *s, int64_t pass, int64_t report, const char *code, struct range r,
                                      const char *reason, struct error *err);
NODISCARD bool store_pass_report_done(struct store *s, int64_t pass, int64_t report, size_t excerpts,
                                      struct error *err);

#endif
