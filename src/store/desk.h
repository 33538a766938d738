/* What a review keeps at hand of a study: every excerpt in few bytes, the codebooks, which passages are the same. */
#ifndef STORE_DESK_H
#define STORE_DESK_H

#include "document/document.h"
#include "store/store.h"

/* Rows and their text are good for the call only; a callback that gives false stops the listing. */

/* An excerpt of the current pass of its codebook, in a report that a file holds now. */
struct desk_excerpt {
    struct str excerpt;                 /* as in struct excerpt_row */
    int64_t report, pass, codebook;     /* ids */
    int64_t code;                       /* its place in the codebook */
    struct range range;
    struct str rule, standing;
};
typedef bool store_each_desk_excerpt(void *payload, const struct desk_excerpt *e, struct error *err);
/* In no order that is promised, but mostly report by report. */
NODISCARD bool store_desk_excerpts(struct store *s, store_each_desk_excerpt *each, void *payload, struct error *err);
/* The words of it that the rule found; *out freed with free. */
NODISCARD bool store_desk_spans(struct store *s, const struct desk_excerpt *e, struct range **out, size_t *count,
                                struct error *err);

/* A codebook of a current pass; xml: the file as it was. By name. */
struct desk_codebook {
    int64_t id;
    struct str name, version, xml;
    struct str modifiers;               /* the cues of standing that it was read with; "": not known */
};
typedef bool store_each_desk_codebook(void *payload, const struct desk_codebook *c, struct error *err);
NODISCARD bool store_desk_codebooks(struct store *s, store_each_desk_codebook *each, void *payload, struct error *err);

/* Whether the study has kept that version of the codebook, of a pass that is current or of another. */
NODISCARD bool store_desk_has_version(struct store *s, struct str codebook, struct str version, bool *has,
                                      struct error *err);

/* A passage that stands in another report too, and where. */
struct desk_copy {
    int64_t report, source;
    struct range range, source_range;
};
typedef bool store_each_desk_copy(void *payload, const struct desk_copy *c, struct error *err);
/* By report and position. */
NODISCARD bool store_desk_copies(struct store *s, store_each_desk_copy *each, void *payload, struct error *err);

/* The decision of a reviewer that counts for an excerpt. verdict: "accept", "reject", "recode", "unsure"; recode: ids
 * of codes with blanks between. */
struct desk_said {
    struct str excerpt;
    int64_t reviewer;
    bool adjudicated;                   /* said to settle what reviewers disagree on */
    struct str verdict, recode, memo;
    bool star;
};
typedef bool store_each_desk_said(void *payload, const struct desk_said *s, struct error *err);
/* By excerpt; of an excerpt those of reviewers first, then older before newer. */
NODISCARD bool store_desk_said(struct store *s, store_each_desk_said *each, void *payload, struct error *err);
NODISCARD bool store_desk_said_of(struct store *s, struct str excerpt, store_each_desk_said *each, void *payload,
                                  struct error *err);

/* Star and memo that a reviewer kept of an excerpt before they decided on it; older before newer. */
struct desk_note {
    struct str excerpt;
    int64_t reviewer;
    struct str memo;
    bool star;
};
typedef bool store_each_desk_note(void *payload, const struct desk_note *n, struct error *err);
NODISCARD bool store_desk_notes(struct store *s, store_each_desk_note *each, void *payload, struct error *err);
NODISCARD bool store_desk_notes_of(struct store *s, struct str excerpt, store_each_desk_note *each, void *payload,
                                   struct error *err);

/* Those who have not left. By name. */
struct desk_reviewer {
    int64_t id;
    struct str name;
    bool adjudicates;                   /* and so sees what others said */
};
typedef bool store_each_desk_reviewer(void *payload, const struct desk_reviewer *r, struct error *err);
NODISCARD bool store_desk_reviewers(struct store *s, store_each_desk_reviewer *each, void *payload, struct error *err);

/* When a reviewer decided of late: milliseconds since 1970, newest first; many in one go count once. *out freed with
 * free. */
NODISCARD bool store_desk_pace(struct store *s, int64_t reviewer, int64_t **out, size_t *count, struct error *err);

/* A decision as its reviewer remembers it. */
struct desk_deed {
    int64_t decision;           /* 0: none */
    struct str batch, excerpt;  /* excerpt: where its words are now, "" where they are gone */
    struct str at;              /* UTC */
    int64_t count;              /* of decisions made in one go */
};
typedef bool store_each_desk_deed(void *payload, const struct desk_deed *d, struct error *err);
/* The newest that was not undone; only its number and batch are told, the latter until the next call. */
NODISCARD bool store_desk_last(struct store *s, int64_t reviewer, struct desk_deed *out, struct error *err);
/* All that were made in one go with a decision, itself among them. */
NODISCARD bool store_desk_deeds(struct store *s, int64_t decision, store_each_desk_deed *each, void *payload,
                                struct error *err);
/* The newest that were not undone, newest first; those of one go are one. */
NODISCARD bool store_desk_recent(struct store *s, int64_t reviewer, size_t count, store_each_desk_deed *each,
                                 void *payload, struct error *err);
/* Whether a decision that counts tags it by hand. */
NODISCARD bool store_desk_is_hand(struct store *s, struct str excerpt, bool *hand, struct error *err);
/* Whether a request was taken, by itself or as several decisions ("REQUEST/…"). */
NODISCARD bool store_desk_knows(struct store *s, struct str request, bool *known, struct error *err);

/* A number that is another one once somebody else has written to the study. */
NODISCARD bool store_changes(struct store *s, int64_t *number, struct error *err);

#endif
