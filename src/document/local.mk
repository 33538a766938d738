noinst_LIBRARIES += %D%/libdocument.a
%C%_libdocument_a_SOURCES = %D%/alike.c %D%/alike.h %D%/alike_shelf.c %D%/builder.c %D%/builder.h %D%/compounds.c %D%/compounds.h %D%/document.c \
  %D%/document.h %D%/join.c %D%/join.h %D%/language.c %D%/language.h %D%/normalise.c %D%/normalise.h %D%/pages.c %D%/quality.c %D%/quality.def %D%/quality.h \
  %D%/sentences.c %D%/sentences.h %D%/stops.c %D%/stops.h %D%/tokens.c %D%/tokens.h %D%/wire.c %D%/wire.h
%C%_libdocument_a_CPPFLAGS = $(AM_CPPFLAGS) $(ICU_CFLAGS)

document_tests = tests/unit/test_alike tests/unit/test_document tests/unit/test_builder tests/unit/test_wire tests/unit/test_tokens \
  tests/fuzz/fuzz_wire
check_PROGRAMS += $(document_tests)
TESTS += tests/unit/test_alike tests/unit/test_document tests/unit/test_builder tests/unit/test_wire tests/unit/test_tokens
document_test_libraries = %D%/libdocument.a src/base/libbase.a $(ICU_LIBS) $(CRYPTO_LIBS) -lm
tests_unit_test_alike_LDADD = $(document_test_libraries)
tests_unit_test_document_LDADD = $(document_test_libraries)
tests_unit_test_builder_LDADD = $(document_test_libraries)
tests_unit_test_wire_LDADD = $(document_test_libraries)
tests_unit_test_tokens_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(ICU_CFLAGS)
tests_unit_test_tokens_LDADD = $(document_test_libraries)

tests_fuzz_fuzz_wire_SOURCES = tests/fuzz/fuzz_wire.c
tests_fuzz_fuzz_wire_LDADD = $(document_test_libraries)
if FUZZING
tests_fuzz_fuzz_wire_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
else
tests_fuzz_fuzz_wire_SOURCES += tests/fuzz/replay.c
endif
EXTRA_DIST += tests/fuzz/seeds-wire
