/* The findings: what was asked, in how many reports it was found, and the words that show it. */
#ifndef EXPORT_REPORT_H
#define EXPORT_REPORT_H

#include "store/store.h"

#include <stdio.h>

struct report_options {
    const char *title;          /* NULL: "Findings" */
    const char *links;          /* what stands before a file's name in links to its pages; NULL: the way from `place` */
    const char *place;          /* the folder that the page will stand in, absolute; NULL: not known */
    const char *rows, *columns; /* the themes of the evidence map; NULL: none is drawn */
    const char *map;            /* the code that the map shows; NULL: how many reports there are */
    bool document;              /* a Word document for an appendix, not an HTML page */
};

/* One file with nothing from elsewhere. The same study gives the same bytes. ERROR_INPUT where nothing is coded or the
 * map's code is none. */
NODISCARD bool export_report(FILE *out, struct store *study, const struct report_options *options, struct error *err);

#endif
