noinst_LIBRARIES += %D%/librun.a
%C%_librun_a_SOURCES = %D%/attributes.c %D%/attributes.h %D%/attributes_area.c %D%/attributes_internal.h \
  %D%/attributes_nature.c %D%/attributes_pages.c %D%/attributes_sources.c %D%/nature.def \
  %D%/coded.c %D%/coded.h %D%/copied.c %D%/difference.c %D%/difference.h %D%/edit.c %D%/edit.h %D%/edit_check.c %D%/edit_internal.h %D%/files.c %D%/form.c %D%/found.c %D%/found.h \
  %D%/index.c %D%/manifest.c %D%/ocr.c %D%/page.c %D%/page.h \
  %D%/partnership.c %D%/partnership.h %D%/pass.c %D%/periods.c %D%/periods.h %D%/places.c %D%/places.h %D%/run.h \
  %D%/run_internal.h %D%/verify.c %D%/verify.h
%C%_librun_a_SOURCES += %D%/labels.c %D%/labels.h %D%/measure.c %D%/measure.h
%C%_librun_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(XML_CFLAGS)
%C%_librun_a_SOURCES += %D%/diff.c %D%/diff.h %D%/examples.c %D%/examples.h
%C%_librun_a_SOURCES += %D%/anchor.c %D%/anchor.h %D%/carry.c %D%/carry.h %D%/decide.c %D%/decide.h
%C%_librun_a_SOURCES += %D%/merge.c %D%/merge.h %D%/repair.c %D%/repair.h %D%/shard.c %D%/shard.h
%C%_librun_a_SOURCES += %D%/import.c %D%/import.h %D%/import_book.c %D%/import_codes.c %D%/import_internal.h %D%/import_row.c \
  %D%/import_source.c
nodist_%C%_librun_a_SOURCES = %D%/places.def

# England's authorities are built in.
areasdir = $(pkgdatadir)/data
dist_areas_DATA = data/README.md data/authorities.csv data/partnerships.csv data/tiles.csv
EXTRA_DIST += %D%/places.awk
BUILT_SOURCES += %D%/places.def
CLEANFILES += %D%/places.def
%D%/places.def: data/authorities.csv data/partnerships.csv %D%/places.awk
	$(AM_V_at)$(MKDIR_P) %D%
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/src/run/places.awk $(top_srcdir)/data/authorities.csv \
	  $(top_srcdir)/data/partnerships.csv > $@.tmp && mv $@.tmp $@
$(%C%_librun_a_OBJECTS): %D%/places.def

run_needs = %D%/librun.a src/store/libstore.a src/match/libmatch.a src/codebook/libcodebook.a \
  src/extract/libextract.a src/document/libdocument.a src/base/libbase.a \
  $(SQLITE_LIBS) $(ZSTD_LIBS) $(PCRE2_LIBS) $(XML_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) -lm
check_PROGRAMS += tests/unit/test_run_guess tests/unit/test_run_nature tests/unit/test_run
TESTS += tests/unit/test_run_guess tests/unit/test_run_nature tests/unit/test_run
tests_unit_test_run_nature_LDADD = $(run_needs)
TESTS += tests/cli/report_pages.sh
EXTRA_DIST += tests/cli/report_pages.sh
tests_unit_test_run_guess_LDADD = $(run_needs)
tests_unit_test_run_LDADD = $(run_needs)

check_PROGRAMS += tests/unit/test_anchor
TESTS += tests/unit/test_anchor
tests_unit_test_anchor_LDADD = %D%/librun.a src/base/libbase.a $(CRYPTO_LIBS)

# The program killed, and refused, at each write.
check_DATA += tests/kill/kill_at.so
CLEANFILES += tests/kill/kill_at.so
TESTS += tests/kill/kill.sh
EXTRA_DIST += tests/kill/kill_at.c tests/kill/kill.sh
tests/kill/kill_at.so: tests/kill/kill_at.c
	$(AM_V_at)$(MKDIR_P) tests/kill
	$(AM_V_CC)$(CC) -D_GNU_SOURCE $(CPPFLAGS) $(CFLAGS) -shared -fPIC -o $@ $(top_srcdir)/tests/kill/kill_at.c -ldl

# Decisions are made, killed and made together.
check_PROGRAMS += tests/kill/decide
tests_kill_decide_SOURCES = tests/kill/decide.c
tests_kill_decide_LDADD = $(run_needs)
TESTS += tests/kill/together.sh
EXTRA_DIST += tests/kill/together.sh tests/bench/kill.sh

# What the bench of coding compares with.
check_PROGRAMS += tests/bench/peer tests/bench/limits
tests_bench_peer_SOURCES = tests/bench/peer.c
tests_bench_peer_CPPFLAGS = $(AM_CPPFLAGS) $(PCRE2_CFLAGS)
tests_bench_peer_LDADD = $(run_needs)
tests_bench_limits_SOURCES = tests/bench/limits.c
tests_bench_limits_CPPFLAGS = $(AM_CPPFLAGS) $(PCRE2_CFLAGS)
tests_bench_limits_LDADD = $(run_needs)
EXTRA_DIST += tests/bench/code.py

# The plain matcher of tests/oracle over the reports of a study.
check_PROGRAMS += tests/oracle/study_oracle
tests_oracle_study_oracle_SOURCES = tests/oracle/study_oracle.c $(oracle_sources)
tests_oracle_study_oracle_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(PCRE2_CFLAGS)
tests_oracle_study_oracle_LDADD = $(run_needs)
EXTRA_DIST += tests/bench/oracle.sh
