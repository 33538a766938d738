noinst_LIBRARIES += %D%/libmatch.a
%C%_libmatch_a_SOURCES = %D%/answers.c %D%/answers.h %D%/compile.c %D%/evaluate.c %D%/filter.c %D%/filter_walk.c %D%/filterable.c \
  %D%/filter_internal.h %D%/filter_table_internal.h %D%/find.c %D%/libraries.c %D%/literals.c %D%/look.c %D%/match.c %D%/match.h %D%/match_internal.h %D%/near.c %D%/needs.c %D%/needs_internal.h %D%/pieces.c %D%/pieces_internal.h \
  %D%/program_internal.h %D%/regex.c %D%/rewrite.c %D%/rows.c %D%/scope.c %D%/standing.c %D%/strike.c %D%/subject.c %D%/texts.c %D%/texts_internal.h %D%/triggers.c %D%/units.c
%C%_libmatch_a_SOURCES += %D%/explain.c %D%/explain.h %D%/never.c %D%/probe.c %D%/probe.h
%C%_libmatch_a_CPPFLAGS = $(AM_CPPFLAGS) $(PCRE2_CFLAGS) $(ICU_CFLAGS)

match_needs = %D%/libmatch.a src/codebook/libcodebook.a src/document/libdocument.a src/base/libbase.a \
  $(PCRE2_LIBS) $(XML_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) -lm

check_PROGRAMS += tests/unit/test_answers tests/unit/test_filter tests/unit/test_match
TESTS += tests/unit/test_answers tests/unit/test_filter tests/unit/test_match
tests_unit_test_answers_LDADD = $(match_needs)
tests_unit_test_filter_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(PCRE2_CFLAGS)
tests_unit_test_filter_LDADD = $(match_needs)
tests_unit_test_match_CPPFLAGS = $(AM_CPPFLAGS) $(PCRE2_CFLAGS) $(ICU_CFLAGS)
tests_unit_test_match_LDADD = $(match_needs)

# By default a fuzz target gets a main that replays files; with --enable-fuzzing it is libFuzzer's.
check_PROGRAMS += tests/fuzz/fuzz_codebook tests/fuzz/fuzz_dictionary tests/fuzz/fuzz_match
TESTS += tests/fuzz/seeds.sh
EXTRA_DIST += tests/fuzz/seeds.sh tests/fuzz/seeds-codebook tests/fuzz/seeds-dictionary tests/fuzz/seeds-match
tests_fuzz_fuzz_codebook_SOURCES = tests/fuzz/fuzz_codebook.c
tests_fuzz_fuzz_codebook_LDADD = $(match_needs)
tests_fuzz_fuzz_dictionary_SOURCES = tests/fuzz/fuzz_dictionary.c
tests_fuzz_fuzz_dictionary_LDADD = $(match_needs) $(YAML_LIBS)
tests_fuzz_fuzz_match_SOURCES = tests/fuzz/fuzz_match.c
tests_fuzz_fuzz_match_LDADD = $(match_needs)
if FUZZING
tests_fuzz_fuzz_codebook_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_dictionary_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_fuzz_match_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
else
tests_fuzz_fuzz_codebook_SOURCES += tests/fuzz/replay.c
tests_fuzz_fuzz_dictionary_SOURCES += tests/fuzz/replay.c
tests_fuzz_fuzz_match_SOURCES += tests/fuzz/replay.c
endif

# A plain matcher beside ours.
check_PROGRAMS += tests/oracle/test_oracle tests/oracle/test_texts
TESTS += tests/oracle/test_oracle tests/oracle/test_texts
oracle_sources = tests/oracle/oracle.c tests/oracle/oracle.h tests/oracle/oracle_find.c tests/oracle/oracle_internal.h \
  tests/oracle/oracle_near.c tests/oracle/oracle_standing.c tests/oracle/lines.c tests/oracle/lines.h
tests_oracle_test_oracle_SOURCES = tests/oracle/test_oracle.c tests/oracle/chance.h tests/oracle/generate.c \
  tests/oracle/generate.h $(oracle_sources)
tests_oracle_test_oracle_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(PCRE2_CFLAGS)
tests_oracle_test_oracle_LDADD = $(match_needs)
tests_oracle_test_texts_SOURCES = tests/oracle/test_texts.c tests/oracle/chance.h tests/oracle/generate.h \
  tests/oracle/lines.c tests/oracle/lines.h tests/oracle/phrases.c tests/oracle/sample.c tests/oracle/sample.h
tests_oracle_test_texts_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(PCRE2_CFLAGS)
tests_oracle_test_texts_LDADD = $(match_needs)
