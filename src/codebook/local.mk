noinst_LIBRARIES += %D%/libcodebook.a
%C%_libcodebook_a_SOURCES = %D%/audit.c %D%/codebook.c %D%/codebook.h %D%/codebook_internal.h %D%/dictionary.c %D%/dictionary.def %D%/dictionary.h %D%/diff.c %D%/diff.h %D%/draft_internal.h \
  %D%/draft_write.c %D%/hash.c %D%/import.c %D%/modifiers.c %D%/names.c %D%/part.c %D%/part.h \
  %D%/read_csv.c %D%/read_liwc.c %D%/read_qdc.c %D%/read_wordstat.c %D%/read_yaml.c \
  %D%/remarks.c %D%/remarks.h %D%/rules.c %D%/shape.c %D%/template.c %D%/template.h %D%/themes.c %D%/words.c %D%/words.h \
  %D%/write.h %D%/write_html.c %D%/write_new.c %D%/write_qdc.c %D%/writer.c %D%/writer.h %D%/xml.c
nodist_%C%_libcodebook_a_SOURCES = $(codebook_generated)
%C%_libcodebook_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS) $(YAML_CFLAGS)

# The schema and the modifiers are built in.
codebook_generated = %D%/codebook_rng.inc %D%/modifiers_xml.inc %D%/template_rng.inc \
  %D%/appendix_css.inc %D%/start_xml.inc
BUILT_SOURCES += $(codebook_generated)
CLEANFILES += $(codebook_generated)
EXTRA_DIST += build-aux/text2c.awk %D%/appendix.css %D%/start.xml tests/data/refi/Codebook.xsd
%D%/libcodebook_a-codebook.$(OBJEXT) %D%/libcodebook_a-template.$(OBJEXT) %D%/libcodebook_a-write_html.$(OBJEXT) \
  %D%/libcodebook_a-write_new.$(OBJEXT): $(codebook_generated)
%D%/appendix_css.inc: %D%/appendix.css build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/src/codebook/appendix.css > $@.tmp && mv $@.tmp $@
%D%/start_xml.inc: %D%/start.xml build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/src/codebook/start.xml > $@.tmp && mv $@.tmp $@
%D%/codebook_rng.inc: codebooks/codebook.rng build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/codebooks/codebook.rng > $@.tmp && mv $@.tmp $@
%D%/modifiers_xml.inc: codebooks/modifiers.xml build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/codebooks/modifiers.xml > $@.tmp && mv $@.tmp $@
%D%/template_rng.inc: templates/template.rng build-aux/text2c.awk
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(AWK) -f $(top_srcdir)/build-aux/text2c.awk $(top_srcdir)/templates/template.rng > $@.tmp && mv $@.tmp $@

codebook_needs = %D%/libcodebook.a src/base/libbase.a $(XML_LIBS) $(CRYPTO_LIBS)
check_PROGRAMS += tests/unit/test_codebook tests/unit/test_part tests/unit/test_template
TESTS += tests/unit/test_codebook tests/unit/test_part tests/unit/test_template
tests_unit_test_codebook_LDADD = $(codebook_needs)
tests_unit_test_part_LDADD = $(codebook_needs)
tests_unit_test_template_LDADD = $(codebook_needs)
