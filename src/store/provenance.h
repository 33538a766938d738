/* What texts and passes were made with, and what a pass found in a report: so that both can be made again. */
#ifndef STORE_PROVENANCE_H
#define STORE_PROVENANCE_H

#include "base/file.h"
#include "codebook/codebook.h"
#include "document/document.h"
#include "store/store.h"

/* words: programs and libraries with their versions. In the transaction that writes the report, or the excerpts. */
NODISCARD bool store_set_report_origin(struct store *s, int64_t report, const struct document *doc, const char *words,
                                       struct error *err);
NODISCARD bool store_set_pass_origin(struct store *s, int64_t pass, int64_t report, const char *text_hash,
                                     const char *words, struct error *err);
/* The same as the pass `before` had it: its excerpts were taken over, and the text was not looked at. */
NODISCARD bool store_copy_pass_origin(struct store *s, int64_t pass, int64_t before, int64_t report, struct error *err);

/* What a pass looked for. Text lives in the arena. */
struct pass_made_of {
    struct str codebook, version, hash, xml, modifiers, tool, answers;
    bool has_modifiers;         /* else an older excerpta made the pass, and kept none */
    bool complete;
    struct arena arena;
};
/* ERROR_USAGE where there is no such pass; *out freed with arena_free(&out->arena). */
NODISCARD bool store_pass_made_of(struct store *s, int64_t pass, struct pass_made_of *out, struct error *err);

/* The codebook of a pass, as it was then; *out freed with codebook_free. */
NODISCARD bool store_pass_codebook(struct store *s, int64_t pass, struct codebook **out, struct error *err);

/* A report that a pass has done. Text is "" where it was not recorded. */
struct pass_report_row {
    int64_t report, excerpts;
    struct str sha256, path;            /* path "": no file holds it now */
    struct str text_hash, coded_with, read_with;
    struct str ocr;                     /* as store_reading.ocr */
};
typedef bool store_each_pass_report(void *payload, const struct pass_report_row *r, struct error *err);
/* By path, then hash. */
NODISCARD bool store_pass_reports(struct store *s, int64_t pass, store_each_pass_report *each, void *payload,
                                  struct error *err);

/* An excerpt as a pass has it, without what is known of its report; spans as "12-18 30-41". */
struct found_row {
    struct range range;
    struct str code, rule, standing, spans;
};
typedef bool store_each_found(void *payload, const struct found_row *f, struct error *err);
/* By start, stop, code. */
NODISCARD bool store_pass_excerpts(struct store *s, int64_t pass, int64_t report, store_each_found *each,
                                   void *payload, struct error *err);

#endif
