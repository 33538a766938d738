/* Finds the codes of a codebook in a document. Pure: no files, no clock. */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "codebook/codebook.h"
#include "document/document.h"

/* A codebook made ready to run; any number of threads may use one. */
struct match_program;

/* Compiles every pattern with PCRE2: UTF, UCP, caseless, a blank for \s+, ' for either
 * apostrophe; \K and \C refused. The codebook is borrowed and must outlive *out.
 * ERROR_INPUT names the line, the pattern's column and what is wrong. */
NODISCARD bool match_compile(struct match_program **out, const struct codebook *book, struct error *err);
void match_free(struct match_program *program);
/* Makes a filter of these codes alone (by place in the codebook), which runs that want no others use
 * (match_use_codes). */
void match_narrow(struct match_program *program, const bool *wanted);
/* From here on every pattern is tried on every unit: slower, and the excerpts must be the same. */
void match_drop_filter(struct match_program *program);

/* "pcre2 10.42 2022-12-11, unicode 14.0.0, icu 72.1": what decides an excerpt beside this program. */
void match_libraries(char *out, size_t size);

/* State of one thread: PCRE2's stack and data, the tokenizer, memory for hits. */
struct match_worker;
NODISCARD bool match_worker_new(struct match_worker **out, const struct match_program *program, struct error *err);
void match_worker_free(struct match_worker *w);

struct match_excerpt {
    const struct code *code;
    const struct rule *rule;            /* the first of the code that holds */
    enum standing standing;
    struct range range;                 /* of the unit */
    const struct range *spans;          /* the words that matched, by position, inside range, disjoint */
    size_t span_count;
};

/* A pattern that was given up on in a unit: reported, never taken for "no match". */
struct match_problem {
    const struct code *code;
    const struct pattern *pattern;
    struct range range;
    const char *reason;                 /* "backtracks too much" */
};

/* Both are good for the call only; false stops. */
typedef bool match_found(void *payload, const struct match_excerpt *e, struct error *err);
typedef bool match_gave_up(void *payload, const struct match_problem *p, struct error *err);

struct match_sink {
    match_found *found;
    match_gave_up *gave_up;
    void *payload;
};

/* Where answers to a template's questions stand: the units of codes with unit="answer". For the next match_run only;
 * borrowed until then. Without them a document has no such units. */
void match_use_answers(struct match_worker *w, const struct range *answers, size_t count);

/* For the next match_run only: codes whose place in the codebook is false in wanted are not looked for. Once the
 * program is narrowed, wanted must be what it was narrowed to; NULL: all codes. */
void match_use_codes(struct match_worker *w, const bool *wanted);
/* Whether one of these may tag anything in a document with this text: false is certain. It costs one walk over the
 * text, and saves what else of a document would be read. */
bool match_may_tag(struct match_worker *w, struct str text);

/* For the next match_run only: asked before each unit; false, with *err filled, stops. */
typedef bool match_goes_on(void *payload, struct error *err);
void match_use_watch(struct match_worker *w, match_goes_on *goes_on, void *payload);

/* Calls sink->found for each unit that a code tags (once a code and unit): by where the unit
 * starts, the larger unit first, of the same text the report before the section, the answer, the block
 * and the sentence, then in the codebook's order; the same calls for the same document and program,
 * always. What was given up for a code and unit is told after that code's excerpt, if any.
 * Contents blocks are no unit and in no section. False only where the sink or the watch says so. */
NODISCARD bool match_run(struct match_worker *w, const struct document *doc, const struct match_sink *sink,
                         struct error *err);

#endif
