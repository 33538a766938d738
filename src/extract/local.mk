# The client, which the program uses, and excerpta-extract, which it starts.
noinst_LIBRARIES += %D%/libextract.a
%C%_libextract_a_SOURCES = %D%/channel.c %D%/channel.h %D%/client.c %D%/client.h %D%/client_internal.h %D%/convention.c \
  %D%/convention.h %D%/page.c %D%/page.h %D%/places.c %D%/places.h %D%/project.c %D%/project.h
%C%_libextract_a_CPPFLAGS = $(AM_CPPFLAGS) -DPKGLIBEXECDIR='"$(pkglibexecdir)"'

pkglibexec_PROGRAMS += excerpta-extract
extract_office_sources = %D%/archive.c %D%/archive.h %D%/docx.c %D%/docx_internal.h %D%/docx_parts.c \
  %D%/docx_styles.c %D%/docx_text.c %D%/failure.c %D%/odt.c %D%/odt_internal.h %D%/odt_styles.c %D%/odt_text.c \
  %D%/office.c %D%/office_flow.c %D%/office_internal.h %D%/office_xml.c
extract_project_sources = %D%/archive.c %D%/archive.h %D%/convention.c %D%/convention.h %D%/convention_score.c %D%/failure.c \
  %D%/qde.c %D%/qde_internal.h %D%/qde_scan.c %D%/qde_write.c
extract_sources = %D%/channel.c %D%/channel.h %D%/convention.c %D%/convention.h %D%/convention_score.c %D%/decode.c %D%/extract_internal.h %D%/html.c %D%/libraries.c %D%/main.c \
  %D%/pdf.c %D%/pdf_blocks.c %D%/pdf_complaints.c %D%/pdf_complaints.h %D%/pdf_furniture.c %D%/pdf_gutters.c \
  %D%/pdf_gutters.h %D%/pdf_image.c \
  %D%/pdf_internal.h %D%/pdf_lines.c %D%/pdf_lines.h %D%/pdf_order.c %D%/pdf_places.c %D%/pdf_poppler_internal.h \
  %D%/pdf_recognised.c %D%/pdf_styles.c %D%/picture.c %D%/picture.h %D%/places.c %D%/places.h %D%/qde.c \
  %D%/qde_internal.h %D%/qde_scan.c %D%/qde_write.c %D%/sandbox.c \
  %D%/server.c %D%/server.h %D%/text.c %D%/type.c $(extract_office_sources)
extract_cppflags = $(AM_CPPFLAGS) $(POPPLER_CFLAGS) $(CAIRO_CFLAGS) $(XML_CFLAGS) $(SECCOMP_CFLAGS) $(ICU_CFLAGS) $(ZIP_CFLAGS)
excerpta_extract_SOURCES = $(extract_sources) %D%/no_ocr.c
excerpta_extract_CPPFLAGS = $(extract_cppflags)
# -rdynamic: poppler is to find this program's cmsCreateTransform before the library's.
excerpta_extract_LDFLAGS = $(AM_LDFLAGS) -rdynamic
extract_libs = src/document/libdocument.a src/base/libbase.a $(POPPLER_LIBS) $(CAIRO_LIBS) $(XML_LIBS) $(SECCOMP_LIBS) \
  $(ZIP_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) -lm
excerpta_extract_LDADD = $(MIMALLOC_LIBS) $(extract_libs)

# The same with a recogniser, for the files that have pages without words.
if OCR
pkglibexec_PROGRAMS += excerpta-ocr
endif
excerpta_ocr_SOURCES = $(extract_sources) %D%/ocr.c
excerpta_ocr_CPPFLAGS = $(extract_cppflags) $(OCR_CFLAGS)
excerpta_ocr_LDFLAGS = $(AM_LDFLAGS) -rdynamic
excerpta_ocr_LDADD = $(extract_libs) $(OCR_LIBS)

check_PROGRAMS += tests/unit/test_extract
tests_unit_test_extract_SOURCES = tests/unit/test_extract.c %D%/server.c %D%/server.h
tests_unit_test_extract_LDADD = src/extract/libextract.a src/document/libdocument.a src/base/libbase.a $(ICU_LIBS) \
  $(CRYPTO_LIBS) -lm

