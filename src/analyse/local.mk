noinst_LIBRARIES += %D%/libanalyse.a
%C%_libanalyse_a_SOURCES = %D%/agreement.c %D%/agreement.h %D%/agreement_internal.h %D%/bootstrap.c %D%/interval.c \
  %D%/interval.h %D%/recall.c %D%/recall.h %D%/score.c %D%/score.h %D%/words.c %D%/words.h
%C%_libanalyse_a_CPPFLAGS = $(AM_CPPFLAGS) $(GSL_CFLAGS)

analyse_needs = %D%/libanalyse.a src/base/libbase.a $(GSL_LIBS) $(CRYPTO_LIBS) -lm
check_PROGRAMS += tests/unit/test_agreement tests/unit/test_recall tests/bench/coverage
TESTS += tests/unit/test_agreement tests/unit/test_recall
tests_unit_test_agreement_LDADD = $(analyse_needs)
tests_unit_test_recall_LDADD = $(analyse_needs)
tests_bench_coverage_CPPFLAGS = $(AM_CPPFLAGS) $(GSL_CFLAGS)
tests_bench_coverage_LDADD = $(analyse_needs)
