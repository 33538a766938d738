noinst_LIBRARIES += %D%/libreview.a
%C%_libreview_a_SOURCES = %D%/call.c %D%/desk.c %D%/desk.h %D%/documents.c %D%/documents.h %D%/filter.c %D%/filter.h %D%/group.c %D%/guard.c \
  %D%/guard.h %D%/link.c %D%/pages.c %D%/review.h %D%/review_internal.h %D%/route.def %D%/route_audit.c %D%/route_decide.c %D%/route_excerpt.c %D%/route_page.c %D%/route_progress.c %D%/route_queue.c \
  %D%/route_report.c %D%/route_study.c %D%/route_sure.c %D%/route_trial.c %D%/said.c %D%/said.h %D%/server.c %D%/trial.c %D%/trial.h %D%/watch.c %D%/words.c %D%/words.h %D%/write.c
%C%_libreview_a_CPPFLAGS = $(AM_CPPFLAGS) $(MHD_CFLAGS) $(JANSSON_CFLAGS) $(CRYPTO_CFLAGS)

review_needs = %D%/libreview.a src/store/libstore.a src/codebook/libcodebook.a src/document/libdocument.a \
  src/base/libbase.a $(SQLITE_LIBS) $(ZSTD_LIBS) $(XML_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) -lm
check_PROGRAMS += tests/unit/test_desk tests/unit/test_guard
TESTS += tests/unit/test_desk tests/unit/test_guard
tests_unit_test_desk_LDADD = $(review_needs)
tests_unit_test_guard_LDADD = %D%/libreview.a src/base/libbase.a $(CRYPTO_LIBS)

check_PROGRAMS += tests/review/ask
tests_review_ask_SOURCES = tests/review/ask.c
page_tests = tests/review/guard.sh tests/review/kill.sh tests/review/older.sh tests/review/page.sh tests/review/trial.sh tests/browser/review.sh
TESTS += $(page_tests)
EXTRA_DIST += $(page_tests) tests/review/serve.sh tests/browser/lib.mjs tests/browser/lib.sh \
  tests/browser/looks.mjs \
  tests/browser/queue.mjs tests/browser/reading.mjs tests/browser/review.mjs tests/browser/saving.mjs \
  tests/browser/several.mjs tests/browser/trial.mjs tests/bench/review.mjs tests/bench/review.sh
