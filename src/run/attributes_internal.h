/* What the files that guess attributes share. */
#ifndef RUN_ATTRIBUTES_INTERNAL_H
#define RUN_ATTRIBUTES_INTERNAL_H

#include "run/attributes.h"

/* Where an answer may stand. */
enum place_of_answer {
    IN_TITLE,       /* the metadata's, without names that programs give */
    IN_FILE,        /* the file's name, its marks made blanks */
    IN_HEADINGS,    /* of the first page with text, one a line */
    IN_TITLES,      /* its lines that are short or about the report */
    IN_COVER,       /* all of that page */
    IN_FURNITURE,   /* running headers and footers of the first pages */
    IN_EARLY,       /* the first pages */
    IN_COUNT
};

enum { TITLE_MAX = 200, SHORT_LINE = 80, EARLY_BYTES = 12000 };

struct sources {
    struct buf at[IN_COUNT];
};
/* Of the pages that are the report. */
void run_sources_gather(struct sources *s, const struct document *doc, const struct page_span *pages, struct str path);
void run_sources_free(struct sources *s);

bool run_text_contains(struct str text, const char *word);      /* caseless */
/* A line that a period in it is likely to be the report's: a title-like one, or one about the report. */
bool run_is_about_report(struct str line);
void run_add_line(struct buf *b, struct str line, size_t limit);

/* The places where an answer was seen, as a set of 1 << place. Each may be wrong for reasons of its own (metadata
 * and file names are copied from last year's, a cover names neighbours), so several together are surer than one. */
typedef unsigned seen_in;
struct attribute_basis run_basis(seen_in seen, struct arena *a);

/* Sets the attribute unless the basis is weaker than what is worth saying. */
void run_say(struct report_attributes *out, enum attribute which, struct str value,
             const struct attribute_basis *basis);

/* Which pages of the file are the report: all of them in *pages where nothing else is certain. *papers: the
 * file has the marks of papers for a council's meeting. */
void run_guess_pages(struct report_attributes *out, struct arena *a, const struct document *doc,
                     struct page_span *pages, bool *papers);

/* Kind, variant and language. */
void run_guess_nature(struct report_attributes *out, struct arena *a, const struct sources *s,
                      const struct document *doc, const struct page_span *pages, bool papers);

void run_guess_area(struct report_attributes *out, struct arena *a, const struct sources *s);

#endif
