/* Templates of form-like reports, and what each report answers to their questions. */
#ifndef STORE_FORM_H
#define STORE_FORM_H

#include "codebook/template.h"
#include "document/document.h"
#include "store/store.h"

/* Adds a template, or finds it again by its hash. */
NODISCARD bool store_add_template(struct store *s, const struct template *t, int64_t *id, struct error *err);

/* The templates of the study, by hash: their XML as it was. A row is good for the call. */
struct template_row {
    int64_t id;
    struct str hash, xml, name;
};
typedef bool store_each_template(void *payload, const struct template_row *r, struct error *err);
NODISCARD bool store_templates(struct store *s, store_each_template *each, void *payload, struct error *err);

/* Reports in which its questions were not looked for yet; *out freed with free. */
NODISCARD bool store_template_pending(struct store *s, int64_t template_id, int64_t **out, size_t *count,
                                      struct error *err);

/* What a report has for a question; state is one of answer_state_words. */
struct store_answer {
    const char *question, *state;
    struct range asked, range;
    double similarity;
};
/* In one transaction; found: how many questions. */
NODISCARD bool store_add_answers(struct store *s, int64_t template_id, int64_t report,
                                 const struct store_answer *answers, size_t count, size_t found, struct error *err);

/* Where answers stand in a report, of all templates, by place; *out freed with free. */
NODISCARD bool store_answers_of(struct store *s, int64_t report, struct range **out, size_t *count, struct error *err);
/* Names what answers the study has: the hash of its templates' hashes, "" where there is none. */
NODISCARD bool store_answers_hash(struct store *s, char hash[FILE_HASH_SIZE], struct error *err);

struct answer_row {
    struct str template, version, question, path, sha256, state;
    int64_t ordinal, asked, start, stop;
    double similarity;
};
typedef bool store_each_answer(void *payload, const struct answer_row *r, struct error *err);
/* Of reports that follow a template: by template, path, question. */
NODISCARD bool store_answers(struct store *s, store_each_answer *each, void *payload, struct error *err);

struct template_summary {
    struct str name, version, hash, title;
    int64_t reports, following;         /* looked at, and of these those that follow it */
};
typedef bool store_each_template_summary(void *payload, const struct template_summary *r, struct error *err);
NODISCARD bool store_template_summaries(struct store *s, store_each_template_summary *each, void *payload,
                                        struct error *err);

#endif
