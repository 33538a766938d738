noinst_LIBRARIES += %D%/libcli.a
%C%_libcli_a_SOURCES = %D%/cmd_agreement.c %D%/cmd_backup.c %D%/cmd_code.c %D%/cmd_codebook.c %D%/cmd_diff.c %D%/cmd_export.c %D%/cmd_help.c %D%/cmd_index.c \
  %D%/cmd_passes.c %D%/cmd_precision.c %D%/cmd_recall.c %D%/cmd_counts.c %D%/cmd_matrix.c %D%/cmd_sample.c %D%/cmd_suggest.c %D%/cmd_reports.c %D%/cmd_show.c %D%/cmd_status.c %D%/cmd_tag.c %D%/cmd_template.c %D%/cmd_verify.c \
  %D%/choose.c %D%/choose.h %D%/command.c %D%/command.h %D%/commands.def %D%/edit.c %D%/edit.h %D%/find.c %D%/find.h %D%/help.c %D%/help.h %D%/options.c %D%/options.h \
  %D%/show.h %D%/show_parts.c %D%/show_summary.c %D%/table.c %D%/table.h %D%/tell.c %D%/tell.h
%C%_libcli_a_SOURCES += %D%/cmd_codebook_check.c %D%/cmd_codebook_diff.c %D%/cmd_codebook_explain.c \
  %D%/cmd_codebook_test.c %D%/cmd_codebook_write.c %D%/codebook.h
%C%_libcli_a_SOURCES += %D%/measure.c %D%/measure.h
%C%_libcli_a_SOURCES += %D%/cmd_audit.c %D%/cmd_map.c %D%/cmd_report.c %D%/cmd_search.c
%C%_libcli_a_SOURCES += %D%/cmd_decisions.c %D%/cmd_reviewer.c
%C%_libcli_a_SOURCES += %D%/cmd_merge.c
%C%_libcli_a_SOURCES += %D%/cmd_check.c %D%/cmd_repair.c
%C%_libcli_a_SOURCES += %D%/cmd_review.c
%C%_libcli_a_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS)

%C%_libcli_a_SOURCES += %D%/cmd_import.c

bin_PROGRAMS += excerpta
excerpta_SOURCES = %D%/main.c
excerpta_LDADD = %D%/libcli.a src/review/libreview.a $(MHD_LIBS) src/export/libexport.a src/run/librun.a src/analyse/libanalyse.a src/store/libstore.a src/match/libmatch.a \
  src/codebook/libcodebook.a src/extract/libextract.a src/document/libdocument.a src/base/libbase.a \
  $(JANSSON_LIBS) $(YAML_LIBS) $(SQLITE_LIBS) $(ZSTD_LIBS) $(PCRE2_LIBS) $(XML_LIBS) $(ICU_LIBS) $(CRYPTO_LIBS) $(GSL_LIBS) $(LINEAR_LIBS) -lm
excerpta_LDADD += $(XLSXWRITER_LIBS) $(ZIP_LIBS) $(ZLIB_LIBS)

check_PROGRAMS += tests/unit/test_options
TESTS += tests/unit/test_options
tests_unit_test_options_LDADD = %D%/libcli.a src/base/libbase.a $(CRYPTO_LIBS)

cli_tests = tests/cli/backup.sh tests/cli/main_job.sh tests/cli/bad_input.sh tests/cli/copied.sh tests/cli/counts.sh tests/cli/trust.sh tests/cli/edit.sh tests/cli/migrate.sh \
  tests/cli/ocr.sh tests/cli/show.sh tests/cli/tag.sh tests/cli/template.sh tests/cli/verify.sh
cli_tests += tests/cli/measure.sh
cli_tests += tests/cli/audit.sh tests/cli/map.sh tests/cli/report.sh tests/cli/report_budget.sh tests/cli/search.sh
cli_tests += tests/cli/check.sh tests/cli/merge.sh
TESTS += $(cli_tests)
EXTRA_DIST += $(cli_tests) tests/migrate/study-1.sql.xz tests/migrate/study-2.sql.xz tests/migrate/study-3.sql.xz \
  tests/migrate/version-2.sql tests/migrate/version-3.sql tests/cli/report_document.py tests/cli/report_figures.py tests/cli/report_numbers.py \
  tests/cli/report_page.py

codebook_command_tests = tests/cli/codebook_check.sh tests/cli/codebook_diff.sh tests/cli/codebook_exchange.sh tests/cli/codebook_explain.sh tests/cli/codebook_lists.sh
TESTS += $(codebook_command_tests)
EXTRA_DIST += $(codebook_command_tests)
review_tests = tests/cli/carry.sh tests/cli/decisions.sh
TESTS += $(review_tests)
EXTRA_DIST += $(review_tests) tests/carried.sh
