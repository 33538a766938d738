/* For the files of extract/ that use poppler itself. */
#ifndef EXTRACT_PDF_POPPLER_INTERNAL_H
#define EXTRACT_PDF_POPPLER_INTERNAL_H

#include "extract/extract_internal.h"

#include <poppler.h>

/* bytes are borrowed as long as the document lives; NULL with *f filled. */
PopplerDocument *pdf_open(struct str bytes, struct extract_failure *f);

#endif
