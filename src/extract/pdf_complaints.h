/* What poppler complains of while it reads: it goes on without a word to its caller, and pages come out empty. */
#ifndef EXTRACT_PDF_COMPLAINTS_H
#define EXTRACT_PDF_COMPLAINTS_H

#include <stddef.h>

/* Complaints of this process so far: of syntax, of reading, of poppler itself; warnings are not counted. The program's
 * own function stands in for poppler's, as the linker finds it first; were it not found, none would be counted. */
size_t pdf_complaints(void);

#endif
