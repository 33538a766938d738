# Tests speak TAP. A unit test's rules stand in the local.mk of its module; here is what all share.
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)
TEST_EXTENSIONS = .sh
AM_TESTS_ENVIRONMENT = top_srcdir='$(top_srcdir)' top_builddir='$(top_builddir)' \
  EXCERPTA='$(abs_top_builddir)/excerpta' EXCERPTA_EXTRACT='$(abs_top_builddir)/excerpta-extract' \
  NM='$(NM)' LC_ALL=C.UTF-8 NO_COLOR=1; \
  unset EXCERPTA_STUDY; \
  export top_srcdir top_builddir EXCERPTA EXCERPTA_EXTRACT NM LC_ALL NO_COLOR;
EXTRA_DIST += %D%/README.md %D%/bench/code.sh %D%/bench/copied.sh %D%/bench/extract.sh %D%/bench/suggest.sh %D%/lib.sh %D%/unit/tap.h %D%/fuzz/replay.c

lint_tests = %D%/lint/layers.sh %D%/lint/sizes.sh %D%/lint/symbols.sh %D%/lint/docs.sh
TESTS += $(lint_tests)
EXTRA_DIST += $(lint_tests)

# What is read beside what is known to be there.
fidelity_tests = %D%/validity/attributes.sh %D%/validity/fidelity.sh %D%/validity/headings.sh
TESTS += $(fidelity_tests)
EXTRA_DIST += $(fidelity_tests) %D%/validity/headings.awk %D%/validity/shingles.awk %D%/bench/fidelity.sh \
  %D%/bench/furniture.awk %D%/bench/furniture.sh %D%/bench/headings.sh %D%/bench/made/make.sh \
  %D%/bench/made/letter.txt %D%/bench/made/prose.awk %D%/bench/pages.sh %D%/bench/scale.sh %D%/bench/sentences.awk

# Passages that were carried over, beside a reader's judgement.
check_PROGRAMS += %D%/validity/copied
TESTS += %D%/validity/copied
%C%_validity_copied_SOURCES = %D%/validity/copied.c
%C%_validity_copied_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(JANSSON_CFLAGS)
%C%_validity_copied_LDADD = src/document/libdocument.a src/base/libbase.a $(JANSSON_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) -lm
EXTRA_DIST += %D%/validity/copied.jsonl

# A shelf shared out as a job array, where Slurm is installed.
TESTS += %D%/slurm/array.sh
EXTRA_DIST += %D%/slurm/array.sh

# Damaged files.
check_PROGRAMS += %D%/extract/measure %D%/extract/mutate
%C%_extract_measure_SOURCES = %D%/extract/measure.c
%C%_extract_mutate_SOURCES = %D%/extract/mutate.c
%C%_extract_mutate_LDADD = src/base/libbase.a $(CRYPTO_LIBS)
TESTS += %D%/extract/damaged.sh
EXTRA_DIST += %D%/extract/damaged.sh %D%/bench/damaged.sh

# What doc/formats/study.md says.
TESTS += tests/cli/study_doc.sh
EXTRA_DIST += tests/cli/study_doc.sh
