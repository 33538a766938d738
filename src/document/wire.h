/* The form in which an extractor sends a document through its pipe: lines of text that a
 * person can read, the canonical text last. The extractor's bytes may be hostile, so the
 * reader checks every count, order and range, and that the text is UTF-8 in whole sentences. */
#ifndef DOCUMENT_WIRE_H
#define DOCUMENT_WIRE_H

#include "document/document.h"

#include <stdio.h>

void wire_write(FILE *out, const struct document *doc);
/* All that stands before the text: for who has that elsewhere. */
void wire_write_structure(FILE *out, const struct document *doc);

/* Instead of a document: why there is none. reason is one of REPORT_PROBLEMS' words. */
void wire_write_problem(FILE *out, const char *reason, const char *detail);

#define REPORT_PROBLEMS(X) \
    X(ENCRYPTED, "encrypted") X(NO_TEXT, "no text layer") X(DAMAGED, "damaged") X(TIMED_OUT, "timed out") \
    X(TOO_LARGE, "too large") X(NOT_A_REPORT, "not a report") X(UNREADABLE, "unreadable") X(EMPTY, "empty") \
    X(CRASHED, "crashed")
enum report_problem {
    PROBLEM_NONE,
#define X(id, word) PROBLEM_##id,
    REPORT_PROBLEMS(X)
#undef X
    PROBLEM_COUNT
};
extern const char *const report_problem_words[PROBLEM_COUNT];

struct wire_result {
    struct document *doc;           /* or NULL, and then: */
    enum report_problem problem;
    char detail[256];               /* words for a person */
};

/* *out owns the document. ERROR_INPUT names the line where the bytes are no wire form. */
NODISCARD bool wire_read(struct wire_result *out, struct str bytes, struct error *err);
/* The same of what wire_write_structure wrote, and the text. */
NODISCARD bool wire_read_structure(struct wire_result *out, struct str structure, struct str text, struct error *err);

#endif