# A page looked at: its client, its places beside pdftotext, its picture by the colour of its dots.
check_PROGRAMS += tests/unit/test_page tests/extract/pixel tests/fuzz/fuzz_places
tests_unit_test_page_SOURCES = tests/unit/test_page.c %D%/server.c
tests_unit_test_page_LDADD = $(tests_unit_test_extract_LDADD)
tests_extract_pixel_SOURCES = tests/extract/pixel.c
tests_extract_pixel_CPPFLAGS = $(AM_CPPFLAGS) $(CAIRO_CFLAGS)
tests_extract_pixel_LDADD = $(CAIRO_LIBS)
TESTS += tests/unit/test_page tests/extract/page.sh
EXTRA_DIST += tests/extract/page.sh tests/fuzz/seeds-places
tests_fuzz_fuzz_places_SOURCES = tests/fuzz/fuzz_places.c
tests_fuzz_fuzz_places_LDADD = $(tests_unit_test_extract_LDADD)
if FUZZING
tests_fuzz_fuzz_places_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
else
tests_fuzz_fuzz_places_SOURCES += tests/fuzz/replay.c
endif

# The layout of a PDF's lines is plain arithmetic: its test needs no poppler.
check_PROGRAMS += tests/unit/test_layout
tests_unit_test_layout_SOURCES = tests/unit/test_layout.c %D%/pdf_blocks.c %D%/pdf_furniture.c \
  %D%/pdf_gutters.c %D%/pdf_order.c %D%/pdf_places.c %D%/pdf_recognised.c %D%/pdf_styles.c
tests_unit_test_layout_LDADD = src/document/libdocument.a src/base/libbase.a $(ICU_LIBS) $(CRYPTO_LIBS) -lm
TESTS += tests/unit/test_extract tests/unit/test_layout tests/extract/office.sh tests/extract/ocr.sh \
  tests/extract/types.sh
EXTRA_DIST += tests/extract/office.sh tests/extract/ocr.sh tests/extract/scan.sh tests/extract/types.sh

check_PROGRAMS += tests/fuzz/fuzz_office
tests_fuzz_fuzz_office_SOURCES = tests/fuzz/fuzz_office.c $(extract_office_sources)
tests_fuzz_fuzz_office_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(ZIP_CFLAGS)
tests_fuzz_fuzz_office_LDADD = src/document/libdocument.a src/base/libbase.a $(XML_LIBS) $(ZIP_LIBS) $(ICU_LIBS) \
  $(CRYPTO_LIBS) -lm
if FUZZING
tests_fuzz_fuzz_office_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
else
tests_fuzz_fuzz_office_SOURCES += tests/fuzz/replay.c
endif
EXTRA_DIST += tests/fuzz/seeds-office

check_PROGRAMS += tests/unit/test_sandbox
tests_unit_test_sandbox_SOURCES = tests/unit/test_sandbox.c %D%/sandbox.c
tests_unit_test_sandbox_CPPFLAGS = $(AM_CPPFLAGS) $(SECCOMP_CFLAGS)
tests_unit_test_sandbox_LDADD = src/base/libbase.a $(SECCOMP_LIBS)
TESTS += tests/unit/test_sandbox

check_PROGRAMS += tests/fuzz/fuzz_project
tests_fuzz_fuzz_project_SOURCES = tests/fuzz/fuzz_project.c $(extract_project_sources)
tests_fuzz_fuzz_project_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(ZIP_CFLAGS) $(ICU_CFLAGS)
tests_fuzz_fuzz_project_LDADD = $(tests_fuzz_fuzz_office_LDADD)
if FUZZING
tests_fuzz_fuzz_project_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
else
tests_fuzz_fuzz_project_SOURCES += tests/fuzz/replay.c
endif
EXTRA_DIST += tests/fuzz/seeds-project

# How programs count positions, from the words alone.
check_PROGRAMS += tests/unit/test_convention
TESTS += tests/unit/test_convention
tests_unit_test_convention_SOURCES = tests/unit/test_convention.c %D%/convention.c %D%/convention_score.c
tests_unit_test_convention_CPPFLAGS = $(AM_CPPFLAGS) $(ICU_CFLAGS)
tests_unit_test_convention_LDADD = src/base/libbase.a $(ICU_LIBS) $(CRYPTO_LIBS)
