noinst_LIBRARIES += %D%/libanalyse.a
%C%_libanalyse_a_SOURCES = %D%/audit_table.c %D%/audit_table.h %D%/pairs.c %D%/pairs.h %D%/search.c %D%/search.h %D%/agreement.c %D%/agreement.h %D%/agreement_internal.h %D%/bootstrap.c %D%/coders.c \
  %D%/coders.h %D%/draw.c %D%/draw.h %D%/draw_internal.h %D%/draw_passages.c %D%/draw_reports.c \
  %D%/features.c %D%/features.h %D%/judged.c %D%/judged.h %D%/tally.c %D%/tally.h %D%/suggest.c %D%/suggest.h %D%/suggest_terms.c \
  %D%/interval.c %D%/interval.h %D%/missed.c %D%/missed.h %D%/precision.c %D%/precision.h %D%/recall.c %D%/recall.h %D%/score.c \
  %D%/score.h %D%/shelf.c %D%/shelf.h %D%/units.c %D%/units.h %D%/unsearched.c %D%/unsearched.h %D%/vary.c %D%/vary.h %D%/words.c %D%/words.h
%C%_libanalyse_a_CPPFLAGS = $(AM_CPPFLAGS) $(GSL_CFLAGS)

analyse_needs = %D%/libanalyse.a src/base/libbase.a $(GSL_LIBS) $(LINEAR_LIBS) $(CRYPTO_LIBS) -lm
check_PROGRAMS += tests/unit/test_agreement tests/unit/test_recall tests/unit/test_trust tests/bench/coverage
TESTS += tests/unit/test_agreement tests/unit/test_recall tests/unit/test_trust
tests_unit_test_agreement_LDADD = $(analyse_needs)
tests_bench_coverage_CPPFLAGS = $(AM_CPPFLAGS) $(GSL_CFLAGS)
tests_bench_coverage_LDADD = $(analyse_needs)
study_needs = %D%/libanalyse.a src/store/libstore.a src/match/libmatch.a src/codebook/libcodebook.a \
  src/document/libdocument.a src/base/libbase.a $(GSL_LIBS) $(LINEAR_LIBS) $(SQLITE_LIBS) $(ZSTD_LIBS) $(PCRE2_LIBS) $(XML_LIBS) \
  $(ICU_LIBS) $(CRYPTO_LIBS) -lm
tests_unit_test_recall_LDADD = $(study_needs)
tests_unit_test_trust_LDADD = $(study_needs)
check_PROGRAMS += tests/unit/test_score tests/unit/test_vary
TESTS += tests/unit/test_score tests/unit/test_vary
tests_unit_test_score_LDADD = $(analyse_needs)
tests_unit_test_vary_LDADD = $(analyse_needs)
