noinst_LIBRARIES += %D%/libexport.a
%C%_libexport_a_SOURCES = %D%/csv.c %D%/export.c %D%/export.h %D%/export_internal.h %D%/field.def %D%/format.def \
  %D%/appendix.c %D%/appendix.h %D%/docx.c %D%/framework.c %D%/grid.c %D%/grid.h %D%/html.c %D%/jsonl.c %D%/markdown.c %D%/markup.c %D%/markup.h %D%/names.c %D%/names.h \
  %D%/package.c %D%/package.h %D%/qdpx.c %D%/qdpx_cases.c %D%/qdpx_internal.h %D%/qdpx_notes.c %D%/qdpx_record.c \
  %D%/sheet.c %D%/sheet_internal.h %D%/study.c %D%/word.c %D%/word.h %D%/xlsx.c
%C%_libexport_a_CPPFLAGS = $(AM_CPPFLAGS) $(XLSXWRITER_CFLAGS) $(XML_CFLAGS) $(ZIP_CFLAGS) $(ZLIB_CFLAGS) $(CRYPTO_CFLAGS)

export_tests = tests/browser/findings.sh tests/cli/export_xlsx.sh tests/cli/export_qdpx.sh tests/cli/export_appendix.sh tests/cli/export_filter.sh tests/cli/export_words.sh tests/cli/import.sh tests/cli/roundtrip.sh
TESTS += $(export_tests)
EXTRA_DIST += $(export_tests) tests/cli/export_words.py tests/browser/findings.mjs tests/bench/export.sh tests/cli/export_lib.sh tests/data/refi/Project.xsd

# The page's style and script are files of their own and built in.
export_page = %D%/html/head.html %D%/html/filter.js
EXTRA_DIST += $(export_page)
BUILT_SOURCES += %D%/head.inc %D%/filter.inc
CLEANFILES += %D%/head.inc %D%/filter.inc
%D%/head.inc: %D%/html/head.html build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/src/export/html/head.html > $@.tmp && mv $@.tmp $@
%D%/filter.inc: %D%/html/filter.js build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/src/export/html/filter.js > $@.tmp && mv $@.tmp $@

# The findings page.
%C%_libexport_a_SOURCES += %D%/paper.c %D%/paper.h %D%/paper_html.c %D%/paper_word.c %D%/report.h %D%/report_audit.c \
  %D%/report_authorities.c %D%/report_data.c %D%/report_funnel.c %D%/report_gather.c %D%/report_internal.h %D%/report_limits.c \
  %D%/report_map.c %D%/report_map.h %D%/report_method.c %D%/report_page.c %D%/report_pairs.c %D%/report_quotes.c \
  %D%/report_regions.c %D%/report_summary.c %D%/report_trend.c %D%/report_words.c
nodist_%C%_libexport_a_SOURCES = %D%/tiles.def
EXTRA_DIST += %D%/html/report.html %D%/html/report.js %D%/tiles.awk
BUILT_SOURCES += %D%/report_head.inc %D%/report_script.inc %D%/tiles.def
CLEANFILES += %D%/report_head.inc %D%/report_script.inc %D%/tiles.def
%D%/report_head.inc: %D%/html/report.html build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/src/export/html/report.html > $@.tmp && mv $@.tmp $@
%D%/report_script.inc: %D%/html/report.js build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/src/export/html/report.js > $@.tmp && mv $@.tmp $@
%D%/tiles.def: data/tiles.csv src/run/places.def %D%/tiles.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/src/export/tiles.awk $(top_srcdir)/data/tiles.csv src/run/places.def > $@.tmp && mv $@.tmp $@
